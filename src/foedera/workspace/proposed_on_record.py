"""What a ledger's reports propose: made for all at once, or anew for what was decided about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from foedera.assessment.accepting import accepted, instrument_proposal_id
from foedera.assessment.proposed import Told
from foedera.assessment.proposing import Against, proposals
from foedera.claims.review import standing_decisions
from foedera.documents.duplicates import copies
from foedera.ledger import Sought

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.proposed import Proposal
    from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.ledger import Ledger
    from foedera.treaties import Registry

#: How many names are asked for at once; databases take no more than some thousands.
_AT_ONCE: Final = 5000


class ProposedOnRecord:
    """Makes proposals from a ledger, one instrument at a time.

    Args:
        ledger: The ledger.
        registry: The instruments on record.
        catalogue: Who is who.
    """

    def __init__(self, ledger: Ledger, registry: Registry, catalogue: Catalogue) -> None:
        self._ledger = ledger
        self._registry = registry
        self._catalogue = catalogue
        self._decisions: dict[ContentId, Decision] | None = None

    def all(self) -> tuple[Proposal, ...]:
        """Return all that is proposed."""
        steps, pacts = list(self._ledger.steps(Sought())), list(self._ledger.pacts(Sought()))
        named = {one.claim for one in steps}
        named.update(name for pact in pacts if not pact.registered for name in pact.claims)
        claims = {one.id: one for one in self._claims(named)}
        documents = {one.id: one for one in self._ledger.documents(Sought())}
        return self._made(_Read(steps, pacts, claims, documents))

    def told_by(self, claims: Collection[ContentId]) -> tuple[Proposal, ...]:
        """Return what some claims propose; others may propose the same, and are not asked."""
        read = {one.id: one for one in self._claims(claims)}
        where = tuple(sorted({one.document for one in read.values()}))
        if not where:
            return ()
        steps = [one for part in _parts(claims) for one in self._ledger.steps(Sought(claims=part))]
        spoken = (
            one for part in _parts(where) for one in self._ledger.pacts(Sought(documents=part))
        )
        pacts = [one for one in spoken if read.keys() & set(one.claims)]
        documents = {
            one.id: one
            for part in _parts(where)
            for one in self._ledger.documents(Sought(documents=part))
        }
        return self._made(_Read(steps, pacts, read, documents))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions that count with this, in order."""
        if self._decisions is None:
            self._decisions = {one.id: one for one in self._ledger.decisions()}
        return tuple(self._decisions.values())

    def decision(self, name: ContentId) -> Decision | None:
        """Return a decision that counts with this; None where there is none of that name."""
        return next((one for one in self.decisions if one.id == name), None)

    def hear(self, decisions: Iterable[Decision]) -> bool:
        """Take in decisions that were taken since; tell whether any was new."""
        known = len(self.decisions)
        assert self._decisions is not None  # noqa: S101 - just read
        self._decisions.update((one.id, one) for one in decisions if one.id not in self._decisions)
        return len(self._decisions) > known

    def _claims(self, names: Iterable[ContentId]) -> Iterator[RecordedClaim]:
        for part in _parts(names):
            yield from self._ledger.claims(Sought(claims=part))

    def _made(self, read: _Read) -> tuple[Proposal, ...]:
        standing = standing_decisions(self.decisions)
        names = accepted(standing, read.pacts).names
        decided = _by_instrument(standing, read.pacts, names)
        made: list[Proposal] = []
        for name, told in read.by_instrument(names):
            against = Against(
                registry=self._registry,
                decisions=decided.get(name, ()),
                folded=folded(told.documents),
                catalogue=self._catalogue,
            )
            made += proposals(told, against).proposals
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
    ) -> Iterator[tuple[InstrumentId, Told]]:
        """Yield all that is told of each instrument, under the name it was accepted by."""
        steps: dict[InstrumentId, list[RecordedStep]] = defaultdict(list)
        pacts: dict[InstrumentId, list[RecordedPact]] = defaultdict(list)
        for step in self.steps:
            steps[names.get(step.step.instrument, step.step.instrument)].append(step)
        for pact in self.pacts:
            pacts[names.get(pact.instrument, pact.instrument)].append(pact)
        for name, told in steps.items():
            unregistered = (one for one in pacts[name] if not one.registered)
            spoken = {claim for one in unregistered for claim in one.claims}
            wanted = dict.fromkeys(one.claim for one in told) | dict.fromkeys(sorted(spoken))
            claims = [self.claims[one] for one in wanted if one in self.claims]
            where = dict.fromkeys(one.document for one in claims)
            documents = tuple(self.documents[one] for one in where if one in self.documents)
            yield name, Told(documents, tuple(claims), tuple(pacts[name]), tuple(told))


def folded(documents: Iterable[RecordedDocument]) -> dict[ContentId, ContentId]:
    """Give all reports that carry one text the name of the earliest of them."""
    groups = copies(documents)
    return {one: group[0] for group in groups if len(group) > 1 for one in group}


def _by_instrument(
    decisions: Iterable[Decision],
    pacts: Iterable[RecordedPact],
    names: Mapping[InstrumentId, InstrumentId],
) -> dict[InstrumentId, list[Decision]]:
    """Lay decisions out by every instrument that they bear upon."""
    told = {instrument_proposal_id(one.instrument): one.instrument for one in pacts}
    found: dict[InstrumentId, list[Decision]] = defaultdict(list)
    for one in decisions:
        about = {step.instrument for step in (one.proposed, one.step) if step is not None}
        about |= {one.instrument.id} if one.instrument is not None else set()
        about |= {told[one.subject]} if one.subject in told else set()
        for name in sorted({names.get(each, each) for each in about}):
            found[name].append(one)
    return found


def _parts(names: Iterable[ContentId]) -> Iterator[tuple[ContentId, ...]]:
    ordered = sorted(set(names))
    for start in range(0, len(ordered), _AT_ONCE):
        yield tuple(ordered[start : start + _AT_ONCE])
