"""Adds files made to harm a reader, and tells what becomes of each: ``evaluation/hostile.py``.

Each is added by ``foedera.workspace.adding.add`` between two usual reports, in a process of
its own that is measured. Printed are what became of it, the seconds it took beyond the report
before it, and the most memory that the process which records, and the one which reads, held.
Targets are those of R6, R7 and R8: refused or read within 2 s and 300 MB (bombs), 500 MB
(100 MB in one line), 10 s of processor time and 2 GB (pages); the report after it is read.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from foedera.ledger import create_ledger
from foedera.workspace.adding import add
from foedera.workspace.adding.sources import Source
from hostile_reports import FILES, SENTENCE

KIB = 1024
BEFORE = f"Report before. {SENTENCE}".encode()
AFTER = f"Report after. {SENTENCE}".encode()
#: Most seconds by the clock and most memory in MB, by what the names begin with.
TARGETS = (
    (("gzip", "zip", "Brotli"), 2, 300),
    (("text, 100", "page, 100 MB"), 2, 500),
    (("",), 12, 2_048),
)


def measured(what: str) -> dict[str, Any]:
    """Add one file between two others, in this process."""
    name, make = FILES[what]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, name)
        path.write_bytes(make())
        sources = (Source("before", BEFORE), Source(name, path), Source("after", AFTER))
        own = _greatest(resource.RUSAGE_SELF)
        with create_ledger(f"{place}/ledger.db") as ledger:
            moments, told = [], []
            for added in add(sources, ledger, lambda: datetime.now(UTC)):
                moments.append(time.perf_counter())
                told.append(added)
            notices = [
                notice
                for one in told[1:2]
                if one.id and ledger.knows(one.id)
                for notice in ledger.document(one.id).notices
            ]
    its = told[1:-1]
    refusal = its[0].refusal if its else None
    return {
        "became": dict(Counter(one.became.value for one in its)),
        "reason": refusal.reason if refusal else None,
        "claims": sum(one.claims for one in its),
        "notices": notices,
        "seconds": moments[-2] - moments[0] if its else 0.0,
        "after": told[-1].became.value,
        "after_seconds": moments[-1] - moments[-2],
        "recorder": max(_greatest(resource.RUSAGE_SELF), own),
        "reader": _greatest(resource.RUSAGE_CHILDREN),
    }


def _greatest(who: int) -> float:
    unit = KIB if sys.platform != "darwin" else 1
    return resource.getrusage(who).ru_maxrss * unit / 1_000_000


def apart(what: str) -> dict[str, Any]:
    """Measure one file in a process of its own."""
    done = subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, "--one", what], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{what}: {done.stderr[-1000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--one", metavar="WHAT", help="measure this alone, and print data")
    given = asked.parse_args()
    if given.one:
        print(json.dumps(measured(given.one)))
        return 0
    missed = 0
    print(f"{'what':<28} {'s':>6} {'record MB':>9} {'read MB':>8}  became")
    for what in FILES:
        told = apart(what)
        seconds, memory = next(
            (most, held) for names, most, held in TARGETS if what.startswith(names)
        )
        good = (
            told["seconds"] <= seconds
            and max(told["recorder"], told["reader"]) <= memory
            and told["after"] == "new"
        )
        missed += not good
        became = ", ".join(f"{number} {name}" for name, number in told["became"].items())
        why = f" ({told['reason']})" if told["reason"] else f", {told['claims']:,} claims"
        print(
            f"{what:<28} {told['seconds']:6.2f} {told['recorder']:9,.0f} {told['reader']:8,.0f}  "
            f"{became}{why}{'' if good else '  MISSED'}"
        )
        for notice in told["notices"]:
            print(f"{'':<30}{notice[:150]}")
    print(f"{missed} of {len(FILES)} beyond their targets; the report after each was read")
    print(f"processor load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
