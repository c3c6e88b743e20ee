"""How a proposed step compares with what the registry has, and with what was accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.assessment.grouping import REPEATABLE, narrower
from foedera.assessment.proposed import OnRegister
from foedera.assessment.standing import Agreement, act_key, same_act
from foedera.treaties.status import Status, status
from foedera.treaties.steps import LODGING, Act

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.assessment.accepting import AcceptedStep
    from foedera.treaties import Instrument, Registry
    from foedera.treaties.steps import Step


def on_register(step: Step, registry: Registry, accepted: Iterable[AcceptedStep]) -> OnRegister:
    """Compare a proposed step with the registry and with what was accepted.

    Args:
        step: As it is proposed.
        registry: The instruments on record.
        accepted: What was accepted towards its instrument.
    """
    known = registry.instrument(step.instrument) if step.instrument in registry else None
    steps = (*(known.steps if known else ()), *(one.step for one in accepted))
    same = tuple(one for one in steps if one.effective and _same(one, step))
    meeting = tuple(one for one in same if one.when.meets(step.when))
    if meeting:
        finer = all(narrower(step.when, one.when) for one in meeting)
        return OnRegister(Agreement.AGREES, meeting, finer)
    if same and step.act not in REPEATABLE:
        return OnRegister(Agreement.CONTRADICTS, same)
    if known is not None and step.act is Act.ENTER_INTO_FORCE:
        return OnRegister(_by_rule(step, known))
    return OnRegister(Agreement.NEW)


def _same(one: Step, other: Step) -> bool:
    """Tell whether two steps are one act; how consent was lodged is told loosely."""
    if {one.act, other.act} <= LODGING:
        return one.state == other.state
    return same_act(act_key(one), act_key(other))


def _by_rule(step: Step, known: Instrument) -> Agreement:
    """Compare an entry into force of which no step tells with what the rule gives."""
    day = step.when.end or step.when.start
    found = status(known, day) if day else None
    if found is None or found.status is Status.UNKNOWN:
        return Agreement.NEW
    met = found.status is Status.IN_FORCE and found.since and found.since.meets(step.when)
    return Agreement.AGREES if met else Agreement.CONTRADICTS
