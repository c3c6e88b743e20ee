"""Tables as data frames of the caller's own library, and joined to the caller's own frames.

By way of narwhals, which speaks to each library and brings none. Missing cells stay missing:
whole numbers are of types that know NA, and never turn into fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw
import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.checking import checked
from foedera.datasets.columns import Kind, flags
from foedera.datasets.errors import (
    EmptyRangeError,
    RepeatedRowsError,
    UnjoinableFrameError,
    UnknownLibraryError,
)
from foedera.datasets.packages import borrowed
from foedera.datasets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedera.datasets.columns import TableDefinition

#: Libraries whose frames tables can be.
LIBRARIES: Final = ("pandas", "polars", "pyarrow")
#: Beginnings of names that no frame has, for columns that are gone again before it is returned.
_ORDER: Final = "foedera row"
_HIDDEN: Final = "foedera hidden "
#: How pandas calls whole numbers that know NA.
_NULLABLE: Final = {"i": "Int", "u": "UInt"}


def frame(table: Table, backend: str | ModuleType = "pandas") -> Any:  # noqa: ANN401 - the caller's library
    """Return a table as a data frame.

    Args:
        table: The table.
        backend: Library whose frame is wanted: ``pandas``, ``polars`` or ``pyarrow``, by name
            or as the module.

    Returns:
        A frame of that library. NA is what the library has for it; whole numbers stay whole.

    Raises:
        MissingPackageError: The library is not installed.
        MistypedColumnError: A column does not hold what its codebook says.
        UndocumentedColumnError: A column has no entry in the codebook.
        UnknownLibraryError: Tables cannot be frames of that library.
    """
    return _made(table, checked(table), _library(backend)).to_native()


def joined(
    given: Any,  # noqa: ANN401 - ditto
    table: Table,
    on: Sequence[str] | Mapping[str, str],
    columns: Sequence[str] | None = None,
) -> Any:  # noqa: ANN401 - ditto
    """Return the caller's frame with columns of a table beside its own.

    Rows keep their number and order. One that matches no row of the table has NA: what the table
    does not hold is not thereby 0.

    Args:
        given: A frame of pandas, polars or pyarrow.
        table: The table, one row for each key: of years, for instance, and not of spells.
        on: Columns of the frame that tell rows apart, in the order of the table's own
            (``("ccode1", "ccode2", "year")`` for directed dyad-years), or by the table's
            names (``{"stateA": "ccode1", ...}``).
        columns: Which columns of the table; ATOP's flags if left out.

    Raises:
        MistypedColumnError: A column does not hold what its codebook says.
        RepeatedRowsError: Several rows of the table have the same key.
        UndocumentedColumnError: The table has no such column, or no entry for one.
        UnjoinableFrameError: The frame is of no such library, lacks a key, has keys that are
            no whole numbers, or has a column of that name.
    """
    found = checked(table)
    own = _own(given)
    keys = _keys(found, on)
    wanted = flags(found) if columns is None else tuple(columns)
    if strange := next((name for name in wanted if name not in table.columns), None):
        raise UnjoinableFrameError(f"the table has no column {strange!r}")
    _joinable(own, keys, wanted)
    part = Table(table.name, {name: table.columns[name] for name in (*keys, *wanted)})
    other = _made(part, found.of(part.columns), own.implementation.value)
    if other.select(*keys).is_duplicated().any():
        raise RepeatedRowsError(table.name, tuple(keys))
    # Keys meet as one type, under names of their own, so that no column of the caller's changes.
    kinds = {
        key: nw.Int64 if own.schema[name].is_integer() else nw.Float64 for key, name in keys.items()
    }
    names = {key: f"foedera {key}" for key in keys}
    rows = own.with_columns(
        nw.col(name).cast(kinds[key]).alias(names[key]) for key, name in keys.items()
    ).with_row_index(_ORDER)
    other = other.select(*(nw.col(key).cast(kinds[key]).alias(names[key]) for key in keys), *wanted)
    rows = rows.join(other, on=list(names.values()), how="left").sort(_ORDER)
    rows = rows.select(*own.columns, *wanted)
    index = nw.maybe_get_index(own)  # pandas alone has one, and a join drops it
    native = rows.to_native()
    return native if index is None else native.set_axis(index)


def _own(given: Any) -> nw.DataFrame[Any]:  # noqa: ANN401 - the caller's library
    """Return the caller's frame as narwhals knows it."""
    try:
        own: nw.DataFrame[Any] = nw.from_native(given, eager_only=True)
    except TypeError:
        raise UnjoinableFrameError(
            f"it is a {type(given).__name__}, and not a whole frame"
        ) from None
    if own.implementation.value not in LIBRARIES:
        raise UnjoinableFrameError(f"it is one of {own.implementation.value}")
    return own


