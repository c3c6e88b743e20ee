"""What one sentence leaves out and another says of the same act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Claim, Modality, RuleApplied
from foedera.dates import Interval
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.scene import Story


def completed(story: Story, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Fill in when an act happened from another sentence of the same report.

    Only done acts lend and borrow days, and only where every dated sentence of that act
    and those parties agrees: two different days are two events.
    """
    dated: dict[tuple[object, ...], set[tuple[object, object]]] = {}
    lenders: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if claim.when is not None and _lends(claim):
            dated.setdefault(_key(claim), set()).add((claim.when.start, claim.when.end))
            lenders.setdefault(_key(claim), claim)
    result = []
    for claim in claims:
        key = _key(claim)
        lent = dated.get(key, set())
        if claim.when is None and _lends(claim) and len(lent) == 1:
            lender = lenders[key]
            rule = RuleApplied("when/other-sentence", lender.when_span or lender.span)
            result.append(
                replace(claim, when=lender.when, when_span=lender.when_span, rules=(*claim.rules, rule))
            )
        else:
            result.append(_bounded(story, claim))
    return tuple(result)


def _lends(claim: Claim) -> bool:
    return claim.modality is Modality.ASSERTED and claim.section is not LineKind.RELATED


def _key(claim: Claim) -> tuple[object, ...]:
    agents = frozenset(p.actor for p in claim.agents)
    counterparts = frozenset(p.actor for p in claim.counterparts)
    if acts()[claim.act].symmetric:
        return (claim.act, agents | counterparts)
    return (claim.act, agents, counterparts)


def _bounded(story: Story, claim: Claim) -> Claim:
    """An act reported on a day, by a later sentence that says so, was done by then."""
    if claim.when is not None or claim.modality is not Modality.ASSERTED:
        return claim
    if not any(s.rule == "attributes-earlier" for s in claim.sources):
        return claim
    cue = next(s.cue for s in claim.sources if s.rule == "attributes-earlier")
    for index, scene in enumerate(story.scenes):
        if cue is None or not scene.sentence.span.covers(cue):
            continue
        for near in story.scenes[index : index + 2]:
            for time in near.times:
                if time.interval is not None and near.paragraph == scene.paragraph:
                    rules = (*claim.rules, RuleApplied("when/reported-by", time.span))
                    return replace(
                        claim,
                        when=Interval(None, time.interval.end),
                        when_span=time.span,
                        rules=rules,
                    )
    return claim
