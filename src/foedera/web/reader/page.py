"""A report as its reader's page shows it: paragraphs of pieces, each with its claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.documents.report import LineKind
from foedera.spans import Span
from foedera.web.reader.cutting import Mark, Part, pieces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.report import Line
    from foedera.web.reader.cutting import Piece

_LINE: Final = re.compile(r"[^\r\n]+")
#: Lines that are no part of the article: shown greyed, or not at all.
BESIDE: Final = frozenset(
    {LineKind.RELATED, LineKind.PROMOTION, LineKind.COPYRIGHT, LineKind.FURNITURE}
)
#: Families of acts, in the order in which the key to the marks has them.
FAMILIES: Final = ("treaty life", "treaty content", "conduct", "diplomacy")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line, and what is marked in it.

    Attributes:
        text: Its characters.
        kind: What the line, or this part of it, is.
        stating: Numbers of the claims that it is in the sentence of.
        acting: Numbers of the claims that it names the act of.
        families: Families of those acts.
        saying: Number of the first claim that it says the source of; None for none.
        opening: Numbers of the claims whose act begins here.
        closing: Numbers of the claims whose act ends here.
    """

    text: str
    kind: LineKind
    stating: tuple[int, ...] = ()
    acting: tuple[int, ...] = ()
    families: tuple[str, ...] = ()
    saying: int | None = None
    opening: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a text as written.

    Attributes:
        stretches: Its pieces; together they are all of it.
        kind: What it is: body where a part of it is.
        beside: Whether no part of it belongs to the article.
        tight: Whether no empty line stands before it.
    """

    stretches: tuple[Stretch, ...]
    kind: LineKind
    beside: bool
    tight: bool


def paragraphs(
    text: str,
    lines: Sequence[Line],
    claims: Sequence[RecordedClaim],
    families: Collection[str] = FAMILIES,
) -> Iterator[Paragraph]:
    """Yield the lines of a text that hold anything, cut where lines and claims begin and end.

    Args:
        text: The text.
        lines: What its lines are.
        claims: The claims to mark in it.
        families: Only claims of acts of these.
    """
    shown = [one for one in claims if acts()[one.claim.act].family in families]
    marks = [mark for one in shown for mark in marks_of(one)]
    family = {one.place + 1: acts()[one.claim.act].family for one in shown}
    written = [Span(*found.span()) for found in _LINE.finditer(text)]
    borders = [edge for one in lines for edge in (one.span.start, one.span.end)]
    borders += [edge for span in written for edge in (span.start, span.end)]
    cut = iter(pieces(len(text), marks, borders))
    labels = _Labels(lines)
    piece = next(cut, None)
    end = 0
    for span in written:
        made = []
        while piece is not None and piece.span.start < span.end:
            if piece.span.start >= span.start:
                made.append(_stretch(text, piece, labels, family))
            piece = next(cut, None)
        told = [one for one in made if one.text.strip()]
        if told:
            kinds = [one.kind for one in told]
            kind = LineKind.BODY if LineKind.BODY in kinds else kinds[0]
            beside = all(one in BESIDE for one in kinds)
            tight = end > 0 and text.count("\n", end, span.start) < 2  # noqa: PLR2004 - one ends it
            yield Paragraph(tuple(made), kind, beside, tight)
            end = span.end


def marks_of(claim: RecordedClaim) -> Iterator[Mark]:
    """Yield what of a text belongs to a claim."""
    told, number = claim.claim, claim.place + 1
    yield Mark(told.span, number, Part.SENTENCE)
    yield Mark(told.trigger, number, Part.ACT)
    for source in told.sources:
        if source.span is not None:
            yield Mark(source.span, number, Part.SOURCE)
        if source.cue is not None:
            yield Mark(source.cue, number, Part.CUE)


class _Labels:
    """Tells what stands at a place of a text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = sorted(lines, key=lambda one: one.span)
        self._starts = [one.span.start for one in self._lines]

    def at(self, place: int) -> LineKind:
        found = bisect_right(self._starts, place) - 1
        if found < 0:
            return LineKind.BODY
        line = self._lines[found]
        return line.kind if place < line.span.end else LineKind.BODY


def _stretch(text: str, piece: Piece, labels: _Labels, family: dict[int, str]) -> Stretch:
    acting = [one for one in piece.marks if one.part is Part.ACT]
    found = {family[one.claim] for one in acting}
    said = [one.claim for one in piece.marks if one.part in {Part.SOURCE, Part.CUE}]
    return Stretch(
        text=piece.span.of(text),
        kind=labels.at(piece.span.start),
        stating=_numbers(one for one in piece.marks if one.part is Part.SENTENCE),
        acting=_numbers(acting),
        families=tuple(one for one in FAMILIES if one in found),
        saying=min(said, default=None),
        opening=_numbers(one for one in acting if one.span.start == piece.span.start),
        closing=_numbers(one for one in acting if one.span.end == piece.span.end),
    )


def _numbers(marks: Iterator[Mark] | list[Mark]) -> tuple[int, ...]:
    return tuple(sorted({one.claim for one in marks}))
