"""The registry's shelf: a card for each instrument, and the instrument once it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedera.identifiers import ActorId, InstrumentId
from foedera.treaties.errors import MalformedInstrumentError
from foedera.treaties.fields import Fields
from foedera.treaties.instrument import LinkKind
from foedera.treaties.instrument_file import instrument_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from foedera.treaties.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Card:
    """What must be known of an instrument before a text is held against it.

    Attributes:
        id: Its identifier.
        own_names: Every title and alias in every language.
        concerned: Its parties, all who acted on it, and its organisation.
        organisation: Organisation whose members its parties are.
        replaces: Instruments that it replaces.
        replaced_by: Instruments that replace it.
        atop: Its number in ATOP, where it has one.
    """

    id: InstrumentId
    own_names: tuple[str, ...]
    concerned: frozenset[ActorId]
    organisation: ActorId | None
    replaces: tuple[InstrumentId, ...]
    replaced_by: tuple[InstrumentId, ...]
    atop: str | None

    @classmethod
    def of(cls, instrument: Instrument) -> Card:
        """Return the card of an instrument."""
        acted = {step.state for step in instrument.steps if step.state}
        own = {instrument.organisation} if instrument.organisation else set()
        return cls(
            instrument.id,
            instrument.names(),
            frozenset({*instrument.parties, *acted, *own}),
            instrument.organisation,
            instrument.linked(LinkKind.REPLACES),
            instrument.linked(LinkKind.REPLACED_BY),
            instrument.atop,
        )

    @classmethod
    def read(cls, record: Any, path: str) -> Card:  # noqa: ANN401 - any YAML shape
        """Return the card of a registry record, of which no more is read.

        Raises:
            MalformedInstrumentError: It lacks what a card needs, or is not called as its file.
        """
        fields = Fields(record, path)
        name = InstrumentId(str(fields.need("id")))
        if path.rpartition("/")[2] != f"{name}.yaml":
            reason = f"the file must be called {name}.yaml, after its id"
            raise MalformedInstrumentError(path, reason)
        groups = (fields.names("titles", needed=True), fields.names("aliases"))
        names = (one for group in groups for names in group.values() for one in names)
        steps = fields.rows("steps", None, needed=True)
        acted = {state for row in steps for state in row.actors("states")}
        organisation = fields.actor("organisation")
        own = {organisation} if organisation else set()
        links = [(row.text("kind"), row.text("instrument")) for row in fields.rows("links", None)]
        return cls(
            name,
            tuple(dict.fromkeys(names)),
            frozenset({*fields.actors("parties", needed=True), *acted, *own}),
            organisation,
            _linked(links, LinkKind.REPLACES),
            _linked(links, LinkKind.REPLACED_BY),
            fields.text("atop"),
        )

    def __hash__(self) -> int:
        """Hash by identifier, as an instrument does."""
        return hash(self.id)

    def names(self) -> tuple[str, ...]:
        """Return every title and alias in every language."""
        return self.own_names


class Shelf:
    """Instruments by identifier, each made whole when it is first asked for.

    Args:
        cards: Their cards.
        take: Returns an instrument, without those that replace it.

    Attributes:
        cards: In the order of their identifiers.

    Raises:
        MalformedInstrumentError: One replaces itself, be it by way of others.
    """

    def __init__(self, cards: Iterable[Card], take: Callable[[InstrumentId], Instrument]) -> None:
        self.cards = tuple(sorted(cards, key=lambda one: one.id))
        self._take = take
        self._whole: dict[InstrumentId, Instrument] = {}
        self._later: dict[InstrumentId, set[InstrumentId]] = {one.id: set() for one in self.cards}
        for one in self.cards:
            self._later[one.id].update(name for name in one.replaced_by if name in self._later)
            for earlier in one.replaces:
                self._later.get(earlier, set()).add(one.id)
        for one in self.cards:
            self._no_circle(one.id, ())

    @classmethod
    def of(cls, instruments: Iterable[Instrument]) -> Shelf:
        """Return a shelf of instruments that are there already."""
        known = {one.id: one for one in instruments}
        return cls(map(Card.of, known.values()), known.__getitem__)

    @classmethod
    def read(cls, records: Mapping[str, Any]) -> Shelf:
        """Return a shelf of registry records by path."""
        cards = {path: Card.read(record, path) for path, record in records.items()}
        paths = {card.id: path for path, card in cards.items()}
        return cls(cards.values(), lambda name: instrument_of(records[paths[name]], paths[name]))

    def __contains__(self, name: object) -> bool:
        """Tell whether an instrument has that identifier."""
        return name in self._later

    def __getitem__(self, name: InstrumentId) -> Instrument:
        """Return an instrument with those that replace it, which may end it (VCLT 59)."""
        if name not in self._whole:
            one = self._take(name)
            successors = tuple(self[later] for later in sorted(self._later[name]))
            self._whole[name] = replace(one, successors=successors) if successors else one
        return self._whole[name]

    def alone(self, name: InstrumentId) -> Instrument:
        """Return an instrument without those that replace it."""
        return self._take(name)

    def _no_circle(self, name: InstrumentId, path: tuple[InstrumentId, ...]) -> None:
        if name in path:
            reason = f"it replaces itself, by way of {' and '.join(path[path.index(name) :])}"
            raise MalformedInstrumentError(f"{name}.yaml: links", reason)
        for later in self._later[name]:
            self._no_circle(later, (*path, name))


def _linked(
    links: Iterable[tuple[str | None, str | None]], kind: LinkKind
) -> tuple[InstrumentId, ...]:
    return tuple(InstrumentId(name) for tie, name in links if tie == kind.value and name)
