"""What a model proposed, as plain data: all that a proposal has beside a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.workspace.plain import span

if TYPE_CHECKING:
    from foedera.proposals.proposal import Dropped, Proposal, Review
    from foedera.workspace.findings import Findings


def proposal(dossier: Findings, one: Proposal) -> dict[str, Any]:
    """Return what a proposal has beside the fields of a claim."""
    return {
        "proposed_by": one.model,
        "quote": span(dossier, one.quote),
        "relation": one.relation.value,
        "beside": [place + 1 for place in one.claims],
        "needs_review": one.needs_review,
        "review": [_review(dossier, review) for review in one.review],
    }


def drop(one: Dropped) -> dict[str, Any]:
    """Return how often parts of answers were dropped for one reason."""
    return {
        "part": one.part.value,
        "reason": one.reason.value,
        "count": one.count,
        "words": list(one.words),
    }


def _review(dossier: Findings, review: Review) -> dict[str, Any]:
    return {
        "doubt": review.doubt.value,
        "proposed": review.proposed,
        "read": review.read,
        "span": span(dossier, review.span),
    }
