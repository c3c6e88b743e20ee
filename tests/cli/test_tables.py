"""``foedera import`` and ``foedera export``: others' data in, research tables out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

import pytest

from foedera.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    "atopid,cowid,cow4id,member,yrent,moent,dayent,yrexit,moexit,dayexit,phase,bilat,maxphase,"
    "estmode,statthr1,statthr2,defense,offense,neutral,nonagg,consul,asymm,term,version"
)
#: Two alliances of Britain (200), France (220) and Spain (230): one of defence for six years,
#: one of consultation, in effect when the data end, that had to be ratified.
ROWS = (
    "1,,,200,1830,3,1,1836,5,31,0,1,0,0,,,1,0,0,0,0,0,1,4.0",
    "1,,,220,1830,3,1,1836,5,31,0,1,0,0,,,0,0,0,0,0,1,1,4.0",
    "2,,,220,2001,1,1,0,0,0,0,1,0,1,,,0,0,0,0,1,0,0,4.0",
    "2,,,230,2001,1,1,0,0,0,0,1,0,1,,,0,0,0,0,1,0,0,4.0",
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "store"
    monkeypatch.setenv("FOEDERA_STORE", str(folder))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "atop"
    folder.mkdir()
    (folder / "atop4_0m.csv").write_text("\n".join([COLUMNS, *ROWS]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def imported(store: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["import", "atop", str(copy)]) == 0
    capsys.readouterr()
    return store


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    assert run(["export", *arguments]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_another_version_is_read_by_its_columns_with_a_warning(
    store: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "atop", str(copy)]) == 0
    told = capsys.readouterr()
    assert "says that it is version 4.0, which foedera does not know" in told.err
    assert "2 alliances, 4 memberships" in told.out
    assert "Leeds" in told.out
    assert (store / "atop" / "members.csv").exists()


def test_what_was_imported_is_listed_and_can_be_dropped(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "list", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert listed["what"] == "atop"
    assert listed["rows"] == 4
    assert listed["verified"] is False
    assert listed["folder"] == str(imported / "atop")
    assert run(["import", "drop", "atop"]) == 0
    assert run(["import", "list", "--interface", "id"]) == 0
    assert "Belum ada yang diimpor" in capsys.readouterr().out


def test_a_damaged_copy_is_refused_by_its_digest_and_what_was_there_stays(
    imported: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = copy / "atop4_0m.csv"
    damaged.write_text(damaged.read_text(encoding="utf-8").replace("4.0", "5.1"), encoding="utf-8")
    assert run(["import", "atop", str(copy)]) == 1
    told = capsys.readouterr().err
    assert hashlib.sha256(damaged.read_bytes()).hexdigest() in told
    assert "accepted is 0e3c803f" in told
    assert run(["import", "list"]) == 0
    assert "ATOP 4.0" in capsys.readouterr().out
    assert run(["import", "atop", str(copy), "--unverified"]) == 0
    assert (imported / "atop").is_dir()


def test_a_folder_without_the_file_says_what_it_holds(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    assert run(["import", "atop", str(tmp_path)]) == 1
    assert "It holds notes.txt" in capsys.readouterr().err
    assert not store.exists()


@pytest.mark.usefixtures("imported")
def test_dyads_have_both_directions_under_atops_names(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "dyads", "--from", "1836", "--to", "1836")
    assert [(row["stateA"], row["stateB"], row["defense"]) for row in found] == [
        ("200", "220", "1"),
        ("220", "200", "0"),
    ]
    assert found[0]["ddyad"] == "200220"
    assert found[0]["atopid1"] == "1"
    assert found[0]["atopid2"] == "NA"
    assert list(found[0])[:11] == [
        *("ddyad", "stateA", "stateB", "year", "atopally"),
        *("defense", "offense", "neutral", "nonagg", "consul", "number"),
    ]


@pytest.mark.usefixtures("imported")
def test_a_day_and_a_month_are_told_apart_within_a_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    british = ("--debtor", "GBR", "--from", "1836-05-30", "--to", "1836-06-02")
    days = rows(capsys, "dyads", "--by", "day", *british)
    assert [row["day"] for row in days] == ["1836-05-30", "1836-05-31"]
    (month,) = rows(capsys, "dyads", "--by", "month", "--more", *british)
    assert (month["year"], month["month"], month["defense_share"]) == ("1836", "5", "1.0")


@pytest.mark.usefixtures("imported")
def test_nothing_after_the_last_day_covered_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "dyads", "--from", "2018", "--to", "2019", "--state", "ESP", "--more")
    by_year = {(row["stateA"], row["year"]): row for row in found if "230" in row["ddyad"]}
    assert by_year["220", "2018"]["consul"] == "1"
    assert by_year["220", "2018"]["defense"] == "0"
    later = [row for row in found if row["year"] == "2019"]
    assert later
    assert {row[name] for row in later for name in ("defense", "nonagg", "consul")} <= {"1", "NA"}
    assert {row["covered"] for row in later} == {"0"}


@pytest.mark.usefixtures("imported")
def test_an_alliance_that_had_to_be_ratified_is_unclear_by_the_law(
    capsys: pytest.CaptureFixture[str],
) -> None:
    france = ("--debtor", "FRA", "--creditor", "ESP", "--from", "2001", "--to", "2001")
    (signed,) = rows(capsys, "dyads", *france)
    (law,) = rows(capsys, "dyads", *france, "--basis", "in_force", "--more")
    assert (signed["consul"], law["consul"], law["unclear"]) == ("1", "NA", "consul")


@pytest.mark.usefixtures("imported")
def test_every_pair_of_the_state_system_has_a_row_if_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = rows(capsys, "dyads", "--from", "1831", "--to", "1831", "--rows", "system")
    flags = {row["ddyad"]: row["defense"] for row in found}
    states = {row["stateA"] for row in found}
    assert len(found) == len(states) * (len(states) - 1)
    assert flags["200220"] == "1"
    assert flags["200230"] == "0"


@pytest.mark.usefixtures("store")
def test_without_atop_the_registry_speaks_from_2018_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "dyads", "--debtor", "PRK", "--creditor", "RUS", "--by", "spell"]) == 0
    told = capsys.readouterr()
    found = list(csv.DictReader(io.StringIO(told.out)))
    assert [(row["start"], row["defense"]) for row in found] == [
        ("2018-01-01", "NA"),
        ("2024-06-19", "1"),
    ]
    assert "ATOP was not used" in told.err
    assert run(["export", "dyads", "--debtor", "PRK", "--to", "2017"]) == 1
    assert "Import ATOP for the years before" in capsys.readouterr().err


@pytest.mark.usefixtures("imported")
def test_a_folder_gets_a_data_package_with_codebook_and_coverage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "package"
    asked = ("export", "dyads", "--from", "1830", "--to", "2020", "--state", "ESP")
    assert run([*asked, "--output", f"{folder}/"]) == 0
    names = {path.name for path in folder.iterdir()}
    assert names >= {"dyads.csv", "datapackage.json", "codebook.md", "codebook.html"}
    assert names >= {"coverage.md", "SHA256SUMS", "CITATION.cff"}
    coverage = (folder / "coverage.md").read_text(encoding="utf-8")
    assert "version 4.0" in coverage
    assert "1 alliances that ATOP has in effect on that day are not in the registry" in coverage
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = tmp_path / "again"
    assert run([*asked, "--output", f"{again}/"]) == 0
    assert {path.name: path.read_bytes() for path in again.iterdir()} == first
    assert run([*asked, "--output", f"{folder}/"]) == 1
    assert "package" in capsys.readouterr().err


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("suffix", ["csv", "parquet", "dta"])
def test_the_format_follows_the_name_of_the_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"dyads.{suffix}"
    assert run(["export", "dyads", "--to", "1840", "--output", str(path)]) == 0
    beginning = {"csv": b"ddyad,", "parquet": b"PAR1", "dta": b"<stata_dta>"}[suffix]
    assert path.read_bytes().startswith(beginning)


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "1840", "--to", "1830"], 1, "is before the first"),
        (["--from", "soon"], 2, "is not a date"),
        (["--state", "Atlantis"], 1, "Atlantis"),
        (["--state", "PSE"], 1, "has no number"),
        (["--state", "XBV", "--from", "1950"], 1, "was no member of the state system"),
        (["--rows", "system", "--by", "spell"], 1, "does not go with"),
        (["--rows", "system", "--by", "day"], 1, "at most"),
        (["--from", "1900", "--to", "1910"], 1, "no row"),
        (["--format", "parquet"], 2, "cannot go to standard output"),
        (["--output", "pacts.xlsx"], 2, "no format is known by '.xlsx'"),
    ],
)
def test_what_cannot_be_had_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert run(["export", "dyads", *arguments]) == code
    assert said in " ".join(capsys.readouterr().err.split())


@pytest.mark.usefixtures("store")
def test_a_table_that_is_atops_alone_needs_atop(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "alliances"]) == 1
    assert "foedera import atop FOLDER" in capsys.readouterr().err


@pytest.mark.usefixtures("imported")
def test_alliances_are_those_of_the_days_and_states_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert [row["atopid"] for row in rows(capsys, "alliances")] == ["1", "2"]
    assert [row["atopid"] for row in rows(capsys, "alliances", "--to", "1900")] == ["1"]
    assert [row["atopid"] for row in rows(capsys, "alliances", "--state", "ESP")] == ["2"]


def test_imported_data_that_were_altered_are_refused(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = imported / "atop" / "members.csv"
    path.write_bytes(path.read_bytes().replace(b"1836", b"1846"))
    assert run(["export", "dyads"]) == 1
    assert "its digest has changed" in capsys.readouterr().err


@pytest.mark.usefixtures("imported")
def test_questions_of_the_law_may_count_history(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["ask", "what does the United Kingdom owe France", "--on", "1832-01-01"]
    reading = ["--basis", "signature", "--implied-end", "atop", "--interface", "en"]
    assert run([*asked, *reading, "--history"]) == 0
    assert "atop-1" in capsys.readouterr().out
    assert run([*asked, *reading]) == 0
    assert "atop-1" not in capsys.readouterr().out


@pytest.mark.usefixtures("store")
def test_history_that_nobody_imported_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "DEU attacks FRA", "--on", "1914-08-01", "--history"]) == 1
    assert "ATOP has not been imported" in capsys.readouterr().err


@pytest.mark.usefixtures("imported")
def test_pacts_by_year_are_whole_as_far_as_atop_reaches(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["plot", "pacts", "--history", "--basis", "signature", "--table"]
    assert run([*asked, "--from", "1830", "--to", "1837"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["pacts"] for row in table] == ["1"] * 7 + ["0"]
    assert {row["number is"] for row in table} == {"whole"}
