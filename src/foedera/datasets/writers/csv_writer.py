"""CSV as RFC 4180 has it, in UTF-8 with LF; NA is written as ``NA``.

Texts are written as they are: a spreadsheet may take one that begins with ``=`` for a formula,
and whoever opens the file in one imports such columns as text. Cells are laid out as a matrix of
bytes, many rows at once, since Python's own writer takes a second for a million of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import NA, Kind
from foedera.datasets.writers.errors import UnwritableTextError
from foedera.datasets.writers.placing import staged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: Rows laid out at once, and the bytes that they may take.
_ROWS: Final = 1 << 16
_BYTES: Final = 1 << 25
#: Integers that lie closer together than this are looked up, others sorted first.
_CLOSE: Final = 4096
_NA: Final = NA.encode()
_COMMA, _NEWLINE = b",", b"\n"


class CsvWriter:
    """Writes comma-separated values."""

    extension = "csv"
    media_type = "text/csv"
    needs: str | None = None

    def write(
        self,
        table: Table,
        definition: TableDefinition,
        target: Target,
        *,
        language: str,  # noqa: ARG002 - the format has no labels
    ) -> None:
        """Write a table as CSV.

        Raises:
            UnwritableFileError: The target cannot be written.
            UnwritableTextError: A text is ``NA``, or has a NUL in it.
        """
        if not isinstance(target, Path):
            for block in csv_blocks(table, definition):
                target.write(block)
            return
        with staged(target, ".csv") as place, place.open("wb") as file:
            for block in csv_blocks(table, definition):
                file.write(block)


def csv_blocks(table: Table, definition: TableDefinition) -> Iterator[bytes]:
    """Yield the header, then the rows, many at once.

    Raises:
        UnwritableTextError: A text is ``NA``, or has a NUL in it.
    """
    names = [one.name for one in definition.columns]
    yield _COMMA.join(_quoted(name, name) for name in names) + _NEWLINE
    for first in range(0, len(table), _ROWS):
        yield from _blocks(table.chunk(first, first + _ROWS), definition)


def _blocks(table: Table, definition: TableDefinition) -> Iterator[bytes]:
    """Yield rows as bytes; half of them at a time where some text is long."""
    columns = [_Laid(table, definition, one.name) for one in definition.columns]
    width = sum(one.width + 1 for one in columns)
    if len(table) > 1 and width * len(table) > _BYTES:
        middle = len(table) // 2
        yield from _blocks(table.chunk(0, middle), definition)
        yield from _blocks(table.chunk(middle, len(table)), definition)
        return
    laid = np.empty((len(table), width), dtype=np.uint8)
    place = 0
    for one in columns:
        laid[:, place : place + one.width] = one.bytes()
        place += one.width + 1
        laid[:, place - 1] = _COMMA[0]
    laid[:, -1] = _NEWLINE[0]
    yield laid[laid != 0].tobytes()  # cells are filled up with NULs, which no text has


class _Laid:
    """A column as bytes: what its different cells are, and which row has which."""

    def __init__(self, table: Table, definition: TableDefinition, name: str) -> None:
        cells, missing = cells_of(table, definition, name)
        kind = definition.column(name).kind
        if kind is Kind.TEXT:
            texts, self._which = _texts(cells, missing, name)
        else:
            texts, self._which = _distinct(cells, missing, kind)
        self._texts = [*texts, _NA]
        self._which[missing] = len(self._texts) - 1
        self.width = max(map(len, self._texts))

    def bytes(self) -> NDArray[np.uint8]:
        """Return the cells as rows of bytes, filled up with NULs."""
        told = np.array(self._texts, dtype=f"S{self.width}")
        return told.view(np.uint8).reshape(-1, self.width)[self._which]


def _distinct(
    cells: NDArray[Any], missing: NDArray[np.bool_], kind: Kind
) -> tuple[list[bytes], NDArray[np.int64]]:
    """Return the different numbers or days as text, and which cell has which."""
    known = cells[~missing]
    which = np.zeros(len(cells), dtype=np.int64)
    if not len(known):
        return [], which
    if kind is Kind.INTEGER and int(known.max()) - int(known.min()) < _CLOSE:
        least = int(known.min())
        which[~missing] = known.astype(np.int64) - least
        return [b"%d" % one for one in range(least, int(known.max()) + 1)], which
    values, which[~missing] = np.unique(known, return_inverse=True)
    # Python writes a number as the shortest text that is read as that very number.
    told = values.astype(str) if kind is Kind.DATE else map(repr, values.tolist())
    return [str(one).encode() for one in told], which


def _texts(
    cells: NDArray[Any], missing: NDArray[np.bool_], name: str
) -> tuple[list[bytes], NDArray[np.int64]]:
    """Return the different texts, quoted where they must be, and which cell has which."""
    places: dict[Any, int] = {}
    which = [places.setdefault(one, len(places)) for one in cells.tolist()]
    hidden = set(places) - set(cells[~missing].tolist())
    told = [b"" if text in hidden else _quoted(text, name) for text in places]
    return told, np.array(which, dtype=np.int64)


def _quoted(text: str, column: str) -> bytes:
    """Return a text as CSV has it."""
    if text == NA:
        raise UnwritableTextError(column, text, "a reader would take it for a missing cell")
    if "\0" in text:
        raise UnwritableTextError(column, text, "a NUL ends the text for many readers")
    outer = text[0].isspace() or text[-1].isspace()
    if outer or any(mark in text for mark in ',"\n\r'):
        text = '"' + text.replace('"', '""') + '"'
    return text.encode()
