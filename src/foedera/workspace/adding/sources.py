"""What reports are taken from: files, folders, and what was given on standard input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.documents import SUFFIXES
from foedera.documents.decoding import LIMIT
from foedera.documents.errors import MissingReportError, NoReportsError
from foedera.documents.feeds import FEED_SUFFIXES
from foedera.documents.gathering import gathered

if TYPE_CHECKING:
    from pathlib import Path

#: One byte more than a report may have: by it is known that there is more.
MOST_TAKEN: Final = LIMIT + 1


@dataclass(frozen=True, slots=True)
class Source:
    """Something that holds a report, or a feed of reports.

    Attributes:
        name: What to call it.
        held: Its bytes, or the file that holds them.
    """

    name: str
    held: bytes | Path

    def taken(self) -> tuple[bytes, int]:
        """Return its bytes, up to ``MOST_TAKEN`` of them, and how many it has.

        Raises:
            MissingReportError: It is not there, or cannot be opened.
        """
        if isinstance(self.held, bytes):
            return self.held[:MOST_TAKEN], len(self.held)
        try:
            with self.held.open("rb") as file:
                data = file.read(MOST_TAKEN)
            return data, max(self.held.stat().st_size, len(data))
        except OSError as error:
            raise MissingReportError(self.name, error.strerror or "unknown reason") from None


@dataclass(frozen=True, slots=True)
class Found:
    """What a path leads to.

    Attributes:
        sources: What holds reports.
        others: How many files of a folder are left out, since they are neither reports nor
            feeds.
        outside: How many links lead outside the folder, and are not followed.
    """

    sources: tuple[Source, ...]
    others: int = 0
    outside: int = 0


def found(path: Path) -> Found:
    """Return the file that a path names, or the reports and feeds in a folder, by name.

    Raises:
        MissingReportError: There is no such path.
        NoReportsError: The folder, with those in it, holds none.
    """
    if not path.exists():
        raise MissingReportError(str(path), "there is no such file or folder")
    if not path.is_dir():
        return Found((Source(str(path), path),))
    told = gathered(path, SUFFIXES, feeds=True)
    if not told.files:
        raise NoReportsError(str(path), (*SUFFIXES, *FEED_SUFFIXES))
    sources = tuple(Source(str(file), file) for file in told.files)
    return Found(sources, told.others, len(told.outside))
