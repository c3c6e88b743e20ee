"""Membership of the state system through time, and the pairs of states that shared it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from foedera.actors import Catalogue
from foedera.datasets.calendar import By, day_of, number_of, periods_of
from foedera.datasets.grouping import drawn_out, pairs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from numpy.typing import NDArray

    from foedera.datasets.calendar import Window

    #: Tells of pairs, by debtors and creditors, which are wanted.
    Wanted = Callable[[NDArray[Any], NDArray[Any]], NDArray[Any]]

#: Stands for the end of a spell that goes on, as a number of a day (the year 2500).
_STILL: Final = 193_000


class Spells(NamedTuple):
    """Spells of membership of the state system (COW, version 2016); arrays of one length.

    Attributes:
        state: COW code.
        start: First day, as a number.
        end: Last day, as a number; that of the window where it goes on.
    """

    state: NDArray[Any]
    start: NDArray[Any]
    end: NDArray[Any]


@cache
def _spells() -> Spells:
    rows = sorted(
        (int(one.cow), number_of(spell.start), number_of(spell.end) if spell.end else _STILL)
        for one in Catalogue.load().states()
        if one.cow
        for spell in one.spells
        if spell.start
    )
    state, start, end = np.array(rows, dtype=np.int64).T
    return Spells(state, start, end)


def spells_in(window: Window) -> Spells:
    """Return what of the spells lies within some days."""
    first, last = window.numbers
    every = _spells()
    start, end = np.maximum(every.start, first), np.minimum(every.end, last)
    inside = start <= end
    return Spells(every.state[inside], start[inside], end[inside])


def spells_of(code: int) -> str:
    """Return the days on which a state was a member, in words: ``1816-01-01 to 1871-01-18``."""
    every = _spells()
    mine = every.state == code
    days = zip(every.start[mine].tolist(), every.end[mine].tolist(), strict=True)
    return ", ".join(
        f"since {day_of(start)}" if end == _STILL else f"{day_of(start)} to {day_of(end)}"
        for start, end in days
    )


class Pairs(NamedTuple):
    """Pairs of states and periods, sorted by pair, then period; arrays of one length."""

    debtor: NDArray[Any]
    creditor: NDArray[Any]
    period: NDArray[Any]


def system_pairs(
    window: Window, by: By, *, same_day: bool = True, wanted: Wanted | None = None
) -> Pairs:
    """Return directed pairs of members of the state system, period by period.

    Args:
        window: The days asked about.
        by: Years, months or days.
        same_day: Whether two must have been members on one day of the period, not only
            both at some time in it (Zanzibar and Tanzania in 1964).
        wanted: Which pairs; None for all of them.

    Raises:
        TooManyRowsError: There would be more than anybody can use.
    """
    debtor, creditor, start, end = _together(spells_in(window), by, same_day=same_day)
    if wanted is not None:
        chosen = wanted(debtor, creditor)
        debtor, creditor, start, end = (one[chosen] for one in (debtor, creditor, start, end))
    first, last = periods_of(start, by), periods_of(end, by)
    if not same_day:
        first, last = start, end
    which, period = drawn_out(first, last)
    debtor, creditor = debtor[which], creditor[which]
    # Two spells of one pair may touch the same period: it is one row.
    new = np.ones(len(which), dtype=bool)
    pair = pairs_of(debtor, creditor)
    new[1:] = (np.diff(pair) != 0) | (np.diff(period) != 0)
    return Pairs(debtor[new], creditor[new], period[new])


def _together(
    spells: Spells, by: By, *, same_day: bool
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return the times that pairs of states share, in days, or else in periods."""
    starts, ends = spells.start, spells.end
    if not same_day:
        starts, ends = periods_of(starts, by), periods_of(ends, by)
    one, other = (places.ravel() for places in np.indices((len(starts), len(starts))))
    start = np.maximum(starts[one], starts[other])
    end = np.minimum(ends[one], ends[other])
    debtor, creditor = spells.state[one], spells.state[other]
    both = (start <= end) & (debtor != creditor)
    debtor, creditor, start, end = (part[both] for part in (debtor, creditor, start, end))
    order = np.lexsort((start, creditor, debtor))
    return debtor[order], creditor[order], start[order], end[order]


def system_states(window: Window, by: By) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the members of the state system, period by period: states and periods."""
    spells = spells_in(window)
    first, last = periods_of(spells.start, by), periods_of(spells.end, by)
    which, period = drawn_out(first, last)
    both = np.unique(np.stack([spells.state[which], period]), axis=1)
    return both[0], both[1]


def outside(codes: Collection[int], window: Window) -> tuple[int, ...]:
    """Return those states that were members on none of some days."""
    return tuple(sorted(set(codes) - set(spells_in(window).state.tolist())))


def partly_outside(codes: Collection[int], window: Window) -> tuple[int, ...]:
    """Return those states that were members on some of some days, and not on all."""
    first, last = window.numbers
    inside = spells_in(window)
    whole = (inside.start == first) & (inside.end == last)
    return tuple(
        sorted(set(codes) & set(inside.state.tolist()) - set(inside.state[whole].tolist()))
    )
