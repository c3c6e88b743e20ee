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

#: Most tellings, of those who say so and of those who deny it, that a page shows words of;
#: reports beyond them are counted.
MOST: Final = 24
#: The same of each version, and most versions.
_OF_A_VERSION: Final = 3
_VERSIONS: Final = 6
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
        untold: How many reports beyond those shown tell them.
    """

    when: Interval
    relation: Relation
    exhibits: tuple[Exhibit, ...]
    untold: int = 0


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
        untold: How many reports beyond those shown say so.
        undenied: How many reports beyond those shown deny it.
        unversed: How many other days beyond those shown are told.
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
    undenied: int
    unversed: int
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
        support, denying = _leading(proposal), proposal.against
        versions = proposal.versions[:_VERSIONS]
        days = proposal.step.when if proposal.step is not None else None
        shown = [*support[:MOST], *denying[:MOST]]
        shown += [one for each in versions for one in each.tellings[:_OF_A_VERSION]]
        told = _Told(self._ledger, shown, self._folding, days)
        evidence = told.exhibits(support[:MOST])
        return Page(
            id=proposal.id,
            step=proposal.step,
            instrument=proposal.instrument,
            evidence=evidence,
            passage=self.passage(evidence[0]) if evidence else None,
            versions=tuple(_version(one, told) for one in versions),
            denials=told.exhibits(denying[:MOST]),
            untold=_beyond(support, MOST),
            undenied=_beyond(denying, MOST),
            unversed=len(proposal.versions) - len(versions),
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


class _Told:
    """The claims and reports behind a proposal, read at once."""

    def __init__(
        self,
        ledger: Ledger,
        tellings: Sequence[Telling],
        folding: Folding,
        days: Interval | None,
    ) -> None:
        self._days = days
        claims = tuple(sorted({one.claim for one in tellings}))
        documents = tuple(sorted({one.document for one in tellings}))
        found = ledger.claims(Sought(claims=claims, closed=True)) if claims else ()
        self._claims = {one.id: one for one in found}
        reports = ledger.documents(Sought(documents=documents)) if documents else ()
        self._documents = {one.id: one for one in reports}
        self._folded = folding(tuple(self._documents.values()))

    def exhibits(self, tellings: Iterable[Telling]) -> tuple[Exhibit, ...]:
        """Return what is told, one exhibit for each text."""
        by_text: dict[ContentId, list[Telling]] = {}
        for one in tellings:
            by_text.setdefault(self.text_of(one.document), []).append(one)
        return tuple(self.exhibit(each) for each in by_text.values())

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


def _version(one: OtherDays, told: _Told) -> Version:
    exhibits = told.exhibits(one.tellings[:_OF_A_VERSION])
    return Version(one.when, one.relation, exhibits, _beyond(one.tellings, _OF_A_VERSION))


def _beyond(tellings: Sequence[Telling], most: int) -> int:
    """Return how many reports tell it beyond those whose words are shown."""
    shown = {one.document for one in tellings[:most]}
    return len({one.document for one in tellings} - shown)
