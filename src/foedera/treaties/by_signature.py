"""ATOP's basis: bound from signature, if the instrument ever entered into force (codebook 2.32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties.certainty import last, nth
from foedera.treaties.steps import LODGING, Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.entry_into_force import History

#: ATOP counts an alliance from the second signature, where two are given on two days.
_SECOND = 2


def signed(history: History, state: ActorId) -> Interval | None:
    """Return when a state signed; who lodged an instrument has signed by then."""
    return history.when({Act.SIGN, *LODGING}, state)


def signed_force(
    history: History, parties: Sequence[ActorId], entered: Interval | None
) -> Interval | None:
    """Return from when an instrument counts; None if it never entered into force.

    Args:
        history: All that is known: ATOP codes with hindsight.
        parties: The negotiating states.
        entered: Days on which it may have entered into force.
    """
    if entered is None:
        return None
    known = [when for one in parties if (when := history.when({Act.SIGN}, one)) is not None]
    return nth(known, min(_SECOND, len(known))) if known else entered


def joined_by_signature(since: Interval | None, own: Interval | None) -> Interval | None:
    """Return from when a state counts as bound; None if it never was in force for it.

    Args:
        since: From when the instrument counts.
        own: The state's signature or, where none is on record, its consent; None for a
            state that the instrument never bound.
    """
    return None if own is None or since is None else last([since, own])
