"""How long a release takes, how much memory and disk: ``python evaluation/releases.py [LEDGER]``.

Without a ledger one of 200,000 claims is made out of the samples, which takes some minutes.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from foedera.ledger import open_ledger
from foedera.workspace import Workspace
from foedera.workspace.releasing import Releasing, make_release
from made_ledger import made_ledger

CLAIMS = 200_000
MIB = 1 << 20
FORMATS = {"csv": (), "csv, jsonld": ("jsonld",), "csv, parquet, jsonld": ("parquet", "jsonld")}


def peak() -> int:
    """Return the most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(place: str | None) -> int:
    """Print a line for each choice of formats, and one for differences."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if place is None:
            place = str(folder / "ledger.db")
            made_ledger(place, CLAIMS)
        workspace = Workspace()
        with open_ledger(place) as ledger:
            head = ledger.head().at
            if head is None:
                return 1
            counts = ledger.counts()
            print(f"{counts['claims']:,} claims of {counts['documents']:,} reports; {peak()} MiB")
            at = head + timedelta(seconds=1)
            asked = [(name, {"formats": formats}) for name, formats in FORMATS.items()]
            asked.append(("csv, since", {"formats": (), "since": folder / "0"}))
            for number, (name, more) in enumerate(asked):
                began, worked = time.perf_counter(), time.process_time()
                wanted = Releasing(folder=folder / str(number), name=f"r{number}", **more)
                make_release(ledger, workspace, wanted, at)
                taken, worked = time.perf_counter() - began, time.process_time() - worked
                files = [one for one in wanted.folder.rglob("*") if one.is_file()]
                size = sum(one.stat().st_size for one in files) // MIB
                told = f"{taken:6.1f} s, {worked:6.1f} s of one core; {size:5} MiB of files"
                print(f"{name:24} {told}; {peak()} MiB of memory", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
