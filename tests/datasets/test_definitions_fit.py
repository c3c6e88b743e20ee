"""What the codebook says a column may hold is what it holds, in ATOP's alliances, too."""

from __future__ import annotations

import csv
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from synthetic import Row, memberships

from foedera.datasets.calendar import By, Window
from foedera.datasets.checking import checked
from foedera.datasets.columns import definition
from foedera.datasets.making import TABLES, made
from foedera.datasets.sources import Atop, Sources
from foedera.datasets.tables.alliances import alliances_table
from foedera.datasets.tables.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.datasets.atop.files import AtopCopy
    from foedera.datasets.columns import Column
    from foedera.datasets.table import Table

#: The last day that ATOP covers, and the next.
SEAM = Window(date(2018, 12, 31), date(2019, 1, 1))
ROWS = (
    Row(member=2),
    Row(member=20, entry=(2017, "2", ""), exit=(2018, "0", "")),
    Row(alliance=1002, phase=1, member=2, exit=(2018, "6", "1"), estmode=""),
    Row(
        alliance=1002, phase=1, member=200, exit=(2018, "6", "1"), duties=("0", "0", "1", "1", "1")
    ),
    Row(alliance=1002, phase=2, member=200, entry=(2018, "6", "1")),
    Row(alliance=1002, phase=2, member=8152, entry=(2018, "6", "1")),
)
MADE_UP = Sources(atop=Atop({}, memberships(ROWS)))


def strange(table: Table) -> dict[str, set[Any]]:
    """Return the values of each column of which its definition does not tell."""
    found = {
        one.name: {cell for cell in cells(table.columns[one.name]) if not told(one, cell)}
        for one in checked(table).columns
    }
    return {name: values for name, values in found.items() if values}


def cells(column: Any) -> set[Any]:  # noqa: ANN401 - an array of any kind
    """Return what differs among the cells of a column; None for what is missing."""
    return {None if cell == "" else cell for cell in np.ma.asarray(column).tolist()}


def told(column: Column, cell: Any) -> bool:  # noqa: ANN401 - a cell of any kind
    """Tell whether a definition allows a value."""
    if cell is None:
        return bool(column.missing)
    if column.values:
        return str(cell) in column.values
    above = column.least is None or cell >= column.least
    return above and (column.most is None or cell <= column.most)


def asked_in(window: Window) -> Iterator[Asked]:
    """Yield every form of a table, with every column."""
    for by in By:
        yield Asked(window, by=by, more=True)


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_a_made_up_member_file_hold_what_is_told(name: str) -> None:
    for asked in asked_in(Window(date(2018, 5, 31), date(2019, 1, 2))):
        table = made(name, MADE_UP, asked).table
        assert len(table)
        assert not strange(table), asked


@pytest.mark.parametrize("name", [name for name in TABLES if name != "alliances"])
def test_tables_of_atop_hold_what_is_told(name: str, atop: AtopCopy) -> None:
    sources = Sources(atop=Atop({}, atop.memberships))
    for asked in asked_in(SEAM):
        assert not strange(made(name, sources, asked).table), asked


def test_no_alliance_has_a_code_that_is_not_told(atop: AtopCopy) -> None:
    assert not strange(alliances_table(atop.memberships, {}, more=True))


def test_every_code_that_is_told_occurs_in_some_alliance(atop: AtopCopy) -> None:
    table = alliances_table(atop.memberships, {}, more=True)
    for one in checked(table).columns:
        held = {str(cell) for cell in cells(table.columns[one.name])}
        assert set(one.values) <= held, one.name


def test_columns_are_told_in_atops_own_order(published: Path) -> None:
    with (published / "atop5_1a.csv").open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    # Members are told once for all; what the version is, the package says.
    names = [name.rstrip("0123456789") if name.startswith("mem") else name for name in header]
    theirs = [name for name, _ in groupby(names) if name != "version"]
    mine = [one.name for one in definition("alliances").columns if one.name != "instruments"]
    assert mine == theirs
