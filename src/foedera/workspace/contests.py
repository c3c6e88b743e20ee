"""Where sources do not go together over an instrument: both sides of each, none preferred."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from foedera.assessment import Agreement
from foedera.assessment.proposed import Relation
from foedera.assessment.standing import act_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.assessment.proposed import OtherDays, Proposal, Proposed, Telling
    from foedera.dates import Interval
    from foedera.identifiers import ContentId
    from foedera.treaties import Step

_AGAINST: Final = Agreement.CONTRADICTS


class Over(Enum):
    """What a contest is over."""

    DENIAL = "denied"  # one side says it, another denies it
    DAYS = "days"  # days that shut each other out
    REGISTRY = "registry"  # reports on one side, the registry on the other


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contest.

    Attributes:
        says: ``says``, ``denies`` or ``registry``.
        when: The days it tells; None where it tells none of its own.
        tellings: Claims that speak for it.
        steps: Steps of the registry that speak for it.
    """

    says: str
    when: Interval | None
    tellings: tuple[Telling, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """Sides that cannot all be right about one act of one state.

    Attributes:
        over: What it is over.
        step: The act, as the first of those who tell of it have it.
        sides: Those who say so, each with its days; then who denies it, and the registry.
        proposals: The proposals made of it, one for each of its days.
    """

    over: tuple[Over, ...]
    step: Step
    sides: tuple[Side, ...]
    proposals: tuple[ContentId, ...]


def contests(found: Proposed) -> tuple[Contest, ...]:
    """Return where reports contradict one another or the registry, act by act.

    Args:
        found: What reports propose for one instrument.
    """
    acts: dict[object, list[tuple[Proposal, Step]]] = {}
    for one in found.proposals:
        if one.step is not None:
            key = (one.step.instrument, *act_key(one.step))
            acts.setdefault(key, []).append((one, one.step))
    told = (_contest(several) for several in acts.values())
    return tuple(one for one in told if one.over)


def _contest(several: Sequence[tuple[Proposal, Step]]) -> Contest:
    proposals = [one for one, _ in several]
    over = (
        (Over.DENIAL, any(one.against for one in proposals)),
        (Over.DAYS, any(_shuts_out(other) for one in proposals for other in one.versions)),
        (Over.REGISTRY, any(one.recorded.agreement is _AGAINST for one in proposals)),
    )
    return Contest(
        over=tuple(kind for kind, so in over if so),
        step=several[0][1],
        sides=tuple(_sides(several)),
        proposals=tuple(one.id for one in proposals),
    )


def _sides(several: Sequence[tuple[Proposal, Step]]) -> Iterator[Side]:
    for one, step in sorted(several, key=lambda each: str(each[1].when.start or "")):
        yield Side("says", step.when, one.support)
    proposed = {one.id for one, _ in several}
    for one, _ in several:
        for other in one.versions:
            if _shuts_out(other) and other.proposal not in proposed:
                yield Side("says", other.when, other.tellings)
    denials = {each.claim: each for one, _ in several for each in one.against}
    if denials:
        yield Side("denies", None, tuple(denials.values()))
    steps = tuple(dict.fromkeys(step for one, _ in several for step in one.recorded.steps))
    against = any(one.recorded.agreement is _AGAINST for one, _ in several)
    if steps or against:
        yield Side("registry", None, (), steps)


def _shuts_out(other: OtherDays) -> bool:
    return other.relation is Relation.SHUTS_OUT
