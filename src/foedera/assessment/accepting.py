"""From decisions to what was accepted: the steps and the instruments that coders let in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from foedera.assessment.grouping import narrower
from foedera.assessment.standing import act_key, same_act
from foedera.assessment.unregistered import called_after
from foedera.claims.review import Verdict, standing_decisions
from foedera.identifiers import content_id
from foedera.treaties.steps import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from foedera.claims.recorded import RecordedPact, RecordedStep
    from foedera.claims.review import Decision, NewInstrument
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.treaties.steps import Step

#: Verdicts that decide something.
DECIDING: Final = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.AMEND})
_LETTING_IN: Final = frozenset({Verdict.ACCEPT, Verdict.AMEND})


@dataclass(frozen=True, slots=True)
class AcceptedStep:
    """A step that a coder accepted, as it was proposed or in another form.

    Attributes:
        step: The step, under the name its instrument was given.
        decision: What accepted it.
    """

    step: Step
    decision: Decision


@dataclass(frozen=True, slots=True)
class AcceptedInstrument:
    """An instrument that a coder accepted.

    Attributes:
        instrument: As it was decided.
        told_as: What reports on record call it: ``unregistered-prk-rus``.
        decision: What accepted it.
    """

    instrument: NewInstrument
    told_as: InstrumentId
    decision: Decision


@dataclass(frozen=True, slots=True)
class Accepted:
    """All that stands accepted.

    Attributes:
        steps: By instrument, in the order in which they were decided.
        instruments: By the names they were given.
    """

    steps: Mapping[InstrumentId, tuple[AcceptedStep, ...]] = field(default_factory=dict)
    instruments: Mapping[InstrumentId, AcceptedInstrument] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[InstrumentId, InstrumentId]:
        """What accepted instruments are called, by what reports call them."""
        return {one.told_as: name for name, one in self.instruments.items()}


def deciding(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that count: not undone, not blind, and no mere notes.

    Args:
        decisions: In the order in which they were recorded.
    """
    standing = standing_decisions(tuple(decisions))
    return tuple(one for one in standing if one.verdict in DECIDING and not one.blind)


def accepted(decisions: Sequence[Decision], pacts: Iterable[RecordedPact] = ()) -> Accepted:
    """Return what stands accepted after all decisions: of two on one thing the later counts.

    Args:
        decisions: In the order in which they were recorded.
        pacts: Agreements of reports on record, for instruments that were accepted with
            other parties than were proposed: by these it is known what they were told as.
    """
    told = {instrument_proposal_id(pact.instrument): pact.instrument for pact in pacts}
    counting = deciding(decisions)
    instruments = _instruments(counting, told)
    names = {one.told_as: one.instrument.id for one in instruments}
    last: dict[object, Decision] = {}
    for one in counting:
        if one.step is not None or one.proposed is not None:
            key = _about(one, names)
            last.pop(key, None)
            last[key] = one
    steps: dict[InstrumentId, list[AcceptedStep]] = {}
    for one in last.values():
        if one.verdict in _LETTING_IN and one.step is not None:
            step = called(one.step, names)
            steps.setdefault(step.instrument, []).append(AcceptedStep(step, one))
    return Accepted(
        {name: tuple(found) for name, found in steps.items()},
        {one.instrument.id: one for one in instruments},
    )


def called(step: Step, names: Mapping[InstrumentId, InstrumentId]) -> Step:
    """Return a step under the name that its instrument was accepted by."""
    name = names.get(step.instrument)
    return step if name is None else replace(step, instrument=name)


def instrument_proposal_id(told_as: InstrumentId) -> ContentId:
    """Name the proposal of an instrument after what reports on record call it."""
    return content_id("prp", {"instrument": told_as})


def as_known(one: AcceptedStep, told: Iterable[RecordedStep], known_by: date) -> tuple[Step, ...]:
    """Return an accepted step as far as reports had told it by a day.

    A coder may accept a day that only a later report told. Before that report the act was
    known, if at all, by the wider days of the earlier ones: these then stand in its place.

    Args:
        one: The accepted step.
        told: The steps that its evidence tells of.
        known_by: The day.
    """
    if one.step.known_by(known_by):
        return (one.step,)
    key = act_key(one.step)
    kept: list[Step] = []
    for each in sorted(told, key=lambda each: (str(each.step.known_from or ""), each.id)):
        step = each.step
        fits = each.counts and same_act(act_key(step), key) and step.when.meets(one.step.when)
        if not fits or not step.known_by(known_by):
            continue
        if all(narrower(step.when, other.when) for other in kept):
            kept.append(
                replace(
                    one.step,
                    when=step.when,
                    known_from=step.known_from,
                    evidence=step.evidence,
                )
            )
    return in_order(kept)


def _instruments(
    counting: Iterable[Decision], told: Mapping[ContentId, InstrumentId]
) -> list[AcceptedInstrument]:
    last = {one.subject: one for one in counting if one.instrument is not None}
    found = []
    for one in last.values():
        if one.verdict in _LETTING_IN and one.instrument is not None:
            told_as = told.get(one.subject) or called_after(one.instrument.parties)
            found.append(AcceptedInstrument(one.instrument, told_as, one))
    return found


def _about(one: Decision, names: Mapping[InstrumentId, InstrumentId]) -> object:
    """Return what a decision is about: the step as it was proposed, whatever its evidence."""
    proposed = one.proposed or one.step
    assert proposed is not None  # noqa: S101 - the caller has seen to it
    step = called(proposed, names)
    return step.instrument, act_key(step), step.when
