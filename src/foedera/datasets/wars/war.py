"""Wars and who was in them, as the Correlates of War's inter-state war data have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.datasets.regions import Region
    from foedera.dates import Interval


@dataclass(frozen=True, slots=True)
class Stint:
    """One state's fighting on one side, without a break.

    Attributes:
        side: 1 or 2.
        start: Days on which it may have begun.
        end: Days on which it may have ended; None where the war went on.
        initiator: Whether the state is coded as one that began the war.
        fought: Code of where it fought (WhereFought); None where it is not known.
        regions: Where it fought.
    """

    side: int
    start: Interval
    end: Interval | None
    initiator: bool
    fought: int | None
    regions: frozenset[Region]

    @property
    def first(self) -> date:
        """First day, the first it may be where the day is missing."""
        return self.start.start or date.min

    @property
    def last(self) -> date:
        """Last day, the last it may be where the day is missing."""
        return (self.end.end if self.end else None) or date.max

    def meets(self, other: Stint) -> bool:
        """Tell whether two stints share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Participant:
    """One state in one war, on one side or on both, one after the other.

    Attributes:
        cow: Number of the state.
        stints: In order of their days.
    """

    cow: int
    stints: tuple[Stint, ...]

    @property
    def joined(self) -> date:
        """The day on which it entered the war."""
        return self.stints[0].first

    @property
    def left(self) -> date:
        """The last day on which it was in it."""
        return max(one.last for one in self.stints)

    @property
    def initiator(self) -> bool:
        """Whether it is coded as one that began the war."""
        return any(one.initiator for one in self.stints)

    @property
    def regions(self) -> frozenset[Region]:
        """Where it fought."""
        return frozenset().union(*(one.regions for one in self.stints))

    def side(self, on: date) -> int:
        """Return the side it fought on, on a day or next after it; the last one later."""
        later = [one for one in self.stints if one.last >= on]
        return (later or self.stints[-1:])[0].side


@dataclass(frozen=True)
class War:
    """A war between states.

    Attributes:
        number: WarNum.
        name: WarName.
        participants: By number of the state.
    """

    number: int
    name: str
    participants: tuple[Participant, ...]

    @cached_property
    def by_state(self) -> dict[int, Participant]:
        """The participants by the number of the state."""
        return {one.cow: one for one in self.participants}

    @property
    def start(self) -> date:
        """The first day."""
        return min(one.joined for one in self.participants)

    @property
    def end(self) -> date:
        """The last day; the furthest there is where it went on."""
        return max(one.left for one in self.participants)

    @property
    def begun_by(self) -> frozenset[int]:
        """The sides of those coded as having begun it: one as a rule; none where nobody is."""
        return frozenset(
            stint.side for one in self.participants for stint in one.stints if stint.initiator
        )

    def opposed(self, one: int, other: int) -> date | None:
        """Return the first day on which two states fought on opposite sides; None if never."""
        return self._together(one, other, alike=False)

    def beside(self, one: int, other: int) -> date | None:
        """Return from when a state had another at its side; None if it never had.

        It had also one that had fought on its side before it, and was beaten by then; not
        one that came to that side when it itself fought no more.
        """
        return self._together(one, other, alike=True)

    def _together(self, one: int, other: int, *, alike: bool) -> date | None:
        """Return the first day on which both fought, on one side or on opposite ones."""
        if one not in self.by_state or other not in self.by_state:
            return None
        days = [
            max(mine.first, theirs.first)
            for mine in self.by_state[one].stints
            for theirs in self.by_state[other].stints
            if (mine.side == theirs.side) is alike
            if mine.meets(theirs) or (alike and theirs.first < mine.first)
        ]
        return min(days, default=None)
