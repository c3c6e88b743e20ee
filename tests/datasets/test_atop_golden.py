"""The tables up to 2018 are ATOP's own, row by row and column by column."""

from __future__ import annotations

import csv
import gzip
import random
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from foedera.datasets.atop import spells as atop_spells
from foedera.datasets.atop.corrections import corrections
from foedera.datasets.atop.files import digests
from foedera.datasets.atop.memberships import FIRST, LAST
from foedera.datasets.calendar import By, Window
from foedera.datasets.grouping import by_period
from foedera.datasets.joining import alliances
from foedera.datasets.obligations import BITS, OBLIGATIONS
from foedera.datasets.recorded import numbered
from foedera.datasets.tables.alliances import alliances_table
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.spells import spells
from foedera.datasets.tables.states import states

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from foedera.datasets.atop.files import AtopCopy
    from foedera.datasets.joining import Alliances
    from foedera.datasets.table import Table
    from foedera.treaties import Registry

WHOLE = Window(FIRST, LAST)
SYSTEM = Window(date(1816, 1, 1), LAST)
#: Annam, ten years a member, which the state system does not hold (codebook, notes 18-19).
ANNAM = "8152"


@pytest.fixture(scope="module")
def found(registry: Registry, atop: AtopCopy) -> Alliances:
    return alliances(registry, atop.memberships, WHOLE)


@pytest.fixture(scope="module")
def found_to_2026(registry: Registry, atop: AtopCopy) -> Alliances:
    return alliances(registry, atop.memberships, Window(FIRST, date(2026, 12, 31)))


@pytest.fixture(scope="module")
def directed(published: Path) -> NDArray[Any]:
    """Give the published table of directed dyads, sorted by pair and year."""
    with gzip.open(published / "atop5_1ddyr_8_columns.csv.gz", "rt", encoding="utf-8") as file:
        rows = np.loadtxt(file, delimiter=",", skiprows=1, dtype=np.int64)
    return rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(column: NDArray[Any]) -> list[str]:
    """Return a column as ATOP's files have it: an empty cell where it is missing."""
    hidden = np.ma.getmaskarray(column)
    values = np.ma.getdata(column).tolist()
    return ["" if gone else str(value) for value, gone in zip(values, hidden, strict=True)]


def same(one: Table, other: Table) -> bool:
    """Tell whether two tables are one, to the last cell."""
    return list(one.columns) == list(other.columns) and all(
        alike(column, other.columns[name]) for name, column in one.columns.items()
    )


