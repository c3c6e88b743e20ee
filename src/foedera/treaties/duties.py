"""If one state attacked another: who must do what, and where duties collide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth
from foedera.treaties.law import Reason
from foedera.treaties.obligations import (
    OwedObligation,
    obligations_of,
    surely_bound,
)
from foedera.treaties.provisions import ObligationKind, Occurrence, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.registry import Registry


class Verdict(Enum):
    """Whether a state would be bound."""

    BOUND = "bound"
    NOT_BOUND = "not bound"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Duty:
    """What one state would owe in the case put.

    Attributes:
        state: The debtor.
        toward: To whom.
        kind: Defence, neutrality and so on.
        verdict: In three values.
        owed: The obligation and its standing.
        reasons: Why, by rule of law.
        undecided: What would decide it, where it is unclear.
    """

    state: ActorId
    toward: ActorId
    kind: ObligationKind
    verdict: Verdict
    owed: OwedObligation
    reasons: tuple[Reason, ...]
    undecided: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two duties of one state that pull apart: help the victim, spare the attacker."""

    state: ActorId
    helps: Duty
    hinders: Duty
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DutiesAnswer:
    """Who must do what if one state makes an armed attack on another's home territory.

    Attributes:
        attacker: Who attacks, in the case put.
        victim: Who is attacked.
        on: The day.
        duties: Every duty the registry knows of, bound first; duties that do not bind
            that day are listed with the reason why not.
        conflicts: States whose duties pull apart.
    """

    attacker: ActorId
    victim: ActorId
    on: date
    duties: tuple[Duty, ...]
    conflicts: tuple[Conflict, ...]

    def of(self, state: ActorId) -> tuple[Duty, ...]:
        """Return one state's duties."""
        return tuple(duty for duty in self.duties if duty.state == state)


def duties(
    registry: Registry,
    attacker: ActorId,
    victim: ActorId,
    on: date,
    known_by: date | None = None,
) -> DutiesAnswer:
    """Tell who would have to do what if ``attacker`` made an armed attack on ``victim``.

    The case put is an armed attack on the victim's home territory. Whether some real
    clash is one (the casus foederis) is for the parties to assert, not for foedera.

    Args:
        registry: The instruments.
        attacker: Who attacks.
        victim: Who is attacked.
        on: The day of the attack.
        known_by: Count only what had become known by that day.
    """
    found = sorted(
        _duties(registry, attacker, victim, on, known_by),
        key=lambda duty: (list(Verdict).index(duty.verdict), duty.state, duty.owed.obligation.id),
    )
    return DutiesAnswer(attacker, victim, on, tuple(found), tuple(_conflicts(found)))


#: Kinds a third state can owe the victim; what it owes the attacker; what the attacker owes.
_TO_VICTIM = frozenset(
    {ObligationKind.DEFENCE, ObligationKind.CONSULTATION, ObligationKind.NEUTRALITY}
)
_TO_ATTACKER = frozenset(
    {ObligationKind.OFFENCE, ObligationKind.NEUTRALITY, ObligationKind.NONAGGRESSION}
)


def _duties(
    registry: Registry, attacker: ActorId, victim: ActorId, on: date, known_by: date | None
) -> Iterator[Duty]:
    for instrument in registry.instruments:
        for owed in obligations_of(instrument, on, known_by):
            kind = owed.obligation.kind
            for debtor in owed.owed_by:
                if debtor == victim:
                    continue
                if debtor == attacker:
                    if kind is ObligationKind.NONAGGRESSION and victim in owed.owed_to:
                        yield _duty(owed, debtor, victim, attacker)
                elif victim in owed.owed_to and kind in _TO_VICTIM:
                    yield _duty(owed, debtor, victim, attacker)
                elif attacker in owed.owed_to and kind in _TO_ATTACKER and not _aids(owed):
                    yield _duty(owed, debtor, attacker, attacker)


def _aids(owed: OwedObligation) -> bool:
    """Tell whether a neutrality clause protects whoever is attacked, not the attacker."""
    trigger = owed.obligation.trigger.occurrence
    attacked = trigger in {Occurrence.ARMED_ATTACK, Occurrence.AGGRESSION}
    return attacked and owed.obligation.kind is ObligationKind.NEUTRALITY


def _duty(owed: OwedObligation, debtor: ActorId, creditor: ActorId, attacker: ActorId) -> Duty:
    bound = surely_bound(owed, debtor)
    met, deciding = _met(owed, creditor, attacker)
    undecided = deciding if bound is not Truth.NO else ()
    if bound is Truth.UNCLEAR:
        open_points = owed.status.unsettled or (Reason("vclt-26", "open-bound", (debtor,)),)
        undecided = (*open_points, *undecided)
    if Truth.NO in {bound, met}:
        verdict, undecided = Verdict.NOT_BOUND, ()
    else:
        verdict = Verdict.UNCLEAR if Truth.UNCLEAR in {bound, met} else Verdict.BOUND
    reasons = owed.reasons
    if met is Truth.NO:
        reasons = (Reason("vclt-26", "reason-not-triggered", (creditor,)), *reasons)
    if owed.obligation.kind is ObligationKind.DEFENCE and verdict is not Verdict.NOT_BOUND:
        reasons = (*reasons, Reason("charter-51", "reason-charter-51", (creditor,)))
    kind = owed.obligation.kind
    return Duty(debtor, creditor, kind, verdict, owed, reasons, undecided)


def _met(
    owed: OwedObligation, creditor: ActorId, attacker: ActorId
) -> tuple[Truth, tuple[Reason, ...]]:
    """Tell whether an attack on the creditor's home territory meets the clause."""
    if owed.obligation.kind in {ObligationKind.NONAGGRESSION, ObligationKind.OFFENCE}:
        return Truth.YES, ()
    trigger = owed.obligation.trigger
    if _excluded(trigger, creditor, attacker):
        return Truth.NO, ()
    undecided = [
        Reason("vclt-31", f"open-{condition.value.replace(' ', '-').lower()}", (creditor,))
        for condition in owed.obligation.conditions
        if condition.decides
    ]
    if trigger.area and creditor not in trigger.homelands:
        undecided.append(Reason("vclt-29", "open-area", (creditor,)))
    if trigger.occurrence is Occurrence.UNPUBLISHED:
        undecided.append(Reason("vclt-31", "open-text-unpublished", (creditor,)))
    if attacker in owed.owed_by:
        undecided.append(Reason("vclt-31", "open-attack-by-party", (attacker,)))
    return (Truth.UNCLEAR if undecided else Truth.YES), tuple(undecided)


def _excluded(trigger: Trigger, creditor: ActorId, attacker: ActorId) -> bool:
    by_other = bool(trigger.attackers) and attacker not in trigger.attackers
    return by_other or creditor in trigger.excluded


def _conflicts(found: list[Duty]) -> Iterator[Conflict]:
    alive = [duty for duty in found if duty.verdict is not Verdict.NOT_BOUND]
    for helps in alive:
        if helps.kind is not ObligationKind.DEFENCE:
            continue
        for hinders in alive:
            if hinders.state == helps.state and hinders.toward != helps.toward:
                reasons = (
                    Reason("charter-103", "reason-conflict-charter", (helps.state,)),
                    Reason("vclt-30", "reason-conflict-successive", (helps.state,)),
                )
                yield Conflict(helps.state, helps, hinders, reasons)
