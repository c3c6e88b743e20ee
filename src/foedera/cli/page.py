"""The pieces a printed page is made of: headings, labelled lines, quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from foedera.spans import Span

#: Longest stretch of a report shown at once, in characters; more is cut, visibly.
QUOTE: Final = 600
_CUT: Final = "[…]"
_LABEL: Final = 14
_MODALITIES: Final = {
    "denied": "bold red",
    "estimated": "yellow",
    "possible": "yellow",
    "planned": "yellow",
    "demanded": "yellow",
    "feared": "yellow",
}


def heading(title: str) -> RenderableType:
    """Return the title of a section."""
    return Padding(Rule(Text(title, style="bold"), align="left", style="dim"), (1, 0, 0, 0))


def facts(rows: Iterable[tuple[str, RenderableType]], indent: int = 0) -> RenderableType:
    """Return labelled lines; a label that repeats the one above is left out."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=_LABEL, no_wrap=False, style="dim")
    table.add_column(ratio=1, overflow="fold")
    above = None
    for label, value in rows:
        table.add_row("" if label == above else label, value)
        above = label
    return Padding(table, (0, 0, 0, indent))


def joined(pieces: Iterable[Text | str | None], mark: str = " · ") -> Text:
    """Return pieces on one line; those that are None or empty are left out."""
    line = Text()
    for piece in pieces:
        if piece:
            line.append(mark if line else "", style="dim")
            line.append_text(Text(piece) if isinstance(piece, str) else piece)
    return line


def quotation(text: str, span: Span, within: Span | None = None) -> Text:
    """Return the very words of a report in quotation marks, one stretch of them marked.

    Args:
        text: The report's text.
        span: The words.
        within: The stretch to mark; what lies far from it is cut where all is too long.
    """
    mark = within if within is not None and span.covers(within) else None
    start, end = span.start, span.end
    if len(span) > QUOTE:
        middle = mark.start if mark else start
        start = max(start, min(middle - QUOTE // 2, end - QUOTE))
        end = min(end, start + QUOTE)
    shown = Text(style="italic")
    shown.append("“" if start == span.start else f"“{_CUT} ")
    if mark is None:
        shown.append(clean(text[start:end]))
    else:
        inner = (mark.start, min(mark.end, end))
        before, after = text[start : inner[0]], text[inner[1] : end]
        shown.append(clean(before) + _space(before[-1:]))
        shown.append(clean(text[slice(*inner)]), style="bold underline")
        shown.append(_space(after[:1]) + clean(after))
    shown.append("”" if end == span.end else f" {_CUT}”")
    return shown


def _space(character: str) -> str:
    return " " if character.isspace() else ""


def modality(name: str, word: str) -> Text:
    """Return how sure something is, coloured; the word alone says it too."""
    return Text(word, style=_MODALITIES.get(name, ""))
