"""What the parties are reported to do, side by side by who says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Modality
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.claim import Amount, Claim
    from foedera.dates import Interval
    from foedera.identifiers import ActorId

#: How far a number that is called approximate may lie from another, as a share of it.
_ABOUT = 0.1
#: Counts that run on day by day: two of them are versions of one number only if both
#: are told of the same days.
_RUNNING = frozenset({"casualties"})


class Difference(Enum):
    """In what two versions of one act do not go together."""

    AMOUNT = "amount"
    DENIAL = "denial"  # one asserts what another denies
    DATE = "date"


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
    distinct = {_saying(claims[index]): index for index in reversed(indices)}
    for first, second in combinations(sorted(distinct.values()), 2):
        one, other = claims[first], claims[second]
        if (one.modality is Modality.DENIED) != (other.modality is Modality.DENIED):
            yield Conflict(Difference.DENIAL, (first, second))
        if one.when and other.when and not one.when.meets(other.when):
            yield Conflict(Difference.DATE, (first, second))
        elif (
            one.amount
            and other.amount
            and _same_count(one, other)
            and _apart(one.amount, other.amount)
        ):
            yield Conflict(Difference.AMOUNT, (first, second))


def _same_count(one: Claim, other: Claim) -> bool:
    """Tell whether two numbers count the same, so that they can be set side by side."""
    return one.act not in _RUNNING or (one.when is not None and other.when is not None)


def _saying(claim: Claim) -> tuple[object, ...]:
    """Return all of a claim that could set it against another."""
    amount = claim.amount
    number = (amount.low, amount.high, amount.about, amount.unit) if amount else None
    return (number, claim.when, claim.modality is Modality.DENIED)


def _apart(one: Amount, other: Amount) -> bool:
    """Tell whether no number could be meant by both; other units are no conflict."""
    if one.unit != other.unit:
        return False
    return _below(one, other) or _below(other, one)


def _below(one: Amount, other: Amount) -> bool:
    if one.high is None or other.low is None:
        return False
    high = one.high * (1 + _ABOUT) if one.about else one.high
    low = other.low * (1 - _ABOUT) if other.about else other.low
    return high < low
