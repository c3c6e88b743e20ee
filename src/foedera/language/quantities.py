"""Quantities in a text: how many, at least or at most, about, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from foedera.language.amounts import amount_words
from foedera.language.bounds import bound_words
from foedera.language.times import times
from foedera.language.units import Counted, unit_words
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.language.amounts import Amount
    from foedera.language.bounds import Cue

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+")
_GLUED = re.compile(r"-?[^\W\d_]+|-[0-9]")
_PHONE = re.compile(r"(?:[-–][0-9]+)+")
_AFTER_PLUS = re.compile(r"[0-9]+(?:[ -][0-9]+)*")
_HYPHEN = re.compile(r"\s?[-–]\s?(?=[0-9])")
_RANGE_STARTS = frozenset(" \n\t\u00a0-–")
_CONTEXT = 24
_SMALL = 1000  # a bare figure below this after a name is part of the name
_OLDEST = 120  # ", 45," after a name is an age


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of something.

    Attributes:
        span: From the words that bound it to the end of the number, with its
            multipliers, percent sign or currency.
        low: The least it can be, None where open.
        high: The most it can be, None where open.
        about: Whether it is said to be no exact number.
        unit_word: The words for what is counted, as in the text.
        unit: Name of the unit in ``units.yaml``, an ISO 4217 code of money, or None.
        rule: How it was read, such as ``figures+low``.
        unit_span: Characters of ``unit_word``.
    """

    span: Span
    low: float | None
    high: float | None
    about: bool
    unit_word: str | None
    unit: str | None
    rule: str
    unit_span: Span | None = None


def quantities(
    text: str,
    language: str,
    within: Span | None = None,
    *,
    taken: Iterable[Span] | None = None,
) -> tuple[Quantity, ...]:
    """Find the quantities in a text; dates, names and numbered things are none.

    Args:
        text: The whole text.
        language: ISO 639-1 code.
        within: Part to look at.
        taken: Spans of the expressions of time in order, where already known.

    Returns:
        In order of the text, never overlapping.

    Raises:
        UnknownLanguageError: foedera has no numbers for the language.
    """
    within = within or Span(0, len(text))
    if taken is None:
        found = times(text, language, published=None, within=within)
        taken = [expression.span for expression in found]
    return tuple(_Scan(text, language, within, taken).run())


