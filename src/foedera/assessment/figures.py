"""Figures told of one act, side by side: who says each, since when, and what goes together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import TYPE_CHECKING, TypeVar

from foedera.assessment.differing import Difference, Number, apart, number_of, same_count
from foedera.assessment.voices import Origin, Role, Telling
from foedera.claims.claim import Modality
from foedera.dates import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from foedera.claims.claim import Amount, Claim

_Said = TypeVar("_Said", bound=object)


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount as it was told; it is never merged with another.

    Attributes:
        amount: How many of what, with the bounds its words leave; the span is that of the
            earliest claim.
        origins: Who says it first, the earliest teller first.
        denied: Who says that it is not so many.
        first: The first day it was reported; None where no report of it has a day.
        last: The last.
        texts: In how many texts, copies of one counting as one.
        tellings: Places of its tellings in the story.
    """

    amount: Amount
    origins: tuple[Origin, ...]
    denied: tuple[Origin, ...]
    first: date | None
    last: date | None
    texts: int
    tellings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """All that one first speaker says of an act, from the first telling to the last.

    Attributes:
        origin: Who.
        first: The first day it was reported; None where no report of it has a day.
        last: The last.
        leads: Whether nobody was reported to say it on an earlier day.
        texts: In how many texts.
        tellings: Places of its tellings in the story.
        figures: The day and the figure of the story, wherever it told another than before.
    """

    origin: Origin
    first: date | None
    last: date | None
    leads: bool
    texts: int
    tellings: tuple[int, ...]
    figures: tuple[tuple[date | None, int], ...]

    @property
    def changed(self) -> bool:
        """Whether it told more than one figure."""
        return len({figure for _, figure in self.figures}) > 1


@dataclass(frozen=True, slots=True)
class Opposition:
    """Sides that do not go together; none is preferred.

    Attributes:
        difference: In what.
        sides: Places of the tellings of each side: two amounts; assertion and denial; or all
            days each of which is shut out by another.
    """

    difference: Difference
    sides: tuple[tuple[int, ...], ...]


def figures_of(tellings: Sequence[Telling]) -> tuple[Figure, ...]:
    """Return each different amount, by unit and from the least to the greatest."""
    told: dict[Number, list[tuple[int, Amount]]] = {}
    for place, one in enumerate(tellings):
        if one.claim.amount is not None:
            number = number_of(one.claim.amount)
            told.setdefault(number, []).append((place, one.claim.amount))
    return tuple(_figure(told[number], tellings) for number in sorted(told, key=_size))


def voices_of(tellings: Sequence[Telling], figures: Sequence[Figure]) -> tuple[Voice, ...]:
    """Return who says it, in the order in which they were first reported to."""
    told: dict[Origin, list[int]] = {}
    for place, one in enumerate(tellings):
        told.setdefault(one.origin, []).append(place)
    numbers = {place: number for number, one in enumerate(figures) for place in one.tellings}
    days = [one.day for one in tellings if one.day is not None and not one.echo]
    return tuple(
        _voice(origin, places, tellings, numbers, min(days, default=None))
        for origin, places in told.items()
    )


def oppositions_of(act: str, tellings: Sequence[Telling]) -> tuple[Opposition, ...]:
    """Return what does not go together: amounts, days, and denial against assertion.

    Another figure that one first speaker gives in another text is no opposition, but a
    change of it: ``Voice.figures`` has it.

    Args:
        act: Name of the act.
        tellings: All tellings of a story.
    """
    return (*_denials(tellings), *_days_apart(tellings), *_amounts_apart(act, tellings))


def _denials(tellings: Sequence[Telling]) -> Iterator[Opposition]:
    sides = _sides(tellings, lambda claim: claim.modality is Modality.DENIED)
    if len(sides) > 1:
        yield Opposition(Difference.DENIAL, (sides[False], sides[True]))


def _days_apart(tellings: Sequence[Telling]) -> Iterator[Opposition]:
    """Yield the days that are told and that another shuts out, as sides of one opposition."""
    sides = _sides(tellings, lambda claim: claim.when)
    starts = [when.start for when in sides if when.start is not None]
    ends = [when.end for when in sides if when.end is not None]
    span = Interval(min(ends, default=None), max(starts, default=None))
    # All days that are told meet both the first to end and the last to begin, or are shut out.
    shut = [when for when in sides if not (_ends_late(when, span) and _begins_early(when, span))]
    if len(shut) > 1:
        yield Opposition(Difference.DATE, tuple(sides[when] for when in sorted(shut, key=_days)))


