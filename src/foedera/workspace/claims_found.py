"""Claims that a search finds, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.claims.acts import acts
from foedera.workspace.plain import LANGUAGES, days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedera.claims.claim import Amount
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.ledger.searches import Found


def claims_data(found: Found, naming: Callable[[str, str], str]) -> dict[str, Any]:
    """Return a page of claims with their reports, and the names of all who are in them.

    Args:
        found: The page.
        naming: Gives an actor its name in a language.
    """
    codes = sorted({code for one in found.claims for code in _actors(one)})
    return {
        "total": found.total,
        "total_is_least": found.total_is_least,
        "first": found.first,
        "claims": [claim_data(one) for one in found.claims],
        "reports": {name: report_data(one) for name, one in sorted(found.documents.items())},
        "actors": {code: {lang: naming(code, lang) for lang in LANGUAGES} for code in codes},
    }


def claim_data(one: RecordedClaim) -> dict[str, Any]:
    """Return one claim with its words."""
    claim = one.claim
    return {
        "id": one.id,
        "report": one.document,
        "number": one.place + 1,
        "section": claim.section.value,
        "act": claim.act,
        "family": acts()[claim.act].family,
        "agents": [party.actor for party in claim.agents],
        "counterparts": [party.actor for party in claim.counterparts],
        "unresolved": one.of(claim.unresolved),
        "instrument": claim.instrument,
        "when": days(claim.when),
        "where": {"name": one.of(claim.place), "state": claim.place_state},
        "quantity": _amount(claim.amount, one),
        "modality": claim.modality.value,
        "sources": [
            {"actors": list(link.actors), "words": one.of(link.span), "cue": one.of(link.cue)}
            for link in claim.sources
        ],
        "sentence": one.sentence,
        "trigger": one.of(claim.trigger),
        "span": {"start": claim.span.start, "end": claim.span.end},
        "reported_on": one.reported_on.isoformat() if one.reported_on else None,
        "recorded_at": one.recorded_at.isoformat() if one.recorded_at else None,
    }


def report_data(one: RecordedDocument) -> dict[str, Any]:
    """Return what is known of a report, in short."""
    return {
        "name": one.name,
        "outlet": (one.outlet.actor or one.outlet.value) if one.outlet else None,
        "wires": [wire.actor or wire.value for wire in one.wires],
        "language": one.language,
        "day": one.day.isoformat() if one.day else None,
    }


def _amount(amount: Amount | None, one: RecordedClaim) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {
        "low": amount.low,
        "high": amount.high,
        "about": amount.about,
        "unit": amount.unit,
        "words": one.of(amount.span),
    }


def _actors(one: RecordedClaim) -> Iterator[str]:
    claim = one.claim
    yield from (party.actor for party in (*claim.agents, *claim.counterparts))
    yield from (code for link in claim.sources for code in link.actors)
