"""When a later instrument takes an earlier one's place (VCLT 59)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from foedera.treaties.certainty import Truth, happened, last

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.standing import Force, Spell


class Followed(Protocol):
    """What must be known of an instrument to tell when another takes its place."""

    instrument: Instrument
    on: date

    @property
    def force(self) -> Force:
        """Its entry into force."""

    @property
    def states(self) -> tuple[ActorId, ...]:
        """The states that acted on it."""

    def spells(self, state: ActorId) -> Sequence[Spell]:
        """Return the stretches for which a state was bound."""

    def joined(self, state: ActorId) -> Interval | None:
        """Return the days on which a state may have become bound."""

    def bound_or_signed(self, state: ActorId) -> Interval | None:
        """Return from when a state counts for the end of what came before."""


def replaced_by(earlier: Followed, later: Followed) -> Interval | None:
    """Return when all states then bound by one instrument were bound by the later one.

    The first day counts on which that is so: what has ended stays ended, whoever accedes,
    succeeds or leaves after it.
    """
    joined = {state: later.bound_or_signed(state) for state in earlier.states}
    left = {state: earlier.spells(state)[0].left for state in earlier.states}
    force = earlier.force.when
    ends = (when.end for when in (*joined.values(), *left.values(), force) if when)
    for day in sorted({end for end in ends if end and end <= earlier.on} | {earlier.on}):
        bound = _bound_by(earlier, day)
        moments = [joined[state] for state in bound]
        known = [one for one in moments if one and happened(one, day) is not Truth.NO]
        if known and len(known) == len(moments):
            # Whoever was not bound by the later one had to be gone first.
            gone = [left[one] for one in earlier.states if one not in bound and not joined[one]]
            moment = last([*known, *(one for one in (*gone, force) if one)])
            if happened(moment, day) is Truth.YES or day == earlier.on:
                return moment
    return None


def _bound_by(earlier: Followed, day: date) -> tuple[ActorId, ...]:
    """Return who may be bound on a day; where nobody's consent is on record, who made it."""
    found = [
        state
        for state in earlier.states
        for spell in earlier.spells(state)
        if happened(spell.joined, day) is not Truth.NO
        and happened(spell.left, day) is not Truth.YES
    ]
    unrecorded = earlier.force.stated and not any(earlier.joined(one) for one in earlier.states)
    return tuple(earlier.instrument.parties if unrecorded else dict.fromkeys(found))
