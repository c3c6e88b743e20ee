"""What a time of day means: clocks and the parts of a day, on the day spoken of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.language.time_meaning import IMPOSSIBLE_DATE, Anchor, Filled, Meaning, TimeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOON, _HOURS, _MINUTES = 12, 24, 60
_UNTIL_DAWN = 6  # "3 malam", "3 dini hari": before six the night is the morning's
_FORENOON = 10  # "11 siang" is before noon
_LATER = frozenset(["PM", "EV", "AF", "NI"])


def clock(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read a time of day; the days are those of the date beside or before it."""
    if "HHMM" in filled:
        filled = filled | {"HOUR": filled["HHMM"][:2], "MIN": filled["HHMM"][2:]}
    elif "NW" in filled:
        filled = filled | {"HOUR": filled["NW"].partition(".")[0]}
    hour = int(filled.get("HOUR", given.get("hour", "0")))
    further = [int(filled[name]) for name in ("MIN", "MIN3") if name in filled]
    if hour > _HOURS or any(number >= _MINUTES for number in further):
        return Meaning(TimeKind.TIME, doubt=IMPOSSIBLE_DATE, anchored=False)
    hour = _of_the_day(hour, filled.get("HALF") or filled.get("DAYPART") or "")
    written = ":".join(f"{number:02}" for number in (hour % _HOURS, *further))
    before = _day_before(anchor)
    if before is None and anchor.published:
        before = Interval.on(anchor.published)
    return Meaning(TimeKind.TIME, before, f"{_written(before)}T{written}", anchored=False)


def _of_the_day(hour: int, part: str) -> int:
    """Return the hour of the day that an hour before or after noon is."""
    if part == "AM" or (part == "NI" and hour == _NOON):
        return hour % _NOON
    if part not in _LATER or not 0 < hour < _NOON:
        return hour
    night = part == "NI" and hour < _UNTIL_DAWN
    before_noon = part == "AF" and hour >= _FORENOON
    return hour if night or before_noon else hour + _NOON


def daypart(filled: Filled, given: Mapping[str, str], anchor: Anchor) -> Meaning | None:
    """Read "malam", "that night", "the next morning": on the day just spoken of."""
    part = filled.get("DAYPART") or filled.get("TIMEOF") or given["part"]
    before = _day_before(anchor)
    if before is not None and before.start is not None:
        before = Interval.on(before.start + timedelta(days=int(given.get("by", "0"))))
    return Meaning(TimeKind.TIME, before, f"{_written(before)}T{part}", anchored=False)


def _day_before(anchor: Anchor) -> Interval | None:
    """Return the single day the text has just spoken of, or None."""
    before = anchor.previous
    return before if before and before.start and before.start == before.end else None


def _written(day: Interval | None) -> str:
    return day.start.isoformat() if day and day.start else "XXXX-XX-XX"
