"""On which share of a period's days an obligation was owed, under one alliance or another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedera.datasets.calendar import By, first_days, last_days, periods_of
from foedera.datasets.grouping import drawn_out, row_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedera.datasets.grouping import Groups


def days_held(stretches: Groups, bit: int, groups: Groups, by: By) -> NDArray[Any]:
    """Return on how many days of each row's period an obligation was surely owed.

    Args:
        stretches: The days asked about, by spells.
        bit: The obligation's.
        groups: The rows, by calendar period, sorted by pair and period.
        by: Years, months or days.
    """
    held = (stretches.held & bit) != 0
    start, end = stretches.period[held], stretches.until[held]
    first, last = periods_of(start, by), periods_of(end, by)
    which, period = drawn_out(first, last)
    days = np.minimum(end[which], last_days(period, by)) - np.maximum(
        start[which], first_days(period, by)
    )
    keys = row_key(groups.debtor, groups.creditor, groups.period)
    mine = row_key(stretches.debtor[held][which], stretches.creditor[held][which], period)
    rows = np.minimum(np.searchsorted(keys, mine), max(len(keys) - 1, 0))
    inside = keys[rows] == mine if len(keys) else np.zeros(len(mine), dtype=bool)
    rows, days = rows[inside], days[inside]
    total: NDArray[Any] = np.bincount(rows, weights=days + 1, minlength=len(groups))
    return total
