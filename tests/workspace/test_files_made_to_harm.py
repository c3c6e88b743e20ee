"""Bombs, endless lines, bottomless pages: each is read or refused, and the next report is read."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.ledger import create_ledger
from foedera.workspace.adding import Added, Became, Manner, add
from foedera.workspace.adding.exchanging import Limits
from foedera.workspace.adding.sources import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
GOOD = b"SEOUL, 1 June 2024 - North Korea ratified its defence treaty with Russia."
#: Runs the command line in a process begun by a small one, whose memory it does not inherit.
_MEASURED = """
import os, subprocess, sys
run = "import sys; from foedera.cli import main; main()"
words = [sys.executable, "-c", run, *sys.argv[1:]]
with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
    _, status, used = os.wait4(process.pid, 0)  # of it, and of the processes it waited for
    process.returncode = os.waitstatus_to_exitcode(status)
print(process.returncode, used.ru_maxrss * 1024)
"""
#: Generous: a machine that does other things as well must not fail them.
PATIENCE = 60
#: What each must become; a name of an error where it is to be refused.
WANTED = {
    "gzip, 1000:1": "BinaryReportError",
    "zip in zip, five deep": "BinaryReportError",
    "zip of 100,000 members": "BinaryReportError",
    "Brotli": "BinaryReportError",
    "text, 100 MB in one line": "OversizedReportError",
    "page, 100 MB in one line": "OversizedReportError",
    "page, 256 deep": None,
    "page, 1,000 deep": None,
    "page, 200,000 deep": "OversizedReportError",
    "tag of 300,000 attributes": None,
    "page, 1,000,000 siblings": "OversizedReportError",
    "page, 20 MB in one node": "OversizedReportError",
    "feed, entities in entities": "NoArticleError",
    "JSON Feed, 100,000 deep": "BrokenFeedError",
}


def made() -> Mapping[str, Any]:
    place = ROOT / "evaluation" / "hostile_reports.py"
    spec = importlib.util.spec_from_file_location("hostile_reports", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    files: Mapping[str, Any] = module.FILES
    return files


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Added]:
    place = tmp_path_factory.mktemp("hostile")
    files, sources = made(), []
    for number, what in enumerate(WANTED):
        name, make = files[what]
        path = place / f"{number}-{name}"
        path.write_bytes(make())
        after = GOOD + f" Case {number}.".encode()
        sources += [Source(what, path), Source(f"after {what}", after)]
    limits = Limits(patience=PATIENCE)
    with create_ledger(str(place / "ledger.db")) as ledger:
        adding = add(sources, ledger, lambda: datetime.now(UTC), Manner(limits=limits))
        found = {one.name: one for one in adding}
        for one in found.values():
            if one.became is Became.NEW and one.id is not None and one.name in WANTED:
                assert ledger.document(one.id).notices  # that its article was found otherwise
        assert not ledger.verify().faults
        kept = {one.name: one.kept for one in ledger.refused()}
        assert not kept["text, 100 MB in one line"]
        assert kept["gzip, 1000:1"]
    return found


@pytest.mark.parametrize("what", WANTED)
def test_it_is_read_or_refused_with_its_reason_and_the_next_report_is_read(
    what: str, told: dict[str, Added]
) -> None:
    its = told.get(what) or next(one for name, one in told.items() if name.startswith(what))
    refusal = its.refusal.reason if its.refusal else None
    assert refusal == WANTED[what]
    assert its.claims if refusal is None else its.became is Became.QUARANTINED
    assert told[f"after {what}"].became is Became.NEW
    assert told[f"after {what}"].claims == 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in kB there")
def test_bombs_are_refused_in_little_memory(tmp_path: Path) -> None:
    files = made()
    for what in [one for one in WANTED if one.startswith(("gzip", "zip", "Brotli"))]:
        name, make = files[what]
        (tmp_path / name).write_bytes(make())
    create_ledger(str(tmp_path / "ledger.db")).close()
    ledger = tmp_path / "ledger.db"
    words = ["add", *map(str, sorted(tmp_path.glob("*.[ht]*"))), "--ledger", str(ledger)]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *words], capture_output=True, text=True, check=True
    )
    code, held = map(int, done.stdout.split())
    assert code == 1
    assert held < 300_000_000
