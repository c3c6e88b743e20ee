"""Days that the buttons of a picture lead to, and the stretch of days that it looks back on."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.web.asked import Asked

#: Stretches of days by name: months back from the day asked about; None for all time.
PERIODS: Final = {"month": 1, "year": 12, "five-years": 60, "all": None}
_STEPS: Final = (("year", -12), ("month", -1), ("day", 0), ("day", 0), ("month", 1), ("year", 12))


@dataclass(frozen=True, slots=True)
class Turn:
    """A button that leads to another day.

    Attributes:
        unit: ``day``, ``month`` or ``year``.
        back: Whether it leads back.
        day: The day; None where no calendar has it.
        address: The same page on that day.
    """

    unit: str
    back: bool
    day: date | None
    address: str


def turns(asked: Asked) -> tuple[Turn, ...]:
    """Return the buttons: a year, a month and a day back, then forth."""
    return tuple(_turns(asked))


def _turns(asked: Asked) -> Iterator[Turn]:
    for place, (unit, months) in enumerate(_STEPS):
        back = place < len(_STEPS) // 2
        day = moved(asked.on, months) if months else _next(asked.on, -1 if back else 1)
        yield Turn(unit, back, day, asked.here(on=day.isoformat()) if day else "")


def moved(day: date, months: int) -> date | None:
    """Return a day some months later or earlier, the last of its month where there is none."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_day(on: date, period: str) -> date | None:
    """Return the first day of a stretch that ends on a day; None for all time."""
    months = PERIODS[period]
    if months is None:
        return None
    begins = moved(on, -months)
    return begins + timedelta(days=1) if begins else date.min


def _next(day: date, step: int) -> date | None:
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return None
