"""Days as numbers, and the years, months and days that rows of a table stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EPOCH: Final = date(1970, 1, 1).toordinal()


class By(Enum):
    """For what a row stands: a calendar period, or a stretch of days without a change."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    SPELL = "spell"


#: numpy's unit of time for each calendar period.
_UNITS: Final = {By.YEAR: "Y", By.MONTH: "M", By.DAY: "D"}


def number_of(day: date) -> int:
    """Return a day as the number of days since 1 January 1970."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """Return the day of a number."""
    return date.fromordinal(int(number) + _EPOCH)


def periods_of(days: NDArray[Any], by: By) -> NDArray[Any]:
    """Return the periods in which days lie, as whole numbers since 1970.

    Args:
        days: Numbers of days.
        by: Years, months or days.
    """
    unit = _UNITS[by]
    return days.astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)


def first_days(periods: NDArray[Any], by: By) -> NDArray[Any]:
    """Return the first day of each period, as a number."""
    stamped = periods.astype(f"datetime64[{_UNITS[by]}]")
    return stamped.astype("datetime64[D]").astype(np.int64)


def last_days(periods: NDArray[Any], by: By) -> NDArray[Any]:
    """Return the last day of each period, as a number."""
    return first_days(periods + 1, by) - 1


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked about, both included.

    Attributes:
        first: First day.
        last: Last day.
    """

    first: date
    last: date

    @property
    def numbers(self) -> tuple[int, int]:
        """Both days as numbers."""
        return number_of(self.first), number_of(self.last)
