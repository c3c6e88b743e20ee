"""States: under which obligations each was, year by year, month by month or to the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedera.datasets.calendar import By, periods_of
from foedera.datasets.grouping import Groups, row_key, spread
from foedera.datasets.system import system_states
from foedera.datasets.table import Table
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.flags import (
    STATE_IDS,
    alliance_columns,
    bounds_of,
    code_columns,
    covered_rows,
    flag_columns,
    instrument_column,
    rows_of,
    unclear_column,
    when_columns,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from foedera.datasets.joining import Alliances
    from foedera.datasets.runs import Runs


def states(found: Alliances, asked: Asked) -> Table:
    """Return the table of single states, under the names of ATOP's state-year table.

    Args:
        found: The alliances.
        asked: Which days, rows, states (as debtors) and columns.

    Raises:
        TooManyRowsError: There would be more rows than anybody can use.
        UnfittingRowsError: Every state of the system is asked for by spells.
    """
    runs = found.members.within(asked.window).among(asked.debtors, None, asked.either)
    groups = rows_of(runs, found, asked)
    if asked.rows is not Rows.ALLIED:
        groups = _in_system(groups, asked)
    return Table("states", dict(_columns(groups, runs, found, asked)))


def _in_system(groups: Groups, asked: Asked) -> Groups:
    state, period = system_states(asked.window, asked.by)
    for codes in (asked.debtors, asked.either):
        if codes is not None:
            chosen = np.isin(state, list(codes))
            state, period = state[chosen], period[chosen]
    return spread(groups, state, np.zeros_like(state), period)


def _columns(
    groups: Groups, runs: Runs, found: Alliances, asked: Asked
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the columns: ATOP's own first, in its order."""
    start, end = bounds_of(groups.period, groups.until, asked)
    covered = covered_rows(start, end, found)
    state = groups.debtor.astype(np.int32)
    yield "state", state
    yield from when_columns(start, end, asked.by)
    yield from flag_columns(groups.held, groups.unclear, covered)
    ids = dict(alliance_columns(groups, runs.bonds, STATE_IDS))
    yield "number", ids.pop("number")
    if asked.by is not By.SPELL:
        yield "transyr", _transitions(groups, found, asked)
    yield from ids.items()
    if not asked.more:
        return
    yield from code_columns({"": state}, start)
    yield "instruments", instrument_column(groups, runs.bonds)
    yield "unclear", unclear_column(groups.unclear)
    yield "covered", covered.astype(np.int8)


def _transitions(groups: Groups, found: Alliances, asked: Asked) -> NDArray[Any]:
    """Tell of each row whether an alliance, or a phase of one, began or ended in it."""
    state, day = found.changes
    first, last = asked.window.numbers
    inside = (day >= first) & (day <= last)
    state, period = state[inside], periods_of(day[inside], asked.by)
    changed = row_key(state, np.zeros_like(state), period)
    return np.isin(row_key(groups.debtor, groups.creditor, groups.period), changed).astype(np.int8)
