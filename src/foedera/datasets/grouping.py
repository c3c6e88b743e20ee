"""From runs of days to rows: what held between two states in a period, or without a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.calendar import By, periods_of
from foedera.datasets.errors import TooManyRowsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedera.datasets.runs import Runs

#: Most rows that runs are drawn out to; more would not fit into a machine's memory.
MOST: Final = 40_000_000
#: Beyond every COW code: what pairs are numbered with.
_CODES: Final = 10_000


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows of pairs and periods; all arrays but the last two are of one length.

    Attributes:
        debtor: COW code.
        creditor: COW code.
        period: Number of the period; for stretches of days: first day.
        until: For stretches of days: last day; else as ``period``.
        held: Bits of what was surely owed on some day of it.
        unclear: Bits of what was perhaps, and never surely, owed.
        number: How many alliances.
        bonds: The alliances of all rows, one after another, as places among the bonds.
        begins: Where those of each row begin.
    """

    debtor: NDArray[Any]
    creditor: NDArray[Any]
    period: NDArray[Any]
    until: NDArray[Any]
    held: NDArray[Any]
    unclear: NDArray[Any]
    number: NDArray[Any]
    bonds: NDArray[Any]
    begins: NDArray[Any]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.period)

    def flat(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return the alliances of all rows: the row, their rank within it, their place."""
        row = np.repeat(np.arange(len(self)), self.number)
        ends = np.cumsum(self.number)
        rank = np.arange(len(row)) - np.repeat(ends - self.number, self.number)
        return row, rank, self.bonds[np.repeat(self.begins, self.number) + rank]


def pairs_of(debtor: NDArray[Any], creditor: NDArray[Any]) -> NDArray[Any]:
    """Return pairs of states as single numbers that sort as the pairs do."""
    pairs: NDArray[Any] = debtor.astype(np.int64) * _CODES + creditor
    return pairs


def row_key(debtor: NDArray[Any], creditor: NDArray[Any], period: NDArray[Any]) -> NDArray[Any]:
    """Return pair and period, or day, as one number that sorts as they do."""
    return mixed(pairs_of(debtor, creditor), period)


def drawn_out(first: NDArray[Any], last: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return every period from the first to the last of each row, and of which row it is.

    Args:
        first: First period of each row.
        last: Last period of each row; where it lies before the first there is none.

    Raises:
        TooManyRowsError: There would be more than anybody can use.
    """
    counts = np.maximum(last - first + 1, 0)
    total = int(counts.sum())
    if total > MOST:
        raise TooManyRowsError(total, MOST)
    which = np.repeat(np.arange(len(counts)), counts)
    offsets = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    return which, first[which] + offsets


def by_period(runs: Runs, by: By) -> Groups:
    """Return a row for each pair and calendar period in which two states were allied.

    An obligation counts if it was owed on any day of the period (ATOP codebook 2.7), as
    the latest phase of the period has it: so the published tables are made, though the
    codebook is silent on it.

    Args:
        runs: Within the days asked about.
        by: Years, months or days.

    Raises:
        TooManyRowsError: There would be more than anybody can use.
    """
    runs = _ordered(runs)
    first, last = periods_of(runs.start, by), periods_of(runs.end, by)
    return _grouped(runs, first, last)


def spread(
    groups: Groups, debtor: NDArray[Any], creditor: NDArray[Any], period: NDArray[Any]
) -> Groups:
    """Return a row for each of some pairs and periods, what groups tell of them filled in.

    Args:
        groups: By calendar period. Those of other pairs and periods are left out.
        debtor: Who owes, for each row wanted.
        creditor: To whom.
        period: When; the three sorted by pair, then period.
    """
    keys = row_key(debtor, creditor, period)
    mine = row_key(groups.debtor, groups.creditor, groups.period)
    place = np.minimum(np.searchsorted(keys, mine), max(len(keys) - 1, 0))
    known = keys[place] == mine if len(keys) else np.zeros(len(mine), dtype=bool)
    filled = {}
    for name in ("held", "unclear", "number", "begins"):
        column = getattr(groups, name)
        filled[name] = np.zeros(len(keys), dtype=column.dtype)
        filled[name][place[known]] = column[known]
    return Groups(debtor, creditor, period, period, bonds=groups.bonds, **filled)


def by_spell(runs: Runs, edges: tuple[int, ...] = ()) -> Groups:
    """Return a row for each pair and longest stretch of days on which nothing changes.

    Args:
        runs: Within the days asked about.
        edges: Days on which a row must begin anew, such as the end of what is covered.
    """
    runs = _ordered(runs)
    end = runs.end
    pair = pairs_of(runs.debtor, runs.creditor)
    told = np.unique(pair)
    marks = [np.stack([pair, runs.start]), np.stack([pair, end + 1])]
    marks += [np.stack([told, np.full(len(told), edge)]) for edge in edges]
    every = np.unique(np.concatenate(marks, axis=1), axis=1)
    keys = mixed(every[0], every[1])
    first = np.searchsorted(keys, mixed(pair, runs.start))
    last = np.searchsorted(keys, mixed(pair, end + 1)) - 1
    found = _grouped(runs, first, last)
    days = np.append(every[1], 0)
    start, until = days[found.period], days[found.period + 1] - 1
    return _merged(found, start, until, np.array(edges, dtype=np.int64))


def mixed(pair: NDArray[Any], day: NDArray[Any]) -> NDArray[Any]:
    """Return a pair and a day, or period, as one number that sorts as the two do."""
    key: NDArray[Any] = pair * 2**24 + day + 2**22
    return key


def _ordered(runs: Runs) -> Runs:
    # Phases by their number, not by their first day: that may lie before the days asked about.
    return runs.where(np.lexsort((runs.start, runs.phase, runs.creditor, runs.debtor, runs.bond)))


def _grouped(runs: Runs, first: NDArray[Any], last: NDArray[Any]) -> Groups:
    which, period = drawn_out(first, last)
    total = len(which)
    pair = pairs_of(runs.debtor, runs.creditor)[which]
    base = int(period.min()) if total else 0
    width = int(period.max()) - base + 1 if total else 1
    key = pair * width + (period - base)
    # Runs lie in the order of their bonds, so that a stable sort keeps these in order.
    order = np.argsort(key, kind="stable")
    key, which = key[order], which[order]
    kept = _latest_phase(key, runs.bond[which], runs.phase[which])
    key, which, order = key[kept], which[kept], order[kept]
    new = np.concatenate([[True], np.diff(key) != 0])[: len(key)]
    heads = np.flatnonzero(new)
    bond = runs.bond[which]
    other = new.copy()
    other[1:] |= np.diff(bond) != 0
    held = _united(runs.held[which], heads)
    return Groups(
        debtor=runs.debtor[which][heads],
        creditor=runs.creditor[which][heads],
        period=period[order][heads],
        until=period[order][heads],
        held=held,
        unclear=_united(runs.unclear[which], heads) & ~held,
        number=_summed(other, heads),
        bonds=bond[other],
        begins=np.cumsum(other)[heads] - 1,
    )


def _latest_phase(key: NDArray[Any], bond: NDArray[Any], phase: NDArray[Any]) -> NDArray[Any]:
    """Tell of runs in order which are of the latest phase of their period."""
    ends = np.concatenate([(np.diff(key) != 0) | (np.diff(bond) != 0), [True]])[: len(key)]
    tails = np.flatnonzero(ends)
    group = np.cumsum(ends) - ends
    latest: NDArray[Any] = phase == phase[tails][group]
    return latest


def _united(bits: NDArray[Any], heads: NDArray[Any]) -> NDArray[Any]:
    return np.bitwise_or.reduceat(bits, heads) if len(heads) else bits


def _summed(flags: NDArray[Any], heads: NDArray[Any]) -> NDArray[Any]:
    return np.add.reduceat(flags.astype(np.int64), heads) if len(heads) else flags.astype(int)


def _merged(
    groups: Groups, start: NDArray[Any], until: NDArray[Any], edges: NDArray[Any]
) -> Groups:
    """Return the rows with those made one that follow on one another and say the same."""
    pair = pairs_of(groups.debtor, groups.creditor)
    same = (np.diff(pair) == 0) & (start[1:] == until[:-1] + 1) & ~np.isin(start[1:], edges)
    for one in (groups.held, groups.unclear, groups.number):
        same &= np.diff(one.astype(np.int64)) == 0
    for place in np.flatnonzero(same):
        mine, next_ = groups.begins[place], groups.begins[place + 1]
        count = groups.number[place]
        same[place] = np.array_equal(
            groups.bonds[mine : mine + count], groups.bonds[next_ : next_ + count]
        )
    heads = np.flatnonzero(np.concatenate([[True], ~same])[: len(groups)])
    tails = np.append(heads[1:], len(groups)) - 1 if len(heads) else heads
    return Groups(
        debtor=groups.debtor[heads],
        creditor=groups.creditor[heads],
        period=start[heads],
        until=until[tails],
        held=groups.held[heads],
        unclear=groups.unclear[heads],
        number=groups.number[heads],
        bonds=groups.bonds,
        begins=groups.begins[heads],
    )
