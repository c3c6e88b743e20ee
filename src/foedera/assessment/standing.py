"""Where each instrument a report speaks of stands: by the registry, and by the report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from foedera.assessment.stepping import ReportedStep, reported_steps
from foedera.assessment.unregistered import instrument_as_told
from foedera.dates import Interval
from foedera.treaties import Act, Status, Step, organ_name, status, status_from
from foedera.treaties.steps import known_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from foedera.claims.claim import Claim
    from foedera.claims.linking import EntryTold, Pact
    from foedera.identifiers import ActorId
    from foedera.treaties import Instrument, InstrumentStatus, Registry


#: Acts that decide by themselves where an instrument stands, ...
_DECIDING = frozenset(
    {Act.ENTER_INTO_FORCE, Act.APPLY_PROVISIONALLY, Act.SUSPEND, Act.RESUME, Act.TERMINATE}
)
#: ... and those that do so between two parties.
_FORMING = frozenset(
    {Act.SIGN, Act.SUBMIT, Act.APPROVE, Act.RATIFY, Act.EXCHANGE, Act.ACCEDE, Act.WITHDRAW}
)
#: Acts that presuppose that the instrument is, or was, in force.
_AFTERWARDS = frozenset(
    {Act.WITHDRAW, Act.REVOKE, Act.TERMINATE, Act.SUSPEND, Act.RESUME, Act.RENEW}
)
_BOTH = 2


#: What makes two steps the same act: the act, whose it is, and by which organ, in English.
ActKey = tuple[Act, "ActorId | None", str | None]


class Agreement(Enum):
    """How what a report says of a step compares with the registry's record that day."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"  # the days shut each other out, or one denies it
    NEW = "new"  # only the report tells of it
    UNTOLD = "untold"  # only the registry does
    DISPUTED = "disputed"  # one source says it, another denies it


@dataclass(frozen=True, slots=True)
class Comparison:
    """One act of one state, as reported and as recorded.

    Attributes:
        act: Which act.
        state: Whose; None where it is the instrument's own.
        agreement: How the two compare.
        reported: What the report says of it; empty where it is silent.
        recorded: What the registry knew by that day; empty where it knew nothing.
        organ: For an approval: by which organ at home, in English; None where not told.
    """

    act: Act
    state: ActorId | None
    agreement: Agreement
    reported: tuple[ReportedStep, ...]
    recorded: tuple[Step, ...]
    organ: str | None = None


