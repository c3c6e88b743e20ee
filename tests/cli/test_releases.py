"""Releases and evidence bundles at the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from made_records import BEGUN, RATIFIED, accepting, ledger_of, report

from foedera.cli.commands import run
from foedera.datasets.columns import definition

DATA = Path(__file__).parents[2] / "src" / "foedera" / "data"
SCHEMA = json.loads((DATA / "schemas" / "bundle.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("ledger") / "ledger.db"
    filing = report(number=0)
    with ledger_of(place, [filing], [accepting(filing[0], BEGUN)]):
        return str(place)


@pytest.fixture(scope="module")
def claim() -> str:
    return report(number=0)[0].claims[0].id


@pytest.fixture(scope="module")
def folder(place: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases") / "first"
    words = ["release", str(folder), "--ledger", place, "--format", "csv", "--from", "2026"]
    assert run([*words, "--interface", "en"]) == 0
    return folder


def test_a_release_is_named_after_the_month_of_its_moment(folder: Path) -> None:
    told = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert told["version"] == "2026.01"
    assert {one["format"] for one in told["resources"]} == {"csv"}


def test_it_is_told_what_a_release_holds_and_what_changed(
    place: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["release", str(tmp_path / "r"), "--ledger", place, "--format", "csv"]
    words += ["--name", "2026.01.2", "--since", str(folder), "--without-quotations"]
    assert run([*words, "--from", "2026", "--interface", "id"]) == 0
    told = capsys.readouterr().out
    assert "Rilis 2026.01.2 ada di" in told
    assert "3 berubah" in told
    assert RATIFIED not in (tmp_path / "r" / "tables" / "claims.csv").read_text("utf-8")
    assert "# Cakupan" in (tmp_path / "r" / "coverage.md").read_text("utf-8")


def test_a_folder_in_use_and_a_moment_to_come_are_refused(
    place: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["release", str(folder), "--ledger", place]) == 1
    assert "holds something already" in capsys.readouterr().err
    later = datetime.now(UTC).year + 1
    words = ["release", str(tmp_path / "r"), "--ledger", place, "--recorded-by", f"{later}-01-01"]
    assert run(words) == 1
    assert "yet to come" in capsys.readouterr().err
    assert run(["release", str(tmp_path / "r"), "--ledger", str(tmp_path / "none.db")]) == 1
    assert "foedera init" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_a_bundle_goes_to_standard_output_as_a_page_or_as_data(
    place: str, claim: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["bundle", claim, "--ledger", place, "--interface", "en"]
    assert run(words) == 0
    page = capsys.readouterr().out
    assert f"> **{RATIFIED}**" in page
    assert run([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(told)
    assert told["fact"]["id"] == claim


def test_the_schema_has_the_columns_of_the_tables() -> None:
    for name, table in (("claim", "claims"), ("report", "documents"), ("decision", "decisions")):
        told = dict(SCHEMA["$defs"][name]["properties"])
        for one in definition(table).columns:
            if (table, one.name) != ("documents", "claims"):
                assert told.pop(one.name)["description"] == one.means["en"]
        assert set(told) <= {"closed_at"}


def test_the_data_of_a_status_fit_their_schema(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["bundle", "prk-rus-2024", "--on", "2024-12-05", "--ledger", place, "--json"]
    assert run(words) == 0
    Draft202012Validator(SCHEMA).validate(json.loads(capsys.readouterr().out))


def test_a_bundle_goes_to_a_folder_with_checksums_and_originals(
    place: str, claim: str, tmp_path: Path
) -> None:
    words = ["bundle", claim, "--ledger", place, "--output", str(tmp_path / "b")]
    assert run([*words, "--with-originals"]) == 0
    filing, data = report(number=0)
    original = tmp_path / "b" / f"{filing.document.id}.original"
    assert original.read_bytes() == data
    sums = (tmp_path / "b" / "SHA256SUMS").read_text("utf-8")
    assert f"{filing.document.digest}  {original.name}\n" in sums
    assert sorted(one.name for one in (tmp_path / "b").iterdir()) == [
        *("SHA256SUMS", "bundle.json", "bundle.md"),
        original.name,
    ]


def test_a_fact_that_is_not_on_record_is_named(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bundle", "clm-none", "--ledger", place]) == 1
    assert "'clm-none' is on record" in capsys.readouterr().err
    assert run(["bundle", "prk-rus-2025", "--ledger", place]) == 1
    assert "prk-rus-2024" in capsys.readouterr().err
