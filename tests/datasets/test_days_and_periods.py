"""Tables of made-up member files are what a walk through the days finds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import day_oracle as oracle
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import FIRST, STATES, member_rows, memberships

from foedera.datasets.atop.memberships import LAST
from foedera.datasets.atop.spells import member_runs
from foedera.datasets.calendar import By, Window, day_of, first_days, number_of
from foedera.datasets.grouping import by_period, by_spell
from foedera.datasets.joining import alliances
from foedera.datasets.obligations import ALLIED, BITS, OBLIGATIONS
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.spells import spells
from foedera.datasets.tables.states import states
from foedera.treaties import Basis, Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray
    from synthetic import Row

    from foedera.datasets.grouping import Groups
    from foedera.datasets.joining import Alliances
    from foedera.datasets.runs import Runs
    from foedera.datasets.table import Table

PERIODS = {By.YEAR: oracle.year, By.MONTH: oracle.month, By.DAY: oracle.itself}
CALENDAR = st.sampled_from(list(PERIODS))
AFTER = LAST + timedelta(days=1)
NAMES = {**BITS, "allied": ALLIED}
EMPTY = Registry(())
EXAMPLES = settings(max_examples=50, deadline=None)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first = draw(st.sampled_from((0, 1, 20, 31, 61, 100, 425, 600)))
    length = draw(st.sampled_from((0, 1, 30, 59, 366, 500, 850)))
    return Window(FIRST + timedelta(first), FIRST + timedelta(first + length))


FILES = member_rows()
WINDOWS = windows()


def duties(bits: int) -> frozenset[str]:
    return frozenset(name for name, bit in NAMES.items() if bits & bit)


def said(groups: Groups, runs: Runs) -> list[oracle.Said]:
    rows: list[list[int]] = [[] for _ in range(len(groups))]
    for row, _, place in zip(*groups.flat(), strict=True):
        rows[row].append(runs.bonds[place].atop)
    return [
        oracle.Said(duties(held), duties(unclear), tuple(ids))
        for held, unclear, ids in zip(
            groups.held.tolist(), groups.unclear.tolist(), rows, strict=True
        )
    ]


def ordered(
    groups: Groups, runs: Runs, days: NDArray[Any]
) -> dict[tuple[int, int, date], oracle.Said]:
    keys = zip(groups.debtor.tolist(), groups.creditor.tolist(), map(day_of, days), strict=True)
    return dict(zip(keys, said(groups, runs), strict=True))


@given(FILES, WINDOWS, CALENDAR)
@EXAMPLES
def test_a_period_says_what_its_days_say(rows: tuple[Row, ...], window: Window, by: By) -> None:
    members = memberships(rows)
    runs = member_runs(members, {}, exceptions=()).within(window)
    groups = by_period(runs, by)
    found = ordered(groups, runs, first_days(groups.period, by))
    wanted = oracle.by_period(oracle.pair_ties(members, LAST), window, PERIODS[by])
    assert found == wanted
    assert list(found) == list(wanted)  # sorted by pair, then period


@given(FILES, WINDOWS, st.sampled_from(((), (AFTER,), (date(2017, 5, 3), date(2017, 1, 1)))))
@EXAMPLES
def test_spells_are_the_longest_stretches_of_days_without_a_change(
    rows: tuple[Row, ...], window: Window, edges: tuple[date, ...]
) -> None:
    members = memberships(rows)
    runs = member_runs(members, {}, exceptions=()).within(window)
    groups = by_spell(runs, tuple(map(number_of, edges)))
    found = ordered(groups, runs, groups.period)
    wanted = oracle.by_spell(oracle.pair_ties(members, LAST), window, edges)
    ends = [day_of(day) for day in groups.until]
    assert list(zip(found, ends, found.values(), strict=True)) == [
        (key, last, what) for key, (last, what) in wanted.items()
    ]


# Whole tables.


def read(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table, None where a cell is missing."""
    columns = {
        name: [
            None if gone else cell
            for cell, gone in zip(
                np.ma.getdata(column).tolist(), np.ma.getmaskarray(column), strict=True
            )
        ]
        for name, column in table.columns.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def first_day(row: Mapping[str, Any]) -> date:
    """Return the first day of a row's period."""
    if "day" in row or "start" in row:
        return row.get("day") or row["start"]
    return date(row["year"], row.get("month", 1), 1)


def last_day(first: date, by: By) -> date:
    later = {By.YEAR: 370, By.MONTH: 31, By.DAY: 1}[by]
    return PERIODS[by](first + timedelta(later)) - timedelta(1)


def flags(said: oracle.Said, last: date) -> dict[str, int | None]:
    """Return the flags of a row: 1 surely, 0 only where all is held, else nothing."""
    found: dict[str, int | None] = {}
    for name in ("allied", *OBLIGATIONS):
        unknown = name in said.unclear or last > LAST
        column = "atopally" if name == "allied" else name
        found[column] = 1 if name in said.held else None if unknown else 0
    return found


def joined(rows: tuple[Row, ...], window: Window, basis: Basis = Basis.SIGNATURE) -> Alliances:
    return alliances(EMPTY, memberships(rows), window, basis)


def ids(row: Mapping[str, Any]) -> tuple[int, ...]:
    return tuple(cell for name, cell in row.items() if name.startswith("atopid") and cell)


def ties_of(
    make: Callable[..., list[oracle.Tie]], rows: tuple[Row, ...], window: Window, basis: Basis
) -> list[oracle.Tie]:
    members = memberships(rows)
    unsure = oracle.unratified(members) if basis is Basis.IN_FORCE else set()
    return make(members, max(window.last, LAST), unsure)


@given(FILES, WINDOWS, CALENDAR, st.sampled_from(Basis))
@EXAMPLES
def test_the_table_of_dyads_has_a_row_for_each_pair_and_period_of_allies(
    rows: tuple[Row, ...], window: Window, by: By, basis: Basis
) -> None:
    table = read(dyads(joined(rows, window, basis), Asked(window, by, more=True)))
    ties = ties_of(oracle.pair_ties, rows, window, basis)
    wanted = oracle.by_period(ties, window, PERIODS[by])
    held = oracle.days_held(ties, window, PERIODS[by])
    assert [(row["stateA"], row["stateB"], first_day(row)) for row in table] == list(wanted)
    for row, (key, what) in zip(table, wanted.items(), strict=True):
        first, last = max(key[2], window.first), min(last_day(key[2], by), window.last)
        told = flags(what, last)
        assert {name: row[name] for name in told} == told
        assert ids(row) == what.alliances
        assert row["number"] == len(what.alliances)
        assert row["instruments"] == ";".join(f"atop-{one}" for one in what.alliances)
        assert row["unclear"] == ";".join(one for one in OBLIGATIONS if one in what.unclear)
        assert row["covered"] == (last <= LAST)
        if by is By.DAY:
            continue
        for name in OBLIGATIONS:
            days = held[*key, name]
            share = None if told[name] is None else round(days / ((last - first).days + 1), 6)
            assert row[f"{name}_share"] == share


@given(FILES, WINDOWS, CALENDAR, st.sampled_from(Basis))
@EXAMPLES
def test_the_table_of_states_says_when_one_entered_or_left(
    rows: tuple[Row, ...], window: Window, by: By, basis: Basis
) -> None:
    table = read(states(joined(rows, window, basis), Asked(window, by)))
    ties = ties_of(oracle.single_ties, rows, window, basis)
    wanted = oracle.by_period(ties, window, PERIODS[by])
    changes = oracle.changed(memberships(rows), window, PERIODS[by])
    assert [(row["state"], 0, first_day(row)) for row in table] == list(wanted)
    for row, (key, what) in zip(table, wanted.items(), strict=True):
        told = flags(what, min(last_day(key[2], by), window.last))
        assert {name: row[name] for name in told} == told
        assert ids(row) == what.alliances
        assert row["transyr"] == ((key[0], key[2]) in changes)


@pytest.mark.parametrize(
    ("make", "kind"),
    [(dyads, oracle.pair_ties), (states, oracle.single_ties)],
    ids=["dyads", "states"],
)
@given(rows=FILES, window=WINDOWS, basis=st.sampled_from(Basis))
@EXAMPLES
def test_tables_by_spell_begin_anew_after_the_last_day_of_atop(
    rows: tuple[Row, ...],
    window: Window,
    basis: Basis,
    make: Callable[[Alliances, Asked], Table],
    kind: Callable[..., list[oracle.Tie]],
) -> None:
    table = read(make(joined(rows, window, basis), Asked(window, By.SPELL)))
    wanted = oracle.by_spell(ties_of(kind, rows, window, basis), window, (AFTER,))
    keys = [(row.get("state", row.get("stateA")), row.get("stateB", 0)) for row in table]
    assert [(*key, row["start"], row["end"]) for key, row in zip(keys, table, strict=True)] == [
        (*key, last) for key, (last, _) in wanted.items()
    ]
    for row, (last, what) in zip(table, wanted.values(), strict=True):
        told = flags(what, last)
        assert {name: row[name] for name in told} == told
        assert ids(row) == what.alliances


# How periods, directions, states asked for and days asked about go together.


@given(member_rows(phases=0), WINDOWS)
@EXAMPLES
def test_months_and_years_follow_from_the_days(rows: tuple[Row, ...], window: Window) -> None:
    """Where no alliance changed its phase, a year is the union of its months and days."""
    found = joined(rows, window)
    yearly, monthly, daily = (
        read(dyads(found, Asked(window, by, more=True))) for by in (By.YEAR, By.MONTH, By.DAY)
    )
    for rough, fine in ((yearly, monthly), (yearly, daily), (monthly, daily)):
        period = oracle.year if rough is yearly else oracle.month
        for row in rough:
            mine = [
                one
                for one in fine
                if one["ddyad"] == row["ddyad"] and period(first_day(one)) == first_day(row)
            ]
            for name in ("atopally", *OBLIGATIONS):
                assert (row[name] == 1) == any(one[name] == 1 for one in mine)
            assert set(ids(row)) == {one for each in mine for one in ids(each)}
            assert row["number"] >= max(one["number"] for one in mine)
            if fine is not daily:
                continue
            count = len([day for day in oracle.days_of(window) if period(day) == first_day(row)])
            for name in OBLIGATIONS:
                days = sum(one[name] or 0 for one in mine)
                assert row[f"{name}_share"] in {None, round(days / count, 6)}


@given(FILES, WINDOWS, st.sampled_from(By))
@EXAMPLES
def test_both_directions_have_a_row_and_rest_on_the_same_alliances(
    rows: tuple[Row, ...], window: Window, by: By
) -> None:
    asked = Asked(window, by, more=True)
    table = read(dyads(joined(rows, window), asked))
    if by is By.SPELL:  # what only one owes may change on days of its own
        assert {(row["stateA"], row["stateB"]) for row in table} == {
            (row["stateB"], row["stateA"]) for row in table
        }
        return
    there = {(row["stateA"], row["stateB"], first_day(row)): row for row in table}
    for (one, other, first), row in there.items():
        back = there[other, one, first]
        for name in ("atopally", "number", "instruments", "covered"):
            assert back[name] == row[name]


CODES = st.one_of(st.none(), st.frozensets(st.sampled_from((*STATES, 365)), max_size=3))


@given(FILES, WINDOWS, st.sampled_from(By), st.tuples(CODES, CODES, CODES))
@EXAMPLES
def test_asking_for_some_states_leaves_out_the_others_rows_and_changes_none(
    rows: tuple[Row, ...],
    window: Window,
    by: By,
    codes: tuple[frozenset[int] | None, ...],
) -> None:
    debtors, creditors, either = codes
    found = joined(rows, window)
    asked = Asked(window, by, Rows.ALLIED, debtors, creditors, either, more=True)
    few = alliances(EMPTY, memberships(rows), window, among=asked.states)
    whole = read(dyads(found, Asked(window, by, more=True)))
    kept = [
        row
        for row in whole
        if (debtors is None or row["stateA"] in debtors)
        and (creditors is None or row["stateB"] in creditors)
        and (either is None or not either.isdisjoint({row["stateA"], row["stateB"]}))
    ]
    for source in (found, few):
        assert read(dyads(source, asked)) == kept


@given(FILES, WINDOWS, WINDOWS, st.sampled_from((By.DAY, By.MONTH, By.YEAR)))
@EXAMPLES
def test_the_days_asked_about_change_no_period_that_lies_wholly_within_them(
    rows: tuple[Row, ...], window: Window, other: Window, by: By
) -> None:
    for make in (dyads, states):
        tables = [read(make(joined(rows, one), Asked(one, by))) for one in (window, other)]
        first, last = max(window.first, other.first), min(window.last, other.last)
        mine, theirs = (
            [
                {name: cell for name, cell in row.items() if cell is not None}
                for row in table
                if first <= first_day(row) and last_day(first_day(row), by) <= last
            ]
            for table in tables
        )
        assert mine == theirs


@given(FILES, WINDOWS)
@EXAMPLES
def test_every_membership_is_a_spell(rows: tuple[Row, ...], window: Window) -> None:
    members = memberships(rows)
    table = read(spells(joined(rows, window), Asked(window, more=True), members))
    days = [
        (row["atopid"], row["phase"], row["member"], row["start"] + timedelta(number))
        for row in table
        for number in range((row["end"] - row["start"]).days + 1)
    ]
    wanted = [
        (tie.alliance, tie.phase, tie.pair[0], day)
        for tie in oracle.single_ties(members, max(window.last, LAST))
        for day in oracle.days_of(window)
        if tie.first <= day <= tie.last
    ]
    assert sorted(days) == sorted(wanted)
    for row in table:
        assert row["sure"] == (row["end"] <= LAST)
        assert row["open"] == (row["end"] in {LAST, window.last})


@pytest.mark.parametrize("by", By)
def test_nobody_allied_is_a_table_without_rows(by: By) -> None:
    window = Window(date(2016, 1, 1), date(2019, 12, 31))
    found = joined((), window)
    for make in (dyads, states, spells):
        table = make(found, Asked(window, by, more=True))
        assert len(table) == 0
        assert len(table.columns) > 10
