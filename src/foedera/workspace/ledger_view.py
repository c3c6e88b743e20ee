"""A ledger as it stood at a moment: decisions, what they let in, and what bears on a question."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from foedera.assessment import Accepted, Told, accepted
from foedera.assessment.accepting import as_known, deciding, instrument_proposal_id
from foedera.assessment.unregistered import called_after
from foedera.ledger import Sought
from foedera.treaties.steps import Evidence
from foedera.workspace.citing import accepted_by, citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from foedera.assessment import AcceptedStep
    from foedera.claims.recorded import RecordedClaim, RecordedPact
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.ledger import Ledger
    from foedera.treaties.steps import Step


class LedgerView:
    """A ledger as it stood at a moment.

    Decisions are read once and again only when something was recorded since; of claims and
    steps only those that bear on a question are read.

    Args:
        ledger: The ledger.
        recorded_by: The moment; None for now.
    """

    def __init__(self, ledger: Ledger, recorded_by: datetime | None = None) -> None:
        self.ledger = ledger
        self.recorded_by = recorded_by
        self._decisions: tuple[Decision, ...] = ()
        self._accepted = Accepted()
        self._number = -1
        self._reading = RLock()

    def refresh(self) -> bool:
        """Read the decisions, unless nothing was recorded since; tell whether they were read."""
        with self._reading:
            number = self.ledger.head(self.recorded_by).number
            if number == self._number:
                return False
            self._decisions = self.ledger.decisions(recorded_by=self.recorded_by)
            self._accepted = accepted(self._decisions, self._renamed())
            self._number = number
            return True

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions on record when last read, in the order in which they were recorded."""
        return self._decisions

    @property
    def accepted(self) -> Accepted:
        """What they let in."""
        return self._accepted

    def told(self, instruments: Iterable[InstrumentId] | None, known_by: date | None) -> Told:
        """Return what reports tell, to propose from.

        Args:
            instruments: Towards these alone, also as reports call them; None for all.
            known_by: Count only reports published by this day.
        """
        if instruments is None:
            asked = [self._sought(known_by=known_by)]
        else:
            names = sorted({name for one in instruments for name in self._names(one)})
            asked = [self._sought(instrument=name, known_by=known_by) for name in names]
        steps = tuple(step for one in asked for step in self.ledger.steps(one))
        pacts = tuple(pact for one in asked for pact in self.ledger.pacts(one))
        wanted = {step.claim for step in steps}
        wanted |= {name for pact in pacts if not pact.registered for name in pact.claims}
        claims = tuple(self.claims(sorted(wanted)))
        documents = tuple(self.documents(sorted({one.document for one in claims})))
        return Told(documents, claims, pacts, steps)

    def claims(self, names: Sequence[ContentId]) -> Iterator[RecordedClaim]:
        """Yield claims by name; those that are not on record are passed over."""
        if names:  # none at all would ask for every one
            yield from self.ledger.claims(self._sought(claims=tuple(names)))

    def documents(self, names: Sequence[ContentId]) -> Iterator[RecordedDocument]:
        """Yield reports by name; those that are not on record are passed over."""
        if names:
            yield from self.ledger.documents(self._sought(documents=tuple(names)))

    def counting(
        self, steps: Sequence[AcceptedStep], known_by: date | None
    ) -> tuple[tuple[Step, Decision], ...]:
        """Return accepted steps as known by a day, each with what accepted it.

        A step is known from the day on which its own days were first reported; before that,
        by the wider days of earlier reports, if any. Its evidence is the reports, and last
        the decision.

        Args:
            steps: What was accepted.
            known_by: The day; None for everything known since.
        """
        claims = self._evidence(steps)
        reports = self._cited(claims)
        found = []
        for one in _dated(steps, claims):
            for step in self._as_known(one, known_by):
                evidence = tuple(
                    dict.fromkeys(
                        reports.get(each, Evidence(each)) for each in _resting(step, one.decision)
                    )
                )
                rests = (*evidence, accepted_by(one.decision))
                found.append((replace(step, evidence=rests), one.decision))
        return tuple(found)

    def dated(self, steps: Sequence[AcceptedStep]) -> tuple[AcceptedStep, ...]:
        """Return accepted steps, each with the day from which it is known.

        Where a coder gave none, its earliest report says so, else the day of the decision.
        """
        undated = [one for one in steps if one.step.known_from is None]
        return tuple(_dated(steps, self._evidence(undated)))

    def _evidence(self, steps: Iterable[AcceptedStep]) -> dict[ContentId, RecordedClaim]:
        names = sorted({name for one in steps for name in one.decision.evidence})
        return {one.id: one for one in self.claims(names)}

    def _as_known(self, one: AcceptedStep, known_by: date | None) -> tuple[Step, ...]:
        if known_by is None or one.step.known_by(known_by):
            return (one.step,)
        resting = one.decision.evidence
        told = list(self.ledger.steps(self._sought(claims=resting))) if resting else []
        return as_known(one, told, known_by)

    def _cited(self, claims: Mapping[ContentId, RecordedClaim]) -> dict[str, Evidence]:
        """Return how to cite the report of each claim."""
        of_claims = {name: one.document for name, one in claims.items()}
        found = {one.id: citation(one) for one in self.documents(sorted(set(of_claims.values())))}
        return {name: found[of] for name, of in of_claims.items() if of in found}

    def _names(self, instrument: InstrumentId) -> Iterator[InstrumentId]:
        """Yield what an instrument is called, and what reports called it before it had a name."""
        yield instrument
        if (one := self._accepted.instruments.get(instrument)) is not None:
            yield one.told_as

    def _renamed(self) -> Iterator[RecordedPact]:
        """Yield the pacts that tell what instruments were told as, where parties were amended."""
        for one in deciding(self._decisions):
            if one.instrument is None:
                continue
            if instrument_proposal_id(called_after(one.instrument.parties)) == one.subject:
                continue
            documents = tuple(sorted({each.document for each in self.claims(one.evidence)}))
            if documents:
                yield from self.ledger.pacts(self._sought(documents=documents))

    def _sought(
        self,
        *,
        instrument: InstrumentId | None = None,
        documents: tuple[ContentId, ...] = (),
        claims: tuple[ContentId, ...] = (),
        known_by: date | None = None,
    ) -> Sought:
        return Sought(
            instrument=instrument,
            documents=documents,
            claims=claims,
            known_by=known_by,
            recorded_by=self.recorded_by,
        )


def _dated(
    steps: Iterable[AcceptedStep], claims: Mapping[ContentId, RecordedClaim]
) -> Iterator[AcceptedStep]:
    for one in steps:
        if one.step.known_from is None:
            days = [claims[x].reported_on for x in one.decision.evidence if x in claims]
            first = min((day for day in days if day), default=one.decision.at.date())
            yield replace(one, step=replace(one.step, known_from=first))
        else:
            yield one


def _resting(step: Step, decision: Decision) -> tuple[str, ...]:
    """Return the claims that a step rests on: those that tell its days, else all there are."""
    named = tuple(one.reference for one in step.evidence if one.reference in decision.evidence)
    return named or decision.evidence or tuple(one.reference for one in step.evidence)