def _keys(found: TableDefinition, on: Sequence[str] | Mapping[str, str]) -> dict[str, str]:
    """Return the names of the frame's keys by the table's."""
    names = dict(on) if isinstance(on, Mapping) else dict(zip(found.key, on, strict=False))
    if len(names) != len(on) or set(names) != set(found.key):
        told = ", ".join(found.key) or "columns that it lacks"
        raise UnjoinableFrameError(f"rows of the table are told apart by {told}, and not by {on!r}")
    return {key: names[key] for key in found.key}


def _joinable(own: nw.DataFrame[Any], keys: Mapping[str, str], wanted: Sequence[str]) -> None:
    """Refuse keys that the frame lacks or that are no numbers, and columns that it has."""
    for name in keys.values():
        if name not in own.columns:
            raise UnjoinableFrameError(f"it has no column {name!r}")
        if not own.schema[name].is_numeric():
            raise UnjoinableFrameError(f"its column {name!r} is {own.schema[name]}, not numbers")
    if twice := next((name for name in wanted if name in own.columns), None):
        raise UnjoinableFrameError(f"it has a column {twice!r} already")


def _library(backend: str | ModuleType) -> str:
    name = backend.__name__ if isinstance(backend, ModuleType) else backend
    if name not in LIBRARIES:
        raise UnknownLibraryError(name, LIBRARIES)
    borrowed(name, f"A frame of {name}", f"pip install {name}")
    return name


def _made(table: Table, found: TableDefinition, library: Any) -> nw.DataFrame[Any]:  # noqa: ANN401 - one of LIBRARIES
    """Return a table as a frame of a library."""
    values: dict[str, Any] = {}
    hidden: dict[str, Any] = {}
    types: dict[str, str] = {}
    for one in found.columns:
        cells, missing = cells_of(table, found, one.name)
        values[one.name] = _plain(cells, missing, one.kind)
        if one.kind in {Kind.INTEGER, Kind.NUMBER}:
            hidden[one.name] = missing
        if one.kind is Kind.INTEGER:
            types[one.name] = f"{_NULLABLE[cells.dtype.kind]}{cells.dtype.itemsize * 8}"
        elif one.kind is Kind.TEXT:
            types[one.name] = "string"
    made = nw.from_dict(values, backend=library)
    if library == "pandas":  # whose usual whole numbers know no NA
        made = nw.from_native(made.to_native().astype(types), eager_only=True)
    else:  # a column of nothing but NA has no type of its own
        texts = [one.name for one in found.columns if one.kind is Kind.TEXT]
        made = made.with_columns(nw.col(name).cast(nw.String) for name in texts)
    masks = nw.from_dict(
        {f"{_HIDDEN}{name}": mask for name, mask in hidden.items()}, backend=library
    )
    whole = nw.concat([made, masks], how="horizontal")
    known = (nw.when(~nw.col(f"{_HIDDEN}{name}")).then(nw.col(name)).alias(name) for name in hidden)
    return whole.with_columns(*known).select(*made.columns)


def _plain(cells: NDArray[Any], missing: NDArray[np.bool_], kind: Kind) -> Any:  # noqa: ANN401 - list or array
    """Return cells as every library takes them; numbers are masked afterwards."""
    if kind is Kind.TEXT:
        return [None if gone else one for one, gone in zip(cells, missing, strict=True)]
    if kind is Kind.DATE:
        return np.where(missing, np.datetime64("NaT", "D"), cells)
    return cells


def years_in(given: Any, on: Sequence[str] | Mapping[str, str]) -> tuple[int, int]:  # noqa: ANN401 - the caller's library
    """Return the first and last year that rows of the caller's frame tell of.

    Args:
        given: A frame of pandas, polars or pyarrow.
        on: Its columns for debtor, creditor and year, or by the table's names for these.

    Raises:
        EmptyRangeError: No row tells of a year.
        UnjoinableFrameError: The frame is of no such library, or has no numbers there.
    """
    own = _own(given)
    year = on["year"] if isinstance(on, Mapping) and "year" in on else list(on)[-1]
    _joinable(own, {"year": year}, ())
    told = own[year].drop_nulls()
    if not len(told):
        raise EmptyRangeError("The frame has no row with a year.")
    return int(told.min()), int(told.max())
