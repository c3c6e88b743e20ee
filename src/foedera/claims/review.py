"""What a coder decides of what reports tell: accepted, rejected, amended, with a note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime  # noqa: TC003 - fields are read at run time
from enum import Enum

import msgspec

from foedera.identifiers import ActorId, ContentId, InstrumentId, content_id
from foedera.treaties.steps import Step  # noqa: TC001 - ditto


class Verdict(Enum):
    """What a coder decides."""

    ACCEPT = "accept"
    REJECT = "reject"
    AMEND = "amend"  # accept in another form than proposed
    NOTE = "note"  # a remark, which decides nothing
    UNDO = "undo"  # of one earlier decision, which stays on record


@dataclass(frozen=True, slots=True)
class NewInstrument:
    """An agreement that the registry does not have.

    Attributes:
        id: What it is to be called in the registry.
        parties: Its parties.
        title: What reports call it; None where they do not name it.
    """

    id: InstrumentId
    parties: tuple[ActorId, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one coder, whole: it can be understood without the ledger it is in.

    Attributes:
        id: Named after its content, the moment included: ``dec-…``.
        coder: Who decided.
        at: When, in UTC.
        verdict: What was decided.
        subject: The proposal, or for a note whatever it is about.
        proposed: The step as it was proposed; None for an instrument.
        step: The step as decided: the same for ``ACCEPT``, another for ``AMEND``.
        instrument: For a proposed new instrument: as decided.
        evidence: The claims it rests on, as they were known at the time.
        note: A remark.
        blind: Whether the coder was not shown what others had decided: then it counts for
            agreement between coders, and for nothing else.
        undoes: For ``UNDO``: which decision.
    """

    id: ContentId
    coder: str
    at: datetime
    verdict: Verdict
    subject: ContentId
    proposed: Step | None = None
    step: Step | None = None
    instrument: NewInstrument | None = None
    evidence: tuple[ContentId, ...] = ()
    note: str | None = None
    blind: bool = False
    undoes: ContentId | None = None


def named(decision: Decision) -> Decision:
    """Return a decision under the name that its content gives it."""
    told = msgspec.to_builtins(decision)
    told.pop("id")
    return replace(decision, id=content_id("dec", told))


def standing_decisions(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return the decisions that are not undone, in the order given; undoings left out.

    Args:
        decisions: In the order in which they were taken.
    """
    undone = {one.undoes for one in decisions if one.verdict is Verdict.UNDO}
    return tuple(
        one for one in decisions if one.id not in undone and one.verdict is not Verdict.UNDO
    )
