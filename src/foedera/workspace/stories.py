"""Stories out of the ledger: only the claims that can belong to them are fetched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from foedera.assessment import first_claim, gathered, story_of, subject_of
from foedera.claims.acts import acts
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import Sought
from foedera.workspace.errors import StoryMovedError, UnknownStoryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from foedera.assessment import Story, Subject, Thread
    from foedera.claims.recorded import RecordedClaim
    from foedera.ledger import Ledger

_STORY: Final = "sty-"
_CLAIM: Final = "clm-"


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


def stories(ledger: Ledger, sought: Sought) -> tuple[Story, ...]:
    """Return the stories to which claims that fit belong, in order of their first reports.

    Each is whole, as far as it was known and on record by then: it holds reports before and
    after the days sought, and claims that name fewer actors, too.

    Args:
        ledger: The ledger.
        sought: What at least one claim of each story must be.
    """
    seeds = list(ledger.claims(sought))
    clocks = Clocks(known_by=sought.known_by, recorded_by=sought.recorded_by)
    return _stories(ledger, seeds, clocks)


def story(ledger: Ledger, called: str, clocks: Clocks = Clocks()) -> Story:
    """Return one story.

    Args:
        ledger: The ledger.
        called: The story's name, or that of any of its claims.
        clocks: By when it must have been known to count.

    Raises:
        UnknownStoryError: There is none; the message says what to do.
        StoryMovedError: It is called otherwise now; the message says how.
    """
    claim = first_claim(ContentId(called)) if called.startswith(_STORY) else ContentId(called)
    seeds = list(ledger.claims(_under(Sought(claims=(claim,)), clocks)))
    if not seeds or not claim.startswith(_CLAIM):
        raise UnknownStoryError(called, narrowed=clocks.narrow)
    (found,) = _stories(ledger, seeds, clocks)
    if called.startswith(_STORY) and found.id != called:
        raise StoryMovedError(called, found.id)
    return found


def conduct_between(
    ledger: Ledger, one: ActorId, other: ActorId, sought: Sought
) -> tuple[Story, ...]:
    """Return what two actors are reported to do to, with or for each other.

    Args:
        ledger: The ledger.
        one: One of them.
        other: The other.
        sought: Days, clocks and acts; where it names no acts, those of war and of
            preparation for it.
    """
    wanted = sought.acts or tuple(name for name, act in acts().items() if act.family == "conduct")
    return stories(ledger, replace(sought, between=(one, other), acts=wanted))


def _stories(
    ledger: Ledger, seeds: Iterable[RecordedClaim], clocks: Clocks
) -> tuple[Story, ...]:
    fitting = {one.id: one for one in seeds}
    called = _agreements(ledger, fitting.values(), clocks)
    subjects = {subject_of(one, called) for one in fitting.values()}
    around = dict(fitting)
    for sought in _around(subjects):
        around |= {one.id: one for one in ledger.claims(_under(sought, clocks))}
    called = {**called, **_agreements(ledger, around.values(), clocks)}
    threads = [
        thread
        for thread in gathered(around.values(), called)
        if any(one.id in fitting for one in thread.claims)
    ]
    return _told(ledger, threads, clocks)


def _told(ledger: Ledger, threads: Iterable[Thread], clocks: Clocks) -> tuple[Story, ...]:
    threads = tuple(threads)
    names = sorted({one.document for thread in threads for one in thread.claims})
    if not names:
        return ()
    # Which reports count was decided when their claims were fetched.
    wanted = Sought(documents=tuple(names), recorded_by=clocks.recorded_by)
    documents = {one.id: one for one in ledger.documents(wanted)}
    parties = sorted({each for one in threads for each in _parties(one.subject)})
    denying = replace(wanted, acts=("deny",), agents=tuple(parties))
    denials = list(ledger.claims(_under(denying, clocks))) if parties else []
    return tuple(story_of(thread, documents, denials) for thread in threads)


def _around(subjects: Iterable[Subject]) -> Iterator[Sought]:
    """Yield what holds every claim that can share a story with one about these subjects."""
    by_instrument: dict[InstrumentId, set[str]] = {}
    by_actors: dict[tuple[str, bool], set[ActorId]] = {}
    for one in subjects:
        if one.instrument is not None and not one.unregistered:
            by_instrument.setdefault(one.instrument, set()).add(one.act)
        elif one.agents:
            by_actors.setdefault((one.act, True), set()).update(one.agents)
        elif one.counterparts:
            by_actors.setdefault((one.act, False), set()).update(one.counterparts)
    for instrument, names in sorted(by_instrument.items()):
        yield Sought(acts=tuple(sorted(names)), instrument=instrument)
    for (act, acting), actors in sorted(by_actors.items()):
        named = tuple(sorted(actors))
        if acting:
            yield Sought(acts=(act,), agents=named)
        if not acting or _sided(act):
            yield Sought(acts=(act,), counterparts=named)


def _sided(act: str) -> bool:
    return acts()[act].symmetric or acts()[act].family == "treaty content"


def _agreements(
    ledger: Ledger, claims: Iterable[RecordedClaim], clocks: Clocks
) -> Mapping[ContentId, InstrumentId]:
    """Return what the agreement is called that a treaty claim without an instrument speaks of."""
    documents = {
        one.document
        for one in claims
        if one.claim.instrument is None and acts()[one.claim.act].family.startswith("treaty")
    }
    if not documents:
        return {}
    wanted = _under(Sought(documents=tuple(sorted(documents))), clocks)
    return {claim: pact.instrument for pact in ledger.pacts(wanted) for claim in pact.claims}


def _parties(subject: Subject) -> frozenset[ActorId]:
    return subject.agents | subject.counterparts


def _under(sought: Sought, clocks: Clocks) -> Sought:
    return replace(sought, known_by=clocks.known_by, recorded_by=clocks.recorded_by)
