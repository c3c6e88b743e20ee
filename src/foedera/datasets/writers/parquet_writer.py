"""Parquet, by DuckDB: types, NA and the meaning of columns travel in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import Kind
from foedera.datasets.packages import borrowed
from foedera.datasets.writers.placing import staged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: Rows handed over at once; DuckDB makes row groups of 122,880 of them.
_ROWS: Final = 122_880
#: Types of the file's columns; integers keep the width they have in the table.
_TYPES: Final = {Kind.NUMBER: "DOUBLE", Kind.TEXT: "VARCHAR", Kind.DATE: "DATE"}


class ParquetWriter:
    """Writes Parquet, compressed by Zstandard."""

    extension = "parquet"
    media_type = "application/vnd.apache.parquet"
    needs: str | None = "parquet"

    def write(
        self, table: Table, definition: TableDefinition, target: Target, *, language: str
    ) -> None:
        """Write a table as Parquet; what each column means stands in the file's metadata.

        Raises:
            MissingPackageError: The extra ``foedera[parquet]`` is not installed.
            UnwritableFileError: The target cannot be written.
        """
        duckdb = borrowed("duckdb", "Writing Parquet", "pip install 'foedera[parquet]'")
        # One thread: with several, the order of rows in the file is for chance to decide.
        with (
            staged(target, ".parquet") as place,
            duckdb.connect(":memory:", config={"threads": 1}) as connection,
        ):
            _fill(connection, table, definition)
            _copy(connection, place, _told(definition, language))


def _fill(connection: Any, table: Table, definition: TableDefinition) -> None:  # noqa: ANN401 - optional package
    """Put a table into the database, part by part, so that no copy of it is whole in Python."""
    columns = ", ".join(
        f"{_name(one.name)} {_type(np.asanyarray(table.columns[one.name]), one.kind)}"
        for one in definition.columns
    )
    connection.execute(f"CREATE TABLE whole ({columns})")
    chosen = ", ".join(
        f"{_name(one.name)}::{_type(np.asanyarray(table.columns[one.name]), one.kind)}"
        for one in definition.columns
    )
    for first in range(0, len(table), _ROWS):
        chunk = table.chunk(first, first + _ROWS)
        part = {one.name: _array(chunk, definition, one.name) for one in definition.columns}
        connection.register("part", part)
        connection.execute(f"INSERT INTO whole SELECT {chosen} FROM part")  # noqa: S608 - our own names
        connection.unregister("part")


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


def _type(column: NDArray[Any], kind: Kind) -> str:
    if kind is not Kind.INTEGER:
        return _TYPES[kind]
    if column.dtype.kind == "b":
        return "TINYINT"
    sign = "U" if column.dtype.kind == "u" else ""
    return sign + {1: "TINYINT", 2: "SMALLINT", 4: "INTEGER", 8: "BIGINT"}[column.dtype.itemsize]


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
