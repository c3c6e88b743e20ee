"""Parquet, by DuckDB: types, NA and the meaning of columns travel in the file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import Kind
from foedera.datasets.packages import borrowed
from foedera.datasets.writers.placing import staged
from foedera.datasets.writers.writer import PartWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: Rows handed over at once; DuckDB makes row groups of 122,880 of them.
_ROWS: Final = 122_880
#: Types of the file's columns; integers keep the width they have in the table.
_TYPES: Final = {Kind.NUMBER: "DOUBLE", Kind.TEXT: "VARCHAR", Kind.DATE: "DATE"}


class ParquetWriter(PartWriter):
    """Writes Parquet, compressed by Zstandard."""

    extension = "parquet"
    media_type = "application/vnd.apache.parquet"
    needs: str | None = "parquet"

    @contextmanager
    def in_parts(
        self, definition: TableDefinition, target: Target, *, language: str
    ) -> Iterator[Callable[[Table], None]]:
        """Give what takes the parts of a table one after another; see ``PartWriter``."""
        duckdb = borrowed("duckdb", "Writing Parquet", "pip install 'foedera[parquet]'")
        # One thread: with several, the order of rows in the file is for chance to decide.
        with (
            staged(target, ".parquet") as place,
            duckdb.connect(":memory:", config={"threads": 1}) as connection,
        ):
            filling = _Filling(connection, definition)
            yield filling.put
            filling.begin(None)
            _copy(connection, place, _told(definition, language))


class _Filling:
    """The database's table, filled part by part, so that no copy of it is whole in Python."""

    def __init__(self, connection: Any, definition: TableDefinition) -> None:  # noqa: ANN401 - optional package
        self._connection = connection
        self._definition = definition
        self._chosen = ""

    def begin(self, table: Table | None) -> None:
        """Make the table unless it is there, with the types of its first part."""
        if self._chosen:
            return
        types = {
            _name(one.name): _type(None if table is None else table.columns[one.name], one.kind)
            for one in self._definition.columns
        }
        columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
        self._connection.execute(f"CREATE TABLE whole ({columns})")
        self._chosen = ", ".join(f"{name}::{kind}" for name, kind in types.items())

    def put(self, table: Table) -> None:
        """Add the rows of a part."""
        self.begin(table)
        for first in range(0, len(table), _ROWS):
            chunk = table.chunk(first, first + _ROWS)
            names = [one.name for one in self._definition.columns]
            part = {name: _array(chunk, self._definition, name) for name in names}
            self._connection.register("part", part)
            self._connection.execute(f"INSERT INTO whole SELECT {self._chosen} FROM part")  # noqa: S608 - our own names
            self._connection.unregister("part")


def _copy(connection: Any, place: Path, told: Mapping[str, str]) -> None:  # noqa: ANN401 - ditto
    """Write the database's table, the only file that the database may touch."""
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(f"SET allowed_paths = [{_text(str(place))}]")
    connection.execute("SET enable_external_access = false")
    notes = ", ".join(f"{_name(key)}: {_text(value)}" for key, value in told.items())
    connection.execute(
        f"COPY whole TO {_text(str(place))} "
        f"(FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA {{{notes}}})"
    )


def _told(definition: TableDefinition, language: str) -> dict[str, str]:
    """Return what the file says of itself: the table, and what each column means."""
    columns = {f"column:{one.name}": one.means[language] for one in definition.columns}
    return {
        "title": definition.title[language],
        "row": definition.row[language],
        "key": ", ".join(definition.key),
        **columns,
    }


def _array(table: Table, definition: TableDefinition, name: str) -> NDArray[Any]:
    """Return a column as DuckDB reads it: masked cells are NULL, days are moments."""
    cells, missing = cells_of(table, definition, name)
    kind = definition.column(name).kind
    if kind is Kind.TEXT:
        texts = cells.copy()
        texts[missing] = None
        return texts
    if kind is Kind.DATE:
        cells = np.where(missing, np.datetime64(0, "D"), cells).astype("datetime64[us]")
    return np.ma.MaskedArray(cells, mask=missing)


def _type(column: Any, kind: Kind) -> str:  # noqa: ANN401 - an array, or none
    if kind is not Kind.INTEGER:
        return _TYPES[kind]
    dtype = np.dtype(np.int64) if column is None else np.asanyarray(column).dtype
    if dtype.kind == "b":
        return "TINYINT"
    sign = "U" if dtype.kind == "u" else ""
    return sign + {1: "TINYINT", 2: "SMALLINT", 4: "INTEGER", 8: "BIGINT"}[dtype.itemsize]


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
