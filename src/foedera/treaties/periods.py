"""For how long each state is or was bound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedera.treaties.certainty import first
from foedera.treaties.record import Record
from foedera.treaties.steps import known_steps

if TYPE_CHECKING:
    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.steps import Step


@dataclass(frozen=True, slots=True)
class BoundPeriod:
    """The days for which a state is bound.

    Attributes:
        state: Who.
        since: Days on which it may have become bound.
        until: Days on which it may have ceased to be; None where it has not.
    """

    state: ActorId
    since: Interval
    until: Interval | None


def bound_periods(instrument: Instrument, known_by: date | None = None) -> tuple[BoundPeriod, ...]:
    """Return for how long each state is or was bound by an instrument.

    Args:
        instrument: The instrument.
        known_by: Only what had become known by that day; None for all of it.
    """
    record = Record(instrument, known_steps(steps_of(instrument), known_by), date.max)
    return tuple(
        BoundPeriod(state, spell.joined, first(end for end in (spell.left, record.ended) if end))
        for state in record.states
        for spell in record.spells(state)
        if spell.joined
    )


def steps_of(instrument: Instrument) -> tuple[Step, ...]:
    """Return the steps on record of an instrument and of whatever replaces it."""
    later = (step for one in instrument.successors for step in steps_of(one))
    return (*instrument.steps, *later)
