"""Expressions of time in a text, each with the days it speaks of: intervals, never points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.language import days
from foedera.language.time_grammar import TimeGrammar, time_grammar
from foedera.language.time_meaning import Anchor, Meaning, TimeKind, span
from foedera.language.time_patterns import FIGURES
from foedera.spans import Span

if TYPE_CHECKING:
    from datetime import date
    from typing import Literal

    from foedera.language.time_grammar import Found

__all__ = ["TimeExpression", "TimeKind", "times"]

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_REACH = 40  # characters looked at before an expression
_IMPOSSIBLE = "impossible-date"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time.

    Attributes:
        span: Its characters; "since" and "until" before it are not among them.
        kind: Date, time of day, duration or set.
        interval: The days it speaks of, with ``modifier`` applied; None where they
            cannot be known: relative without a publication date, impossible, a mere
            length of time.
        rule: Name of the lexicon's rule that read it, ``range``, or ``impossible-date``.
        modifier: ``since``, ``until``, ``before``, ``after``, ``early``, ``mid``,
            ``late``, ``about`` or None.
        value: TIMEX3 value without the modifier ("2024-06", "P3Y", "PRESENT_REF").
        doubt: ``weekday-contradicts`` where the weekday named is not that of the date
            (the date is kept), ``month-mistaken`` where the weekday next to the publication
            has that day of the month (that one is taken), ``impossible-date``, or None.
        named: The days named, before ``modifier`` was applied: the whole of next year in
            "from next year".
        open_year: Whether a day or month is named without saying of which year.
    """

    span: Span
    kind: TimeKind
    interval: Interval | None
    rule: str
    modifier: str | None = None
    value: str | None = None
    doubt: str | None = None
    named: Interval | None = None
    open_year: bool = False


def times(
    text: str,
    language: str,
    *,
    published: date | None,
    within: Span | None = None,
    prefer: Literal["past", "future"] = "past",
) -> tuple[TimeExpression, ...]:
    """Find the expressions of time in a text.

    Args:
        text: The whole text.
        language: ISO 639-1 code.
        published: Day of publication, in the outlet's own zone.
        within: Part to look at; "two days later" is counted from within it too.
        prefer: Where a bare weekday, day or month falls that could be either.

    Returns:
        In order of the text, never overlapping.

    Raises:
        UnknownLanguageError: foedera has no time expressions for the language.
    """
    scan = _Scan(text, time_grammar(language), published, future=prefer == "future")
    within = within or Span(0, len(text))
    scan.run(within)
    floors = (within.start, *(piece.end for piece in scan.pieces))
    return tuple(scan.finished(*pair) for pair in zip(scan.pieces, floors, strict=False))


@dataclass(slots=True)
class _Piece:
    """An expression while its neighbours may still join it."""

    start: int
    end: int
    rule: str
    base: Meaning  # without modifiers
    found: Found | None  # None once joined
    opening: int  # where the words before it begin


