"""What is no prose in a text: Markdown's marks, addresses, and breaks inside a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from foedera.documents.labels import Hint
from foedera.documents.report import LineKind
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESS: Final = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'\])]{3,2000}")
_FRONT: Final = re.compile(r"---[ \t]*\r?\n")
_FRONT_END: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FRONT_REACH: Final = 10_000
_FIELD: Final = re.compile(
    r"^([\w-]{1,40})[ \t]*:[ \t\"'\[]*((?:[^\n]*[^\n \t\"'\]])?)[ \t\"'\]]*$", re.MULTILINE
)
_AUTHOR: Final = Hint(LineKind.BYLINE, "markdown/author", states="writers")
_DATE: Final = Hint(LineKind.PUBLISHED, "markdown/date")
#: What the fields at the top of a Markdown file state.
_FIELDS: Final = {
    "title": Hint(LineKind.HEADLINE, "markdown/title"),
    "date": _DATE,
    "published": _DATE,
    "author": _AUTHOR,
    "authors": _AUTHOR,
    "editor": Hint(LineKind.BYLINE, "markdown/editor", states="editors"),
}
_OTHER_FIELD: Final = Hint(LineKind.FURNITURE, "markdown/front-matter")
_MARKS: Final = re.compile(
    r"!?\[(?=[^\[\]\n]{0,300}\][(\[])"  # the opening of a link or picture
    r"|\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)"  # its target
    r"|\]\[[^\[\]\n]{0,200}\]"  # or its reference
    r"|<!--(?s:.{0,5000}?)-->|</?[a-zA-Z][^<>\n]{0,500}>"
    r"|(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|\*\*"
    r"|(?<![\w_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\w_])|`{1,3}"
)
_LINE_MARKS: Final = re.compile(
    r"^[ \t]*(?:(?P<heading>#{1,6})[ \t]+|(?P<quote>(?:>[ \t]?){1,5})|(?P<bullet>[-*+])[ \t]+"
    r"|(?P<rule>(?:[-*_][ \t]?){3,80})$|(?P<definition>\[[^\[\]\n]{1,200}\]:[^\n]{0,2000})$"
    r"|(?P<fence>```[^\n]{0,80})$)",
    re.MULTILINE,
)
_CLOSING_MARKS: Final = re.compile(r"[ \t]#{1,6}[ \t]*$", re.MULTILINE)
_UNDERLINED: Final = re.compile(
    r"^(?P<title>\S[^\n]{2,250})\n(?P<line>={3,}|-{3,})[ \t]*$", re.MULTILINE
)
_BREAK: Final = re.compile(r"(?<=\S)[ \t]{0,2}(?P<break>\r?\n)(?=[ \t]{0,8}[^\s#>*+|-])")
_LINE: Final = re.compile(r"[^\n]+")
#: A text is taken for one broken at a column if so many of its lines end near the widest.
_WIDEST: Final = 120
_NARROWEST: Final = 50
_FEWEST_BREAKS: Final = 5
_NEAR: Final = 0.75
_SHARE: Final = 0.7
_STOPS: Final = '.!?:"”'


@dataclass(slots=True)
class Markup:
    """What was found in a text that is no prose.

    Attributes:
        masked: Where it stands, in order, apart.
        hints: What the markup says of lines, by the offset of their first character.
    """

    masked: tuple[Span, ...] = ()
    hints: dict[int, Hint] = field(default_factory=dict)


def plain(text: str) -> Markup:
    """Find addresses, and the breaks of a text that is broken at a column."""
    return Markup(_merged([*_spans(_ADDRESS, text), *_breaks(text)]))


def markdown(text: str) -> Markup:
    """Find the marks of Markdown, and what headings and front matter say of lines."""
    hints: dict[int, Hint] = {}
    spans = _front_matter(text, hints)
    body = spans[-1].end if spans else 0
    headings: dict[int, int] = {}
    for found in _LINE_MARKS.finditer(text, body):
        mark = found.lastgroup or "rule"
        if mark == "heading":
            headings[_skip(text, found.end())] = len(found[mark])
        spans.append(Span(*found.span(mark)))
    for found in _UNDERLINED.finditer(text, body):
        headings[_skip(text, found.start("title"))] = 1 if found["line"][0] == "=" else 2
        spans.append(Span(*found.span("line")))
    for pattern in (_ADDRESS, _CLOSING_MARKS, _MARKS):
        spans += _spans(pattern, text, body)
    spans += _breaks(text, body)
    masked = _merged(spans)
    _head(text, body, headings, hints)
    return Markup(masked, _behind(masked, hints))


def _spans(pattern: re.Pattern[str], text: str, start: int = 0) -> list[Span]:
    return [Span(*found.span()) for found in pattern.finditer(text, start)]


def _front_matter(text: str, hints: dict[int, Hint]) -> list[Span]:
    """Mask the names of the fields at the top of a file, and take hints from them."""
    opening = _FRONT.match(text)
    closing = _FRONT_END.search(text, opening.end(), _FRONT_REACH) if opening else None
    if opening is None or closing is None:
        return []
    spans = [Span(*opening.span())]
    for line in _LINE.finditer(text, opening.end(), closing.start()):
        found = _FIELD.match(text, *line.span())
        if found is None or not found[2]:
            hints[_skip(text, line.start())] = _OTHER_FIELD
            continue
        spans += [Span(line.start(), found.start(2)), Span(found.end(2), line.end())]
        hints[found.start(2)] = _FIELDS.get(found[1].lower(), _OTHER_FIELD)
    return [*spans, Span(*closing.span())]


def _head(text: str, body: int, headings: dict[int, int], hints: dict[int, Hint]) -> None:
    """Say which heading is the headline; one in the text goes before the front matter's."""
    first = next((at for at, level in sorted(headings.items()) if level == 1), None)
    if first is None and headings and _skip(text, _skip_marks(text, body)) == min(headings):
        first = min(headings)
    for at in headings:
        hints[at] = Hint(LineKind.SUBHEADING, "markdown/heading", firm=False)
    if first is not None:
        for at, hint in list(hints.items()):
            if hint.kind is LineKind.HEADLINE:
                hints[at] = _OTHER_FIELD
        hints[first] = Hint(LineKind.HEADLINE, "markdown/heading")


def _behind(masked: tuple[Span, ...], hints: dict[int, Hint]) -> dict[int, Hint]:
    """Move each hint past the marks its line begins with ("# **Title**")."""
    ends = {span.start: span.end for span in masked}
    moved = {}
    for start, hint in hints.items():
        at = start
        while at in ends:
            at = ends[at]
        moved[at] = hint
    return moved


def _breaks(text: str, start: int = 0) -> list[Span]:
    """Return the line breaks inside paragraphs, where a text is broken at a column.

    It is if most lines end near the widest, and most of them in the middle of a sentence.
    """
    breaks = list(_BREAK.finditer(text, start))
    if len(breaks) < _FEWEST_BREAKS:
        return []
    widths = [found.start() - text.rfind("\n", 0, found.start()) - 1 for found in breaks]
    widest = max(widths)
    near = [width >= _NEAR * widest for width in widths]
    open_ended = sum(text[found.start() - 1] not in _STOPS for found in breaks)
    if not _NARROWEST <= widest <= _WIDEST:
        return []
    if min(sum(near), open_ended) < _SHARE * len(breaks):
        return []
    return [Span(*found.span("break")) for found, full in zip(breaks, near, strict=True) if full]


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _skip_marks(text: str, at: int) -> int:
    at = _skip(text, at)
    while at < len(text) and text[at] == "#":
        at += 1
    return at


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch or overlap as one."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if len(span)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
