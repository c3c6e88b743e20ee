"""A release is whole, valid by another's judgement, checked, and the same every time."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import frictionless
import pytest
import yaml
from made_records import (
    BEGUN,
    LATER,
    QUIET,
    RATIFIED,
    REFUSED,
    SENT,
    accepting,
    ledger_of,
    report,
    undoing,
)

from foedera.datasets.releases.errors import (
    MisnamedReleaseError,
    MomentToComeError,
    NothingToReleaseError,
    ReleaseNameTakenError,
)
from foedera.datasets.writers.errors import FolderInUseError
from foedera.documents.report import Stated
from foedera.ledger import create_ledger
from foedera.workspace.releasing import Releasing, make_release
from foedera.workspace.review.decisions_file import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.datasets.releases.release import Released
    from foedera.ledger import Ledger
    from foedera.workspace import Workspace

LINKED = ("jsonld",)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a release, by name."""
    files = (one for one in folder.rglob("*") if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in files}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made(ledger: Ledger, workspace: Workspace, folder: Path, **asked: Any) -> Released:  # noqa: ANN401 - any option
    told = {"formats": LINKED, "name": "2026.02", **asked}
    return make_release(ledger, workspace, Releasing(folder=folder, **told), LATER)


def test_a_release_is_valid_by_another_program(released: Path) -> None:
    found = frictionless.validate(str(released / "datapackage.json"))
    assert found.valid, found.flatten(["type", "note"])
    valid = {task.name: task.stats.get("rows") for task in found.tasks}
    assert valid["claims"] == 5
    assert valid["documents"] == 3


def test_its_sums_are_those_of_its_files(released: Path) -> None:
    lines = (released / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    files = contents(released)
    assert set(sums) == set(files) - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest


def test_everything_that_explains_it_is_there(released: Path) -> None:
    files = contents(released)
    assert {"README.md", "coverage.md", "codebook.md", "codebook.html"} < set(files)
    assert yaml.safe_load(files["CITATION.cff"])["version"] == "2026.01"
    told = json.loads(files["datapackage.json"])
    listed = {one["path"] for one in told["resources"]}
    listed |= {one["path"] for each in told["resources"] for one in each["alternatives"]}
    assert listed == {name for name in files if name.startswith("tables/")}
    for table in ("claims", "documents", "steps", "decisions", "events", "dyads", "spells"):
        assert f"(`{table}`)" in files["codebook.md"].decode()
    named = {name for line in files["README.md"].decode().splitlines() for name in line.split("`")}
    tables = {name for name in files if name.startswith("tables/")}
    assert set(files) - named - tables == {"README.md"}


def test_its_decisions_can_be_replayed(released: Path, ledger: Ledger) -> None:
    with (released / "decisions.jsonl").open("rb") as file:
        assert read_lines(file, "decisions.jsonl") == ledger.decisions()


def test_who_accepts_a_step_makes_an_event(released: Path) -> None:
    (event,) = rows(released, "events")
    assert event["act"] == "ratify"
    assert event["state"] == "PRK"
    assert event["claims"] == rows(released, "claims")[0]["id"]
    assert event["decision"] == rows(released, "decisions")[0]["id"]


def test_an_accepted_step_is_in_the_tables_of_alliances(
    ledger: Ledger, workspace: Workspace, tmp_path: Path
) -> None:
    without = ledger.head().at
    assert without is not None
    made(ledger, workspace, tmp_path / "r", recorded_by=LATER - timedelta(days=1))
    assert "and on 0 steps" in (tmp_path / "r" / "coverage.md").read_text("utf-8")
    made(ledger, workspace, tmp_path / "s", recorded_by=without, name="2026.02.s")
    assert "and on 1 steps" in (tmp_path / "s" / "coverage.md").read_text("utf-8")


def test_the_same_ledger_name_and_moment_give_the_same_bytes(
    released: Path, ledger: Ledger, workspace: Workspace, tmp_path: Path
) -> None:
    asked = Releasing(
        folder=tmp_path / "again",
        name="2026.01",
        recorded_by=LATER,
        formats=("spreadsheet-csv", "jsonld", "parquet"),
    )
    before = ledger.releases()
    make_release(ledger, workspace, asked, LATER + timedelta(days=1))
    assert contents(tmp_path / "again") == contents(released)
    assert ledger.releases() == before


def test_the_order_in_which_reports_came_does_not_matter(
    workspace: Workspace, tmp_path: Path
) -> None:
    reports = [report(number=3), report(RATIFIED, number=1), report(SENT, number=40)]
    decisions = [accepting(reports[0][0])]
    orders = {"first": reports, "second": reports[::-1]}
    for name, order in orders.items():
        with ledger_of(tmp_path / f"{name}.db", order, decisions) as ledger:
            made(ledger, workspace, tmp_path / name, recorded_by=LATER)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_the_ledger_notes_what_was_released(ledger: Ledger, released: Path) -> None:
    noted = {name: digests for name, _, digests in ledger.releases()}["2026.01"]
    files = contents(released)
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in noted} == dict(noted)