class _Scan:
    """One pass over a text from left to right."""

    def __init__(
        self, text: str, grammar: TimeGrammar, published: date | None, *, future: bool
    ) -> None:
        self.text = text
        self.grammar = grammar
        self.pieces: list[_Piece] = []
        self.anchor = Anchor(published, future, None, grammar.month_first)

    def run(self, within: Span) -> None:
        """Fill ``pieces``."""
        text, index, free = self.text, self.grammar.index, within.start
        for token in _TOKEN.finditer(text, within.start, within.end):
            word = token.group()
            rules = index.get(word.lower())
            if rules is None:
                if word[0] > "9":
                    continue
                rules = index[FIGURES]
            start = token.start()
            if start < free or (start and self._inside(start)):
                continue
            found = self.grammar.best(text, start, within.end, rules, self.anchor)
            if found is not None:
                free = found.end
                self._add(found)

    def _inside(self, start: int) -> bool:
        """Tell whether a token is the tail of a longer word or figure: F-16, 1.2024."""
        before = self.text[start - 1]
        if before.isalnum() or before == "_":
            return True
        if start == 1 or not self.text[start].isdigit():
            return False
        earlier = self.text[start - 2]
        if before == "-" and earlier.isalpha():
            # "mid-1970s", "28 February-2 March"
            ended = bool(self.pieces) and self.pieces[-1].end == start - 1
            return not (ended or self._led(start))
        return before in "-–/.,:" and earlier.isdigit()

    def _add(self, found: Found) -> None:
        piece = _Piece(found.start, found.end, found.rule, found.meaning, found, found.start)
        if not (self.pieces and self._joined(self.pieces[-1], piece)):
            self.pieces.append(piece)
        last = self.pieces[-1].base
        if last.anchored and last.interval and last.interval.start and last.interval.end:
            anchor = self.anchor
            self.anchor = Anchor(anchor.published, anchor.future, last.interval, anchor.month_first)

    def _joined(self, left: _Piece, right: _Piece) -> bool:
        gap = self.text[left.end : right.start]
        if len(gap) > _REACH or "\n\n" in gap:
            return False
        if left.base.kind is right.base.kind is TimeKind.DATE and self._links(left, right):
            return self._range(left, right)
        if self.grammar.joins.fullmatch(gap):
            return self._clocked(left, right)
        return False

    def _links(self, left: _Piece, right: _Piece) -> bool:
        """Tell whether "to", or "and" after "between", stands between two dates."""
        _, start = self._part(right.base, right.start, left.end)
        gap = self.text[left.end : start]
        if self.grammar.to.fullmatch(gap):
            return True
        if not self.grammar.open_and.fullmatch(gap):
            return False
        _, start = self._part(left.base, left.start, 0)
        return bool(self.grammar.open.search(self.text[max(0, start - _REACH) : start]))

    def _range(self, left: _Piece, right: _Piece) -> bool:
        first, last = left.base, right.base
        if left.found and right.found:
            first = self.grammar.in_the_year_of(left.found, right.found, self.anchor)
            weekdays = left.found.rule == right.found.rule == "weekday"
            first = _a_week_before(first, last) if weekdays else first
            if not (left.found.dated or right.found.dated):
                last = _a_year_after(first, last)
        first, start = self._part(first, left.start, self._floor())
        last, _ = self._part(last, right.start, left.end)
        joined = span(first, last)
        if joined is None or joined.interval is None:
            return False
        left.base, left.start, left.end = joined, start, right.end
        left.rule, left.found = "range", None
        return True

    def _floor(self) -> int:
        """Return where the piece before the last one ends."""
        return self.pieces[-2].end if len(self.pieces) > 1 else 0

    def _part(self, base: Meaning, start: int, floor: int) -> tuple[Meaning, int]:
        """Return the early, middle or late part of a meaning where its words stand before."""
        for name in self.grammar.inner if self._led(start) else ():
            found = self._before(name, start, floor)
            if name != "about" and found is not None and _partable(name, base) and base.interval:
                return replace(base, interval=days.part(base.interval, name)), found
        return base, start

    def _clocked(self, left: _Piece, right: _Piece) -> bool:
        """Join a date and the time of day beside it."""
        clocks = [piece for piece in (left, right) if piece.found and piece.found.is_clock]
        dated = [
            piece
            for piece in (left, right)
            if piece not in clocks and piece.base.kind in {TimeKind.DATE, TimeKind.TIME}
        ]
        if len(clocks) != 1 or len(dated) != 1 or dated[0].base.interval is None:
            return False
        interval, hour = dated[0].base.interval, (clocks[0].base.value or "").partition("T")[2]
        if interval.start is None or interval.start != interval.end:
            return False
        left.base = Meaning(
            TimeKind.TIME,
            interval,
            f"{interval.start.isoformat()}T{hour}",
            clocks[0].base.doubt or dated[0].base.doubt,
        )
        left.end, left.rule = right.end, f"{dated[0].rule}+{clocks[0].rule}"
        return True

    def finished(self, piece: _Piece, floor: int) -> TimeExpression:
        """Return the expression with the words before it, from ``floor`` on, taken into account."""
        base, start = piece.base, piece.start
        interval, modifier = base.interval, None
        inner = self.grammar.inner if self._led(start) else ()
        for name in inner:
            found = self._before(name, start, floor)
            if found is None or not _partable(name, base):
                continue
            if name != "about" and piece.rule == "range":
                continue  # its ends have been parted
            start = found
            if name != "about" and interval is not None:
                interval = days.part(interval, name)
            modifier = name
            if name != "about" and (about := self._before("about", start, floor)) is not None:
                start = about
            break
        closed = piece.rule.endswith("range") or base.kind is TimeKind.DURATION
        for name in () if closed or not self._led(start) else self.grammar.outer:
            if self._before(name, start, floor) is not None:
                # "Before the end of May": the end itself is still before.
                late = modifier == "late" or (piece.found is not None and piece.found.late)
                opened = "until" if name == "before" and late else name
                interval, modifier = _opened(interval, opened), name
                break
        rule = _IMPOSSIBLE if base.doubt == _IMPOSSIBLE else piece.rule
        return TimeExpression(
            Span(start, piece.end),
            base.kind,
            interval,
            rule,
            modifier,
            base.value,
            base.doubt,
            base.interval,
            open_year=piece.found is not None and not piece.found.dated,
        )

    def _led(self, start: int) -> bool:
        """Tell whether the last word before an offset could be a modifier's."""
        low = max(0, start - _REACH)
        words = self.text[low:start].rstrip(" -\n\t\u00a0").rsplit(maxsplit=1)
        return bool(words) and words[-1].rsplit("-", 1)[-1].lower().lstrip("(“\"'") in (
            self.grammar.leads
        )

    def _before(self, name: str, start: int, floor: int) -> int | None:
        if start <= floor or self.text[start - 1] not in " \t\n-\u00a0":
            return None
        low = max(floor, start - _REACH)
        found = self.grammar.before[name].search(self.text[low:start])
        return low + found.start() if found else None


