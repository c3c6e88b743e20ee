"""ATOP's history and the registry's present, joined into one set of runs without a seam.

What ATOP coded keeps ATOP's code for as long as it lasts: the registry tells who is bound
and until when, so that no flag changes on the last day that ATOP covers merely because
another source begins to speak.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.atop.codes import Codes
from foedera.datasets.atop.memberships import FIRST, LAST
from foedera.datasets.atop.spells import RATIFIED, bits_of, bond_of, member_runs
from foedera.datasets.calendar import Window, number_of
from foedera.datasets.recorded import Recorded, begun_after, numbered, weaker
from foedera.datasets.runs import Bond, Runs, joined, runs_of
from foedera.datasets.state_codes import cow_of
from foedera.dates import Interval
from foedera.treaties import Basis, Coding, ImpliedEnd, Truth
from foedera.treaties.obligations import states_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from foedera.datasets.atop.memberships import Membership
    from foedera.treaties import Registry

    #: Bond, and phase, debtor, creditor, start, end, held, unclear.
    _Row = tuple[Bond, tuple[int, ...]]

#: The first day that the registry alone speaks for: what it records of earlier ones is a
#: choice of instruments, of which a table of all states could only mislead.
REGISTRY_FROM: Final = date(2018, 1, 1)
#: ATOP's reading of the registry, and the law's.
READINGS: Final = {
    Basis.SIGNATURE: Coding(Basis.SIGNATURE, ImpliedEnd.ATOP),
    Basis.IN_FORCE: Coding(Basis.IN_FORCE, ImpliedEnd.VCLT),
}
_AFTER: Final = LAST + timedelta(days=1)


class Disagreement(Enum):
    """How ATOP and the registry differ on the last day that ATOP covers."""

    ENDED = "ended"  # in effect by ATOP, over by the registry
    GOES_ON = "goes on"  # over by ATOP, in force by the registry
    NO_MEMBER = "no member"  # a member by the registry alone
    NOT_FOLLOWED = "not followed"  # in effect by ATOP, not in the registry at all


@dataclass(frozen=True, slots=True)
class Seam:
    """What the two sources say differently of an alliance where one hands over to the other.

    Attributes:
        alliance: ATOPID.
        how: In what they differ.
        states: COW codes of the members concerned.
        instruments: Of the registry.
    """

    alliance: int
    how: Disagreement
    states: tuple[int, ...]
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alliances:
    """Every alliance through time, pair by pair and member by member.

    Attributes:
        runs: Between pairs.
        members: Of single states: creditor 0.
        covered: First and last day for which every alliance is held; None for none.
        basis: From when a state counts as bound.
        seams: Where the sources disagree on the day on which one hands over.
        window: The days they were made for.
        changes: COW codes, and the days (as numbers) on which each of these states entered
            or left an alliance or a phase of one.
    """

    runs: Runs
    members: Runs
    covered: tuple[date, date] | None
    basis: Basis
    seams: tuple[Seam, ...]
    window: Window
    changes: tuple[NDArray[Any], NDArray[Any]]


def alliances(  # noqa: PLR0913 - what may be asked of both sources
    registry: Registry,
    memberships: Sequence[Membership] | None,
    window: Window,
    basis: Basis = Basis.SIGNATURE,
    known_by: date | None = None,
    *,
    among: Collection[int] | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Alliances:
    """Join ATOP's alliances and the registry's.

    Args:
        registry: The instruments.
        memberships: Rows of ATOP's member file; None where nobody has imported it.
        window: The days wanted.
        basis: ``SIGNATURE``: up to the last day of ATOP as ATOP has it. ``IN_FORCE``: where
            the registry records an alliance, as the law has it on every day; elsewhere
            unclear from signature to end if it had to be ratified.
        known_by: Of the registry, count only what had become known by that day.
        among: COW codes: only alliances with any of these states need be told of; None for
            all of them.
        told: Is told how many alliances of how many have been looked at.
    """
    recorded = Recorded(registry, READINGS[basis], known_by)
    return _Joining(registry, recorded, window, basis, among).joined(memberships, told)


class _Joining:
    def __init__(
        self,
        registry: Registry,
        recorded: Recorded,
        window: Window,
        basis: Basis,
        among: Collection[int] | None,
    ) -> None:
        self._registry, self._recorded = registry, recorded
        self._window, self._basis, self._among = window, basis, among
        self._names = numbered(registry)
        # One day more on either side tells what begins or ends from what is merely cut off.
        self._until = window.last + timedelta(days=1) if window.last < date.max else window.last
        self._pairs: list[_Row] = []
        self._single: list[_Row] = []
        self._seams: list[Seam] = []

    def joined(
        self,
        memberships: Sequence[Membership] | None,
        told: Callable[[int, int], None] | None,
    ) -> Alliances:
        """Return every alliance; without memberships, what the registry has."""
        imported = memberships is not None
        every = tuple(one for one in memberships or () if one.system)
        parts: list[Runs] = []
        members: list[Runs] = []
        own: list[Membership] = []
        if imported:
            law = self._basis is Basis.IN_FORCE
            own = [one for one in every if not (law and one.alliance in self._names)]
            unsure = {one.alliance for one in own if law and _must_be_ratified(one)}
            parts.append(member_runs(own, self._names, unsure))
            members.append(_of_members(own, self._names, unsure))
            for one, runs in zip((parts, members), self._not_followed(every), strict=True):
                one.append(runs)
            groups = _by_alliance(every)
            for number, (alliance, found) in enumerate(groups.items(), start=1):
                self._carry_on(alliance, found)
                if told is not None:
                    told(number, len(groups))
        first = max(self._window.first, FIRST if imported else REGISTRY_FROM)
        shown = Window(first, self._window.last)
        for bond in self._coded_here(imported=imported):
            self._by_registry(bond, first - timedelta(days=1))
        parts.append(self._runs(self._pairs))
        covered = (FIRST, LAST) if imported else None
        single = self._runs(self._single)
        members.append(single)
        seams = sorted(self._seams, key=lambda one: (one.alliance, one.how.value))
        return Alliances(
            runs=joined(parts).within(shown),
            members=joined(members).within(shown),
            covered=covered,
            basis=self._basis,
            seams=tuple(seams),
            window=self._window,
            changes=self._changes(own, single, first - timedelta(days=1)),
        )

    @staticmethod
    def _runs(rows: Sequence[_Row]) -> Runs:
        return runs_of((bond for bond, _ in rows), rows)

    def _not_followed(self, members: Iterable[Membership]) -> tuple[Runs, Runs]:
        """Return, unclear, what ATOP has in effect on its last day and the registry has not."""
        days = Window(_AFTER, self._window.last)
        going_on = [
            replace(one, exit=Interval.on(self._window.last))
            for one in members
            if one.exit is None and one.alliance not in self._names and days.first <= days.last
        ]
        unsure = {one.alliance for one in going_on}
        pairs = member_runs(going_on, self._names, unsure)
        return pairs.within(days), _of_members(going_on, self._names, unsure).within(days)

    def _carry_on(self, alliance: int, members: Sequence[Membership]) -> None:
        """Add what the registry says of an alliance of ATOP's, or that it says nothing."""
        bond = bond_of(alliance, self._names)
        coded = Codes(members)
        law = self._basis is Basis.IN_FORCE
        if not law and self._window.last <= LAST:
            return
        instruments = [self._registry.instrument(one) for one in self._names.get(alliance, ())]
        states = {cow_of(state) for one in instruments for state in states_of(one)}
        if not self._concerned(states | {one.member for one in members}):
            return
        if not instruments:
            if self._window.last > LAST:
                self._note(alliance, Disagreement.NOT_FOLLOWED, coded.open, ())
            return
        days = Window(FIRST if law else LAST, max(self._until, LAST))
        stretches = list(self._recorded.bound(instruments, days))
        if law:
            for first, last, bound in stretches:
                self._add(bond, coded, (first, last), bound)
            return
        self._continue(bond, coded, stretches)

    def _continue(
        self,
        bond: Bond,
        coded: Codes,
        stretches: Sequence[tuple[date, date, Mapping[int, Truth]]],
    ) -> None:
        """Add who stays bound after the last day of ATOP, and who joins then."""
        at_seam = stretches[0][2]
        bound_there = {state for state, truth in at_seam.items() if truth is not Truth.NO}
        ended = coded.open - bound_there
        outside = bound_there - coded.open
        surely = {state for state in outside if at_seam[state] is Truth.YES}
        if coded.open:
            self._note(bond.atop, Disagreement.ENDED, ended, bond.instruments)
            self._note(bond.atop, Disagreement.NO_MEMBER, surely, bond.instruments)
        else:
            self._note(bond.atop, Disagreement.GOES_ON, surely, bond.instruments)
            return
        for first, last, bound in stretches:
            if last < _AFTER:
                continue
            # Who leaves after all, or only then joins for sure, is told of from that day.
            outside = {state for state in outside if _stays_out(at_seam[state], bound.get(state))}
            told = dict.fromkeys(ended, Truth.UNCLEAR)
            told |= {
                state: truth
                for state, truth in bound.items()
                if state not in outside and (state not in ended or truth is Truth.YES)
            }
            self._add(bond, coded, (max(first, _AFTER), last), told)

    def _add(
        self,
        bond: Bond,
        coded: Codes,
        days: tuple[date, date],
        bound: Mapping[int, Truth],
    ) -> None:
        """Add the runs of an alliance between all who are bound, by ATOP's codes."""
        states = sorted(state for state, truth in bound.items() if truth is not Truth.NO)
        for first, last, phase in coded.phases(*days):
            numbers = (number_of(first), number_of(last))
            for debtor in states:
                own = bound[debtor]
                bits = coded.bits(debtor, phase)
                self._single.append(_row(bond, (phase, debtor, 0), numbers, own, bits))
                for other in states:
                    if other != debtor and not coded.apart(debtor, other):
                        owed = bits & ~coded.spared(debtor, other, phase)
                        truth = weaker(own, bound[other])
                        place = (phase, debtor, other)
                        self._pairs.append(_row(bond, place, numbers, truth, owed))

    def _coded_here(self, *, imported: bool) -> Iterator[Bond]:
        """Yield the alliances that only the registry codes."""
        bonds: list[Bond] = []
        if self._window.last > LAST:
            bonds += [Bond(0, (one.id,)) for one in begun_after(self._registry, LAST)]
        if not imported:
            bonds += [bond_of(number, self._names) for number in self._names]
        for bond in bonds:
            instruments = map(self._registry.instrument, bond.instruments)
            if self._concerned(cow_of(state) for one in instruments for state in states_of(one)):
                yield bond

    def _concerned(self, states: Iterable[int | None]) -> bool:
        """Tell whether any of some states was asked for."""
        return self._among is None or not frozenset(self._among).isdisjoint(states)

    def _by_registry(self, bond: Bond, first: date) -> None:
        if first > self._window.last:
            return
        instruments = tuple(map(self._registry.instrument, bond.instruments))
        days = Window(first, self._until)
        for begins, ends, ties in self._recorded.tied(instruments, days):
            numbers = (number_of(begins), number_of(ends))
            single: dict[int, list[int]] = defaultdict(lambda: [0, 0])
            for pair, (held, unclear) in ties.items():
                self._pairs.append((bond, (0, *pair, *numbers, held, unclear)))
                single[pair[0]][0] |= held
                single[pair[0]][1] |= unclear
            self._single += [
                (bond, (0, state, 0, *numbers, held, unclear & ~held))
                for state, (held, unclear) in single.items()
            ]

    def _changes(
        self, members: Iterable[Membership], single: Runs, since: date
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return which states entered or left an alliance, and on which days.

        Args:
            members: As ATOP has them, phase by phase.
            single: As the registry has them, where it does.
            since: Since when.
        """
        told = [(one.member, number_of(one.start)) for one in members]
        told += [(one.member, number_of(one.end)) for one in members if one.exit is not None]
        one = single.where(np.lexsort((single.start, single.debtor, single.bond)))
        follows = (np.diff(one.bond) == 0) & (np.diff(one.debtor) == 0)
        follows &= one.start[1:] <= one.end[:-1] + 1
        begun = np.concatenate([[True], ~follows])[: len(one)]
        # What merely goes on from an earlier day does not begin there.
        coded = np.array([bond.atop > 0 for bond in one.bonds] or [False])[one.bond]
        seam = FIRST if self._basis is Basis.IN_FORCE else _AFTER
        begun &= (one.start > number_of(since)) & ~(coded & (one.start == number_of(seam)))
        ended = np.concatenate([~follows, [True]])[: len(one)]
        ended &= one.end < number_of(self._until)
        state = np.concatenate([one.debtor[begun], one.debtor[ended], [code for code, _ in told]])
        day = np.concatenate([one.start[begun], one.end[ended], [number for _, number in told]])
        return state.astype(np.int64), day.astype(np.int64)

    def _note(
        self, alliance: int, how: Disagreement, states: Iterable[int], names: Sequence[str]
    ) -> None:
        if found := tuple(sorted(states)):
            self._seams.append(Seam(alliance, how, found, tuple(names)))


def _row(
    bond: Bond, place: tuple[int, int, int], days: tuple[int, int], truth: Truth, bits: int
) -> _Row:
    """Return a run; ``place`` is its phase, debtor and creditor."""
    held, unclear = (bits, 0) if truth is Truth.YES else (0, bits)
    return bond, (*place, *days, held, unclear)


def _must_be_ratified(membership: Membership) -> bool:
    """Tell whether the day of entry into force is not that of signature, or may not be."""
    return membership.codes.get("estmode") in {RATIFIED, None}


def _by_alliance(members: Iterable[Membership]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    for one in members:
        found[one.alliance].append(one)
    return found


def _stays_out(at_seam: Truth, now: Truth | None) -> bool:
    """Tell whether one whom only the registry held bound at the end of ATOP is left out still."""
    if now in {None, Truth.NO}:
        return False
    return at_seam is Truth.YES or now is not Truth.YES


def _of_members(
    members: Iterable[Membership], names: Mapping[int, Sequence[str]], unsure: Iterable[int]
) -> Runs:
    """Return the runs of single states, as ATOP has them."""
    doubtful = frozenset(unsure)
    rows: list[tuple[Bond, Any]] = []
    for one in members:
        truth = Truth.UNCLEAR if one.alliance in doubtful else Truth.YES
        days = (number_of(one.start), number_of(one.end))
        bond = bond_of(one.alliance, names)
        rows.append(_row(bond, (one.phase, one.member, 0), days, truth, bits_of(one)))
    return runs_of((bond for bond, _ in rows), rows)
