"""What a part of a longer time means: its first months, its second week, its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.language import days
from foedera.language.time_meaning import (
    IMPOSSIBLE,
    UNKNOWN,
    Anchor,
    Filled,
    Meaning,
    calendar_day,
    calendar_month,
    full_year,
    of,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_WEEK = 7


def first_units(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "the first three months of 2024", "dua bulan terakhir tahun lalu"."""
    unit, number = filled["UNIT"], int(float(filled.get("N", "1")))
    year = _year(filled, anchor)
    if year is None:
        return UNKNOWN
    if unit in days.HOURS or days.MONTHS.get(unit, 0) >= days.MONTHS["year"]:
        return None
    whole = days.year(year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if filled["EDGE"] == "first":
        found = Interval(first, days.moved(first, unit, number) - timedelta(days=1))
    else:
        after = last + timedelta(days=1)
        found = Interval(days.moved(after, unit, -number), last)
    return of(found) if _within(found, whole) else IMPOSSIBLE


def _year(filled: Filled, anchor: Anchor) -> int | None:
    written = year_of(filled)
    if written is not None:
        return full_year(written)
    if anchor.published is None:
        return None
    return anchor.published.year + int(filled.get("RELYEAR", "0"))


def _within(inner: Interval, outer: Interval) -> bool:
    if not (inner.start and inner.end and outer.start and outer.end):
        return False
    return outer.start <= inner.start <= inner.end <= outer.end


def week_of_month(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "pekan kedua Maret": the 8th to the 14th; the last week is the last seven days."""
    month = calendar_month(filled, given, anchor)
    if month is None or month.interval is None:
        return month
    first, last = month.interval.start, month.interval.end
    if first is None or last is None:
        return UNKNOWN
    if "EDGE" in filled and filled["EDGE"] != "first":
        return of(Interval(last - timedelta(days=_WEEK - 1), last))
    number = int(filled.get("ORDINAL") or filled.get("DAY") or "1")
    start = first + timedelta(days=_WEEK * (number - 1))
    if number < 1 or start > last:
        return IMPOSSIBLE
    return of(Interval(start, min(last, start + timedelta(days=_WEEK - 1))))


def week_of_day(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "the week of March 3": the week that holds the day, begins or ends with it."""
    found = calendar_day(filled, given, anchor)
    if found is None or found.interval is None or found.interval.start is None:
        return found
    day, far = found.interval.start, timedelta(days=_WEEK - 1)
    match filled.get("EDGE"):
        case "first":
            return of(Interval(day, day + far))
        case "last":
            return of(Interval(day - far, day))
        case _:
            return of(days.whole("week", day))


def part_of_unit(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "akhir tahun", "the start of the month": a third of this year or month."""
    unit = filled["UNIT"]
    if unit == "day" or unit in days.HOURS:
        return None
    if anchor.published is None:
        return UNKNOWN
    whole = days.whole(unit, anchor.published)
    return of(days.part(whole, filled["PART"]), days.value(whole))
