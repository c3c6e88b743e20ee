"""Stories out of the ledger: only the claims that can belong to them are fetched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from foedera.assessment import first_claim, gathered, of_sides, story_of, subject_of
from foedera.claims.acts import acts
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import Sought
from foedera.workspace.errors import StoryMovedError, UnknownStoryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment import Story, Subject
    from foedera.claims.recorded import RecordedClaim
    from foedera.ledger import Ledger

_STORY: Final = "sty-"
_CLAIM: Final = "clm-"
#: Subjects of one act that are asked for one by one; more are asked for together.
_FEW: Final = 8
#: How many reports are asked for at once; databases take no more than some thousands of names.
_AT_ONCE: Final = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """By when something must have been known to count.

    Attributes:
        known_by: Count only reports published by this day.
        recorded_by: Count only what was on record at this moment, in UTC.
    """

    known_by: date | None = None
    recorded_by: datetime | None = None

    @property
    def narrow(self) -> bool:
        """Whether anything is left out by them."""
        return self.known_by is not None or self.recorded_by is not None


class StoriesOnRecord:
    """Tells stories from a ledger.

    Which claims are one story does not depend on what was asked for: whatever can share a
    story with a claim that fits is fetched, and no more.

    Args:
        ledger: The ledger.
        catalogue: Who is who.
        clocks: By when something must have been known to count.
    """

    def __init__(self, ledger: Ledger, catalogue: Catalogue, clocks: Clocks | None = None) -> None:
        self._ledger = ledger
        self._catalogue = catalogue
        self.clocks = clocks or Clocks()

    def fitting(self, sought: Sought) -> tuple[Story, ...]:
        """Return the stories to which claims that fit belong, in order of their first reports.

        Each is told whole: with reports before and after the days sought, and with claims
        that name fewer actors.

        Args:
            sought: What at least one claim of each story must be; its clocks do not count.
        """
        return self._stories(self._claims(sought))

    def story(self, called: str) -> Story:
        """Return one story.

        Args:
            called: Its name, or that of any of its claims.

        Raises:
            UnknownStoryError: There is none; the message says what to do.
            StoryMovedError: It is called otherwise now; the message says how.
        """
        named = called.startswith(_STORY)
        claim = first_claim(ContentId(called)) if named else ContentId(called)
        seeds = self._claims(Sought(claims=(claim,))) if claim.startswith(_CLAIM) else []
        if not seeds:
            raise UnknownStoryError(called, narrowed=self.clocks.narrow)
        (found,) = self._stories(seeds)
        if named and found.id != called:
            raise StoryMovedError(called, found.id)
        return found

    def between(self, one: ActorId, other: ActorId, sought: Sought) -> tuple[Story, ...]:
        """Return what two actors are reported to do to, with or for each other.

        Args:
            one: One of them.
            other: The other.
            sought: Days and acts; where it names no acts, those of war and of preparation
                for it.
        """
        conduct = tuple(name for name, act in acts().items() if act.family == "conduct")
        return self.fitting(replace(sought, between=(one, other), acts=sought.acts or conduct))

    def _stories(self, seeds: Sequence[RecordedClaim]) -> tuple[Story, ...]:
        fitting = {one.id: one for one in seeds}
        around, called = dict(fitting), self._agreements(seeds)
        for sought in _around({subject_of(one, called) for one in seeds}):
            around |= {one.id: one for one in self._claims(sought)}
        called = {**called, **self._agreements(around.values())}
        for sought in _fuller({subject_of(one, called) for one in around.values()}):
            around |= {one.id: one for one in self._claims(sought)}
        called = {**called, **self._agreements(around.values())}
        threads = [
            thread
            for thread in gathered(around.values(), called)
            if any(one.id in fitting for one in thread.claims)
        ]
        names = {one.document for thread in threads for one in thread.claims}
        # Which reports count was decided when their claims were fetched.
        documents = {
            one.id: one
            for sought in _in_reports(names)
            for one in self._ledger.documents(replace(sought, recorded_by=self.clocks.recorded_by))
        }
        parties = {party for one in threads for party in one.subject.parties}
        denials = self._denials(names, parties)
        return tuple(story_of(one, documents, self._catalogue, denials) for one in threads)

    def _denials(
        self, reports: Iterable[ContentId], parties: Iterable[ActorId]
    ) -> list[RecordedClaim]:
        denying = Sought(acts=("deny",), agents=tuple(sorted(parties)))
        if not denying.agents:
            return []
        return [
            claim
            for sought in _in_reports(reports)
            for claim in self._claims(replace(denying, documents=sought.documents))
        ]

    def _agreements(self, claims: Iterable[RecordedClaim]) -> Mapping[ContentId, InstrumentId]:
        """Return what the agreement is called that a claim without an instrument speaks of."""
        reports = {
            one.document
            for one in claims
            if one.claim.instrument is None and acts()[one.claim.act].family.startswith("treaty")
        }
        return {
            claim: pact.instrument
            for sought in _in_reports(reports)
            for pact in self._ledger.pacts(self._under(sought))
            for claim in pact.claims
        }

    def _claims(self, sought: Sought) -> list[RecordedClaim]:
        return list(self._ledger.claims(self._under(sought)))

    def _under(self, sought: Sought) -> Sought:
        return replace(sought, known_by=self.clocks.known_by, recorded_by=self.clocks.recorded_by)


def _around(subjects: Iterable[Subject]) -> Iterator[Sought]:
    """Yield what holds every claim about these subjects, or about one of them with less."""
    by_instrument: dict[InstrumentId, set[str]] = {}
    by_act: dict[str, list[Subject]] = {}
    for one in subjects:
        if one.instrument is not None and not one.unregistered:
            by_instrument.setdefault(one.instrument, set()).add(one.act)
        elif one.parties:
            by_act.setdefault(one.act, []).append(one)
    for instrument, names in sorted(by_instrument.items()):
        yield Sought(acts=tuple(sorted(names)), instrument=instrument)
    for act, told in sorted(by_act.items()):
        few = len(told) <= _FEW and all(one.instrument is None for one in told)
        if acts()[act].mutual:
            sides = {one.parties for one in told}
            yield from (Sought(acts=(act,), between=parties) for parties in _least(sides))
        elif few:
            for one in told:
                among = tuple(sorted(one.parties))
                yield from (replace(each, among=among) for each in _by_any(act, [one]))
        else:
            yield from _by_any(act, told)


def _fuller(subjects: Iterable[Subject]) -> Iterator[Sought]:
    """Yield what holds every claim with which one that tells less may be one story."""
    by_act: dict[str, list[Subject]] = {}
    for one in subjects:
        if not one.whole and one.agents and one.instrument is None and not acts()[one.act].mutual:
            by_act.setdefault(one.act, []).append(one)
    for act, told in sorted(by_act.items()):
        yield from _by_any(act, told)


def _by_any(act: str, subjects: Iterable[Subject]) -> Iterator[Sought]:
    """Ask for all that any of some actors do; where none is known, for what is done to them."""
    told = list(subjects)
    agents = sorted({actor for one in told for actor in one.agents})
    others = sorted({actor for one in told if not one.agents for actor in one.counterparts})
    if agents:
        yield Sought(acts=(act,), agents=tuple(agents))
    if of_sides(act):
        others = agents
    if others:
        yield Sought(acts=(act,), counterparts=tuple(others))


def _least(sides: Iterable[frozenset[ActorId]]) -> Iterator[tuple[ActorId, ...]]:
    """Yield the sets that contain no other: who takes part in the larger is found with them."""
    kept: list[frozenset[ActorId]] = []
    for one in sorted(sides, key=lambda side: (len(side), sorted(side))):
        if not any(other <= one for other in kept):
            kept.append(one)
            yield tuple(sorted(one))


def _in_reports(reports: Iterable[ContentId]) -> Iterator[Sought]:
    ordered = sorted(reports)
    for start in range(0, len(ordered), _AT_ONCE):
        yield Sought(documents=tuple(ordered[start : start + _AT_ONCE]))
