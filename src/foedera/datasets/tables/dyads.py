"""Directed dyads: who owed whom what, year by year, month by month or to the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.calendar import By
from foedera.datasets.grouping import Groups, by_spell, spread
from foedera.datasets.obligations import BITS
from foedera.datasets.shares import days_held
from foedera.datasets.system import system_pairs
from foedera.datasets.table import Table
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.flags import (
    DYAD_IDS,
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

#: ATOP numbers a dyad as stateA * 1000 + stateB.
_THOUSAND: Final = 1000


def dyads(found: Alliances, asked: Asked) -> Table:
    """Return the table of directed dyads, under the names of ATOP's own.

    Args:
        found: The alliances.
        asked: Which days, rows, states and columns.

    Raises:
        TooManyRowsError: There would be more rows than anybody can use.
        UnfittingRowsError: Every pair of the state system is asked for by spells.
    """
    runs = found.runs.within(asked.window).among(asked.debtors, asked.creditors, asked.either)
    groups = rows_of(runs, found, asked)
    if asked.rows is not Rows.ALLIED:
        groups = _in_system(groups, asked)
    return Table("dyads", dict(_columns(groups, runs, found, asked)))


def _in_system(groups: Groups, asked: Asked) -> Groups:
    """Return a row for every pair of the state system, those of allies filled in.

    Allies of which one was no member of the system have none.
    """

    def wanted(debtor: NDArray[Any], creditor: NDArray[Any]) -> NDArray[Any]:
        chosen = np.ones(len(debtor), dtype=bool)
        for codes, side in ((asked.debtors, debtor), (asked.creditors, creditor)):
            if codes is not None:
                chosen &= np.isin(side, list(codes))
        if asked.either is not None:
            either = list(asked.either)
            chosen &= np.isin(debtor, either) | np.isin(creditor, either)
        return chosen

    same_day = asked.rows is Rows.SYSTEM
    return spread(groups, *system_pairs(asked.window, asked.by, same_day=same_day, wanted=wanted))


def _columns(
    groups: Groups, runs: Runs, found: Alliances, asked: Asked
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the columns: ATOP's own first, in its order."""
    start, end = bounds_of(groups.period, groups.until, asked)
    covered = covered_rows(start, end, found)
    debtor, creditor = groups.debtor.astype(np.int32), groups.creditor.astype(np.int32)
    yield "ddyad", debtor * _THOUSAND + creditor
    yield "stateA", debtor
    yield "stateB", creditor
    yield from when_columns(start, end, asked.by)
    yield from flag_columns(groups.held, groups.unclear, covered)
    yield from alliance_columns(groups, runs.bonds, DYAD_IDS)
    if not asked.more:
        return
    yield from code_columns({"A": debtor, "B": creditor}, start)
    if asked.by in {By.YEAR, By.MONTH}:
        stretches = by_spell(runs)
        for name, bit in BITS.items():
            days = days_held(stretches, bit, groups, asked.by)
            share = np.round(days / (end - start + 1), 6)
            hidden = ((groups.held & bit) == 0) & (((groups.unclear & bit) != 0) | ~covered)
            yield f"{name}_share", np.ma.MaskedArray(share, mask=hidden)
    yield "instruments", instrument_column(groups, runs.bonds)
    yield "unclear", unclear_column(groups.unclear)
    yield "covered", covered.astype(np.int8)
