"""The registry: every instrument on record, found by name or by what a text calls it."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Self

from foedera.resources import records
from foedera.treaties.errors import MalformedInstrumentError, UnknownInstrumentError
from foedera.treaties.finding import Candidate, candidates
from foedera.treaties.instrument import LinkKind
from foedera.treaties.instrument_file import instrument_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties.instrument import Instrument


class Registry:
    """Instruments by identifier.

    Attributes:
        instruments: All of them, in the order of their identifiers.
    """

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.instruments = _followed(sorted(instruments, key=lambda one: one.id))
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
        raise UnknownInstrumentError(name, self.near(name))

    def near(self, name: str) -> list[str]:
        """Return identifiers that look like a name, best first."""
        return get_close_matches(name.lower(), self._by_id, n=3, cutoff=0.5)

    def __contains__(self, name: object) -> bool:
        """Tell whether an instrument has that identifier."""
        return name in self._by_id

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


def _followed(instruments: Sequence[Instrument]) -> tuple[Instrument, ...]:
    """Give each instrument those that replace it, which may end it (VCLT 59)."""
    later: dict[InstrumentId, set[InstrumentId]] = {}
    for one in instruments:
        later.setdefault(one.id, set()).update(one.linked(LinkKind.REPLACED_BY))
        for earlier in one.linked(LinkKind.REPLACES):
            later.setdefault(earlier, set()).add(one.id)
    by_id = {one.id: one for one in instruments}
    done: dict[InstrumentId, Instrument] = {}

    def follow(name: InstrumentId, path: tuple[InstrumentId, ...]) -> Instrument:
        if name in path:
            reason = f"it replaces itself, by way of {' and '.join(path[path.index(name) :])}"
            raise MalformedInstrumentError(f"{name}.yaml: links", reason)
        if name not in done:
            after = sorted(one for one in later[name] if one in by_id)
            successors = tuple(follow(one, (*path, name)) for one in after)
            whole = replace(by_id[name], successors=successors) if successors else by_id[name]
            done[name] = whole
        return done[name]

    return tuple(follow(one.id, ()) for one in instruments)


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
