"""Proposals, and what a ledger adds to an answer, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.workspace.law_data import step_data
from foedera.workspace.plain import days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from foedera.assessment import Confidence, OtherDays, Proposal
    from foedera.assessment.proposed import Telling
    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId
    from foedera.workspace.on_record import Added, StatusOnRecord
    from foedera.workspace.review.page import Exhibit, Page


def on_record_data(found: StatusOnRecord, recorded_by: datetime | None) -> dict[str, Any]:
    """Return what of an answer a ledger adds to the registry.

    Args:
        found: The answer.
        recorded_by: The moment at which the ledger was asked; None for now.
    """
    return {
        "recorded_by": recorded_by.isoformat() if recorded_by else None,
        "by_registry": found.by_registry.status.value if found.by_registry else None,
        "proposals_counted": found.proposed,
        "added": [_added(one) for one in found.added],
    }


def _added(one: Added) -> dict[str, Any]:
    proposal = one.proposal
    return {
        "origin": "accepted" if one.decision else "proposed",
        "step": step_data(one.step),
        "decision": decision_data(one.decision) if one.decision else None,
        "proposal": proposal.id if proposal else None,
        "confidence": proposal.confidence.overall.value if proposal else None,
        "denied": bool(proposal and proposal.against),
    }


#: What of a proposal one who decides blind is not told.
_UNSEEN: Final = ("confidence", "on_register", "decided", "renewed", "waits")


def blind_data(one: Proposal, claims: Mapping[ContentId, RecordedClaim]) -> dict[str, Any]:
    """Return a proposal as ``proposal_data`` does, without what others think of it."""
    told = proposal_data(one, claims)
    return {key: value for key, value in told.items() if key not in _UNSEEN}


def proposal_data(one: Proposal, claims: Mapping[ContentId, RecordedClaim]) -> dict[str, Any]:
    """Return a proposal with all that it rests on.

    Args:
        one: The proposal.
        claims: The claims whose sentences are told, by name.
    """
    new = one.instrument
    return {
        "id": one.id,
        "instrument": one.about,
        "candidates": list(one.candidates),
        "step": step_data(one.step) if one.step else None,
        "new_instrument": {
            "id": new.id,
            "parties": list(new.parties),
            "title": new.title,
        }
        if new
        else None,
        "waits": one.waits,
        "support": [telling_data(each, claims) for each in one.support],
        "against": [telling_data(each, claims) for each in one.against],
        "other_days": [_other(each, claims) for each in one.versions],
        "confidence": confidence_data(one.confidence),
        "on_register": {
            "agreement": one.recorded.agreement.value,
            "finer": one.recorded.finer,
            "steps": [step_data(each) for each in one.recorded.steps],
        },
        "decided": decision_data(one.decided) if one.decided else None,
        "renewed": one.renewed,
    }


def page_data(page: Page) -> dict[str, Any]:
    """Return all that a coder is to see of a proposal; nothing of others where blind."""
    new, register = page.instrument, page.recorded
    return {
        "id": page.id,
        "step": step_data(page.step) if page.step else None,
        "new_instrument": {"id": new.id, "parties": list(new.parties), "title": new.title}
        if new
        else None,
        "choices": list(page.choices),
        "passage": {
            "before": list(page.passage.before),
            "sentence": page.passage.sentence,
            "after": list(page.passage.after),
            "marks": [
                {"start": one.span.start, "end": one.span.end, "role": one.role}
                for one in page.passage.marks
            ],
        }
        if page.passage
        else None,
        "evidence": [_exhibit(one) for one in page.evidence],
        "untold": page.untold,
        "other_days": [
            {
                "when": days(one.when),
                "relation": one.relation.value,
                "evidence": [_exhibit(each) for each in one.exhibits],
                "untold": one.untold,
            }
            for one in page.versions
        ],
        "denials": [_exhibit(one) for one in page.denials],
        "blind": page.blind,
        "on_register": {
            "agreement": register.agreement.value,
            "finer": register.finer,
            "steps": [step_data(each) for each in register.steps],
        }
        if register
        else None,
        "confidence": confidence_data(page.confidence) if page.confidence else None,
        "decisions": [decision_data(one) for one in page.decisions],
        "renewed": page.renewed,
        "seen": page.seen,
    }


def _exhibit(one: Exhibit) -> dict[str, Any]:
    return {
        **telling_data(one.telling, {one.claim.id: one.claim}),
        "also": [{"claim": each.id, "sentence": each.sentence} for each in one.also],
        "copies": [each.id for each in one.copies],
    }


def telling_data(one: Telling, claims: Mapping[ContentId, RecordedClaim]) -> dict[str, Any]:
    """Return one claim's word, with its sentence."""
    claim = claims.get(one.claim)
    return {
        "claim": one.claim,
        "document": one.document,
        "day": one.day.isoformat() if one.day else None,
        "teller": one.teller,
        "when": days(one.when),
        "sources": [list(each.actors) for each in claim.claim.sources] if claim else None,
        "sentence": claim.sentence if claim else None,
    }


def confidence_data(one: Confidence) -> dict[str, Any]:
    """Return confidence with its parts."""
    return {
        "overall": one.overall.value,
        "decided_by": [name.value for name in one.decided_by],
        "parts": [
            {
                "part": part.name.value,
                "level": part.level.value,
                "rule": part.reason,
                "facts": {
                    key: list(value) if isinstance(value, tuple) else value
                    for key, value in part.gaps.items()
                },
                "rests_on": list(part.rests_on),
            }
            for part in one.parts
        ],
    }


def decision_data(one: Decision) -> dict[str, Any]:
    """Return who decided what, and when."""
    return {
        "id": one.id,
        "coder": one.coder,
        "at": one.at.isoformat(),
        "verdict": one.verdict.value,
        "note": one.note,
    }


def _other(one: OtherDays, claims: Mapping[ContentId, RecordedClaim]) -> dict[str, Any]:
    return {
        "when": days(one.when),
        "relation": one.relation.value,
        "proposal": one.proposal,
        "tellings": [telling_data(each, claims) for each in one.tellings],
    }
