"""Calendar arithmetic on intervals of days: the week, the month, the year around a day."""

from __future__ import annotations

from datetime import date, timedelta

from foedera.dates import Interval

#: Months in the calendar units that are made of whole months.
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}

#: Days in the calendar units that are made of whole days.
DAYS = {"day": 1, "week": 7, "fortnight": 14}

#: Units shorter than a day, in hours.
HOURS = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}

#: Last days of the months.
_ENDS = {(month, day) for month in range(1, 13) for day in (28, 29, 30, 31)}

_EARLY, _LATE = 10, 21  # first third of a month ends on the 10th, the last begins on the 21st


def between(first: date, last: date) -> Interval:
    """Return the days from ``first`` to ``last``, both included."""
    return Interval(first, last)


def whole(unit: str, day: date) -> Interval:
    """Return the calendar unit that holds a day; weeks run from Monday to Sunday."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return between(monday, monday + timedelta(days=6))
    if unit not in MONTHS:
        return Interval.on(day)
    size = MONTHS[unit]
    if unit == "century":  # the 20th century began in 1901
        first = date((day.year - 1) // 100 * 100 + 1, 1, 1)
    elif unit == "decade":
        first = date(max(1, day.year // 10 * 10), 1, 1)
    else:
        first = date(day.year, (day.month - 1) // size * size + 1, 1)
    return between(first, moved(first, "month", size) - timedelta(days=1))


def moved(day: date, unit: str, by: int) -> date:
    """Return the day so many units later; the 31st becomes the last day of a short month.

    Raises:
        ValueError: The day would lie outside the calendar.
        OverflowError: Likewise.
    """
    if unit in DAYS:
        return day + timedelta(days=by * DAYS[unit])
    if unit in HOURS:
        return day + timedelta(days=int(by * HOURS[unit] / 24))
    months = day.year * 12 + day.month - 1 + by * MONTHS[unit]
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, length_of_month(first)))


def length_of_month(day: date) -> int:
    """Return the number of days in the month of a day."""
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (after - day.replace(day=1)).days


def month(year: int, number: int) -> Interval:
    """Return a whole month."""
    return whole("month", date(year, number, 1))


def year(number: int) -> Interval:
    """Return a whole year."""
    return between(date(number, 1, 1), date(number, 12, 31))


def grain(interval: Interval) -> str | None:
    """Return the calendar unit an interval is exactly one of, or None."""
    first, last = interval.start, interval.end
    if first is None or last is None:
        return None
    if first == last:
        return "day"
    if first.day != 1 or (last.month, last.day) not in _ENDS:
        units: tuple[str, ...] = ("week",)
    elif last.year == first.year:
        units = ("month", "year", "quarter", "half", "week")
    else:
        units = ("week", "decade", "century")
    try:
        return next((unit for unit in units if whole(unit, first) == interval), None)
    except (ValueError, OverflowError):  # the unit would end outside the calendar
        return None


def part(interval: Interval, which: str) -> Interval:
    """Return the early, middle or late third of an interval.

    A month is parted after its 10th and 20th day, a year after April and August,
    a week after Tuesday and Thursday, a decade after its
    fourth and seventh year; anything else in equal thirds of its days.
    """
    if interval.start is None or interval.end is None:
        return interval
    first, last = interval.start, interval.end
    match grain(interval):
        case "month":
            middle, late = first.replace(day=_EARLY + 1), first.replace(day=_LATE)
        case "year":
            middle, late = first.replace(month=5), first.replace(month=9)
        case "week":
            middle, late = first + timedelta(days=2), first + timedelta(days=4)
        case "decade":
            middle, late = (first.replace(year=first.year + years) for years in (4, 7))
        case _:
            days = (last - first).days + 1
            middle = first + timedelta(days=days // 3)
            late = last - timedelta(days=days // 3) + timedelta(days=1)
    thirds = {
        "early": between(first, middle - timedelta(days=1)),
        "mid": between(middle, late - timedelta(days=1)),
        "late": between(late, last),
    }
    chosen = thirds[which]
    return chosen if chosen.start <= chosen.end else interval  # type: ignore[operator] # both set


def value(interval: Interval) -> str | None:
    """Return the TIMEX3 value of an interval that is one calendar unit, or None."""
    unit, first = grain(interval), interval.start
    if first is None or unit is None:
        return None
    iso, named = first.isocalendar(), f"{first.year:04}"
    written = {
        "day": first.isoformat(),
        "week": f"{iso.year:04}-W{iso.week:02}",
        "month": f"{named}-{first.month:02}",
        "quarter": f"{named}-Q{(first.month + 2) // 3}",
        "half": f"{named}-H{(first.month + 5) // 6}",
        "year": named,
        "decade": named[:3],
        "century": f"{(first.year - 1) // 100:02}",
    }
    return written[unit]
