"""The registry: every instrument on record, found by name or by what a text calls it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cache, cached_property
from typing import TYPE_CHECKING, Self

from foedera.identifiers import InstrumentId
from foedera.resources import records
from foedera.treaties.errors import UnknownInstrumentError
from foedera.treaties.finding import Candidate, candidates
from foedera.treaties.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.shelf import Card


class Registry:
    """Instruments by identifier.

    Args:
        instruments: They, without those that replace them; ``load`` reads what foedera carries.
    """

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._shelf = Shelf.of(instruments)

    @classmethod
    def load(cls) -> Self:
        """Return the registry that foedera carries in ``data/treaties``.

        An instrument's record is read whole when the instrument is first asked for.

        Raises:
            MalformedInstrumentError: A file is not as it must be.
        """
        registry = cls(())
        registry._shelf = _carried()
        return registry

    def beside(self, cards: Iterable[Card], take: Callable[[InstrumentId], Instrument]) -> Registry:
        """Return a registry with further instruments, each made when it is first asked for.

        Args:
            cards: A card for each of them. One that bears the name of an instrument on
                record stands in its place.
            take: Makes one of them.
        """
        more = {one.id: one for one in cards}
        kept = (one for one in self.cards if one.id not in more)
        found = Registry(())
        found._shelf = Shelf(
            (*kept, *more.values()),
            lambda name: take(name) if name in more else self._shelf.alone(name),
        )
        return found

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """All of them, in the order of their identifiers."""
        with _undisturbed():
            return tuple(self._shelf[card.id] for card in self.cards)

    @property
    def cards(self) -> tuple[Card, ...]:
        """A card for each, which is to be had without reading its record whole."""
        return self._shelf.cards

    def instrument(self, name: str) -> Instrument:
        """Return one instrument.

        Raises:
            UnknownInstrumentError: None is called that; names that look like it are given.
        """
        if name not in self._shelf:
            raise UnknownInstrumentError(name, self.near(name))
        return self._shelf[InstrumentId(name)]

    def near(self, name: str) -> list[str]:
        """Return identifiers that look like a name, best first."""
        return get_close_matches(name.lower(), [one.id for one in self.cards], n=3, cutoff=0.5)

    def __contains__(self, name: object) -> bool:
        """Tell whether an instrument has that identifier."""
        return name in self._shelf

    def find(
        self, parties: Iterable[ActorId] = (), words: str = "", on: date | None = None
    ) -> tuple[Candidate, ...]:
        """Return the instruments a text may mean, best first.

        Args:
            parties: States and organisations named as its parties.
            words: What the text calls it: a title, an alias, "mutual defence treaty".
            on: Day of the text; instruments on which nothing was done by then are left
                out, and those that had ended rank lower.
        """
        return candidates(self._shelf, frozenset(parties), words, on)


@cache
def _carried() -> Shelf:
    with _undisturbed():
        return Shelf.read(dict(records("treaties")))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of garbage from searching meanwhile.

    Of the many small objects made here all are kept: its searches find nothing, and would
    take a third of the time.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
