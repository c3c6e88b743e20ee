"""Figures told of one act, side by side: who says each, since when, and what goes together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from foedera.assessment.differing import Difference, Number, differences, number_of, saying
from foedera.assessment.voices import Origin, Role, Telling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from foedera.assessment.differing import Saying
    from foedera.claims.claim import Amount


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
    """Two sides that do not go together; neither is preferred.

    Attributes:
        difference: In what.
        one: Places of the tellings of one side.
        other: Those of the other.
    """

    difference: Difference
    one: tuple[int, ...]
    other: tuple[int, ...]


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
    told: dict[Saying, list[int]] = {}
    for place, telling in enumerate(tellings):
        told.setdefault(saying(telling.claim), []).append(place)
    found: dict[tuple[Difference, frozenset[object]], dict[object, set[int]]] = {}
    for (one, places), (other, others) in combinations(told.items(), 2):
        for difference in differences(act, one, other):
            mine, theirs = _side(difference, one), _side(difference, other)
            sides = found.setdefault((difference, frozenset((mine, theirs))), {})
            sides.setdefault(mine, set()).update(places)
            sides.setdefault(theirs, set()).update(others)
    made = (
        Opposition(difference, *sorted(tuple(sorted(side)) for side in sides.values()))
        for (difference, _), sides in found.items()
        if difference is not Difference.AMOUNT or not _revised(sides.values(), tellings)
    )
    return tuple(sorted(made, key=lambda one: (one.difference.value, one.one, one.other)))


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


def _side(difference: Difference, told: Saying) -> object:
    number, when, denied = told
    return {
        Difference.AMOUNT: number,
        Difference.DATE: when,
        Difference.DENIAL: denied,
    }[difference]


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
