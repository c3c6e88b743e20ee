"""The releases that lie in a folder of this machine, held against what the ledger noted of them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from foedera.datasets.package import digest_of
from foedera.datasets.releases.files import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from foedera.ledger import Ledger

_DESCRIPTOR: Final = "datapackage.json"
_DIFFERENCES: Final = f"{TABLES}/differences.csv"
_DELETIONS: Final = f"{TABLES}/deletions.csv"
#: A description is read up to so many bytes, and digests of so many files are kept.
_LONGEST: Final = 4 * 1024 * 1024
_KEPT: Final = 2048
_CHUNK: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class ReleaseNoted:
    """A release, as the ledger noted it.

    Attributes:
        name: What it is called.
        at: When it was made, in UTC.
        digests: SHA-256 of each of its files, by name.
        folder: Where it lies on this machine; None where it does not.
    """

    name: str
    at: datetime
    digests: Mapping[str, str]
    folder: Path | None

    @property
    def tables(self) -> Mapping[str, tuple[str, ...]]:
        """The files of each table, by its name."""
        found: dict[str, list[str]] = defaultdict(list)
        for file in self.digests:
            if file.startswith(f"{TABLES}/"):
                found[file.removeprefix(f"{TABLES}/").partition(".")[0]].append(file)
        return {name: tuple(files) for name, files in sorted(found.items())}

    @property
    def others(self) -> tuple[str, ...]:
        """The files beside the tables."""
        return tuple(file for file in self.digests if not file.startswith(f"{TABLES}/"))

    def file(self, name: str) -> Path | None:
        """Return one of its files; None where it does not lie here, or leads elsewhere.

        Args:
            name: As in ``digests``; nothing else is looked for.
        """
        if self.folder is None or name not in self.digests:
            return None
        place = self.folder / name
        try:
            real = place.resolve(strict=True)
            inside = real.is_relative_to(self.folder.resolve())
        except (OSError, ValueError, RuntimeError):
            return None
        return real if inside and real.is_file() else None

    def sound(self, name: str) -> bool | None:
        """Tell whether a file is as it was noted; None where it does not lie here."""
        place = self.file(name)
        if place is None:
            return None
        try:
            told = place.stat()
            found = _digest(place, told.st_size, told.st_mtime_ns)
        except OSError:
            return None
        return found == self.digests[name]

    def changes(self) -> Mapping[str, Mapping[str, int]] | None:
        """Return how many rows of each table changed since the last release, and how.

        None where the table of differences does not lie here.
        """
        place = self.file(_DIFFERENCES)
        if place is None:
            return None
        found: dict[str, dict[str, int]] = {}
        for row in _rows(place):
            counts = found.setdefault(row.get("table", ""), {})
            change = row.get("change", "")
            counts[change] = counts.get(change, 0) + 1
        return found

    def deletions(self, most: int) -> tuple[Mapping[str, str], ...]:
        """Return rows of the table of deletions, so many at most."""
        place = self.file(_DELETIONS)
        if place is None:
            return ()
        return tuple(row for row, _ in zip(_rows(place), range(most), strict=False))


class ReleaseShelf:
    """The releases of a ledger.

    Args:
        ledger: Noted them.
        place: The folder in which their folders lie; None where none was named.
    """

    def __init__(self, ledger: Ledger, place: Path | None) -> None:
        self._ledger, self._place = ledger, place

    def all(self) -> tuple[ReleaseNoted, ...]:
        """Return all of them, the newest first."""
        folders = dict(self._folders())
        noted = (
            ReleaseNoted(name, at, dict(sorted(digests.items())), folders.get(name))
            for name, at, digests in self._ledger.releases()
        )
        return tuple(reversed(tuple(noted)))

    def named(self, name: str) -> ReleaseNoted | None:
        """Return one of them, the last of that name; None where there is none."""
        return next((one for one in self.all() if one.name == name), None)

    def _folders(self) -> Iterator[tuple[str, Path]]:
        """Yield the folders that say that they are a release, by its name."""
        if self._place is None or not self._place.is_dir():
            return
        for folder in sorted(self._place.iterdir()):
            told = folder / _DESCRIPTOR
            try:
                if folder.is_symlink() or not told.is_file() or told.stat().st_size > _LONGEST:
                    continue
                name = json.loads(told.read_bytes()).get("version")
            except (OSError, ValueError, AttributeError, RecursionError):
                continue  # whatever it is, it is no release
            if isinstance(name, str):
                yield name, folder


def parts_of(place: Path) -> Iterator[bytes]:
    """Yield the bytes of a file."""
    with place.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


@lru_cache(_KEPT)
def _digest(place: Path, size: int, changed: int) -> str:  # noqa: ARG001 - known by them
    return digest_of(place)


def _rows(place: Path) -> Iterator[Mapping[str, str]]:
    with place.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
