"""Who owes what to whom on a given day, over the whole registry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.treaties.coding import LAW, Coding
from foedera.treaties.force import owed_from
from foedera.treaties.owed import ObligationForce, OwedObligation
from foedera.treaties.status import status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.provisions import ObligationKind
    from foedera.treaties.registry import Registry


def obligations(
    registry: Registry,
    on: date,
    known_by: date | None = None,
    coding: Coding = LAW,
) -> tuple[OwedObligation, ...]:
    """Return every obligation alive on a day, those included of which it is unclear.

    Each tells by ``tie`` whether it holds between two states, reservations, later treaties
    and the Charter counted (VCLT 19-23, 30, 34-36, 39-41; Charter 25, 103).

    Args:
        registry: The instruments.
        on: The day asked about.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """
    alive = {ObligationForce.BINDING, ObligationForce.UNCLEAR}
    day = Day(registry, on, known_by, coding)
    return tuple(
        owed
        for instrument in registry.instruments
        for owed in day.owed(instrument)
        if owed.force in alive
    )


class Day:
    """The law of one day: every instrument looked at once.

    Args:
        registry: The instruments.
        on: The day.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """

    def __init__(
        self,
        registry: Registry,
        on: date,
        known_by: date | None = None,
        coding: Coding = LAW,
    ) -> None:
        self.registry = registry
        self.on = on
        self.known_by = known_by
        self.coding = coding
        self._alone: dict[str, tuple[OwedObligation, ...]] = {}
        self._whole: dict[str, tuple[OwedObligation, ...]] = {}

    def owed(self, instrument: Instrument) -> tuple[OwedObligation, ...]:
        """Return an instrument's obligations, each with the later ones it gives way to."""
        if instrument.id not in self._whole:
            later = displacing(self.registry)
            self._whole[instrument.id] = tuple(
                self._beside(one, later[one.obligation.id]) if one.obligation.id in later else one
                for one in self._by_itself(instrument)
            )
        return self._whole[instrument.id]

    def towards(self, *states: ActorId) -> Iterator[OwedObligation]:
        """Yield the obligations of every instrument that any of the states has to do with."""
        index = involving(self.registry)
        seen = {one.id: one for state in states for one in index.get(state, ())}
        for name in sorted(seen):
            yield from self.owed(seen[name])

    def _by_itself(self, instrument: Instrument) -> tuple[OwedObligation, ...]:
        if instrument.id not in self._alone:
            found = status(instrument, self.on, self.known_by, (), self.coding)
            self._alone[instrument.id] = owed_from(instrument, found)
        return self._alone[instrument.id]

    def _beside(
        self, owed: OwedObligation, later: tuple[tuple[Instrument, str], ...]
    ) -> OwedObligation:
        alive = {ObligationForce.BINDING, ObligationForce.UNCLEAR}
        found = tuple(
            one
            for instrument, name in later
            for one in self._by_itself(instrument)
            if one.obligation.id == name and one.force in alive
        )
        return replace(owed, later=found) if found else owed


@lru_cache(maxsize=16)
def displacing(registry: Registry) -> Mapping[str, tuple[tuple[Instrument, str], ...]]:
    """Return, for each duty that later ones displace, these with their instruments."""
    found: dict[str, list[tuple[Instrument, str]]] = defaultdict(list)
    for instrument in registry.instruments:
        for one in instrument.obligations:
            for earlier in one.displaces:
                found[earlier].append((instrument, one.id))
    return {earlier: tuple(later) for earlier, later in found.items()}


@lru_cache(maxsize=16)
def involving(registry: Registry) -> Mapping[ActorId, tuple[Instrument, ...]]:
    """Return, for each state, the instruments it negotiated, acted on or is served by."""
    found: dict[ActorId, list[Instrument]] = defaultdict(list)
    for instrument in registry.instruments:
        for state in states_of(instrument):
            found[state].append(instrument)
    return {state: tuple(instruments) for state, instruments in found.items()}


def states_of(instrument: Instrument) -> frozenset[ActorId]:
    """Return every state that an instrument may bind or serve."""
    acting = (step.state for step in instrument.steps if step.state)
    served = (state for one in instrument.obligations for state in one.beneficiaries)
    return frozenset((*instrument.parties, *acting, *served))


def kinds_of(instrument: Instrument) -> frozenset[ObligationKind]:
    """Return the kinds of duty an instrument holds."""
    return frozenset(one.kind for one in instrument.obligations)
