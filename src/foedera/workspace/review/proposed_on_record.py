"""What a ledger's reports propose: made for all at once, or anew for what was decided about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.assessment.accepting import accepted, deciding, instrument_proposal_id
from foedera.assessment.deciding import Decided, renewed
from foedera.assessment.on_register import on_register
from foedera.assessment.origins import Heard
from foedera.assessment.proposed import Told
from foedera.assessment.proposing import Against, proposals
from foedera.claims.review import standing_decisions
from foedera.documents.duplicates import copies
from foedera.ledger import Sought
from foedera.workspace.ledger_view import LedgerView
from foedera.workspace.review.decision_index import DecisionIndex, instruments_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.proposed import Proposal
    from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.ledger import Ledger
    from foedera.treaties import Registry


class ProposedOnRecord:
    """Makes proposals from a ledger, one instrument at a time.

    Args:
        ledger: The ledger.
        registry: The instruments on record.
        catalogue: Who is who.
        only: The one instrument that proposals are wanted of; None for all.
        tell: Is told how many instruments are gone through, of how many.
    """

    def __init__(
        self,
        ledger: Ledger,
        registry: Registry,
        catalogue: Catalogue,
        *,
        only: InstrumentId | None = None,
        tell: Callable[[int, int], None] | None = None,
    ) -> None:
        self._ledger = ledger
        self._registry = registry
        self._catalogue = catalogue
        self._only = only
        self._tell = tell
        self._view = LedgerView(ledger)
        self._folded: dict[InstrumentId, dict[ContentId, ContentId]] = {}

    @cached_property
    def decisions(self) -> DecisionIndex:
        """The decisions that count with this; those taken later are added by the caller."""
        return DecisionIndex(self._ledger.decisions())

    def all(self) -> tuple[Proposal, ...]:
        """Return all that is proposed, or all of the one instrument."""
        pacts = list(self._ledger.pacts(Sought()))
        steps = list(self._steps(pacts))
        named = {one.claim for one in steps}
        named.update(name for pact in pacts if not pact.registered for name in pact.claims)
        claims = {one.id: one for one in self._view.claims(sorted(named))}
        documents = self._documents(claims.values())
        read = _Read(steps, pacts, claims, documents)
        return self._made(read, self.decisions.all(), self._tell)

    def told_by(self, claims: Collection[ContentId]) -> tuple[Proposal, ...]:
        """Return what some claims propose; others may propose the same, and are not asked."""
        read = {one.id: one for one in self._view.claims(sorted(claims))}
        steps: list[RecordedStep] = []
        pacts: list[RecordedPact] = []
        if read:
            steps = list(self._ledger.steps(Sought(claims=tuple(read))))
            where = tuple(sorted({one.document for one in read.values()}))
            told = self._ledger.pacts(Sought(documents=where))
            pacts = [one for one in told if read.keys() & set(one.claims)]
        documents = self._documents(read.values())
        names = {one.step.instrument for one in steps} | {one.instrument for one in pacts}
        about = self.decisions.about(names)
        return self._made(_Read(steps, pacts, read, documents), about)

    def again(self, proposal: Proposal) -> Proposal | None:
        """Return a proposal as it stands after all decisions; nothing else of it is made anew.

        None where decisions gave its instrument another name: then all that is told of the
        instrument may fall together otherwise.
        """
        about = self.decisions.about({proposal.about, proposal.told_as})
        step = proposal.step
        if step is None or any(one.instrument is not None for one in about):
            return None
        counting = deciding(about)
        let_in = accepted(about).steps.get(step.instrument, ())
        decision = Decided(counting, {}).of_step(proposal.id, step)
        again = False
        if decision is not None:
            names = sorted({one.claim for one in proposal.support})
            claims = {one.id: one.claim for one in self._view.claims(names)}
            heard = [Heard(one, claims[one.claim]) for one in proposal.support]
            copies = self._folded.get(proposal.about, {})
            again = renewed(decision, step, heard, copies, self._catalogue)
        return replace(
            proposal,
            recorded=on_register(step, self._registry, let_in),
            decided=decision,
            renewed=again,
        )

    def _steps(self, pacts: Iterable[RecordedPact]) -> Iterator[RecordedStep]:
        """Yield the steps told of; of one instrument under every name reports have for it."""
        if self._only is None:
            yield from self._ledger.steps(Sought())
            return
        names = accepted(self.decisions.all(), pacts).names
        called = {self._only, *(told for told, name in names.items() if name == self._only)}
        for name in sorted(called):
            yield from self._ledger.steps(Sought(instrument=name))

    def _documents(self, claims: Iterable[RecordedClaim]) -> dict[ContentId, RecordedDocument]:
        names = sorted({one.document for one in claims})
        return {one.id: one for one in self._view.documents(names)}

    def _made(
        self,
        read: _Read,
        decisions: Sequence[Decision],
        tell: Callable[[int, int], None] | None = None,
    ) -> tuple[Proposal, ...]:
        standing = standing_decisions(tuple(decisions))
        names = accepted(standing, read.pacts).names
        decided = _by_instrument(standing, read.pacts, names)
        laid = read.by_instrument(names)
        made: list[Proposal] = []
        for number, (name, told) in enumerate(laid, start=1):
            known = self._folded.setdefault(name, {})
            if any(one.id not in known for one in told.documents):
                known.update(_named_after_first(told.documents))
            against = Against(
                registry=self._registry,
                decisions=decided.get(name, ()),
                folded=known,
                catalogue=self._catalogue,
            )
            made += proposals(told, against).proposals
            if tell is not None:
                tell(number, len(laid))
        return tuple(made)


class _Read:
    """What was read of a ledger, to be laid out by instrument."""

    def __init__(
        self,
        steps: Sequence[RecordedStep],
        pacts: Sequence[RecordedPact],
        claims: Mapping[ContentId, RecordedClaim],
        documents: Mapping[ContentId, RecordedDocument],
    ) -> None:
        self.steps = steps
        self.pacts = pacts
        self.claims = claims
        self.documents = documents

    def by_instrument(
        self, names: Mapping[InstrumentId, InstrumentId]
    ) -> list[tuple[InstrumentId, Told]]:
        """Return all that is told of each instrument, under the name it was accepted by."""
        steps: dict[InstrumentId, list[RecordedStep]] = defaultdict(list)
        pacts: dict[InstrumentId, list[RecordedPact]] = defaultdict(list)
        for step in self.steps:
            steps[names.get(step.step.instrument, step.step.instrument)].append(step)
        for pact in self.pacts:
            pacts[names.get(pact.instrument, pact.instrument)].append(pact)
        return [(name, self._told(told, pacts[name])) for name, told in steps.items()]

    def _told(self, steps: Sequence[RecordedStep], pacts: Sequence[RecordedPact]) -> Told:
        spoken = {claim for one in pacts if not one.registered for claim in one.claims}
        wanted = dict.fromkeys(one.claim for one in steps) | dict.fromkeys(sorted(spoken))
        claims = [self.claims[one] for one in wanted if one in self.claims]
        where = dict.fromkeys(one.document for one in claims)
        documents = (self.documents[one] for one in where if one in self.documents)
        return Told(tuple(documents), tuple(claims), tuple(pacts), tuple(steps))


def folded(documents: Iterable[RecordedDocument]) -> dict[ContentId, ContentId]:
    """Give all reports that carry one text the name of the earliest of them."""
    groups = copies(documents)
    return {one: group[0] for group in groups if len(group) > 1 for one in group}


def _named_after_first(documents: Iterable[RecordedDocument]) -> dict[ContentId, ContentId]:
    """Name every report after the earliest that carries its text, those without copies, too."""
    return {one: group[0] for group in copies(documents) for one in group}


def _by_instrument(
    decisions: Iterable[Decision],
    pacts: Iterable[RecordedPact],
    names: Mapping[InstrumentId, InstrumentId],
) -> dict[InstrumentId, list[Decision]]:
    """Lay decisions out by every instrument that they bear upon."""
    told = {instrument_proposal_id(one.instrument): one.instrument for one in pacts}
    found: dict[InstrumentId, list[Decision]] = defaultdict(list)
    for one in decisions:
        about = instruments_of(one) | ({told[one.subject]} if one.subject in told else set())
        for name in sorted({names.get(each, each) for each in about}):
            found[name].append(one)
    return found