class _Scan:
    """One pass over a text from left to right."""

    def __init__(self, text: str, language: str, within: Span, taken: Iterable[Span]) -> None:
        self.text = text
        self.within = within
        self.amounts = amount_words(language)
        self.bounds = bound_words(language)
        self.units = unit_words(language)
        self.taken = [*taken, Span(within.end, within.end)]
        self.free = within.start  # everything before is read

    def run(self) -> Iterable[Quantity]:
        """Yield each quantity."""
        place, starts = 0, self.amounts.starts
        for token in _TOKEN.finditer(self.text, self.within.start, self.within.end):
            start = token.start()
            while self.taken[place].end <= start and place < len(self.taken) - 1:
                place += 1
            ahead = self.taken[place]
            if start < self.free or ahead.start <= start < ahead.end:
                continue
            figure = self.text[start].isdigit()
            if not figure and token.group().lower() not in starts:
                continue
            found = self._read(start, ahead.start, figure=figure)
            if found is not None:
                yield found
            elif figure:
                self.free = max(self.free, token.end())

    def _read(self, start: int, limit: int, *, figure: bool) -> Quantity | None:
        if self._inside(start, figure=figure):
            return None
        opening, sign = self.bounds.sign(self.text, start)
        cues, first, bounded = self.bounds.cues(self.text, opening, self.within.start)
        between = any(cue.role == "open" for cue in cues)
        amount = self.amounts.read(self.text, start, joined=not between)
        if (
            amount is None
            or amount.end > max(limit, start)
            or self.bounds.labelled(self.text, first)
        ):
            return None
        amount = self.amounts.shortened(self.text, amount, money=sign is not None)
        self.free = amount.end
        amount, ranged = self._ranged(amount, limit, cues)
        self.free = amount.end
        if self._glued(amount.end):
            return None
        after, end = self.bounds.after(self.text, amount.end)
        several = amount.high != 1
        counted = self._counted(end, limit, several=several)
        if (counted is None or counted.unit is None) and cues and cues[0].noun_before:
            counted = self.units.before(self.text, first) or counted
        if counted and not after:
            after = self.bounds.after_noun(self.text, counted.span.end)
        draft = _Draft(amount, (*cues, *after), sign, counted, Span(bounded, end), ranged=ranged)
        return self._finished(draft) if self._counts(draft) else None

    def _inside(self, start: int, *, figure: bool) -> bool:
        """Tell whether a token is the tail of a word, a figure or an address."""
        before = self.text[start - 1] if start else " "
        if figure and before.isalpha() and self.bounds.sign(self.text, start)[1]:
            return False  # "Rp30"
        if before.isalnum() or before in "_=#@&":
            return True
        if not figure:
            return before == "-" and start > 1 and self.text[start - 2].isalpha()
        earlier = self.text[start - 2] if start > 1 else " "
        if before in "-–/.,:":
            return earlier.isalnum()
        if before == "+":
            number = _AFTER_PLUS.match(self.text, start)
            self.free = number.end() if number else start
            return True
        return self.text[start] == "0" and self.text[start + 1 : start + 2].isdigit()

    def _glued(self, end: int) -> bool:
        """Tell whether something glued to the number makes it a name: 240mm, 8th, 3-D."""
        found = _GLUED.match(self.text, end)
        if found is None:
            nearby = self.text[end : end + 12].split(maxsplit=1)
            return bool(nearby) and nearby[0].lower().strip(".,;") in self.units.calibres
        word = found.group().lower()
        if word.startswith("-"):
            return word[1:] not in self.units.suffixes and word[1:] not in self.bounds.roles_after
        return word not in self.units.phrases or word in self.units.calibres

    def _counted(self, end: int, limit: int, *, several: bool) -> Counted | None:
        for suffix, unit in self.units.suffixes.items():
            if self.text[end + 1 : end + 1 + len(suffix)].lower() == suffix and (
                self.text[end : end + 1] == "-"
            ):
                found = self.units.after(self.text, end + 1, limit, several=several)
                span = Span(end + 1, end + 1 + len(suffix))
                return (
                    replace(found, unit=unit)
                    if found and found.unit
                    else Counted(span.of(self.text), unit, span)
                )
        return self.units.after(
            self.text, self.bounds.past_of(self.text, end), limit, several=several
        )

    def _ranged(self, first: Amount, limit: int, cues: tuple[Cue, ...]) -> tuple[Amount, str]:
        """Return the amount up to the second end of a range, and the mark between."""
        if self.text[first.end : first.end + 1] not in _RANGE_STARTS:
            return first, ""
        roles = {cue.role for cue in cues}
        link = self.bounds.link(self.text, first.end, between="open" in roles)
        hyphen = _HYPHEN.match(self.text, first.end)
        mark = hyphen or link
        if mark is None or mark.end() > limit or (link and not hyphen and "change" in roles):
            return first, ""
        second = self.amounts.read(self.text, mark.end())
        rules = {"figures"} if hyphen else {"figures", "words", "vague"}
        if second is None or second.rule not in rules or second.end > limit:
            return first, ""
        phone = _PHONE.match(self.text, second.end)
        if hyphen and phone:
            self.free = phone.end()
            return replace(first, end=phone.end(), high=Decimal(-1)), "phone"
        low = first.low
        if first.factor == 1 and second.factor > 1 and low < second.high / second.factor:
            low *= second.factor
        if low >= second.high:
            # "2-1": a score, not a range.
            return (replace(first, end=second.end), "score") if hyphen else (first, "")
        joined = replace(second, start=first.start, low=low, rule=f"{first.rule}+range")
        return joined, "hyphen" if hyphen else "words"

    def _counts(self, draft: _Draft) -> bool:
        """Tell whether a number without a unit is a count at all."""
        amount = draft.amount
        if draft.ranged in {"phone", "score"}:
            return False
        if draft.sign or (draft.counted and draft.counted.unit):
            return True
        grouped = any(mark in self.text[amount.start : amount.end] for mark in ".,")
        if draft.ranged == "hyphen" and not grouped and amount.factor == 1:
            return False
        if amount.low == amount.high == 1:
            return False
        if draft.cues or grouped or amount.factor != 1 or not amount.rule.startswith("figures"):
            return True
        return not self._named(draft)

    def _named(self, draft: _Draft) -> bool:
        """Tell whether a bare figure belongs to a name, an age or a list mark."""
        start, end = draft.amount.start, draft.amount.end
        before, after = self.text[max(0, start - _CONTEXT) : start], self.text[end : end + 1]
        if before.endswith("(") and after == ")":
            return True
        if before.endswith(", ") and after in {",", "."} and draft.amount.high < _OLDEST:
            return True
        opens = not before.strip() or before.rstrip()[-1] in "\n.!?"
        if (opens and after in {".", ")"}) or draft.amount.high >= _SMALL:
            return opens and after in {".", ")"}
        words = before.split()
        name = words[-1] if words and before.endswith(" ") else ""
        earlier = words[-2] if len(words) > 1 else "."
        return name[:1].isupper() and name.isalnum() and earlier[-1] not in ".!?:"

    def _finished(self, draft: _Draft) -> Quantity:
        amount, counted = draft.amount, draft.counted
        low: Decimal | None = amount.low
        high: Decimal | None = amount.high
        for cue in draft.cues:
            if cue.role == "low" and not draft.ranged:
                low, high = amount.low, None
            elif cue.role == "high" and not draft.ranged:
                low, high = None, amount.high
        span, unit = draft.span, counted.unit if counted else None
        if draft.sign:
            unit = draft.sign
        elif counted and unit and (unit == "percent" or unit.isupper()):
            span = Span(span.start, max(span.end, counted.span.end))
        roles = [cue.role for cue in draft.cues if cue.role in {"low", "high"}]
        about = any(cue.about for cue in draft.cues)
        rule = "+".join([amount.rule, *roles, *(["about"] if about else [])])
        return Quantity(
            span,
            None if low is None else float(low),
            None if high is None else float(high),
            about,
            counted.word if counted else None,
            unit,
            rule,
            counted.span if counted else None,
        )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A quantity while it is still to be told whether it is one."""

    amount: Amount
    cues: tuple[Cue, ...]
    sign: str | None
    counted: Counted | None
    span: Span
    ranged: str
