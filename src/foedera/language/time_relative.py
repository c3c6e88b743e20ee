"""What an expression counted from another day means: ago, last, later, durations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.language import days
from foedera.language.time_meaning import STEPS, UNKNOWN, Anchor, Filled, Meaning, TimeKind, of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W",
    "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_UNITS = {"UNIT", "UNITS", "ONE", "MANY"}
_SIZES = list(_LETTERS)
_PARTS = {"MO", "AF", "EV", "NI", "DT"}
_HALF = 0.5
#: What a unit is so many of, where half a unit is asked for.
_FINER = {
    "minute": ("second", 60), "hour": ("minute", 60), "day": ("hour", 24), "week": ("day", 7),
    "month": ("day", 30), "year": ("month", 12), "decade": ("year", 10), "century": ("year", 100),
}  # fmt: skip
_SPELLED = {"day", "hour", "minute", "year", "decade", "century"}  # "half a year" is P6M

#: So many of a unit; None for "several" or "tens of".
Measure = tuple[float | None, str]


def measures(filled: Filled, given: Mapping[str, str]) -> list[Measure]:
    """Return how many of which units: two of them in "two years and three months"."""
    if many := filled.get("MANY") or filled.get("LONGS"):
        return [(None, many)]
    number: float | None = None
    if one := filled.get("ONE") or filled.get("LONG"):
        number, unit = 1.0, one
    else:
        unit = filled.get("UNIT") or filled.get("UNITS") or given["unit"]
        written = filled.get("N2") or filled.get("N")  # of "two to three days" the most
        number = float(written) if written else None
    if "HALFOF" in filled:
        number = _HALF
    elif "HALFMORE" in filled and number is not None:
        number += _HALF
    if unit == "fortnight":
        unit, number = "week", None if number is None else 2 * number
    if number == _HALF and unit in _SPELLED:
        unit, factor = _FINER[unit]
        number = factor * _HALF
    found: list[Measure] = [(number, unit)]
    if "UNIT3" in filled:
        found.append((float(filled["N3"]) if "N3" in filled else None, filled["UNIT3"]))
    return found


def length(measured: list[Measure]) -> str:
    """Return the TIMEX3 value of a duration; ``X`` where the number is not told."""
    day, clock = "", ""
    for number, unit in sorted(measured, key=lambda one: _SIZES.index(one[1]), reverse=True):
        written = f"{'X' if number is None else f'{number:g}'}{_LETTERS[unit]}"
        if unit in days.HOURS:
            clock += written
        else:
            day += written
    return f"P{day}{'T' if clock else ''}{clock}"


def unit(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "pekan lalu", "this year": the calendar unit so many before or after."""
    name = filled.get("UNIT") or given["unit"]
    if name in days.HOURS or name == "fortnight":
        return None
    if anchor.published is None:
        return UNKNOWN
    by = int(given["by"]) if "by" in given else STEPS[filled["DIRECTION"]]
    found = days.whole(name, days.moved(anchor.published, name, by))
    if "part-of" in given:  # "midyear"
        return of(days.part(found, given["part-of"]), days.value(found))
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
    saturday = monday + timedelta(days=5 + 7 * (STEPS[direction] if direction else bare))
    iso = saturday.isocalendar()
    value = f"{iso.year:04}-W{iso.week:02}-WE"
    return of(Interval(saturday, saturday + timedelta(days=1)), value)


