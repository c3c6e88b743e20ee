"""Lays proposals beside the claims read by rule: which agree, which differ, which are new."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.proposals.proposal import Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.claim import Claim
    from foedera.proposals.proposal import Proposal


def compared(proposals: Sequence[Proposal], claims: Sequence[Claim]) -> tuple[Proposal, ...]:
    """Return the proposals, each with how it stands to the claims read by rule.

    It agrees with a claim of the same act, in overlapping words, by and towards the same
    parties; it differs from one where only the parties are others.
    """
    return tuple(_compared(one, claims) for one in proposals)


def _compared(proposal: Proposal, claims: Sequence[Claim]) -> Proposal:
    met = [
        place
        for place, claim in enumerate(claims)
        if claim.act == proposal.claim.act
        and claim.span.meets(proposal.claim.span)
        and claim.trigger.meets(proposal.quote)
    ]
    agreeing = tuple(p for p in met if _sides(claims[p]) == _sides(proposal.claim))
    if agreeing:
        return replace(proposal, relation=Relation.AGREES, claims=agreeing)
    relation = Relation.DIFFERS if met else Relation.NEW
    return replace(proposal, relation=relation, claims=tuple(met))


def _sides(claim: Claim) -> tuple[frozenset[str], ...]:
    """Return who stands on either side; on one where all do the same."""
    agents = frozenset(party.actor for party in claim.agents)
    counterparts = frozenset(party.actor for party in claim.counterparts)
    act = acts()[claim.act]
    if act.symmetric or act.family == "treaty content":
        return (agents | counterparts,)
    return agents, counterparts
