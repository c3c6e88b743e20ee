"""If one state attacked another: who must do what, and where duties collide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.case import THE_CHARTER, Attack
from foedera.treaties.casus import met, sided, wider_than_attack
from foedera.treaties.certainty import Truth, all_of
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.conflicts import breaches, conflicts
from foedera.treaties.duty import VERDICTS, DutiesAnswer, Duty, Verdict
from foedera.treaties.existence import gone, require_two
from foedera.treaties.law import Reason
from foedera.treaties.obligations import Day, involving
from foedera.treaties.owed import ObligationForce, OwedObligation, Tie
from foedera.treaties.provisions import ObligationKind, Occurrence, Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.casus import Point
    from foedera.treaties.registry import Registry


def duties(  # noqa: PLR0913 - the case put has so many sides
    registry: Registry,
    attacker: ActorId,
    victim: ActorId,
    on: date,
    known_by: date | None = None,
    *,
    begun: date | None = None,
    over: date | None = None,
    place: Target = Target.TERRITORY,
    coding: Coding = LAW,
) -> DutiesAnswer:
    """Tell who would have to do what if ``attacker`` made an armed attack on ``victim``.

    Whether some real clash is an armed attack (the casus foederis) is for the parties to
    assert, not for foedera.

    Args:
        registry: The instruments.
        attacker: Who attacks.
        victim: Who is attacked.
        on: The day asked about.
        known_by: Count only what had become known by that day.
        begun: When the attack began, where before that day (VCLT 28).
        over: When it was over, where it does not go on.
        place: What of the victim it falls upon; its home territory unless told otherwise.
        coding: From when a state counts as bound, and what ends an instrument unsaid.

    Raises:
        SelfAttackError: The two are one.
        StateNotExistingError: One of the two was no state that day.
        UnknownActorError: Nobody knows a state of that code.
    """
    require_two(attacker, victim, on, involving(registry))
    attack = Attack(attacker, victim, on, begun, over, place)
    return duties_on(Day(registry, on, known_by, coding), attack)


def duties_on(day: Day, attack: Attack) -> DutiesAnswer:
    """Tell who would have to do what in a case, the law of the day being at hand."""
    found = every_duty(day, attack)
    owed = day.towards(attack.victim)
    promises = tuple(
        one
        for one in owed
        if one.force is ObligationForce.POLITICAL
        and one.obligation.kind in _TO_VICTIM
        and attack.victim in one.protected
        and set(one.owed_by) - {attack.attacker, attack.victim}
    )
    return DutiesAnswer(
        attack=attack,
        duties=found,
        conflicts=tuple(conflicts(found, attack)),
        breaches=tuple(breaches(found, attack)),
        promises=promises,
    )


def every_duty(
    day: Day, attack: Attack, kinds: Collection[ObligationKind] = frozenset(ObligationKind)
) -> tuple[Duty, ...]:
    """Return the duties of some kinds that a case touches, bound first."""
    begun = Day(day.registry, attack.since, day.known_by, day.coding)
    found = (
        _accrued(_duty(tie, attack), begun) if attack.since < attack.on else _duty(tie, attack)
        for one in day.towards(attack.attacker, attack.victim)
        if one.obligation.kind in kinds
        for tie in _ties(one, attack)
    )
    return tuple(sorted(found, key=_place))


def _accrued(duty: Duty, begun: Day) -> Duty:
    """Note what had fallen due under a duty that is over by now (VCLT 70(1)(b))."""
    if duty.tie.truth is not Truth.NO:
        return duty
    for one in begun.owed(duty.owed.instrument):
        same = one.obligation.id == duty.owed.obligation.id
        if same and one.tie(duty.state, duty.toward).truth is Truth.YES:
            states, when = (duty.state,), Interval.on(begun.on)
            note = Reason("vclt-70", "reason-fell-due", states, when, (), (duty.toward,))
            return replace(duty, notes=(*duty.notes, note))
    return duty


def _place(duty: Duty) -> tuple[int, ActorId, str, ActorId]:
    return (_ORDER[duty.verdict], duty.state, duty.owed.obligation.id, duty.toward)


#: Where each verdict stands in an answer.
_ORDER = {verdict: number for number, verdict in enumerate(Verdict)}


def spares(day: Day, state: ActorId, other: ActorId) -> tuple[Duty, ...]:
    """Return the pledges by which a state surely must not attack another."""
    ties = (
        one.tie(state, other)
        for one in day.towards(state)
        if one.obligation.kind is ObligationKind.NONAGGRESSION
    )
    return tuple(
        Duty(state, other, ObligationKind.NONAGGRESSION, Verdict.BOUND, tie)
        for tie in ties
        if tie.truth is Truth.YES
    )


#: Kinds a third state can owe the victim; what it owes the attacker.
_TO_VICTIM = frozenset(
    {
        ObligationKind.DEFENCE,
        ObligationKind.CONSULTATION,
        ObligationKind.NEUTRALITY,
        ObligationKind.RESTRAINT,
    }
)
_TO_ATTACKER = frozenset(
    {
        ObligationKind.DEFENCE,
        ObligationKind.OFFENCE,
        ObligationKind.NEUTRALITY,
        ObligationKind.NONAGGRESSION,
        ObligationKind.RESTRAINT,
    }
)
#: Occurrences on which an attacker's ally must consult with it, though nobody attacks it.
_OWN_WAR = frozenset({Occurrence.ALWAYS, Occurrence.WAR})


def _ties(owed: OwedObligation, attack: Attack) -> Iterator[Tie]:
    """Yield the pairs of an obligation that the case concerns.

    A victim is no defender of itself, an attacker none of its victim.
    """
    if owed.force is ObligationForce.POLITICAL:
        return
    kind = owed.obligation.kind
    for debtor in owed.owed_by:
        if debtor == attack.victim or gone(debtor, attack.on):
            continue
        if debtor == attack.attacker:
            if kind is ObligationKind.NONAGGRESSION and attack.victim in owed.protected:
                yield owed.tie(debtor, attack.victim)
            continue
        if kind in _TO_VICTIM and attack.victim in owed.protected:
            yield owed.tie(debtor, attack.victim)
        if _faces_attacker(owed) and attack.attacker in owed.protected:
            yield owed.tie(debtor, attack.attacker)


def _faces_attacker(owed: OwedObligation) -> bool:
    obligation = owed.obligation
    if owed.instrument.id == THE_CHARTER:
        return False
    if obligation.kind is ObligationKind.CONSULTATION:
        return obligation.trigger.occurrence in _OWN_WAR
    return obligation.kind in _TO_ATTACKER


def _duty(tie: Tie, attack: Attack) -> Duty:
    points: tuple[Point, ...] = ()
    if tie.truth is not Truth.NO:
        points = (sided if tie.creditor == attack.attacker else met)(tie, attack)
    truth = all_of(tie.truth, *(one for one, _ in points))
    verdict = VERDICTS[truth]
    kind = tie.owed.obligation.kind
    notes = tuple(_notes(tie, attack)) if verdict is not Verdict.NOT_BOUND else ()
    return Duty(tie.debtor, tie.creditor, kind, verdict, tie, points, notes)


def _notes(tie: Tie, attack: Attack) -> Iterator[Reason]:
    """Charter 51 and 102, VCLT 75; nothing of the Charter before it was in force."""
    if not attack.under_charter:
        return
    owed, kind = tie.owed, tie.owed.obligation.kind
    if kind is ObligationKind.DEFENCE:
        yield Reason("charter-51", "reason-charter-51", (tie.creditor,))
        if wider_than_attack(owed):
            yield Reason("charter-51", "reason-charter-51-wider", (tie.debtor,))
    if tie.creditor == attack.attacker and kind is not ObligationKind.CONSULTATION:
        yield Reason("vclt-75", "reason-no-shelter", (tie.creditor,))
    if owed.instrument.registration.registered is False:
        yield Reason("charter-102", "reason-unregistered", (tie.debtor,))
