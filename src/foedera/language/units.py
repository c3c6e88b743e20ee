"""What a number counts: the unit words of ``units.yaml``, found beside a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedera.language.numerals import lexicon
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NEXT = re.compile(r"[^\S\n]{0,2}\s((?:[A-Z]\.){2,3}|[^\W\d_]+(?:[23](?!\w)|(?:[-'’][^\W\d_]+)*))")
_GLUED = re.compile(r"(%|[^\W\d_]+[23]?)")
_PERCENT = re.compile(r"\s(%)")
_LAST = re.compile(r"([^\W\d_]+)[^\S\n]{1,3}$")
_REACH = 4  # words looked at after a number where the thing counted stands last
_LONGEST = 3  # words of one unit
_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    Attributes:
        word: The words for it as they stand in the text.
        unit: Name of the unit, or None where the lexicon does not know the word.
        span: Characters of the word.
    """

    word: str
    unit: str | None
    span: Span


@dataclass(frozen=True)
class UnitWords:
    """The unit words of one language.

    Attributes:
        phrases: By first word: the further words and the unit, longest first.
        singular: Words that count one only.
        signs: Currency signs and their codes, longest first.
        suffixes: Units glued to a number by a hyphen.
        calibres: Words whose number is a measure of a weapon, not a count.
        classifiers: Words between a number and what it counts.
        skipped: Likewise, without meaning of their own.
        stops: Words past which nothing is counted.
        clitics: What may be glued to the end of a word.
        head_last: Whether the thing counted stands last in its phrase.
    """

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    singular: frozenset[str]
    signs: Mapping[str, str]
    suffixes: Mapping[str, str]
    calibres: frozenset[str]
    classifiers: frozenset[str]
    skipped: frozenset[str]
    stops: frozenset[str]
    clitics: Sequence[str]
    head_last: bool

    def after(self, text: str, end: int, limit: int, *, several: bool) -> Counted | None:
        """Return what is counted by a number that ends at an offset.

        Args:
            text: The whole text.
            end: Offset just past the number.
            limit: Offset not to look beyond.
            several: Whether the number is another than one.
        """
        if glued := _GLUED.match(text, end, limit):
            return self._named(text, [glued], 0, several=False)
        words: list[re.Match[str]] = []
        at = end
        most = _REACH + _LONGEST if self.head_last else _REACH
        while len(words) < most and (found := _NEXT.match(text, at, limit)):
            words.append(found)
            at = found.end()
        if not words:
            percent = _PERCENT.match(text, end, limit)
            return self._named(text, [percent], 0, several=False) if percent else None
        found_unit = (
            self._last(text, words, several=several) if self.head_last else self._first(text, words)
        )
        if found_unit:
            return found_unit
        for found in words:
            word = found.group(1).lower()
            if word in self.stops:
                break
            if word not in self.skipped:
                return Counted(found.group(1), None, Span(*found.span(1)))
        return None

    def before(self, text: str, start: int) -> Counted | None:
        """Return the unit whose word ends right before an offset ("rudal sebanyak")."""
        found = _LAST.search(text, max(0, start - _CONTEXT), start)
        return self._named(text, [found], 0, several=False) if found else None

    def _first(self, text: str, words: Sequence[re.Match[str]]) -> Counted | None:
        """Take the first word; past a classifier only if a unit follows it."""
        for place, found in enumerate(words[:3]):
            word = found.group(1).lower()
            unit = self._named(text, words, place, several=False)
            if word in self.classifiers:
                further = self._first(text, words[place + 1 :])
                return further or unit
            if unit or word not in self.skipped:
                return unit
        return None

    def _last(self, text: str, words: Sequence[re.Match[str]], *, several: bool) -> Counted | None:
        """Take the last unit word before the noun phrase ends."""
        place = 0
        while place < min(_REACH, len(words)):
            unit = self._named(text, words, place, several=several)
            if unit is None:
                if words[place].group(1).lower() in self.stops:
                    return None
                place += 1
                continue
            taken = place + len(unit.word.split())
            while taken < len(words) and (
                further := self._named(text, words, taken, several=several)
            ):
                unit, taken = further, taken + len(further.word.split())
            return unit
        return None

    def _bare(self, word: str) -> str:
        """Return a word without what is glued to its end: "tentaranya"."""
        if word not in self.phrases:
            for clitic in self.clitics:
                word = word.removesuffix(clitic)
        return word

    def _named(
        self, text: str, words: Sequence[re.Match[str]], place: int, *, several: bool
    ) -> Counted | None:
        """Return the longest unit that begins with one of the words, or None."""
        first = self._bare(words[place].group(1).lower())
        for rest, unit in self.phrases.get(first, ()):
            further = words[place + 1 : place + 1 + len(rest)]
            if tuple(self._bare(found.group(1).lower()) for found in further) != rest:
                continue
            if several and (rest[-1] if rest else first) in self.singular:
                continue
            span = Span(words[place].start(1), words[place + len(rest)].end(1))
            return Counted(span.of(text), unit, span)
        return None


@cache
def unit_words(language: str) -> UnitWords:
    """Return the unit words of a language, from ``lexicons/<language>/units.yaml``.

    Raises:
        UnknownLanguageError: foedera has no units for the language.
    """
    data = lexicon(language, "units")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    words: set[str] = set()
    for unit, listed in data["units"].items():
        for phrase in listed:
            first, *rest = phrase.split()
            phrases.setdefault(first, []).append((tuple(rest), unit))
            words.add((first, *rest)[-1])
    for entries in phrases.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return UnitWords(
        phrases=phrases,
        singular=frozenset(word for word in words if f"{word}s" in words),
        signs=dict(sorted(data["signs"].items(), key=lambda entry: -len(entry[0]))),
        suffixes=data["suffixes"],
        calibres=frozenset(data["calibres"]),
        classifiers=frozenset(data["classifiers"]),
        skipped=frozenset(data["skip"]),
        stops=frozenset(data["stop"]),
        clitics=tuple(data["clitics"]),
        head_last=data["head"] == "last",
    )
