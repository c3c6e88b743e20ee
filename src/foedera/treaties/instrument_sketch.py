"""Writes a first registry file for an instrument of which only reports tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.treaties.formulas import Unseen
from foedera.treaties.instrument_writing import quoted, row_of, scalar, source_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.treaties.instrument import Instrument, SourceCited
    from foedera.treaties.instrument_writing import Entry

#: What reports do not tell, and a person is to look up. Stands at the head of the file.
TO_FILL: Final = (
    "titles: the formal title in English and Indonesian",
    "kind, binding, published: what it is made as, whether it binds, whether its text can be read",
    "entry_into_force: the rule of its clause, in place of 'unseen'",
    "term: for how long, and how one leaves",
    "provisions, obligations: what it provides, article by article",
)


def sketch(
    instrument: Instrument, rows: Sequence[Entry], sources: Mapping[str, SourceCited]
) -> str:
    """Return the text of a registry file; whatever is not known is said to be unknown.

    Args:
        instrument: Its identifier, kind, titles, parties and rule; nothing else is told.
        rows: Its steps.
        sources: What they rest on, by key.
    """
    rule = instrument.entry_into_force
    needed = isinstance(rule, Unseen) and rule.ratified
    lines = [
        "# Written from reports. A person is to look up, and fill in:",
        *(f"#   {one}" for one in TO_FILL),
        "# and to take these lines out.",
        f"id: {instrument.id}",
        f"kind: {instrument.kind.value}",
        "binding: unknown",
        "published: unknown",
        "titles:",
        *_names(instrument.titles),
        "aliases:",
        *(f"  {language}: []" for language in instrument.titles),
        f"parties: [{', '.join(map(scalar, instrument.parties))}]",
        f"entry_into_force: {{rule: unseen{', ratification: yes' if needed else ''}}}",
    ]
    if instrument.followed_to is not None:
        lines.append(f"followed_to: {instrument.followed_to.isoformat()}")
    lines += [
        "registration: {registered: unknown}",
        "provisions: {}",
        "steps:",
        *(f"  - {row_of(row)}" for row in rows),
        "sources:",
        *(f"  {key}: {source_row(source)}" for key, source in sources.items()),
    ]
    return "\n".join([*lines, ""])


def _names(names: Mapping[str, Sequence[str]]) -> Iterable[str]:
    for language, told in names.items():
        yield f"  {language}: [{', '.join(quoted(one) for one in told)}]"
