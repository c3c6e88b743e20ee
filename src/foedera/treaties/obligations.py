"""Who owes what to whom on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth, happened
from foedera.treaties.law import Reason
from foedera.treaties.standing import Participation, Standing
from foedera.treaties.status import InstrumentStatus, Status, status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.provisions import Obligation
    from foedera.treaties.registry import Registry
    from foedera.treaties.steps import Step


class ObligationForce(Enum):
    """Whether an obligation binds on a day."""

    BINDING = "binding"
    UNCLEAR = "unclear"
    NOT_YET_BINDING = "not yet binding"  # VCLT 18 alone applies
    SUSPENDED = "suspended"
    ENDED = "ended"
    POLITICAL = "political"  # promised, but not in law


@dataclass(frozen=True, slots=True)
class OwedObligation:
    """An obligation as it stands between states on a day.

    Attributes:
        instrument: Where it comes from.
        obligation: What is owed.
        force: Whether it binds.
        owed_by: Who would owe it: parties if it binds, signatories if it may come to.
        owed_to: To whom; each debtor owes it to every creditor but itself.
        since: Days on which its force may have begun.
        reasons: Why, by rule of law.
        status: The instrument's status that day.
    """

    instrument: Instrument
    obligation: Obligation
    force: ObligationForce
    owed_by: tuple[ActorId, ...]
    owed_to: tuple[ActorId, ...]
    since: Interval | None
    reasons: tuple[Reason, ...]
    status: InstrumentStatus


def obligations(
    registry: Registry, on: date, known_by: date | None = None
) -> tuple[OwedObligation, ...]:
    """Return every obligation alive on a day, those included of which it is unclear.

    Args:
        registry: The instruments.
        on: The day asked about.
        known_by: Count only what had become known by that day.
    """
    alive = {ObligationForce.BINDING, ObligationForce.UNCLEAR}
    return tuple(
        owed
        for instrument in registry.instruments
        for owed in obligations_of(instrument, on, known_by)
        if owed.force in alive
    )


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
) -> tuple[OwedObligation, ...]:
    """Return every obligation of one instrument and its force on a day.

    Args:
        instrument: The instrument.
        on: The day asked about.
        known_by: Count only what had become known by that day.
        extra_steps: Steps beyond those on record, such as a report's claims.
    """
    found = status(instrument, on, known_by, extra_steps)
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
    force = _force(instrument, obligation, found)
    states = tuple(one.state for one in found.participations if _concerned(one, found.status))
    owed_by = tuple(one for one in states if one in (obligation.owed_by or states))
    owed_to = tuple(one for one in states if one in (obligation.owed_to or states))
    rule, wording = _REASONS[force]
    return OwedObligation(
        instrument=instrument,
        obligation=obligation,
        force=force,
        owed_by=owed_by,
        owed_to=owed_to,
        since=found.since,
        reasons=(Reason(rule, wording, owed_by, found.since), *found.reasons),
        status=found,
    )


def _force(
    instrument: Instrument, obligation: Obligation, found: InstrumentStatus
) -> ObligationForce:
    force = _FORCE[found.status]
    if force in {ObligationForce.BINDING, ObligationForce.UNCLEAR}:
        if obligation.binding is False:
            return ObligationForce.POLITICAL
        match happened(obligation.suspended_since, found.on):
            case Truth.YES:
                return ObligationForce.SUSPENDED
            case Truth.UNCLEAR:
                return ObligationForce.UNCLEAR
        if obligation.binding is None or instrument.binding is None:
            return ObligationForce.UNCLEAR
    return force


def _concerned(part: Participation, found: Status) -> bool:
    """Tell whether a state is one of those between whom an obligation runs."""
    match found:
        case Status.IN_FORCE | Status.SUSPENDED:
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


def surely_bound(owed: OwedObligation, state: ActorId) -> Truth:
    """Tell whether one debtor is itself bound: its own joining or leaving may be in doubt."""
    part = owed.status.of(state)
    if state not in owed.owed_by:
        return Truth.NO
    if owed.force is ObligationForce.UNCLEAR or part.suspended is not Truth.NO or not part.settled:
        return Truth.UNCLEAR
    return Truth.YES if owed.force is ObligationForce.BINDING else Truth.NO