def _amounts_apart(act: str, tellings: Sequence[Telling]) -> Iterator[Opposition]:
    sides = _sides(tellings, lambda claim: number_of(claim.amount) if claim.amount else None)
    whens = {
        number: {tellings[place].claim.when for place in places} for number, places in sides.items()
    }
    for one, other in combinations(sorted(sides, key=_size), 2):
        if not apart(one, other):
            continue
        counted = any(same_count(act, *both) for both in product(whens[one], whens[other]))
        if counted and not _revised((sides[one], sides[other]), tellings):
            yield Opposition(Difference.AMOUNT, (sides[one], sides[other]))


def _sides(
    tellings: Sequence[Telling], said: Callable[[Claim], _Said | None]
) -> dict[_Said, tuple[int, ...]]:
    """Return the places of tellings by what they say; those that say nothing are left out."""
    found: dict[_Said, list[int]] = {}
    for place, one in enumerate(tellings):
        told = said(one.claim)
        if told is not None:
            found.setdefault(told, []).append(place)
    return {told: tuple(places) for told, places in found.items()}


def with_roles(tellings: Iterable[Telling]) -> tuple[Role, ...]:
    """Return what each telling adds, given in the order in which they were reported."""
    last: dict[Origin, set[tuple[object, ...]]] = {}
    found = []
    for one in tellings:
        amount = one.claim.amount
        said = (number_of(amount) if amount else None, one.claim.modality)
        before = last.setdefault(one.origin, set())
        if one.echo or said in before:
            found.append(Role.REPEATS)
        else:
            found.append(Role.CHANGES if before else Role.FIRST)
        before.add(said)
    return tuple(found)


def _ends_late(when: Interval, span: Interval) -> bool:
    return when.end is None or span.end is None or when.end >= span.end


def _begins_early(when: Interval, span: Interval) -> bool:
    return when.start is None or span.start is None or when.start <= span.start


def _days(when: Interval) -> tuple[date, date]:
    return (when.start or date.min, when.end or date.max)


def _revised(sides: Collection[Collection[int]], tellings: Sequence[Telling]) -> bool:
    """Tell whether both sides are of one first speaker alone, and of texts apart."""
    told = [[tellings[place] for place in side] for side in sides]
    origins = {one.origin for side in told for one in side}
    texts = [{one.text for one in side} for side in told]
    return len(origins) == 1 and not frozenset.intersection(*map(frozenset, texts))


def _figure(told_so: Sequence[tuple[int, Amount]], tellings: Sequence[Telling]) -> Figure:
    told = [tellings[place] for place, _ in told_so]
    days = [one.day for one in told if one.day is not None]
    return Figure(
        amount=told_so[0][1],
        origins=tuple(dict.fromkeys(one.origin for one in told if not one.denied)),
        denied=tuple(dict.fromkeys(one.origin for one in told if one.denied)),
        first=min(days, default=None),
        last=max(days, default=None),
        texts=len({one.text for one in told}),
        tellings=tuple(place for place, _ in told_so),
    )


def _voice(
    origin: Origin,
    places: Sequence[int],
    tellings: Sequence[Telling],
    numbers: dict[int, int],
    earliest: date | None,
) -> Voice:
    told = [tellings[place] for place in places]
    days = [one.day for one in told if one.day is not None]
    steps: list[tuple[date | None, int]] = []
    for place in places:
        number = numbers.get(place)
        if number is not None and (not steps or steps[-1][1] != number):
            steps.append((tellings[place].day, number))
    leading = [one.day for one in told if one.day is not None and not one.echo]
    return Voice(
        origin=origin,
        first=min(days, default=None),
        last=max(days, default=None),
        leads=earliest is not None and min(leading, default=None) == earliest,
        texts=len({one.text for one in told}),
        tellings=tuple(places),
        figures=tuple(steps),
    )


def _size(number: Number) -> tuple[object, ...]:
    low, high, about, unit = number
    most = float("inf") if high is None else high
    return (unit or "", most if low is None else low, most, about, low is None)
