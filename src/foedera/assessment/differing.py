"""In what two claims of one act do not go together, within a report and across reports."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from foedera.claims.claim import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.claim import Amount, Claim
    from foedera.dates import Interval

#: How far a number that is called approximate may lie from another, as a share of it.
_ABOUT: Final = 0.1
#: Counts that run on day by day: two of them are versions of one number only if both
#: are told of the same days.
_RUNNING: Final = frozenset({"casualties"})

#: An amount, the days it is told of, and whether it is denied: all of a claim that could set
#: it against another of the same act.
Saying = tuple["Number | None", "Interval | None", bool]
#: Least and greatest number meant, whether it is approximate, and what is counted.
Number = tuple[float | None, float | None, bool, str | None]


class Difference(Enum):
    """In what two versions of one act do not go together."""

    AMOUNT = "amount"
    DENIAL = "denial"  # one asserts what another denies
    DATE = "date"


def saying(claim: Claim) -> Saying:
    """Return all of a claim that could set it against another of the same act."""
    number = number_of(claim.amount) if claim.amount else None
    return (number, claim.when, claim.modality is Modality.DENIED)


def number_of(amount: Amount) -> Number:
    """Return how many of what, apart from the words."""
    return (amount.low, amount.high, amount.about, amount.unit)


def differences(act: str, one: Saying, other: Saying) -> Iterator[Difference]:
    """Yield in what two sayings of one act do not go together; neither is preferred.

    Amounts told of days that shut each other out are no conflict: they may both hold.

    Args:
        act: Name of the act.
        one: What one claim says.
        other: What the other says.
    """
    (number, when, denied), (others, days, denies) = one, other
    if denied != denies:
        yield Difference.DENIAL
    if when and days and not when.meets(days):
        yield Difference.DATE
    elif number and others and same_count(act, when, days) and apart(number, others):
        yield Difference.AMOUNT


def apart(one: Number, other: Number) -> bool:
    """Tell whether no number could be meant by both; other units are no conflict."""
    if one[3] != other[3]:
        return False
    return _below(one, other) or _below(other, one)


def same_count(act: str, when: Interval | None, days: Interval | None) -> bool:
    """Tell whether two numbers may count the same, so that they can be set side by side.

    Args:
        act: Name of the act.
        when: The days that one is told of.
        days: Those of the other.
    """
    if when is None or days is None:
        return act not in _RUNNING
    return when.meets(days)


def _below(one: Number, other: Number) -> bool:
    if one[1] is None or other[0] is None:
        return False
    high = one[1] * (1 + _ABOUT) if one[2] else one[1]
    low = other[0] * (1 - _ABOUT) if other[2] else other[0]
    return high < low
