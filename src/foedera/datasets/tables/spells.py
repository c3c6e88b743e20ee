"""Spells: from when to when each state was a member of each alliance, to the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedera.datasets.calendar import number_of
from foedera.datasets.obligations import ALLIED, BITS
from foedera.datasets.table import Table
from foedera.datasets.tables.flags import code_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.joining import Alliances
    from foedera.datasets.runs import Runs
    from foedera.datasets.tables.asked import Asked
    from foedera.dates import Interval


def spells(found: Alliances, asked: Asked, memberships: Iterable[Membership] = ()) -> Table:
    """Return the table of memberships, one row for each stretch without a change.

    Args:
        found: The alliances.
        asked: Which days, states (as debtors) and columns.
        memberships: Rows of ATOP's member file, for how exactly it knows the days.
    """
    runs = found.members.within(asked.window).among(asked.debtors, None, asked.either)
    return Table("spells", dict(_columns(_merged(runs), found, asked, memberships)))


def _merged(runs: Runs) -> Runs:
    """Return the runs in order, those made one that follow on one another and say the same."""
    runs = runs.where(np.lexsort((runs.start, runs.phase, runs.debtor, runs.bond)))
    same = runs.start[1:] == runs.end[:-1] + 1
    for name in ("bond", "phase", "debtor", "held", "unclear"):
        same &= np.diff(getattr(runs, name).astype(np.int64)) == 0
    heads = np.flatnonzero(np.concatenate([[True], ~same])[: len(runs)])
    tails = np.append(heads[1:], len(runs))[: len(heads)] - 1
    merged = runs.where(heads)
    merged.end[:] = runs.end[tails]
    return merged


def _columns(
    runs: Runs, found: Alliances, asked: Asked, memberships: Iterable[Membership]
) -> Iterator[tuple[str, NDArray[Any]]]:
    numbers = np.array([bond.atop for bond in runs.bonds] or [0], dtype=np.int32)[runs.bond]
    yield "atopid", np.ma.MaskedArray(numbers, mask=numbers == 0)
    yield "phase", runs.phase
    yield "member", runs.debtor
    yield "start", runs.start.astype("datetime64[D]")
    yield "end", runs.end.astype("datetime64[D]")
    last = number_of(found.covered[1]) if found.covered else asked.window.numbers[1]
    goes_on = (runs.end == last) | (runs.end == asked.window.numbers[1])
    yield "open", goes_on.astype(np.int8)
    for name, bit in (("sure", ALLIED), *BITS.items()):
        flag = (runs.held & bit) != 0
        hidden = (runs.unclear & bit) != 0
        if name == "sure":
            yield name, flag.astype(np.int8)
        else:
            yield name, np.ma.MaskedArray(flag.astype(np.int8), mask=hidden)
    if not asked.more:
        return
    yield from code_columns({"": runs.debtor}, runs.start)
    known = {
        (one.alliance, one.phase, one.member, number_of(one.start)): one for one in memberships
    }
    keys = zip(numbers, runs.phase, runs.debtor, runs.start, strict=True)
    mine = [known.get((int(a), int(b), int(c), int(d))) for a, b, c, d in keys]
    entry = [_precision(one.entry) if one else "" for one in mine]
    exits = [_precision(one.exit) if one and one.exit else "" for one in mine]
    yield "entry_precision", np.array(entry, dtype=object)
    yield "exit_precision", np.array(exits, dtype=object)
    names = [";".join(runs.bonds[place].instruments) for place in runs.bond]
    yield "instruments", np.array(names, dtype=object)


def _precision(when: Interval) -> str:
    """Return how exactly a day is known."""
    if when.start is None or when.end is None:
        return ""
    if when.start == when.end:
        return "day"
    return "month" if when.start.month == when.end.month else "year"
