"""ATOP's codes of one alliance, also for those who join it after the last day ATOP covers."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from foedera.datasets.atop.corrections import corrections
from foedera.datasets.atop.spells import bits_of
from foedera.datasets.obligations import ALLIED, BITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from foedera.datasets.atop.memberships import Membership


class Codes:
    """ATOP's codes of one alliance.

    Args:
        members: Its rows, one at least.

    Attributes:
        open: COW codes of the members it has in effect on the last day covered.
    """

    def __init__(self, members: Sequence[Membership]) -> None:
        self.open = frozenset(one.member for one in members if one.exit is None)
        self._rows: dict[int, list[Membership]] = {}
        self._begins: dict[int, date] = {}
        for one in sorted(members, key=lambda one: one.start):
            self._rows.setdefault(one.member, []).append(one)
            self._begins.setdefault(one.phase, one.start)
        mine = members[0].alliance
        self._not_owed = [one for one in corrections() if one.alliance == mine]

    def phases(self, first: date, last: date) -> Iterator[tuple[date, date, int]]:
        """Yield the phases among some days; the first reaches back, the last goes on."""
        order = sorted(self._begins, key=lambda phase: (self._begins[phase], phase))
        for phase, after in zip(order, [*order[1:], None], strict=True):
            begins = first if phase == order[0] else max(first, self._begins[phase])
            ends = last if after is None else min(last, self._begins[after] - timedelta(days=1))
            if begins <= ends:
                yield begins, ends, phase

    def bits(self, state: int, phase: int) -> int:
        """Return what a member owes in a phase, be it to single partners only.

        One of whom ATOP knows nothing in that phase owes what it owes in its nearest, or
        else what all others owe alike.
        """
        if own := self._rows.get(state):
            return bits_of(min(own, key=lambda one: (abs(one.phase - phase), one.phase)))
        every = [one for rows in self._rows.values() for one in rows if one.phase == phase]
        others = {bits_of(one) for one in every}
        return others.pop() if len(others) == 1 else ALLIED

    def spared(self, debtor: int, creditor: int, phase: int) -> int:
        """Return what of that a member does not owe to one other."""
        spared = 0
        for one in self._not_owed:
            if (one.debtor, one.creditor) == (debtor, creditor) and one.phase in {None, phase}:
                spared |= BITS[one.obligation]
        return spared

    def apart(self, state: int, other: int) -> bool:
        """Tell whether two were members at one time, yet of different phases.

        So it is with France's treaty with Czechoslovakia (4070), which went on with each of
        its successors, and did not ally these with one another.
        """
        mine, theirs = self._rows.get(state, ()), self._rows.get(other, ())
        if {one.phase for one in mine} & {one.phase for one in theirs}:
            return False
        return any(max(a.start, b.start) < min(a.end, b.end) for a, b in product(mine, theirs))
