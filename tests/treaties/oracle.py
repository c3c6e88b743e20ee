"""A second, slow reading of docs/explanation/how-a-status-follows.md, for comparison.

It shares nothing with the engine but the form of the steps and the names of the answers.
Every step is put on one exact day, and every doubt of law is decided one way: that is a
world (see ``oracle_world``). All worlds are laid beside each other: where they agree, that
is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from oracle_deeds import Answer, Deed
from oracle_world import World

from foedera.dates import Interval
from foedera.treaties import LAW, Act, Basis, Coding, Standing, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oracle_force import Lacks

    from foedera.identifiers import ActorId
    from foedera.treaties import Step
    from foedera.treaties.instrument import Instrument

LODGED = {Act.EXCHANGE, Act.DEPOSIT, Act.NOTIFY}
#: Acts of which a state does one; of the others a later one is another act.
ONCE = {Act.SIGN, Act.CONFIRM, Act.RATIFY, Act.APPROVE, Act.ENTER_INTO_FORCE, Act.OCCUR}
ONCE |= {Act.SUCCEED, *LODGED}


@dataclass(frozen=True)
class Combined:
    """What all worlds say together.

    Attributes:
        status: Theirs, where they agree; else unknown.
        since: The days on which it may have begun.
        standings: Of each state, every standing that some world gives it.
        lacks: What is lacking; None where the worlds do not agree.
    """

    status: Status
    since: Interval | None
    standings: dict[ActorId, frozenset[Standing]]
    lacks: Lacks | None


def answer(
    steps: Iterable[Step], instrument: Instrument, on: date, coding: Coding = LAW
) -> Combined:
    """Return what all worlds that the steps allow say of a day together."""
    every = list(steps)
    begun = [step for step in every if step.when.start is None or step.when.start <= on]
    hindsight = coding.basis is Basis.SIGNATURE
    told = [
        answer
        for world in _worlds(every if hindsight else begun)
        for answer in _lives(instrument, world, on, coding)
    ]
    states = told[0].standings
    standings = {one: frozenset(world.standings[one] for world in told) for one in states}
    statuses = {world.status for world in told}
    lacks = told[0].lacks if len({world.lacks for world in told}) == 1 else None
    if len(statuses) > 1:
        return Combined(Status.UNKNOWN, None, standings, frozenset())
    days = [world.since for world in told if world.since]
    since = Interval(min(days), max(days)) if days else None
    return Combined(statuses.pop(), since, standings, lacks)


def _lives(instrument: Instrument, deeds: list[Deed], on: date, coding: Coding) -> Iterator[Answer]:
    """Yield what follows from exact days, for each way of deciding what the law leaves open."""
    chosen: list[bool] = []
    begun = [one for one in deeds if one.begun <= on]
    while True:
        asked = iter(chosen)
        decide = partial(_next, asked, chosen)
        world = World(instrument, begun, on, decide, coding, deeds)
        yield world.lived().answer()
        while chosen and chosen[-1]:
            chosen.pop()
        if not chosen:
            return
        chosen[-1] = True


def _next(asked: Iterator[bool], chosen: list[bool]) -> bool:
    known = next(asked, None)
    if known is None:
        chosen.append(False)
        next(asked, None)
        return False
    return known


def _worlds(steps: list[Step]) -> Iterator[list[Deed]]:
    """Yield every choice of exact days."""
    acts = [*_narrowed(steps)]
    for days in product(*(_days_of(when) for _, when in acts)):
        yield [_deed(step, day) for (step, _), day in zip(acts, days, strict=True)]


def _deed(step: Step, day: date) -> Deed:
    waits = step.ad_referendum or not step.effective
    begun = step.when.start or date.min
    return Deed(step.instrument, step.act, step.state, day, begun, step.ground, step.toward, waits)


def _days_of(when: Interval) -> list[date]:
    assert when.start is not None
    assert when.end is not None
    return [when.start + timedelta(more) for more in range((when.end - when.start).days + 1)]


def _narrowed(steps: list[Step]) -> Iterator[tuple[Step, Interval]]:
    """Yield each act once, with the days that all tellings of it leave."""
    tellings: dict[tuple[object, ...], list[Step]] = {}
    for step in steps:
        if not (step.effective or step.act is Act.SIGN):
            continue
        act = "lodged" if step.act in LODGED else step.act
        state = None if step.act in {Act.RENEW, Act.OCCUR} else step.state
        ground = step.ground if step.act in {Act.WITHDRAW, Act.TERMINATE, Act.OCCUR} else None
        rest = (ground, step.toward, step.ad_referendum, step.effective)
        tellings.setdefault((step.instrument, act, state, *rest), []).append(step)
    for group in tellings.values():
        acts = _several_acts(group)
        yield from [next(acts)] if group[0].act in ONCE else acts


def _one_act(group: list[Step]) -> Iterator[tuple[Step, Interval]]:
    start = max(step.when.start or date.min for step in group)
    end = min(step.when.end or date.max for step in group)
    first = min(group, key=lambda one: (one.when.end or date.max, one.when.start or date.min))
    yield first, Interval(start, end) if start <= end else first.when


def _several_acts(group: list[Step]) -> Iterator[tuple[Step, Interval]]:
    ordered = sorted(group, key=lambda one: (one.when.start or date.min, one.when.end or date.max))
    while ordered:
        first, when = ordered[0], ordered[0].when
        same = [one for one in ordered if one.when.meets(when)]
        yield first, next(_one_act(same))[1]
        ordered = [one for one in ordered if one not in same]
