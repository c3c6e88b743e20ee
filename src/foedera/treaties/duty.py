"""What a state would owe if another were attacked: one duty, a conflict of two, the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth
from foedera.treaties.law import Reason
from foedera.treaties.owed import ObligationForce
from foedera.treaties.proof import Proof, facts
from foedera.treaties.provisions import ObligationKind

if TYPE_CHECKING:
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.case import Attack
    from foedera.treaties.casus import Point
    from foedera.treaties.owed import OwedObligation, Tie


class Verdict(Enum):
    """Whether a state would be bound."""

    BOUND = "bound"
    NOT_BOUND = "not bound"
    UNCLEAR = "unclear"


#: Verdict -> its truth, and the wording of the statement that a proof makes of it.
SAYS: dict[Verdict, tuple[Truth, str]] = {
    Verdict.BOUND: (Truth.YES, "reason-duty"),
    Verdict.NOT_BOUND: (Truth.NO, "reason-no-duty"),
    Verdict.UNCLEAR: (Truth.UNCLEAR, "reason-duty-unclear"),
}
VERDICTS: dict[Truth, Verdict] = {truth: verdict for verdict, (truth, _) in SAYS.items()}


#: Kinds by which a state must leave another alone, and need do nothing.
_LEAVE_ALONE = frozenset({ObligationKind.NONAGGRESSION, ObligationKind.RESTRAINT})


@dataclass(frozen=True, slots=True)
class Duty:
    """What one state would owe in the case put.

    Attributes:
        state: The debtor.
        toward: To whom, or in whose favour.
        kind: Defence, neutrality and so on.
        verdict: In three values.
        tie: The obligation between the two, and its standing.
        points: On which points of the clause the case meets it, or does not.
        notes: What else the law says of it: the Charter's ceiling, registration.
    """

    state: ActorId
    toward: ActorId
    kind: ObligationKind
    verdict: Verdict
    tie: Tie
    points: tuple[Point, ...] = ()
    notes: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, by rule of law: what stands against it first."""
        against = (reason for truth, reason in self.points if truth is Truth.NO)
        return (*against, *self.notes, *self.tie.reasons, *self.owed.reasons)

    @property
    def undecided(self) -> tuple[Reason, ...]:
        """What would decide it, where it is unclear."""
        if self.verdict is not Verdict.UNCLEAR:
            return ()
        open_points = (reason for truth, reason in self.points if truth is Truth.UNCLEAR)
        return (*self.tie.undecided, *open_points)

    @property
    def owed(self) -> OwedObligation:
        """The obligation as it stands that day."""
        return self.tie.owed

    @property
    def proof(self) -> Proof:
        """Why, down to the provision, the steps and their evidence."""
        truth, wording = SAYS[self.verdict]
        says = self.owed.says
        said = Reason("vclt-26", wording, (self.state,), None, (), (self.toward,), says)
        provision, instrument = self.owed.obligation.provision.number, self.owed.instrument.id
        points = (
            Proof(reason, truth, instrument, provision, (), (reason,) * (truth is Truth.UNCLEAR))
            for truth, reason in self.points
        )
        parts = (*points, *facts(self.notes), self.tie.proof)
        return Proof(said, truth, instrument, provision, parts, self.undecided)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two duties of one state that pull apart: help the victim, spare or help the attacker.

    Attributes:
        state: Whose.
        helps: What it owes the victim.
        hinders: What it owes the attacker.
        prevails: Which of the two goes before the other; None where no rule decides.
        reasons: By which rules.
    """

    state: ActorId
    helps: Duty
    hinders: Duty
    reasons: tuple[Reason, ...]
    prevails: Duty | None = None

    @property
    def proof(self) -> Proof:
        """Why the two collide, and which prevails."""
        truth = Truth.YES if self.prevails else Truth.UNCLEAR
        parts = (*facts(self.reasons[1:]), self.helps.proof, self.hinders.proof)
        return Proof(self.reasons[0], truth, parts=parts)


@dataclass(frozen=True, slots=True)
class Breach:
    """The attacker's own breach, and the right it gives the others (VCLT 60).

    Attributes:
        duty: The pledge that the attack breaks.
        rights: Who may invoke it, the victim among them: alone to end or suspend a bilateral
            instrument; of several parties the victim to suspend it towards the attacker,
            the others only all together (60(2)). Nothing ends by itself.
    """

    duty: Duty
    rights: tuple[ActorId, ...]

    @property
    def proof(self) -> Proof:
        """Which pledge is broken, and what follows."""
        breaker, victim = (self.duty.state,), (self.duty.toward,)
        bilateral = self.duty.owed.instrument.bilateral
        wording = "reason-breach-right" if bilateral else "reason-breach-among-many"
        said = Reason("vclt-60", wording, victim, None, (), breaker)
        truth = SAYS[self.duty.verdict][0]
        instrument = self.duty.owed.instrument.id
        return Proof(said, truth, instrument, None, (self.duty.proof,), self.duty.undecided)


@dataclass(frozen=True, slots=True)
class DutiesAnswer:
    """Who must do what if one state makes an armed attack on another.

    Attributes:
        attack: The case put.
        duties: Every duty the registry knows of, bound first; duties that do not bind
            that day are listed with the reason why not.
        conflicts: States whose duties pull apart.
        breaches: Pledges of the attacker that the attack breaks.
        promises: What was promised to the victim, but not in law: political commitments
            and unilateral undertakings.
    """

    attack: Attack
    duties: tuple[Duty, ...]
    conflicts: tuple[Conflict, ...] = ()
    breaches: tuple[Breach, ...] = ()
    promises: tuple[OwedObligation, ...] = ()

    @property
    def attacker(self) -> ActorId:
        """Who attacks, in the case put."""
        return self.attack.attacker

    @property
    def victim(self) -> ActorId:
        """Who is attacked."""
        return self.attack.victim

    @property
    def on(self) -> date:
        """The day asked about."""
        return self.attack.on

    @property
    def proof(self) -> Proof:
        """The whole answer as one tree."""
        rule, wording = "vclt-26", "reason-case-then"
        if self.attack.under_charter:
            rule, wording = "charter-2-4", "reason-case"
        said = Reason(rule, wording, (self.attacker,), None, (), (self.victim,))
        parts = (
            *(one.proof for one in self.breaches),
            *(one.proof for one in self.duties),
            *(one.proof for one in self.conflicts),
        )
        return Proof(said, Truth.YES, parts=parts)

    @property
    def telling(self) -> tuple[Duty, ...]:
        """The duties worth a reader's time.

        Without those that ended before, and without pledges to leave the attacker alone
        of states that owe the victim nothing.
        """
        alive = (one for one in self.duties if one.owed.force is not ObligationForce.ENDED)
        found = tuple(alive)
        concerned = {one.state for one in found if one.toward == self.victim}
        return tuple(one for one in found if one.state in concerned or one.kind not in _LEAVE_ALONE)

    def of(self, state: ActorId) -> tuple[Duty, ...]:
        """Return one state's duties."""
        return tuple(duty for duty in self.duties if duty.state == state)
