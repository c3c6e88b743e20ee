"""Where an instrument stands on a given day, what it still lacks, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.at_home import MissingAtHome, missing_at_home
from foedera.treaties.certainty import Truth, first, happened, one_event
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.entry_into_force import Lack, Missing
from foedera.treaties.formulas import Retroactive
from foedera.treaties.law import Reason
from foedera.treaties.periods import steps_of
from foedera.treaties.proof import Proof, facts
from foedera.treaties.reasoning import reasons_for, unsettled_in
from foedera.treaties.record import Record
from foedera.treaties.standing import Participation, Standing
from foedera.treaties.steps import Act, Step, known_steps
from foedera.treaties.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties.instrument import Instrument


class Status(Enum):
    """Where an instrument stands (VCLT 24, 25, 54-64)."""

    NOT_YET_IN_FORCE = "not yet in force"
    PROVISIONALLY_APPLIED = "provisionally applied"
    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    POLITICAL = "political commitment"  # never meant to bind in law
    UNKNOWN = "unknown"


#: The rule that each status rests on in the end.
_RULES = {
    Status.NOT_YET_IN_FORCE: "vclt-24-1",
    Status.PROVISIONALLY_APPLIED: "vclt-25",
    Status.IN_FORCE: "vclt-26",
    Status.SUSPENDED: "vclt-57",
    Status.TERMINATED: "vclt-70",
    Status.POLITICAL: "vclt-2-1a",
    Status.UNKNOWN: "vclt-24-1",
}


def _key(found: Status) -> str:
    return f"status-{found.value.replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class InstrumentStatus:
    """Where an instrument stands on a day.

    Attributes:
        instrument: Which.
        on: The day asked about.
        status: The answer; ``UNKNOWN`` where dates or texts known do not decide it.
        since: Days on which that status may have begun; None where it never did.
        ratification_needed: Whether signature alone does not bind; None if not known.
        participations: How each negotiating state, and each other that has acted, stands.
        missing: What entry into force still waits for; empty once in force.
        unsettled: What is not known and would decide what is left open.
        reasons: The rules of law the answer rests on, each with its steps.
        steps: All steps considered, in the order of their days.
        applies_from: First day to which it applies, where it reaches back (VCLT 28); None
            where it applies from the day it is in force.
        at_home: What states that have signed and are not bound have still to do at home.
    """

    instrument: InstrumentId
    on: date
    status: Status
    since: Interval | None
    ratification_needed: bool | None
    participations: tuple[Participation, ...]
    missing: tuple[Missing, ...]
    unsettled: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    steps: tuple[Step, ...]
    applies_from: date | None = None
    at_home: tuple[MissingAtHome, ...] = ()

    @property
    def in_force(self) -> Truth:
        """Whether it is in force, in three values."""
        if self.status is Status.UNKNOWN:
            return Truth.UNCLEAR
        return Truth.YES if self.status is Status.IN_FORCE else Truth.NO

    @property
    def proof(self) -> Proof:
        """Why it stands as it does, down to the steps and their evidence."""
        rule = _RULES[self.status]
        said = {one: phrase(_key(self.status), one) for one in ("en", "id")}
        when = self.since or Interval.on(self.on)
        return Proof(
            reason=Reason(rule, "reason-stands", when=when, words=said),
            truth=Truth.UNCLEAR if self.status is Status.UNKNOWN else Truth.YES,
            instrument=self.instrument,
            parts=facts(self.reasons, self.instrument),
            undecided=self.unsettled,
        )

    def of(self, state: ActorId) -> Participation:
        """Return how one state stands; one that has not acted is a third state."""
        found = (one for one in self.participations if one.state == state)
        third = Standing.THIRD_STATE
        nowhere = Participation(state, third, third, None, None, Truth.NO, Truth.NO, ())
        return next(found, nowhere)

    def states(self, *standings: Standing) -> tuple[ActorId, ...]:
        """Return the states that surely have one of the standings."""
        return tuple(one.state for one in self.participations if one.standing in standings)


def status(
    instrument: Instrument,
    on: date,
    known_by: date | None = None,
    extra_steps: Iterable[Step] = (),
    coding: Coding = LAW,
) -> InstrumentStatus:
    """Tell where an instrument stands on a day, from the registry and further steps.

    Args:
        instrument: The instrument.
        on: The day asked about.
        known_by: Count only what had become known by that day; None for everything
            known since. "What was so" and "what was known" are two questions.
        extra_steps: Steps to add to those on record, such as a report's claims.
        coding: From when a state counts as bound, and what ends an instrument unsaid.

    Returns:
        The status, with what is missing and the reasons.
    """
    steps = known_steps((*steps_of(instrument), *extra_steps), known_by)
    return status_from(steps, instrument, on, coding)


def status_from(
    steps: Iterable[Step], instrument: Instrument, on: date, coding: Coding = LAW
) -> InstrumentStatus:
    """Tell where an instrument would stand if nothing but the given steps were known.

    Args:
        steps: The only steps that count, in any order, those of a later instrument that
            replaces it among them; those on record do not.
        instrument: The instrument: its parties and its rules.
        on: The day asked about.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """
    record = Record(instrument, steps, on, coding)
    found, since = _status(record)
    parts = tuple(record.participation(state) for state in record.states)
    return InstrumentStatus(
        instrument=instrument.id,
        on=on,
        status=found,
        since=since,
        ratification_needed=instrument.entry_into_force.needs_ratification,
        participations=parts,
        missing=_missing(record, found),
        unsettled=unsettled_in(record),
        reasons=reasons_for(record, parts),
        steps=record.steps,
        applies_from=_applies_from(record, found),
        at_home=_at_home(record, parts, found),
    )


def brief_status(
    instrument: Instrument, on: date, known_by: date | None = None, coding: Coding = LAW
) -> tuple[Status, Interval | None]:
    """Tell where an instrument stands and since when, and no more: for lists of many.

    Args:
        instrument: The instrument.
        on: The day asked about.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """
    return _status(Record(instrument, known_steps(steps_of(instrument), known_by), on, coding))


def _applies_from(record: Record, found: Status) -> date | None:
    rule = record.instrument.entry_into_force
    reaches_back = isinstance(rule, Retroactive) and found in {Status.IN_FORCE, Status.SUSPENDED}
    return rule.day if reaches_back and isinstance(rule, Retroactive) else None


def _at_home(
    record: Record, parts: tuple[Participation, ...], found: Status
) -> tuple[MissingAtHome, ...]:
    over = found in {Status.TERMINATED, Status.POLITICAL}
    needed = record.instrument.entry_into_force.needs_ratification
    return missing_at_home(parts, record.on) if needed and not over else ()


def _status(record: Record) -> tuple[Status, Interval | None]:
    if record.instrument.binding is False:
        return _political(record)
    ended, force = happened(record.ended, record.on), happened(record.force.when, record.on)
    if ended is Truth.YES:
        return Status.TERMINATED, record.ended
    if Truth.UNCLEAR in {ended, force}:
        return Status.UNKNOWN, None
    return _in_force(record) if force is Truth.YES else _before_force(record)


def _in_force(record: Record) -> tuple[Status, Interval | None]:
    match record.suspended(None):
        case Truth.YES:
            return Status.SUSPENDED, record.suspended_since()
        case Truth.UNCLEAR:
            return Status.UNKNOWN, None
        case Truth.NO:
            return Status.IN_FORCE, record.force.when


def _before_force(record: Record) -> tuple[Status, Interval | None]:
    provisional = record.provisional()
    if provisional is Truth.YES:
        steps = record.history.of({Act.APPLY_PROVISIONALLY})
        return Status.PROVISIONALLY_APPLIED, one_event([step.when for step in steps])
    if provisional is Truth.NO and (record.force.seen or record.force.when):
        return Status.NOT_YET_IN_FORCE, None
    return Status.UNKNOWN, None


def _political(record: Record) -> tuple[Status, Interval | None]:
    told = (record.history.when({Act.SIGN}, state) for state in record.instrument.parties)
    signed = first([when for when in told if when])
    match happened(signed, record.on):
        case Truth.YES:
            return Status.POLITICAL, signed
        case Truth.UNCLEAR:
            return Status.UNKNOWN, None
        case Truth.NO:
            return Status.NOT_YET_IN_FORCE, None


def _missing(record: Record, found: Status) -> tuple[Missing, ...]:
    if found not in {Status.NOT_YET_IN_FORCE, Status.PROVISIONALLY_APPLIED}:
        return ()
    when = record.force.when
    if when and happened(when, record.on) is Truth.NO:
        return (Missing(Lack.TIME, until=when.end or when.start),)
    return record.force.missing
