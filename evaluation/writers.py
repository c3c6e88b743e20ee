"""How fast tables are written, and how much memory that takes: ``python evaluation/writers.py``.

A made table of two million directed dyad-years, of ATOP's kind: 15 columns of whole numbers, a
tenth of the flags and half of the ATOPIDs NA.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from foedera.datasets.errors import MissingPackageError
from foedera.datasets.table import Table
from foedera.datasets.writers import formats, write_table

ROWS = 2_000_000
FLAGS = ("atopally", "defense", "offense", "neutral", "nonagg", "consul")
IDS = ("atopid1", "atopid2", "atopid3", "atopid4")
MIB = 1 << 20


def made(rows: int) -> Table:
    """Return the table."""
    chance = np.random.default_rng(1)
    debtor = np.sort(chance.integers(2, 990, rows)).astype(np.int32)
    creditor = chance.integers(2, 990, rows).astype(np.int32)
    hidden = chance.random(rows) < 0.1  # noqa: PLR2004 - a tenth
    flags = {
        name: np.ma.MaskedArray(chance.integers(0, 2, rows).astype(np.int8), mask=hidden)
        for name in FLAGS
    }
    ids = {
        name: np.ma.MaskedArray(
            chance.integers(1005, 5150, rows).astype(np.int32), mask=chance.random(rows) < 1 / 2
        )
        for name in IDS
    }
    return Table(
        "dyads",
        {
            "ddyad": debtor * 1000 + creditor,
            "stateA": debtor,
            "stateB": creditor,
            "year": chance.integers(1815, 2026, rows).astype(np.int16),
            **flags,
            "number": chance.integers(0, 9, rows).astype(np.int16),
            **ids,
        },
    )


def peak() -> int:
    """Return the most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Print a line for each format."""
    table = made(ROWS)
    print(f"{ROWS:,} rows of {len(table.columns)} columns")
    with TemporaryDirectory() as folder:
        for name in formats():
            before, began = peak(), time.perf_counter()
            place = Path(folder) / name
            try:
                write_table(table, place, name)
            except MissingPackageError as error:
                print(f"{name:8} {error}")
                continue
            taken = time.perf_counter() - began
            size = place.stat().st_size // MIB
            print(
                f"{name:8} {taken:5.1f} s {ROWS / taken:12,.0f} rows/s {size:4} MiB; "
                f"{peak() - before} MiB more memory"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
