"""``foedera proposals``: what reports on record propose, with what each proposal rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.assessment import PartName
from foedera.cli.consulting import opened, print_data
from foedera.cli.on_record_view import level_text, step_text
from foedera.cli.page import facts, joined
from foedera.cli.terminal import console, interface
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import short_sources
from foedera.wording.steps import moment_words, reason_words, register_words
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.answer_data import schema_of
from foedera.workspace.proposed_data import proposal_data, telling_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from rich.console import RenderableType

    from foedera.assessment import Confidence, Proposal, Proposed
    from foedera.assessment.proposed import Telling
    from foedera.claims.recorded import RecordedClaim
    from foedera.identifiers import ContentId

#: Tellings of one proposal whose sentences are shown; of the others it is said how many.
_SHOWN: Final = 3


def tell_proposals(  # noqa: PLR0913 - one argument for each option
    called: str | None,
    *,
    ledger: str | None,
    known_by: date | None,
    recorded_by: datetime | None,
    whole: bool,
    as_json: bool,
    language: str | None,
) -> None:
    """Print what reports on record propose.

    Args:
        called: Towards this instrument alone; None for all.
        ledger: Where the reports are on record.
        known_by: Count only reports published by this day.
        recorded_by: Count only what was on record at this moment.
        whole: Also what was decided, and what the registry has already.
        as_json: Print data instead of a page.
        language: Language of the interface; None for the environment's.

    Raises:
        UnknownInstrumentError: Nothing is called that.
        AmbiguousInstrumentError: Several instruments may be meant.
        LedgerError: The ledger cannot be opened.
    """
    workspace = Workspace(ledger=opened(ledger), recorded_by=recorded_by)
    record = workspace.on_record
    found = (
        record.proposed(None, known_by) if called is None else record.proposed_for(called, known_by)
    )
    shown = [one for one in found.proposals if whole or one.waits]
    names = {name for one in shown for name in _told(one, whole=as_json)}
    names |= {one.claim for one in (*found.unripe, *found.denied)} if as_json else set()
    claims = {one.id: one for one in record.view.claims(sorted(names))}
    if as_json:
        print_data(_data(found, shown, claims))
        return
    words = Words(interface(language), workspace.catalogue)
    console().print(Group(*_page(found, shown, claims, words)))


def _told(one: Proposal, *, whole: bool) -> Iterator[ContentId]:
    """Yield the claims whose sentences are told."""
    if whole:
        others = (each for version in one.versions for each in version.tellings)
        tellings: Iterable[Telling] = (*one.support, *one.against, *others)
    else:
        tellings = (*_first(one)[:_SHOWN], *one.against[:_SHOWN])
    yield from (each.claim for each in tellings)


def _first(one: Proposal) -> tuple[Telling, ...]:
    """Return those who say so, those who tell the very days first, each text once."""
    exact = {evidence.reference for evidence in one.step.evidence} if one.step else set()
    order = sorted(one.support, key=lambda each: each.claim not in exact)
    return tuple({each.document: each for each in reversed(order)}.values())[::-1]


def _page(
    found: Proposed,
    shown: Sequence[Proposal],
    claims: Mapping[ContentId, RecordedClaim],
    words: Words,
) -> Iterator[RenderableType]:
    waiting = sum(one.waits for one in found.proposals)
    counts = {"count": words.number(waiting), "all": words.number(len(found.proposals))}
    yield Text(words("proposed-waiting", **counts), style="bold")
    for one in shown:
        yield Text()
        yield from _proposal(one, claims, words)
    for key, tellings in (("unripe", found.unripe), ("denied", found.denied)):
        if tellings:
            count = words.number(len(tellings))
            yield Text()
            yield Text(words(f"proposed-{key}", count=count), style="dim")


def _proposal(
    one: Proposal, claims: Mapping[ContentId, RecordedClaim], words: Words
) -> Iterator[RenderableType]:
    yield joined([_head(one, words), level_text(one.confidence.overall, words)])
    yield Text(f"{one.about}  {one.id}", style="dim")
    rows: list[tuple[str, RenderableType]] = []
    if one.candidates:
        names = ", ".join(one.candidates)
        rows.append((words("notice"), Text(words("proposed-fits", names=names), style="yellow")))
    rows += _sayings("proposed-says", _first(one), claims, words)
    rows += _sayings("proposed-denies", one.against, claims, words)
    for version in one.versions:
        key = f"proposed-{version.relation.value.replace(' ', '-')}"
        told = joined([words(key, days=words.days(version.when)), version.proposal])
        rows.append((words("proposed-otherwise"), told))
    rows.append((words("proposed-on-register"), Text(register_words(one.recorded, words))))
    rows += _decision(one, words)
    rows.append((words("confidence"), parts_view(one.confidence, words)))
    yield Padding(facts(rows), (0, 0, 0, 2))


def _head(one: Proposal, words: Words) -> Text:
    if one.step is not None:
        return step_text(one.step, words)
    new = one.instrument
    assert new is not None  # noqa: S101 - one of the two is there
    called = words("proposed-suggested", name=new.id)
    title = f"“{clean(new.title)}”" if new.title else None
    kind = Text(words("proposed-instrument"), style="bold")
    return joined([kind, title, words.names(new.parties), called])


def _sayings(
    key: str,
    tellings: Sequence[Telling],
    claims: Mapping[ContentId, RecordedClaim],
    words: Words,
) -> Iterator[tuple[str, RenderableType]]:
    for one in tellings[:_SHOWN]:
        claim = claims.get(one.claim)
        said = Text(f"“{clean(claim.sentence)}”") if claim else Text(one.claim)
        chain = short_sources([s.actors for s in claim.claim.sources], words) if claim else None
        day = words.day(one.day) if one.day else None
        by = joined([words.name(one.teller), day, chain])
        yield words(key), Group(said, Text.assemble(by, style="dim"))
    if (more := len(tellings) - _SHOWN) > 0:
        yield words(key), Text(words("proposed-more", count=words.number(more)), style="dim")


def _decision(one: Proposal, words: Words) -> Iterator[tuple[str, RenderableType]]:
    if one.decided is None:
        return
    told = words(
        f"proposed-{one.decided.verdict.value}",
        coder=clean(one.decided.coder),
        moment=moment_words(one.decided.at, words),
    )
    again = Text(words("proposed-renewed"), style="yellow") if one.renewed else None
    yield words("proposed-decided"), joined([told, again])


def parts_view(confidence: Confidence, words: Words) -> RenderableType:
    """Return the parts of confidence, those that decide it marked."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for part in confidence.parts:
        mark = "*" if part.name in confidence.decided_by else ""
        name = f"{words(f'confidence-part-{part.name.value}')}{mark}"
        table.add_row(name, level_text(part.level, words), reason_words(part, words))
    return table


def _data(
    found: Proposed, shown: Iterable[Proposal], claims: Mapping[ContentId, RecordedClaim]
) -> dict[str, Any]:
    return {
        "schema": schema_of("proposals"),
        "parts": [name.value for name in PartName],
        "proposals": [proposal_data(one, claims) for one in shown],
        "unripe": [telling_data(one, claims) for one in found.unripe],
        "denied": [telling_data(one, claims) for one in found.denied],
    }