@dataclass(frozen=True, slots=True)
class ReportedStanding:
    """Where an instrument stands on the day of a report.

    Attributes:
        pact: The agreement the report speaks of.
        instrument: Its registry entry; None where it has none.
        on: The day of the report: nothing that became known later counts.
        recorded: Its status as the registry knew it that day; None if not registered.
        reported: Its status if nothing were known but what this report asserts.
        together: Its status by registry and report together; None if not registered.
        steps: What the report says was done, asserted or not, in order of the text.
        comparisons: Report and registry side by side.
    """

    pact: Pact
    instrument: Instrument | None
    on: date
    recorded: InstrumentStatus | None
    reported: InstrumentStatus
    together: InstrumentStatus | None
    steps: tuple[ReportedStep, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def status(self) -> InstrumentStatus:
        """The fullest answer there is: with the registry where it knows the instrument."""
        return self.together or self.reported

    @property
    def entry_told(self) -> EntryTold | None:
        """How the report says it enters into force; None where it does not say."""
        return self.pact.entry

    @property
    def agreement(self) -> Agreement:
        """How the report compares with the registry, on the whole.

        That a report does not tell of a step is no contradiction. That it calls in
        force what, for all the registry and the report itself know, is not, is one.
        """
        found = {one.agreement for one in self.comparisons}
        for grave in (Agreement.CONTRADICTS, Agreement.DISPUTED):
            if grave in found:
                return grave
        if self.recorded is None:
            return Agreement.NEW
        if self.reported.status is self.recorded.status:
            return Agreement.AGREES
        if self.reported.status in {Status.UNKNOWN, Status.NOT_YET_IN_FORCE}:
            return Agreement.UNTOLD
        return Agreement.NEW

    @property
    def contradicted(self) -> bool:
        """Whether what the report says and what the registry knew shut each other out."""
        return self.agreement is Agreement.CONTRADICTS


def standings(
    pacts: Sequence[Pact], claims: Sequence[Claim], registry: Registry, on: date
) -> tuple[ReportedStanding, ...]:
    """Tell where every instrument a report speaks of stands on its day.

    Args:
        pacts: The agreements spoken of.
        claims: All claims of the report; pacts point to them by their places.
        registry: The instruments on record.
        on: Day of the report; nothing the registry learned later is used.
    """
    return tuple(standing(pact, claims, registry, on) for pact in pacts)


def standing(pact: Pact, claims: Sequence[Claim], registry: Registry, on: date) -> ReportedStanding:
    """Tell where one agreement stands; see ``standings``."""
    instrument = registry.instrument(pact.instrument) if pact.instrument else None
    told = instrument_as_told(pact, instrument, claims)
    steps = reported_steps(told, pact, claims, on)
    asserted = tuple(one.step for one in steps if one.counts)
    return ReportedStanding(
        pact=pact,
        instrument=instrument,
        on=on,
        recorded=status(instrument, on, known_by=on) if instrument else None,
        reported=_by_report(told, asserted, on),
        together=status(instrument, on, on, asserted) if instrument else None,
        steps=steps,
        comparisons=tuple(_compared(instrument, pact, steps, on)),
    )


def _by_report(told: Instrument, asserted: Sequence[Step], on: date) -> InstrumentStatus:
    """Return the status by the report alone: not known where it does not tell of it.

    That a report is silent on a step does not mean that the step was not taken, least
    of all where there are many parties.
    """
    found = status_from((*asserted, *_presupposed(asserted, told)), told, on)
    deciding = _DECIDING if len(told.parties) > _BOTH else _DECIDING | _FORMING
    if any(step.act in deciding for step in asserted):
        return found
    return replace(found, status=Status.UNKNOWN, since=None, missing=(), reasons=(), at_home=())


def _presupposed(asserted: Sequence[Step], told: Instrument) -> Iterator[Step]:
    """Yield the entry into force that leaving, ending or suspending presupposes."""
    after = [step for step in asserted if step.act in _AFTERWARDS]
    if not after or any(step.act is Act.ENTER_INTO_FORCE for step in asserted):
        return
    first = after[0]
    bounds = [step.when.end for step in after if step.when.end]
    when = Interval(None, min(bounds, default=None))
    yield Step(told.id, None, Act.ENTER_INTO_FORCE, when, first.evidence, first.known_from)


def _compared(
    instrument: Instrument | None, pact: Pact, steps: Sequence[ReportedStep], on: date
) -> Iterator[Comparison]:
    known = known_steps(instrument.steps, on) if instrument else ()
    known = tuple(step for step in known if step.state in {None, *pact.parties})
    told = [one for one in steps if one.counts or one.denied]
    keys = list(dict.fromkeys(act_key(one.step) for one in told))
    keys += dict.fromkeys(
        act_key(step) for step in known if not any(same_act(act_key(step), key) for key in keys)
    )
    in_force_without = instrument is None or _in_force_without(instrument, told, on)
    for key in keys:
        reported = tuple(one for one in told if act_key(one.step) == key)
        recorded = tuple(step for step in known if same_act(act_key(step), key))
        agreement = _agreement(reported, recorded)
        act, state, organ = key
        if agreement is Agreement.NEW and act is Act.ENTER_INTO_FORCE and not in_force_without:
            agreement = Agreement.CONTRADICTS
        yield Comparison(act, state, agreement, reported, recorded, organ)


def act_key(step: Step) -> ActKey:
    """Return what makes two steps the same act; two chambers approve apart from one another."""
    named = step.organ if step.act is Act.APPROVE else None
    return step.act, step.state, organ_name(step.state, named, "en") if named else None


def same_act(one: ActKey, other: ActKey) -> bool:
    """Tell whether two keys can be of one act: an organ that is not told may be any."""
    return one[:2] == other[:2] and (one[2] == other[2] or None in {one[2], other[2]})


def _in_force_without(instrument: Instrument, told: Sequence[ReportedStep], on: date) -> bool:
    """Tell whether it may be in force even if nobody said that it is."""
    others = [one.step for one in told if one.counts and one.step.act is not Act.ENTER_INTO_FORCE]
    found = status(instrument, on, on, others).status
    return found in {Status.IN_FORCE, Status.UNKNOWN}


def _agreement(reported: Sequence[ReportedStep], recorded: Sequence[Step]) -> Agreement:
    if not reported:
        return Agreement.UNTOLD
    denied = [one.denied for one in reported]
    if any(denied) and not all(denied):
        return Agreement.DISPUTED
    if not recorded:
        return Agreement.AGREES if all(denied) else Agreement.NEW
    met = any(one.step.when.meets(step.when) for one in reported for step in recorded)
    return Agreement.AGREES if met and not any(denied) else Agreement.CONTRADICTS