def test_what_came_later_is_left_out(workspace: Workspace, tmp_path: Path) -> None:
    with ledger_of(tmp_path / "l.db", [report(number=0)]) as ledger:
        filing, data = report(RATIFIED, number=1)
        ledger.file(filing, data, BEGUN + timedelta(days=2))
        made(ledger, workspace, tmp_path / "r", recorded_by=BEGUN + timedelta(days=1))
    assert [one["id"] for one in rows(tmp_path / "r", "documents")] != [filing.document.id]
    assert len(rows(tmp_path / "r", "documents")) == 1


def test_without_quotations_no_file_holds_any(
    ledger: Ledger, workspace: Workspace, tmp_path: Path
) -> None:
    formats = ("parquet", "jsonld", "spreadsheet-csv")
    made(ledger, workspace, tmp_path / "r", quoted=False, formats=formats, name="unquoted")
    files = contents(tmp_path / "r")
    parquet = duckdb.sql(f"FROM '{tmp_path}/r/tables/claims.parquet'").fetchall()
    files["parquet"] = repr(parquet).encode()
    for sentence in (RATIFIED, SENT, REFUSED, QUIET):
        assert not [name for name, told in files.items() if sentence.encode() in told]
    claim = rows(tmp_path / "r", "claims")[1]
    assert (claim["sentence"], claim["unresolved"]) == ("NA", "NA")
    assert claim["span_start"] != "NA"


def test_names_of_files_are_not_published(workspace: Workspace, tmp_path: Path) -> None:
    filing = report(number=0, name="/home/ana/secret.txt", outlet=None)
    with ledger_of(tmp_path / "l.db", [filing]) as ledger:
        made(ledger, workspace, tmp_path / "r")
    assert not [name for name, told in contents(tmp_path / "r").items() if b"secret" in told]
    assert rows(tmp_path / "r", "documents")[0]["teller"] == "NA"


HOSTILE = ("NA", "a\0b", "a\rb\x1b[31m", "=cmd()|'/c'!A1", '"; DROP', "|\n# x<b>")


def test_no_report_can_break_a_release(workspace: Workspace, tmp_path: Path) -> None:
    filings = [
        report(number=number, outlet=Stated(words), notices=(words, f"x;{words}"))
        for number, words in enumerate(HOSTILE)
    ]
    with ledger_of(tmp_path / "l.db", filings) as ledger:
        made(ledger, workspace, tmp_path / "r", formats=("parquet", "jsonld", "spreadsheet-csv"))
    found = frictionless.validate(str(tmp_path / "r" / "datapackage.json"))
    assert found.valid, found.flatten(["type", "note"])
    told = [one["outlet"] for one in rows(tmp_path / "r", "documents")]
    assert len(told) == len(HOSTILE)
    assert "NA" not in told
    spread = (tmp_path / "r" / "tables" / "documents.spreadsheet.csv").read_text("utf-8-sig")
    assert "=cmd" in spread
    assert "=cmd" not in spread.replace("'=cmd", "").replace("x%3B=cmd", "")


def test_a_decision_undone_is_a_deletion_and_no_event(workspace: Workspace, tmp_path: Path) -> None:
    filing = report(number=0)
    decision = accepting(filing[0], BEGUN + timedelta(days=1))
    undo = undoing(decision, BEGUN + timedelta(days=2))
    with ledger_of(tmp_path / "l.db", [filing], [decision, undo]) as ledger:
        made(ledger, workspace, tmp_path / "r")
    assert not rows(tmp_path / "r", "events")
    assert [one["stands"] for one in rows(tmp_path / "r", "decisions")] == ["0", "0"]
    (deleted,) = rows(tmp_path / "r", "deletions")
    assert (deleted["id"], deleted["reason"]) == (decision.id, "undone")


def test_a_name_stays_with_what_was_released_under_it(workspace: Workspace, tmp_path: Path) -> None:
    with ledger_of(tmp_path / "l.db", [report(number=0)]) as ledger:
        made(ledger, workspace, tmp_path / "r")
        ledger.file(*report(SENT, number=1), BEGUN + timedelta(days=1))
        with pytest.raises(ReleaseNameTakenError, match=r"tables/claims.csv|README.md") as caught:
            made(ledger, workspace, tmp_path / "s")
        assert "--name 2026.02.2" in str(caught.value)
        assert len(ledger.releases()) == 1
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_dir()) == ["r"]


def test_a_release_that_fails_leaves_nothing_behind(
    ledger: Ledger, workspace: Workspace, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(FolderInUseError):
        made(ledger, workspace, full)
    with pytest.raises(MisnamedReleaseError, match="digits"):
        made(ledger, workspace, tmp_path / "r", name="../r")
    with pytest.raises(MomentToComeError, match="yet to come"):
        made(ledger, workspace, tmp_path / "r", recorded_by=LATER + timedelta(seconds=1))
    with pytest.raises(NothingToReleaseError, match="2025"):
        made(ledger, workspace, tmp_path / "r", recorded_by=BEGUN - timedelta(days=10))
    with create_ledger(str(tmp_path / "empty.db")) as empty, pytest.raises(NothingToReleaseError):
        made(empty, workspace, tmp_path / "r")
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == ["full"]
    assert [one.name for one in full.iterdir()] == ["mine.txt"]
