"""The claims of a printed dossier, in order of the text; teasers apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.claims.acts import acts
from foedera.cli.page import heading, joined, modality, quotation
from foedera.documents.report import LineKind
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import amount_text, sources_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from foedera.claims.claim import Claim, Party
    from foedera.wording.words import Words
    from foedera.workspace import Dossier

_FAMILIES = {
    "treaty life": "bold cyan",
    "treaty content": "bold blue",
    "conduct": "bold magenta",
    "diplomacy": "bold green",
}
_TOWARDS = frozenset({"conduct", "diplomacy"})
_SECTIONS = {LineKind.HEADLINE: "in-headline", LineKind.CAPTION: "in-caption"}


def claims_view(dossier: Dossier, words: Words, *, explain: bool) -> RenderableType:
    """Return every claim with who says it and its very words.

    Args:
        dossier: The dossier.
        words: The interface's words.
        explain: Whether to name the rules each claim was read by.
    """
    numbered = list(enumerate(dossier.claims))
    told = [one for one in numbered if one[1].section is not LineKind.RELATED]
    teased = [one for one in numbered if one[1].section is LineKind.RELATED]
    if not numbered:
        return Group(heading(words("claims", count="0")), Text(words("claims-none")))
    parts = [heading(words("claims", count=str(len(told)))), _list(told, dossier, words, explain)]
    if teased:
        parts.append(heading(words("claims-teasers", count=str(len(teased)))))
        parts.append(_list(teased, dossier, words, explain))
    return Group(*parts)


def _list(
    numbered: Sequence[tuple[int, Claim]],
    dossier: Dossier,
    words: Words,
    explain: bool,  # noqa: FBT001 - passed on
) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim", width=3)
    table.add_column(ratio=1, overflow="fold")
    for index, claim in numbered:
        if table.row_count:
            table.add_row()
        lines = list(claim_lines(claim, dossier, words))
        if explain:
            lines.append(claim_rules(claim, dossier, words))
        table.add_row(str(index + 1), Group(*lines))
    return table


def claim_lines(claim: Claim, dossier: Dossier, words: Words) -> Iterator[RenderableType]:
    """Yield the lines of one claim: what is done, its circumstances, who says so, the words."""
    yield _deed(claim, dossier, words)
    if circumstances := _circumstances(claim, dossier, words):
        yield circumstances
    said = sources_text(claim.sources, dossier.carriers(claim), dossier.text, words)
    yield Text.assemble((f"{words('says')}: ", "dim"), said)
    yield quotation(dossier.text, claim.span, claim.trigger)


def _deed(claim: Claim, dossier: Dossier, words: Words) -> Text:
    """Return the act, and who does it to whom; who is nobody known in their own words."""
    act = acts()[claim.act]
    agents, others = _actors(claim.agents), _actors(claim.counterparts)
    if act.symmetric or act.family == "treaty content":
        agents, others = list(dict.fromkeys([*agents, *others])), []
    deed = Text.assemble((words.act(claim.act), _FAMILIES[act.family]))
    unknown = clean(claim.unresolved.of(dossier.text)) if claim.unresolved else ""
    told = words("unresolved", words=unknown) if unknown else ""
    who = words.names(agents)
    deed.append(f"  {', '.join(one for one in (who, told) if one) or words('nobody')}")
    if others:
        names = words.names(others)
        towards = f" → {names}" if act.family in _TOWARDS else f", {words('with', names=names)}"
        deed.append(towards)
    return deed


def _actors(parties: Sequence[Party]) -> list[str]:
    return [party.actor for party in parties]


def _circumstances(claim: Claim, dossier: Dossier, words: Words) -> Text:
    sure = claim.modality.value
    sectors = ", ".join(clean(span.of(dossier.text)) for span in claim.sectors)
    section = _SECTIONS.get(claim.section)
    return joined(
        [
            None if sure == "asserted" else modality(sure, words(f"modality-{sure}")),
            None if claim.when is None else words.period(claim.when),
            None if claim.amount is None else amount_text(claim.amount, words),
            _where(claim, dossier, words),
            words("sectors", names=sectors) if sectors else None,
            claim.instrument,
            words(section) if section else None,
        ]
    )


def _where(claim: Claim, dossier: Dossier, words: Words) -> str | None:
    if claim.place is None:
        return None if claim.place_state is None else words.name(claim.place_state)
    place = clean(claim.place.of(dossier.text))
    if claim.place_state is not None:
        place = words("in-state", place=place, state=words.name(claim.place_state))
    return words("at-place", place=place)


def claim_rules(claim: Claim, dossier: Dossier, words: Words) -> RenderableType:
    """Return the rules a claim was read by, each with the words it rests on."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", style="cyan")
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold", ratio=1)
    for applied in claim.rules:
        place = f"{applied.span.start}-{applied.span.end}"
        table.add_row(applied.rule, place, quotation(dossier.text, applied.span))
    label = Text(f"{words('rules')}:", style="dim")
    return Group(label, Padding(table, (0, 0, 0, 2)))
