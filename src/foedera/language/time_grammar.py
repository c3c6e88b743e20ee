"""The rules of ``times.yaml``, ready to be matched at a place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.language import time_clock, time_meaning, time_relative, time_within
from foedera.language.numerals import lexicon, numeral_words
from foedera.language.time_context import Company, time_context
from foedera.language.time_meaning import IMPOSSIBLE, UNKNOWN, Anchor, Meaning, TimeKind
from foedera.language.time_patterns import (
    ANY,
    FIGURES,
    SPACE,
    Slot,
    compile_pattern,
    spelled_out,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from foedera.language.numerals import NumeralWords
    from foedera.language.time_context import TimeContext
    from foedera.language.time_meaning import Filled
    from foedera.language.time_patterns import Pattern

_FIGURES = frozenset([FIGURES])
_NUMBER_WORDS = 5
#: A place whose clock is meant: "waktu Moskow", "New York time".
_NAME = r"(?-i:[A-Z])[^\W\d_]{1,20}(?:\s(?-i:[A-Z])[^\W\d_]{1,20})?"
_YEARS = frozenset(["YEAR", "YY", "PLAINYEAR", "RELYEAR", "DIRECTION"])
_YEARLESS = frozenset(["month", "d-month-y", "month-d-y", "weekday-d-month-y", "weekday-month-d-y"])
_NUMERALS = frozenset(["N", "NW"])
#: Readings counted from another day: what they name may lie beyond the calendar.
_COUNTED = frozenset([time_relative.__name__, time_clock.__name__])
#: The second word or figure from an offset on.
_SECOND = re.compile(r"(?:[0-9]+|[^\W\d_]+)[\W_]{0,16}([0-9]+|[^\W\d_]+)")

_SENSES: Mapping[str, Callable[..., Meaning | None]] = {
    name: getattr(module, name)
    for module, names in (
        (
            time_meaning,
            """calendar_day day_range day_of_month calendar_month calendar_year year_range
            decade century weekday part_of_year season feast""",
        ),
        (
            time_relative,
            """unit day weekend ago stretch later later_weekday same now recent duration
            every""",
        ),
        (time_within, "first_units week_of_month week_of_day part_of_unit"),
        (time_clock, "clock daypart"),
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
    company: Company | None


@dataclass(frozen=True)
class Rules:
    """The rules whose words begin with the same word.

    Attributes:
        alone: Those to try whatever follows.
        by_second: Those to try before a second word, the former among them.
    """

    alone: Sequence[_Rule]
    by_second: Mapping[str, Sequence[_Rule]]

    @classmethod
    def of(cls, rules: Sequence[_Rule]) -> Rules:
        """Sort rules by what may follow the first word of what they match."""
        alone = [rule for rule in rules if rule.pattern.single or ANY in rule.pattern.seconds]
        seconds = frozenset[str]().union(*(rule.pattern.seconds for rule in rules))
        return cls(
            alone,
            {
                second: [r for r in rules if r in alone or second in r.pattern.seconds]
                for second in seconds
            },
        )

    def before(self, text: str, start: int) -> Sequence[_Rule]:
        """Return the rules to try at an offset."""
        found = _SECOND.match(text, start)
        if found is None:
            return self.alone
        second = found.group(1)
        return self.by_second.get(FIGURES if second.isdigit() else second.lower(), self.alone)


@dataclass(frozen=True)
class Found:
    """A rule that matched, and what it read."""

    start: int
    end: int
    rule: str
    meaning: Meaning
    filled: Filled = field(repr=False)
    by: _Rule = field(repr=False)

    @property
    def is_clock(self) -> bool:
        """Whether it is a time by the clock."""
        return self.by.sense is time_clock.clock

    @property
    def dated(self) -> bool:
        """Whether its year is told, as a number or from the publication."""
        return not _YEARS.isdisjoint(self.filled) or self.by.name not in _YEARLESS

    @property
    def late(self) -> bool:
        """Whether it names the end of a year or month."""
        return self.filled.get("PART") == "late"


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
        context: Tells times from what looks like them.
        numbers: How the language writes numbers.
    """

    slots: Mapping[str, Slot]
    index: Mapping[str, Rules]
    month_first: bool
    before: Mapping[str, re.Pattern[str]]
    leads: frozenset[str]
    to: re.Pattern[str]
    open: re.Pattern[str]
    open_and: re.Pattern[str]
    joins: re.Pattern[str]
    context: TimeContext
    numbers: NumeralWords

    inner = ("early", "mid", "late", "about")
    outer = ("since", "until", "before", "after")

    def best(self, text: str, start: int, limit: int, rules: Rules, anchor: Anchor) -> Found | None:
        """Return the longest match at an offset whose words make sense, or None."""
        matches = [
            (-found.end(), rule.order, rule, found)
            for rule in rules.before(text, start)
            if (found := rule.pattern.regex.match(text, start, limit))
        ]
        matches.sort(key=lambda entry: entry[:2])
        for _, _, rule, found in matches:
            if not self._plausible(text, found, rule) or self._yields(found, rule, limit, anchor):
                continue
            filled = self._fill(found)
            meaning = None if filled is None else _mean(rule, filled, anchor)
            if filled is not None and meaning is not None:
                return Found(start, found.end(), rule.name, meaning, filled, rule)
        return None

    def _plausible(self, text: str, found: re.Match[str], rule: _Rule) -> bool:
        company = rule.company
        if company is not None and not company.admits(text, *found.span()):
            return False
        return self.context.plausible(text, found, rule.name)

    def _yields(self, found: re.Match[str], rule: _Rule, limit: int, anchor: Anchor) -> bool:
        """Tell whether "the end of the year" gives way to "year 2024" within it."""
        names = rule.given.get("yields")
        if names is None:
            return False
        units = [name for name in found.groupdict() if name.startswith("UNIT") and found[name]]
        if not units:
            return False
        rules = self.index.get(found[units[0]].lower())
        at = found.start(units[0])
        inner = self.best(found.string, at, limit, rules, anchor) if rules else None
        return inner is not None and inner.end > found.end() and inner.rule in names

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
            if base in _NUMERALS:
                number = self.numbers.value(words)
                if number is None:
                    return None
                filled[name] = str(number)
            elif base in {"DAY", "DAYTH"}:
                key = "DAY" if base == "DAYTH" else name
                filled[key] = words.rstrip("stndrhSTNDRH")  # "9th"
            else:
                filled[name] = self.slots[base].value(words)
        return filled


