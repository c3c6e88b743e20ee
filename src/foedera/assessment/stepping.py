"""From claims to steps: what a report says was done towards an instrument, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Modality
from foedera.dates import Interval
from foedera.documents.report import LineKind
from foedera.treaties import Act, Evidence, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from foedera.claims.acting import Acting
    from foedera.claims.claim import Claim
    from foedera.claims.linking import Pact
    from foedera.identifiers import ActorId
    from foedera.treaties import Instrument

_LIFE = frozenset(act.value for act in Act)
#: Acts of the instrument itself, whoever is named beside them.
_ITS_OWN = frozenset({Act.ENTER_INTO_FORCE})


@dataclass(frozen=True, slots=True)
class ReportedStep:
    """A step as a report tells of it.

    Attributes:
        step: The act, its state and its days.
        claim: Place of the claim among the report's claims.
        counts: Whether it is asserted in the report's own body, so that it counts.
        denied: Whether the claim denies it.
    """

    step: Step
    claim: int
    counts: bool
    denied: bool


def reported_steps(
    instrument: Instrument, pact: Pact, claims: Sequence[Claim], on: date
) -> tuple[ReportedStep, ...]:
    """Return the steps that a report's claims tell of.

    What is planned, possible or demanded is kept but does not count, nor does what
    only a teaser for another article says. An act without a day had been done by the
    day of the report.

    Args:
        instrument: The instrument acted on.
        pact: The agreement spoken of, which points to its claims.
        claims: All claims of the report.
        on: Day of the report.
    """
    found: list[ReportedStep] = []
    for index in pact.claims:
        claim = claims[index]
        if claim.act not in _LIFE:
            continue
        own = claim.section is not LineKind.RELATED
        denied = own and claim.modality is Modality.DENIED
        for state, act, organ in _doers(claim, index, pact):
            step = Step(
                instrument=instrument.id,
                state=state,
                act=act,
                when=_days(claim, on),
                evidence=(Evidence(f"claim {index + 1}"),),
                known_from=on,
                organ=organ,
            )
            counts = own and claim.modality is Modality.ASSERTED
            found.append(ReportedStep(step, index, counts, denied))
    return tuple(found)


def _days(claim: Claim, on: date) -> Interval:
    when = claim.when or Interval(None, None)
    if claim.modality is not Modality.ASSERTED:
        return when
    end = on if when.end is None or when.end > on else when.end
    return Interval(when.start if when.start is None or when.start <= end else None, end)


def _doers(
    claim: Claim, index: int, pact: Pact
) -> Iterator[tuple[ActorId | None, Act, str | None]]:
    """Yield who does what a claim tells of, as what it counts, and by which organ."""
    act = Act(claim.act)
    if act in _ITS_OWN:
        yield None, act, None
        return
    organs = {one.actor: one for one in pact.acting if one.claim == index}
    doing = [party.actor for party in claim.agents]
    if any(one.enacting for one in organs.values()):  # a law was signed, not the treaty
        doing, act = [actor for actor, one in organs.items() if one.stage], Act.RATIFY
    elif acts()[claim.act].symmetric:
        doing += [party.actor for party in claim.counterparts]
    for actor in dict.fromkeys(doing):
        if not pact.closed or actor in pact.parties:
            organ = organs.get(actor)
            legislature = index in pact.by_legislature
            yield actor, _at_home(act, organ, legislature=legislature), _name(organ)


def _name(organ: Acting | None) -> str | None:
    return organ.stage.organ["en"] if organ is not None and organ.stage is not None else None


def _at_home(act: Act, organ: Acting | None, *, legislature: bool) -> Act:
    """Return what an organ's act amounts to: where it only approves, it does not ratify.

    A vote of a chamber before which a treaty is merely laid is told as ratification too;
    that of a committee only prepares the vote.
    """
    if act not in {Act.APPROVE, Act.RATIFY}:
        return act
    if organ is not None and organ.committee:
        return Act.SUBMIT
    if organ is None or organ.stage is None:
        return Act.APPROVE if legislature else act
    return Act.APPROVE if organ.stage.act is not Act.RATIFY else act
