"""What is written is read back by other programs as it was: values, NA, days, texts."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.datasets.columns import definition
from foedera.datasets.errors import (
    MissingPackageError,
    MistypedColumnError,
    UndocumentedColumnError,
)
from foedera.datasets.table import Table
from foedera.datasets.writers import Writer, formats, write_table, writer
from foedera.datasets.writers.errors import (
    UnknownFormatError,
    UnwritableColumnError,
    UnwritableFileError,
    UnwritableTextError,
)
from foedera.datasets.writers.stata_writer import StataWriter

if TYPE_CHECKING:
    from pathlib import Path

#: More than one block of rows of any writer.
MANY = 150_000
LONG = "a pact with Greece; " * 20


def small() -> Table:
    return Table(
        "spells",
        {
            "atopid": np.ma.MaskedArray(np.array([1005, 0, 3150], np.int32), mask=[0, 1, 0]),
            "member": np.array([200, 2, 710], np.int16),
            "start": np.array(["1815-01-03", "1949-04-04", "2024-12-04"], "datetime64[D]"),
            "end": np.array(["1815-02-08", "", None], dtype=object),
            "entry_precision": np.array(["day", "month", ""]),
            "defense": np.ma.MaskedArray(np.array([1, 0, 0], np.int8), mask=[0, 0, 1]),
            "instruments": np.array(
                ['nato, "the treaty"', LONG, "=1+1 'Côte d’Ivoire'\nĀ"], dtype=object
            ),
        },
    )


def rows_of(table: Table) -> list[list[Any]]:
    """The cells of a table as Python's own: None for NA, days as ISO text."""
    columns = []
    for one in table.columns.values():
        cells = [None if cell is np.ma.masked else cell for cell in np.ma.asarray(one)]
        plain = [cell.item() if isinstance(cell, np.generic) else cell for cell in cells]
        columns.append([str(cell) if hasattr(cell, "isoformat") else cell for cell in plain])
    return [[None if cell == "" else cell for cell in row] for row in zip(*columns, strict=True)]


def by_csv(path: Path) -> list[list[Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))[1:]
    return [[None if cell == "NA" else cell for cell in row] for row in read]


def as_text(rows: list[list[Any]]) -> list[list[Any]]:
    return [[None if cell is None else str(cell) for cell in row] for row in rows]


def by_duckdb(path: Path) -> list[list[Any]]:
    read = duckdb.connect().read_parquet(str(path)).fetchall()
    return [[str(cell) if hasattr(cell, "isoformat") else cell for cell in row] for row in read]


def by_readstat(path: Path) -> list[list[Any]]:
    frame, _ = pyreadstat.read_dta(str(path))
    return plain_rows(frame)


def by_pandas(path: Path) -> list[list[Any]]:
    return plain_rows(pd.read_stata(path, convert_categoricals=False))


def plain_rows(frame: pd.DataFrame) -> list[list[Any]]:
    rows = []
    for row in frame.itertuples(index=False):
        cells = [None if cell == "" or pd.isna(cell) else cell for cell in row]
        cells = [str(cell)[:10] if hasattr(cell, "isoformat") else cell for cell in cells]
        rows.append([int(one) if isinstance(one, float) else one for one in cells])
    return rows


def test_formats_come_in_by_the_public_door() -> None:
    assert {"csv", "parquet", "stata"} <= set(formats())
    for name in formats():
        offered: Writer = writer(name)
        assert offered.extension
        assert "/" in offered.media_type


def test_csv_is_read_back_as_it_was(tmp_path: Path) -> None:
    write_table(small(), tmp_path / "t.csv")
    assert by_csv(tmp_path / "t.csv") == as_text(rows_of(small()))
    assert b"\r" not in (tmp_path / "t.csv").read_bytes()


def test_csv_looks_as_documented(tmp_path: Path) -> None:
    write_table(small().chunk(0, 1), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8") == (
        "atopid,member,start,end,entry_precision,defense,instruments\n"
        '1005,200,1815-01-03,1815-02-08,day,1,"nato, ""the treaty"""\n'
    )


def test_parquet_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_table(small(), path, "parquet")
    assert by_duckdb(path) == rows_of(small())
    assert pl.read_parquet(path)["defense"].to_list() == [1, 0, None]
    schema = pyarrow.parquet.read_schema(path)
    assert str(schema.field("start").type) == "date32[day]"
    assert str(schema.field("defense").type) == "int8"
    assert schema.metadata[b"title"] == b"Memberships"
    assert b"column:defense" in schema.metadata


def test_stata_files_are_read_back_as_they_were_by_two_readers(tmp_path: Path) -> None:
    path = tmp_path / "t.dta"
    write_table(small(), path, "stata")
    assert by_readstat(path) == rows_of(small())
    assert by_pandas(path) == rows_of(small())


