"""Alliances: one row for each, made of the rows of its members."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.atop.spells import bond_of
from foedera.datasets.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from foedera.datasets.atop.memberships import Membership
    from foedera.dates import Interval

#: Columns of the alliance table between its days and its members, in ATOP's order. An
#: alliance has what any member has in any phase: the highest code.
_CODES: Final = (
    *("ineffect", "bilat", "maxphase", "wartime", "estmode", "pubsecr", "secrart", "proadd"),
    *("futmem", "speclgth", "length", "renounce", "proren", "renewlgt", "term"),
    *("defense", "offense", "neutral", "nonagg", "consul", "active", "conditio"),
    *("defcon", "offcon", "neucon", "concon", "asymm", "notaiden", "dipaid", "terrres"),
    *("seppeace", "thirdcom", "noothall", "specthrt", "statthr1", "statthr2", "conwtin"),
    *("medarb", "milcon", "milaid", "intcom", "subord", "organ1", "orgpurp1", "organ2"),
    *("orgpurp2", "base", "contrib", "armred", "acqterr", "divgains", "demwith", "reflnun"),
    *("refothio", "natrefal", "compag", "nomicoop", "conres", "agprois", "conmen", "ecaid"),
    "interv",
)
_IDS: Final = ("cowid", "cow4id")
_LAST: Final = ("source", "new5", "rev5")
#: How an alliance ended is told by its last phase alone.
_OF_LAST_PHASE: Final = "term"
_MEMBERS: Final = 59


def alliances_table(
    memberships: Iterable[Membership],
    recorded: Mapping[int, Sequence[str]],
    *,
    more: bool = False,
) -> Table:
    """Return ATOP's table of alliances, rebuilt from the member file.

    Args:
        memberships: Rows of the member file, those without a COW code among them.
        recorded: The registry's instruments by ATOPID.
        more: Whether the registry's identifiers are wanted, too.
    """
    groups: dict[int, list[Membership]] = defaultdict(list)
    for one in memberships:
        groups[one.alliance].append(one)
    alliances = [groups[number] for number in sorted(groups)]
    columns = dict(_columns(alliances))
    if more:
        ids = [";".join(bond_of(one[0].alliance, recorded).instruments) for one in alliances]
        columns["instruments"] = np.array(ids, dtype=object)
    return Table("alliances", columns)


def _columns(alliances: Sequence[Sequence[Membership]]) -> Iterator[tuple[str, NDArray[Any]]]:
    known = set(alliances[0][0].codes) if alliances else set()
    yield "atopid", _numbers([one[0].alliance for one in alliances])
    yield from _coded(alliances, [name for name in _IDS if name in known])
    begun = [_days(min(one, key=lambda m: m.start).entry) for one in alliances]
    ended = [_ended(one) for one in alliances]
    for names, days in (
        (("begyr", "begmo", "begday"), begun),
        (("endyr", "endmo", "endday"), ended),
    ):
        for place, name in enumerate(names):
            yield name, _numbers([day[place] for day in days])
    yield from _coded(alliances, [name for name in _CODES if name in known])
    members = [sorted({m.member for m in one}) for one in alliances]
    for place in range(max([_MEMBERS, *map(len, members)])):
        yield (
            f"mem{place + 1}",
            _numbers([one[place] if place < len(one) else None for one in members]),
        )
    yield from _coded(alliances, [name for name in _LAST if name in known])


def _coded(
    alliances: Sequence[Sequence[Membership]], names: Iterable[str]
) -> Iterator[tuple[str, NDArray[Any]]]:
    for name in names:
        told = _at_the_end if name == _OF_LAST_PHASE else _highest
        yield name, _numbers([told(one, name) for one in alliances])


def _highest(members: Sequence[Membership], name: str) -> int | None:
    values = [value for one in members if (value := one.codes[name]) is not None]
    return max(values) if values else None


def _at_the_end(members: Sequence[Membership], name: str) -> int | None:
    latest = max(one.phase for one in members)
    return _highest([one for one in members if one.phase == latest], name)


def _ended(members: Sequence[Membership]) -> tuple[int | None, ...]:
    """Return year, month and day of the end; zeros where it was in effect on the last day."""
    exits = [(one.end, one.exit) for one in members]
    if any(exit_ is None for _, exit_ in exits):
        return (0, 0, 0)
    last = max(exits, key=lambda one: one[0])[1]
    return (0, 0, 0) if last is None else _days(last)


def _days(when: Interval) -> tuple[int | None, ...]:
    """Return year, month and day as far as they are known."""
    start, end = when.start, when.end
    if start is None or end is None:
        return (None, None, None)
    month = start.month if start.month == end.month else None
    return (start.year, month, start.day if start == end else None)


def _numbers(values: Sequence[int | None]) -> NDArray[Any]:
    hidden = [value is None for value in values]
    return np.ma.MaskedArray(
        np.array([value or 0 for value in values], dtype=np.int32), mask=hidden
    )
