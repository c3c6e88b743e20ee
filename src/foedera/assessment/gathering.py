"""Which claims of many reports tell one story: by act, by parties, by instrument, by days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from foedera.assessment.unregistered import UNREGISTERED
from foedera.claims.acts import acts
from foedera.dates import Interval
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.claims.claim import Party
    from foedera.claims.recorded import RecordedClaim
    from foedera.identifiers import ActorId, ContentId, InstrumentId

#: A story of acts that go on (a deployment, a ceasefire) ends where its days pause longer.
PAUSE: Final = timedelta(days=30)
#: The same for acts that are over at once: two attacks a month apart are two.
PASSING_PAUSE: Final = timedelta(days=7)
#: Days told more loosely than this ("in 2024") say too little to carry a story on.
NARROW: Final = timedelta(days=31)

_PASSING: Final = frozenset(
    {"attack", "clash", "capture", "test", "exercise", "jam", "meet", "agree"}
    | {"condemn", "threaten", "deny", "demand", "support"}
)
#: Acts of a treaty's life that may be done again and again; the others are done once.
_AGAIN: Final = frozenset({"negotiate", "invoke", "suspend", "violate"})
_OF_TREATIES: Final = frozenset({"treaty life", "treaty content"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim is about, apart from its days.

    Attributes:
        apart: Whether only teasers for other articles tell of it.
        act: Name of the act.
        instrument: The instrument; None where none is spoken of, or the act is no treaty's.
        agents: Who does it; all sides of a symmetric act.
        counterparts: To or against whom.
        alone: The one report that it is about, where it names neither actor nor instrument.
    """

    apart: bool
    act: str
    instrument: InstrumentId | None
    agents: frozenset[ActorId]
    counterparts: frozenset[ActorId]
    alone: ContentId | None = None

    @property
    def parties(self) -> frozenset[ActorId]:
        """All who take part."""
        return self.agents | self.counterparts

    @property
    def unregistered(self) -> bool:
        """Whether it is an agreement that is called after its parties alone."""
        return self.instrument is not None and self.instrument.startswith(UNREGISTERED)

    @property
    def pause(self) -> timedelta | None:
        """The longest pause within one story of it; None where days do not part them."""
        once = acts()[self.act].family in _OF_TREATIES and self.act not in _AGAIN
        if once and self.instrument is not None and not self.unregistered:
            return None
        return PASSING_PAUSE if self.act in _PASSING else PAUSE

    @property
    def whole(self) -> bool:
        """Whether it names all that such an act has: nothing is left to be filled in."""
        if of_sides(self.act):
            return len(self.agents) > 1
        return bool(self.agents if self.instrument else self.counterparts)

    def within(self, other: Subject) -> bool:
        """Tell whether it may be the other, told with less."""
        if self.whole or not other.whole or acts()[self.act].mutual:
            return False
        if (self.apart, self.act, self.instrument) != (other.apart, other.act, other.instrument):
            return False
        if not self.agents:
            return self.instrument is not None and not self.unregistered
        if of_sides(self.act):
            return self.agents < other.agents
        return self.agents == other.agents


@dataclass(frozen=True, slots=True)
class Thread:
    """The claims of one story.

    Attributes:
        subject: What they are about, as the fullest of them have it.
        claims: In order of the days of their reports, those without a day last.
    """

    subject: Subject
    claims: tuple[RecordedClaim, ...]


def gathered(
    claims: Iterable[RecordedClaim], instruments: Mapping[ContentId, InstrumentId]
) -> tuple[Thread, ...]:
    """Gather claims into the stories they tell, each claim into one, in whatever order given.

    One story are claims of the same act, agents and counterparts (of a symmetric act: the
    same sides) whose days follow one another without a pause longer than ``PAUSE``, for acts
    that are over at once ``PASSING_PAUSE``. The days of a claim are those of the act where
    they are told to within ``NARROW``, else the day of its report. Acts of a treaty go by
    its instrument instead of the other side, and such as are done once by a state are one
    story whenever they are told.

    A claim that tells less (no counterpart, one side of several, no agent of a treaty's act)
    or no narrow day joins the one fuller story whose days it meets; where there are several
    or none it stands apart, since which is meant is not said. What joins so carries no story
    on. Of acts that are told only as between two sides no claim tells less. Teasers are kept
    apart from what reports tell themselves. A claim that names neither an actor nor an
    instrument joins none but those of its own report.

    Args:
        claims: Claims on record; all that share an act and an actor with those wanted.
        instruments: By claims that name no registered instrument: what the agreement they
            speak of is called.
    """
    by_subject: dict[Subject, list[RecordedClaim]] = {}
    for claim in {one.id: one for one in claims}.values():
        by_subject.setdefault(subject_of(claim, instruments), []).append(claim)
    threads: list[_Growing] = []
    for subject, told in by_subject.items():
        if subject.whole:
            threads += _threads(subject, told)
    partial: list[_Growing] = []
    kin = _kin(threads)
    for subject, told in by_subject.items():
        if not subject.whole:
            fuller = [one for one in kin.get(_frame(subject), ()) if subject.within(one.subject)]
            partial += _threads(subject, _unjoined(told, fuller))
    return tuple(sorted((one.thread() for one in [*threads, *partial]), key=_place))


