"""``foedera add`` and ``foedera quarantine`` at the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from foedera.cli.commands import foedera
from foedera.cli.commands import run as run_program
from foedera.ledger import create_ledger, open_ledger

if TYPE_CHECKING:
    from pathlib import Path

PACT = "SEOUL, {day} June 2024 - North Korea ratified its defence treaty with Russia."
FRENCH = "Une phrase sur la Russie et la Chine, et sur leur alliance militaire nouvelle."
PROGRAM = (sys.executable, "-c", "from foedera.cli import main; main()")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("adding")
    create_ledger(str(folder / "ledger.db")).close()
    reports = folder / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(PACT.format(day=1), encoding="utf-8")
    (reports / "b.txt").write_text(FRENCH, encoding="utf-8")
    (reports / "c.csv").write_text("none", encoding="utf-8")
    (reports / "d.txt").symlink_to("/etc/hostname")
    return folder


def run(place: Path, *words: str, given: str | bytes | None = None) -> Result:
    environment = {"FOEDERA_LEDGER": str(place / "ledger.db"), "LANG": "en"}
    return CliRunner().invoke(foedera, words, input=given, env=environment, standalone_mode=False)


@pytest.fixture(scope="module")
def first(place: Path) -> Result:
    return run(place, "add", str(place / "reports"), "-", "gone.txt", given=PACT.format(day=2))


def test_each_report_has_a_line_and_all_of_them_a_last_word(first: Result) -> None:
    lines = first.stdout.splitlines()
    assert lines[0].startswith("not opened   gone.txt")
    assert any(line.startswith("new") and line.endswith("a.txt  claims: 1") for line in lines)
    assert any(line.startswith("new") and "standard input" in line for line in lines)
    assert any(line.startswith("quarantined") and line.endswith("b.txt") for line in lines)
    assert "2 new, 1 in quarantine, 1 not opened." in first.stdout
    assert "'foedera quarantine list'" in first.stdout
    assert first.return_value == 1


def test_what_a_folder_holds_besides_is_told(first: Result) -> None:
    assert "1 other files were left out" in first.stderr
    assert "1 links lead outside the folder" in first.stderr


def test_quarantine_is_listed_with_reasons_and_as_data(first: Result, place: Path) -> None:
    assert first.return_value == 1
    told = run(place, "quarantine", "list")
    assert "UnsupportedLanguageError" in told.stdout
    assert "kept" in told.stdout
    (row,) = json.loads(run(place, "quarantine", "list", "--json").stdout)
    assert row["reason"] == "UnsupportedLanguageError"
    assert row["kept"] is True
    assert row["id"].startswith("doc-")


def test_what_is_in_quarantine_is_read_again_when_asked(first: Result, place: Path) -> None:
    assert first.return_value == 1
    (row,) = json.loads(run(place, "quarantine", "list", "--json").stdout)
    told = run(place, "quarantine", "retry", row["id"], "--language", "en", "--json")
    one, last = map(json.loads, told.stdout.splitlines())
    assert (one["became"], one["id"], told.return_value) == ("new", row["id"], 0)
    assert last["summary"]["new"] == 1
    assert "Nothing is in quarantine." in run(place, "quarantine", "list").stdout
    assert run(place, "quarantine", "retry").return_value == 0


def test_nobody_is_let_out_of_quarantine_under_a_wrong_name(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = str(place / "ledger.db")
    assert run_program(["quarantine", "retry", "doc-0", "--ledger", ledger]) == 1
    assert "'foedera quarantine list'" in capsys.readouterr().err


def test_without_a_ledger_it_is_told_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "a.txt"
    report.write_text(PACT, encoding="utf-8")
    assert run_program(["add", str(report), "--ledger", str(tmp_path / "none.db")]) == 1
    assert "foedera init" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["add"], ["add", "x", "--jobs", "0"], ["add", "x", "--published", "soon"]]
)
def test_bad_usage_is_refused_before_anything_is_read(words: list[str]) -> None:
    assert run_program(words) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_stopped_says_so_and_goes_on_where_it_stood(
    tmp_path: Path, number: signal.Signals
) -> None:
    ledger = tmp_path / "ledger.db"
    create_ledger(str(ledger)).close()
    for day in range(1, 31):
        (tmp_path / f"{day:02}.txt").write_text(PACT.format(day=day) * 40, encoding="utf-8")
    words = [*PROGRAM, "add", str(tmp_path), "--ledger", str(ledger), "--json"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, process_group=0, env={**os.environ, "LANG": "en"}
    ) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        os.killpg(process.pid, number)  # as a terminal does
        lines = [json.loads(line) for line in process.stdout]
    assert process.returncode == 130
    told = [first, *lines[:-1]]
    assert lines[-1]["summary"]["stopped"] is True
    assert 0 < len(told) < 30
    with open_ledger(str(ledger)) as held:
        assert held.counts()["documents"] == len(told)
        assert all(held.knows(one["id"]) for one in told)
        assert not held.verify().faults
