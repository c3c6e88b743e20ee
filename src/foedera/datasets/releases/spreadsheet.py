"""CSV for spreadsheets, which take a text that begins with ``=`` for a formula and run it.

An apostrophe is put before such a text, as OWASP advises against CSV injection; a mark of UTF-8
stands first, by which Excel knows the encoding. For research the plain CSV is meant.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import Kind
from foedera.datasets.table import Table
from foedera.datasets.writers.csv_writer import CsvWriter
from foedera.datasets.writers.placing import staged
from foedera.datasets.writers.writer import PartWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.writers.placing import Target

#: What a cell must not begin with (OWASP, CSV Injection), in the narrow and the wide form.
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK: Final = b"\xef\xbb\xbf"


class SpreadsheetWriter(PartWriter):
    """Writes comma-separated values in which no cell is a formula."""

    extension = "spreadsheet.csv"
    media_type = "text/csv"
    needs: str | None = None

    @contextmanager
    def in_parts(
        self, definition: TableDefinition, target: Target, *, language: str
    ) -> Iterator[Callable[[Table], None]]:
        """Give what takes the parts of a table one after another; see ``PartWriter``."""
        with staged(target, ".csv") as place, place.open("wb") as file:
            file.write(_MARK)
            with CsvWriter().in_parts(definition, file, language=language) as put:
                yield lambda part: put(_harmless(part, definition))


def _harmless(table: Table, definition: TableDefinition) -> Table:
    columns = dict(table.columns)
    for one in definition.columns:
        if one.kind is Kind.TEXT:
            cells, missing = cells_of(table, definition, one.name)
            texts = np.array([None, *map(_quieted, np.where(missing, "", cells))], dtype=object)
            columns[one.name] = texts[1:]
    return Table(table.name, columns)


def _quieted(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text
