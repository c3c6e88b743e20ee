"""Prints what kills, full disks, flips, many writers and hostile input do to foedera.

    .venv/bin/python evaluation/reliability.py [R1 R4 …] [--small] [--check]

The names are those of the tests that were promised (R1, R4, R9, C1, B1, B2, M1); all of them if
left out. ``--small`` does each a few times, as the test suite does. ``--check`` ends with code 1
where something was lost, doubled, shown or altered that must not be; what depends on the speed of
the machine is printed and never checked. Where there is no Postgres its rows are left out.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import altered
import filled
import killed
import loaded
import migrated
import patterns
from figures import HEADING, Figure
from postgres import NoPostgresError, Postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "examples").glob("*.txt"))


class Places:
    """Where a measurement may make ledgers.

    Args:
        folder: For files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count()

    def file(self) -> str:
        """Return the path of a ledger to be made."""
        return str(self.folder / f"ledger-{next(self._numbers)}.db")


@contextlib.contextmanager
def _server() -> Iterator[Postgres | None]:
    """Give a Postgres that waits for the disk, as one that is relied on does."""
    with contextlib.ExitStack() as held:
        try:
            server = held.enter_context(Postgres(durable=True, connections=100))
        except NoPostgresError as error:
            print(f"Left out what needs Postgres: {error}", file=sys.stderr)
            server = None
        yield server


def kills(places: Places, *, small: bool) -> Iterator[Figure]:
    """R1."""
    times = 20 if small else 200
    yield killed.figure("a file", places.file, times, places.folder)
    with _server() as server:
        if server is not None:
            share = 7 if small else 70
            yield killed.figure("Postgres", server.new_database, share, places.folder)
    yield killed.command_figure(places.folder, 1 if small else 20, SAMPLES)


def full_disks(places: Places, *, small: bool) -> Iterator[Figure]:
    """R4."""
    del places
    yield filled.figure(3 if small else 20)


def expressions(places: Places, *, small: bool) -> Iterator[Figure]:
    """R9."""
    del places
    yield from patterns.figures(small=small)


def many_writers(places: Places, *, small: bool) -> Iterator[Figure]:
    """C1."""
    yield loaded.writers("SQLite", places.file(), 8, 15 if small else 500)
    with _server() as server:
        if server is not None:
            address = server.new_database()
            yield loaded.writers("Postgres", address, 8 if small else 32, 10 if small else 500)


def backups(places: Places, *, small: bool) -> Iterator[Figure]:
    """B1."""
    times, megabytes = (2, 2) if small else (20, 100)
    yield loaded.backups("a file", places.folder, places.file, times, megabytes)
    with _server() as server:
        if server is not None:
            new = server.new_database
            yield loaded.backups("Postgres", places.folder, new, times, megabytes // 2)


def flips(places: Places, *, small: bool) -> Iterator[Figure]:
    """B2."""
    times = 25 if small else 1000
    yield altered.flip_often(places.folder, times, sealed=True)
    yield altered.flip_often(places.folder, times, sealed=False)
    yield altered.flip_decisions(times * 10 if small else times)


def migrations(places: Places, *, small: bool) -> Iterator[Figure]:
    """M1."""
    yield migrated.figure("a file", places.file, 6 if small else 50)
    with _server() as server:
        if server is not None:
            yield migrated.figure("Postgres", server.new_database, 6 if small else 50)


MEASURED: dict[str, Callable[..., Iterator[Figure]]] = {
    "R1": kills,
    "R4": full_disks,
    "R9": expressions,
    "C1": many_writers,
    "B1": backups,
    "B2": flips,
    "M1": migrations,
}


def main() -> int:
    """Print the table; return 1 where something does not hold and that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tests", nargs="*", choices=[*MEASURED, []], metavar="TEST")
    parser.add_argument("--small", action="store_true", help="a few times each")
    parser.add_argument("--check", action="store_true", help="code 1 where something fails")
    given = parser.parse_args()
    print(f"load at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(HEADING)
    good = True
    for test in given.tests or MEASURED:
        with tempfile.TemporaryDirectory() as held:
            for figure in MEASURED[test](Places(Path(held)), small=given.small):
                print(figure.row(), flush=True)
                good = good and figure.holds
    return 0 if good or not given.check else 1


if __name__ == "__main__":
    sys.exit(main())
