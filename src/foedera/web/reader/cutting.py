"""Cuts a text wherever something marked in it begins or ends, so that marks overlap and nest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Part(Enum):
    """What of a claim a mark stands for."""

    SENTENCE = "sentence"  # what states it
    ACT = "act"  # the words that name the act
    SOURCE = "source"  # the words for who says it
    CUE = "cue"  # the words that attribute it


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of a text that belong to a claim.

    Attributes:
        span: Where they stand.
        claim: The claim's number, from 1.
        part: What of it they are.
    """

    span: Span
    claim: int
    part: Part


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text throughout which the same marks hold.

    Attributes:
        span: Where it stands.
        marks: All that cover it, in the order given.
    """

    span: Span
    marks: tuple[Mark, ...] = ()


def pieces(length: int, marks: Iterable[Mark], borders: Iterable[int] = ()) -> Iterator[Piece]:
    """Yield the pieces of a text in order; together they are all of it.

    Every mark is made up of whole pieces. What of a mark lies outside the text does not
    count.

    Args:
        length: How many characters the text has.
        marks: What is marked in it, in any order.
        borders: Where it is cut besides.
    """
    within = [one for one in marks if one.span.start < min(one.span.end, length)]
    opening: dict[int, list[tuple[int, Mark]]] = {}
    cuts = {0, length, *(place for place in borders if 0 < place < length)}
    for place, one in enumerate(within):
        opening.setdefault(one.span.start, []).append((place, one))
        cuts |= {one.span.start, min(one.span.end, length)}
    holding: list[tuple[int, Mark]] = []
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        holding = [held for held in holding if held[1].span.end > start]
        if start in opening:
            holding = sorted([*holding, *opening[start]], key=lambda held: held[0])
        yield Piece(Span(start, end), tuple(one for _, one in holding))
