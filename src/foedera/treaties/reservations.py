"""What reservations do to a duty between two states (VCLT 19-23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, happened, shifted
from foedera.treaties.instrument import ReservationEffect
from foedera.treaties.law import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument, Objection, Reservation

#: Months of silence after notice of a reservation that count as its acceptance (VCLT 20(5)).
_SILENCE = 12


@dataclass(frozen=True, slots=True)
class Reserved:
    """What one reservation does to one duty between its maker and another party.

    Attributes:
        reservation: Which.
        other: The other party.
        stands: Whether the duty still holds between the two.
        reason: Why, with the reservation's words.
        undecided: What would decide it, where that is open.
        apart: Whether the instrument as a whole is not in force between the two, whatever
            the reservation touches (20(4)(b)).
    """

    reservation: Reservation
    other: ActorId
    stands: Truth
    reason: Reason
    undecided: tuple[Reason, ...] = ()
    apart: bool = False


def reserved(
    instrument: Instrument,
    obligation: str,
    states: tuple[ActorId, ActorId],
    since: tuple[Interval | None, Interval | None],
    on: date,
) -> tuple[Reserved, ...]:
    """Return what the reservations of two states do to a duty between them (VCLT 21).

    A bilateral instrument has none: what is called so there is a counter-offer (19), and
    its entry into force shows on which text the two agreed.

    Args:
        instrument: The instrument.
        obligation: Identifier of the duty.
        states: The two states.
        since: Since when each has been bound: its own consent may complete acceptance.
        on: The day asked about.
    """
    if instrument.bilateral:
        return tuple(
            found
            for one in instrument.reservations
            if obligation in one.obligations
            for found in _counter_offer(one, states, on)
        )
    both = zip(states, reversed(states), reversed(since), strict=True)
    return tuple(
        found
        for maker, other, joined in both
        for one in instrument.reservations
        if one.state == maker
        for found in _effect(one, other, joined, on)
        if obligation in one.obligations or found.apart
    )


def _counter_offer(
    one: Reservation, states: tuple[ActorId, ActorId], on: date
) -> Iterator[Reserved]:
    """VCLT 19 knows no reservation to a bilateral treaty: its words are shown, no more."""
    if happened(one.when, on) is not Truth.NO and happened(one.withdrawn, on) is not Truth.YES:
        other = next((state for state in states if state != one.state), one.state)
        by, to = (one.state,), (other,)
        reason = Reason("vclt-19", "reason-counter-offer", by, one.when, (), to, one.says)
        yield Reserved(one, other, Truth.YES, reason)


def _effect(
    one: Reservation, other: ActorId, joined: Interval | None, on: date
) -> Iterator[Reserved]:
    made, withdrawn = happened(one.when, on), happened(one.withdrawn, on)
    if made is Truth.NO or withdrawn is Truth.YES:
        return
    if Truth.UNCLEAR in {made, withdrawn}:
        yield _open(one, other, "vclt-22", "open-reservation-days", one.withdrawn or one.when)
        return
    accepted = accepted_from(one, joined)
    objection = next((each for each in one.objections if each.state == other), None)
    if objection and _in_time(objection, accepted):
        match happened(objection.when, on):
            case Truth.YES:
                yield _objected(one, objection)
                return
            case Truth.UNCLEAR:
                yield _open(one, other, "vclt-20", "open-objection-day", objection.when)
                return
    match happened(accepted, on):
        case Truth.YES:
            yield _accepted(one, other, accepted)
        case _:
            yield _open(one, other, "vclt-20", "open-reservation-silence", accepted)


def accepted_from(one: Reservation, joined: Interval | None) -> Interval:
    """Return from when another party's silence counts as acceptance (VCLT 20(5)).

    Twelve months after notice, or its own consent if that came later.
    """
    silence = shifted(one.when, months=_SILENCE)
    if joined is None:
        return silence
    starts = [silence.start or date.min, joined.start or date.min]
    ends = [silence.end or date.max, joined.end or date.max]
    start, end = max(starts), max(ends)
    return Interval(None if start == date.min else start, None if end == date.max else end)


def _in_time(objection: Objection, accepted: Interval) -> bool:
    """Tell whether an objection came before silence had become acceptance."""
    return (objection.when.start or date.min) <= (accepted.end or date.max)


def _objected(one: Reservation, objection: Objection) -> Reserved:
    """VCLT 20(4)(b) and 21(3): no treaty between the two, or none as far as it reaches."""
    if objection.precludes:
        wording, rule, stands = "reason-objection-precludes", "vclt-20", Truth.NO
    else:
        wording, rule = "reason-objection", "vclt-21"
        excludes = one.effect is ReservationEffect.EXCLUDES
        stands = Truth.NO if excludes else Truth.YES
    others = (one.state,)
    reason = Reason(rule, wording, (objection.state,), objection.when, (), others, one.says)
    return Reserved(one, objection.state, stands, reason, (), objection.precludes)


def _accepted(one: Reservation, other: ActorId, accepted: Interval) -> Reserved:
    """VCLT 21(1): between maker and acceptor, for both of them alike."""
    excludes = one.effect is ReservationEffect.EXCLUDES
    wording = "reason-reservation-excludes" if excludes else "reason-reservation-modifies"
    reason = Reason("vclt-21", wording, (one.state,), accepted, (), (other,), one.says)
    return Reserved(one, other, Truth.NO if excludes else Truth.YES, reason)


def _open(one: Reservation, other: ActorId, rule: str, wording: str, when: Interval) -> Reserved:
    point = Reason(rule, wording, (other,), when, (), (one.state,), one.says)
    says = Reason(rule, "reason-reservation-open", (one.state,), one.when, (), (other,), one.says)
    return Reserved(one, other, Truth.UNCLEAR, says, (point,))
