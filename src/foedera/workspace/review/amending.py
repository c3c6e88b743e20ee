"""What a coder makes of a proposed step: another act, another day, another instrument."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from foedera.dates import Interval, MalformedDateError, PartialDate
from foedera.treaties import Act
from foedera.workspace.review.errors import UnreadableDaysError

if TYPE_CHECKING:
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import Step

#: Between a first day and a last.
_TO: Final = ".."
#: Longer than any days are written.
_LONGEST: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What is to be otherwise than proposed; what is None stays as it is.

    Attributes:
        instrument: Another instrument.
        act: Another act.
        state: Another state.
        when: Other days.
        organ: Another organ; empty for none.
    """

    instrument: InstrumentId | None = None
    act: Act | None = None
    state: ActorId | None = None
    when: Interval | None = None
    organ: str | None = None

    def of(self, step: Step) -> Step:
        """Return a step as amended. An act of the instrument's own has no state."""
        act = self.act or step.act
        state = None if act is Act.ENTER_INTO_FORCE else (self.state or step.state)
        organ = step.organ if self.organ is None else (self.organ or None)
        return replace(
            step,
            instrument=self.instrument or step.instrument,
            act=act,
            state=state,
            when=self.when or step.when,
            organ=organ,
        )


def days_of(written: str) -> Interval:
    """Read days as a coder writes them.

    ``2024``, ``2024-11`` and ``2024-11-12`` mean any day of them; ``2024-11..2024-12-04`` from
    the first to the last; ``..2024-11-12`` by then, ``2024-11-12..`` then or later; ``..`` on a
    day not known.

    Raises:
        UnreadableDaysError: It is written otherwise, or the last day is before the first.
    """
    text = written.strip()
    if len(text) > _LONGEST or not text:
        raise UnreadableDaysError(text[:_LONGEST])
    first, parted, last = (part.strip() for part in text.partition(_TO))
    try:
        start = PartialDate.parse(first).earliest if first else None
        ends = last if parted else first
        end = PartialDate.parse(ends).latest if ends else None
    except MalformedDateError:
        raise UnreadableDaysError(text) from None
    if start and end and end < start:
        raise UnreadableDaysError(text)
    return Interval(start, end)


def days_as_written(when: Interval) -> str:
    """Return days as ``days_of`` reads them, as short as they can be."""
    start, end = when.start, when.end
    if start is None or end is None:
        return f"{start or ''}{_TO}{end or ''}"
    for length in (4, 7, 10):
        short = start.isoformat()[:length]
        meant = PartialDate.parse(short)
        if (meant.earliest, meant.latest) == (start, end):
            return short
    return f"{start}{_TO}{end}"
