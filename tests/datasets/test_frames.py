"""A table in the caller's own library: NA stays NA, whole numbers whole, rows in their order."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.datasets.errors import (
    MissingPackageError,
    RepeatedRowsError,
    UnjoinableFrameError,
    UnknownLibraryError,
)
from foedera.datasets.frames import LIBRARIES, frame, joined
from foedera.datasets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

ON = ("ccode1", "ccode2", "year")
BUILD: dict[str, Any] = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}
KINDS = ("defense", "offense", "neutral", "nonagg", "consul")


def table() -> Table:
    flag = np.ma.MaskedArray(np.array([1, 0, 1], np.int8), mask=[0, 0, 1])
    state = np.array([200, 710, 2], np.int32)
    other = np.array([2, 731, 200], np.int32)
    return Table(
        "dyads",
        {
            "ddyad": state * 1000 + other,
            "stateA": state,
            "stateB": other,
            "year": np.array([1950, 1961, 1950], np.int16),
            **dict.fromkeys(("atopally", *KINDS), flag),
            "isoA": np.array(["GBR", "CHN", None], dtype=object),
            "defense_share": np.ma.MaskedArray([0.5, 0.0, 0.0], mask=[0, 0, 1]),
        },
    )


def cells(native: object) -> list[list[Any]]:
    """The cells of a frame row by row: None for NA, whichever library it is of."""
    held = nw.from_native(cast("Any", native), eager_only=True)
    columns = []
    for name in held.columns:
        gone = held[name].is_null().to_list()
        plain = held[name].to_list()
        columns.append(
            [
                None if out or one != one else one  # noqa: PLR0124 - a NaN
                for one, out in zip(plain, gone, strict=True)
            ]
        )
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_table_is_a_frame_of_each_library(library: str) -> None:
    made = frame(table(), library)
    assert type(made).__module__.split(".")[0] == library
    flags = [1, 1, 1, 1, 1, 1]
    assert cells(made) == [
        [200002, 200, 2, 1950, *flags, "GBR", 0.5],
        [710731, 710, 731, 1961, *[0] * 6, "CHN", 0.0],
        [2200, 2, 200, 1950, *[None] * 6, None, None],
    ]
    schema = nw.from_native(made, eager_only=True).schema
    assert all(schema[name] == nw.Int8 for name in KINDS)
    assert schema["year"] == nw.Int16
    assert schema["isoA"] == nw.String
    assert schema["defense_share"] == nw.Float64


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_library_may_be_given_as_a_module(library: str) -> None:
    assert cells(frame(table(), sys.modules[library])) == cells(frame(table(), library))


def test_pandas_has_whole_numbers_that_know_na() -> None:
    made = frame(table(), "pandas")
    assert str(made["defense"].dtype) == "Int8"
    assert made["defense"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize("library", LIBRARIES)
def test_days_stay_days(library: str) -> None:
    spells = Table(
        "spells",
        {
            "start": np.array(["1815-01-03", "NaT"], "datetime64[D]"),
            "end": np.array(["1815-02-08", ""], dtype=object),
            "instruments": np.array(["", None], dtype=object),
        },
    )
    made = nw.from_native(frame(spells, library), eager_only=True)
    assert str(made["start"][0])[:10] == "1815-01-03"
    assert made["end"].is_null().to_list() == [False, True]
    assert made.schema["instruments"] == nw.String
    assert made["instruments"].is_null().all()


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_table_without_rows_keeps_its_types(library: str) -> None:
    made = nw.from_native(frame(table().chunk(0, 0), library), eager_only=True)
    assert len(made) == 0
    assert made.schema["isoA"] == nw.String
    assert made.schema["defense"] == nw.Int8


def own(library: str) -> Any:  # noqa: ANN401 - a frame of any library
    rows = {
        "ccode1": [2, 710, 200, 999],
        "ccode2": [200, 731, 2, 1],
        "year": [1950, 1961, 1950, 1950],
        "trade": [0.5, 1.5, 2.5, 3.5],
    }
    return BUILD[library](rows)


@pytest.mark.parametrize("library", LIBRARIES)
def test_flags_are_joined_to_the_callers_frame_in_its_order(library: str) -> None:
    made = joined(own(library), table(), ON)
    assert type(made) is type(own(library))
    assert cells(made) == [
        [2, 200, 1950, 0.5, *[None] * 6],
        [710, 731, 1961, 1.5, *[0] * 6],
        [200, 2, 1950, 2.5, *[1] * 6],
        [999, 1, 1950, 3.5, *[None] * 6],
    ]
    schema = nw.from_native(made, eager_only=True).schema
    before = nw.from_native(own(library), eager_only=True).schema
    assert {name: schema[name] for name in before} == dict(before)
    assert schema["defense"] == nw.Int8


@pytest.mark.parametrize("library", LIBRARIES)
def test_keys_may_be_named_and_columns_chosen(library: str) -> None:
    on = {"stateA": "ccode1", "stateB": "ccode2", "year": "year"}
    made = joined(own(library), table(), on, ["defense", "isoA"])
    assert [row[4:] for row in cells(made)] == [[None, None], [0, "CHN"], [1, "GBR"], [None, None]]


def test_an_index_of_pandas_is_kept() -> None:
    given_ = own("pandas").set_index(pd.Index(["d", "c", "b", "a"]))
    assert joined(given_, table(), ON).index.tolist() == ["d", "c", "b", "a"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_keys_that_became_fractions_still_match(library: str) -> None:
    rows = {"ccode1": [200.0, None], "ccode2": [2.0, 2.0], "year": [1950.0, 1950.0]}
    made = joined(BUILD[library](rows), table(), ON, ["defense"])
    assert [row[-1] for row in cells(made)] == [1, None]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([2, 200, 710, 9]), st.sampled_from([2, 200, 731]))),
    st.sampled_from(LIBRARIES),
)
def test_rows_are_neither_lost_nor_doubled(pairs: list[tuple[int, int]], library: str) -> None:
    flags = {(200, 2): 1, (2, 200): None}
    numbers = np.array([*pairs, (0, 0)], dtype=np.int64)
    rows = {"ccode1": numbers[:, 0], "ccode2": numbers[:, 1], "year": np.full(len(numbers), 1950)}
    made = cells(joined(BUILD[library](rows), table(), ON, ["defense"]))
    assert made == [[*pair, 1950, flags.get(pair)] for pair in [*pairs, (0, 0)]]


@pytest.mark.parametrize(
    ("given_", "on", "columns", "reason"),
    [
        ({"ccode1": [2]}, ON, None, "a dict"),
        (pl.LazyFrame({"ccode1": [2]}), ON, None, "a LazyFrame"),
        (own("pandas"), ("ccode1", "ccode2"), None, "told apart by stateA, stateB, year"),
        (own("polars"), ("ccode1", "ccode2", "jahr"), None, "no column 'jahr'"),
        (own("pandas").assign(year="1950"), ON, None, "'year' is String"),
        (own("pandas").assign(defense=1), ON, None, "'defense' already"),
        (own("pandas"), ON, ["number"], "table has no column 'number'"),
    ],
)
def test_a_frame_that_cannot_be_joined_is_refused(
    given_: object, on: Sequence[str], columns: Sequence[str] | None, reason: str
) -> None:
    with pytest.raises(UnjoinableFrameError, match=reason):
        joined(given_, table(), on, columns)


def test_a_table_with_several_rows_for_a_key_is_refused() -> None:
    doubled = {name: np.ma.concatenate([one, one]) for name, one in table().columns.items()}
    doubled = {name: np.ma.getdata(one) for name, one in doubled.items()}
    with pytest.raises(RepeatedRowsError, match="stateA, stateB, year"):
        joined(own("polars"), Table("dyads", doubled), ON)


def test_a_missing_library_is_answered_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingPackageError, match="pip install polars"):
        frame(table(), "polars")


def test_an_unknown_library_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownLibraryError, match="pandas, polars, pyarrow"):
        frame(table(), "dask")
