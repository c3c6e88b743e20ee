"""What the written date of a rule means: days, months, years and weekdays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.language import days

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A date without a year is taken from the year before when it would lie further ahead.
HALF_A_YEAR = 183

#: Units by which a direction lies away from now.
STEPS = {"past": -1, "this": 0, "next": 1}

#: Years a report may speak of; anything else is written wrongly.
FIRST_YEAR, LAST_YEAR = 1000, 2999

_PIVOT = 70  # '69 is 2069, '70 is 1970
_WEEK = 7
_MONTHS = 12
_LAST_DAY = "12-31"
#: Last months of the seasons, as the north has them.
_SEASON_ENDS = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}


class TimeKind(StrEnum):
    """What an expression of time is, as TimeML divides them."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression is counted from.

    Attributes:
        published: Day of publication in the outlet's own zone, where known.
        future: Whether an open choice falls on the future.
        previous: Days of the expression before it in the text, where resolved.
        month_first: Whether 11/12 is the twelfth of November.
    """

    published: date | None
    future: bool
    previous: Interval | None
    month_first: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says.

    Attributes:
        kind: Date, time of day, duration or set.
        interval: The days, None where they cannot be known.
        value: TIMEX3 value, None where there is none.
        doubt: ``impossible-date``, ``weekday-contradicts``, ``month-mistaken`` or
            ``fiscal-year``, else None.
        anchored: Whether the next expression may be counted from it.
    """

    kind: TimeKind
    interval: Interval | None = None
    value: str | None = None
    doubt: str | None = None
    anchored: bool = True


Filled = dict[str, str]


def of(interval: Interval | None, value: str | None = None, doubt: str | None = None) -> Meaning:
    """Return the meaning of an expression that names days."""
    if interval is not None and value is None:
        value = days.value(interval)
    return Meaning(TimeKind.DATE, interval, value, doubt)


IMPOSSIBLE_DATE = "impossible-date"
FISCAL_YEAR = "fiscal-year"
MONTH_MISTAKEN = "month-mistaken"

IMPOSSIBLE = Meaning(TimeKind.DATE, doubt=IMPOSSIBLE_DATE, anchored=False)
UNKNOWN = Meaning(TimeKind.DATE, anchored=False)


def full_year(written: str) -> int:
    """Return the year that four or two figures name.

    Raises:
        ValueError: No such year can be meant.
    """
    number = int(written)
    if len(written) <= 2:  # noqa: PLR2004 - two figures
        return number + (1900 if number >= _PIVOT else 2000)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise ValueError(written)
    return number


def year_of(filled: Filled) -> str | None:
    """Return the year written, in figures."""
    return filled.get("YEAR") or filled.get("YY") or filled.get("PLAINYEAR")


