"""``foedera.datasets``: the tables, as Python has them."""

from __future__ import annotations

import doctest
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest

from foedera import datasets
from foedera.datasets.errors import EmptyRangeError, NotImportedError, StateWithoutNumberError

if TYPE_CHECKING:
    from types import ModuleType


def test_the_examples_of_the_documentation_are_true() -> None:
    done = doctest.testmod(datasets)
    assert (done.failed, done.attempted > 3) == (0, True)


def test_no_room_takes_the_name_of_a_function() -> None:
    rooms = {one.name for one in iter_modules(datasets.__path__)}
    for room in sorted(rooms):
        import_module(f"foedera.datasets.{room}")
    assert not rooms & set(datasets.__all__)
    assert all(callable(getattr(datasets, name)) for name in datasets.__all__)


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow", pd, pl])
def test_a_table_is_a_frame_of_the_callers_library(backend: str | ModuleType) -> None:
    asked: Any = {"debtors": ["PRK"], "creditors": [365], "registry_only": True}
    frame = datasets.dyads("2024-12", "2024-12-31", by="month", backend=backend, **asked)
    name = backend if isinstance(backend, str) else backend.__name__
    assert type(frame).__module__.partition(".")[0] == name
    assert frame.shape[0] == 1


def test_flags_are_put_beside_rows_of_ones_own() -> None:
    mine = pl.DataFrame({"a": [731, 2, 731], "b": [365, 731, 365], "when": [2024, 2024, 2019]})
    found = datasets.add_alliances(mine, ("a", "b", "when"), store=Path("nowhere"))
    assert found["defense"].to_list() == [1, None, None]
    assert found.select("a", "b", "when").equals(mine)
    with pytest.raises(EmptyRangeError, match="no row"):
        datasets.add_alliances(mine.clear(), ("a", "b", "when"), store=Path("nowhere"))


def test_a_single_day_is_asked_by_any_code() -> None:
    told = datasets.index(2024, 2024, registry_only=True)
    day = date(2024, 6, 19)
    assert told.owed("PRK", "RUS", day) == told.owed(731, 365, day)
    assert "defense" in {name for one in told.owed(731, 365, day) for name in one.obligations}
    assert not [
        one for one in told.owed(731, 365, date(2024, 6, 18)) if "defense" in one.obligations
    ]


def test_what_is_missing_is_said() -> None:
    with pytest.raises(NotImportedError, match="foedera import atop"):
        datasets.alliances(store=Path("nowhere"))
    with pytest.raises(NotImportedError, match="foedera import atop"):
        datasets.cases(store=Path("nowhere"))
    with pytest.raises(StateWithoutNumberError, match="PSE"):
        datasets.states(2020, 2021, only=["PSE"], registry_only=True)
