"""A claim in outline: who does what to whom, where and when, without its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - fields are read at run time

from foedera.claims.claim import Modality  # noqa: TC001 - ditto
from foedera.dates import Interval  # noqa: TC001 - ditto
from foedera.identifiers import ActorId, ContentId, InstrumentId  # noqa: TC001 - ditto


@dataclass(frozen=True, slots=True)
class Outline:
    """What pictures of many claims are drawn from.

    Attributes:
        id: The claim's name.
        document: Its report.
        act: What it says happened.
        modality: How sure the report makes it out to be.
        agents: Who does it.
        counterparts: To or with whom.
        place_state: The state in which.
        instrument: The instrument spoken of.
        when: Days on which it happened, as far as the report says.
        reported_on: Day of the report; None where it is not known.
    """

    id: ContentId
    document: ContentId
    act: str
    modality: Modality
    agents: tuple[ActorId, ...] = ()
    counterparts: tuple[ActorId, ...] = ()
    place_state: ActorId | None = None
    instrument: InstrumentId | None = None
    when: Interval | None = None
    reported_on: date | None = None
