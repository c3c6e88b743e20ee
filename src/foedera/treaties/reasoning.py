"""The reasons a status gives: which rule of law each step meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, happened
from foedera.treaties.instrument import LinkKind
from foedera.treaties.law import Reason
from foedera.treaties.standing import Participation, Record, Standing
from foedera.treaties.steps import LODGING, Act

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.identifiers import ActorId

#: Standing short of consent -> the rule and the wording that tell what it amounts to.
_SHORT_OF_CONSENT = {
    Standing.SIGNATORY: ("vclt-14", "reason-signed", Act.SIGN),
    Standing.APPROVED_AT_HOME: ("vclt-2-1b", "reason-approved-at-home", Act.APPROVE),
    Standing.RATIFIED_AT_HOME: ("vclt-16", "reason-ratified-at-home", Act.RATIFY),
}


def reasons_for(record: Record, parts: Sequence[Participation]) -> tuple[Reason, ...]:
    """Return the reasons for a record's status, from signature to its end.

    Args:
        record: The steps up to the day asked about.
        parts: How each state stands on it.
    """
    if record.instrument.binding is False:
        return (Reason("vclt-2-1a", "reason-political", record.instrument.parties),)
    return (
        *_of_consent(record, parts),
        *_of_force(record, parts),
        *_of_breach(record),
        *_of_end(record, parts),
    )


def unsettled_in(record: Record) -> tuple[Reason, ...]:
    """Return what is not known about a record and would decide what it leaves open."""
    instrument, force, on = record.instrument, record.force, record.on
    found = []
    if instrument.binding is None:
        found.append(Reason("vclt-2-1a", "open-binding", instrument.parties))
    if not force.seen and force.when is None:
        found.append(Reason("vclt-24-1", "open-rule-unseen", instrument.parties, None, force.steps))
    followed = instrument.followed_to
    if followed and on > followed and happened(force.when, on) is Truth.NO:
        after = Interval(followed, None)
        found.append(Reason("vclt-24-1", "open-not-followed", instrument.parties, after))
    if happened(force.when, on) is Truth.UNCLEAR:
        found.append(Reason("vclt-24-1", "open-force-date", (), force.when, force.steps))
    if force.stated and force.computed and happened(force.when, on) is Truth.YES:
        begins, ends = force.computed.start, force.when.end if force.when else None
        if begins and ends and begins > ends:
            reason = Reason("vclt-24-1", "open-stated-early", (), force.computed, force.steps)
            found.append(reason)
    if happened(record.ended, on) is Truth.UNCLEAR:
        steps = record.history.of({Act.TERMINATE, Act.WITHDRAW})
        found.append(Reason("vclt-54", "open-end", (), record.ended, steps))
    found += [
        Reason(
            "vclt-57", "open-suspension", (state,), None, record.history.of({Act.SUSPEND}, state)
        )
        for state in record.states
        if record.suspended(state) is not Truth.NO and record.suspended(None) is not Truth.YES
    ]
    return tuple(found)


def _of_consent(record: Record, parts: Sequence[Participation]) -> Iterator[Reason]:
    needed = record.instrument.entry_into_force.needs_ratification
    for standing, (rule, wording, act) in _SHORT_OF_CONSENT.items():
        states = tuple(part.state for part in parts if part.standing is standing)
        if states and not (standing is Standing.SIGNATORY and needed is None):
            yield _reason(record, rule, wording, states, act)
    signing = frozenset({Act.SIGN}) & record.instrument.entry_into_force.consents
    for rule, wording, acts in (
        ("vclt-12", "reason-signature-binds", signing),
        ("vclt-16", "reason-lodged", LODGING),
        ("vclt-15", "reason-acceded", frozenset({Act.ACCEDE})),
    ):
        states = tuple(part.state for part in parts if _done(record, acts, part.state))
        if states:
            yield _reason(record, rule, wording, states, *acts)


def _of_force(record: Record, parts: Sequence[Participation]) -> Iterator[Reason]:
    force, on = record.force, record.on
    match happened(force.when, on):
        case Truth.YES:
            wording = "reason-in-force-on-record" if force.stated else "reason-in-force"
            yield Reason("vclt-24-1", wording, (), force.when, force.steps)
        case Truth.NO if force.seen or force.when:
            yield Reason("vclt-24-1", "reason-not-in-force", (), force.when, force.steps)
            waiting = tuple(
                part.state
                for part in parts
                if part.standing in {*_SHORT_OF_CONSENT, Standing.CONTRACTING_STATE}
            )
            if waiting:
                yield Reason("vclt-18", "reason-interim", waiting)
    if force.when is None and record.history.of({Act.APPLY_PROVISIONALLY}):
        steps = record.history.of({Act.APPLY_PROVISIONALLY})
        yield Reason("vclt-25", "reason-provisional", (), steps[0].when, steps)


def _of_breach(record: Record) -> Iterator[Reason]:
    for step in record.history.of({Act.VIOLATE}):
        states = (step.state,) if step.state else ()
        yield Reason("vclt-60", "reason-violated", states, step.when, (step,))
    for step in record.steps:
        if not step.effective:
            states = (step.state,) if step.state else ()
            yield Reason("vclt-42", "reason-without-effect", states, step.when, (step,))


def _of_end(record: Record, parts: Sequence[Participation]) -> Iterator[Reason]:
    if record.suspended(None) is Truth.YES:
        steps = record.history.of({Act.SUSPEND})
        yield Reason("vclt-57", "reason-suspended", (), steps[-1].when, steps)
    for part in parts:
        if part.leaving:
            steps = record.history.of({Act.WITHDRAW}, part.state)
            yield Reason("vclt-54", "reason-leaving", (part.state,), part.leaving, steps)
        elif part.standing is Standing.WITHDRAWN:
            steps = record.history.of({Act.WITHDRAW, Act.TERMINATE}, part.state)
            yield Reason("vclt-54", "reason-withdrawn", (part.state,), part.since, steps)
    if happened(record.ended, record.on) is Truth.YES:
        steps = record.history.of({Act.TERMINATE, Act.WITHDRAW})
        if record.instrument.linked(LinkKind.REPLACED_BY):
            yield Reason("vclt-59", "reason-replaced", (), record.ended, steps)
        else:
            yield Reason("vclt-54", "reason-terminated", (), record.ended, steps)


def _done(record: Record, acts: frozenset[Act], state: ActorId) -> bool:
    return happened(record.history.when(acts, state), record.on) is Truth.YES


def _reason(
    record: Record, rule: str, wording: str, states: tuple[ActorId, ...], *acts: Act
) -> Reason:
    steps = tuple(step for step in record.history.of(acts) if step.state in states)
    first, end = steps[0].when, steps[-1].when
    when = first if first == end else None
    return Reason(rule, wording, states, when, steps)
