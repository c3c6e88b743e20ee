"""CSV as RFC 4180 has it, in UTF-8 with LF; NA is written as ``NA``.

Texts are written as they are: a spreadsheet may take one that begins with ``=`` for a formula,
and whoever opens the file in one imports such columns as text.
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import NA, Kind
from foedera.datasets.writers.errors import UnwritableTextError
from foedera.datasets.writers.placing import staged
from foedera.datasets.writers.writer import PartWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: Rows turned into text at once.
_ROWS: Final = 1 << 16


class CsvWriter(PartWriter):
    """Writes comma-separated values."""

    extension = "csv"
    media_type = "text/csv"
    needs: str | None = None

    @contextmanager
    def in_parts(
        self,
        definition: TableDefinition,
        target: Target,
        *,
        language: str,  # noqa: ARG002 - the format has no labels
    ) -> Iterator[Callable[[Table], None]]:
        """Give what takes the parts of a table one after another; see ``PartWriter``."""
        with _opened(target) as file:
            written = csv.writer(file, lineterminator="\n")
            written.writerow(one.name for one in definition.columns)
            yield lambda part: _write(part, definition, written)


@contextmanager
def _opened(target: Target) -> Iterator[TextIO]:
    """Open a target for text; what is written is put where it belongs at the end, whole."""
    if not isinstance(target, Path):
        stream = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
        try:
            yield stream
        finally:
            stream.detach()  # the caller's stream stays open
        return
    with staged(target, ".csv") as place, place.open("w", encoding="utf-8", newline="") as file:
        yield file


def _write(table: Table, definition: TableDefinition, written: Any) -> None:  # noqa: ANN401 - csv's
    names = [one.name for one in definition.columns]
    for first in range(0, len(table), _ROWS):
        part = table.chunk(first, first + _ROWS)
        written.writerows(zip(*(_told(part, definition, name) for name in names), strict=True))


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
    if "\r" in text:
        raise UnwritableTextError(column, text, "a carriage return ends the row for many readers")
