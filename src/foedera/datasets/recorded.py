"""What the registry records, as runs of days: who was bound by an instrument, and to what."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from foedera.datasets.obligations import ALLIED, BITS
from foedera.datasets.state_codes import cow_of
from foedera.treaties import ATOP_NAMES, Act, Basis, Coding, Truth
from foedera.treaties.existence import gone
from foedera.treaties.owed import ObligationForce
from foedera.treaties.timeline import OwedIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foedera.datasets.calendar import Window
    from foedera.treaties import Instrument, Registry
    from foedera.treaties.owed import OwedObligation

    #: Bits of what is surely, and of what is perhaps, owed, by debtor and creditor.
    Ties = Mapping[tuple[int, int], tuple[int, int]]

_ORDER: Final = (Truth.NO, Truth.UNCLEAR, Truth.YES)


class Stretch(NamedTuple):
    """Days on which nothing changes about an instrument.

    Attributes:
        first: First day.
        last: Last day.
        bound: Whether each state, by COW code, is bound by any of the five obligations.
        owed: The obligations as they stand.
    """

    first: date
    last: date
    bound: Mapping[int, Truth]
    owed: tuple[OwedObligation, ...]


def numbered(registry: Registry) -> dict[int, tuple[str, ...]]:
    """Return the identifiers of instruments that bear a number of ATOP's, by it."""
    found: dict[int, list[str]] = defaultdict(list)
    for card in registry.cards:
        if card.atop:
            found[int(card.atop)].append(card.id)
    return {number: tuple(sorted(found[number])) for number in sorted(found)}


def begun_after(registry: Registry, day: date) -> tuple[Instrument, ...]:
    """Return the instruments without a number of ATOP's that were signed after a day.

    ATOP had the chance to hold every alliance signed by the last day it covers. One that
    is not in it is none by its definition (codebook 1.2), such as the Charter of the
    United Nations or the Pact of Paris.
    """
    return tuple(
        one for one in registry.instruments if one.atop is None and _signed_after(one, day)
    )


def _signed_after(instrument: Instrument, day: date) -> bool:
    begun = [step.when.start for step in instrument.steps if step.act is Act.SIGN]
    begun = begun or [step.when.start for step in instrument.steps]
    return bool(begun) and all(one is not None and one > day for one in begun)


class Recorded:
    """The registry through time, in a researcher's reading or the law's.

    Args:
        registry: The instruments.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
        known_by: Count only what had become known by that day.
    """

    def __init__(self, registry: Registry, coding: Coding, known_by: date | None = None) -> None:
        self._index = OwedIndex(registry, known_by, coding)
        # ATOP holds promises that do not bind in law, too, if they are written and signed.
        self._political = coding.basis is Basis.SIGNATURE

    def stretches(self, instrument: Instrument, window: Window) -> Iterator[Stretch]:
        """Yield the stretches of days of an instrument that lie within some days."""
        timeline = self._index.timeline(instrument)
        days = timeline.days
        for place in range(timeline.place(window.first), timeline.place(window.last) + 1):
            first = max(days[place], window.first)
            after = days[place + 1] if place + 1 < len(days) else date.max
            last = min(after - timedelta(days=1), window.last)
            owed = tuple(one for one in timeline.owed(place) if one.obligation.kind in ATOP_NAMES)
            yield Stretch(first, last, self._bound(owed, first), owed)

    def _bound(self, owed: Iterable[OwedObligation], on: date) -> dict[int, Truth]:
        """Return whether states are bound by any obligation on a day, by COW code."""
        found: dict[int, Truth] = {}
        for one in owed:
            states = dict(one.bound)
            whole = one.truth
            if one.force is ObligationForce.POLITICAL and self._political:
                states = dict.fromkeys((*one.owed_by, *one.owed_to), Truth.YES)
                whole = Truth.YES
            for state, truth in states.items():
                code = cow_of(state)
                if code is not None and not gone(state, on):
                    _strengthen(found, {code: weaker(whole, truth)})
        return found

    def bound(
        self, instruments: Iterable[Instrument], window: Window
    ) -> Iterator[tuple[date, date, Mapping[int, Truth]]]:
        """Yield who is bound by any of several instruments, from change to change."""
        for first, last, stretches in self._together(instruments, window):
            states: dict[int, Truth] = {}
            for one in stretches:
                _strengthen(states, one.bound)
            yield first, last, states

    def tied(
        self, instruments: Iterable[Instrument], window: Window
    ) -> Iterator[tuple[date, date, Ties]]:
        """Yield what is owed between states by any of several instruments, from change to change.

        It is told as ``ties_of`` does.
        """
        for first, last, stretches in self._together(instruments, window):
            found: dict[tuple[int, int], tuple[int, int]] = {}
            for one in stretches:
                for pair, (held, unclear) in ties_of(one).items():
                    before = found.get(pair, (0, 0))
                    surely = held | before[0]
                    found[pair] = (surely, (unclear | before[1]) & ~surely)
            yield first, last, found

    def _together(
        self, instruments: Iterable[Instrument], window: Window
    ) -> Iterator[tuple[date, date, tuple[Stretch, ...]]]:
        """Yield the stretches of several instruments that lie side by side."""
        every = [one for each in instruments for one in self.stretches(each, window)]
        edges = sorted({one.first for one in every})
        ends = [*(edge - timedelta(days=1) for edge in edges[1:]), window.last]
        for first, last in zip(edges, ends, strict=True):
            yield first, last, tuple(one for one in every if one.first <= first <= one.last)


def ties_of(stretch: Stretch) -> dict[tuple[int, int], tuple[int, int]]:
    """Return what is owed between states in a stretch, by the registry's own coding.

    Returns:
        For each debtor and creditor the bits of what is surely, and of what is perhaps,
        owed; both sides of an alliance are told of where only one owes anything.
    """
    found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for owed in stretch.owed:
        bit = BITS[ATOP_NAMES[owed.obligation.kind]]
        for tie in owed.ties() if owed.truth is not Truth.NO else ():
            pair = (cow_of(tie.debtor), cow_of(tie.creditor))
            if tie.third or tie.truth is Truth.NO or pair[0] is None or pair[1] is None:
                continue
            unclear = tie.truth is Truth.UNCLEAR
            found[pair[0], pair[1]][unclear] |= bit | ALLIED
            found[pair[1], pair[0]][unclear] |= ALLIED
    return {pair: (held, unclear & ~held) for pair, (held, unclear) in found.items()}


def weaker(*truths: Truth) -> Truth:
    """Return the truth of several things together."""
    return min(truths, key=_ORDER.index)


def _strengthen(found: dict[int, Truth], more: Mapping[int, Truth]) -> None:
    for state, truth in more.items():
        found[state] = max(found.get(state, Truth.NO), truth, key=_ORDER.index)
