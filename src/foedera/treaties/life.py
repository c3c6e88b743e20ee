"""An instrument's life as chapters: the days between which nothing about it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedera.treaties.coding import LAW, Coding
from foedera.treaties.periods import steps_of
from foedera.treaties.record import Record
from foedera.treaties.status import InstrumentStatus, status_from
from foedera.treaties.steps import known_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.dates import Interval
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.steps import Step


@dataclass(frozen=True, slots=True)
class Chapter:
    """Days in a row on each of which an instrument stands alike.

    Attributes:
        first: The first of them.
        last: The last of them; None where nothing known ends the chapter.
        status: Where the instrument stands on the first.
    """

    first: date
    last: date | None
    status: InstrumentStatus


def life(
    instrument: Instrument, known_by: date | None = None, coding: Coding = LAW
) -> tuple[Chapter, ...]:
    """Return an instrument's life from the first day on which something was done.

    Args:
        instrument: The instrument.
        known_by: Count only what had become known by that day; None for everything.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """
    steps = known_steps(steps_of(instrument), known_by)
    days = turning_days(instrument, known_by, coding)
    chapters = []
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        last = date.fromordinal(following.toordinal() - 1) if following else None
        chapters.append(Chapter(day, last, status_from(steps, instrument, day, coding)))
    return tuple(chapters)


def turning_days(
    instrument: Instrument, known_by: date | None = None, coding: Coding = LAW
) -> tuple[date, ...]:
    """Return every day on which what is to be said of an instrument may change, in order.

    Those are the bounds of its steps' days, and the bounds of what follows from the
    steps up to each of these: entry into force, joining, leaving, its end.
    """
    steps = known_steps(steps_of(instrument), known_by)
    told = sorted({day for step in steps for day in _bounds(step.when)})
    found = set(told)
    for day in told:
        found.update(_derived(Record(instrument, steps, day, coding)))
    followed = instrument.followed_to
    if followed and followed < date.max:
        found.add(date.fromordinal(followed.toordinal() + 1))
    return tuple(sorted(found - {date.max}))


def _derived(record: Record) -> Iterator[date]:
    force = record.force
    for when in (force.when, force.computed, record.ended, record.replaced):
        yield from _bounds(when)
    for state in record.states:
        for spell in record.spells(state):
            yield from _bounds(spell.joined)
            yield from _bounds(spell.left)
            for notice in spell.notices:
                yield from _bounds(notice.effect)
        yield from _bounds(record.consented(state))


def _bounds(when: Interval | None) -> Sequence[date]:
    if when is None:
        return ()
    return [day for day in (when.start, when.end) if day is not None]


def first_day(steps: Sequence[Step]) -> date | None:
    """Return the first day on which something may have been done; None where none is known."""
    return min((day for step in steps for day in _bounds(step.when)), default=None)
