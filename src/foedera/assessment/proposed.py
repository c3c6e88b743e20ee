"""What reports on record propose for the registry: steps, and instruments it does not have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - fields are read at run time
from enum import Enum
from typing import Final

from foedera.assessment.confidence import Confidence  # noqa: TC001 - ditto
from foedera.assessment.standing import Agreement
from foedera.claims.recorded import (  # noqa: TC001 - ditto
    RecordedClaim,
    RecordedPact,
    RecordedStep,
)
from foedera.claims.review import Decision, NewInstrument  # noqa: TC001 - ditto
from foedera.dates import Interval  # noqa: TC001 - ditto
from foedera.documents.recorded import RecordedDocument  # noqa: TC001 - ditto
from foedera.identifiers import ContentId, InstrumentId
from foedera.treaties.steps import Step  # noqa: TC001 - ditto

_UNNAMED: Final = InstrumentId("")


@dataclass(frozen=True, slots=True)
class Told:
    """What is on record of the reports that proposals are made from.

    Attributes:
        documents: The reports.
        claims: Their claims; those that no step or pact names are passed over.
        pacts: The agreements they speak of.
        steps: The steps they tell of.
    """

    documents: tuple[RecordedDocument, ...] = ()
    claims: tuple[RecordedClaim, ...] = ()
    pacts: tuple[RecordedPact, ...] = ()
    steps: tuple[RecordedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim's word on one step.

    Attributes:
        claim: The claim.
        document: The report it stands in.
        day: The day of the report; None where it is not known.
        teller: Who speaks where the report speaks in its own voice.
        when: The days it tells; for an instrument, those of the report.
        step: The step it tells of; None where the claim only names the instrument.
    """

    claim: ContentId
    document: ContentId
    day: date | None
    teller: str
    when: Interval
    step: ContentId | None = None


class Relation(Enum):
    """How other days told of the same act stand to those proposed."""

    VAGUER = "vaguer"  # they could be the same, told less exactly
    SHUTS_OUT = "shuts out"  # the two cannot both be true
    ANOTHER = "another"  # of an act that can be done again: another time


@dataclass(frozen=True, slots=True)
class OtherDays:
    """Other days told of the same act.

    Attributes:
        when: The days.
        relation: How they stand to those proposed.
        tellings: Who tells them, the earliest report first.
        proposal: The proposal made of them; None for vaguer days, which make none.
    """

    when: Interval
    relation: Relation
    tellings: tuple[Telling, ...]
    proposal: ContentId | None = None


@dataclass(frozen=True, slots=True)
class OnRegister:
    """How the registry, with what was accepted before, compares with a proposal.

    Attributes:
        agreement: ``AGREES``: it has it already; ``CONTRADICTS``: what it has shuts it out;
            ``NEW``: it has nothing of the kind.
        steps: What it has of the same act of the same state.
        finer: Whether the days proposed are narrower than those it has.
    """

    agreement: Agreement
    steps: tuple[Step, ...] = ()
    finer: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """One step, or one instrument, that reports propose for the registry.

    Either ``step`` or ``instrument`` is there, never both.

    Attributes:
        id: Named after what is proposed: ``prp-…``.
        step: The step: the narrowest days told of it, and known from the day on which
            those days were first reported. Its evidence names the claims.
        instrument: An agreement that the registry does not have, called after its parties.
        support: Who says so, the earliest report first; also those who tell it vaguer.
        against: Who denies it, the earliest report first.
        versions: Other days told of the same act, each with those who tell them.
        confidence: How sure it is, part by part.
        candidates: Where several registered instruments fit and nothing decides: which.
        recorded: What the registry has of it.
        decided: The last standing decision on it that is not blind; None where undecided.
        renewed: Whether what was told since calls for another look: after a rejection a
            source that is independent of those then known says so, too; after an
            acceptance narrower days are told.
        told_as: What reports on record call the instrument, until it has a name:
            ``unregistered-prk-rus``; the registry's name where it has one.
    """

    id: ContentId
    step: Step | None
    instrument: NewInstrument | None
    support: tuple[Telling, ...]
    against: tuple[Telling, ...]
    versions: tuple[OtherDays, ...]
    confidence: Confidence
    candidates: tuple[InstrumentId, ...]
    recorded: OnRegister
    decided: Decision | None = None
    renewed: bool = False
    told_as: InstrumentId = _UNNAMED

    @property
    def about(self) -> InstrumentId:
        """The instrument it is about, by the name it now has."""
        if self.step is not None:
            return self.step.instrument
        return self.told_as

    @property
    def waits(self) -> bool:
        """Whether a coder has yet to decide.

        Not where one has, and nothing new was told since, nor where the registry has it
        already, just as exactly.
        """
        if self.renewed or self.decided is not None:
            return self.renewed
        return self.recorded.agreement is not Agreement.AGREES or self.recorded.finer

    @property
    def since(self) -> date | None:
        """The day on which it was first told; None where that is not known."""
        return min((one.day for one in self.support if one.day), default=None)

    @property
    def last(self) -> date | None:
        """The day on which it was last told; None where that is not known."""
        return max((one.day for one in self.support if one.day), default=None)


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that reports on record propose.

    Attributes:
        proposals: The most recent and the surest first.
        unripe: What was told of but not as done (planned, possible, demanded, only in a
            teaser), and therefore proposes nothing.
        denied: What is only denied, so that there is nothing to set it against.
    """

    proposals: tuple[Proposal, ...]
    unripe: tuple[Telling, ...] = ()
    denied: tuple[Telling, ...] = ()
