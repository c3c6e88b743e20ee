"""Measures how fast reports are read: ``python evaluation/speed.py [REPORT] [--runs N]``.

Prints the wall time of ``foedera read`` from a cold start with the greatest memory the
process held, and the reports per second of one process once warm. REPORT is the
founding report where it lies beside the project, else a sample.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

# One thread, so that the speeds are those of one core.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import foedera

ROOT = Path(__file__).parents[1]
FOUNDING = ROOT.parent / "shared" / "data" / "seed" / "article.txt"
SAMPLES = ROOT / "examples"
COMMAND = Path(sys.executable).with_name("foedera")
KIB = 1024


def cold(report: Path) -> tuple[float, float]:
    """Run ``foedera read`` once; return wall seconds and peak memory in MiB."""
    began = time.perf_counter()
    with subprocess.Popen([COMMAND, "read", report], stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"foedera read {report} ended with code {process.returncode}")
    unit = KIB if sys.platform != "darwin" else KIB * KIB  # Linux counts KiB, macOS bytes
    return seconds, used.ru_maxrss / unit


def warm(reports: list[Path], seconds: float) -> tuple[int, float]:
    """Read reports in turn for some seconds; return how many and how long it took."""
    texts = [(path.name, path.read_bytes()) for path in reports]
    for name, text in texts:
        foedera.read(text, name=name)
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        name, text = texts[count % len(texts)]
        foedera.read(text, name=name)
        count += 1
    return count, time.perf_counter() - began


def main() -> int:
    """Print the three figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("report", nargs="?", type=Path)
    asked.add_argument("--runs", type=int, default=5, help="cold starts (default 5)")
    asked.add_argument("--seconds", type=float, default=10, help="of warm reading (default 10)")
    given = asked.parse_args()
    report = given.report or (FOUNDING if FOUNDING.exists() else SAMPLES / "pakta-pukpuk.txt")
    cold(report)  # fills the disk's cache, and Python's compiled modules
    runs = [cold(report) for _ in range(given.runs)]
    times = [seconds for seconds, _ in runs]
    samples = sorted(path for path in SAMPLES.iterdir() if path.name != "README.md")
    count, took = warm([report, *samples], given.seconds)
    print(f"report                 {report.name}, {len(report.read_text('utf-8')):,} characters")
    print(f"cold start, median     {statistics.median(times):.2f} s of {given.runs} runs")
    print(f"cold start, best       {min(times):.2f} s")
    print(f"peak memory            {max(peak for _, peak in runs):.0f} MiB")
    print(f"warm, one process      {count / took:.2f} reports/s over {count} readings")
    print(f"processor load         {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
