"""What force each duty of an instrument has on a day, and whom it may bind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth, all_of, happened, opposite
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.instrument import InstrumentKind
from foedera.treaties.law import Reason
from foedera.treaties.owed import ObligationForce, OwedObligation, latest
from foedera.treaties.standing import Participation, Standing
from foedera.treaties.status import InstrumentStatus, Status, status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.provisions import Obligation
    from foedera.treaties.steps import Step


def would_bind(
    instrument: Instrument,
    on: date,
    known_by: date | None = None,
    extra_steps: Iterable[Step] = (),
) -> tuple[OwedObligation, ...]:
    """Return what an instrument will oblige its parties to once it is in force.

    Until then nothing of it is owed; a state that has signed must not defeat the
    instrument's object and purpose (VCLT 18), and each answer says so.
    """
    owed = obligations_of(instrument, on, known_by, extra_steps)
    return tuple(one for one in owed if one.force is ObligationForce.NOT_YET_BINDING)


def obligations_of(
    instrument: Instrument,
    on: date,
    known_by: date | None = None,
    extra_steps: Iterable[Step] = (),
    coding: Coding = LAW,
) -> tuple[OwedObligation, ...]:
    """Return every obligation of one instrument and its force on a day.

    Duties that give way to a later instrument's are told of by ``obligations``, which
    knows the whole registry.

    Args:
        instrument: The instrument.
        on: The day asked about.
        known_by: Count only what had become known by that day.
        extra_steps: Steps beyond those on record, such as a report's claims.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """
    return owed_from(instrument, status(instrument, on, known_by, extra_steps, coding))


def owed_from(instrument: Instrument, found: InstrumentStatus) -> tuple[OwedObligation, ...]:
    """Return every obligation of one instrument, given where the instrument stands."""
    return tuple(_owed(instrument, one, found) for one in instrument.obligations)


_FORCE = {
    Status.IN_FORCE: ObligationForce.BINDING,
    Status.PROVISIONALLY_APPLIED: ObligationForce.BINDING,
    Status.NOT_YET_IN_FORCE: ObligationForce.NOT_YET_BINDING,
    Status.SUSPENDED: ObligationForce.SUSPENDED,
    Status.TERMINATED: ObligationForce.ENDED,
    Status.POLITICAL: ObligationForce.POLITICAL,
    Status.UNKNOWN: ObligationForce.UNCLEAR,
}

_REASONS = {
    ObligationForce.BINDING: ("vclt-26", "reason-owed"),
    ObligationForce.UNCLEAR: ("vclt-26", "reason-owed-unclear"),
    ObligationForce.NOT_YET_BINDING: ("vclt-18", "reason-not-yet-owed"),
    ObligationForce.SUSPENDED: ("vclt-57", "reason-owed-suspended"),
    ObligationForce.ENDED: ("vclt-70", "reason-no-longer-owed"),
    ObligationForce.POLITICAL: ("vclt-2-1a", "reason-owed-politically"),
}


def _owed(
    instrument: Instrument, obligation: Obligation, found: InstrumentStatus
) -> OwedObligation:
    states = tuple(one.state for one in found.participations if _concerned(one, found.status))
    owed_by = tuple(one for one in states if one in (obligation.owed_by or states))
    owed_to = tuple(one for one in states if one in (obligation.owed_to or states))
    bearing = tuple(one for one in owed_by if found.of(one).suspended is not Truth.YES)
    force, reason = _force(instrument, obligation, found, bearing or owed_by)
    alive = force in {ObligationForce.BINDING, ObligationForce.UNCLEAR}
    return OwedObligation(
        instrument=instrument,
        obligation=obligation,
        force=force,
        owed_by=owed_by,
        owed_to=owed_to,
        since=latest(found.since, obligation.begins) if alive else found.since,
        reasons=(reason, *found.reasons),
        status=found,
        bound=_bound(found, states, force) if alive else {},
    )


def _force(
    instrument: Instrument,
    obligation: Obligation,
    found: InstrumentStatus,
    owed_by: tuple[ActorId, ...],
) -> tuple[ObligationForce, Reason]:
    """Return the force of a duty and its first reason."""
    force = _FORCE[found.status]
    alive = force in {ObligationForce.BINDING, ObligationForce.UNCLEAR}
    if alive and instrument.kind is InstrumentKind.UNILATERAL_UNDERTAKING:
        return ObligationForce.POLITICAL, Reason("vclt-2-1a", "reason-unilateral", owed_by)
    if alive and (own := _own_days(obligation, found.on, owed_by)):
        force = own[0] if force is ObligationForce.BINDING else force
        return (own[0], own[1]) if own[0] is not ObligationForce.UNCLEAR else (force, own[1])
    if alive and obligation.binding is False:
        force = ObligationForce.POLITICAL
    elif alive and (obligation.binding is None or instrument.binding is None):
        force = ObligationForce.UNCLEAR
    rule, wording = _REASONS[force]
    return force, Reason(rule, wording, owed_by, found.since)


def _own_days(
    obligation: Obligation, on: date, owed_by: tuple[ActorId, ...]
) -> tuple[ObligationForce, Reason] | None:
    """Return what the duty's own beginning, end and suspension make of it (VCLT 24, 54, 57)."""
    begins, ceases = obligation.begins, obligation.ceases
    begun = happened(begins, on) if begins else Truth.YES
    if begun is Truth.NO:
        reason = Reason("vclt-24-1", "reason-begins-later", owed_by, begins)
        return ObligationForce.NOT_YET_BINDING, reason
    over, rests = happened(ceases, on), happened(obligation.suspended_since, on)
    if over is Truth.YES:
        return ObligationForce.ENDED, Reason("vclt-54", "reason-ceased", owed_by, ceases)
    if rests is Truth.YES:
        since = obligation.suspended_since
        return ObligationForce.SUSPENDED, Reason("vclt-57", "reason-rests", owed_by, since)
    if Truth.UNCLEAR in {begun, over, rests}:
        return ObligationForce.UNCLEAR, Reason("vclt-26", "reason-owed-unclear", owed_by)
    return None


def _concerned(part: Participation, found: Status) -> bool:
    """Tell whether a state is one of those between whom an obligation runs."""
    match found:
        case Status.IN_FORCE:
            return part.bound is not Truth.NO
        case Status.SUSPENDED:
            return Standing.PARTY in {part.standing, part.possibly}
        case Status.TERMINATED:
            return part.standing is Standing.FORMER_PARTY
        case _:
            return part.standing in _COMMITTED or part.possibly in _COMMITTED


_COMMITTED = frozenset(
    {
        Standing.PARTY,
        Standing.SIGNATORY,
        Standing.APPROVED_AT_HOME,
        Standing.RATIFIED_AT_HOME,
        Standing.CONTRACTING_STATE,
    }
)


def _bound(
    found: InstrumentStatus, states: tuple[ActorId, ...], force: ObligationForce
) -> dict[ActorId, Truth]:
    """Tell of each state whether it is itself bound: its own part may be in doubt, or rest."""
    sure = Truth.YES if force is ObligationForce.BINDING else Truth.UNCLEAR
    parts = {part.state: part for part in found.participations if part.state in states}
    answers = {}
    for state, part in parts.items():
        match found.status:
            case Status.IN_FORCE:
                own = part.bound
            case Status.PROVISIONALLY_APPLIED:
                own = Truth.YES
            case _:
                own = Truth.UNCLEAR
        answers[state] = all_of(own, sure, opposite(part.suspended))
    return answers
