"""Measures how fast reports are read: ``python evaluation/speed.py [REPORT] [--runs N]``.

Prints the wall time of ``foedera read`` from a cold start with the greatest memory the
process held, and the reports per second of one process once warm. REPORT is the
founding report where it lies beside the project, else a sample.

Then, of reports of 400 words made out of the samples (see ``made_reports``): how many are
read and how many are screened a second; how much memory is resident after 1, 1,000 and, with
``--reports 5000``, 5,000 of them in one process; and how long one of 100,000 words takes.
With ``--gold FOLDER``, which holds ``gold.jsonl`` and ``texts/``: what the screen keeps of
the claims judged by hand, and of those that reading finds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

# One thread, so that the speeds are those of one core.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import foedera
from made_reports import USUAL, made_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
FOUNDING = ROOT.parent / "shared" / "data" / "seed" / "article.txt"
GOLD = ROOT.parent / "shared" / "gold" / "dev"
SAMPLES = ROOT / "examples"
COMMAND = Path(sys.executable).with_name("foedera")
KIB = 1024
LONG = 100_000
#: After how many reports the memory is looked at, and how many take part in the speeds.
LOOKS = (1, 1000, 5000)
MADE = 60


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


def a_second(work: Callable[[str], object], reports: Sequence[str]) -> tuple[float, float]:
    """Return how many reports of the usual length are done a second, by processor and by wall."""
    work(reports[0])
    used, began = time.process_time(), time.perf_counter()
    for report in reports:
        work(report)
    usual = sum(len(report.split()) for report in reports) / USUAL
    return usual / (time.process_time() - used), usual / (time.perf_counter() - began)


def resident() -> float:
    """Return the memory resident now, in MiB; where the system does not tell, the greatest."""
    table = Path("/proc/self/statm")
    if table.exists():
        return int(table.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / KIB / KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB / KIB


def memory(reports: int) -> Iterator[tuple[int, float]]:
    """Read many reports in one call; yield how many, and what is resident after them."""
    outcomes = foedera.read_many(islice(made_reports(seed=2), reports))
    for number, outcome in enumerate(outcomes, start=1):
        if outcome.error is not None:
            sys.exit(f"{outcome.name} could not be read: {outcome.error}")
        if number in {*LOOKS, reports}:
            yield number, resident()


def kept(gold: Path) -> tuple[tuple[int, int], ...]:
    """Return what the screen keeps, and of how many.

    Of reports with claims; of claims judged by hand, by their report and by a line that
    shares a character with them; of the claims that reading finds, by their trigger.
    """
    rows = [json.loads(line) for line in (gold / "gold.jsonl").read_text("utf-8").splitlines()]
    reports, judged, sentences, found = [], [], [], []
    for row in rows:
        text = (gold / "texts" / f"{row['doc']}.txt").read_text("utf-8")
        passes, told, own = _kept(text, row)
        reports += [passes] if row["claims"] else []
        judged += [passes] * len(row["claims"])
        sentences += told
        found += own
    return tuple((sum(one), len(one)) for one in (reports, judged, sentences, found))


def _kept(text: str, row: dict[str, Any]) -> tuple[bool, list[bool], list[bool]]:
    screening = foedera.screen(text, language=row["language"])
    passing = screening.screened.passages
    told = [
        any(span.start < claim["span"][1] and claim["span"][0] < span.end for span in passing)
        for claim in row["claims"]
    ]
    dossier = foedera.read(text, language=row["language"], published=row["published"])
    own = [any(span.covers(claim.trigger) for span in passing) for claim in dossier.claims]
    return screening.holds, told, own


def main() -> int:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("report", nargs="?", type=Path)
    asked.add_argument("--runs", type=int, default=5, help="cold starts (default 5)")
    asked.add_argument("--seconds", type=float, default=10, help="of warm reading (default 10)")
    asked.add_argument("--reports", type=int, default=1000, help="read for memory (default 1000)")
    asked.add_argument("--gold", type=Path, default=GOLD if GOLD.is_dir() else None)
    given = asked.parse_args()
    report = given.report or (FOUNDING if FOUNDING.exists() else SAMPLES / "pakta-pukpuk.txt")
    cold(report)  # fills the disk's cache, and Python's compiled modules
    runs = [cold(report) for _ in range(given.runs)]
    times = [seconds for seconds, _ in runs]
    samples = sorted(path for path in SAMPLES.iterdir() if path.name != "README.md")
    print(f"report                 {report.name}, {len(report.read_text('utf-8')):,} characters")
    print(f"cold start, median     {statistics.median(times):.2f} s of {given.runs} runs")
    print(f"cold start, best       {min(times):.2f} s")
    print(f"peak memory            {max(peak for _, peak in runs):.0f} MiB")
    for number, held in memory(given.reports):
        print(f"resident               {held:.0f} MiB after {number:,} reports of {USUAL} words")
    made = list(islice(made_reports(), MADE))
    count, took = warm([report, *samples], given.seconds)
    print(f"warm, one process      {count / took:.2f} reports/s over {count} readings")
    for name, work in (
        ("read", foedera.read),
        ("screened", lambda text: foedera.screen(text).holds),
    ):
        processor, wall = a_second(work, made * (20 if name == "screened" else 1))
        print(f"{name:<22} {processor:,.1f} reports of {USUAL} words/s of processor time")
        print(f"{'':<22} {wall:,.1f} by the clock")
    long = next(made_reports(words=LONG))
    began = time.perf_counter()
    unread = [one.text for one in foedera.read(long).notices if one.kind == "unread"]
    took = time.perf_counter() - began
    print(f"one of {LONG:,} words   {took:.1f} s; {' '.join(unread)[:60]}")
    if given.gold is not None:
        labels = ("gold reports", "their claims", "lines of claims", "claims read")
        for label, (its, of) in zip(labels, kept(given.gold), strict=True):
            print(f"screen keeps           {its} of {of} {label} ({its / max(of, 1):.1%})")
    print(f"processor load         {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
