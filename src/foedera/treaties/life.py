"""An instrument's life as chapters: the days between which nothing about it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedera.treaties.breakpoints import breakpoints
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.periods import steps_of
from foedera.treaties.status import InstrumentStatus, status_from
from foedera.treaties.steps import known_steps

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    began = first_day(steps)
    days = [day for day in breakpoints(instrument, known_by, coding) if began and day >= began]
    chapters = []
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        last = date.fromordinal(following.toordinal() - 1) if following else None
        chapters.append(Chapter(day, last, status_from(steps, instrument, day, coding)))
    return tuple(chapters)


def first_day(steps: Iterable[Step]) -> date | None:
    """Return the first day on which something may have been done; None where none is known."""
    bounds = (day for step in steps for day in (step.when.start, step.when.end) if day)
    return min(bounds, default=None)
