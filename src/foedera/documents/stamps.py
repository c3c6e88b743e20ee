"""Days as newsrooms print them, with hour and zone where these stand beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from foedera.documents.line_rules import any_of
from foedera.resources import lexicon_files, record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOON: Final = 12
_MONTHS: Final = 12
_LEAP: Final = 2000
#: Hours and minutes from UTC; zones reach from -12 to +14 hours.
_OFFSET: Final = (
    r"(?:GMT|UTC)\s?[+-](?:(?:1[0-4]|0?\d):?[0-5]\d|1[0-4]|0?\d)(?!\d)"
    r"|[+-](?:0\d|1[0-4]):?[0-5]\d\b"
)


class Words(NamedTuple):
    """The lexicons' words for dates, in lower case (zones as they are written)."""

    months: dict[str, int]
    weekdays: dict[str, int]
    zones: dict[str, str]
    hours: list[str]
    leads: list[str]
    parts_of_day: list[str]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed day, perhaps with hour and zone.

    Attributes:
        span: The words.
        numbers: Day, month and year; the year is None where it is not printed.
        clock: The hour, where printed.
        zone: The zone as printed.
        weekday: ISO number of the weekday printed with it.
        unsure: Whether day and month could be the other way round.
    """

    span: Span
    numbers: tuple[int, int, int | None]
    clock: time | None = None
    zone: str | None = None
    weekday: int | None = None
    unsure: bool = False

    def day(self, year: int | None = None) -> date | None:
        """Return the day; None where there is no such day, or its year is unknown."""
        day, month, printed = self.numbers
        try:
            return date(printed or year or 0, month, day)
        except ValueError:
            return None


@cache
def words() -> Words:
    """Return the words of every language's ``published.yaml``."""
    found = Words({}, {}, {}, [], [], [])
    for path in lexicon_files("published.yaml"):
        entry: dict[str, Any] = record(path)
        for numbered, names in (
            (found.months, entry["months"]),
            (found.weekdays, entry["weekdays"]),
        ):
            for number, forms in names.items():
                numbered.update({form.lower(): int(number) for form in forms})
        found.zones.update(entry["zones"])
        found.hours.extend(entry["hours"])
        found.leads.extend(entry["leads"])
        found.parts_of_day.extend(entry["parts_of_day"])
    return found


@cache
def _clock_pattern(prefix: str) -> str:
    zone = rf"\b(?:{any_of(words().zones)})\b(?!\s?[+-]\d)|{_OFFSET}"
    return (
        rf"(?:(?:{any_of(words().hours)})\s)?(?P<{prefix}hour>\d{{1,2}})"
        rf"(?:[:.](?P<{prefix}minute>\d\d)(?::\d\d)?)(?:\s?(?P<{prefix}half>[ap])\.?m\b\.?)?"
        rf"(?:\s?\(?(?P<{prefix}zone>{zone})\)?)?"
    )


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?:{any_of(words().months)})(?!\w)"
    weekday = rf"(?P<weekday>(?:{any_of(words().weekdays)})(?!\w)\.?)"
    parts_of_day = rf"(?:\s(?:{any_of(words().parts_of_day)}))?"
    ordinal = r"(?:st|nd|rd|th)?"
    days = [
        r"(?P<y0>\d{4})[-/.](?P<m0>\d{1,2})[-/.](?P<d0>\d{1,2})",
        rf"(?P<d1>\d{{1,2}}){ordinal}(?:\sof)?[\s/-](?P<m1>{month})[\s,./-]{{0,3}}(?P<y1>\d{{4}})\b",
        rf"(?P<m2>{month})\s(?P<d2>\d{{1,2}}){ordinal}\b(?:,?\s(?P<y2>\d{{4}})\b)?",
        r"(?P<d3>\d{1,2})[/.-](?P<m3>\d{1,2})[/.-](?P<y3>\d{4})(?!\d)",
        r"(?P<d4>\d{1,2})/(?P<m4>\d{1,2})(?=\s\d{1,2}[:.]\d\d)",
        rf"(?P<d5>\d{{1,2}})\s(?P<m5>{month})(?!\s\d)",
    ]
    return re.compile(
        rf"(?<![\w/.])(?=\(?[^\W_])(?:{_clock_pattern('a_')}[\s,|]{{1,4}})?"
        rf"(?:{weekday}{parts_of_day}[\s,(|]{{1,3}})?\(?(?:{'|'.join(days)})\)?"
        rf"(?:(?:T|[\s,|•·@–—-]{{1,5}}){_clock_pattern('b_')}|Z)?",
        re.IGNORECASE,
    )


@cache
def day_first_languages() -> frozenset[str]:
    """Return the languages that always write the day before the month."""
    return frozenset(
        path.split("/")[1]
        for path in lexicon_files("published.yaml")
        if record(path)["order"] == "day-first"
    )


def stamps(text: str, start: int = 0, end: int | None = None) -> Iterator[Stamp]:
    """Yield the days printed within a stretch of text, in order."""
    for found in _pattern().finditer(text, start, len(text) if end is None else end):
        stamp = _stamp(found)
        if stamp.day(_LEAP) is not None:
            yield stamp


def _stamp(found: re.Match[str]) -> Stamp:
    groups = found.groupdict()
    form = next(form for form in "012345" if groups[f"d{form}"])
    day, printed = int(groups[f"d{form}"]), groups[f"m{form}"]
    year = groups.get(f"y{form}")
    unsure = False
    if printed.isdigit():
        month = int(printed)
        unsure = form in "34" and day <= _MONTHS and day != month
        if month > _MONTHS and form in "34":
            day, month = month, day
    else:
        month = words().months[printed.lower()]
    clock, zone = _clock(groups, "b_") or _clock(groups, "a_") or (None, None)
    return Stamp(
        span=Span(found.start(), found.end()),
        numbers=(day, month, int(year) if year else None),
        clock=clock,
        zone=zone,
        weekday=words().weekdays.get((groups["weekday"] or "").lower().rstrip(".")),
        unsure=unsure,
    )


def _clock(groups: dict[str, str | None], prefix: str) -> tuple[time, str | None] | None:
    """Return the hour and the zone of one of the two places for them."""
    hour, minute = groups[f"{prefix}hour"], groups[f"{prefix}minute"]
    if hour is None or minute is None:
        return None
    number = int(hour)
    half = (groups[f"{prefix}half"] or "").lower()
    if half:
        number = number % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(number, int(minute)), groups[f"{prefix}zone"]
    except ValueError:
        return None
