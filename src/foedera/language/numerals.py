"""Numbers written in figures or in words, read at a place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.language.errors import UnknownLanguageError
from foedera.resources import lexicon_files, record

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A longer run of digits is a key or an accident, not an amount.
LONGEST_FIGURE = 24
_THOUSAND = Decimal(1000)
_HUNDRED = Decimal(100)
_GROUP = 3

_FIGURE = re.compile(r"[0-9]+(?:[.,\u00a0\u202f][0-9]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[^\S\n]{0,3}(?:-|\s)[^\S\n]{0,3}|,[^\S\n]{1,3}|[^\S\n]{0,3}(?![^\W\d_])|")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset just past its last character.
        value: What it says.
        scaled: Whether a multiplier of a thousand or more took part ("5 juta").
        words: Whether it is written in words alone.
    """

    start: int
    end: int
    value: Decimal
    scaled: bool
    words: bool


@dataclass(frozen=True)
class NumeralWords:
    """How one language writes numbers.

    Attributes:
        thousands: Mark between groups of three figures.
        decimal: Mark before a fraction.
        words: Words that are a number by themselves.
        teens: Words that add ten to the one before ("belas").
        multipliers: Words that multiply what stands before them.
        joiners: Words that may stand inside a number ("and").
        articles: Words that are one before a multiplier ("a hundred").
        decimals: Words for the decimal mark.
    """

    thousands: str
    decimal: str
    words: Mapping[str, Decimal]
    teens: frozenset[str]
    multipliers: Mapping[str, Decimal]
    joiners: frozenset[str]
    articles: frozenset[str]
    decimals: frozenset[str]

    def figure(self, token: str) -> Decimal | None:
        """Return the value of figures with their marks, or None where they are malformed.

        A mark of the other notation is understood where it can mean nothing else:
        "13,000" in Indonesian and "13.000" in English are thirteen thousand.
        """
        if len(token) > LONGEST_FIGURE:
            return None
        token = token.replace("\u00a0", self.thousands).replace("\u202f", self.thousands)
        whole, mark, fraction = token.rpartition(self.decimal)
        if not mark:
            return self._grouped(token, self.thousands)
        if self.thousands not in whole and _in_groups(token, self.decimal):
            several = self.decimal in whole
            if several or (fraction == "000" and whole != "0"):
                return Decimal(token.replace(self.decimal, ""))
        if self.thousands in fraction or self.decimal in whole:
            return self._swapped(token)
        left = self._grouped(whole, self.thousands)
        return None if left is None else left + Decimal(f"0.{fraction}")

    def _grouped(self, token: str, mark: str) -> Decimal | None:
        if mark not in token:
            return Decimal(token)
        if _in_groups(token, mark):
            return Decimal(token.replace(mark, ""))
        # "3.5" in Indonesian, "3,5" in English: one mark, no group of three.
        return Decimal(token.replace(mark, ".")) if token.count(mark) == 1 else None

    def _swapped(self, token: str) -> Decimal | None:
        whole, _, fraction = token.rpartition(self.thousands)
        if not _in_groups(whole, self.decimal) or self.thousands in whole or not fraction:
            return None
        return Decimal(whole.replace(self.decimal, "")) + Decimal(f"0.{fraction}")

    def read(self, text: str, at: int, *, joined: bool = True) -> Numeral | None:
        """Read the longest number that begins at an offset.

        Args:
            text: The whole text.
            at: Offset of a digit or of the first letter of a word.
            joined: Whether "and" may stand inside the number; not after "between".
        """
        figure = _FIGURE.match(text, at)
        if figure is None:
            numeral = _Words(self, joined=joined).read(text, at)
            parted = numeral is not None and numeral.value != int(numeral.value)
            return self.scale(text, numeral) if numeral and parted else numeral
        value = self.figure(figure.group())
        if value is None:
            return None
        return self.scale(text, Numeral(at, figure.end(), value, scaled=False, words=False))

    def scale(self, text: str, numeral: Numeral) -> Numeral:
        """Return the number with the multipliers that follow it ("1,5 juta")."""
        value, end, scaled = numeral.value, numeral.end, numeral.scaled
        while found := _following(text, end):
            factor = self.multipliers.get(found.group().lower())
            if factor is None or (factor < _HUNDRED and not numeral.words):
                break
            value, end, scaled = value * factor, found.end(), scaled or factor >= _THOUSAND
        return Numeral(numeral.start, end, value, scaled, numeral.words)

    def value(self, text: str) -> Decimal | None:
        """Return the value of a text that is a number and nothing else, or None."""
        found = self.read(text, 0)
        return found.value if found and found.end == len(text) else None


