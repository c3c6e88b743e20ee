"""What happened in lanes beside one another: plain data, in the order in which it is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.pictures.movements import Manner

if TYPE_CHECKING:
    from datetime import date


class Kind(Enum):
    """What a moment of a lane rests on."""

    STEP = "step"  # recorded in the registry
    ACCEPTED = "accepted"  # accepted by a coder
    CLAIM = "claim"  # claimed in reports


@dataclass(frozen=True, slots=True)
class Moment:
    """Something done or reported, on days known or known in part.

    Attributes:
        key: Its name within the picture and the list.
        start: First day it may have been; None where nothing bounds it.
        end: Last day it may have been.
        kind: What it rests on.
        what: What was done, by whom, in the words of the page.
        when: When, in the words of the page.
        manner: How sure the reports make it out to be.
        count: How many claims or acts are drawn as one.
        address: Where its rows are.
    """

    key: str
    start: date | None
    end: date | None
    kind: Kind
    what: str
    when: str
    manner: Manner = Manner.ASSERTED
    count: int = 1
    address: str = ""

    @property
    def dated(self) -> bool:
        """Whether any day bounds it."""
        return self.start is not None or self.end is not None

    @property
    def whole(self) -> bool:
        """Whether it is known to the day."""
        return self.start is not None and self.start == self.end

    @property
    def order(self) -> tuple[str, str, str]:
        """Where it stands among the others: by its days, then by its name."""
        first, last = self.start or self.end, self.end or self.start
        return (str(first or "9999"), str(last or "9999"), self.key)


@dataclass(frozen=True, slots=True)
class Spell:
    """Days in a row on which a treaty stood alike.

    Attributes:
        first: The first of them.
        last: The last of them; None where it runs on.
        status: Value of the law room's ``Status``.
        says: What it is called.
        sure: Whether nothing about it is open.
    """

    first: date
    last: date | None
    status: str
    says: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane.

    Attributes:
        key: Identifier of the treaty, code of the state, or name of the act.
        label: What it is called.
        address: Where its page is; empty for none.
        spells: Where the treaty stood.
        moments: What was done and reported, in order.
    """

    key: str
    label: str
    address: str = ""
    spells: tuple[Spell, ...] = ()
    moments: tuple[Moment, ...] = ()
