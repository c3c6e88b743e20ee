"""The reasons a status gives: which rule of law each step meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, happened
from foedera.treaties.formulas import OnDeposits, Retroactive, Silent
from foedera.treaties.instrument import LinkKind
from foedera.treaties.law import Reason
from foedera.treaties.standing import Participation, Standing
from foedera.treaties.steps import LODGING, Act

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.identifiers import ActorId
    from foedera.treaties.record import Record
    from foedera.treaties.steps import Step

#: Standing short of consent -> the rule and the wording that tell what it amounts to.
_SHORT_OF_CONSENT = {
    Standing.SIGNATORY: ("vclt-14", "reason-signed", Act.SIGN),
    Standing.APPROVED_AT_HOME: ("vclt-2-1b", "reason-approved-at-home", Act.APPROVE),
    Standing.RATIFIED_AT_HOME: ("vclt-16", "reason-ratified-at-home", Act.RATIFY),
}
#: Acts that by themselves change nothing, with the rule that says so.
_IDLE = (
    (Act.INITIAL, "vclt-10", "reason-initialled"),
    (Act.BREAK_RELATIONS, "vclt-63", "reason-relations-broken"),
)


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
        *_of_notices(record),
        *_of_end(record, parts),
    )


def unsettled_in(record: Record) -> tuple[Reason, ...]:
    """Return what is not known about a record and would decide what it leaves open."""
    return (*_open_force(record), *_open_end(record), *_open_suspension(record))


def _open_force(record: Record) -> Iterator[Reason]:
    instrument, force, on = record.instrument, record.force, record.on
    entered = happened(force.when, on)
    if instrument.binding is None:
        yield Reason("vclt-2-1a", "open-binding", instrument.parties)
    if not force.seen and force.when is None:
        silent = isinstance(instrument.entry_into_force, Silent)
        rule, wording = (
            ("vclt-24-2", "open-silent") if silent else ("vclt-24-1", "open-rule-unseen")
        )
        yield Reason(rule, wording, instrument.parties, None, force.steps)
    followed = instrument.followed_to
    if followed and on > followed and entered is Truth.NO:
        after = Interval(followed, None)
        yield Reason("vclt-24-1", "open-not-followed", instrument.parties, after)
    if entered is Truth.UNCLEAR:
        yield Reason("vclt-24-1", "open-force-date", (), force.when, force.steps)
    if entered is Truth.NO and record.provisional() is Truth.UNCLEAR:
        steps = record.history.of({Act.APPLY_PROVISIONALLY, Act.DECLINE})
        yield Reason("vclt-25", "open-provisional", (), None, steps)
    if force.stated and force.computed and entered is Truth.YES:
        begins, ends = force.computed.start, force.when.end if force.when else None
        if begins and ends and begins > ends:
            yield Reason("vclt-24-1", "open-stated-early", (), force.computed, force.steps)


def _open_end(record: Record) -> Iterator[Reason]:
    for state in record.states:
        for notice in record.notices(state):
            given = happened(notice.effect, record.on)
            if given is Truth.UNCLEAR and notice.wording and notice.effect:
                when = notice.effect
                yield Reason(notice.rule, notice.wording, (state,), when, notice.steps)
    if happened(record.ended, record.on) is Truth.UNCLEAR:
        steps = record.history.of({Act.TERMINATE, Act.WITHDRAW})
        yield Reason("vclt-54", "open-end", (), record.ended, steps)


def _open_suspension(record: Record) -> Iterator[Reason]:
    if record.suspended(None) is Truth.YES:
        return
    for state in record.states:
        if record.suspended(state) is Truth.UNCLEAR:
            steps = record.history.of({Act.SUSPEND}, state)
            yield Reason("vclt-57", "open-suspension", (state,), None, steps)


def _of_consent(record: Record, parts: Sequence[Participation]) -> Iterator[Reason]:
    needed = record.instrument.entry_into_force.needs_ratification
    yield from _unconfirmed(record)
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
    for step in record.history.of({Act.SUCCEED}):
        pair = tuple(one for one in (step.state, step.toward) if one)
        yield Reason("vcss-34", "reason-succeeded", pair[:1], step.when, (step,))


def _unconfirmed(record: Record) -> Iterator[Reason]:
    confirmed = {step.state for step in record.steps if step.act is Act.CONFIRM}
    waiting = [
        step
        for step in record.steps
        if step.act is Act.SIGN and step.ad_referendum and step.state not in confirmed
    ]
    if waiting:
        states = tuple(step.state for step in waiting if step.state)
        yield Reason("vclt-12", "reason-ad-referendum", states, None, tuple(waiting))


def _of_force(record: Record, parts: Sequence[Participation]) -> Iterator[Reason]:
    force, on = record.force, record.on
    match happened(force.when, on):
        case Truth.YES:
            yield from _entered(record)
        case Truth.NO if force.seen or force.when:
            yield Reason("vclt-24-1", "reason-not-in-force", (), force.when, force.steps)
            yield from _meanwhile(record, parts)
    if force.when is None and (steps := record.history.of({Act.APPLY_PROVISIONALLY})):
        ended = record.provisional() is Truth.NO
        wording = "reason-provisional-over" if ended else "reason-provisional"
        yield Reason("vclt-25", wording, (), steps[0].when, steps)


def _entered(record: Record) -> Iterator[Reason]:
    force, formula = record.force, record.instrument.entry_into_force
    rule = "vclt-24-2" if isinstance(formula, Silent) else "vclt-24-1"
    wording = "reason-in-force-on-record" if force.stated else "reason-in-force"
    yield Reason(rule, wording, (), force.when, force.steps)
    if isinstance(formula, Retroactive):
        yield Reason("vclt-28", "reason-retroactive", (), Interval.on(formula.day))
    if isinstance(formula, OnDeposits):
        bound = [one for one in record.states if record.bound(one) is not Truth.NO]
        if 0 < len(bound) < formula.count and happened(record.ended, record.on) is Truth.NO:
            yield Reason("vclt-55", "reason-fewer-parties", tuple(bound))


def _meanwhile(record: Record, parts: Sequence[Participation]) -> Iterator[Reason]:
    """Tell who must not defeat its object and purpose until it is in force (VCLT 18)."""
    declined = {step.state for step in record.history.of({Act.DECLINE})}
    waiting = tuple(
        part.state
        for part in parts
        if part.standing in {*_SHORT_OF_CONSENT, Standing.CONTRACTING_STATE}
    )
    held = tuple(state for state in waiting if state not in declined)
    freed = tuple(state for state in waiting if state in declined)
    if held:
        yield Reason("vclt-18", "reason-interim", held)
    if freed:
        yield Reason("vclt-18", "reason-declined", freed, None, record.history.of({Act.DECLINE}))


def _of_breach(record: Record) -> Iterator[Reason]:
    for step in record.history.of({Act.VIOLATE}):
        yield Reason("vclt-60", "reason-violated", _doer(step), step.when, (step,))
    for act, rule, wording in _IDLE:
        for step in record.history.of({act}):
            yield Reason(rule, wording, _doer(step), step.when, (step,))
    confirmed = {step.state for step in record.steps if step.act is Act.CONFIRM}
    for step in record.steps:
        if not step.effective and not (step.act is Act.SIGN and step.state in confirmed):
            yield Reason("vclt-42", "reason-without-effect", _doer(step), step.when, (step,))


def _of_notices(record: Record) -> Iterator[Reason]:
    """Tell why a notice of leaving has no effect, or none yet."""
    for state in record.states:
        for notice in record.notices(state):
            if notice.effect is None and notice.wording:
                yield Reason(notice.rule, notice.wording, (state,), notice.given, notice.steps)
            elif record.instrument.bilateral and happened(notice.effect, record.on) is Truth.NO:
                yield Reason(notice.rule, "reason-leaving", (state,), notice.effect, notice.steps)


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
        yield _ended(record)
        yield Reason("vclt-70", "reason-accrued", (), record.ended)


def _ended(record: Record) -> Reason:
    replaced = happened(record.replaced, record.on) is Truth.YES and record.replaced == record.ended
    if replaced or record.instrument.linked(LinkKind.REPLACED_BY):
        steps = record.history.of({Act.TERMINATE})
        return Reason("vclt-59", "reason-replaced", (), record.ended, steps)
    steps = record.history.of({Act.TERMINATE, Act.WITHDRAW, Act.OCCUR})
    return Reason("vclt-54", "reason-terminated", (), record.ended, steps)


def _doer(step: Step) -> tuple[ActorId, ...]:
    return (step.state,) if step.state else ()


def _done(record: Record, acts: frozenset[Act], state: ActorId) -> bool:
    return happened(record.history.when(acts, state), record.on) is Truth.YES


def _reason(
    record: Record, rule: str, wording: str, states: tuple[ActorId, ...], *acts: Act
) -> Reason:
    steps = tuple(step for step in record.history.of(acts) if step.state in states)
    first, end = steps[0].when, steps[-1].when
    when = first if first == end else None
    return Reason(rule, wording, states, when, steps)
