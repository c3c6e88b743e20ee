"""Which table somebody wants: its days, its rows, its states, its columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.datasets.calendar import By
from foedera.datasets.errors import EmptyRangeError

if TYPE_CHECKING:
    from foedera.datasets.calendar import Window


class Rows(Enum):
    """Which pairs of states have a row."""

    ALLIED = "allied"  # those that were allied, surely or perhaps: ATOP's own table
    SYSTEM = "system"  # every two members of the state system on one day of the period
    SYSTEM_PERIOD = "system-period"  # every two members at some time in the period


@dataclass(frozen=True, slots=True)
class Asked:
    """Which table is wanted.

    Attributes:
        window: First and last day.
        by: For what a row stands.
        rows: Which pairs, or states, have one.
        debtors: COW codes; None for all.
        creditors: COW codes; None for all.
        either: COW codes, one of which must be on one side; None for all.
        more: Whether the columns beyond ATOP's own are wanted, too.
    """

    window: Window
    by: By = By.YEAR
    rows: Rows = Rows.ALLIED
    debtors: frozenset[int] | None = None
    creditors: frozenset[int] | None = None
    either: frozenset[int] | None = None
    more: bool = False

    def __post_init__(self) -> None:
        """Refuse a range without a day.

        Raises:
            EmptyRangeError: The last day is before the first.
        """
        if self.window.last < self.window.first:
            raise EmptyRangeError(
                f"The last day, {self.window.last}, is before the first, {self.window.first}."
            )

    @property
    def states(self) -> frozenset[int] | None:
        """The states without any of which no row is wanted; None where there are none such."""
        named = [one for one in (self.debtors, self.creditors, self.either) if one is not None]
        return min(named, key=len) if named else None