def subject_of(claim: RecordedClaim, instruments: Mapping[ContentId, InstrumentId]) -> Subject:
    """Return what a claim is about, apart from its days.

    Args:
        claim: The claim.
        instruments: As for ``gathered``.
    """
    told = claim.claim
    act = acts()[told.act]
    agents, counterparts = _actors(told.agents), _actors(told.counterparts)
    instrument = None
    if act.family in _OF_TREATIES:
        instrument = told.instrument or instruments.get(claim.id)
    if of_sides(told.act):
        agents, counterparts = agents | counterparts, frozenset()
    elif instrument is not None and not act.mutual:
        counterparts = frozenset()
    subject = Subject(
        apart=told.section is LineKind.RELATED,
        act=told.act,
        instrument=instrument,
        agents=agents,
        counterparts=counterparts,
    )
    named = agents or counterparts or (instrument is not None and not subject.unregistered)
    return subject if named else replace(subject, alone=claim.document)


def of_sides(act: str) -> bool:
    """Tell whether all who take part in an act stand alike: both meet, both owe help."""
    return acts()[act].symmetric or acts()[act].family == "treaty content"


def days_of(claim: RecordedClaim) -> Interval | None:
    """Return the days by which a claim is put beside others; None where nothing is told.

    Those of the act where they are told to within ``NARROW``, else the day of the report
    where the act may fall near it, else the days of the act however loose.
    """
    when, day = claim.claim.when, claim.reported_on
    if when is None or is_narrow(when):
        return when or (Interval.on(day) if day else None)
    if day is not None and _near(when, day):
        return Interval.on(day)
    return when


def first_told(claim: RecordedClaim) -> tuple[date, str, int]:
    """Return what puts claims in the order in which they were reported, undated ones last."""
    return (claim.reported_on or date.max, claim.document, claim.place)


def is_narrow(days: Interval) -> bool:
    """Tell whether days are told closely enough to carry a story on."""
    if days.start is None or days.end is None:
        return False
    return days.end - days.start <= NARROW


@dataclass(slots=True)
class _Growing:
    """A story while claims still join it; its days are those of its own claims alone."""

    subject: Subject
    claims: list[RecordedClaim]
    days: tuple[date, date] | None
    pause: timedelta | None

    def meets(self, days: Interval | None) -> bool:
        """Tell whether some days are within its pause of its own; those not known may be."""
        if days is None or self.days is None or self.pause is None:
            return True
        first, last = self.days
        before = days.end is not None and first - days.end > self.pause
        after = days.start is not None and days.start - last > self.pause
        return not before and not after

    def thread(self) -> Thread:
        return Thread(self.subject, tuple(sorted(self.claims, key=first_told)))


def _threads(subject: Subject, told: Sequence[RecordedClaim]) -> list[_Growing]:
    """Part claims about one subject by their days."""
    if not told:
        return []
    pause = subject.pause
    if pause is None or subject.alone is not None:
        return [_Growing(subject, list(told), None, None)]
    dated: list[tuple[Interval, RecordedClaim]] = []
    loose: list[RecordedClaim] = []
    for claim in told:
        days = days_of(claim)
        if days is not None and is_narrow(days):
            dated.append((days, claim))
        else:
            loose.append(claim)
    threads = _swept(subject, dated, pause)
    return threads + _swept_loose(subject, _unjoined(loose, threads), pause)


def _swept(
    subject: Subject, dated: Iterable[tuple[Interval, RecordedClaim]], pause: timedelta
) -> list[_Growing]:
    """Part claims wherever their days pause."""
    found: list[_Growing] = []
    for days, claim in sorted(dated, key=lambda one: (*_ends(one[0]), one[1].id)):
        last = found[-1] if found else None
        first, end = _ends(days)
        if last is not None and last.days is not None and last.meets(days):
            last.claims.append(claim)
            last.days = (min(last.days[0], first), max(last.days[1], end))
        else:
            found.append(_Growing(subject, [claim], (first, end), pause))
    return found


def _swept_loose(
    subject: Subject, loose: Sequence[RecordedClaim], pause: timedelta
) -> list[_Growing]:
    dated = [(days, claim) for claim in loose if (days := days_of(claim)) is not None]
    undated = [claim for claim in loose if days_of(claim) is None]
    threads = _swept(subject, dated, pause)
    return threads + ([_Growing(subject, undated, None, pause)] if undated else [])


def _unjoined(told: Sequence[RecordedClaim], fuller: Sequence[_Growing]) -> list[RecordedClaim]:
    """Join each claim to the one story it can belong to; return those that have none."""
    left = []
    for claim in told:
        days = days_of(claim)
        candidates = [one for one in fuller if one.meets(days)]
        if len(candidates) == 1:
            candidates[0].claims.append(claim)
        else:
            left.append(claim)
    return left


def _kin(threads: Iterable[_Growing]) -> dict[tuple[object, ...], list[_Growing]]:
    found: dict[tuple[object, ...], list[_Growing]] = {}
    for one in threads:
        found.setdefault(_frame(one.subject), []).append(one)
    return found


def _frame(subject: Subject) -> tuple[object, ...]:
    return (subject.apart, subject.act, subject.instrument)


def _place(thread: Thread) -> tuple[date, str, int]:
    return first_told(thread.claims[0])


def _near(when: Interval, day: date) -> bool:
    """Tell whether an act may fall within ``PAUSE`` of a day."""
    before = when.end is not None and day - when.end > PAUSE
    after = when.start is not None and when.start - day > PAUSE
    return not before and not after


def _ends(days: Interval) -> tuple[date, date]:
    return (days.start or date.min, days.end or date.max)


def _actors(parties: Iterable[Party]) -> frozenset[ActorId]:
    return frozenset(party.actor for party in parties)
