"""The first part of a printed dossier: what the report states of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.cli.page import facts, heading, joined, quotation
from foedera.documents.report import LineKind
from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from foedera.documents.report import Published, Stated
    from foedera.wording.words import Words
    from foedera.workspace import Dossier

#: Lines that are no part of the article, named together.
_FURNITURE = (LineKind.PROMOTION, LineKind.COPYRIGHT, LineKind.FURNITURE)
#: Pieces of furniture named one by one before the rest is counted.
_NAMED = 6


def document_view(dossier: Dossier, words: Words, *, explain: bool = False) -> RenderableType:
    """Return the report's facts, its captions and teasers, its furniture, the notices.

    Args:
        dossier: The dossier.
        words: The interface's words.
        explain: Whether to name what each line that is no body text is, and the rule for it.
    """
    parts = [heading(words("report")), facts(_rows(dossier, words))]
    if explain:
        parts += _labelled(dossier, words)
    return Group(*parts)


def title(dossier: Dossier) -> RenderableType:
    """Return the report's name and headline."""
    report = dossier.report
    lines = (line for line in report.lines if line.kind is LineKind.HEADLINE)
    headline = next((line.span.of(report.text) for line in lines), "")
    name = Text(clean(report.name), style="dim")
    return Group(name, Text(clean(headline), style="bold")) if headline else name


def _rows(dossier: Dossier, words: Words) -> Iterator[tuple[str, RenderableType]]:
    report = dossier.report
    yield words("outlet"), _stated(report.outlet, words)
    yield words("published"), _published(report.published, words)
    if report.dateline is not None:
        yield words("dateline"), _place(report.dateline, words)
    for label, people in (("writer", report.writers), ("editor", report.editors)):
        for person in people:
            yield words(label), Text(clean(person.value))
    for wire in report.wires:
        yield words("wire"), _stated(wire, words)
    yield words("language"), Text(words.language_name(report.language))
    yield from _apart(dossier, words)
    for notice in dossier.notices:
        text = Text(clean(notice.text), style="yellow")
        yield words("notice"), text


def _labelled(dossier: Dossier, words: Words) -> Iterator[RenderableType]:
    """Yield the lines that are no body text, each with its rule and its place."""
    report = dossier.report
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold", style="cyan")
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold", ratio=1)
    for line in report.lines:
        if line.kind is not LineKind.BODY:
            place = f"{line.span.start}-{line.span.end}"
            table.add_row(line.rule, place, quotation(report.text, line.span))
    if table.row_count:
        yield Text(f"{words('lines')}:", style="dim")
        yield Padding(table, (0, 0, 0, 2))


def _apart(dossier: Dossier, words: Words) -> Iterator[tuple[str, RenderableType]]:
    """Yield what stands beside the article: captions, teasers, furniture."""
    report = dossier.report
    for kind in (LineKind.CAPTION, LineKind.RELATED):
        for line in report.lines:
            if line.kind is kind:
                yield words(kind.value), quotation(report.text, line.span)
    beside = [line.span for line in report.lines if line.kind in _FURNITURE]
    furniture = list(dict.fromkeys(clean(span.of(report.text)) for span in beside))
    if furniture:
        shown = "  |  ".join(furniture[:_NAMED])
        more = len(furniture) - _NAMED
        if more > 0:
            shown = words("enumeration-more", names=shown, count=str(more))
        yield words("furniture"), Text(shown, style="dim")


def _stated(stated: Stated | None, words: Words) -> Text:
    if stated is None:
        return Text(words("not-stated"), style="dim")
    value = clean(stated.value)
    name = words.name(stated.actor) if stated.actor else value
    return Text(name if name.casefold() == value.casefold() else f"{name} (“{value}”)")


def _place(stated: Stated, words: Words) -> Text:
    place = clean(stated.value)
    if stated.actor is None:
        return Text(place)
    return Text(words("in-state", place=place, state=words.name(stated.actor)))


def _published(published: Published | None, words: Words) -> Text:
    if published is None:
        return Text(words("not-stated"), style="dim")
    day = words.day(published.day)
    value = day
    if published.moment is not None:
        offset = published.moment.strftime("%z")
        zone = " ".join(
            part for part in (published.zone, f"(UTC{offset[:3]}:{offset[3:5]})") if part
        )
        value = words("moment", day=day, time=published.moment.strftime("%H:%M"), zone=zone)
    if published.span is None:
        value = words("instead-given", value=value)
    return joined([value])
