"""The registry: every instrument on record, found by name or by what a text calls it."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Self

from foedera.resources import records
from foedera.treaties.errors import MalformedInstrumentError, UnknownInstrumentError
from foedera.treaties.finding import Candidate, candidates
from foedera.treaties.instrument_file import instrument_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument


class Registry:
    """Instruments by identifier.

    Attributes:
        instruments: All of them, in the order of their identifiers.
    """

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.instruments = tuple(sorted(instruments, key=lambda one: one.id))
        self._by_id = {instrument.id: instrument for instrument in self.instruments}

    @classmethod
    def load(cls) -> Self:
        """Return the registry that foedera carries in ``data/treaties``.

        Raises:
            MalformedInstrumentError: A file is not as it must be.
        """
        return cls(_carried())

    def instrument(self, name: str) -> Instrument:
        """Return one instrument.

        Raises:
            UnknownInstrumentError: None is called that; names that look like it are given.
        """
        for identifier, instrument in self._by_id.items():
            if identifier == name:
                return instrument
        near = get_close_matches(name.lower(), self._by_id, n=3, cutoff=0.5)
        raise UnknownInstrumentError(name, near)

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
        return candidates(self.instruments, frozenset(parties), words, on)


@cache
def _carried() -> tuple[Instrument, ...]:
    found = []
    for path, record in records("treaties"):
        instrument = instrument_of(record, path)
        if path.rpartition("/")[2] != f"{instrument.id}.yaml":
            reason = f"the file must be called {instrument.id}.yaml, after its id"
            raise MalformedInstrumentError(path, reason)
        found.append(instrument)
    return tuple(found)
