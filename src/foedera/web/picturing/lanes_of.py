"""Lanes of time for a page: steps of treaties, and what reports claim, in its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.dates import Interval
from foedera.identifiers import InstrumentId
from foedera.ledger import Sought
from foedera.pictures.lanes import Kind, Lane, Moment, Spell
from foedera.pictures.movements import Manner, counted
from foedera.treaties import Act, Status
from foedera.treaties.life import life
from foedera.treaties.steps import known_steps
from foedera.web.picturing.states import states_asked
from foedera.workspace.mapping import MANNERS
from foedera.workspace.outlines import outlines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from foedera.claims.outline import Outline
    from foedera.identifiers import ActorId, ContentId
    from foedera.treaties import Instrument, Step
    from foedera.web.asked import Asked

#: Acts of treaty life that reports tell of.
LIFE: Final = tuple(name for name, act in acts().items() if act.family == "treaty life")
#: And what states do besides.
CONDUCT: Final = tuple(name for name, act in acts().items() if act.family == "conduct")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mark of claims, with the claims behind it.

    Attributes:
        moment: The mark.
        claims: Their names, in order of their reports.
    """

    moment: Moment
    claims: tuple[ContentId, ...]


def treaty_lane(asked: Asked, instrument: Instrument) -> Lane:
    """Return the lane of a treaty: where it stood, what was done, what is claimed."""
    steps = known_steps(instrument.steps, asked.known_by)
    moments = [*_done(asked, instrument.id, steps), *_marks(claims_of_treaty(asked, instrument.id))]
    return Lane(
        key=instrument.id,
        label=instrument.title(asked.language),
        address=asked.link(f"/treaties/{instrument.id}"),
        spells=tuple(_spells(asked, instrument)),
        moments=tuple(sorted(moments, key=lambda one: one.order)),
    )


def state_lane(asked: Asked, state: ActorId, days: tuple[date, date]) -> Lane:
    """Return the lane of a state: its steps towards treaties, and what it is claimed to do."""
    steps = [
        step
        for instrument in asked.workspace.law(asked.known_by).instruments
        for step in known_steps(instrument.steps, asked.known_by)
        if step.state == state and may_be(step.when, days)
    ]
    moments = [*_done(asked, state, steps), *_marks(claims_of_state(asked, state, days))]
    return Lane(
        key=state,
        label=asked.words.name(state),
        address=asked.link(f"/states/{state}"),
        moments=tuple(sorted(moments, key=lambda one: one.order)),
    )


def act_lane(asked: Asked, act: str, steps: Sequence[Step], days: tuple[date, date]) -> Lane:
    """Return the lane of an act: steps of that kind, and claims of it."""
    moments = [*_done(asked, act, steps), *_marks(claims_of_act(asked, act, days))]
    label = asked.words.act(act)
    return Lane(act, label, moments=tuple(sorted(moments, key=lambda one: one.order)))


def may_be(when: Interval, days: tuple[date, date]) -> bool:
    """Tell whether something may have been on any of some days; never if no day bounds it."""
    first, last = days
    if when.start is None and when.end is None:
        return False
    return (when.start or first) <= last and (when.end or last) >= first


def claims_of_treaty(asked: Asked, name: str) -> tuple[Claimed, ...]:
    """Return what reports claim of a treaty's life."""
    return _claimed(asked, name, Sought(acts=LIFE, instrument=InstrumentId(name)))


def claims_of_state(asked: Asked, state: ActorId, days: tuple[date, date]) -> tuple[Claimed, ...]:
    """Return what reports of some days claim that a state did, or had done to it."""
    first, last = days
    sought = Sought(acts=(*LIFE, *CONDUCT), between=(state,), since=first, until=last)
    return _claimed(asked, state, sought)


def claims_of_act(asked: Asked, act: str, days: tuple[date, date]) -> tuple[Claimed, ...]:
    """Return claims of an act in reports of some days, of the states asked about."""
    first, last = days
    sought = Sought(acts=LIFE, between=states_asked(asked), since=first, until=last)
    return _claimed(asked, act, sought, act)


def _marks(claimed: Iterable[Claimed]) -> Iterator[Moment]:
    return (one.moment for one in claimed)


def _done(asked: Asked, lane: str, steps: Iterable[Step]) -> Iterator[Moment]:
    """Yield steps; those of one act on the same days towards the same treaty as one."""
    words = asked.words
    accepted = _accepted(asked, steps := tuple(steps))
    gathered: dict[tuple[str, Act, Interval, bool], list[Step]] = defaultdict(list)
    for step in steps:
        gathered[step.instrument, step.act, step.when, step in accepted].append(step)
    registry = asked.workspace.law(asked.known_by)
    for number, ((name, act, when, by_coder), same) in enumerate(gathered.items()):
        states = list(dict.fromkeys(step.state for step in same if step.state))
        what = words.act(act.value)
        if states and lane not in states:
            what = f"{what}: {words.names(states)}"
        if lane != name:
            what = f"{what} – {registry.instrument(name).title(asked.language)}"
        yield Moment(
            key=f"{lane}~s{number}",
            start=when.start,
            end=when.end,
            kind=Kind.ACCEPTED if by_coder else Kind.STEP,
            what=what,
            when=words.days(when),
            count=len(same),
            address=asked.link(f"/treaties/{name}"),
        )


def _accepted(asked: Asked, steps: Iterable[Step]) -> frozenset[Step]:
    """Return which steps coders accepted."""
    record = asked.workspace.on_record
    names = {step.instrument for step in steps} & record.accepted.steps.keys()
    return frozenset(one.step for name in names for one in record.added(name, asked.known_by))


def _spells(asked: Asked, instrument: Instrument) -> Iterator[Spell]:
    for chapter in life(instrument, asked.known_by):
        status = chapter.status.status
        says = asked.words.law("status", status)
        sure = status is not Status.UNKNOWN
        yield Spell(chapter.first, chapter.last, status.value, says, sure)


def _claimed(
    asked: Asked, lane: str, sought: Sought, act: str | None = None
) -> tuple[Claimed, ...]:
    """Return claims, of one act or all, gathered by act, by how sure, and by their days."""
    words = asked.words
    gathered: dict[tuple[str, Manner, Interval], list[Outline]] = defaultdict(list)
    sought = replace(sought, known_by=asked.known_by, recorded_by=asked.recorded_by)
    for one in outlines_of(asked.desk.ledger, sought):
        if act is not None and one.act != act:
            continue
        when = one.when or Interval(one.reported_on, one.reported_on)
        gathered[one.act, MANNERS[one.modality], when].append(one)
    found = []
    for number, ((done, manner, when), same) in enumerate(gathered.items()):
        names = tuple(dict.fromkeys(one.id for one in same))
        agents = list(dict.fromkeys(actor for one in same for actor in one.agents))
        by = f": {words.names(agents[:4])}{'…' if len(agents) > 4 else ''}" if agents else ""  # noqa: PLR2004 - more do not fit
        count = counted(len(names), len({one.document for one in same}), words)
        told = f"{words.act(done)}{by} – {words(f'pic-manner-{manner.value}')} – {count}"
        key = f"{lane}~c{number}"
        address = asked.here(lane=lane, mark=key).replace("/timeline", "/timeline/claims", 1)
        days = words.period(when) if when.start else words.days(when)
        moment = Moment(
            key, when.start, when.end, Kind.CLAIM, told, days, manner, len(names), address
        )
        found.append(Claimed(moment, names))
    return tuple(found)
