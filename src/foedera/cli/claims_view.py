"""The claims of a printed dossier, in order of the text; teasers apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.cli.page import heading, joined, modality, quotation
from foedera.documents.report import LineKind
from foedera.wording.claiming import circumstances, deed_of
from foedera.wording.phrasing import sources_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from foedera.claims.claim import Claim
    from foedera.spans import Span
    from foedera.wording.words import Words
    from foedera.workspace import Dossier

_FAMILIES = {
    "treaty life": "bold cyan",
    "treaty content": "bold blue",
    "conduct": "bold magenta",
    "diplomacy": "bold green",
}


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
    told = deed_of(claim, partial(_words_of, dossier), words)
    return Text.assemble((told.act, _FAMILIES[told.family]), f"  {told.who}{told.others}")


def _circumstances(claim: Claim, dossier: Dossier, words: Words) -> Text:
    told = circumstances(claim, partial(_words_of, dossier), words)
    return joined(
        modality(claim.modality.value, one.told) if one.kind == "modality" else one.told
        for one in told
        if claim.section is not LineKind.RELATED or one.kind != "section"  # listed apart anyway
    )


def _words_of(dossier: Dossier, span: Span) -> str:
    return span.of(dossier.text)


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
