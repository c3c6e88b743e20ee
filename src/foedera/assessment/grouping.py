"""Groups what is told of one act by its days: which tell the same, which shut each other out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from foedera.treaties.steps import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from foedera.assessment.origins import Heard
    from foedera.dates import Interval

#: Acts that a state can do again, so that another day is another act and no contradiction.
REPEATABLE: Final = frozenset(
    {
        Act.NEGOTIATE,
        Act.SUBMIT,
        Act.RENEW,
        Act.INVOKE,
        Act.SUSPEND,
        Act.RESUME,
        Act.OBJECT,
        Act.VIOLATE,
        Act.BREAK_RELATIONS,
    }
)
#: Wider than any days told: an end that is open.
_OPEN: Final = 10_000_000


@dataclass(slots=True)
class Variant:
    """Those who tell one act with the same days and the same organ.

    Attributes:
        when: The days.
        organ: Which organ acted, in English; None where not told.
        heard: Those who tell it so.
    """

    when: Interval
    organ: str | None
    heard: list[Heard] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """What may all be of one act, with the narrowest days told of it.

    Attributes:
        exact: Those who tell the narrowest days.
        vaguer: Those who tell wider days that these lie in, or meet.
        denying: Those who deny it.
    """

    exact: Variant
    vaguer: list[Variant] = field(default_factory=list)
    denying: list[Heard] = field(default_factory=list)

    @property
    def heard(self) -> list[Heard]:
        """All who tell it, vaguely or not."""
        return [*self.exact.heard, *(one for each in self.vaguer for one in each.heard)]

    def met_by(self, when: Interval, organ: str | None) -> bool:
        """Tell whether an act of these days, by this organ, may be the same."""
        same = organ == self.exact.organ or None in {organ, self.exact.organ}
        return same and self.exact.when.meets(when)

    def shuts_out(self, other: Group) -> bool:
        """Tell whether another group tells days that these shut out."""
        same_organ = self.exact.organ == other.exact.organ
        return other is not self and same_organ and not _meets(self.exact, other.exact)


def groups(variants: Iterable[Variant]) -> tuple[Group, ...]:
    """Group what is told of one act of one state by its days.

    The narrowest days come first; whatever meets them is told vaguer and goes with them, and
    where it meets several, with each. Days that meet none of those narrower stand for
    themselves. Two organs act apart; where no organ is told it may be any.

    Args:
        variants: Each with other days, or another organ, in any order.
    """
    found: list[Group] = []
    for one in sorted(variants, key=_order):
        near = [each for each in found if _fits(one, each)]
        for each in near:
            each.vaguer.append(one)
        if not near:
            found.append(Group(one))
    return tuple(found)


def narrower(one: Interval, other: Interval) -> bool:
    """Tell whether days are surely told more exactly than others they meet."""
    return one.meets(other) and _width(one) < _width(other)


def _fits(one: Variant, group: Group) -> bool:
    exact = group.exact
    if not _meets(one, exact):
        return False
    return one.organ == exact.organ or (one.organ is None and _key(one.when) >= _key(exact.when))


def _meets(one: Variant, other: Variant) -> bool:
    return one.when.meets(other.when)


def _order(one: Variant) -> tuple[bool, Sequence[int], str]:
    """Sort those with an organ first, then the narrowest days."""
    return one.organ is None, _key(one.when), one.organ or ""


def _key(when: Interval) -> tuple[int, int, int]:
    return _width(when), _ordinal(when.end), _ordinal(when.start)


def _ordinal(day: date | None) -> int:
    return _OPEN if day is None else day.toordinal()


def _width(when: Interval) -> int:
    """Return how many days an act may have been done on.

    Days of which only the last is told are narrower than days of which only the first is:
    that the act was done is then sure.
    """
    if when.start and when.end:
        return (when.end - when.start).days
    if when.end:
        return _OPEN
    return _OPEN + 1 if when.start else _OPEN + 2
