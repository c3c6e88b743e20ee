"""What came into the ledger since a moment, as stories: asked for once, told to many."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeVar, cast

from foedera.claims.claim import Modality
from foedera.ledger import Sought
from foedera.ledger.searches import Search
from foedera.workspace.errors import UnknownStoryError
from foedera.workspace.stories import Clocks, StoriesOnRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from datetime import datetime

    from foedera.assessment import Story
    from foedera.claims.recorded import RecordedClaim
    from foedera.identifiers import ContentId
    from foedera.ledger.searches import Recent
    from foedera.web.asked import Asked
    from foedera.web.desk import Desk

_Known = TypeVar("_Known")
#: Newest claims whose stories are told, of how many; and decisions that are gone through.
_CLAIMS: Final = 6
_NEWEST: Final = 60
#: Claims of one report among them.
_OF_ONE: Final = 2
#: Newest denials whose stories are told, too.
_DENIALS: Final = 3
#: Answers kept.
_KEPT: Final = 64
_BEGINNING: Final = 0


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the first page.

    Attributes:
        asked: The request.
        since: What was recorded after this moment is new; None for all there is.
        head: Number of the last entry that counts.
    """

    asked: Asked
    since: datetime | None
    head: int

    @property
    def clocks(self) -> Clocks:
        """By when something must have been known, or on record, to count."""
        return Clocks(known_by=self.asked.known_by, recorded_by=self.asked.recorded_by)


@dataclass(frozen=True, slots=True)
class Told:
    """What came in.

    Attributes:
        recent: The rows, and how many there are.
        stories: The stories to which the newest claims belong.
    """

    recent: Recent
    stories: tuple[Story, ...]


class News:
    """Answers about what came in, kept until something else comes in.

    Args:
        desk: What they are answered from.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def told(self, look: Look) -> Told:
        """Return what came in since."""
        ledger, recorded_by, since = self._desk.ledger, look.clocks.recorded_by, look.since
        recent = self._once(
            ("recent", since, look.head, recorded_by),
            lambda: ledger.recent(since or _BEGINNING, recorded_by=recorded_by, most=_NEWEST),
        )
        return Told(recent, tuple(one for one in self._newest(look) if _since(one, since)))

    def _newest(self, look: Look) -> tuple[Story, ...]:
        """Return the stories to which the newest claims belong, and the newest denials.

        They are the same for everybody: what is new to somebody is among them.
        """

        def make() -> tuple[Story, ...]:
            ledger, clocks = self._desk.ledger, look.clocks
            newest = ledger.recent(_BEGINNING, recorded_by=clocks.recorded_by, most=_NEWEST)
            denied = Search(
                sought=Sought(known_by=clocks.known_by, recorded_by=clocks.recorded_by),
                modalities=(Modality.DENIED.value,),
                most=_DENIALS,
            )
            names = [one.id for one in _unlike(newest.claims)][:_CLAIMS]
            names += [one.id for one in ledger.search(denied).claims]
            told = Sought(claims=tuple(names))
            return self._stories(look).fitting(told) if names else ()

        return self._once(("newest", look.head, look.clocks), make)

    def story(self, look: Look, claim: ContentId) -> Story | None:
        """Return the story that a claim belongs to; None where it does not stand."""

        def make() -> Story | None:
            try:
                return self._stories(look).story(claim)
            except UnknownStoryError:
                return None

        return self._once(("story", claim, look.head, look.clocks), make)

    def counts(self, look: Look) -> Mapping[str, int]:
        """Return how much there is on record."""

        def make() -> Mapping[str, int]:
            recorded_by = look.clocks.recorded_by
            return self._desk.ledger.recent(_BEGINNING, recorded_by=recorded_by, most=0).counts

        return self._once(("counts", look.head, look.clocks.recorded_by), make)

    def _stories(self, look: Look) -> StoriesOnRecord:
        return StoriesOnRecord(self._desk.ledger, self._desk.catalogue, look.clocks)

    def _once(self, key: Hashable, make: Callable[[], _Known]) -> _Known:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return cast("_Known", self._known[key])
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return made


def _unlike(claims: Iterable[RecordedClaim]) -> Iterator[RecordedClaim]:
    """Yield claims: of one act of somebody in one report the first, and few of each report."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    of_reports: Counter[str] = Counter()
    for one in claims:
        told = (one.document, one.claim.act, tuple(party.actor for party in one.claim.agents))
        if told not in seen and of_reports[one.document] < _OF_ONE:
            seen.add(told)
            of_reports[one.document] += 1
            yield one


def _since(story: Story, since: datetime | None) -> bool:
    """Tell whether any of a story was recorded since a moment."""
    return since is None or any(
        claim.recorded_at is not None and claim.recorded_at >= since
        for one in story.tellings
        for claim in one.claims
    )
