"""Steps: the acts by which states make, change and unmake an instrument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - its fields are read at run time
from enum import Enum
from typing import TYPE_CHECKING

from foedera.dates import Interval  # noqa: TC001 - its fields are read at run time
from foedera.identifiers import ActorId, InstrumentId  # noqa: TC001 - its fields are read at run time

if TYPE_CHECKING:
    from collections.abc import Iterable


class Act(Enum):
    """Acts of treaty life; the values are those a claim's act bears."""

    NEGOTIATE = "negotiate"
    INITIAL = "initial"  # the text fixed by initials, which do not bind (VCLT 10, 12(2)(a))
    SIGN = "sign"
    CONFIRM = "confirm"  # of a signature ad referendum, or given without full powers (VCLT 8, 12)
    DECLINE = "decline"  # it is made clear that consent will not follow (VCLT 18(a), 25(2))
    SUBMIT = "submit"  # laid before a parliament or another organ at home
    APPROVE = "approve"  # consented to by that organ: an internal act
    RATIFY = "ratify"  # by law, decree or instrument at home
    EXCHANGE = "exchange"  # of instruments or notes between the states
    DEPOSIT = "deposit"  # of an instrument with the depositary
    NOTIFY = "notify"  # that the procedures at home are done
    ADMIT = "admit"  # a party or organ consents to another state's accession (VCLT 15)
    ACCEDE = "accede"
    SUCCEED = "succeed"  # to another state's place, by notification (VCSS 17, 31, 34)
    OCCUR = "occur"  # the event outside the instrument that it waits for, or ends by
    ENTER_INTO_FORCE = "enter_into_force"
    APPLY_PROVISIONALLY = "apply_provisionally"
    RENEW = "renew"
    INVOKE = "invoke"
    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"  # notice given; it takes effect when the notice has run out
    REVOKE = "revoke"  # of a notice that has not taken effect
    OBJECT = "object"  # to another party's notice, which then cannot be carried out (VCLT 65)
    TERMINATE = "terminate"
    VIOLATE = "violate"
    BREAK_RELATIONS = "break_relations"  # which ends no treaty by itself (VCLT 63)


class Ground(Enum):
    """What a notice of ending, leaving or suspending rests on (VCLT 42-64)."""

    TEXT = "text"  # the instrument's own clause: VCLT 54(a), 57(a)
    CONSENT = "consent"  # of all parties: VCLT 54(b), 57(b)
    SILENCE = "silence"  # of the text, from which a right to leave is implied: VCLT 56
    BREACH = "breach"  # a material one, by another party: VCLT 60
    IMPOSSIBILITY = "impossibility"  # VCLT 61
    CIRCUMSTANCES = "circumstances"  # fundamentally changed: VCLT 62
    INVALIDITY = "invalidity"  # of the consent: VCLT 46-53
    NONE = "none"  # no ground was given, or none the law knows


#: Where each act stands among them, as it is sorted by.
_PLACES = {act: f"{number:02}" for number, act in enumerate(Act)}

#: Acts that make consent known to the other states (VCLT 16). The press uses the words
#: loosely, so that whichever of them is told counts as the one the text asks for.
LODGING = frozenset({Act.EXCHANGE, Act.DEPOSIT, Act.NOTIFY})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a step rests on.

    Attributes:
        reference: A citation, or the reference of a claim.
        address: Where it can be read; None where there is none.
    """

    reference: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One state's act towards one instrument.

    Attributes:
        instrument: The instrument acted on.
        state: Who acts; None where the act is the instrument's own (entry into force).
        act: What is done.
        when: Days on which it may have happened, each end open where unknown.
        evidence: What shows it.
        known_from: Day on which it was reported. None: the day it happened.
        place: Where, as the source names it.
        organ: Who acted for the state, such as ``State Duma``.
        effective: False for an act that, as far as is known, has no effect in law: a
            withdrawal announced but never notified.
        note: Remark of whoever recorded it.
        ground: For an end, a notice or a suspension: what it rests on; None where not told.
        toward: Whom it concerns beside its doer: the state admitted, succeeded to, or
            whose notice is objected to.
        ad_referendum: For a signature: whether it waits to be confirmed by its state.
    """

    instrument: InstrumentId
    state: ActorId | None
    act: Act
    when: Interval
    evidence: tuple[Evidence, ...] = ()
    known_from: date | None = None
    place: str | None = None
    organ: str | None = None
    effective: bool = True
    note: str | None = None
    ground: Ground | None = None
    toward: ActorId | None = None
    ad_referendum: bool = False

    def known_by(self, day: date) -> bool:
        """Tell whether the step had become known by a day.

        A step that says neither when it became known nor when it happened counts as
        always known: there is no day on which it was not.
        """
        known = self.known_from or self.when.end
        return known is None or known <= day


def known_steps(steps: Iterable[Step], known_by: date | None) -> tuple[Step, ...]:
    """Return the steps that had become known by a day; all of them for None."""
    return tuple(step for step in steps if known_by is None or step.known_by(known_by))


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return steps without doubles, in one order whatever order they come in."""
    return tuple(sorted(set(steps), key=_sort_key))


def _sort_key(step: Step) -> tuple[str, ...]:
    start, end = step.when.start, step.when.end
    sources = (part for one in step.evidence for part in (one.reference, one.address or ""))
    return (
        str(end or "9999"),
        str(start or "0000"),
        _PLACES[step.act],
        step.state or "",
        str(step.known_from or ""),
        str(step.effective),
        step.instrument,
        step.organ or "",
        step.place or "",
        step.note or "",
        step.ground.value if step.ground else "",
        step.toward or "",
        str(step.ad_referendum),
        *sources,
    )
