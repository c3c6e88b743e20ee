"""ATOP's basis: bound from signature, if the instrument ever entered into force (codebook 2.32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties.certainty import last, nth
from foedera.treaties.steps import Act

if TYPE_CHECKING:
    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.record import Record

#: ATOP counts an alliance from the second signature, where two are given on two days.
_SECOND = 2


def signed_force(whole: Record) -> Interval | None:
    """Return from when an instrument counts; None if it never entered into force.

    Args:
        whole: The record with all that is known: ATOP codes with hindsight.
    """
    if whole.force.when is None:
        return None
    signed = [whole.history.when({Act.SIGN}, one) for one in whole.instrument.parties]
    known = [one for one in signed if one is not None]
    return nth(known, min(_SECOND, len(known))) if known else whole.force.when


def joined_by_signature(whole: Record, state: ActorId) -> Interval | None:
    """Return from when a state counts as bound; None if it never was in force for it."""
    bound, since = whole.spells(state)[0].joined, signed_force(whole)
    if bound is None or since is None:
        return None
    signed = whole.history.when({Act.SIGN}, state)
    own = signed if signed is not None else whole.consented(state)
    return last([since, own or bound])
