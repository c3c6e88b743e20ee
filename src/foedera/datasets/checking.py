"""Whether a table holds what its codebook says, before anything is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.columns import Column, Kind, definition
from foedera.datasets.errors import MistypedColumnError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table

#: Kinds of numpy arrays that may stand for each kind of column: a date may be ISO text.
_FITTING: Final = {
    Kind.INTEGER: "iub",
    Kind.NUMBER: "f",
    Kind.TEXT: "UO",
    Kind.DATE: "MUO",
}


def checked(table: Table) -> TableDefinition:
    """Return the definition of just the columns that a table has, in its order.

    Raises:
        MistypedColumnError: A column has other cells, or more of them, than it should.
        UndocumentedColumnError: A column has no entry in the codebook.
        UnknownTableError: No table of that name is defined.
    """
    found = definition(table.name).of(table.columns)
    for one in found.columns:
        _fits(table, one, np.asanyarray(table.columns[one.name]))
    return found


def _fits(table: Table, column: Column, cells: NDArray[Any]) -> None:
    if cells.shape != (len(table),):
        reason = f"it has the shape {cells.shape}, and the table {len(table)} rows"
        raise MistypedColumnError(table.name, column.name, reason)
    if cells.dtype.kind not in _FITTING[column.kind]:
        reason = f"it is {column.kind.value}, and the array is of {cells.dtype}"
        raise MistypedColumnError(table.name, column.name, reason)
