"""On which share of a period's days an obligation was owed, under one alliance or another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedera.datasets.calendar import By, first_days, last_days, periods_of
from foedera.datasets.grouping import mixed, pairs_of, row_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedera.datasets.grouping import Groups
    from foedera.datasets.runs import Runs


def days_held(runs: Runs, bit: int, groups: Groups, by: By) -> NDArray[Any]:
    """Return on how many days of each row's period an obligation was surely owed.

    Days on which several alliances give it count once.

    Args:
        runs: Within the days asked about.
        bit: The obligation's.
        groups: The rows, by calendar period, sorted by pair and period.
        by: Years, months or days.
    """
    held = runs.where((runs.held & bit) != 0)
    pair, start, end = _united(pairs_of(held.debtor, held.creditor), held.start, held.end)
    first, last = periods_of(start, by), periods_of(end, by)
    counts = last - first + 1
    which = np.repeat(np.arange(len(counts)), counts)
    ends = np.cumsum(counts)
    period = first[which] + np.arange(len(which)) - np.repeat(ends - counts, counts)
    days = np.minimum(end[which], last_days(period, by)) - np.maximum(
        start[which], first_days(period, by)
    )
    keys = row_key(groups.debtor, groups.creditor, groups.period)
    mine = mixed(pair[which], period)
    rows = np.minimum(np.searchsorted(keys, mine), max(len(keys) - 1, 0))
    inside = keys[rows] == mine if len(keys) else np.zeros(len(mine), dtype=bool)
    rows, days = rows[inside], days[inside]
    total: NDArray[Any] = np.bincount(rows, weights=days + 1, minlength=len(groups))
    return total


def _united(
    pair: NDArray[Any], start: NDArray[Any], end: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return the stretches of each pair with those made one that meet or overlap."""
    if not len(pair):
        return pair, start, end
    order = np.lexsort((start, pair))
    pair, start, end = pair[order], start[order], end[order]
    # The latest end so far of the same pair: each pair is lifted above the one before it.
    lift = (np.cumsum(np.concatenate([[0], np.diff(pair) != 0]))) * 2**24
    latest = np.maximum.accumulate(end + lift) - lift
    new = np.ones(len(pair), dtype=bool)
    new[1:] = (np.diff(pair) != 0) | (start[1:] > latest[:-1] + 1)
    heads = np.flatnonzero(new)
    tails = np.append(heads[1:], len(pair)) - 1
    return pair[heads], start[heads], latest[tails]
