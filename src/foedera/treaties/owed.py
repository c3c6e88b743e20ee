"""What one instrument obliges to on a day, and between which two states."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth, all_of, happened, last, opposite
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.existence import gone
from foedera.treaties.instrument import InstrumentKind
from foedera.treaties.law import Reason
from foedera.treaties.proof import Proof, facts
from foedera.treaties.reservations import Reserved, reserved
from foedera.treaties.standing import Participation, Standing
from foedera.treaties.status import InstrumentStatus, Status, status
from foedera.treaties.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.provisions import Obligation
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
        bound: Whether each of those states is itself bound.
        later: Later duties in whose favour it gives way between the states bound by both
            (VCLT 30, 40, 41), as they stand that day.
    """

    instrument: Instrument
    obligation: Obligation
    force: ObligationForce
    owed_by: tuple[ActorId, ...]
    owed_to: tuple[ActorId, ...]
    since: Interval | None
    reasons: tuple[Reason, ...]
    status: InstrumentStatus
    bound: Mapping[ActorId, Truth] = field(default_factory=dict, hash=False, compare=False)
    later: tuple[OwedObligation, ...] = field(default=(), compare=False)

    @property
    def beneficiaries(self) -> tuple[ActorId, ...]:
        """States that are no party and whom it is to protect (VCLT 36)."""
        return tuple(one for one in self.obligation.beneficiaries if one not in self.owed_to)

    @property
    def protected(self) -> tuple[ActorId, ...]:
        """Whom it is to serve: its beneficiaries, where it names some, else its creditors."""
        if not self.beneficiaries:
            return self.owed_to
        named = self.owed_to if self.obligation.owed_to else ()
        return (*named, *self.beneficiaries)

    @property
    def says(self) -> dict[str, str]:
        """What is owed, by language: the kind and the clause in our own words."""
        one = self.obligation
        return {
            language: f"{phrase(f'obligation-{one.kind.value}', language)} "
            f"({one.provision.number}): {one.duty(language)}"
            for language in one.provision.says
        }

    @property
    def truth(self) -> Truth:
        """Whether the duty as such binds that day, whomever it binds."""
        alive = {ObligationForce.BINDING: Truth.YES, ObligationForce.UNCLEAR: Truth.UNCLEAR}
        return alive.get(self.force, Truth.NO)

    @property
    def proof(self) -> Proof:
        """Why the duty as such binds, or does not."""
        return Proof(
            reason=self.reasons[0],
            truth=self.truth,
            instrument=self.instrument.id,
            provision=self.obligation.provision.number,
            parts=facts(self.reasons[1:], self.instrument.id),
            undecided=tuple(_doubts(self)) if self.truth is Truth.UNCLEAR else (),
        )

    def tie(self, debtor: ActorId, creditor: ActorId) -> Tie:
        """Return whether one state owes it to another that day."""
        return _tie(self, debtor, creditor)

    def ties(self) -> Iterator[Tie]:
        """Yield every pair of states between whom it runs, be it only perhaps."""
        for debtor in self.owed_by:
            for creditor in self.protected:
                if debtor != creditor:
                    yield _tie(self, debtor, creditor)


@dataclass(frozen=True, slots=True)
class Tie:
    """One duty between one debtor and one creditor on a day.

    Attributes:
        owed: The obligation as it stands.
        debtor: Who owes it.
        creditor: To whom, or in whose favour.
        truth: Whether it is owed.
        reserved: What reservations do to it between the two.
        reasons: What bears on these two alone, by rule of law.
        undecided: What would decide it, where it is unclear.
    """

    owed: OwedObligation
    debtor: ActorId
    creditor: ActorId
    truth: Truth
    reserved: tuple[Reserved, ...] = ()
    reasons: tuple[Reason, ...] = ()
    undecided: tuple[Reason, ...] = ()

    @property
    def third(self) -> bool:
        """Whether the creditor is a third state in whose favour parties bind themselves."""
        return self.creditor in self.owed.beneficiaries

    @property
    def invoked_by(self) -> tuple[ActorId, ...]:
        """Who may invoke it: the creditor and, for a third state, the parties too (VCLT 36)."""
        parties = (one for one in self.owed.owed_to if one != self.debtor)
        return (self.creditor, *parties) if self.third else (self.creditor,)

    @property
    def since(self) -> Interval | None:
        """Days on which it may have begun between the two."""
        found = self.owed.status
        parts = (found.of(self.debtor).since, found.of(self.creditor).since)
        return latest(self.owed.since, *parts)

    @property
    def proof(self) -> Proof:
        """Why it is owed between the two, or is not."""
        wording = {
            Truth.YES: "reason-tie",
            Truth.NO: "reason-no-tie",
            Truth.UNCLEAR: "reason-tie-unclear",
        }[self.truth]
        since = self.since if self.truth is Truth.YES else None
        return Proof(
            reason=Reason(
                "vclt-26", wording, (self.debtor,), since, (), (self.creditor,), self.owed.says
            ),
            truth=self.truth,
            instrument=self.owed.instrument.id,
            provision=self.owed.obligation.provision.number,
            parts=(*self._parts(), *facts(self.reasons, self.owed.instrument.id), self.owed.proof),
            undecided=self.undecided,
        )

    def _parts(self) -> Iterator[Proof]:
        """Yield how each of the two came to be bound, or is not, with its own steps."""
        for state in (self.debtor,) if self.third else (self.debtor, self.creditor):
            part = self.owed.status.of(state)
            bound = self.owed.bound.get(state, Truth.NO)
            said = Reason("vclt-24-1", _PARTY[bound], (state,), part.since, part.steps)
            yield Proof(said, bound, self.owed.instrument.id)


