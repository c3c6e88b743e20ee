"""Who is tied to whom under each instrument, kept for the stretches of days that are asked of."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from foedera.treaties import Coding, ObligationForce, OwedIndex, Truth
from foedera.treaties.obligations import kinds_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import ObligationKind, Registry
    from foedera.treaties.instrument import Instrument

    #: Whether one state owes another, be it only perhaps.
    Ties = Mapping[tuple[ActorId, ActorId], Truth]

_ALIVE: Final = frozenset({ObligationForce.BINDING, ObligationForce.UNCLEAR})
#: Indices kept: of registries, and of days as known by which.
_KEPT: Final = 4


class TieIndex:
    """Answers who is tied to whom on a day, fast for days near one asked of before.

    The answers are those of ``obligations``. Between the days on which an instrument's change
    they are reckoned once.

    Args:
        registry: The instruments.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """

    def __init__(self, registry: Registry, known_by: date | None, coding: Coding) -> None:
        self._registry = registry
        self._index = OwedIndex(registry, known_by, coding)
        self._kept: dict[tuple[InstrumentId, int, ObligationKind], Ties] = {}
        self._lock = Lock()

    def on(
        self, day: date, kinds: Collection[ObligationKind], without: Collection[str]
    ) -> Mapping[InstrumentId, Ties]:
        """Return the ties of each instrument with a duty of some kinds on a day.

        Args:
            day: The day.
            kinds: Kinds of duty.
            without: Instruments left out.
        """
        found: dict[InstrumentId, Ties] = {}
        with self._lock:
            for instrument in self._registry.instruments:
                wanted = kinds_of(instrument) & set(kinds)
                if wanted and instrument.id not in without:
                    ties = self._of(instrument, day, wanted)
                    if ties:
                        found[instrument.id] = ties
        return found

    def _of(self, instrument: Instrument, day: date, kinds: Collection[ObligationKind]) -> Ties:
        place = self._index.timeline(instrument).place(day)
        joined: dict[tuple[ActorId, ActorId], Truth] = {}
        for kind in sorted(kinds, key=lambda one: one.value):
            key = (instrument.id, place, kind)
            if key not in self._kept:
                self._kept[key] = self._reckoned(instrument, place, kind) if place >= 0 else {}
            for pair, truth in self._kept[key].items():
                if joined.get(pair) is not Truth.YES:
                    joined[pair] = truth
        return joined

    def _reckoned(self, instrument: Instrument, place: int, kind: ObligationKind) -> Ties:
        ties: dict[tuple[ActorId, ActorId], Truth] = {}
        for owed in self._index.timeline(instrument).owed(place):
            if owed.obligation.kind is not kind or owed.force not in _ALIVE:
                continue
            for tie in owed.ties():
                pair = (tie.debtor, tie.creditor)
                if tie.truth is not Truth.NO and ties.get(pair) is not Truth.YES:
                    ties[pair] = tie.truth
        return ties


@lru_cache(_KEPT)
def tie_index(registry: Registry, known_by: date | None, coding: Coding) -> TieIndex:
    """Return the index of a registry, the same for the same questions."""
    return TieIndex(registry, known_by, coding)
