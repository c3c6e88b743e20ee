"""The days on which an instrument's answers can change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedera.treaties.certainty import shifted
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.existence import last_day
from foedera.treaties.periods import steps_of
from foedera.treaties.record import Record
from foedera.treaties.reservations import accepted_from
from foedera.treaties.steps import known_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.steps import Step

_DAY = timedelta(days=1)


def breakpoints(
    instrument: Instrument, known_by: date | None = None, coding: Coding = LAW
) -> tuple[date, ...]:
    """Return every day from which on an instrument's answers may be others than before.

    The first is ``date.min``: what dates without a beginning leave open from of old.

    An answer rests on the steps begun by a day and on comparing that day with the days
    that the engine derives from them. So the engine is asked on each day on which a step
    begins which days it derives, until none is new. Between two of the days returned
    nothing that it compares lies: the answers there are one.

    Args:
        instrument: The instrument.
        known_by: Only what had become known by that day; None for all of it.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """
    steps = known_steps(steps_of(instrument), known_by)
    found = {date.min, *_own_days(instrument)}
    found |= {day for step in steps for day in _ends(step.when)}
    asked: set[date] = set()
    joinings = {step.when for step in steps}
    while new := sorted(found - asked):
        asked |= set(new)
        for on in new:
            for when in _derived(instrument, steps, on, coding):
                found |= set(_ends(when))
                joinings.add(when)
        for one in instrument.reservations:
            for joined in joinings:
                found |= set(_ends(accepted_from(one, joined)))
    return tuple(sorted(found))


def _derived(
    instrument: Instrument, steps: Iterable[Step], on: date, coding: Coding
) -> Iterator[Interval]:
    """Yield the days that the engine derives from the steps begun by a day."""
    record = Record(instrument, steps, on, coding)
    force = record.force
    for when in (force.when, force.computed, record.ended, record.replaced):
        if when is not None:
            yield when
    for state in record.states:
        consented = record.consented(state)
        if consented is not None:
            yield consented
        for spell in record.spells(state):
            yield from (when for when in (spell.joined, spell.left) if when is not None)
            for notice in spell.notices:
                yield notice.given
                if notice.effect is not None:
                    yield notice.effect
    for later in instrument.successors:
        yield from _derived(later, steps, on, coding)


def _own_days(instrument: Instrument) -> Iterator[date]:
    """Yield the days that a file sets beside its steps: of duties, reservations, decisions."""
    if instrument.followed_to is not None:
        yield instrument.followed_to + _DAY
    for one in instrument.obligations:
        for when in (one.begins, one.ceases, one.suspended_since):
            yield from _ends(when)
        for decision in one.displaced:
            yield from _spell(decision.period.start, decision.period.end)
    for reservation in instrument.reservations:
        objections = (one.when for one in reservation.objections)
        silence = shifted(reservation.when, months=12)
        for when in (reservation.when, reservation.withdrawn, silence, *objections):
            yield from _ends(when)
    for state in _states(instrument):
        yield from _spell(None, last_day(state))


def _spell(first: date | None, last: date | None) -> Iterator[date]:
    """Yield the first day and the day after the last."""
    if first is not None:
        yield first
    if last is not None:
        yield last + _DAY


def _states(instrument: Instrument) -> frozenset[ActorId]:
    acting = (step.state for step in instrument.steps if step.state)
    served = (state for one in instrument.obligations for state in one.beneficiaries)
    return frozenset((*instrument.parties, *acting, *served))


def _ends(when: Interval | None) -> Iterator[date]:
    if when is not None:
        yield from (day for day in (when.start, when.end) if day is not None)
