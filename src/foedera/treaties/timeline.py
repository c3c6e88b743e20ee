"""An instrument's duties through time: the answers between the days on which they change."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from foedera.treaties.breakpoints import breakpoints
from foedera.treaties.certainty import Truth
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.obligations import Day, displacing, involving, kinds_of

if TYPE_CHECKING:
    from datetime import date

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.owed import OwedObligation, Tie
    from foedera.treaties.provisions import ObligationKind
    from foedera.treaties.registry import Registry


class Timeline:
    """One instrument's duties through time.

    Args:
        registry: The instruments: later ones may displace its duties.
        instrument: Which.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.

    Attributes:
        days: The days from which on its answers may be others than before.
    """

    def __init__(
        self,
        registry: Registry,
        instrument: Instrument,
        known_by: date | None = None,
        coding: Coding = LAW,
    ) -> None:
        self.instrument = instrument
        later = displacing(registry)
        beside = {
            one.id: one for duty in instrument.obligations for one, _ in later.get(duty.id, ())
        }
        whole = (instrument, *beside.values())
        days = {day for one in whole for day in breakpoints(one, known_by, coding)}
        self.days = tuple(sorted(days))
        self._registry, self._known_by, self._coding = registry, known_by, coding
        self._owed: dict[int, tuple[OwedObligation, ...]] = {}

    def place(self, on: date) -> int:
        """Return the number of the stretch of days that a day lies in."""
        return bisect_right(self.days, on) - 1

    def owed(self, place: int) -> tuple[OwedObligation, ...]:
        """Return the duties as they stand on the first day of a stretch, and so on all."""
        if place not in self._owed:
            day = Day(self._registry, self.days[place], self._known_by, self._coding)
            self._owed[place] = day.owed(self.instrument)
        return self._owed[place]


class OwedIndex:
    """Answers who owes a state something on a day, fast once asked before.

    The answers are those of ``obligations``, kept for the stretches of days between which
    they change; each tells of the first day of its stretch.

    Args:
        registry: The instruments.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """

    def __init__(
        self, registry: Registry, known_by: date | None = None, coding: Coding = LAW
    ) -> None:
        self._registry, self._known_by, self._coding = registry, known_by, coding
        self._timelines: dict[InstrumentId, Timeline] = {}
        self._by_kind: dict[tuple[ActorId, ObligationKind], tuple[Timeline, ...]] = {}
        self._ties: dict[tuple[ActorId, ObligationKind, InstrumentId, int], tuple[Tie, ...]] = {}

    def owed(self, creditor: ActorId, kind: ObligationKind, on: date) -> tuple[Tie, ...]:
        """Return who owes a state a kind of duty on a day, be it only perhaps.

        Args:
            creditor: To whom, or in whose favour.
            kind: Defence, consultation and so on.
            on: The day.
        """
        found: list[Tie] = []
        for timeline in self._concerned(creditor, kind):
            place = timeline.place(on)
            key = (creditor, kind, timeline.instrument.id, place)
            ties = self._ties.get(key)
            if ties is None:
                ties = self._ties[key] = _ties(timeline, creditor, kind, place)
            found.extend(ties)
        return tuple(found)

    def timeline(self, instrument: Instrument) -> Timeline:
        """Return one instrument's duties through time."""
        if instrument.id not in self._timelines:
            self._timelines[instrument.id] = Timeline(
                self._registry, instrument, self._known_by, self._coding
            )
        return self._timelines[instrument.id]

    def _concerned(self, creditor: ActorId, kind: ObligationKind) -> tuple[Timeline, ...]:
        key = (creditor, kind)
        if key not in self._by_kind:
            instruments = involving(self._registry).get(creditor, ())
            self._by_kind[key] = tuple(
                self.timeline(one) for one in instruments if kind in kinds_of(one)
            )
        return self._by_kind[key]


def _ties(
    timeline: Timeline, creditor: ActorId, kind: ObligationKind, place: int
) -> tuple[Tie, ...]:
    ties = (
        owed.tie(debtor, creditor)
        for owed in timeline.owed(place)
        if owed.obligation.kind is kind and owed.truth is not Truth.NO
        if creditor in owed.protected
        for debtor in owed.owed_by
        if debtor != creditor
    )
    return tuple(tie for tie in ties if tie.truth is not Truth.NO)