def calendar_day(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a day of a month, checking it against the weekday where one is named."""
    day = int(filled.get("DAY") or filled["ORDINAL"])
    month = int(filled.get("MONTH") or filled.get("MONTHX") or filled["MON"])
    readings = [(day, month)]
    if "MON" in filled and "iso" not in _given:
        readings.append((month, day))
        if anchor.month_first:
            readings.reverse()
    written = [found for pair in readings if (found := _dated(*pair, filled, anchor))]
    if not written:
        if year_of(filled) is None and anchor.published is None and _exists(readings[0]):
            return UNKNOWN
        return _in_another_month(day, filled, anchor) or IMPOSSIBLE
    named = filled.get("WEEKDAY")
    if named is None:
        return of(Interval.on(written[0]))
    for found in written:
        if found.weekday() == int(named):
            return of(Interval.on(found))
    other = _in_another_month(day, filled, anchor)
    return other or of(Interval.on(written[0]), doubt="weekday-contradicts")


def _in_another_month(day: int, filled: Filled, anchor: Anchor) -> Meaning | None:
    """Read "Friday (31/2)" for the Friday next to the publication, where it is a 31st.

    The month is written wrongly then; with a year beside it, what is wrong is not known.
    """
    if "WEEKDAY" not in filled or year_of(filled) is not None:
        return None
    near = weekday({"WEEKDAY": filled["WEEKDAY"]}, {}, anchor)
    found = near.interval.start if near and near.interval else None
    return of(Interval.on(found), doubt=MONTH_MISTAKEN) if found and found.day == day else None


def _exists(pair: tuple[int, int]) -> bool:
    try:
        date(2000, pair[1], pair[0])  # a leap year
    except ValueError:
        return False
    return True


def _dated(day: int, month: int, filled: Filled, anchor: Anchor) -> date | None:
    """Return the day in the year written, or in the year the publication suggests."""
    year = year_of(filled)
    try:
        if year is not None:
            return date(full_year(year), month, day)
        if anchor.published is None:
            return None
        if "RELYEAR" in filled:
            return date(anchor.published.year + int(filled["RELYEAR"]), month, day)
        return _in_a_near_year(day, month, filled.get("DIRECTION"), anchor)
    except ValueError:
        return None


def _in_a_near_year(day: int, month: int, direction: str | None, anchor: Anchor) -> date:
    published = anchor.published
    if published is None:
        raise ValueError(day)
    found = date(published.year, month, day)
    if direction == "past":
        return found if found <= published else found.replace(year=found.year - 1)
    if direction == "next" or (anchor.future and direction is None):
        return found if found >= published else found.replace(year=found.year + 1)
    ahead = (found - published).days
    if ahead > HALF_A_YEAR:
        return found.replace(year=found.year - 1)
    return found


def day_range(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "5-9 May 2024": from one day of a month to another."""
    first = calendar_day(filled, given, anchor)
    last = calendar_day(
        filled | {"DAY": filled["DAY2"], "WEEKDAY": filled.get("WEEKDAY2", "")}
        if filled.get("WEEKDAY2")
        else {key: text for key, text in filled.items() if key != "WEEKDAY"}
        | {"DAY": filled["DAY2"]},
        given,
        anchor,
    )
    return span(first, last)


def span(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    """Return the days from the beginning of one meaning to the end of another."""
    if first is None or last is None:
        return None
    if IMPOSSIBLE_DATE in {first.doubt, last.doubt}:
        return IMPOSSIBLE
    if first.interval is None or last.interval is None:
        return UNKNOWN
    start, end = first.interval.start, last.interval.end
    if start is None or end is None or start > end:
        return None
    return of(Interval(start, end), doubt=first.doubt or last.doubt)


def day_of_month(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a day without its month, or of this or last month: the nearest, the past first."""
    published, direction = anchor.published, filled.get("DIRECTION")
    if published is None:
        return UNKNOWN
    if filled.get("UNIT", "month") != "month":
        return None
    shifts = (0, 1, -1) if anchor.future else (0, -1, 1)
    for shift in (STEPS[direction],) if direction else shifts:
        month = days.moved(published.replace(day=1), "month", shift)
        found = calendar_day(
            filled | {"MONTH": str(month.month), "YEAR": str(month.year)}, given, anchor
        )
        if found is None or found.interval is None or found.interval.start is None:
            continue
        if direction or not anchor.future or found.interval.start >= published:
            return found
    return IMPOSSIBLE


def calendar_month(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a month, of a year or nearest to the publication."""
    number = int(filled.get("MONTH") or filled["MONTHX"])
    year = year_of(filled)
    if year is not None:
        try:
            return of(days.month(full_year(year), number))
        except ValueError:
            return IMPOSSIBLE
    published = anchor.published
    if published is None:
        return UNKNOWN
    direction = filled.get("DIRECTION")
    ahead = number - published.month
    if filled.get("RELYEAR"):
        return of(days.month(published.year + int(filled["RELYEAR"]), number))
    if direction == "past":
        shift = 0 if ahead < 0 else -1
    elif direction == "next":
        shift = 0 if ahead > 0 else 1
    elif direction == "this":
        shift = 0
    elif anchor.future:
        shift = 0 if ahead >= 0 else 1
    else:
        shift = -1 if ahead > _MONTHS // 2 - 1 else 0
    return of(days.month(published.year + shift, number))


def calendar_year(filled: Filled, given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read a year; where a fiscal year begins and ends differs between states."""
    try:
        year = full_year(str(year_of(filled)))
    except ValueError:
        return IMPOSSIBLE
    fiscal = "fiscal" in given
    return of(
        days.year(year), f"FY{year}" if fiscal else None, doubt=FISCAL_YEAR if fiscal else None
    )


def year_range(filled: Filled, _given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "2019-2022" or "2019/20"."""
    first = int(filled["PLAINYEAR"])
    written = filled.get("PLAINYEAR2") or filled["YY"]
    last = int(written) if len(written) > 2 else first // 100 * 100 + int(written)  # noqa: PLR2004
    return of(Interval(date(first, 1, 1), date(last, 12, 31))) if first < last else None


def decade(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "1990s", or "the 40s" of the last century that had them."""
    first = int(filled.get("DECADE") or filled["PLAINDECADE"])
    if first < 100:  # noqa: PLR2004 - two figures
        this = anchor.published.year if anchor.published else FIRST_YEAR * 2
        first += 2000 if first + 2000 < this - 20 else 1900
    return of(days.whole("decade", date(first, 1, 1)))


def century(filled: Filled, _given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "abad ke-20", "the 20th century": 1901 to 2000."""
    number = int(filled.get("DAY") or filled["ORDINAL"])
    if not 1 <= number <= LAST_YEAR // 100:
        return IMPOSSIBLE
    return of(days.whole("century", date(number * 100 - 50, 1, 1)))


def weekday(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a bare weekday: the latest one, or as "lalu", "next" or the week direct."""
    published = anchor.published
    if published is None:
        return UNKNOWN
    number, direction = int(filled["WEEKDAY"]), filled.get("DIRECTION")
    if filled.get("UNIT", "week") != "week":
        return None
    back = (published.weekday() - number) % _WEEK
    if direction == "this" or "UNIT" in filled:
        weeks = STEPS[direction or "this"] * int(float(filled.get("N", "1")))
        shift = number - published.weekday() + _WEEK * weeks
    elif direction == "past":
        shift = -(back or _WEEK)
    elif direction == "next" or (anchor.future and back):
        shift = _WEEK - back
    else:
        shift = -back
    return of(Interval.on(published + timedelta(days=shift)))


def part_of_year(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a quarter or half of a year."""
    unit, number = given["unit"], int(filled.get("ORDINAL") or filled["DAY"])
    size = days.MONTHS[unit]
    if not 1 <= number <= _MONTHS // size:
        return IMPOSSIBLE
    year = year_of(filled)
    try:
        if year is not None:
            chosen = full_year(year)
        elif anchor.published is None:
            return UNKNOWN
        else:
            chosen = anchor.published.year + int(filled.get("RELYEAR") or 0)
        found = days.whole(unit, date(chosen, size * (number - 1) + 1, 1))
    except ValueError:
        return IMPOSSIBLE
    late = found.start and anchor.published and found.start > anchor.published
    if year is None and late and not anchor.future and not filled.get("RELYEAR"):
        found = days.whole(unit, date(chosen - 1, size * (number - 1) + 1, 1))
    return of(found)


def season(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a season; its months differ between hemispheres, so only the year is told."""
    year, code = year_of(filled), filled["SEASON"].upper()
    try:
        found = of(days.year(full_year(year))) if year else UNKNOWN
    except ValueError:
        return IMPOSSIBLE
    if year is None and anchor.published is not None:
        over = anchor.published.month > _SEASON_ENDS[code]
        shift = {"past": 0 if over else -1, "next": 1 if over else 0}
        year = str(anchor.published.year + shift.get(filled.get("DIRECTION", ""), 0))
    return replace(found, value=f"{year}-{code}" if year else None, anchored=False)


def feast(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "Christmas Day", "malam Tahun Baru": feasts on the same day of every year.

    The eve of a year's first day is of the year before.
    """
    named = filled.get("FEAST") or filled["FEASTX"]
    month, day = named.split("-")
    if "RELYEAR" in filled and anchor.published is not None:
        filled = filled | {"YEAR": str(anchor.published.year + int(filled["RELYEAR"]))}
    if named == _LAST_DAY and "YEAR" in filled:
        filled = filled | {"YEAR": str(int(filled["YEAR"]) - 1)}
    return calendar_day(filled | {"MONTH": str(int(month)), "DAY": day}, given, anchor)
