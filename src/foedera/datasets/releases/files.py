"""The files of a release's tables: each table in every format, written part by part."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedera.datasets.columns import definition
from foedera.datasets.package import Written
from foedera.datasets.releases.linked import LinkedWriter
from foedera.datasets.releases.parts import Gathering
from foedera.datasets.releases.spreadsheet import SpreadsheetWriter
from foedera.datasets.writers.csv_writer import CsvWriter
from foedera.datasets.writers.parquet_writer import ParquetWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.writer import PartWriter

CSV: Final = "csv"
#: What writes each format in which a release may be.
WRITERS: Final[Mapping[str, type[PartWriter]]] = {
    CSV: CsvWriter,
    "parquet": ParquetWriter,
    "jsonld": LinkedWriter,
    "spreadsheet-csv": SpreadsheetWriter,
}
#: The folder of a release in which its tables lie.
TABLES: Final = "tables"


class TableFiles:
    """Writes tables into a release's folder, and keeps account of what was written.

    Args:
        folder: The folder of the release.
        formats: Keys of ``WRITERS``; CSV is written in any case.
        language: Of labels, where a format has any.

    Attributes:
        formats: The formats, CSV first.
        rows: How many rows each table has, by its name.
    """

    def __init__(self, folder: Path, formats: Sequence[str], language: str) -> None:
        self.formats = tuple(one for one in WRITERS if one == CSV or one in formats)
        self.rows: dict[str, int] = {}
        self._folder = folder / TABLES
        self._folder.mkdir()
        self._language = language
        self._by = [WRITERS[one]() for one in self.formats]
        self._written: dict[str, list[Written]] = {}

    @contextmanager
    def opened(self, name: str) -> Iterator[Gathering]:
        """Give what takes the rows of a table, which is whole when the last was taken.

        Raises:
            MissingPackageError: The extra that a format needs is not installed.
            UnwritableFileError: A file cannot be written.
        """
        found = definition(name)
        with ExitStack() as stack:
            puts = [
                stack.enter_context(
                    by.in_parts(found, self._place(name, by), language=self._language)
                )
                for by in self._by
            ]

            def put(part: Table) -> None:
                for one in puts:
                    one(part)

            gathering = Gathering(found, put)
            yield gathering
            gathering.hand_on()
        self._account(found, gathering.rows)

    def write(self, table: Table, found: TableDefinition) -> None:
        """Write a table that is whole already.

        Args:
            table: The table.
            found: What its columns are.
        """
        for by in self._by:
            by.write(table, found, self._place(table.name, by), language=self._language)
        self._account(found, len(table))

    def place(self, name: str) -> Path:
        """Return the CSV of a table."""
        return self._folder / f"{name}.{CsvWriter.extension}"

    def tables(self) -> tuple[Written, ...]:
        """Return the tables as CSV, in the order in which they were written."""
        return tuple(one[0] for one in self._written.values())

    def others(self) -> tuple[Written, ...]:
        """Return the same tables in other formats."""
        return tuple(other for one in self._written.values() for other in one[1:])

    def _place(self, name: str, by: PartWriter) -> Path:
        return self._folder / f"{name}.{by.extension}"

    def _account(self, found: TableDefinition, rows: int) -> None:
        self.rows[found.name] = rows
        places = ((self._place(found.name, by), by) for by in self._by)
        told = [Written.at(place, found, by) for place, by in places]
        self._written[found.name] = [replace(one, file=f"{TABLES}/{one.file}") for one in told]
