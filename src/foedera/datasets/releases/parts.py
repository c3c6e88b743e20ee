"""Rows gathered into parts of tables, of the types that their definitions lay down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.columns import Kind
from foedera.datasets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.releases.cells import Cell

    #: Cells by column; a column that is left out is NA.
    Row = dict[str, Cell]

#: Rows held before they are handed on: enough for numpy, and little memory.
_ROWS: Final = 1 << 13


def part(definition: TableDefinition, rows: Sequence[Row]) -> Table:
    """Return rows as a table.

    Args:
        definition: Of the table.
        rows: Without columns that it does not have.

    Raises:
        KeyError: A row has a column that the table does not have.
    """
    known = {one.name for one in definition.columns}
    for row in rows:
        if strange := row.keys() - known:
            raise KeyError(min(strange))
    columns = {
        one.name: _array([row.get(one.name) for row in rows], one.kind)
        for one in definition.columns
    }
    return Table(definition.name, columns)


def _array(cells: Sequence[Cell], kind: Kind) -> NDArray[Any]:
    missing = [cell is None for cell in cells]
    if kind is Kind.INTEGER:
        whole = np.array([cell or 0 for cell in cells], dtype=np.int64)
        return np.ma.MaskedArray(whole, mask=missing)
    if kind is Kind.NUMBER:
        return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
    if kind is Kind.DATE:
        days = [cell.isoformat() if isinstance(cell, date) else "NaT" for cell in cells]
        return np.array(days, dtype="datetime64[D]")
    texts = np.empty(len(cells), dtype=object)
    texts[:] = cells
    return texts


class Gathering:
    """Takes rows one by one, and hands them on in parts.

    Args:
        definition: Of the table.
        put: Takes each part.

    Attributes:
        rows: How many rows it has taken.
    """

    def __init__(self, definition: TableDefinition, put: Callable[[Table], None]) -> None:
        self.rows = 0
        self._definition = definition
        self._put = put
        self._held: list[Row] = []

    def add(self, row: Row) -> None:
        """Take a row."""
        self.rows += 1
        self._held.append(row)
        if len(self._held) == _ROWS:
            self.hand_on()

    def hand_on(self) -> None:
        """Hand on what is held."""
        if self._held:
            self._put(part(self._definition, self._held))
            self._held.clear()
