"""The cells of a column as formats want them: which are NA, and what the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.columns import Kind
from foedera.datasets.errors import MistypedColumnError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table

_NO_DAY: Final = np.datetime64("NaT", "D")


def cells_of(
    table: Table, found: TableDefinition, name: str
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the cells of a column, and which are NA.

    Args:
        table: The table.
        found: Its definition.
        name: The column.

    Returns:
        Integers and numbers as they are, days as ``datetime64[D]``, texts as objects; and a
        mask that is true where a cell is NA. What stands in a masked cell means nothing.

    Raises:
        MistypedColumnError: A text is no day, or no text.
    """
    column = np.asanyarray(table.columns[name])
    masked = np.ma.getmaskarray(column)
    plain = np.asarray(np.ma.getdata(column))
    kind = found.column(name).kind
    if kind is Kind.INTEGER:
        return (plain.astype(np.int8) if plain.dtype.kind == "b" else plain), masked
    if kind is Kind.NUMBER:
        return plain, masked | np.isnan(plain)
    if kind is Kind.DATE:
        days = _days(plain, table.name, name)
        return days, masked | np.isnat(days)
    texts = plain.astype(object)
    return texts, masked | _blank(texts, table.name, name)


def _days(plain: NDArray[Any], table: str, name: str) -> NDArray[Any]:
    """Return days, which may be told as ISO text."""
    if plain.dtype.kind == "M":
        return plain.astype("datetime64[D]")
    told = np.array([one or _NO_DAY for one in plain.tolist()], dtype=object)
    try:
        return told.astype("datetime64[D]")
    except ValueError as error:
        raise MistypedColumnError(table, name, f"it holds no days ({error})") from None


def _blank(texts: NDArray[Any], table: str, name: str) -> NDArray[np.bool_]:
    """Tell which texts are missing: None, or empty."""
    strange = {type(one) for one in texts.tolist()} - {str, type(None)}
    if strange:
        found = ", ".join(sorted(one.__name__ for one in strange))
        raise MistypedColumnError(table, name, f"it holds text, and here {found}")
    blank: NDArray[np.bool_] = ~texts.astype(bool)
    return blank
