"""What the parties are reported to do, side by side by who says it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from foedera.assessment.differing import Difference, differences, saying
from foedera.claims.acts import acts
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.claim import Amount, Claim, Modality
    from foedera.dates import Interval
    from foedera.identifiers import ActorId


@dataclass(frozen=True, slots=True)
class Version:
    """One source's version of an act.

    Attributes:
        claim: Place of the claim among the report's claims.
        sources: Who says it, nearest the fact first, each link's actors; empty when
            the report speaks in its own voice.
        amount: How many of what, as it says.
        when: On which days.
        modality: How sure.
    """

    claim: int
    sources: tuple[tuple[str, ...], ...]
    amount: Amount | None
    when: Interval | None
    modality: Modality


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions that do not go together; neither is preferred.

    Attributes:
        difference: In what.
        claims: Places of the two versions' claims among the report's claims.
    """

    difference: Difference
    claims: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Conduct:
    """One reported act of war or preparation for it, with all versions of it.

    Attributes:
        act: Such as ``deploy``.
        agents: Who does it; both sides of a symmetric act.
        counterparts: To or against whom.
        apart: Whether only teasers for other articles tell of it.
        versions: In order of the text.
        conflicts: Which versions do not go together.
    """

    act: str
    agents: tuple[ActorId, ...]
    counterparts: tuple[ActorId, ...]
    apart: bool
    versions: tuple[Version, ...]
    conflicts: tuple[Conflict, ...]


_Key = tuple[bool, str, frozenset[str], frozenset[str]]


def conduct(claims: Sequence[Claim]) -> tuple[Conduct, ...]:
    """Group the claims of military conduct by act, agents and counterparts.

    A claim that names no counterpart joins the one group of its act and agents that
    does; where there are several it stands alone, since which is meant is not said.
    What teasers tell is kept apart from the report's own claims.

    Args:
        claims: All claims of a report.

    Returns:
        The groups, in order of the first claim of each.
    """
    groups: dict[_Key, list[int]] = {}
    for index, claim in enumerate(claims):
        if acts()[claim.act].family == "conduct":
            groups.setdefault(_key(claim), []).append(index)
    merged = _merged(groups)
    found = [_conduct(key, sorted(indices), claims) for key, indices in merged.items()]
    return tuple(sorted(found, key=lambda one: (one.apart, one.versions[0].claim)))


def _key(claim: Claim) -> _Key:
    agents = frozenset(party.actor for party in claim.agents)
    counterparts = frozenset(party.actor for party in claim.counterparts)
    if acts()[claim.act].symmetric:
        agents, counterparts = agents | counterparts, frozenset()
    return claim.section is LineKind.RELATED, claim.act, agents, counterparts


def _merged(groups: dict[_Key, list[int]]) -> dict[_Key, list[int]]:
    merged = {key: list(indices) for key, indices in groups.items() if key[3]}
    for key, indices in groups.items():
        if key[3]:
            continue
        fuller = [one for one in merged if one[:3] == key[:3] and one[3]]
        alone = len(fuller) != 1 or not key[2]
        merged.setdefault(key if alone else fuller[0], []).extend(indices)
    return merged


def _conduct(key: _Key, indices: Sequence[int], claims: Sequence[Claim]) -> Conduct:
    agents = [p.actor for i in indices for p in claims[i].agents if p.actor in key[2]]
    others = [p.actor for i in indices for p in claims[i].counterparts]
    agents += [actor for actor in others if actor in key[2]]
    return Conduct(
        act=key[1],
        agents=tuple(dict.fromkeys(agents)),
        counterparts=tuple(dict.fromkeys(actor for actor in others if actor in key[3])),
        apart=key[0],
        versions=tuple(_version(index, claims[index]) for index in indices),
        conflicts=tuple(_conflicts(indices, claims)),
    )


def _version(index: int, claim: Claim) -> Version:
    sources = tuple(source.actors for source in claim.sources)
    return Version(index, sources, claim.amount, claim.when, claim.modality)


def _conflicts(indices: Sequence[int], claims: Sequence[Claim]) -> Iterator[Conflict]:
    distinct = {saying(claims[index]): index for index in reversed(indices)}
    told = sorted(distinct.items(), key=lambda one: one[1])
    for (one, first), (other, second) in combinations(told, 2):
        for difference in differences(claims[first].act, one, other):
            yield Conflict(difference, (first, second))
