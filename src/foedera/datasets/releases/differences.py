"""What differs between two releases: rows added, changed and deleted, by their names.

Living datasets must say so: who has used a row must learn that it was taken back (ACLED tells of
deleted events in a feed of their own).
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.datasets.package import SUMS, digest_of
from foedera.datasets.releases.cells import MEMBERS
from foedera.datasets.releases.errors import DamagedReleaseError, NoReleaseError
from foedera.datasets.releases.files import CSV, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

_DESCRIPTOR: Final = "datapackage.json"
#: What may differ though nothing does: the moment depends on the ledger, not on the report; the
#: share of a year's days grows while the year lasts.
_PASSED_OVER: Final = re.compile("recorded_at|.*_share")
#: The last day of a membership, which is the last one asked about where it is open.
_END: Final = "end"
#: Longest cell that is read; a report's text has ten million characters at most.
_LONGEST: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not as it was.

    Attributes:
        id: Its key, of several columns joined by ``;``.
        change: ``added``, ``changed`` or ``deleted``.
        columns: Which columns differ, of a row that was changed.
        row: The row as it was, of one that was deleted.
    """

    id: str
    change: str
    columns: tuple[str, ...] = ()
    row: dict[str, str] | None = None


class EarlierRelease:
    """A release that was made before.

    Args:
        folder: Its folder.

    Attributes:
        name: What it is called.

    Raises:
        DamagedReleaseError: A file is not as it was written.
        NoReleaseError: The folder is no release.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        sums = folder / SUMS
        if not sums.is_file():
            raise NoReleaseError(folder, SUMS)
        lines = sums.read_text(encoding="utf-8").splitlines()
        self.digests = {name: digest for digest, _, name in (one.partition("  ") for one in lines)}
        if not any(name.startswith(f"{TABLES}/") for name in self.digests):
            raise NoReleaseError(folder, TABLES)
        told = json.loads(self._held(_DESCRIPTOR).read_bytes())
        self.name = str(told.get("version", ""))

    def table(self, name: str) -> Path | None:
        """Return the CSV of a table, held against its checksum; None where it has none such.

        Raises:
            DamagedReleaseError: It is not as it was written.
        """
        file = f"{TABLES}/{name}.{CSV}"
        return self._held(file) if file in self.digests else None

    def _held(self, file: str) -> Path:
        """Return a file, held against its checksum."""
        place = self.folder / file
        if not place.is_file() or digest_of(place) != self.digests.get(file):
            raise DamagedReleaseError(self.folder, file)
        return place


def differences(before: Path, now: Path, key: Sequence[str]) -> Iterator[Difference]:
    """Yield what differs between two tables: first what was added or changed, then deleted.

    Only columns that both have are held against each other. Of the earlier table a digest and
    a place of each row are kept in memory, and no row.

    Args:
        before: The earlier table, as CSV.
        now: The later one.
        key: The columns that tell rows apart.
    """
    csv.field_size_limit(_LONGEST)
    with before.open("rb") as earlier, now.open("rb") as later:
        old, new = _Rows(earlier), _Rows(later)
        shared = [
            one for one in new.header if one in old.header and not _PASSED_OVER.fullmatch(one)
        ]
        held = {
            old.key(row, key): (place, _digest(old, row, shared)) for place, row in old.located()
        }
        for _, row in new.located():
            name = new.key(row, key)
            place, digest = held.pop(name, (None, b""))
            if place is None:
                yield Difference(name, "added")
            elif digest != _digest(new, row, shared):
                was = old.at(place)
                differing = (one for one in shared if old.cell(was, one) != new.cell(row, one))
                yield Difference(name, "changed", tuple(differing))
        for name, (place, _) in held.items():
            row = old.at(place)
            told = {one: old.cell(row, one) for one in old.header}
            yield Difference(name, "deleted", row=told)


def columns_apart(before: Path, now: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns that only the later table has, and those that only the earlier had."""
    with before.open("rb") as earlier, now.open("rb") as later:
        old, new = _Rows(earlier).header, _Rows(later).header
    return tuple(one for one in new if one not in old), tuple(one for one in old if one not in new)


class _Rows:
    """The rows of a CSV file, and where each begins in it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.header = next(csv.reader(self._lines()), [])
        self._column = {name: number for number, name in enumerate(self.header)}
        self._open = self._column.get("open")

    def _lines(self) -> Iterator[str]:
        while line := self._file.readline():
            yield line.decode()

    def located(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that follow, each with its place."""
        reader = csv.reader(self._lines())
        place = self._file.tell()
        for row in reader:
            yield place, row
            place = self._file.tell()

    def at(self, place: int) -> list[str]:
        """Return the row at a place; the file is left there."""
        self._file.seek(place)
        return next(csv.reader(self._lines()))

    def cell(self, row: Sequence[str], column: str) -> str:
        """Return a cell of a row; that a membership goes on is told as one end, whenever asked."""
        if column == _END and self._open is not None and row[self._open] == "1":
            return ""
        return row[self._column[column]]

    def key(self, row: Sequence[str], columns: Sequence[str]) -> str:
        """Return what a row is called."""
        return MEMBERS.join(self.cell(row, one) for one in columns)


def _digest(rows: _Rows, row: Sequence[str], columns: Sequence[str]) -> bytes:
    whole = "\x1f".join(rows.cell(row, one) for one in columns)
    return hashlib.blake2b(whole.encode(), digest_size=16).digest()
