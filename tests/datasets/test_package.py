"""A data package is valid by another's judgement, complete, citable, and the same every time."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any

import frictionless
import numpy as np
import pytest
import yaml

from foedera.datasets.cited import sources
from foedera.datasets.columns import LANGUAGES, definition
from foedera.datasets.edition import Edition
from foedera.datasets.errors import MissingPackageError, UndocumentedColumnError, UnknownSourceError
from foedera.datasets.package import write_package
from foedera.datasets.table import Table
from foedera.datasets.writers.errors import FolderInUseError, UnwritableFileError

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    *("CITATION.cff", "SHA256SUMS", "codebook.html", "codebook.md"),
    *("coverage.md", "datapackage.json", "dyads.csv", "spells.csv"),
)


def edition(**changes: Any) -> Edition:  # noqa: ANN401 - any attribute
    told: dict[str, Any] = {
        "name": "foedera-alliances",
        "title": "Alliances, 1815-2026",
        "version": "2026.11",
        "sources": ("atop", "foedera"),
        "coverage": "# What is covered\n\nEvery alliance to 31 December 2018.",
        "released": date(2026, 11, 28),
    }
    return Edition(**{**told, **changes})


def tables() -> list[Table]:
    flag = np.ma.MaskedArray(np.array([1, 0], np.int8), mask=[0, 1])
    state = np.array([200, 710], np.int32)
    other = np.array([2, 731], np.int32)
    dyads = {
        "ddyad": state * 1000 + other,
        "stateA": state,
        "stateB": other,
        "year": np.array([1950, 1961], np.int16),
        **dict.fromkeys(("atopally", "defense", "offense", "neutral", "nonagg", "consul"), flag),
        "number": np.array([1, 1], np.int16),
        "atopid1": np.ma.MaskedArray(np.array([3180, 0], np.int32), mask=[0, 1]),
        "isoA": np.array(["GBR", None], dtype=object),
        "defense_share": np.ma.MaskedArray([0.123457, 0], mask=[0, 1]),
        "instruments": np.array(["nato;brussels-1948", 'a "quoted", text'], dtype=object),
    }
    spells = {
        "member": state,
        "phase": np.array([0, 0], np.int8),
        "start": np.array(["1949-04-04", "1961-07-11"], "datetime64[D]"),
        "entry_precision": np.array(["day", ""]),
        "instruments": np.array(["nato", "atop-3450"]),
    }
    return [Table("dyads", dyads), Table("spells", spells)]


def test_a_package_holds_everything_that_explains_it(tmp_path: Path) -> None:
    assert write_package(tmp_path / "p", tables(), edition()) == tuple(sorted(FILES))
    assert (tmp_path / "p" / "coverage.md").read_text("utf-8").endswith("2018.\n")
    assert "`defense`" in (tmp_path / "p" / "codebook.md").read_text("utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["p"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_package_is_valid_by_another_program(language: str, tmp_path: Path) -> None:
    write_package(tmp_path / "p", tables(), edition(), language=language)
    report = frictionless.validate(str(tmp_path / "p" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert [task.stats["rows"] for task in report.tasks] == [2, 2]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("710731", "many", "type-error"),
        ("1961,NA", "1961,7", "constraint-error"),
        ("710,731,1961", "200,2,1950", "primary-key"),
    ],
)
def test_the_schema_finds_what_is_wrong(old: str, new: str, error: str, tmp_path: Path) -> None:
    write_package(tmp_path / "p", tables(), edition())
    file = tmp_path / "p" / "dyads.csv"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    report = frictionless.validate(str(tmp_path / "p" / "datapackage.json"))
    assert error in {row[0] for row in report.flatten(["type"])}


def test_the_schema_says_what_the_codebook_says(tmp_path: Path) -> None:
    write_package(tmp_path / "p", tables(), edition())
    told = json.loads((tmp_path / "p" / "datapackage.json").read_text("utf-8"))
    schema = told["resources"][0]["schema"]
    assert schema["missingValues"] == ["NA"]
    assert schema["primaryKey"] == ["stateA", "stateB", "year"]
    defense = next(one for one in schema["fields"] if one["name"] == "defense")
    assert defense["constraints"] == {"enum": [1, 0]}
    assert defense["title"] == definition("dyads").column("defense").means["en"]
    assert "ATOP has 1 and 0 alone" in defense["description"]
    assert [one["title"] for one in told["sources"]] == [
        sources()["atop"].title,
        sources()["foedera"].title,
    ]
    assert [one["name"] for one in told["licenses"]] == ["Apache-2.0"]
    assert "ask them before you publish" in told["description"]


@pytest.mark.parametrize("name", ["csv", "parquet", "stata"])
def test_the_same_tables_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    contents = []
    for number in range(2):
        folder = tmp_path / str(number)
        write_package(folder, tables(), edition(), name=name)
        contents.append({one.name: one.read_bytes() for one in folder.iterdir()})
    assert contents[0] == contents[1]


def test_the_sums_are_those_of_the_files(tmp_path: Path) -> None:
    write_package(tmp_path / "p", tables(), edition())
    lines = (tmp_path / "p" / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == set(FILES) - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((tmp_path / "p" / name).read_bytes()).hexdigest() == digest


def test_a_package_is_cited_with_what_it_rests_on(tmp_path: Path) -> None:
    write_package(tmp_path / "p", tables(), edition())
    told = yaml.safe_load((tmp_path / "p" / "CITATION.cff").read_text("utf-8"))
    assert told["type"] == "dataset"
    assert told["version"] == "2026.11"
    assert told["date-released"] == date(2026, 11, 28)
    data, article = told["references"]
    assert [one["family-names"] for one in article["authors"]] == [
        *("Leeds", "Ritter", "Mitchell", "Long")
    ]
    assert (article["year"], article["journal"]) == (2002, "International Interactions")
    assert "ATOP" in data["title"]


def test_a_package_of_foedera_alone_names_nobody_else(tmp_path: Path) -> None:
    write_package(tmp_path / "p", tables(), edition(sources=("foedera",), released=None))
    told = yaml.safe_load((tmp_path / "p" / "CITATION.cff").read_text("utf-8"))
    assert not {"references", "date-released"} & set(told)


def test_every_source_has_terms_in_both_languages() -> None:
    for one in sources().values():
        assert set(one.terms) == set(LANGUAGES)
        assert one.authors


def test_an_empty_folder_is_filled_and_another_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_package(tmp_path / "empty", tables(), edition())
    before = (tmp_path / "empty" / "SHA256SUMS").stat().st_mtime_ns
    with pytest.raises(FolderInUseError, match="empty"):
        write_package(tmp_path / "empty", tables(), edition())
    assert (tmp_path / "empty" / "SHA256SUMS").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"tables": [Table("dyads", {"shoe_size": np.array([43])})]}, UndocumentedColumnError),
        ({"edition": edition(sources=("hearsay",))}, UnknownSourceError),
    ],
)
def test_a_package_that_fails_leaves_nothing_behind(
    wrong: dict[str, Any], error: type[Exception], tmp_path: Path
) -> None:
    given = {"tables": tables(), "edition": edition(), **wrong}
    with pytest.raises(error):
        write_package(tmp_path / "p", given["tables"], given["edition"])
    assert not list(tmp_path.iterdir())


def test_a_missing_extra_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(MissingPackageError):
        write_package(tmp_path / "p", tables(), edition(), name="parquet")
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFileError, match=f"no{os.sep}p"):
        write_package(tmp_path / "no" / "p", tables(), edition())


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one name"):
        write_package(tmp_path / "p", tables() * 2, edition())
