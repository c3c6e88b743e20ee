"""What tables of member files must say, found slowly: day by day, in plain Python.

It shares with the program the rows of the file, and nothing after that.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from foedera.datasets.atop.memberships import LAST
from foedera.datasets.obligations import OBLIGATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.calendar import Window

    #: State, and state to whom; 0 for single states.
    Pair = tuple[int, int]

DAY = timedelta(days=1)


class Said(NamedTuple):
    """What holds between two states: surely, perhaps, and under which alliances."""

    held: frozenset[str]
    unclear: frozenset[str]
    alliances: tuple[int, ...]


@dataclass(frozen=True)
class Tie:
    """One state's duties to another in a phase of an alliance, from one day to another."""

    alliance: int
    phase: int
    pair: Pair
    first: date
    last: date
    duties: frozenset[str]
    sure: bool


def pair_ties(rows: Iterable[Membership], until: date, unsure: Iterable[int] = ()) -> list[Tie]:
    """Return who was a member with whom; after the last day of ATOP, perhaps."""
    found = []
    for one, other in product([row for row in rows if row.member < 1000], repeat=2):
        same = (one.alliance, one.phase) == (other.alliance, other.phase)
        if not same or one.member == other.member:
            continue
        first, last = max(one.start, other.start), min(one.end, other.end)
        if first < last:  # who enters on the day on which the other leaves is never with it
            goes_on = one.exit is None and other.exit is None
            pair = (one.member, other.member)
            found += _told(one, pair, (first, last), until if goes_on else last, unsure)
    return found


def single_ties(rows: Iterable[Membership], until: date, unsure: Iterable[int] = ()) -> list[Tie]:
    """Return who was a member, be it with others or not."""
    found = []
    for one in rows:
        if one.member < 1000:
            last = until if one.exit is None else one.end
            found += _told(one, (one.member, 0), (one.start, one.end), last, unsure)
    return found


def _told(
    row: Membership, pair: Pair, days: tuple[date, date], until: date, unsure: Iterable[int]
) -> Iterator[Tie]:
    duties = frozenset({"allied", *(name for name in OBLIGATIONS if row.codes[name] == 1)})
    place = (row.alliance, row.phase, pair)
    yield Tie(*place, *days, duties, row.alliance not in unsure)
    if until > LAST:
        yield Tie(*place, LAST + DAY, until, duties, sure=False)


def unratified(rows: Sequence[Membership]) -> set[int]:
    """Return the alliances that had to be ratified, or may have had to."""
    states = [row for row in rows if row.member < 1000]
    return {row.alliance for row in states if row.codes["estmode"] in {1, None}}


def days_of(window: Window) -> list[date]:
    count = (window.last - window.first).days + 1
    return [window.first + DAY * number for number in range(count)]


def year(day: date) -> date:
    return day.replace(month=1, day=1)


def month(day: date) -> date:
    return day.replace(day=1)


def itself(day: date) -> date:
    return day


def by_period(
    ties: Iterable[Tie], window: Window, period: Callable[[date], date]
) -> dict[tuple[int, int, date], Said]:
    """Return what held in each period, named by its first day, walking through the days."""
    found: dict[tuple[int, int, date], set[Tie]] = defaultdict(set)
    ties = tuple(ties)
    for day in days_of(window):
        for tie in ties:
            if tie.first <= day <= tie.last:
                found[*tie.pair, period(day)].add(tie)
    return {key: _said(mine) for key, mine in sorted(found.items())}


def _said(ties: Iterable[Tie]) -> Said:
    """Return what ties say together, the highest phase of each alliance standing."""
    ties = tuple(ties)
    latest: dict[int, int] = {}
    for tie in ties:
        latest[tie.alliance] = max(latest.get(tie.alliance, 0), tie.phase)
    standing = [tie for tie in ties if tie.phase == latest[tie.alliance]]
    held = frozenset(duty for tie in standing if tie.sure for duty in tie.duties)
    every = frozenset(duty for tie in standing for duty in tie.duties)
    return Said(held, every - held, tuple(sorted(latest)))


def by_spell(
    ties: Iterable[Tie], window: Window, edges: Iterable[date] = ()
) -> dict[tuple[int, int, date], tuple[date, Said]]:
    """Return the longest stretches of days on which nothing changed: first, last, what held."""
    edges = frozenset(edges)
    found: dict[tuple[int, int, date], tuple[date, Said]] = {}
    going: dict[Pair, date] = {}
    for (one, other, day), said in by_period(ties, window, itself).items():
        pair = (one, other)
        start = going.get(pair)
        if start is not None and day not in edges and found[*pair, start] == (day - DAY, said):
            found[*pair, start] = (day, said)
        else:
            going[pair] = day
            found[*pair, day] = (day, said)
    return found


def days_held(
    ties: Iterable[Tie], window: Window, period: Callable[[date], date]
) -> dict[tuple[int, int, date, str], int]:
    """Return on how many days of each period each duty was surely owed."""
    found: dict[tuple[int, int, date, str], int] = defaultdict(int)
    for (one, other, day), said in by_period(ties, window, itself).items():
        for duty in said.held:
            found[one, other, period(day), duty] += 1
    return found


def changed(
    rows: Iterable[Membership], window: Window, period: Callable[[date], date]
) -> set[tuple[int, date]]:
    """Return the states and periods in which one entered or left an alliance, or a phase."""
    found = set()
    for row in rows:
        for day in (row.start, row.end if row.exit is not None else None):
            if day is not None and window.first <= day <= window.last:
                found.add((row.member, period(day)))
    return found