def _in_groups(token: str, mark: str) -> bool:
    first, *rest = token.split(mark)
    return (
        first.isdigit()
        and 1 <= len(first) <= _GROUP
        and all(len(part) == _GROUP and part.isdigit() for part in rest)
    )


def _following(text: str, end: int) -> re.Match[str] | None:
    gap = end
    while gap < min(len(text), end + 3) and text[gap] in " -\u00a0\u202f":
        gap += 1
    return _WORD.match(text, gap) if gap > end else None


class _Words:
    """Reads one number in words; each word must be smaller than what the last left open."""

    def __init__(self, lexicon: NumeralWords, *, joined: bool) -> None:
        self.lexicon = lexicon
        self.joined = joined
        self.total = Decimal(0)
        self.group = Decimal(0)
        self.floor = _THOUSAND  # the next word in this group must be less
        self.limit: Decimal | None = None  # the next multiplier must be less
        self.digit = Decimal(0)  # a word that a multiplier may still raise
        self.scaled = False
        self.empty = True

    def read(self, text: str, at: int) -> Numeral | None:
        """Take word after word while they make one number."""
        end = position = at
        while found := _WORD.match(text, position):
            word = found.group().lower()
            comma = text[end:position].startswith(",")
            if not self._admits(text, found, word, comma=comma) or not self._take(word):
                break
            end = found.end()
            position = self._next(text, end)
        if self.empty:
            return None
        total = self.total + self.group
        total, end = self._fraction(text, total, end)
        return Numeral(at, end, total, self.scaled, words=True)

    def _next(self, text: str, end: int) -> int:
        gap = _GAP.match(text, end)
        position = gap.end() if gap else end
        found = _WORD.match(text, position)
        comma = text[end:position].startswith(",")
        if self.joined and not comma and found and found.group().lower() in self.lexicon.joiners:
            return self._joined(text, end, found)
        if comma and not (self.joined and self.lexicon.joiners):
            return end
        return position

    def _joined(self, text: str, end: int, found: re.Match[str]) -> int:
        """Step over "and", if what follows it is less than what stands before it."""
        gap = _GAP.match(text, found.end())
        after = _Words(self.lexicon, joined=False).read(text, gap.end()) if gap else None
        if after is None or not gap or self.floor < _HUNDRED:
            return end
        low = after.value
        if self.group:  # "one hundred and five thousand" is 105 thousand
            while low >= _THOUSAND and low % _THOUSAND == 0:
                low /= _THOUSAND
        return gap.end() if low < _HUNDRED else end

    def _admits(self, text: str, found: re.Match[str], word: str, *, comma: bool) -> bool:
        if self.empty and word in self.lexicon.articles:
            ahead = _following(text, found.end())
            return ahead is not None and ahead.group().lower() in self.lexicon.multipliers
        if not comma:
            return True
        # After a comma only hundreds or more go on ("two thousand, one hundred").
        rest = _Words(self.lexicon, joined=False).read(text, found.start())
        return self.scaled and rest is not None and _HUNDRED <= rest.value < (self.limit or 0)

    def _take(self, word: str) -> bool:
        lexicon = self.lexicon
        if self.empty and word in lexicon.articles:
            taken = self._add(Decimal(1))
        elif word in lexicon.words:
            value = lexicon.words[word]
            taken = self._add(value) if value < _THOUSAND else self._alone(value)
        elif word in lexicon.teens:
            taken = 0 < self.digit < 10 and self._raise(self.digit + 10)  # noqa: PLR2004 - ten
        elif word in lexicon.multipliers:
            factor = lexicon.multipliers[word]
            taken = self._multiply(factor) if factor >= _THOUSAND else self._lift(factor)
        else:
            return False
        self.empty = self.empty and not taken
        return taken

    def _add(self, value: Decimal) -> bool:
        if value >= self.floor:
            return False
        self.group += value
        self.digit = value
        tens = value >= _HUNDRED or (value >= 20 and value % 10 == 0)  # noqa: PLR2004 - tens
        self.floor = (_HUNDRED if value >= _HUNDRED else Decimal(10)) if tens else Decimal(0)
        return True

    def _raise(self, value: Decimal) -> bool:
        self.group += value - self.digit
        self.digit = Decimal(0)
        self.floor = Decimal(0)
        return True

    def _lift(self, factor: Decimal) -> bool:
        """Apply tens, dozens or hundreds to the last word alone ("two hundred")."""
        if self.digit <= 0:
            return False
        self._raise(self.digit * factor)
        self.floor = factor if factor in (10, 100) else Decimal(0)
        return True

    def _multiply(self, factor: Decimal) -> bool:
        if self.group == 0 and self.total and self.limit is not None and factor > self.limit:
            self.total *= factor  # "seribu triliun"
        elif self.group and (self.limit is None or factor < self.limit):
            self.total += self.group * factor
        else:
            return False
        self._close(factor)
        return True

    def _alone(self, value: Decimal) -> bool:
        if self.group or (self.limit is not None and value >= self.limit):
            return False
        self.total += value
        self._close(value)
        return True

    def _close(self, factor: Decimal) -> None:
        self.group = self.digit = Decimal(0)
        self.floor, self.limit, self.scaled = _THOUSAND, factor, True

    def _fraction(self, text: str, total: Decimal, end: int) -> tuple[Decimal, int]:
        """Add what follows "koma" or "point", figure by figure."""
        found = _following(text, end)
        if found is None or found.group().lower() not in self.lexicon.decimals:
            return total, end
        figures = ""
        while found and (found := _following(text, found.end())):
            value = self.lexicon.words.get(found.group().lower())
            if value is None or value >= 10:  # noqa: PLR2004 - a single figure
                break
            figures, end = figures + str(value), found.end()
        return (total + Decimal(f"0.{figures}") if figures else total), end


def lexicon(language: str, name: str) -> Any:  # noqa: ANN401 - any YAML shape
    """Return one lexicon of a language, such as ``numbers``.

    Raises:
        UnknownLanguageError: There is no such lexicon for the language.
    """
    try:
        return record(f"lexicons/{language}/{name}.yaml")
    except FileNotFoundError:
        known = sorted(path.split("/")[1] for path in lexicon_files(f"{name}.yaml"))
        raise UnknownLanguageError(language, known) from None


@cache
def numeral_words(language: str) -> NumeralWords:
    """Return how a language writes numbers, from ``lexicons/<language>/numbers.yaml``.

    Raises:
        UnknownLanguageError: foedera has no numbers for the language.
    """
    data = lexicon(language, "numbers")
    return NumeralWords(
        thousands=data["notation"]["thousands"],
        decimal=data["notation"]["decimal"],
        words={word: Decimal(value) for word, value in data["words"].items()},
        teens=frozenset(data["teens"]),
        multipliers={word: Decimal(value) for word, value in data["multipliers"].items()},
        joiners=frozenset(data["joiners"]),
        articles=frozenset(data["articles"]),
        decimals=frozenset(data["decimals"]),
    )