def ago(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "dua hari lalu", "in three days": the unit that lies so far away."""
    measured = [_in_years(one) for one in measures(filled, given)]
    if anchor.published is None:
        return UNKNOWN
    step = int(given["step"])
    if any(number is None for number, _ in measured):
        open_ended = Interval(None, anchor.published) if step < 0 else None
        return Meaning(TimeKind.DATE, open_ended, "PAST_REF" if step < 0 else "FUTURE_REF")
    moved = _shifted(anchor.published, measured, step)
    number, name = measured[-1]
    if number is not None and number != int(number):
        name = _FINER.get(name, ("day", 1))[0]
    return of(Interval.on(moved) if name in days.HOURS else days.whole(name, moved))


def _in_years(measure: Measure) -> Measure:
    """A decade ago is a year ten years back, not any of the decade before."""
    number, name = measure
    if name in {"decade", "century"} and number is not None:
        finer, factor = _FINER[name]
        return number * factor, finer
    return measure


def _shifted(start: date, measured: list[Measure], step: int) -> date:
    for number, name in measured:
        start = _moved(start, name, (number or 0) * step)
    return start


def _moved(start: date, name: str, by: float) -> date:
    if by == int(by):
        return days.moved(start, name, int(by))
    smaller, factor = _FINER.get(name, ("day", 1))
    return days.moved(start, smaller, round(by * factor))


def stretch(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "tiga pekan terakhir", "the next two years": up to, or from, the publication."""
    measured = measures(filled, given)
    number, name = measured[0]
    if number is None and "count" in given:
        number = float(given["count"])
        measured[0] = (number, name)
    value, published = length(measured), anchor.published
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
            else _shifted(published, measured, step)
        )
        interval = Interval(min(far, published), max(far, published))
    return Meaning(TimeKind.DURATION, interval, value, anchored=False)


def later(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "dua hari kemudian": counted from the expression before it in the text.

    With ``from: published`` it is counted from the publication where nothing stands before.
    """
    if "whole" in given or "unit" in given:  # "the following year"
        measured: list[Measure] = [(1.0, filled.get("UNIT") or given["unit"])]
    elif filled.keys() & _UNITS:
        measured = measures(filled, given)
    else:  # "a moment later"
        measured = [(None, "second")]
    before = anchor.previous
    if before is None and "from" in given and anchor.published:
        before = Interval.on(anchor.published)
    known = before is not None and all(number is not None for number, _ in measured)
    if not known or before is None or before.start is None or before.end is None:
        return UNKNOWN
    step = int(given["step"])
    start, end = (_shifted(day, measured, step) for day in (before.start, before.end))
    if "whole" in given:
        return of(days.whole(measured[0][1], start))
    return of(Interval(start, end))


def later_weekday(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "the following Monday", "Senin sebelumnya": from the expression before it."""
    before = anchor.previous
    day = before.start if before and before.start else anchor.published
    if day is None:
        return UNKNOWN
    step = int(given["step"])
    away = (int(filled["WEEKDAY"]) - day.weekday()) * step % 7 or 7
    return of(Interval.on(day + timedelta(days=away * step)))


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


def recent(_filled: Filled, given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "baru-baru ini", "the near future": some time, nobody says when."""
    return Meaning(TimeKind.DATE, None, given.get("value", "PAST_REF"), anchored=False)


def duration(filled: Filled, given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "tiga tahun", "beberapa saat": a length of time, at no known time."""
    if "N3" in filled and _SIZES.index(filled["UNIT3"]) >= _SIZES.index(filled["UNIT"]):
        return None  # "two years and five years"
    if filled.get("UNITS") == "quarter" or ("N" in filled and filled.get("UNIT") == "quarter"):
        return None  # "three-quarters"
    value = given.get("value") or length(measures(filled, given))
    return Meaning(TimeKind.DURATION, None, value, anchored=False)


def every(filled: Filled, given: Mapping[str, str], _anchor: Anchor) -> Meaning | None:
    """Read "setiap tahun", "every Monday", "twice a week"."""
    if weekday := filled.get("WEEKDAY") or filled.get("WEEKDAYS"):
        value = f"XXXX-WXX-{int(weekday) + 1}"
    elif "DAYPART" in filled:
        value = f"XXXX-XX-XXT{filled['DAYPART']}"
    elif "ONE" in filled:
        value = length([(1, filled["ONE"])])
    else:
        number = float(filled.get("N") or given.get("count", "1"))
        unit = filled.get("UNIT") or filled.get("PER") or filled["OFTEN"]
        value = length([(number, unit)])
    return Meaning(TimeKind.SET, None, value, anchored=False)
