"""Gathers the evidence for one fact from what is on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from foedera.claims.claim import Modality
from foedera.claims.review import Verdict, standing_decisions
from foedera.datasets.releases.errors import UnknownFactError
from foedera.datasets.releases.evidence import Bundle, Exhibit, FactKind, Ruling
from foedera.datasets.releases.step_rows import event_id
from foedera.identifiers import ContentId
from foedera.ledger import Sought
from foedera.workspace.citing import headline
from foedera.workspace.law_data import status_data, step_data
from foedera.workspace.on_record import OnRecord
from foedera.workspace.passages import passage_of
from foedera.workspace.stories import Clocks, StoriesOnRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from foedera.assessment import Proposal, Story
    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.ledger import Ledger
    from foedera.treaties import Step
    from foedera.workspace.workspace import Workspace

_DENIED: Final = Modality.DENIED


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who says a thing, and who denies it."""

    evidence: tuple[Exhibit, ...] = ()
    against: tuple[Exhibit, ...] = ()


class Bundling:
    """Makes evidence bundles.

    Args:
        ledger: What is on record.
        workspace: Has the registry and the catalogue.
        clocks: By when something must have been known, or on record, to count.
    """

    def __init__(self, ledger: Ledger, workspace: Workspace, clocks: Clocks | None = None) -> None:
        self._ledger = ledger
        self._workspace = workspace
        self._clocks = clocks or Clocks()
        at = self._clocks.recorded_by
        self._on_record = OnRecord(ledger, workspace.registry, workspace.catalogue, at)
        self._stories = StoriesOnRecord(ledger, workspace.catalogue, self._clocks)
        self._decisions = ledger.decisions(recorded_by=at)
        self._texts: dict[ContentId, str] = {}

    def bundle(self, called: str, on: date) -> Bundle:
        """Return the evidence for a fact.

        Args:
            called: The name of a claim, a story, a step, a proposal, a decision or an event,
                or what an instrument is called: then the fact is where that stands.
            on: The day asked about, of an instrument.

        Raises:
            AmbiguousInstrumentError: Several instruments may be meant.
            StoryMovedError: A story is called otherwise now.
            UnknownFactError: Nothing of that name is on record.
            UnknownInstrumentError: No instrument is called that.
        """
        kinds: dict[str, Callable[[ContentId], Bundle]] = {
            "clm": self._claim,
            "sty": self._story,
            "stp": self._step,
            "prp": self._proposal,
            "dec": self._decision,
            "evt": self._event,
        }
        prefix, mark, _ = called.partition("-")
        if mark and prefix in kinds and called not in self._workspace.registry:
            return kinds[prefix](ContentId(called))
        return self._status(called, on)

    # The kinds of facts --------------------------------------------------------------

    def _claim(self, name: ContentId) -> Bundle:
        claim = self._found(name)
        if claim.closed_at is not None:
            return self._made(FactKind.CLAIM, name, _Sides((self._exhibit(claim),)))
        story = self._stories.story(name)
        sides = self._sides([story], first=name, denying=claim.claim.modality is _DENIED)
        return self._made(FactKind.CLAIM, name, sides, claims={name})

    def _story(self, name: ContentId) -> Bundle:
        story = self._stories.story(name)
        claims = {claim.id for one in story.tellings for claim in one.claims}
        return self._made(FactKind.STORY, name, self._sides([story]), claims=claims)

    def _step(self, name: ContentId) -> Bundle:
        report = self._ledger.holder(name)
        sought = self._sought(documents=(report,) if report else ())
        steps = self._ledger.steps(sought) if report else ()
        recorded = next((one for one in steps if one.id == name), None)
        if recorded is None:
            raise UnknownFactError(name)
        story = self._stories.story(recorded.claim)
        sides = self._sides([story], first=recorded.claim, denying=recorded.denied)
        claims = {recorded.claim}
        return self._made(FactKind.STEP, name, sides, step=recorded.step, claims=claims)

    def _proposal(self, name: ContentId) -> Bundle:
        found = self._proposed(name)
        if found is None:
            decided = [one for one in self._decisions if one.subject == name]
            if not decided:
                raise UnknownFactError(name)
            return replace(self._decision(decided[-1].id), kind=FactKind.PROPOSAL, id=name)
        claims = [one.claim for one in found.support]
        denying = {one.claim for one in found.against}
        sides = self._resting(claims, denying)
        return self._made(FactKind.PROPOSAL, name, sides, step=found.step, subjects={name})

    def _decision(self, name: ContentId) -> Bundle:
        found = next((one for one in self._decisions if one.id == name), None)
        if found is None:
            raise UnknownFactError(name)
        sides = self._resting(found.evidence)
        step, subjects = found.step or found.proposed, {found.subject}
        return self._made(FactKind.DECISION, name, sides, step=step, subjects=subjects)

    def _event(self, name: ContentId) -> Bundle:
        every = self._on_record.accepted.steps.values()
        found = [one for steps in every for one in steps if event_id(one.step) == name]
        if not found:
            raise UnknownFactError(name)
        claims = [claim for one in found for claim in one.decision.evidence]
        subjects = {one.decision.subject for one in found}
        sides = self._resting(claims)
        return self._made(FactKind.EVENT, name, sides, step=found[0].step, subjects=subjects)

    def _status(self, called: str, on: date) -> Bundle:
        found = self._on_record.status(called, on, self._clocks.known_by)
        decisions = [one.decision for one in found.added if one.decision is not None]
        claims = [claim for one in decisions for claim in one.evidence]
        subjects = {one.subject for one in decisions}
        told = {
            **status_data(found.status, self._workspace.called),
            "steps": [step_data(one) for one in found.status.steps],
        }
        name = ContentId(found.instrument.id)
        made = self._made(FactKind.STATUS, name, self._resting(claims), subjects=subjects)
        proposed = self._on_record.proposed((found.instrument.id,), self._clocks.known_by)
        waiting = tuple(one.id for one in proposed.proposals if one.waits)
        return replace(made, status=told, waiting=waiting, on=on)

    # What they are made of -----------------------------------------------------------

    def _made(  # noqa: PLR0913 - what facts differ in
        self,
        kind: FactKind,
        name: ContentId,
        sides: _Sides,
        *,
        step: Step | None = None,
        claims: Collection[ContentId] = (),
        subjects: Collection[ContentId] = (),
    ) -> Bundle:
        moments = [one.claim.recorded_at for one in sides.evidence if one.claim.recorded_at]
        since, until = min(moments, default=None), self._clocks.recorded_by
        return Bundle(
            kind=kind,
            id=name,
            known_by=self._clocks.known_by,
            recorded_by=until,
            step=step,
            evidence=sides.evidence,
            against=sides.against,
            rulings=tuple(self._rulings(name, set(claims), set(subjects))),
            head=self._ledger.head(until),
            releases=tuple(
                (release, at)
                for release, at, _ in self._ledger.releases()
                if since is not None and since <= at and (until is None or at <= until)
            ),
        )

    def _rulings(
        self, name: ContentId, claims: set[ContentId], subjects: set[ContentId]
    ) -> Iterator[Ruling]:
        """Yield the decisions on a fact or on what rests on it, and what undid them."""
        hashes = self._ledger.decision_hashes()
        standing = {one.id for one in standing_decisions(self._decisions)}
        told: set[ContentId | None] = set()
        for one in self._decisions:
            bears = name in (one.id, one.subject) or one.subject in subjects
            if bears or claims & set(one.evidence) or self._undoes(one, told):
                told.add(one.id)
                yield Ruling(one, hashes.get(one.id), one.id in standing)

    @staticmethod
    def _undoes(decision: Decision, told: set[ContentId | None]) -> bool:
        return decision.verdict is Verdict.UNDO and decision.undoes in told

    def _resting(self, claims: Sequence[ContentId], denying: Collection[ContentId] = ()) -> _Sides:
        """Return what rests on some claims, and who denies it, by the stories they are part of."""
        stories: list[Story] = []
        told: set[ContentId] = set()
        lone: list[Exhibit] = []
        for name in claims:
            if name in told:
                continue
            found = next(self._claims((name,), closed=True), None)
            if found is None:
                continue  # recorded later than is counted here
            if found.closed_at is not None:
                lone.append(self._exhibit(found))
                continue
            story = self._stories.story(name)
            told |= {claim.id for one in story.tellings for claim in one.claims}
            stories.append(story)
        sides = self._sides(stories, only=set(claims) | set(denying))
        return replace(sides, evidence=(*sides.evidence, *lone))

    def _sides(
        self,
        stories: Iterable[Story],
        *,
        first: ContentId | None = None,
        only: Collection[ContentId] | None = None,
        denying: bool = False,
    ) -> _Sides:
        """Return who says a thing and who denies it, copies of one text folded.

        Args:
            stories: What was told.
            first: The claim to begin with.
            only: Of those who say it, only these claims.
            denying: Whether the thing is that it did not happen.
        """
        saying: list[Exhibit] = []
        against: list[Exhibit] = []
        for story in stories:
            for one in story.tellings:
                opposed = one.denied is not denying
                chosen = [each for each in one.claims if only is None or each.id in only]
                if not chosen and not opposed:
                    continue
                claim = next((each for each in one.claims if each.id == first), None)
                claim = claim or (chosen or one.claims)[0]
                documents = story.texts[one.text].documents
                (against if opposed else saying).append(self._exhibit(claim, documents))
            if not denying:
                against += map(self._exhibit, story.rejections)
        saying.sort(key=lambda one: one.claim.id != first)  # else in the order they were told
        return _Sides(tuple(saying), tuple(against))

    def exhibit(self, claim: RecordedClaim) -> Exhibit:
        """Return a claim in its context."""
        return self._exhibit(claim)

    def _exhibit(self, claim: RecordedClaim, documents: Iterable[RecordedDocument] = ()) -> Exhibit:
        known = {one.id: one for one in documents}
        document = known.pop(claim.document, None)
        if document is None:
            sought = self._sought(documents=(claim.document,))
            document = next(iter(self._ledger.documents(sought)))
        text = self._text(document.id)
        passage = passage_of(claim.claim, document, text)
        return Exhibit(
            claim=claim,
            document=document,
            headline=headline(document, text),
            before=passage.before,
            after=passage.after,
            copies=tuple(known.values()),
        )

    def _proposed(self, name: ContentId) -> Proposal | None:
        decided = [one.proposed for one in self._decisions if one.subject == name and one.proposed]
        instruments = (decided[-1].instrument,) if decided else None
        found = self._on_record.proposed(instruments, self._clocks.known_by)
        return next((one for one in found.proposals if one.id == name), None)

    def _found(self, name: ContentId) -> RecordedClaim:
        every = list(self._claims((name,), closed=True))
        if not every:
            raise UnknownFactError(name)
        return next((one for one in every if one.closed_at is None), every[-1])

    def _claims(
        self, names: tuple[ContentId, ...], *, closed: bool = False
    ) -> Iterator[RecordedClaim]:
        return iter(self._ledger.claims(self._sought(claims=names, closed=closed)))

    def _sought(self, **wanted: Any) -> Sought:  # noqa: ANN401 - fields of Sought
        clocks = self._clocks
        return Sought(known_by=clocks.known_by, recorded_by=clocks.recorded_by, **wanted)

    def _text(self, document: ContentId) -> str:
        if document not in self._texts:
            self._texts[document] = self._ledger.text(document)
        return self._texts[document]
