"""A research table, held column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Table:
    """A research table, held column by column.

    Attributes:
        name: Which one: ``dyads``, ``states``, ``alliances``, ``spells``, ``cases``, ``wars``.
        columns: By name, arrays of one length. A masked cell is NA; so is an empty text.
    """

    name: str
    columns: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        """Return how many rows it has."""
        return next((len(column) for column in self.columns.values()), 0)

    def chunk(self, first: int, last: int) -> Table:
        """Return the rows from one number to before another, from 0."""
        return Table(self.name, {name: one[first:last] for name, one in self.columns.items()})