def _mean(rule: _Rule, filled: Filled, anchor: Anchor) -> Meaning | None:
    try:
        meaning = rule.sense(filled, rule.given, anchor)
    except (ValueError, OverflowError):  # outside the calendar
        # "5000 years ago" is long ago; 31 February is no day.
        return UNKNOWN if rule.sense.__module__ in _COUNTED else IMPOSSIBLE
    part = filled.get("DAYPART") or filled.get("DAYPART2") or rule.given.get("part")
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
    starts = frozenset(numbers.words)
    in_words = rf"{word}(?:[\s-]{{1,2}}{word}){{0,{_NUMBER_WORDS}}}(?!\w)"
    number = rf"(?:[0-9]{{1,9}}(?:[.,][0-9]{{1,3}}){{0,3}}|{in_words})"
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
        "HHMM": "(?:[01][0-9]|2[0-4])[0-5][0-9](?![0-9])",
    }
    slots |= {name: Slot(pattern, _FIGURES) for name, pattern in figures.items()}
    spelled = frozenset(words)
    slots["N"] = Slot(number, starts | _FIGURES, seconds=spelled | _FIGURES)
    slots["NW"] = Slot(f"(?:{in_words})", starts, seconds=spelled)
    slots["NAME"] = Slot(_NAME, frozenset([ANY]))
    if suffix:
        endings = frozenset(suffix.split("|"))
        slots["DAY"] = replace(slots["DAY"], seconds=endings)
        slots["DAYTH"] = Slot(
            rf"[0-9]{{1,2}}(?:{suffix})(?!\w)", _FIGURES, seconds=endings, single=False
        )
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
        pattern = compile_pattern(spelled_out(entry["pattern"], data["shorthands"]), slots)
        rule = _Rule(name, order, pattern, _SENSES[entry["means"]], entry, Company.of(entry))
        for key in pattern.keys:
            index.setdefault(key, []).append(rule)
    links = data["part_links"]
    parts = {"early", "mid", "late"}
    joins = "|".join(re.escape(word) for word in data["joins"])
    return TimeGrammar(
        slots=slots,
        index={key: Rules.of(rules) for key, rules in index.items()},
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
        context=time_context(
            language, data, _ending(lexicon(language, "numbers")["before"]["low"])
        ),
        numbers=numbers,
    )
