"""Finds a model's words in a report: exactly, whole and in the order of the text, or not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.proposals.proposal import Reason
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A character that never joins the one before it, with those behind it that might.
_CLUSTER = re.compile(r"[\x00-\x7f][^\x00-\x7f]*|[^\x00-\x7f]+")
#: Marks within one figure or numeric date: 13.000, 11/11/2024, 10-15, 14:30.
_WITHIN_FIGURES = r"[.,:/'’‘\-‐‑–−_٫٬]"
#: A figure goes on before a place in folded text: "13." | "000", "13 " | "000".
_GOES_ON_BEFORE = re.compile(rf"\d{_WITHIN_FIGURES}?\Z")
_GOES_ON_AFTER = re.compile(rf"{_WITHIN_FIGURES}?\d")
#: ... and so it does over a space between groups of three.
_GROUP_BEFORE = re.compile(r"(?<!\d)\d{1,3} \Z")
_GROUP = re.compile(r"\d{3}(?!\d)")
_ENDS_IN_GROUP = re.compile(r"(?<!\d)\d{1,3}\Z")
_GROUP_AFTER = re.compile(r" \d{3}(?!\d)")
_BEGINS_AS_FIGURE = re.compile(rf"{_WITHIN_FIGURES}?\d")
_ENDS_AS_FIGURE = re.compile(rf"\d{_WITHIN_FIGURES}?\Z")
#: How far round a place a figure is looked for, in characters.
_REACH = 8


def fold(text: str) -> str:
    """Return text in Unicode's form NFC, every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True)
class Found:
    """Where words stand in a text.

    Attributes:
        places: Where they stand as whole words and figures, in order.
        cut: Whether they also stand within longer ones.
    """

    places: tuple[Span, ...]
    cut: bool = False

    def only(self, absent: Reason) -> Span | Reason:
        """Return the one place, or the reason why there is none.

        Args:
            absent: The reason where they do not stand there at all.
        """
        if len(self.places) == 1:
            return self.places[0]
        if self.places:
            return Reason.TIE
        return Reason.PART_OF_LONGER if self.cut else absent


class Stretch:
    """A stretch of a report, folded, that still knows where each character came from.

    Args:
        text: The report's text.
        span: The stretch.
    """

    def __init__(self, text: str, span: Span) -> None:
        self.span = span
        pieces: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for cluster in _CLUSTER.finditer(text, span.start, span.end):
            self._add(pieces, cluster.group(), cluster.start())
        self._text = "".join(pieces)

    def _add(self, pieces: list[str], raw: str, start: int) -> None:
        composed = unicodedata.normalize("NFC", raw)
        same = composed == raw
        for place, character in enumerate(composed):
            begin = start + place if same else start
            end = begin + 1 if same else start + len(raw)
            if character.isspace():
                if pieces and pieces[-1] == " ":
                    self._ends[-1] = end
                    continue
                character = " "  # noqa: PLW2901 - folded
            pieces.append(character)
            self._starts.append(begin)
            self._ends.append(end)

    def find(self, words: str, within: Span | None = None) -> Found:
        """Find words: exactly, after both are folded, and not within longer ones.

        Args:
            words: Anything, such as what a model says it copied.
            within: Part of the stretch to look in; what lies round it still counts as
                the rest of a longer word or figure.
        """
        wanted = fold(words)
        if not wanted:
            return Found(())
        places, cut = [], False
        at = self._text.find(wanted)
        while at >= 0:
            span = Span(self._starts[at], self._ends[at + len(wanted) - 1])
            if within is None or within.covers(span):
                if self._whole(at, at + len(wanted)):
                    places.append(span)
                else:
                    cut = True
            at = self._text.find(wanted, at + 1)
        return Found(tuple(places), cut)

    def _whole(self, first: int, last: int) -> bool:
        """Tell whether a match takes no word, figure or letter apart."""
        text = self._text
        if self._halves(first) or self._halves(last):
            return False
        before, after = text[max(0, first - _REACH) : first], text[last : last + _REACH]
        if _joins(text[first]) and before and _joins(before[-1]):
            return False
        if after and (unicodedata.combining(after[0]) or (_joins(text[last - 1], after[0]))):
            return False
        words = text[first:last]
        return not (
            (_BEGINS_AS_FIGURE.match(words) and _figure_before(before, words + after))
            or (_ENDS_AS_FIGURE.search(words) and _figure_after(before + words, after))
        )

    def _halves(self, place: int) -> bool:
        """Tell whether a place lies within characters that were composed as one."""
        inside = 0 < place < len(self._starts)
        return inside and self._starts[place] < self._ends[place - 1]


def _joins(*characters: str) -> bool:
    return all(c.isalnum() or c == "_" or unicodedata.combining(c) for c in characters)


def _figure_before(before: str, onward: str) -> bool:
    """Tell whether a figure that begins a match began before it."""
    if _GOES_ON_BEFORE.search(before):
        return True
    return _GROUP_BEFORE.search(before) is not None and _GROUP.match(onward) is not None


def _figure_after(backward: str, after: str) -> bool:
    """Tell whether a figure that ends a match goes on behind it."""
    if _GOES_ON_AFTER.match(after):
        return True
    return _ENDS_IN_GROUP.search(backward) is not None and _GROUP_AFTER.match(after) is not None


def in_order(
    options: Sequence[Sequence[Span]], tellings: Sequence[object]
) -> tuple[Span | None, ...]:
    """Choose a place for each of several words told in order of the text.

    Words that stand in one place alone are sure. Words that stand in several take the
    one that the order leaves them; where it leaves more than one, none is chosen.

    Args:
        options: For each telling the places where its words stand, in order.
        tellings: What is told; the same thing told again stands in a further place.

    Returns:
        For each telling its place, or None where there is no single one.
    """
    if not _ordered([one[0] for one in options if len(one) == 1]):
        return tuple(one[0] if len(one) == 1 else None for one in options)
    first = _earliest(options, tellings)
    mirrored = [[Span(-p.end, -p.start) for p in reversed(one)] for one in reversed(options)]
    back = _earliest(mirrored, tuple(reversed(tellings)))
    last = [None if p is None else Span(-p.end, -p.start) for p in reversed(back)]
    return tuple(a if a == b else None for a, b in zip(first, last, strict=True))


def _ordered(places: Sequence[Span]) -> bool:
    return all(a.start <= b.start for a, b in pairwise(places))


def _earliest(options: Sequence[Sequence[Span]], tellings: Sequence[object]) -> list[Span | None]:
    """Give each telling the first place that those before it leave."""
    chosen: list[Span | None] = []
    floor = None
    taken: dict[tuple[object, Span], bool] = {}
    for places, telling in zip(options, tellings, strict=True):
        left = (
            p for p in places if (floor is None or p.start >= floor) and (telling, p) not in taken
        )
        place = next(left, None)
        chosen.append(place)
        if place is not None:
            floor = place.start
            taken[telling, place] = True
    return chosen