def _partable(name: str, base: Meaning) -> bool:
    if name == "about":
        return base.kind is not TimeKind.SET
    if base.kind is not TimeKind.DATE or base.value in {"PRESENT_REF", "PAST_REF"}:
        return False
    return base.interval is None or base.interval.start != base.interval.end


def _opened(interval: Interval | None, name: str) -> Interval | None:
    """Return the days since, until, before or after an interval."""
    if interval is None:
        return None
    start, end = interval.start, interval.end
    try:
        match name:
            case "since":
                return Interval(start, None) if start else None
            case "until":
                return Interval(None, end) if end else None
            case "before":
                return Interval(None, start - timedelta(days=1)) if start else None
            case _:
                return Interval(end + timedelta(days=1), None) if end else None
    except OverflowError:
        return None


def _a_year_after(first: Meaning, last: Meaning) -> Meaning:
    """Move the end of a range without a year past its beginning: November to March."""
    if not (first.interval and last.interval and first.interval.start and last.interval.end):
        return last
    if first.interval.start <= last.interval.end or last.interval.start is None:
        return last
    try:
        start, end = (
            days.moved(day, "year", 1) for day in (last.interval.start, last.interval.end)
        )
    except (ValueError, OverflowError):
        return last
    return replace(last, interval=Interval(start, end))


def _a_week_before(first: Meaning, last: Meaning) -> Meaning:
    """Move the first of two weekdays back when it was taken from the later week."""
    if not (first.interval and last.interval and first.interval.start and last.interval.start):
        return first
    if first.interval.start <= last.interval.start:
        return first
    try:
        return replace(first, interval=Interval.on(first.interval.start - timedelta(days=7)))
    except OverflowError:
        return first
