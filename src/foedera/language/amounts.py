"""Amounts without their bounds: figures, words, vague numerals, fractions, at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.language.numerals import NumeralWords, lexicon, numeral_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+")
_STEP = re.compile(r"[^\S\n]{0,2}(?:\s|-)")
_SHORT = re.compile(r"[a-z]{1,2}(?![^\W_])", re.IGNORECASE)
_THOUSAND = Decimal(1000)
_TEN = Decimal(10)
_POWERS = frozenset(Decimal(10) ** power for power in range(2, 16))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or the least and most a vague word can mean.

    Attributes:
        start: Offset of the first character.
        end: Offset just past the last character.
        low: The least.
        high: The most; ``low`` where it is exact.
        factor: Product of the multipliers ("5 juta": a million), else 1.
        rule: How it was read: ``figures``, ``words``, ``vague``, ``several``,
            ``fraction`` or ``tens`` ("30-an").
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    factor: Decimal
    rule: str


@dataclass(frozen=True)
class AmountWords:
    """How a language speaks of amounts."""

    numbers: NumeralWords
    vague: Mapping[str, tuple[Decimal, Decimal]]
    vague_scaled: Mapping[str, tuple[Decimal, Decimal]]
    needs_of: frozenset[str]
    few: Sequence[tuple[str, ...]]
    fractions: Mapping[str, Decimal]
    and_a_half: Sequence[tuple[str, ...]]
    denominators: Mapping[str, Decimal]
    short: Mapping[str, Decimal]
    tens_suffix: Sequence[str]
    of: frozenset[str]
    starts: frozenset[str]
    few_starts: frozenset[str]
    tails: frozenset[str]

    def read(self, text: str, at: int, *, joined: bool = True) -> Amount | None:
        """Read the amount that begins at an offset; ``joined`` as for numerals."""
        found = _WORD.match(text, at)
        if found is None:
            return self._number(text, at, joined=joined)
        word = found.group().lower()
        if word in self.vague:
            return self._vague(text, at, word, found.end())
        for few in self.few if word in self.few_starts else ():
            if (end := _after(text, at, few)) is not None and (
                amount := self._several(text, at, end)
            ):
                return amount
        if word in self.fractions and (amount := self._part(text, at, word, found.end())):
            return amount
        return self._number(text, at, joined=joined)

    def shortened(self, text: str, amount: Amount, *, money: bool) -> Amount:
        """Return the amount with a glued "bn" or, of money, "m" taken into account."""
        found = _SHORT.match(text, amount.end)
        factor = self.short.get(found.group().lower()) if found else None
        if found is None or factor is None or not (money or found.group().lower() != "m"):
            return amount
        low, high = amount.low * factor, amount.high * factor
        return Amount(amount.start, found.end(), low, high, factor, amount.rule)

    def _number(self, text: str, at: int, *, joined: bool) -> Amount | None:
        numeral = self.numbers.read(text, at, joined=joined)
        if numeral is None:
            return None
        rule = "words" if numeral.words else "figures"
        plain = (
            self.numbers.read(text[at : numeral.end].split(maxsplit=1)[0], 0)
            if numeral.scaled
            else None
        )
        factor = numeral.value / plain.value if plain and plain.value else None
        if numeral.words and factor not in _POWERS:
            factor = None  # "three thousand five hundred" multiplies nothing
        amount = Amount(at, numeral.end, numeral.value, numeral.value, factor or Decimal(1), rule)
        gap = _STEP.match(text, amount.end)
        found = _WORD.match(text, gap.end()) if gap else None
        if found is None or found.group().lower() not in self.tails:
            return amount
        return (
            self._half_more(text, amount) or self._shared(text, amount) or self._tens(text, amount)
        )

    def _half_more(self, text: str, amount: Amount) -> Amount | None:
        """Read "satu setengah juta", "two and a half million"."""
        for words in self.and_a_half:
            end = _after_gap(text, amount.end, words)
            scale = self._factor(text, end) if end is not None else None
            if scale is not None:
                factor, end = scale
                value = (amount.low + Decimal("0.5")) * factor
                return Amount(amount.start, end, value, value, factor, "fraction")
        return None

    def _shared(self, text: str, amount: Amount) -> Amount | None:
        """Read "dua pertiga", "two-thirds"."""
        gap = _STEP.match(text, amount.end)
        found = _WORD.match(text, gap.end()) if gap else None
        below = self.denominators.get(found.group().lower()) if found else None
        if found is None or below is None or not 0 < amount.low < below:
            return None
        value = round(amount.low / below, 6)
        return Amount(amount.start, found.end(), value, value, Decimal(1), "fraction")

    def _tens(self, text: str, amount: Amount) -> Amount:
        """Read "30-an": thirty to thirty-nine."""
        for suffix in self.tens_suffix:
            ending = f"-{suffix}"
            if not text.startswith(ending, amount.end) or amount.low != int(amount.low):
                continue
            if text[amount.end + len(ending) : amount.end + len(ending) + 1].isalnum():
                continue
            figures = str(int(amount.low))
            width = Decimal(10) ** (len(figures) - len(figures.rstrip("0")))
            high = amount.low + width - 1
            end = amount.end + len(ending)
            return Amount(amount.start, end, amount.low, high, amount.factor, "tens")
        return amount

    def _vague(self, text: str, at: int, word: str, end: int) -> Amount | None:
        """Read "ribuan", "puluhan ribu", "tens of thousands"."""
        low, high = self.vague[word]
        further = self._further(text, end)
        if further and word in self.vague_scaled:
            factor, end = further
            least, over = self.vague_scaled[word]
            return Amount(at, end, least * factor, over * factor - 1, factor, "vague")
        if word in self.needs_of and not any(
            _after_gap(text, end, tuple(words.split())) is not None for words in self.of
        ):
            return None
        return Amount(at, end, low, high, Decimal(1), "vague")

    def _further(self, text: str, end: int) -> tuple[Decimal, int] | None:
        """Return the multiplier after a vague word: "ribu", "of thousands"."""
        if (scale := self._factor(text, end)) is not None:
            return scale
        after = _after_gap(text, end, ("of",)) if "of" in self.of else None
        gap = _STEP.match(text, after) if after is not None else None
        found = _WORD.match(text, gap.end()) if gap else None
        if found is None:
            return None
        low, high = self.vague.get(found.group().lower(), (Decimal(0), Decimal(0)))
        return (low, found.end()) if low >= _THOUSAND and high else None

    def _several(self, text: str, at: int, end: int) -> Amount | None:
        """Read "beberapa ratus", "several thousand": two to nine of them."""
        scale = self._factor(text, end, least=Decimal(100))
        if scale is None:
            return None
        factor, end = scale
        return Amount(at, end, 2 * factor, 10 * factor - 1, factor, "several")

    def _part(self, text: str, at: int, word: str, end: int) -> Amount | None:
        """Read "setengah juta", "half a million", "a quarter of a million"."""
        articles = [(article,) for article in self.numbers.articles]
        of = [("of", *article) for article in articles] if "of" in self.of else []
        for article in ((), *articles, *of):
            after = _after_gap(text, end, article) if article else end
            scale = self._factor(text, after, _TEN) if after is not None else None
            if scale is not None:
                factor, end = scale
                value = self.fractions[word] * factor
                return Amount(at, end, value, value, factor, "fraction")
        return None

    def _factor(
        self, text: str, end: int, least: Decimal = _THOUSAND
    ) -> tuple[Decimal, int] | None:
        """Return the product of the multipliers from an offset on, and where they end."""
        product = Decimal(1)
        while (gap := _STEP.match(text, end)) and (found := _WORD.match(text, gap.end())):
            factor = self.numbers.multipliers.get(found.group().lower())
            if factor is None or factor < min(least, Decimal(100)):
                break
            product, end = product * factor, found.end()
        return (product, end) if product >= least else None


def _after(text: str, at: int, words: Sequence[str]) -> int | None:
    """Return where some words end that begin at an offset, or None."""
    for place, word in enumerate(words):
        if place:
            gap = _STEP.match(text, at)
            if gap is None:
                return None
            at = gap.end()
        found = _WORD.match(text, at)
        if found is None or found.group().lower() != word:
            return None
        at = found.end()
    return at


def _after_gap(text: str, end: int, words: Sequence[str]) -> int | None:
    gap = _STEP.match(text, end)
    return _after(text, gap.end(), words) if gap else None


@cache
def amount_words(language: str) -> AmountWords:
    """Return how a language speaks of amounts, from ``lexicons/<language>/numbers.yaml``.

    Raises:
        UnknownLanguageError: foedera has no numbers for the language.
    """
    data, numbers = lexicon(language, "numbers"), numeral_words(language)

    def phrases(name: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(words.split()) for words in data[name])

    few = phrases("few")
    return AmountWords(
        numbers=numbers,
        vague=_bounds(data["vague"]),
        vague_scaled=_bounds(data["vague_scaled"]),
        needs_of=frozenset(data["needs_of"]),
        few=few,
        fractions={word: Decimal(value) for word, value in data["fractions"].items()},
        and_a_half=phrases("and_a_half"),
        denominators={word: Decimal(value) for word, value in data["denominators"].items()},
        short={word: Decimal(value) for word, value in data["short"].items()},
        tens_suffix=tuple(data["decade_suffix"]),
        of=frozenset(data["of"]),
        few_starts=frozenset(words[0] for words in few),
        tails=frozenset(
            [
                *data["denominators"],
                *data["decade_suffix"],
                *(words[0] for words in phrases("and_a_half")),
            ]
        ),
        starts=frozenset(
            [
                *numbers.words,
                *numbers.articles,
                *data["vague"],
                *data["fractions"],
                *(words[0] for words in few),
            ]
        ),
    )


def _bounds(entries: Mapping[str, Any]) -> dict[str, tuple[Decimal, Decimal]]:
    return {
        word: (Decimal(bounds.split()[0]), Decimal(bounds.split()[1]))
        for word, bounds in entries.items()
    }