def test_stata_files_are_of_the_format_that_stata_14_reads(tmp_path: Path) -> None:
    path = tmp_path / "t.dta"
    write_table(small(), path, "stata")
    assert path.read_bytes().startswith(b"<stata_dta><header><release>118</release>")
    _, told = pyreadstat.read_dta(str(path), metadataonly=True)
    assert told.original_variable_types["start"] == "%td"


def test_half_a_character_is_refused_in_words() -> None:
    table = Table("dyads", {"instruments": np.array(["nato-\ud800"], dtype=object)})
    with pytest.raises(UnwritableTextError, match="half of a character"):
        write_table(table, io.BytesIO(), "stata")


def test_stata_files_carry_labels_in_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "t.dta"
    write_table(small(), path, "stata", language="id")
    _, told = pyreadstat.read_dta(str(path), metadataonly=True)
    assert told.file_label == "Keanggotaan"
    assert told.column_names_to_labels["member"] == "Anggota"
    assert set(told.variable_value_labels["defense"]) == {0, 1}
    assert told.column_names == list(small().columns)


def random_table(rows: int) -> Table:
    chance = random.Random(7)  # noqa: S311 - a table to write, no secret
    numbers = np.random.default_rng(7)
    texts = ["", "atop-1005", "a;b", 'q"q', " edge ", "émigré", "x,y", "two\nlines", LONG]
    hidden = numbers.random(rows) < 0.1
    return Table(
        "dyads",
        {
            "ddyad": numbers.integers(2002, 990990, rows),
            "stateA": numbers.integers(2, 990, rows).astype(np.int16),
            "start": np.datetime64("1815-01-01") + numbers.integers(0, 77000, rows),
            "defense": np.ma.MaskedArray(numbers.integers(0, 2, rows) > 0, mask=hidden),
            "defense_share": np.ma.MaskedArray(numbers.random(rows), mask=hidden),
            "instruments": np.array(chance.choices(texts, k=rows), dtype=object),
        },
    )


def test_many_rows_are_written_in_order_by_every_format(tmp_path: Path) -> None:
    table = random_table(MANY)
    for name in ("csv", "parquet", "stata"):
        write_table(table, tmp_path / name, name)
    parquet = pl.read_parquet(tmp_path / "parquet")
    text = pl.read_csv(tmp_path / "csv", null_values="NA", try_parse_dates=True)
    stata = pd.read_stata(tmp_path / "stata", convert_categoricals=False)
    for name in table.columns:
        wanted = np.ma.asarray(table.columns[name])
        known = ~np.ma.getmaskarray(wanted)
        if name == "instruments":
            known &= wanted.data != ""
        for read in (parquet[name], text[name]):
            assert (~read.is_null().to_numpy() == known).all()
            found = read.drop_nulls().to_numpy()
            assert (found == wanted.data[known].astype(found.dtype)).all()
        blank = stata[name].isna() | (stata[name].astype(str) == "")
        assert (blank.to_numpy() == ~known).all()
        assert (stata[name].to_numpy()[known] == wanted.data[known]).all()


@pytest.mark.parametrize("name", ["csv", "parquet", "stata"])
def test_the_same_table_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    digests = set()
    for number in range(3):
        write_table(random_table(MANY), tmp_path / str(number), name)
        digests.add(hashlib.sha256((tmp_path / str(number)).read_bytes()).hexdigest())
    stream = io.BytesIO()
    write_table(random_table(MANY), stream, name)
    digests.add(hashlib.sha256(stream.getvalue()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("name", ["csv", "parquet", "stata"])
def test_a_table_without_rows_is_a_file_with_columns(name: str, tmp_path: Path) -> None:
    path = tmp_path / "none"
    write_table(small().chunk(0, 0), path, name)
    read = {"csv": pl.read_csv, "parquet": pl.read_parquet, "stata": pd.read_stata}[name]
    assert list(read(path).columns) == list(small().columns)


words = st.text(
    st.characters(exclude_characters="\0\r", exclude_categories=("Cs",)), max_size=300
).filter(lambda text: text != "NA")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words | st.none(), st.integers(-(2**62), 2**62)), min_size=1))
def test_any_text_and_any_integer_survive_csv(rows: list[tuple[str | None, int]]) -> None:
    table = Table(
        "dyads",
        {
            "instruments": np.array([text for text, _ in rows], dtype=object),
            "number": np.array([number for _, number in rows], dtype=np.int64),
        },
    )
    stream = io.BytesIO()
    write_table(table, stream)
    read = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))[1:]
    assert read == [[text or "NA", str(number)] for text, number in rows]


