"""Which pairs of the state system have a row, found by a walk through the days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import day_oracle as oracle
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import Row, memberships

from foedera.actors import Catalogue
from foedera.datasets.calendar import By, Window, day_of, first_days
from foedera.datasets.errors import EmptyRangeError, TooManyRowsError, UnfittingRowsError
from foedera.datasets.joining import alliances
from foedera.datasets.system import outside, system_pairs, system_states
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.states import states
from foedera.treaties import Registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.datasets.joining import Alliances
    from foedera.datasets.table import Table

PERIODS = {By.YEAR: oracle.year, By.MONTH: oracle.month, By.DAY: oracle.itself}
#: Days around which states came and went.
TURNS = [
    date(1867, 7, 1),
    date(1918, 11, 14),
    date(1940, 7, 1),
    date(1945, 5, 7),
    date(1964, 4, 26),
    date(1976, 1, 1),
    date(1990, 10, 3),
    date(1991, 12, 26),
    date(2011, 7, 9),
]
SPELLS = [
    (int(one.cow), spell.start, spell.end or date.max)
    for one in Catalogue.load().states()
    if one.cow
    for spell in one.spells
    if spell.start
]


def members(day: date) -> set[int]:
    return {code for code, first, last in SPELLS if first <= day <= last}


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first = draw(st.sampled_from(TURNS)) - timedelta(draw(st.integers(0, 40)))
    return Window(first, first + timedelta(draw(st.integers(0, 60))))


def walked(
    window: Window, period: Callable[[date], date], *, same_day: bool
) -> set[tuple[int, int, date]]:
    days = {day: members(day) for day in oracle.days_of(window)}
    if not same_day:
        whole: dict[date, set[int]] = {}
        for day, there in days.items():
            whole.setdefault(period(day), set()).update(there)
        days = whole
    return {(*pair, period(day)) for day, there in days.items() for pair in permutations(there, 2)}


@given(windows(), st.sampled_from([By.YEAR, By.MONTH]), st.booleans())
@settings(max_examples=8, deadline=None)
def test_every_two_members_of_the_state_system_have_a_row(
    window: Window,
    by: By,
    same_day: bool,  # noqa: FBT001 - drawn
) -> None:
    pairs = system_pairs(window, by, same_day=same_day)
    days = [day_of(day) for day in first_days(pairs.period, by)]
    found = list(zip(pairs.debtor.tolist(), pairs.creditor.tolist(), days, strict=True))
    assert found == sorted(walked(window, PERIODS[by], same_day=same_day))


@given(windows(), st.sampled_from(list(PERIODS)))
@settings(max_examples=15, deadline=None)
def test_every_member_of_the_state_system_has_a_row(window: Window, by: By) -> None:
    code, period = system_states(window, by)
    days = [day_of(day) for day in first_days(period, by)]
    assert list(zip(code.tolist(), days, strict=True)) == sorted(
        {(code, PERIODS[by](day)) for day in oracle.days_of(window) for code in members(day)}
    )
    there = {code for day in oracle.days_of(window) for code in members(day)}
    assert outside({2, 300, 511, 626}, window) == tuple(sorted({2, 300, 511, 626} - there))


def made(*rows: Row, window: Window) -> Alliances:
    return alliances(Registry(()), memberships(rows), window)


def rows_of(table: Table) -> list[tuple[object, ...]]:
    return list(zip(*(column.tolist() for column in table.columns.values()), strict=True))


LAST_YEARS = Window(date(2017, 1, 1), date(2019, 12, 31))
PACT = tuple(Row(member=code, entry=(2018, "3", "5"), exit=(2018, "6", "5")) for code in (2, 200))


@pytest.mark.parametrize("by", list(PERIODS))
@pytest.mark.parametrize("rows", [Rows.SYSTEM, Rows.SYSTEM_PERIOD])
def test_pairs_without_an_alliance_are_0_while_all_are_held_and_nothing_after(
    by: By, rows: Rows
) -> None:
    some = frozenset({2, 200})
    found = made(*PACT, window=LAST_YEARS)
    table = dyads(found, Asked(LAST_YEARS, by, rows, some, some, more=True)).columns
    late = np.array([day.year > 2018 for day in _days(table, by)])
    assert np.ma.getmaskarray(table["atopally"]).tolist() == late.tolist()
    allied = np.array([date(2018, 3, 5) <= day <= date(2018, 6, 5) for day in _days(table, by)])
    if by is By.DAY:
        assert (np.ma.filled(table["defense"], 0) == allied).all()
    assert (table["covered"] == ~late).all()
    assert (table["number"] == np.ma.filled(table["atopally"], 0)).all()
    count = {By.YEAR: 3, By.MONTH: 36, By.DAY: 1095}[by]
    assert len(table["number"]) == 2 * count


def _days(table: dict[str, np.ndarray], by: By) -> list[date]:
    if by is By.DAY:
        return table["day"].tolist()
    months = table["month"] if by is By.MONTH else np.ones_like(table["year"])
    return [date(y, m, 1) for y, m in zip(table["year"].tolist(), months.tolist(), strict=True)]


@pytest.mark.parametrize("make", [dyads, states], ids=["dyads", "states"])
def test_the_rows_of_the_state_system_hold_those_of_allies_unchanged(
    make: Callable[[Alliances, Asked], Table],
) -> None:
    found = made(*PACT, window=LAST_YEARS)
    few, many = (
        rows_of(make(found, Asked(LAST_YEARS, By.MONTH, rows, frozenset({2, 200}), more=True)))
        for rows in (Rows.ALLIED, Rows.SYSTEM)
    )
    assert set(few) <= set(many)
    assert len(many) > 8 * len(few)


def test_allies_of_whom_one_is_in_no_state_system_have_no_row_in_it() -> None:
    """Zanzibar was a member from December 1963 to April 1964 alone."""
    zanzibar = 511
    rows = [Row(member=code, entry=(2017, "1", "1")) for code in (2, zanzibar)]
    found = made(*rows, window=LAST_YEARS)
    allied = dyads(found, Asked(LAST_YEARS, By.YEAR))
    assert zanzibar in allied.columns["stateA"]
    pairs = dyads(found, Asked(LAST_YEARS, By.YEAR, Rows.SYSTEM, frozenset({2})))
    assert zanzibar not in pairs.columns["stateB"]


def test_one_pair_of_the_state_system_can_be_had_day_by_day_for_two_centuries() -> None:
    window = Window(date(1816, 1, 1), date(2018, 12, 31))
    found = made(*PACT, window=window)
    britain, france = frozenset({200}), frozenset({220})
    table = dyads(found, Asked(window, By.DAY, Rows.SYSTEM, britain, france))
    # France was none from July 1942 to August 1944.
    assert len(table) == sum(
        200 in members(d) and 220 in members(d) for d in oracle.days_of(window)
    )


def test_more_rows_than_anybody_can_use_are_refused() -> None:
    window = Window(date(1816, 1, 1), date(2018, 12, 31))
    found = made(*PACT, window=window)
    with pytest.raises(TooManyRowsError, match="--by spell"):
        dyads(found, Asked(window, By.DAY, Rows.SYSTEM))


@pytest.mark.parametrize("make", [dyads, states], ids=["dyads", "states"])
def test_pairs_never_allied_have_no_spells(make: Callable[[Alliances, Asked], Table]) -> None:
    found = made(*PACT, window=LAST_YEARS)
    with pytest.raises(UnfittingRowsError, match="--by year"):
        make(found, Asked(LAST_YEARS, By.SPELL, Rows.SYSTEM))


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(EmptyRangeError, match="2017-01-01, is before the first, 2018-01-01"):
        Asked(Window(date(2018, 1, 1), date(2017, 1, 1)))
