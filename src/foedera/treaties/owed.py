"""A duty as it stands on a day, and whether it holds between two states."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth, happened, last
from foedera.treaties.existence import gone
from foedera.treaties.law import Reason
from foedera.treaties.proof import Proof, facts
from foedera.treaties.reservations import Reserved, reserved
from foedera.treaties.steps import Act
from foedera.treaties.wording import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.provisions import Obligation
    from foedera.treaties.status import InstrumentStatus


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


def _tie(owed: OwedObligation, debtor: ActorId, creditor: ActorId) -> Tie:
    third = creditor in owed.beneficiaries
    states = (debtor,) if third else (debtor, creditor)
    truths = [owed.bound.get(state, Truth.NO) for state in states]
    if debtor not in owed.owed_by or creditor not in owed.protected or debtor == creditor:
        truths.append(Truth.NO)
    if Truth.NO in truths:
        return Tie(owed, debtor, creditor, Truth.NO, (), tuple(_resting(owed, states)))
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


def _resting(owed: OwedObligation, states: tuple[ActorId, ...]) -> Iterator[Reason]:
    """Yield why a duty rests for a state whose own part is suspended (VCLT 57, 58)."""
    for state in states:
        part = owed.status.of(state)
        if owed.truth is not Truth.NO and part.suspended is Truth.YES:
            steps = tuple(step for step in part.steps if step.act is Act.SUSPEND)
            when = steps[-1].when if steps else None
            yield Reason("vclt-57", "reason-part-rests", (state,), when, steps)


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
