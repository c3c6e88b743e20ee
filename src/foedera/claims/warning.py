"""When a plan to strike is a threat: "Kenya warned it would strike Uganda"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.claim import Claim, Modality, RuleApplied
from foedera.claims.settling import WARNED
from foedera.claims.wording import functions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.scene import LaidOut
    from foedera.spans import Span

#: What is done to somebody, and can be held out to them.
_HOSTILE = frozenset({"attack", "capture", "jam", "sanction", "cut_ties"})
_AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE})


def as_threat(laid: LaidOut, claim: Claim) -> Claim:
    """Return a claim of a blow that its own doer warns of as one of a threat.

    Args:
        laid: The report.
        claim: A claim of an act of any kind; returned as it is where it is no threat.
    """
    if claim.act not in _HOSTILE or claim.modality not in _AHEAD or not claim.counterparts:
        return claim
    words = functions(laid.language)["warning"]
    for span in _told_with(claim):
        if span.of(laid.text).lower() in words:
            own = {party.actor for party in claim.agents}
            return replace(
                claim,
                act="threaten",
                when=None,
                when_span=None,
                amount=None,
                modality=Modality.ASSERTED,
                modality_span=None,
                sources=tuple(s for s in claim.sources if set(s.actors) != own),
                requires=None,
                rules=(*claim.rules, RuleApplied(WARNED, span)),
            )
    return claim


def _told_with(claim: Claim) -> Iterator[Span]:
    """Yield the words by which who does it tells of it, and those that make it a plan."""
    own = {party.actor for party in claim.agents}
    for source in claim.sources[:1]:
        if own and source.cue is not None and set(source.actors) == own:
            yield source.cue
    if own and claim.modality_span is not None:
        yield claim.modality_span
