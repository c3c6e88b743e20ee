"""The case put: one state attacks another, there, then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from foedera.identifiers import InstrumentId
from foedera.treaties.provisions import Target

if TYPE_CHECKING:
    from foedera.identifiers import ActorId

#: Entry into force of the Charter of the United Nations.
CHARTER: Final = date(1945, 10, 24)
#: Its entry in the registry. It bars force between all states and allows self-defence in
#: the same breath, so that help for the victim never collides with it.
THE_CHARTER: Final = InstrumentId("un-charter-1945")


@dataclass(frozen=True, slots=True)
class Attack:
    """An armed attack, supposed to be one.

    Attributes:
        attacker: Who attacks.
        victim: Who is attacked.
        on: The day asked about.
        begun: When the attack began; the day asked about where nothing is said.
        over: When it was over; None where it goes on.
        place: What of the victim it falls upon.
    """

    attacker: ActorId
    victim: ActorId
    on: date
    begun: date | None = None
    over: date | None = None
    place: Target = Target.TERRITORY

    @property
    def since(self) -> date:
        """The day on which it began."""
        return self.begun or self.on

    @property
    def under_charter(self) -> bool:
        """Whether the Charter of the United Nations was in force that day."""
        return self.on >= CHARTER