def alike(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Tell whether two columns say the same, what is missing being missing in both."""
    gone = np.ma.getmaskarray(one)
    if one.shape != other.shape or not np.array_equal(gone, np.ma.getmaskarray(other)):
        return False
    return np.array_equal(np.ma.getdata(one)[~gone], np.ma.getdata(other)[~gone])


def flags(table: Table) -> NDArray[Any]:
    names = ("stateA", "stateB", "year", *OBLIGATIONS)
    assert not any(np.ma.getmaskarray(table.columns[name]).any() for name in names)
    return np.stack([np.ma.getdata(table.columns[name]).astype(np.int64) for name in names], 1)


def test_every_directed_dyad_year_is_the_published_one(
    found: Alliances, directed: NDArray[Any]
) -> None:
    mine = flags(dyads(found, Asked(WHOLE)))
    assert mine.shape == (273_296, 8)
    assert np.array_equal(mine, directed)


def test_a_directed_dyad_year_says_allied_and_by_how_many(found: Alliances) -> None:
    table = dyads(found, Asked(WHOLE)).columns
    assert (table["atopally"] == 1).all()
    listed = sum((~np.ma.getmaskarray(table[f"atopid{n}"])).astype(int) for n in range(1, 10))
    assert (listed == table["number"]).all()
    assert "atopid10" not in table
    assert (table["ddyad"] == table["stateA"] * 1000 + table["stateB"]).all()


def test_without_the_corrections_346_rows_are_not_the_published_ones(
    atop: AtopCopy, directed: NDArray[Any]
) -> None:
    runs = atop_spells.member_runs(atop.memberships, {}, exceptions=())
    groups = by_period(runs.within(WHOLE), By.YEAR)
    mine = np.stack([(groups.held & bit) != 0 for bit in BITS.values()], axis=1)
    assert len(mine) == 273_296
    equal = (mine == directed[:, 3:].astype(bool)).all(axis=1)
    assert int(equal.sum()) == 272_950


def test_no_correction_is_without_effect(atop: AtopCopy) -> None:
    for spared in corrections():
        members = [one for one in atop.memberships if one.alliance == spared.alliance]
        without = atop_spells.member_runs(members, {}, exceptions=corrections() - {spared})
        whole = atop_spells.member_runs(members, {})
        assert not np.array_equal(without.held, whole.held), spared


def test_every_correction_names_members_of_its_alliance_and_a_duty_they_have(
    atop: AtopCopy,
) -> None:
    for spared in corrections():
        mine = [one for one in atop.memberships if one.alliance == spared.alliance]
        if spared.phase is not None:
            mine = [one for one in mine if one.phase == spared.phase]
        debtors = [one for one in mine if one.member == spared.debtor]
        assert debtors, spared
        assert any(one.member == spared.creditor for one in mine), spared
        assert any(one.owes(spared.obligation) for one in debtors), spared
        assert all(one.codes["obvary"] == 1 for one in debtors), spared
        assert spared.debtor != spared.creditor


def test_every_state_year_is_the_published_one_in_every_column(
    found: Alliances, published: Path
) -> None:
    rows = rows_of(published / "atop5_1sy.csv")
    assert all(row["state"] != ANNAM for row in rows)
    rows.sort(key=lambda row: (int(row["state"]), int(row["year"])))
    table = states(found, Asked(WHOLE))
    assert len(table) == len(rows) == 11_923
    assert list(table.columns) == [name for name in rows[0] if name != "version"]
    for name, column in table.columns.items():
        assert told(column) == [row[name] for row in rows], name


def test_every_alliance_is_the_published_one_in_every_column(
    atop: AtopCopy, published: Path
) -> None:
    rows = rows_of(published / "atop5_1a.csv")
    rows.sort(key=lambda row: int(row["atopid"]))
    table = alliances_table(atop.memberships, {})
    assert len(table) == len(rows) == 789
    assert list(table.columns) == [name for name in rows[0] if name != "version"]
    for name, column in table.columns.items():
        assert told(column) == [row[name] for row in rows], name


@pytest.mark.parametrize(
    ("rows", "count"), [(Rows.SYSTEM, 1_987_950), (Rows.SYSTEM_PERIOD, 1_988_010)]
)
def test_every_pair_of_the_state_system_has_a_row(found: Alliances, rows: Rows, count: int) -> None:
    table = dyads(found, Asked(SYSTEM, rows=rows)).columns
    assert len(table["year"]) == count
    allied = table["number"] > 0
    assert (table["atopally"] == allied).all()
    assert not np.ma.getmaskarray(table["atopally"]).any()


def test_the_pairs_of_a_period_and_not_of_a_day_are_the_sixty_false_dyads(
    found: Alliances,
) -> None:
    narrow, wide = (
        dyads(found, Asked(SYSTEM, rows=rows)).columns for rows in (Rows.SYSTEM, Rows.SYSTEM_PERIOD)
    )
    few, many = (one["ddyad"].astype(np.int64) * 10_000 + one["year"] for one in (narrow, wide))
    assert (np.diff(many) > 0).all()
    assert np.array_equal(many[np.searchsorted(many, few)], few)
    assert len(many) - len(few) == 60


@pytest.mark.parametrize("rows", [Rows.ALLIED, Rows.SYSTEM])
@pytest.mark.parametrize("by", [By.YEAR, By.MONTH])
def test_dyads_to_2018_do_not_change_when_the_days_go_on(
    found: Alliances, found_to_2026: Alliances, by: By, rows: Rows
) -> None:
    first = {(By.YEAR, Rows.ALLIED): 1815, (By.MONTH, Rows.SYSTEM): 2017}.get((by, rows), 1990)
    asked = Asked(Window(date(first, 1, 1), LAST), by, rows)
    assert same(dyads(found, asked), dyads(found_to_2026, asked))


@pytest.mark.parametrize("by", [By.YEAR, By.MONTH, By.SPELL])
@pytest.mark.parametrize("make", [states, spells], ids=["states", "spells"])
def test_states_and_spells_to_2018_do_not_change_when_the_days_go_on(
    found: Alliances,
    found_to_2026: Alliances,
    by: By,
    make: Callable[[Alliances, Asked], Table],
) -> None:
    asked = Asked(WHOLE, by, more=True)
    assert same(make(found, asked), make(found_to_2026, asked))


def test_a_row_of_a_longer_table_is_that_of_the_shorter_one(
    found: Alliances, found_to_2026: Alliances
) -> None:
    """Cutting the longer table's rows off after 2018 leaves the shorter table."""
    whole = Asked(found_to_2026.window)
    for make in (dyads, states):
        longer, shorter = make(found_to_2026, whole), make(found, Asked(WHOLE))
        kept = longer.columns["year"] <= 2018
        assert int(kept.sum()) == len(shorter)
        for name, column in shorter.columns.items():
            assert alike(longer.columns[name][kept], column), name
        for name in set(longer.columns) - set(shorter.columns):
            assert np.ma.getmaskarray(longer.columns[name][kept]).all(), name


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_the_member_rows_is_irrelevant(
    registry: Registry, atop: AtopCopy, found: Alliances, seed: int
) -> None:
    shuffled = list(atop.memberships)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    again = alliances(registry, shuffled, WHOLE)
    asked = Asked(WHOLE, more=True)
    assert same(dyads(again, asked), dyads(found, asked))
    assert same(states(again, asked), states(found, asked))
    assert same(spells(again, asked, shuffled), spells(found, asked, atop.memberships))
    names = numbered(registry)
    assert same(
        alliances_table(shuffled, names, more=True),
        alliances_table(atop.memberships, names, more=True),
    )


def test_the_spells_are_the_rows_of_the_member_file(found: Alliances, atop: AtopCopy) -> None:
    table = spells(found, Asked(WHOLE, more=True), atop.memberships).columns
    mine = sorted(
        zip(*(told(table[name]) for name in ("atopid", "phase", "member", "open")), strict=True)
    )
    wanted = sorted(
        (str(one.alliance), str(one.phase), str(one.member), str(int(one.exit is None)))
        for one in atop.memberships
        if one.system
    )
    assert mine == wanted
    assert sum(one == "" for one in table["entry_precision"].tolist()) == 0
    left = np.array([one == "0" for one in told(table["open"])])
    assert all(table["exit_precision"][left] != "")
    assert all(table["exit_precision"][~left] == "")


def test_the_copy_is_the_published_one(atop: AtopCopy) -> None:
    assert atop.verified
    assert atop.version == "5.1"
    assert atop.digest in digests("member")
    assert len(atop.memberships) == 2_510
    assert sum(not one.system for one in atop.memberships) == 1
