"""Whether an attack meets a clause: trigger, place, conditions and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, happened
from foedera.treaties.instrument import ReservationEffect
from foedera.treaties.law import Reason
from foedera.treaties.provisions import Condition, ObligationKind, Occurrence, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.treaties.case import Attack
    from foedera.treaties.owed import OwedObligation, Tie

    #: One point of a clause: whether it is met, and the words for it.
    Point = tuple[Truth, Reason]

#: Occurrences that an armed attack surely is.
_MET = frozenset(
    {
        Occurrence.ALWAYS,
        Occurrence.ARMED_ATTACK,
        Occurrence.AGGRESSION,
        Occurrence.WAR,
        Occurrence.THREAT,
    }
)
#: Occurrences short of an armed attack: help by force for them would go beyond article 51.
_WIDER = frozenset({Occurrence.ALWAYS, Occurrence.THREAT, Occurrence.WAR, Occurrence.REQUEST})
#: Occurrences in which the other state is the one attacked.
_ATTACKS = frozenset({Occurrence.ARMED_ATTACK, Occurrence.AGGRESSION})
#: Kinds that hold whatever occurs, unless their trigger says more.
_STANDING = frozenset({ObligationKind.NONAGGRESSION, ObligationKind.RESTRAINT})


def met(tie: Tie, attack: Attack) -> tuple[Point, ...]:
    """Return the points on which an attack on the creditor meets a clause, or does not.

    Args:
        tie: The duty towards the state attacked.
        attack: The attack.
    """
    points = [*_timely(tie, attack), *_displaced(tie), *_reserved(tie)]
    if tie.owed.obligation.kind not in _STANDING:
        points += _clause(tie, attack)
    return tuple(points)


def sided(tie: Tie, attack: Attack) -> tuple[Point, ...]:
    """Return the points on which a duty towards the attacker is met by its own attack.

    A pledge to help whoever is attacked helps no aggressor. One to join in an attack is
    void under the Charter (VCLT 53, Charter 2(4)); before it, it was kept or broken.

    Args:
        tie: The duty towards the attacker.
        attack: The attack.
    """
    kind, trigger = tie.owed.obligation.kind, tie.owed.obligation.trigger
    attacker, victim = (attack.attacker,), (attack.victim,)
    if kind is ObligationKind.DEFENCE:
        rule = "charter-51" if attack.under_charter else "vclt-31"
        return ((Truth.NO, Reason(rule, "reason-aggressor-not-helped", attacker)),)
    if kind is ObligationKind.OFFENCE and attack.under_charter:
        return ((Truth.NO, Reason("vclt-53", "reason-offence-void", attacker)),)
    if kind in _STANDING:
        return ()
    points = []
    if kind is ObligationKind.NEUTRALITY and trigger.occurrence in _ATTACKS:
        points.append((Truth.NO, Reason("vclt-31", "reason-not-attacked", attacker)))
    if Condition.NOT_PROVOKED in tie.owed.obligation.conditions:
        points.append((Truth.NO, Reason("vclt-31", "reason-provoked", attacker)))
    if trigger.attackers and attack.victim not in trigger.attackers:
        others = trigger.attackers
        reason = Reason("vclt-31", "reason-other-adversary", victim, None, (), others)
        points.append((Truth.NO, reason))
    if trigger.outsiders and tie.owed.bound.get(attack.victim) is Truth.YES:
        points.append((Truth.NO, Reason("vclt-31", "reason-outsiders", victim)))
    points += [
        (Truth.UNCLEAR, Reason("vclt-31", _open(condition), attacker))
        for condition in tie.owed.obligation.conditions
        if condition.decides and condition is not Condition.NOT_PROVOKED
    ]
    return tuple(points)


def wider_than_attack(owed: OwedObligation) -> bool:
    """Tell whether a duty to help can arise without an armed attack (Charter 51)."""
    return owed.obligation.trigger.occurrence in _WIDER


def _clause(tie: Tie, attack: Attack) -> Iterator[Point]:
    trigger = tie.owed.obligation.trigger
    creditor = (tie.creditor,)
    match trigger.occurrence:
        case Occurrence.UNPUBLISHED:
            yield Truth.UNCLEAR, Reason("vclt-31", "open-text-unpublished", creditor)
        case Occurrence.REQUEST:
            yield Truth.UNCLEAR, Reason("vclt-31", "open-request", creditor)
        case one if one in _MET:
            yield Truth.YES, Reason("vclt-31", "reason-occurs", creditor)
    yield from _attackers(tie, attack)
    yield from _place(tie, attack)
    yield from _conditions(tie, attack)


def _attackers(tie: Tie, attack: Attack) -> Iterator[Point]:
    """By whom the attack must come: named states, outsiders, anybody (VCLT 31)."""
    trigger = tie.owed.obligation.trigger
    attacker = (attack.attacker,)
    if trigger.attackers and attack.attacker not in trigger.attackers:
        others = trigger.attackers
        yield Truth.NO, Reason("vclt-31", "reason-other-attacker", attacker, None, (), others)
    party = tie.owed.bound.get(attack.attacker, Truth.NO)
    if party is Truth.NO:
        return
    if trigger.outsiders and party is Truth.YES:
        yield Truth.NO, Reason("vclt-31", "reason-outsiders", attacker)
    elif trigger.outsiders:
        yield Truth.UNCLEAR, Reason("vclt-31", "open-outsider", attacker)
    elif attack.attacker not in trigger.attackers:
        yield Truth.UNCLEAR, Reason("vclt-31", "open-attack-by-party", attacker)


def _place(tie: Tie, attack: Attack) -> Iterator[Point]:
    """On what, and where, the attack must fall (VCLT 29)."""
    obligation = tie.owed.obligation
    trigger, creditor = obligation.trigger, (tie.creditor,)
    at_home = attack.place is Target.TERRITORY
    # A threat is one whatever the blow falls upon; where it falls may matter all the same.
    threat = trigger.occurrence is Occurrence.THREAT
    consults = threat and obligation.kind is ObligationKind.CONSULTATION
    if not consults and trigger.targets and attack.place not in trigger.targets:
        yield Truth.NO, Reason("vclt-29", "reason-other-target", creditor)
        return
    if not consults and not trigger.targets and not at_home:
        yield Truth.UNCLEAR, Reason("vclt-29", "open-target", creditor)
    if at_home and tie.creditor in trigger.excluded:
        yield Truth.NO, Reason("vclt-29", "reason-outside-area", creditor)
    elif trigger.area and not (at_home and tie.creditor in trigger.homelands):
        yield Truth.UNCLEAR, Reason("vclt-29", "open-area", creditor, words=trigger.area)
    elif trigger.area:
        yield Truth.YES, Reason("vclt-29", "reason-inside-area", creditor, words=trigger.area)


def _conditions(tie: Tie, attack: Attack) -> Iterator[Point]:
    creditor = (tie.creditor,)
    for condition in tie.owed.obligation.conditions:
        if condition is Condition.NEW_ATTACK_BY_RUSSIA and attack.attacker != "RUS":
            attacker, others = (attack.attacker,), tie.owed.obligation.trigger.attackers
            yield Truth.NO, Reason("vclt-31", "reason-other-attacker", attacker, None, (), others)
        elif condition.decides:
            yield Truth.UNCLEAR, Reason("vclt-31", _open(condition), creditor)


def _open(condition: Condition) -> str:
    """Return the wording of the question whether a condition is fulfilled."""
    return f"open-{condition.value.replace(' ', '-').lower()}"


def _timely(tie: Tie, attack: Attack) -> Iterator[Point]:
    """Whether the duty was there when the attack began (VCLT 28).

    An attack that was over before is not covered; one that began before and goes on is a
    continuing fact, of which it can be argued either way. A treaty that reaches back
    covers what lies after the day it reaches back to.
    """
    since = covered_from(tie)
    if since is None:
        return
    debtor, creditor = (tie.debtor,), (tie.creditor,)
    if attack.over is not None and happened(since, attack.over) is Truth.NO:
        yield Truth.NO, Reason("vclt-28", "reason-over-before", debtor, since, (), creditor)
    elif happened(since, attack.since) is not Truth.YES:
        yield Truth.UNCLEAR, Reason("vclt-28", "open-begun-before", debtor, since, (), creditor)


def _displaced(tie: Tie) -> Iterator[Point]:
    """How far a decision of the Security Council leaves the duty standing (Charter 25, 103)."""
    for reason in tie.reasons:
        if reason.rule == "charter-103":
            words = reason.words
            point = Reason("charter-103", "open-displaced", (tie.debtor,), reason.when, words=words)
            yield Truth.UNCLEAR, point


def _reserved(tie: Tie) -> Iterator[Point]:
    """Whether a reservation that changes the duty leaves it standing in this case (VCLT 21).

    Its words decide, and foedera does not weigh them. What is called so in a bilateral
    treaty is no reservation.
    """
    for one in tie.reserved:
        modifies = one.reservation.effect is ReservationEffect.MODIFIES
        if modifies and one.stands is Truth.YES and not tie.owed.instrument.bilateral:
            maker, words = (one.reservation.state,), one.reservation.says
            yield Truth.UNCLEAR, Reason("vclt-21", "open-reserved", maker, words=words)


def covered_from(tie: Tie) -> Interval | None:
    """Return from when what happens is covered by a duty."""
    reaches_back = tie.owed.status.applies_from
    if reaches_back is not None:
        return Interval.on(reaches_back)
    return tie.since
