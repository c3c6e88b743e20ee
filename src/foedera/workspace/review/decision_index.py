"""Decisions found by what they bear upon, so that none of the others is gone through."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from foedera.assessment.accepting import instrument_proposal_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId, InstrumentId


class DecisionIndex:
    """Decisions, in the order in which they were recorded.

    Args:
        decisions: Those there are; ``add`` takes in what comes later.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._all: dict[ContentId, Decision] = {}
        self._places: dict[ContentId, int] = {}
        self._by_instrument: dict[InstrumentId, list[Decision]] = defaultdict(list)
        self._by_subject: dict[ContentId, list[Decision]] = defaultdict(list)
        for one in decisions:
            self.add(one)

    def add(self, decision: Decision) -> bool:
        """Take in a decision; False where it is known."""
        if decision.id in self._all:
            return False
        self._places[decision.id] = len(self._all)
        self._all[decision.id] = decision
        undone = self._all.get(decision.undoes) if decision.undoes else None
        for name in instruments_of(undone or decision):
            self._by_instrument[name].append(decision)
        self._by_subject[decision.subject].append(decision)
        return True

    def all(self) -> tuple[Decision, ...]:
        """Return all of them."""
        return tuple(self._all.values())

    def get(self, name: ContentId | None) -> Decision | None:
        """Return a decision by its name; None where there is none."""
        return self._all.get(name) if name is not None else None

    def on(self, subject: ContentId) -> tuple[Decision, ...]:
        """Return those on one subject."""
        return tuple(self._by_subject.get(subject, ()))

    def about(self, instruments: Collection[InstrumentId]) -> tuple[Decision, ...]:
        """Return those that bear upon some instruments, by any name they were given.

        Args:
            instruments: As reports, the registry or coders call them.
        """
        found: dict[ContentId, Decision] = {}
        names, gone = list(instruments), set()
        while names:
            name = names.pop()
            if name in gone:
                continue
            gone.add(name)
            near = (
                *self._by_instrument.get(name, ()),
                *self._by_subject.get(instrument_proposal_id(name), ()),
            )
            for one in near:
                found[one.id] = one
                names += [one.instrument.id] if one.instrument is not None else []
        return tuple(sorted(found.values(), key=lambda one: self._places[one.id]))


def instruments_of(decision: Decision) -> set[InstrumentId]:
    """Return the instruments that a decision names: as proposed, and as decided."""
    named = {step.instrument for step in (decision.proposed, decision.step) if step is not None}
    return named | ({decision.instrument.id} if decision.instrument is not None else set())
