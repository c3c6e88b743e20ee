"""Columns that tables of dyads and of states share: periods, flags, alliances, what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.actors import Catalogue
from foedera.datasets.calendar import By, first_days, last_days, number_of
from foedera.datasets.errors import UnfittingRowsError
from foedera.datasets.grouping import by_period, by_spell
from foedera.datasets.obligations import ALLIED, BITS
from foedera.datasets.state_codes import bearers
from foedera.datasets.tables.asked import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from foedera.datasets.grouping import Groups
    from foedera.datasets.joining import Alliances
    from foedera.datasets.runs import Bond, Runs
    from foedera.datasets.tables.asked import Asked

#: Fewest columns for ATOPIDs: so many has ATOP's own table of directed dyads, of states.
DYAD_IDS: Final = 9
STATE_IDS: Final = 59
_EPOCH_YEAR: Final = 1970
_MONTHS: Final = 12


def rows_of(runs: Runs, found: Alliances, asked: Asked) -> Groups:
    """Return the rows that runs make: by calendar periods, or by stretches of days.

    Raises:
        TooManyRowsError: There would be more than anybody can use.
        UnfittingRowsError: All of the state system are asked for by stretches of days.
    """
    if asked.by is not By.SPELL:
        return by_period(runs, asked.by)
    if asked.rows is not Rows.ALLIED:
        raise UnfittingRowsError(asked.by.value, asked.rows.value)
    return by_spell(runs, () if found.covered is None else (number_of(found.covered[1]) + 1,))


def bounds_of(period: NDArray[Any], until: NDArray[Any], asked: Asked) -> tuple[Any, Any]:
    """Return the first and last day of each row, as numbers, within the days asked about."""
    first, last = asked.window.numbers
    if asked.by is By.SPELL:
        return period, until
    begins, ends = first_days(period, asked.by), last_days(period, asked.by)
    return np.maximum(begins, first), np.minimum(ends, last)


def when_columns(
    start: NDArray[Any], end: NDArray[Any], by: By
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the columns that tell for which days a row stands."""
    days = start.astype("datetime64[D]")
    if by is By.SPELL:
        yield "start", days
        yield "end", end.astype("datetime64[D]")
    elif by is By.DAY:
        yield "day", days
    else:
        months = days.astype("datetime64[M]").astype(np.int64)
        yield "year", (months // _MONTHS + _EPOCH_YEAR).astype(np.int16)
        if by is By.MONTH:
            yield "month", (months % _MONTHS + 1).astype(np.int8)


def covered_rows(start: NDArray[Any], end: NDArray[Any], found: Alliances) -> NDArray[Any]:
    """Tell of each row whether every alliance of its days is held."""
    if found.covered is None:
        return np.zeros(len(start), dtype=bool)
    first, last = (number_of(day) for day in found.covered)
    covered: NDArray[Any] = (start >= first) & (end <= last)
    return covered


def flag_columns(
    held: NDArray[Any], unclear: NDArray[Any], covered: NDArray[Any]
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield whether two were allied, and ATOP's five flags.

    1 is surely so on some day; NA unclear or, where not all alliances are held, not on
    record; 0 only where all are held and none says so.
    """
    for name, bit in (("atopally", ALLIED), *BITS.items()):
        flag = (held & bit) != 0
        hidden = ~flag & (((unclear & bit) != 0) | ~covered)
        yield name, np.ma.MaskedArray(flag.astype(np.int8), mask=hidden)


def alliance_columns(
    groups: Groups, bonds: Sequence[Bond], least: int
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield how many alliances a row rests on and, in order, their ATOPIDs.

    Args:
        groups: The rows.
        bonds: What their alliances are called.
        least: How many columns at least; more where a row has more.
    """
    yield "number", groups.number.astype(np.int16)
    numbers = np.array([bond.atop for bond in bonds] or [0], dtype=np.int32)
    row, rank, place = groups.flat()
    atop = numbers[place]
    # Alliances without a number of ATOP's come first in the order of bonds: move up.
    unnumbered = np.bincount(row, weights=atop == 0, minlength=len(groups)).astype(np.int64)
    rank = rank - unnumbered[row]
    width = max(least, int(rank.max(initial=-1)) + 1)
    ids = np.zeros((width, len(groups)), dtype=np.int32)
    ids[rank[atop > 0], row[atop > 0]] = atop[atop > 0]
    for number in range(width):
        yield f"atopid{number + 1}", np.ma.MaskedArray(ids[number], mask=ids[number] == 0)


def instrument_column(groups: Groups, bonds: Sequence[Bond]) -> NDArray[Any]:
    """Return the identifiers of each row's alliances, joined by semicolons."""
    _, _, place = groups.flat()
    # Few sets of alliances recur in very many rows: each is put into words once.
    worded: dict[bytes, str] = {}
    told = np.empty(len(groups), dtype=object)
    ends = np.cumsum(groups.number)
    for row, (first, last) in enumerate(zip(ends - groups.number, ends, strict=True)):
        mine = place[first:last]
        key = mine.tobytes()
        if key not in worded:
            worded[key] = ";".join(sorted(name for one in mine for name in bonds[one].instruments))
        told[row] = worded[key]
    return told


def unclear_column(unclear: NDArray[Any]) -> NDArray[Any]:
    """Return the obligations of which it is unclear whether they were owed."""
    every = 2 * ALLIED
    names = np.array(
        [";".join(name for name, bit in BITS.items() if bits & bit) for bits in range(every)],
        dtype=object,
    )
    told: NDArray[Any] = names[unclear % every]
    return told


def code_columns(
    states: Mapping[str, NDArray[Any]], start: NDArray[Any]
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield ISO and Gleditsch-Ward codes beside COW's, as they were on each row's first day.

    Args:
        states: COW codes by what the columns' names end in: ``A``, ``B``, or nothing.
        start: First day of each row, as a number.
    """
    catalogue = Catalogue.load()
    for suffix, codes in states.items():
        iso = np.empty(len(codes), dtype=object)
        gw = np.zeros(len(codes), dtype=np.int16)
        known, place = np.unique(codes, return_inverse=True)
        born = [bearers(code) for code in known.tolist()]
        iso[:] = np.array([str(one[0].state) for one in born], dtype=object)[place]
        gw[:] = np.array([int(catalogue.state(one[0].state).gw or 0) for one in born])[place]
        for code, one in zip(known.tolist(), born, strict=True):
            for bearer in one[1:]:
                here = (codes == code) & (start >= number_of(bearer.first))
                iso[here] = str(bearer.state)
                gw[here] = int(catalogue.state(bearer.state).gw or 0)
        yield f"iso{suffix}", iso
        yield f"gw{suffix}", np.ma.MaskedArray(gw, mask=gw == 0)