_PARTY = {
    Truth.YES: "reason-party",
    Truth.NO: "reason-no-party",
    Truth.UNCLEAR: "reason-party-unclear",
}


def latest(*days: Interval | None) -> Interval | None:
    """Return the days on which the last of several beginnings may have come."""
    known = [one for one in days if one]
    return last(known) if known else None


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
    force, reason = _force(instrument, obligation, found, owed_by)
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


def _tie(owed: OwedObligation, debtor: ActorId, creditor: ActorId) -> Tie:
    third = creditor in owed.beneficiaries
    states = (debtor,) if third else (debtor, creditor)
    truths = [owed.bound.get(state, Truth.NO) for state in states]
    if debtor not in owed.owed_by or creditor not in owed.protected or debtor == creditor:
        truths.append(Truth.NO)
    if Truth.NO in truths:
        return Tie(owed, debtor, creditor, Truth.NO)
    reasons, undecided = [], []
    if Truth.UNCLEAR in truths:
        settled = zip(states, truths, strict=True)
        doubtful = tuple(state for state, truth in settled if truth is Truth.UNCLEAR)
        undecided += [*_doubts(owed)] or [Reason("vclt-26", "open-bound", doubtful)]
    for state in (debtor, creditor):
        if gone(state, owed.status.on):
            reasons.append(Reason("vcss-34", "reason-state-gone", (state,)))
            truths.append(Truth.NO)
    found = _between(owed, debtor, creditor)
    for truth, reason, points in (*_reserved(found), *_given_way(owed, states), *_charter(owed)):
        truths.append(truth)
        reasons.append(reason)
        undecided += points
    truth = min(truths, key=_WEAKEST.index)
    if third:
        reasons.append(Reason("vclt-36", "reason-third-state", (debtor,), None, (), (creditor,)))
    points = tuple(undecided) if truth is Truth.UNCLEAR else ()
    return Tie(owed, debtor, creditor, truth, found, tuple(reasons), points)


def _doubts(owed: OwedObligation) -> Iterator[Reason]:
    """Yield what is not known of the instrument or the duty and would decide whether it binds."""
    yield from owed.status.unsettled
    one = owed.obligation
    if one.binding is None:
        yield Reason("vclt-2-1a", "open-binding", owed.owed_by)
    for when in (one.begins, one.ceases, one.suspended_since):
        if when and happened(when, owed.status.on) is Truth.UNCLEAR:
            yield Reason("vclt-26", "open-duty-days", (), when)


_WEAKEST = [Truth.NO, Truth.UNCLEAR, Truth.YES]


def _between(owed: OwedObligation, debtor: ActorId, creditor: ActorId) -> tuple[Reserved, ...]:
    if not owed.instrument.reservations:
        return ()
    found = owed.status
    since = (found.of(debtor).since, found.of(creditor).since)
    return reserved(owed.instrument, owed.obligation.id, (debtor, creditor), since, found.on)


def _reserved(
    found: tuple[Reserved, ...],
) -> Iterator[tuple[Truth, Reason, tuple[Reason, ...]]]:
    for one in found:
        yield one.stands, one.reason, one.undecided


def _given_way(
    owed: OwedObligation, states: tuple[ActorId, ...]
) -> Iterator[tuple[Truth, Reason, tuple[Reason, ...]]]:
    """Later duties before which this one gives way between states bound by both (VCLT 30)."""
    for one in owed.later:
        truths = {one.bound.get(state, Truth.NO) for state in states}
        if Truth.NO in truths:
            continue
        words = {language: one.instrument.title(language) for language in ("en", "id")}
        if Truth.UNCLEAR in truths:
            reason = Reason("vclt-30", "reason-may-give-way", states, one.since, (), (), words)
            point = Reason("vclt-30", "open-later", states, one.since, (), (), words)
            yield Truth.UNCLEAR, reason, (point,)
        else:
            yield (
                Truth.NO,
                Reason("vclt-30", "reason-gives-way", states, one.since, (), (), words),
                (),
            )


def _charter(owed: OwedObligation) -> Iterator[tuple[Truth, Reason, tuple[Reason, ...]]]:
    """Decisions of the Security Council before which the duty gives way (Charter 25, 103).

    A decision that reaches only so far leaves the rest of the duty standing; one without
    a word on how far displaces the whole. The instrument stands in any case.
    """
    on = owed.status.on
    for one in owed.obligation.displaced:
        begun = one.period.start is None or one.period.start <= on
        if begun and (one.period.end is None or on <= one.period.end):
            words = {
                language: ": ".join(filter(None, (one.decision, one.extent.get(language))))
                for language in ("en", "id")
            }
            reason = Reason(
                "charter-103", "reason-displaced", owed.owed_by, one.period, (), (), words
            )
            yield (Truth.YES if one.extent else Truth.NO), reason, ()
