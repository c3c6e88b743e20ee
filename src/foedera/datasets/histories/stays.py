"""Stays: for how long each state was in an alliance, whatever its phases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from foedera.datasets.state_codes import codes_between
from foedera.treaties.certainty import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.state_codes import Bearer
    from foedera.dates import Interval

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """One state's unbroken stay in one alliance.

    Attributes:
        member: COW code.
        entry: Days on which it may have entered.
        gone: Days that may be the first on which it was no member any more; None where it
            was still one on the last day covered.
        bearers: The states that its number stood for meanwhile, in order.
    """

    member: int
    entry: Interval
    gone: Interval | None
    bearers: tuple[Bearer, ...]

    @property
    def start(self) -> date:
        """First day that it may have been a member."""
        return self.entry.start or date.min


def stays(rows: Sequence[Membership]) -> tuple[Stay, ...]:
    """Return the stays that the rows of one alliance tell of, phases taken together.

    A state that leaves one phase on the day on which it enters another, or on the day
    before, has not left the alliance.
    """
    own: dict[int, list[Membership]] = defaultdict(list)
    for one in rows:
        own[one.member].append(one)
    found = (stay for spells in own.values() for stay in _of_member(spells, rows))
    return tuple(sorted(found, key=lambda one: (one.start, one.member)))


def gone(row: Membership, rows: Iterable[Membership]) -> Interval | None:
    """Return the days that may be the first on which a member had left.

    ATOP's day of exit is the last day of a member: the pact that an attack ended was owed
    on the day of the attack. Two of whom one enters on the day on which the other leaves
    were never members together, though (codebook 2.7): the other had left by then.
    """
    if row.exit is None:
        return None
    same = (one for one in rows if one.phase == row.phase and one.member != row.member)
    relieved = any(one.entry == row.exit for one in same)
    return row.exit if relieved else shifted(row.exit, days=1)


def _of_member(spells: list[Membership], rows: Sequence[Membership]) -> Iterable[Stay]:
    spells.sort(key=lambda one: (one.start, one.end, one.phase))
    runs: list[list[Membership]] = []
    for one in spells:
        if runs and one.start <= max(row.end for row in runs[-1]) + _DAY:
            runs[-1].append(one)
        else:
            runs.append([one])
    for run in runs:
        final = max(run, key=lambda row: (row.exit is None, row.end))
        yield Stay(
            run[0].member,
            run[0].entry,
            gone(final, rows),
            codes_between(run[0].member, run[0].start, final.end),
        )
