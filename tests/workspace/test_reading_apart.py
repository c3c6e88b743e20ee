"""Reports are read in processes of their own: none hurts the one that records."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from foedera.workspace.adding.errors import UnstartableReaderError
from foedera.workspace.adding.exchanging import Limits, Told, Wanted
from foedera.workspace.adding.reading_apart import ApartReader, ApartReaders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOOD = Wanted("good.txt", b"SEOUL, 1 June 2024 - North Korea ratified its treaty with Russia.")
#: Every sentence of it names somebody: seconds of work.
LONG = Wanted("long.txt", (GOOD.data + b"\n") * 10_000, language="en")
MEBIBYTE = 1024 * 1024
_HELD = (
    "import foedera.workspace.adding.reading_child, re, pathlib\n"
    "print(re.search(r'VmData:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])"
)


def reason(told: Told) -> str:
    assert told.refusal is not None
    return told.refusal.reason


@pytest.fixture(scope="module")
def hasty() -> Iterator[ApartReader]:
    with ApartReader(Limits(seconds=3)) as reader:
        yield reader


def test_a_report_read_apart_is_read_as_ever(hasty: ApartReader) -> None:
    told = hasty.read(GOOD)
    assert told.filing is not None
    assert [one.claim.act for one in told.filing.claims] == ["ratify"]
    assert told.filing.document.name == "good.txt"


def test_what_cannot_be_read_is_refused_with_the_reason(hasty: ApartReader) -> None:
    told = hasty.read(Wanted("picture.png", b"\x89PNG\r\n"))
    assert reason(told) == "BinaryReportError"
    assert told.refusal is not None
    assert "picture.png" in told.refusal.message


def test_a_report_that_takes_too_long_ends_its_reader_and_the_next_is_read(
    hasty: ApartReader,
) -> None:
    told = hasty.read(LONG)
    assert reason(told) == "OutOfTimeError"
    assert told.refusal is not None
    assert "3 seconds of processor time" in told.refusal.message
    assert hasty.read(GOOD).filing is not None


def test_what_was_noticed_before_comes_first_among_the_notices(hasty: ApartReader) -> None:
    told = hasty.read(Wanted("good.txt", GOOD.data, noted=("From a feed.",)))
    assert told.filing is not None
    assert told.filing.document.notices[0] == "From a feed."


def test_a_reader_that_waits_for_nothing_is_given_up_by_the_clock() -> None:
    with ApartReader(Limits(patience=0.05)) as reader:
        assert reason(reader.read(LONG)) == "OutOfTimeError"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not held to a limit")
def test_a_report_that_needs_too_much_memory_ends_its_reader() -> None:
    done = subprocess.run([sys.executable, "-c", _HELD], capture_output=True, text=True, check=True)
    barely = int(done.stdout) * 1024 + 24 * MEBIBYTE
    with ApartReader(Limits(memory=barely)) as reader:
        assert reason(reader.read(LONG)) == "OutOfMemoryError"


def test_a_reader_that_cannot_even_begin_is_no_fault_of_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'No module named foedera' >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    told = "exit code 3: No module named foedera"
    with ApartReader(Limits()) as reader, pytest.raises(UnstartableReaderError, match=told):
        reader.read(GOOD)


def test_closing_ends_a_reading_in_the_midst() -> None:
    with ApartReaders() as readers:
        asked = readers.read(LONG)
        readers.read(GOOD)
        threading.Event().wait(0.5)
    assert asked.done()
    assert asked.result() == Told()


def test_a_module_in_the_folder_where_one_works_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('run!')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ApartReader(Limits()) as reader:
        assert reader.read(GOOD).filing is not None
