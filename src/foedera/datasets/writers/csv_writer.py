"""CSV as RFC 4180 has it, in UTF-8 with LF; NA is written as ``NA``.

Texts are written as they are: a spreadsheet may take one that begins with ``=`` for a formula,
and whoever opens the file in one imports such columns as text.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import NA, Kind
from foedera.datasets.writers.errors import UnwritableTextError
from foedera.datasets.writers.placing import staged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: Rows turned into text at once.
_ROWS: Final = 1 << 16


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
            stream = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
            try:
                _write(table, definition, stream)
            finally:
                stream.detach()  # the caller's stream stays open
            return
        with (
            staged(target, ".csv") as place,
            place.open("w", encoding="utf-8", newline="") as file,
        ):
            _write(table, definition, file)


def _write(table: Table, definition: TableDefinition, file: TextIO) -> None:
    writer = csv.writer(file, lineterminator="\n")
    names = [one.name for one in definition.columns]
    writer.writerow(names)
    for first in range(0, len(table), _ROWS):
        part = table.chunk(first, first + _ROWS)
        writer.writerows(zip(*(_told(part, definition, name) for name in names), strict=True))


def _told(table: Table, definition: TableDefinition, name: str) -> Sequence[Any]:
    """Return the cells of a column as the csv module takes them, ``NA`` where they are missing."""
    cells, missing = cells_of(table, definition, name)
    kind = definition.column(name).kind
    if kind is Kind.TEXT:
        for text in set(cells[~missing].tolist()):
            _writable(text, name)
    elif kind is Kind.DATE:
        cells = cells.astype(str)
    if not missing.any():
        return list(cells.tolist())
    told = cells.astype(object)
    told[missing] = NA
    return list(np.asarray(told).tolist())


def _writable(text: str, column: str) -> None:
    """Refuse a text that no reader would give back."""
    if text == NA:
        raise UnwritableTextError(column, text, "a reader would take it for a missing cell")
    if "\0" in text:
        raise UnwritableTextError(column, text, "a NUL ends the text for many readers")
