"""Where the duties of one state pull apart, and what an attack breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties.case import THE_CHARTER
from foedera.treaties.certainty import Truth
from foedera.treaties.duty import Breach, Conflict, Duty, Verdict
from foedera.treaties.law import Reason
from foedera.treaties.provisions import ObligationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.identifiers import ActorId
    from foedera.treaties.case import Attack


def conflicts(found: Sequence[Duty], attack: Attack) -> Iterator[Conflict]:
    """Yield each pair of duties by which a state must help the victim and spare the attacker.

    The Charter goes first (103): self-defence that it allows is no breach of a pledge not
    to use force, and whoever attacks is owed no help in it. Else the two are owed to
    different states, and both stand (VCLT 30(4)-(5)).
    """
    helping = [
        duty
        for duty in found
        if duty.kind is ObligationKind.DEFENCE
        and duty.toward == attack.victim
        and duty.verdict is not Verdict.NOT_BOUND
    ]
    for helps in helping:
        for hinders in found:
            faces = hinders.state == helps.state and hinders.toward == attack.attacker
            if faces and _pulls(helps, hinders):
                yield _conflict(helps, hinders, attack)


def breaches(found: Sequence[Duty], attack: Attack) -> Iterator[Breach]:
    """Yield the pledges of the attacker that the attack breaks (VCLT 60(1)-(2))."""
    for duty in found:
        if duty.state != attack.attacker or duty.verdict is Verdict.NOT_BOUND:
            continue
        if duty.owed.instrument.id == THE_CHARTER:
            continue  # which answers by its own articles 39 to 51, not by any party's right
        others: tuple[ActorId, ...] = (attack.victim,)
        if not duty.owed.instrument.bilateral:
            bound = duty.owed.bound.items()
            parties = (one for one, truth in bound if truth is Truth.YES)
            others = tuple(sorted(({*parties, attack.victim}) - {attack.attacker}))
        yield Breach(duty, others)


def _pulls(helps: Duty, hinders: Duty) -> bool:
    """Tell whether a duty towards the attacker is alive, and one that pulls the other way.

    A pledge among many not to use force forbids no self-defence, as the Charter's does
    not: only one given to the attacker alone is worth telling. No instrument collides
    with itself.
    """
    if hinders.kind is ObligationKind.DEFENCE:  # bound to both sides
        same = hinders.owed.instrument.id == helps.owed.instrument.id
        return hinders.tie.truth is not Truth.NO and not same
    if hinders.kind is ObligationKind.NONAGGRESSION and not hinders.owed.instrument.bilateral:
        return False
    return hinders.verdict is not Verdict.NOT_BOUND


def _conflict(helps: Duty, hinders: Duty, attack: Attack) -> Conflict:
    state, attacker = (helps.state,), (attack.attacker,)
    between = Reason("vclt-30", "reason-conflict-successive", state)
    match hinders.kind:
        case ObligationKind.DEFENCE:
            rule = "charter-51" if attack.under_charter else "vclt-31"
            both = Reason(rule, "reason-bound-to-both", state, None, (), (attack.victim,))
            return Conflict(helps.state, helps, hinders, (both,), helps)
        case ObligationKind.NONAGGRESSION if attack.under_charter:
            charter = Reason("charter-103", "reason-conflict-charter", state)
            return Conflict(helps.state, helps, hinders, (charter, between), helps)
        case _ if attack.under_charter:
            shelter = Reason("vclt-75", "reason-no-shelter", attacker)
            return Conflict(helps.state, helps, hinders, (between, shelter))
        case _:
            return Conflict(helps.state, helps, hinders, (between,))
