"""The registry with what a ledger adds to it: what coders accepted, and what reports propose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import RLock
from typing import TYPE_CHECKING, Final

from foedera.assessment import Against, Proposed, proposals
from foedera.assessment.unregistered import UNREGISTERED
from foedera.identifiers import InstrumentId
from foedera.treaties import LAW, Act, Card, status
from foedera.workspace.ledger_view import LedgerView
from foedera.workspace.naming import named_instrument
from foedera.workspace.new_instrument import instrument_from
from foedera.workspace.review.proposed_on_record import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment import Accepted, Proposal
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId
    from foedera.ledger import Ledger
    from foedera.treaties import Coding, Instrument, InstrumentStatus, Registry, Step

    #: Gives each report one name for it and all copies of its text.
    Folding = Callable[[Sequence[RecordedDocument]], Mapping[ContentId, ContentId]]

#: Registries kept, for days that are asked about again.
_KEPT: Final = 8


@dataclass(frozen=True, slots=True)
class Added:
    """A step that counts and is not the registry's own.

    Attributes:
        step: The step, as far as it was known.
        decision: What accepted it; None where it is only proposed.
        proposal: What proposes it; None where it was accepted.
    """

    step: Step
    decision: Decision | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class StatusOnRecord:
    """Where an instrument stands by the registry and a ledger.

    Attributes:
        instrument: The instrument, with the steps that were accepted.
        status: Where it stands.
        by_registry: Where it stands by the registry alone; None where the registry lacks it.
        added: What counts beside the registry: accepted steps, then proposed ones.
        proposed: Whether proposals were counted.
    """

    instrument: Instrument
    status: InstrumentStatus
    by_registry: InstrumentStatus | None
    added: tuple[Added, ...]
    proposed: bool


class OnRecord:
    """A registry, and what a ledger adds to it; for any number of threads at once.

    Args:
        ledger: Where reports and decisions are on record.
        registry: The instruments without them.
        catalogue: Who is who.
        recorded_by: Count only what was on record at this moment; None for now.
        folding: Tells which reports carry one text.
    """

    def __init__(
        self,
        ledger: Ledger,
        registry: Registry,
        catalogue: Catalogue,
        recorded_by: datetime | None = None,
        folding: Folding = folded,
    ) -> None:
        self.view = LedgerView(ledger, recorded_by)
        self._plain = registry
        self._catalogue = catalogue
        self._folding = folding
        self._lock = RLock()  # taken again by a registry that opens an instrument when asked
        self._made: dict[date | None, Registry] = {}
        self._added: dict[tuple[str, date | None], tuple[Added, ...]] = {}

    @property
    def accepted(self) -> Accepted:
        """What coders let in."""
        with self._lock:
            self._refresh()
            return self.view.accepted

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What coders decided, in the order in which it was recorded."""
        with self._lock:
            self._refresh()
            return self.view.decisions

    def registry(self, known_by: date | None = None) -> Registry:
        """Return the registry with what was accepted, as far as it was known by a day.

        Accepted instruments are among its own, and accepted steps among their steps.
        """
        with self._lock:
            self._refresh()
            if known_by not in self._made:
                if len(self._made) >= _KEPT:
                    self._made.clear()
                cards = tuple(self._cards())
                made = self._plain.beside(cards, lambda name: self._whole(name, known_by))
                self._made[known_by] = made if cards else self._plain
            return self._made[known_by]

    def status(
        self,
        called: str,
        on: date,
        known_by: date | None = None,
        coding: Coding = LAW,
        *,
        proposed: bool = False,
    ) -> StatusOnRecord:
        """Tell where an instrument stands by the registry and the ledger.

        Args:
            called: Its identifier, or what people call it.
            on: The day asked about.
            known_by: Count only what had become known by that day.
            coding: From when a state counts as bound, and what ends an instrument unsaid.
            proposed: Whether steps count, too, that are only proposed: told is then where it
                would stand if every proposal that waits for a coder were accepted.

        Raises:
            UnknownInstrumentError: Nothing is called that; what comes near is named.
            AmbiguousInstrumentError: Several instruments may be meant.
        """
        instrument = named_instrument(called, self.registry(known_by), self._catalogue)
        names = tuple(_with_later(instrument))
        added = [one for each in names for one in self.added(each, known_by)]
        waiting = list(self._waiting(names, known_by)) if proposed else []
        known = instrument.id in self._plain
        plain = self._plain.instrument(instrument.id) if known else None
        found = status(instrument, on, known_by, [one.step for one in waiting], coding)
        by_registry: InstrumentStatus | None = found  # the same answer, where nothing is added
        if added or waiting:
            by_registry = status(plain, on, known_by, (), coding) if plain else None
        return StatusOnRecord(
            instrument=instrument,
            status=found,
            by_registry=by_registry if plain else None,
            added=(*added, *waiting),
            proposed=proposed,
        )

    def added(self, name: InstrumentId, known_by: date | None = None) -> tuple[Added, ...]:
        """Return the accepted steps of an instrument, as far as they were known by a day."""
        key = (name, known_by)
        with self._lock:
            self._refresh()
            if key not in self._added:
                steps = self.view.accepted.steps.get(name, ())
                found = self.view.counting(steps, known_by) if steps else ()
                self._added[key] = tuple(Added(step, decision=one) for step, one in found)
            return self._added[key]

    def proposed(
        self, instruments: Iterable[InstrumentId] | None = None, known_by: date | None = None
    ) -> Proposed:
        """Return what reports on record propose.

        Args:
            instruments: Towards these alone; None for every instrument.
            known_by: Count only reports published by this day.
        """
        decisions = self.decisions
        told = self.view.told(instruments, known_by)
        copies = self._folding(told.documents)
        against = Against(self._plain, decisions, copies, self._catalogue)
        return proposals(told, against)

    def proposed_for(self, called: str, known_by: date | None = None) -> Proposed:
        """Return what reports on record propose for one instrument.

        Args:
            called: Its identifier, what people call it, or what reports on record call one
                that the registry lacks (``unregistered-prk-rus``).
            known_by: Count only reports published by this day.

        Raises:
            UnknownInstrumentError: Nothing is called that; what comes near is named.
            AmbiguousInstrumentError: Several instruments may be meant.
        """
        if called.startswith(UNREGISTERED):
            return self.proposed((InstrumentId(called),), known_by)
        found = named_instrument(called, self.registry(known_by), self._catalogue)
        return self.proposed((found.id,), known_by)

    def copies(self, documents: Sequence[RecordedDocument]) -> Mapping[ContentId, ContentId]:
        """Give all of some reports that carry one text the same name."""
        return self._folding(documents)

    def _refresh(self) -> None:
        if self.view.refresh():
            self._made.clear()
            self._added.clear()

    def _waiting(self, names: Iterable[InstrumentId], known_by: date | None) -> Iterator[Added]:
        for one in self.proposed(names, known_by).proposals:
            if one.waits and one.step is not None and not one.candidates:
                yield Added(one.step, proposal=one)

    def _cards(self) -> Iterator[Card]:
        """Yield the cards of instruments that are new, and of those that gained steps."""
        let_in = self.view.accepted
        for name in let_in.instruments:
            if name not in self._plain:
                yield Card.of(self._whole(name, None))
        for card in self._plain.cards:
            if card.id in let_in.steps:
                acted = {one.step.state for one in let_in.steps[card.id] if one.step.state}
                yield replace(card, concerned=card.concerned | acted)

    def _whole(self, name: InstrumentId, known_by: date | None) -> Instrument:
        one = self._plain.instrument(name) if name in self._plain else self._new(name)
        added = tuple(each.step for each in self.added(name, known_by))
        return replace(one, steps=(*one.steps, *added)) if added else one

    def _new(self, name: InstrumentId) -> Instrument:
        let_in = self.view.accepted
        ratified = any(one.step.act is Act.RATIFY for one in let_in.steps.get(name, ()))
        made = let_in.instruments[name].instrument
        return instrument_from(made, self._catalogue, ratified=ratified)


def _with_later(instrument: Instrument) -> Iterator[InstrumentId]:
    """Yield an instrument and whatever replaces it, whose steps may end it."""
    yield instrument.id
    for later in instrument.successors:
        yield from _with_later(later)
