"""One claim as it lies in a ledger, with its sentence, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedera.datasets.releases.errors import UnknownFactError
from foedera.ledger import Sought
from foedera.workspace.findings import Findings
from foedera.workspace.law_data import step_data
from foedera.workspace.passages import passage_of
from foedera.workspace.report_on_record import report_of
from foedera.workspace.serialising import as_data
from foedera.workspace.stories import StoriesOnRecord

if TYPE_CHECKING:
    from foedera.actors.catalogue import Catalogue
    from foedera.assessment import Proposal
    from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId
    from foedera.ledger import Ledger, Trace
    from foedera.workspace.on_record import OnRecord
    from foedera.workspace.passages import Passage
    from foedera.workspace.stories import Clocks


@dataclass(frozen=True, slots=True)
class ClaimOnRecord:
    """A claim with all that is around it.

    Attributes:
        claim: The claim; one that a later reading no longer found bears when.
        document: Its report.
        text: The text of its report.
        passage: Its sentence in its context.
        pacts: The agreements it speaks of.
        steps: The steps it tells of.
        story: What the story is called that it belongs to; None for one that is closed.
        proposals: What it supports or denies that reports propose.
        decisions: What coders decided that rests on it, in order, with what undid it.
        traces: The entries it came on record with.
    """

    claim: RecordedClaim
    document: RecordedDocument
    text: str
    passage: Passage
    pacts: tuple[RecordedPact, ...]
    steps: tuple[RecordedStep, ...]
    story: ContentId | None
    proposals: tuple[Proposal, ...]
    decisions: tuple[Decision, ...]
    traces: tuple[Trace, ...]


def recorded_claim(ledger: Ledger, name: ContentId, clocks: Clocks) -> RecordedClaim:
    """Return a claim on record; one that stands, if any does.

    Raises:
        UnknownFactError: There is none, or was none by then.
    """
    sought = Sought(
        claims=(name,), known_by=clocks.known_by, recorded_by=clocks.recorded_by, closed=True
    )
    every = tuple(ledger.claims(sought))
    if not every:
        raise UnknownFactError(name)
    return next((one for one in every if one.closed_at is None), every[-1])


def claim_on_record(
    ledger: Ledger, name: ContentId, clocks: Clocks, on_record: OnRecord, catalogue: Catalogue
) -> ClaimOnRecord:
    """Return a claim with all that is around it.

    Args:
        ledger: The ledger.
        name: What the claim is called.
        clocks: By when something must have been known, or on record, to count.
        on_record: What reports propose and coders decided.
        catalogue: Who is who.

    Raises:
        UnknownFactError: There is none, or was none by then.
    """
    claim = recorded_claim(ledger, name, clocks)
    at = clocks.recorded_by
    near = Sought(documents=(claim.document,), known_by=clocks.known_by, recorded_by=at)
    (document,) = ledger.documents(near)
    text = ledger.text(document.id, at)
    steps = tuple(one for one in ledger.steps(near) if one.claim == name)
    pacts = tuple(one for one in ledger.pacts(near) if name in one.claims)
    stands = claim.closed_at is None
    proposals = _proposals(name, pacts, on_record, clocks) if stands else ()
    return ClaimOnRecord(
        claim=claim,
        document=document,
        text=text,
        passage=passage_of(claim.claim, document, text),
        pacts=pacts,
        steps=steps,
        story=StoriesOnRecord(ledger, catalogue, clocks).story(name).id if stands else None,
        proposals=proposals,
        decisions=_decisions(name, {one.id for one in proposals}, on_record),
        traces=tuple(one for one in ledger.traces(name) if at is None or one.at <= at),
    )


def _proposals(
    name: ContentId, pacts: tuple[RecordedPact, ...], on_record: OnRecord, clocks: Clocks
) -> tuple[Proposal, ...]:
    """Return the proposals that a claim supports or denies; reports name the agreements."""
    named = {one.instrument for one in pacts}
    instruments = tuple(named.union(*(one.candidates for one in pacts)))
    if not instruments:
        return ()
    found = on_record.proposed(instruments, clocks.known_by).proposals
    return tuple(
        one for one in found if any(each.claim == name for each in (*one.support, *one.against))
    )


def _decisions(
    name: ContentId, subjects: set[ContentId], on_record: OnRecord
) -> tuple[Decision, ...]:
    """Return what was openly decided that rests on a claim, and what undid it."""
    told: dict[ContentId, Decision] = {}
    for one in on_record.decisions:
        rests = name in one.evidence or one.subject in subjects
        if not one.blind and (rests or one.undoes in told):
            told[one.id] = one
    return tuple(told.values())


def claim_data(found: ClaimOnRecord, catalogue: Catalogue) -> dict[str, Any]:
    """Return a claim on record as plain data: the claim itself as in a dossier.

    Args:
        found: The claim.
        catalogue: Gives actors their names.
    """
    report = report_of(found.document, found.text)
    told = as_data(Findings(report, (found.claim.claim,), (), (), (), (), catalogue))
    closed, recorded = found.claim.closed_at, found.claim.recorded_at
    return {
        **told["claims"][0],
        "number": found.claim.place + 1,
        "id": found.claim.id,
        "document": found.document.id,
        "reported_on": found.claim.reported_on.isoformat() if found.claim.reported_on else None,
        "recorded_at": recorded.isoformat() if recorded else None,
        "closed_at": closed.isoformat() if closed else None,
        "before": list(found.passage.before),
        "after": list(found.passage.after),
        "story": found.story,
        "agreements": [one.instrument for one in found.pacts],
        "steps": [{"id": one.id, **step_data(one.step)} for one in found.steps],
        "proposals": [
            {"id": one.id, "denied": any(x.claim == found.claim.id for x in one.against)}
            for one in found.proposals
        ],
        "decisions": [
            {
                "id": one.id,
                "coder": one.coder,
                "at": one.at.isoformat(),
                "verdict": one.verdict.value,
                "subject": one.subject,
            }
            for one in found.decisions
        ],
        "entries": [
            {"number": one.number, "at": one.at.isoformat(), "kind": one.kind, "hash": one.digest}
            for one in found.traces
        ],
        "actors": told["actors"],
    }
