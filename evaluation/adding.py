"""Measures what recording costs beside reading: ``python evaluation/adding.py [--reports N]``.

The same files, made out of the samples (see ``made_reports``), are read by
``Workspace.read_many`` in one process, and added by ``foedera add`` with one job to a new
ledger, in turns. Both are whole processes, start-up and all. The target is that adding
reaches nine tenths of the speed of reading.

Then the same command is given once more, which must find everything on record.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from made_reports import made_reports

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET = 0.9
_READ = """
import sys
from pathlib import Path
from foedera.workspace import Workspace
for outcome in Workspace().read_many(sorted(Path(sys.argv[1]).iterdir())):
    assert outcome.error is None, outcome.error
"""
_RUN = "import sys; from foedera.cli import main; sys.exit(main())"
#: One thread each, so that the speeds are those of one core for reading.
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def timed(words: Sequence[str]) -> tuple[float, float]:
    """Run a Python command; return seconds by the clock, and of the processor with children."""
    before = os.times()
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *words], env=ENVIRONMENT, capture_output=True, check=False
    )
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{words} ended with code {done.returncode}: {done.stderr.decode()[-500:]}")
    after = os.times()
    used = after.children_user - before.children_user
    return wall, used + after.children_system - before.children_system


def add(folder: Path, ledger: Path) -> tuple[float, float]:
    """Time ``foedera add`` of a folder."""
    return timed(["-c", _RUN, "add", str(folder), "--ledger", str(ledger)])


def main() -> int:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=300, help="how many (default 300)")
    asked.add_argument("--runs", type=int, default=3, help="of each, in turns (default 3)")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "reports")
        folder.mkdir()
        for number, text in enumerate(islice(made_reports(), given.reports)):
            (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
        reading, adding, again = [], [], []
        for run in range(given.runs):
            reading.append(timed(["-c", _READ, str(folder)]))
            ledger = Path(place, f"ledger-{run}.db")
            timed(["-c", _RUN, "init", str(ledger)])
            adding.append(add(folder, ledger))
            again.append(add(folder, ledger))
            size = ledger.stat().st_size
    count = given.reports
    for label, runs in (("read_many", reading), ("foedera add", adding), ("add once more", again)):
        walls = sorted(count / wall for wall, _ in runs)
        cores = statistics.median(used / wall for wall, used in runs)
        shown = " ".join(f"{one:,.1f}" for one in walls)
        print(
            f"{label:<14} {statistics.median(walls):8,.1f} reports/s ({shown}), {cores:.2f} cores"
        )
    shares = [read[0] / added[0] for read, added in zip(reading, adding, strict=True)]
    share = statistics.median(shares)
    shown = " ".join(f"{one:.0%}" for one in shares)
    print(f"adding / reading  {share:.0%} ({shown}); target {TARGET:.0%}")
    print(f"ledger            {size / count / 1024:,.1f} KiB a report")
    print(f"processor load    {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0 if share >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
