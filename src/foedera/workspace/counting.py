"""Counts pacts by year from the tables of alliances: ATOP's history and the registry's present."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedera.datasets.calendar import By, periods_of
from foedera.datasets.obligations import BITS
from foedera.pictures import PactCounts
from foedera.treaties import ATOP_NAMES, ObligationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedera.datasets.joining import Alliances

#: numpy counts years from here.
_EPOCH_YEAR = 1970
_PAIR = 2


def counted(found: Alliances, kinds: Sequence[ObligationKind]) -> PactCounts:
    """Return how many alliances held a duty of some kinds in each year, between any states.

    Up to the last year covered the numbers are whole; afterwards each is a lower bound.

    Args:
        found: The alliances of the years wanted.
        kinds: Kinds of duty, among ATOP's five.
    """
    first, last = found.window.first.year, found.window.last.year
    years = tuple(range(first, last + 1))
    runs = found.runs
    begins = periods_of(runs.start, By.YEAR) + _EPOCH_YEAR - first
    ends = periods_of(runs.end, By.YEAR) + _EPOCH_YEAR - first
    large = _large(found)
    counts, many, unclear = {}, {}, {}
    for kind in kinds:
        bit = BITS[ATOP_NAMES[kind]]
        held = np.zeros((len(runs.bonds), len(years)), dtype=bool)
        perhaps = np.zeros_like(held)
        for bits, table in ((runs.held, held), (runs.unclear, perhaps)):
            mine = (bits & bit) != 0
            told = np.unique(np.stack([runs.bond[mine], begins[mine], ends[mine]]), axis=1)
            for bond, start, end in told.T.tolist():
                table[bond, start : end + 1] = True
        counts[kind.value] = held.sum(axis=0).tolist()
        many[kind.value] = held[large].sum(axis=0).tolist()
        unclear[kind.value] = (perhaps & ~held).sum(axis=0).tolist()
    until = first - 1 if found.covered is None else found.covered[1].year
    return PactCounts(years, counts, until, many, unclear)


def _large(found: Alliances) -> NDArray[Any]:
    """Tell of each alliance whether it ever had more than two members."""
    runs = found.runs
    members = np.unique(np.stack([runs.bond, runs.debtor]), axis=1)[0]
    large: NDArray[Any] = np.bincount(members, minlength=len(runs.bonds)) > _PAIR
    return large
