"""The rules of ``times.yaml``, ready to be matched at a place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.language import time_meaning, time_relative
from foedera.language.numerals import lexicon, numeral_words
from foedera.language.time_meaning import IMPOSSIBLE, UNKNOWN, Anchor, Meaning, TimeKind
from foedera.language.time_patterns import FIGURES, SPACE, Slot, compile_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from foedera.language.numerals import NumeralWords
    from foedera.language.time_meaning import Filled
    from foedera.language.time_patterns import Pattern

_FIGURES = frozenset([FIGURES])
_NUMBER_WORDS = 5
_CONTEXT = 40
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?[\s(]{1,3}$")
_SIGN_BEFORE = re.compile(r"[$€£¥#+]\s?$|\bRp\.?\s?$")
_WORDS_AFTER = re.compile(r"\s([^\W\d_]+)(?:\s([^\W\d_]+))?(?:\s([^\W\d_]+))?")

_SENSES: Mapping[str, Callable[..., Meaning | None]] = {
    name: getattr(module, name)
    for module, names in (
        (
            time_meaning,
            """calendar_day day_range day_of_month calendar_month calendar_year year_range
            decade century weekday part_of_year season""",
        ),
        (
            time_relative,
            "unit day weekend ago stretch later same now recent duration every clock",
        ),
    )
    for name in names.split()
}


@dataclass(frozen=True)
class _Rule:
    name: str
    order: int
    pattern: Pattern
    sense: Callable[[Filled, Mapping[str, str], Anchor], Meaning | None]
    given: Mapping[str, str]


@dataclass(frozen=True)
class Found:
    """A rule that matched, and what it read."""

    start: int
    end: int
    rule: str
    meaning: Meaning
    filled: Filled = field(repr=False)
    by: _Rule = field(repr=False)


@dataclass(frozen=True)
class TimeGrammar:
    """How one language speaks of time.

    Attributes:
        index: Rules by the first word of what they match.
        month_first: Whether 11/12 is the twelfth of November.
        before: For each modifier, what matches its words at the end of a text.
        leads: Last words of the modifiers.
        to: A gap between two ends of a range.
        open: "between" at the end of a text.
        open_and: The gap between the two ends after "between".
        joins: A gap between a date and a time of day.
    """

    slots: Mapping[str, Slot]
    index: Mapping[str, Sequence[_Rule]]
    month_first: bool
    before: Mapping[str, re.Pattern[str]]
    leads: frozenset[str]
    to: re.Pattern[str]
    open: re.Pattern[str]
    open_and: re.Pattern[str]
    joins: re.Pattern[str]
    cues: frozenset[str]
    labels: frozenset[str]
    counted: frozenset[str]
    more: re.Pattern[str]
    eras: frozenset[str]
    sundays: frozenset[str]
    doubtful_months: frozenset[str]
    numbers: NumeralWords

    inner = ("early", "mid", "late", "about")
    outer = ("since", "until", "before", "after")

    def best(
        self, text: str, start: int, limit: int, rules: Sequence[_Rule], anchor: Anchor
    ) -> Found | None:
        """Return the longest match at an offset whose words make sense, or None."""
        matches = [
            (-found.end(), rule.order, rule, found)
            for rule in rules
            if (found := rule.pattern.regex.match(text, start, limit))
        ]
        matches.sort(key=lambda entry: entry[:2])
        for _, _, rule, found in matches:
            filled = self._fill(found)
            if filled is None or not self._plausible(text, found, rule):
                continue
            meaning = _mean(rule, filled, anchor)
            if meaning is not None:
                return Found(start, found.end(), rule.name, meaning, filled, rule)
        return None

    def in_the_year_of(self, left: Found, right: Found, anchor: Anchor) -> Meaning:
        """Read the beginning of a range again, in the year its end names."""
        if left.rule == "weekday" and right.rule == "weekday-week":
            week = {key: right.filled[key] for key in ("UNIT", "DIRECTION")}
            return _mean(left.by, left.filled | week, anchor) or left.meaning
        year = right.filled.get("YEAR")
        if year is None or "DIRECTION" in left.filled or right.meaning.interval is None:
            return left.meaning
        if {"YEAR", "YY", "PLAINYEAR"} & left.filled.keys() or "MONTH" not in "".join(left.filled):
            return left.meaning
        for chosen in (int(year), int(year) - 1):
            meaning = _mean(left.by, left.filled | {"YEAR": str(chosen)}, anchor)
            if meaning is None or meaning.interval is None or meaning.interval.start is None:
                break
            end = right.meaning.interval.end
            if end is None or meaning.interval.start <= end:
                return meaning
        return left.meaning

    def _fill(self, found: re.Match[str]) -> Filled | None:
        filled: Filled = {}
        for name, words in found.groupdict().items():
            if words is None:
                continue
            name, _, _ = name.partition("_")  # noqa: PLW2901 - DAY_2 is another DAY
            base = name.rstrip("0123456789")
            if base == "N":
                number = self.numbers.value(words)
                if number is None:
                    return None
                filled[name] = str(number)
            elif base == "DAY":
                filled[name] = words.rstrip("stndrhSTNDRH")  # "9th"
            else:
                filled[name] = self.slots[base].value(words)
        return filled

    def _plausible(self, text: str, found: re.Match[str], rule: _Rule) -> bool:
        """Tell apart Sunday and week, May and may, a year and a count."""
        groups = found.groupdict()
        if (weekday := groups.get("WEEKDAY")) and weekday.lower() in self.sundays:
            return self._is_sunday(text, found)
        if rule.name == "month" and self._doubtful(found):
            return self._cued(text, found.start())
        if rule.name == "bare-year":
            return self._is_year(text, found)
        return True

    def _is_sunday(self, text: str, found: re.Match[str]) -> bool:
        at = found.start("WEEKDAY")
        if at != found.start() or "(" in found.group():
            return True
        if text[at].islower():
            return False
        # "Minggu lalu" that opens a sentence is last week.
        opens = not text[:at].rstrip(" \t\"'“‘(") or text[:at].rstrip(" \t\"'“‘(")[-1] in ".!?\n"
        direction = found.groupdict().get("DIRECTION")
        return not (opens and direction and "DAYPART" not in _set(found))

    def _doubtful(self, found: re.Match[str]) -> bool:
        groups = found.groupdict()
        bare = found.start("MONTH") == found.start() and groups.get("DIRECTION") is None
        return bare and groups["MONTH"].lower() in self.doubtful_months

    def _cued(self, text: str, start: int) -> bool:
        word = _WORD_BEFORE.search(text[max(0, start - _CONTEXT) : start])
        if text[max(0, start - 4) : start].lower() == "mid-":
            return True
        return word is not None and word.group(1).lower() in self.cues

    def _is_year(self, text: str, found: re.Match[str]) -> bool:
        before = text[max(0, found.start() - _CONTEXT) : found.start()]
        word = _WORD_BEFORE.search(before)
        last = word.group(1).lower() if word else ""
        counts = (
            _SIGN_BEFORE.search(before)
            or text[found.end() : found.end() + 1] in {"%", "°"}
            or self.more.search(before)
            or last in self.labels
        )
        after = _WORDS_AFTER.match(text, found.end())
        counts = counts or (after is not None and after.group(1).lower() in self.eras)
        if counts or last in self.cues:
            return not counts
        # A round number may count at a distance, another only what follows at once.
        reach = after.lastindex if after and int(found.group()) % 100 == 0 else 1
        words = after.groups()[:reach] if after else ()
        return not any(word and word.lower() in self.counted for word in words)


def _set(found: re.Match[str]) -> set[str]:
    return {name for name, words in found.groupdict().items() if words is not None}


def _mean(rule: _Rule, filled: Filled, anchor: Anchor) -> Meaning | None:
    try:
        meaning = rule.sense(filled, rule.given, anchor)
    except (ValueError, OverflowError):  # outside the calendar
        # "5000 years ago" is long ago; 31 February is no day.
        return UNKNOWN if rule.sense.__module__ == time_relative.__name__ else IMPOSSIBLE
    part = filled.get("DAYPART") or filled.get("DAYPART2")
    if meaning and part and meaning.kind is TimeKind.DATE and meaning.value:
        return replace(meaning, kind=TimeKind.TIME, value=f"{meaning.value}T{part}")
    return meaning


def _slots(data: Mapping[str, Any], numbers: NumeralWords) -> dict[str, Slot]:
    capital = set(data["capital"])
    slots = {
        name: Slot.of_words(words, capital=name in capital) for name, words in data["words"].items()
    }
    words = sorted(
        {*numbers.words, *numbers.multipliers, *numbers.teens, *numbers.joiners},
        key=lambda word: (-len(word), word),
    )
    word = f"(?:{'|'.join(words)})"
    starts = frozenset([*numbers.words, FIGURES])
    number = (
        rf"(?:[0-9]{{1,9}}(?:[.,][0-9]{{1,3}}){{0,3}}"
        rf"|{word}(?:[\s-]{{1,2}}{word}){{0,{_NUMBER_WORDS}}}(?!\w))"
    )
    suffix = data["day_suffix"]
    day = rf"[0-9]{{1,2}}(?:{suffix})?(?!\w)" if suffix else "[0-9]{1,2}(?![0-9])"
    figures = {
        "DAY": day,
        "MON": "[0-9]{1,2}(?![0-9])",
        "YEAR": "[0-9]{4,9}(?![0-9])",
        "YY": "(?:[0-9]{4}|[0-9]{2})(?![0-9])",
        "PLAINYEAR": "(?:1[0-9]{3}|20[0-9]{2})(?![0-9])",
        "DECADE": "(?:1[0-9]|20)?[0-9]0",
        "PLAINDECADE": "(?:1[0-9]|20)[0-9]0",
        "HOUR": "[0-9]{1,2}(?![0-9])",
        "MIN": "[0-9]{2}(?![0-9])",
    }
    slots |= {name: Slot(pattern, _FIGURES) for name, pattern in figures.items()}
    slots["N"] = Slot(number, starts)
    return slots


def _ending(words: Iterable[str], links: Iterable[str] = ()) -> re.Pattern[str]:
    """Return what matches some words at the end of a text, links allowed after them."""
    rows = "|".join(_phrase(word) for word in sorted(words, key=len, reverse=True))
    linked = "|".join(_phrase(word) for word in links)
    tail = rf"(?:{SPACE}(?:{linked})){{0,2}}" if linked else ""
    return re.compile(rf"(?<![\w-])(?:{rows}){tail}[\s-]{{1,3}}$", re.IGNORECASE)


def _phrase(words: str) -> str:
    return SPACE.join(re.escape(word) for word in words.split())


def _gap(words: Sequence[str]) -> re.Pattern[str]:
    rows = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
    return re.compile(rf"\s{{0,2}}(?:{rows})\s{{0,2}}(?:tahun\s|bulan\s)?", re.IGNORECASE)


@cache
def time_grammar(language: str) -> TimeGrammar:
    """Return how a language speaks of time, from ``lexicons/<language>/times.yaml``.

    Raises:
        UnknownLanguageError: foedera has no time expressions for the language.
        MalformedPatternError: A pattern of the lexicon cannot be read.
    """
    data, numbers = lexicon(language, "times"), numeral_words(language)
    slots = _slots(data, numbers)
    index: dict[str, list[_Rule]] = {}
    for order, (name, entry) in enumerate(data["rules"].items()):
        pattern = compile_pattern(entry["pattern"], slots)
        rule = _Rule(name, order, pattern, _SENSES[entry["means"]], entry)
        for key in pattern.keys:
            index.setdefault(key, []).append(rule)
    links = data["part_links"]
    parts = {"early", "mid", "late"}
    joins = "|".join(re.escape(word) for word in data["joins"])
    return TimeGrammar(
        slots=slots,
        index=index,
        month_first=data["month_first"] == "yes",
        before={
            name: _ending(words, links if name in parts else ())
            for name, words in data["before"].items()
        },
        leads=frozenset(
            words.rsplit(maxsplit=1)[-1].rsplit("-", 1)[-1]
            for listed in (*data["before"].values(), links)
            for words in listed
        ),
        to=_gap(data["range"]["to"]),
        open=_ending(data["range"]["open"]),
        open_and=_gap(data["range"]["open_and"]),
        joins=re.compile(rf"\s{{0,2}}(?:(?:{joins})\s)?", re.IGNORECASE),
        cues=frozenset(data["cues"]),
        labels=frozenset(lexicon(language, "numbers")["labels"]) - frozenset(data["cues"]),
        counted=_counted(language),
        more=_ending(lexicon(language, "numbers")["before"]["low"]),
        eras=frozenset(data["eras"]),
        sundays=frozenset(data["sunday"]),
        doubtful_months=frozenset(data["ambiguous_months"]),
        numbers=numbers,
    )


def _counted(language: str) -> frozenset[str]:
    """Return the words for what is counted in more than one; "missile" counts nothing."""
    data = lexicon(language, "units")
    words = {word for listed in data["units"].values() for word in listed if " " not in word}
    words |= set(data["classifiers"])
    return frozenset(word for word in words if f"{word}s" not in words)
