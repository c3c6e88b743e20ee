"""All that a coder sees of one proposal: words in context, copies, versions, what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.documents.report import LineKind
from foedera.ledger import Sought
from foedera.workspace.passages import Passage, passage_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from foedera.assessment.confidence import Confidence
    from foedera.assessment.proposed import OnRegister, OtherDays, Proposal, Relation, Telling
    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision, NewInstrument
    from foedera.dates import Interval
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.ledger import Ledger
    from foedera.treaties import Step

    #: Gives each of some reports one name for it and all copies of its text.
    Folding = Callable[[Sequence[RecordedDocument]], Mapping[ContentId, ContentId]]

#: Most texts that a page shows words of, on each side; the others are counted.
MOST: Final = 12
#: Most choices: one for each digit.
CHOICES: Final = 9


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One text's word on a proposal, with the copies of it folded under it.

    Attributes:
        telling: The claim's word.
        claim: The claim, whose sources are the chain of who says it.
        document: The report it stands in.
        also: Further claims by which the report tells it.
        copies: Other reports that carry the same text, the earliest first.
    """

    telling: Telling
    claim: RecordedClaim
    document: RecordedDocument
    also: tuple[RecordedClaim, ...] = ()
    copies: tuple[RecordedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """Other days told of the same act.

    Attributes:
        when: The days.
        relation: How they stand to those proposed.
        exhibits: Who tells them, one for each text.
    """

    when: Interval
    relation: Relation
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One proposal, as it is laid before a coder.

    Attributes:
        id: The proposal.
        step: The step proposed; None where an instrument is.
        instrument: The instrument proposed, which the registry does not have.
        evidence: Who says so, one for each text; what tells the very days proposed first,
            then by day.
        passage: The sentence of the first, in its context.
        versions: Other days told of the same act.
        denials: Who denies it.
        untold: How many texts beyond those shown say so.
        choices: Registered instruments that fit where nothing decides, to be chosen by
            number from 1.
        blind: Whether what others think of it is left out: then the next four are empty.
        recorded: What the registry has of it, with what was accepted before.
        confidence: How sure it is, part by part.
        decisions: What was decided of it, notes and undoings among it, in order.
        renewed: Whether it was rejected before another source came to say so.
        seen: Number of the ledger's last entry when this was put together.
    """

    id: ContentId
    step: Step | None
    instrument: NewInstrument | None
    evidence: tuple[Exhibit, ...]
    passage: Passage | None
    versions: tuple[Version, ...]
    denials: tuple[Exhibit, ...]
    untold: int
    choices: tuple[InstrumentId, ...]
    blind: bool
    recorded: OnRegister | None
    confidence: Confidence | None
    decisions: tuple[Decision, ...]
    renewed: bool
    seen: int


class Pages:
    """Puts pages together from what is on record.

    Args:
        ledger: The ledger.
        folding: Tells which reports carry one text.
    """

    def __init__(self, ledger: Ledger, folding: Folding) -> None:
        self._ledger = ledger
        self._folding = folding

    def page(self, proposal: Proposal, *, coder: str, blind: bool) -> Page:
        """Return the page of a proposal.

        Args:
            proposal: The proposal.
            coder: Who is to decide it.
            blind: Whether what others think of it is left out.
        """
        seen = self._ledger.head().number  # before what is shown: what comes after is unseen
        decisions = self._ledger.decisions(subjects=(proposal.id,))
        told = self._told(proposal)
        evidence = self._exhibits(_leading(proposal), told)
        return Page(
            id=proposal.id,
            step=proposal.step,
            instrument=proposal.instrument,
            evidence=evidence[:MOST],
            passage=self.passage(evidence[0]) if evidence else None,
            versions=tuple(self._version(one, told) for one in proposal.versions),
            denials=self._exhibits(proposal.against, told)[:MOST],
            untold=max(len(evidence) - MOST, 0),
            choices=tuple(sorted(proposal.candidates)[:CHOICES]),
            blind=blind,
            recorded=None if blind else proposal.recorded,
            confidence=None if blind else proposal.confidence,
            decisions=visible(decisions, coder, blind=blind),
            renewed=proposal.renewed and not blind,
            seen=seen,
        )

    def passage(self, exhibit: Exhibit) -> Passage:
        """Return the sentence of an exhibit in its context."""
        return passage_of(exhibit.claim.claim, exhibit.document, self.text(exhibit))

    def text(self, exhibit: Exhibit) -> str:
        """Return the whole text of an exhibit's report."""
        return self._ledger.text(exhibit.document.id)

    def _told(self, proposal: Proposal) -> _Told:
        versions = [one for each in proposal.versions for one in each.tellings]
        tellings = [*proposal.support, *proposal.against, *versions]
        claims = {one.claim for one in tellings}
        documents = {one.document for one in tellings}
        days = proposal.step.when if proposal.step is not None else None
        return _Told(self._ledger, claims, documents, self._folding, days)

    def _version(self, one: OtherDays, told: _Told) -> Version:
        return Version(one.when, one.relation, self._exhibits(one.tellings, told)[:MOST])

    @staticmethod
    def _exhibits(tellings: Iterable[Telling], told: _Told) -> tuple[Exhibit, ...]:
        by_text: dict[ContentId, list[Telling]] = {}
        for one in tellings:
            by_text.setdefault(told.text_of(one.document), []).append(one)
        return tuple(told.exhibit(each) for each in by_text.values())


class _Told:
    """The claims and reports behind a proposal, read at once."""

    def __init__(
        self,
        ledger: Ledger,
        claims: set[ContentId],
        documents: set[ContentId],
        folding: Folding,
        days: Interval | None,
    ) -> None:
        self._days = days
        wanted = Sought(claims=tuple(sorted(claims)), closed=True)
        self._claims = {one.id: one for one in ledger.claims(wanted)}
        found = ledger.documents(Sought(documents=tuple(sorted(documents))))
        self._documents = {one.id: one for one in found}
        self._folded = folding(tuple(self._documents.values()))

    def text_of(self, document: ContentId) -> ContentId:
        """Return the name of a report's text, which its copies share."""
        return self._folded.get(document, document)

    def exhibit(self, tellings: Sequence[Telling]) -> Exhibit:
        """Return what one text says, the copies of its first report folded under it."""
        where = tellings[0].document
        own = sorted((one for one in tellings if one.document == where), key=self._plainest)
        others = dict.fromkeys(one.document for one in tellings if one.document != where)
        return Exhibit(
            own[0],
            self._claims[own[0].claim],
            self._documents[where],
            tuple(self._claims[one.claim] for one in own[1:]),
            tuple(self._documents[one] for one in others),
        )

    def _plainest(self, telling: Telling) -> tuple[bool, bool, int]:
        """Sort what tells the days before the rest, prose before headlines, as in the text."""
        claim = self._claims[telling.claim]
        vague = self._days is not None and telling.when != self._days
        return vague, claim.claim.section is not LineKind.BODY, claim.place


def visible(decisions: Iterable[Decision], coder: str, *, blind: bool) -> tuple[Decision, ...]:
    """Return the decisions on a proposal that a coder may see.

    One who decides blind sees none but his own blind ones; anybody else sees all but what
    others decided blind, which counts for agreement alone.
    """
    if blind:
        return tuple(one for one in decisions if one.blind and one.coder == coder)
    return tuple(one for one in decisions if not one.blind or one.coder == coder)


def _leading(proposal: Proposal) -> list[Telling]:
    """Return who says so, those first who tell the very days proposed."""
    if proposal.step is None:
        return list(proposal.support)
    days = proposal.step.when
    return sorted(proposal.support, key=lambda one: one.when != days)
