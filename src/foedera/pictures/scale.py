"""Turns days into places on the page, from left to right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: With more years than these, years are labelled; with fewer, months say more.
_MONTHS: Final = 2
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
#: Labels that fit side by side.
_LABELS: Final = 12


class Scale:
    """A scale of days.

    Args:
        days: The numbers of its first and last day (``date.toordinal``).
        ends: Where these lie.

    Attributes:
        first: Number of the first day.
        last: Number of the last.
    """

    def __init__(self, days: tuple[int, int], ends: tuple[float, float]) -> None:
        self.first, self.last = days
        self._left, self._right = ends

    def place(self, day: date | None) -> float:
        """Return where a day lies; None is the right edge."""
        width = self._right - self._left
        number = self.last if day is None else min(max(day.toordinal(), self.first), self.last)
        return self._left + width * (number - self.first) / (self.last - self.first)

    def ticks(self) -> Iterable[tuple[date, str]]:
        """Yield the days to label on the axis: years, or months of a short time."""
        start, end = date.fromordinal(self.first), date.fromordinal(self.last)
        years = end.year - start.year
        if years > _MONTHS:
            step = next((one for one in _STEPS if years / one <= _LABELS), _STEPS[-1])
            for year in range(start.year + 1, end.year + 1):
                if year % step == 0:
                    yield date(year, 1, 1), str(year)
            return
        months = [
            date(start.year + n // 12, n % 12 + 1, 1)
            for n in range(36)
            if start.year + n // 12 <= date.max.year
        ]
        shown = [one for one in months if start <= one <= end]
        for one in shown[:: 1 + len(shown) // 12]:
            yield one, f"{one.year}-{one.month:02}"