@settings(max_examples=40, deadline=None)
@given(st.lists(words | st.none(), min_size=1))
def test_any_text_survives_parquet_and_stata(texts: list[str | None]) -> None:
    table = Table("dyads", {"instruments": np.array(texts, dtype=object)})
    stream = io.BytesIO()
    write_table(table, stream, "parquet")
    stream.seek(0)
    assert pl.read_parquet(stream)["instruments"].to_list() == [one or None for one in texts]
    stream = io.BytesIO()
    write_table(table, stream, "stata")
    stream.seek(0)
    assert pd.read_stata(stream)["instruments"].tolist() == [one or "" for one in texts]


@pytest.mark.parametrize("largest", [100, 101, 32740, 32741, 2147483620, 2147483621, 2**52])
def test_integers_keep_clear_of_what_stata_takes_for_missing(largest: int) -> None:
    stream = io.BytesIO()
    cells = np.ma.MaskedArray(np.array([largest, -largest, 0]), mask=[0, 0, 1])
    write_table(Table("dyads", {"number": cells}), stream, "stata")
    stream.seek(0)
    read = pd.read_stata(stream)["number"]
    assert read.tolist()[:2] == [largest, -largest]
    assert read.isna().tolist() == [False, False, True]


def test_a_text_that_a_reader_would_take_for_missing_is_refused(tmp_path: Path) -> None:
    table = Table("spells", {"instruments": np.array(["NA"], dtype=object)})
    with pytest.raises(UnwritableTextError, match="missing cell"):
        write_table(table, tmp_path / "t.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["csv", "parquet", "stata"])
def test_what_stands_in_a_masked_cell_means_nothing(name: str, tmp_path: Path) -> None:
    texts = np.array(["NA", "a\0b", "nato"], dtype=object)
    masked = np.ma.MaskedArray(texts, mask=[True, True, False])
    write_table(Table("spells", {"instruments": masked}), tmp_path / "t", name)
    if name == "csv":
        assert by_csv(tmp_path / "t") == [[None], [None], ["nato"]]
    else:
        read = by_duckdb if name == "parquet" else by_readstat
        assert read(tmp_path / "t") == [[None], [None], ["nato"]]


@pytest.mark.parametrize("name", ["csv", "stata"])
def test_a_nul_in_a_text_is_refused(name: str, tmp_path: Path) -> None:
    table = Table("spells", {"instruments": np.array(["a\0b"], dtype=object)})
    with pytest.raises(UnwritableTextError, match="NUL"):
        write_table(table, tmp_path / "t", name)


def test_a_failure_leaves_what_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("precious")
    cells = np.array(["good"] * 70_000 + ["NA"], dtype=object)
    with pytest.raises(UnwritableTextError):
        write_table(Table("spells", {"instruments": cells}), path)
    assert path.read_text() == "precious"
    assert [one.name for one in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize("name", ["csv", "parquet", "stata"])
def test_a_place_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFileError, match="nowhere"):
        write_table(small(), tmp_path / "nowhere" / "t", name)
    with pytest.raises(UnwritableFileError, match="folder"):
        write_table(small(), tmp_path, name)


def test_a_file_has_the_rights_that_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_table(small(), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_name_that_stata_does_not_allow_is_refused() -> None:
    table = Table("dyads", {"atopid" + "1" * 32: np.array([1005])})
    with pytest.raises(UnwritableColumnError, match="32"):
        StataWriter().write(
            table, definition("dyads").of(table.columns), io.BytesIO(), language="en"
        )


def test_a_word_that_stata_keeps_for_itself_is_refused() -> None:
    found = replace(definition("dyads"), columns=(), key=())
    column = replace(definition("dyads").column("number"), name="using")
    table = Table("dyads", {"using": np.array([1])})
    with pytest.raises(UnwritableColumnError, match="for itself"):
        StataWriter().write(table, replace(found, columns=(column,)), io.BytesIO(), language="en")


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownFormatError, match="csv"):
        write_table(small(), io.BytesIO(), "xls")


def test_a_missing_extra_is_answered_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingPackageError, match=r"pip install 'foedera\[parquet\]'"):
        write_table(small(), io.BytesIO(), "parquet")


def test_a_column_without_an_entry_is_refused() -> None:
    with pytest.raises(UndocumentedColumnError, match="shoe_size"):
        write_table(Table("spells", {"shoe_size": np.array([43])}), io.BytesIO())


@pytest.mark.parametrize(
    "columns",
    [
        {"member": np.array(["two"])},
        {"member": np.array([2.0])},
        {"member": np.array([2]), "phase": np.array([0, 1])},
        {"start": np.array(["4 April"])},
        {"instruments": np.array([7], dtype=object)},
        {"start": np.array([1949])},
    ],
    ids=["text", "number", "longer", "no day", "no text", "a year"],
)
def test_cells_that_are_not_what_the_codebook_says_are_refused(columns: dict[str, Any]) -> None:
    with pytest.raises(MistypedColumnError):
        write_table(Table("spells", columns), io.BytesIO())
