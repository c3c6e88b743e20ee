"""Three-valued time: what partly known dates allow to be said of a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from foedera.dates import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Stand-ins for an open beginning and an open end, within arithmetic only.
_DAWN = date.min
_DUSK = date.max


class Truth(Enum):
    """Whether something is so, as far as the dates known allow an answer."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


def happened(when: Interval | None, on: date) -> Truth:
    """Tell whether a thing that happened some day within ``when`` had happened by ``on``.

    Args:
        when: The days it may have happened on; None where it did not happen at all.
        on: The day asked about, itself included.
    """
    if when is None:
        return Truth.NO
    if when.end is not None and when.end <= on:
        return Truth.YES
    if when.start is not None and when.start > on:
        return Truth.NO
    return Truth.UNCLEAR


def nth(happenings: Iterable[Interval], count: int) -> Interval:
    """Return the days on which the ``count``-th of several happenings may have come.

    Raises:
        IndexError: There are fewer happenings than that.
    """
    known = list(happenings)
    starts = sorted(one.start or _DAWN for one in known)
    ends = sorted(one.end or _DUSK for one in known)
    return _interval(starts[count - 1], ends[count - 1])


def first(happenings: Iterable[Interval]) -> Interval | None:
    """Return the days on which the first of several happenings may have come; None for none."""
    known = list(happenings)
    return nth(known, 1) if known else None


def perhaps(when: Interval) -> Interval:
    """Return the days of a happening that may have come about from ``when`` on, or never."""
    return Interval(when.start, None)


def before(one: Interval, other: Interval) -> Truth:
    """Tell whether one happening came before, or on the same day as, another."""
    if (one.end or _DUSK) <= (other.start or _DAWN):
        return Truth.YES
    return Truth.NO if (one.start or _DAWN) > (other.end or _DUSK) else Truth.UNCLEAR


def all_of(*answers: Truth) -> Truth:
    """Tell whether all of several things are so (Kleene's strong conjunction)."""
    if Truth.NO in answers:
        return Truth.NO
    return Truth.UNCLEAR if Truth.UNCLEAR in answers else Truth.YES


def any_of(*answers: Truth) -> Truth:
    """Tell whether at least one of several things is so (Kleene's strong disjunction)."""
    if Truth.YES in answers:
        return Truth.YES
    return Truth.UNCLEAR if Truth.UNCLEAR in answers else Truth.NO


def opposite(answer: Truth) -> Truth:
    """Tell whether a thing is not so."""
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(answer, Truth.UNCLEAR)


def last(happenings: Sequence[Interval]) -> Interval:
    """Return the days on which the last of several happenings may have come."""
    return nth(happenings, len(happenings))


def one_event(tellings: Sequence[Interval]) -> Interval:
    """Return when one event happened that several tellings date.

    Tellings that agree narrow each other; where some shut each other out, the one that is
    over first stands, narrowed by those that agree with it: the act had surely been done
    by then.
    """
    in_order = sorted(tellings, key=lambda one: (one.end or _DUSK, one.start or _DAWN))
    start, end = in_order[0].start or _DAWN, in_order[0].end or _DUSK
    for other in in_order[1:]:
        later, sooner = max(start, other.start or _DAWN), min(end, other.end or _DUSK)
        if later <= sooner:
            start, end = later, sooner
    return _interval(start, end)


def shifted(when: Interval, *, days: int = 0, months: int = 0) -> Interval:
    """Return an interval moved on by months, then by days."""
    return Interval(
        None if when.start is None else _moved(when.start, days, months),
        None if when.end is None else _moved(when.end, days, months),
    )


def first_of_month(when: Interval, months: int) -> Interval:
    """Return the first day of the ``months``-th month after the one ``when`` lies in."""
    moved = shifted(when, months=months)
    return Interval(
        None if moved.start is None else moved.start.replace(day=1),
        None if moved.end is None else moved.end.replace(day=1),
    )


def _moved(day: date, days: int, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    year, index = divmod(month, 12)
    if year > _DUSK.year:
        return _DUSK
    length = _month_length(year, index + 1)
    return date(year, index + 1, min(day.day, length)) + timedelta(days=days)


def _month_length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _interval(start: date, end: date) -> Interval:
    return Interval(None if start == _DAWN else start, None if end == _DUSK else end)
