"""What an expression counted from another day means: ago, last, later, durations, clocks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.language import days
from foedera.language.time_meaning import UNKNOWN, Anchor, Filled, Meaning, TimeKind, of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W",
    "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_STEPS = {"past": -1, "this": 0, "next": 1}
_NOON, _MIDNIGHT, _HOURS, _MINUTES = 12, 24, 24, 60
_PARTS = {"MO", "AF", "EV", "NI", "DT"}


def _measure(filled: Filled) -> tuple[float | None, str]:
    """Return how many of which unit; None for "several" or "tens of"."""
    if "ONE" in filled:
        return 1, filled["ONE"]
    if "MANY" in filled:
        return None, filled["MANY"]
    unit = filled.get("UNIT") or filled["UNITS"]
    return (float(filled["N"]) if "N" in filled else None), unit


def length(number: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a duration; ``X`` where the number is not told."""
    clock = "T" if unit in days.HOURS else ""
    count = "X" if number is None else f"{number:g}"
    return f"P{clock}{count}{_LETTERS[unit]}"


def unit(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "pekan lalu", "this year": the calendar unit so many before or after."""
    name = filled.get("UNIT") or given["unit"]
    if name in days.HOURS:
        return None
    if anchor.published is None:
        return UNKNOWN
    by = int(given["by"]) if "by" in given else _STEPS[filled["DIRECTION"]]
    found = days.whole(name, days.moved(anchor.published, name, by))
    if "until" in given:  # "earlier this year"
        return of(Interval(found.start, anchor.published))
    if "from" in given:  # "later this year"
        return of(Interval(anchor.published, found.end))
    return of(found)


def day(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "kemarin", "overnight", "tonight": some days around the publication."""
    part = filled.get("DAYPART", given.get("part", ""))
    kind = TimeKind.TIME if part in _PARTS else TimeKind.DATE
    if anchor.published is None:
        return Meaning(kind, anchored=False)
    last = anchor.published + timedelta(days=int(given["by"]))
    first = last - timedelta(days=int(given.get("days", "1")) - 1)
    value = f"{last.isoformat()}T{part}" if kind is TimeKind.TIME else None
    found = of(Interval(first, last), value)
    return Meaning(kind, found.interval, found.value)


def weekend(filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "akhir pekan lalu": Saturday and Sunday."""
    published = anchor.published
    if published is None:
        return UNKNOWN
    monday = published - timedelta(days=published.weekday())
    direction = filled.get("DIRECTION")
    # A bare weekend is the last one until this week's has begun.
    bare = 0 if anchor.future or published.weekday() >= 5 else -1  # noqa: PLR2004 - Saturday
    saturday = monday + timedelta(days=5 + 7 * (_STEPS[direction] if direction else bare))
    iso = saturday.isocalendar()
    value = f"{iso.year:04}-W{iso.week:02}-WE"
    return of(Interval(saturday, saturday + timedelta(days=1)), value)


def ago(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "dua hari lalu", "in three days": the unit that lies so far away."""
    number, name = _measure(filled)
    if anchor.published is None:
        return UNKNOWN
    step = int(given["step"])
    if number is None:
        open_ended = Interval(None, anchor.published) if step < 0 else None
        return Meaning(TimeKind.DATE, open_ended, "PAST_REF" if step < 0 else "FUTURE_REF")
    moved = _moved(anchor.published, name, number * step)
    return of(Interval.on(moved) if name in days.HOURS else days.whole(name, moved))


def _moved(start: date, name: str, by: float) -> date:
    if by == int(by):
        return days.moved(start, name, int(by))
    smaller, factor = {"year": ("month", 12), "day": ("hour", 24)}.get(name, ("day", 7))
    return days.moved(start, smaller, round(by * factor))


def stretch(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "tiga pekan terakhir", "the next two years": up to, or from, the publication."""
    number, name = _measure(filled)
    number = float(given["count"]) if number is None and "count" in given else number
    value, published = length(number, name), anchor.published
    if published is None:
        return Meaning(TimeKind.DURATION, None, value, anchored=False)
    step = int(given["step"])
    if number is None:
        interval = Interval(None, published) if step < 0 else Interval(published, None)
    else:
        # "The last 24 hours" began yesterday, whatever the hour.
        whole_days = max(1, -int(-number * days.HOURS[name] // 24)) if name in days.HOURS else 0
        far = (
            days.moved(published, "day", whole_days * step)
            if whole_days
            else _moved(published, name, number * step)
        )
        interval = Interval(min(far, published), max(far, published))
    return Meaning(TimeKind.DURATION, interval, value, anchored=False)


def later(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "dua hari kemudian": counted from the expression before it in the text."""
    if "unit" in given:
        number, name = 1.0, given["unit"]
    else:
        measured, name = _measure(filled)
        if measured is None:
            return UNKNOWN
        number = measured
    before = anchor.previous
    if before is None or before.start is None or before.end is None:
        return UNKNOWN
    by = number * int(given["step"])
    start, end = _moved(before.start, name, by), _moved(before.end, name, by)
    if "whole" in given:
        return of(days.whole(name, start))
    return of(Interval(start, end))


def same(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "hari itu", "that year", "saat itu": the time just spoken of."""
    before = anchor.previous
    if "unit" not in given and "UNIT" not in filled:
        return Meaning(TimeKind.DATE, before, "PAST_REF", anchored=False)
    name = filled.get("UNIT") or given["unit"]
    if before is None or before.start is None or name in days.HOURS:
        return UNKNOWN
    return of(before if name == "day" else days.whole(name, before.start))


def now(_filled: Filled, _given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "saat ini", "now": the day of publication."""
    interval = Interval.on(anchor.published) if anchor.published else None
    return Meaning(TimeKind.DATE, interval, "PRESENT_REF", anchored=False)


def recent(_filled: Filled, _given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "baru-baru ini": some time past, nobody says when."""
    return Meaning(TimeKind.DATE, None, "PAST_REF", anchored=False)


def duration(filled: Filled, given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "tiga tahun", "beberapa saat": a length of time, at no known time."""
    if "value" in given:
        return Meaning(TimeKind.DURATION, None, given["value"], anchored=False)
    if "unit" in given:  # "berusia 45 tahun"
        filled = filled | {"UNIT": given["unit"]}
    number, name = _measure(filled)
    if "times" in given and number is None:  # "setengah hari"
        number = float(given["times"])
    if name == "day" and number == 0.5:  # noqa: PLR2004 - half a day
        number, name = 12, "hour"
    return Meaning(TimeKind.DURATION, None, length(number, name), anchored=False)


def every(filled: Filled, _given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "setiap tahun", "every Monday"."""
    if "WEEKDAY" in filled:
        return Meaning(TimeKind.SET, None, f"XXXX-WXX-{int(filled['WEEKDAY']) + 1}", anchored=False)
    number = float(filled["N"]) if "N" in filled else 1
    name = filled.get("UNIT", "day")
    return Meaning(TimeKind.SET, None, length(number, name), anchored=False)


def clock(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a time of day; the days are those of the date beside or before it."""
    hour, minute = int(filled.get("HOUR", given.get("hour", "0"))), filled.get("MIN")
    half = filled.get("HALF") or filled.get("DAYPART", "")
    if half in {"PM", "EV", "AF", "NI"} and 0 < hour < _NOON:
        hour += _NOON
    elif half == "AM" and hour == _NOON:
        hour = 0
    if hour > _HOURS or (minute is not None and int(minute) >= _MINUTES):
        return Meaning(TimeKind.TIME, doubt="impossible-date", anchored=False)
    written = f"{hour % _MIDNIGHT:02}" + (f":{minute}" if minute else "")
    before = anchor.previous
    if before is None or before.start is None or before.start != before.end:
        before = Interval.on(anchor.published) if anchor.published else None
    day_part = before.start.isoformat() if before and before.start else "XXXX-XX-XX"
    return Meaning(TimeKind.TIME, before, f"{day_part}T{written}", anchored=False)
