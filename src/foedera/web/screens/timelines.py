"""What was done and what was reported, in lanes of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from foedera.pictures.lanes import Kind
from foedera.pictures.timeline import shown, timeline_picture
from foedera.treaties import Act
from foedera.treaties.obligations import states_of
from foedera.treaties.steps import known_steps
from foedera.web.errors import UnreadableParameterError
from foedera.web.picturing.claims_behind import claims_page
from foedera.web.picturing.days import PERIODS, first_day, turns
from foedera.web.picturing.lanes_of import (
    LIFE,
    act_lane,
    claims_of_act,
    claims_of_state,
    claims_of_treaty,
    may_be,
    state_lane,
    treaty_lane,
)
from foedera.web.picturing.states import states_asked, states_offered
from foedera.web.reply import Page, Table
from foedera.web.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.identifiers import ActorId
    from foedera.pictures.lanes import Lane, Moment
    from foedera.treaties import Instrument, Step
    from foedera.web.asked import Asked

#: What lanes are of, and the stretch of days that each begins with: the more there is in a
#: day, the fewer days.
_BY: Final = {"treaty": "five-years", "actor": "year", "act": "month"}
#: Most lanes drawn at once.
_MOST: Final = 16
#: Most marks of claims in a lane; the others are in the table as data.
_CLAIMED: Final = 24
_COLUMNS: Final = ("lane", "kind", "manner", "start", "end", "what", "count", "drawn")
#: Before this year nothing is on record.
_BEGINNING: Final = date(1600, 1, 1)


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """What the timeline is narrowed to.

    Attributes:
        by: What a lane is of.
        days: First and last day shown.
        period: The stretch by name; empty where the first day was given.
        treaties: Those named; none for all.
        states: Those named; none for all.
    """

    by: str
    days: tuple[date, date]
    period: str
    treaties: tuple[Instrument, ...]
    states: tuple[ActorId, ...]


def _narrowed(asked: Asked) -> _Narrowed:
    by = asked.choice("by", _BY, "treaty")
    treaties = tuple(
        asked.workspace.instrument(called, asked.known_by)
        for called in asked.all("treaty", most=20)
    )
    usual = "all" if treaties and by == "treaty" else _BY[by]
    period = asked.choice("period", PERIODS, usual)
    last = asked.day("to") or asked.on
    first = asked.day("since") or first_day(asked.on, period)
    if first is None:
        first = _earliest(asked, treaties)
    if first > last:
        raise UnreadableParameterError("since", first.isoformat(), f"a day by {last.isoformat()}")
    return _Narrowed(by, (first, last), period, treaties, states_asked(asked))


def _earliest(asked: Asked, treaties: Sequence[Instrument]) -> date:
    """Return the first day on which anything shown may have been done."""
    chosen = treaties or asked.workspace.law(asked.known_by).instruments
    found = [step.when.start or step.when.end for one in chosen for step in one.steps]
    days = [day for day in found if day is not None and day <= asked.on]
    return max(min(days, default=asked.on), _BEGINNING)


def timeline(asked: Asked) -> Page:
    """Return the lanes of some days."""
    words, narrowed = asked.words, _narrowed(asked)
    lanes, others = _lanes(asked, narrowed)
    title = words("pic-timeline-title", day=words.day(narrowed.days[1]))
    beneath = f"{words.day(narrowed.days[0])} – {words.day(narrowed.days[1])}"
    kept = [_trimmed(lane, narrowed) for lane in lanes]
    listed = [(lane, one) for lane in kept for one in lane.moments if shown(one, narrowed.days)]
    listed.sort(key=lambda pair: pair[1].order)
    drawn = {one.key for _, one in listed}
    rows = [_row(lane, one, one.key in drawn) for lane in lanes for one in lane.moments]
    fitting = sum(shown(one, narrowed.days) for lane in lanes for one in lane.moments)
    undated = [(lane, one) for lane in lanes for one in lane.moments if not one.dated]
    return Page(
        template="pictures/timeline.html",
        title=title,
        data={
            "on": asked.on.isoformat(),
            "first": narrowed.days[0].isoformat(),
            "last": narrowed.days[1].isoformat(),
            "by": narrowed.by,
            "lanes": [_lane_data(lane) for lane in lanes],
            "moments": rows,
            "other_lanes": others,
        },
        table=Table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows)),
        picture=timeline_picture(kept, narrowed.days, asked.on, (title, beneath), words)
        if lanes
        else None,
        shown={
            "turns": turns(asked),
            "narrowed": narrowed,
            "by": tuple(_BY),
            "periods": tuple(PERIODS),
            "offered": states_offered(asked),
            "treaties": sorted(card.id for card in asked.workspace.law(asked.known_by).cards),
            "listed": listed,
            "undated": undated,
            "others": others,
            "undrawn": fitting - len(listed),
            "claim": Kind.CLAIM,
        },
        at="timeline",
        scripts=("pictures.js",),
        styles=("pictures.css",),
    )


def _lanes(asked: Asked, narrowed: _Narrowed) -> tuple[list[Lane], int]:
    """Return the lanes, and how many more there would be."""
    if narrowed.by == "treaty":
        chosen = list(narrowed.treaties) or _lively(asked, narrowed)
        return [treaty_lane(asked, one) for one in chosen[:_MOST]], len(chosen[_MOST:])
    if narrowed.by == "actor":
        states = list(narrowed.states) or _busy(asked, narrowed)
        drawn = [state_lane(asked, one, narrowed.days) for one in states[:_MOST]]
        return drawn, len(states[_MOST:])
    lanes = [act_lane(asked, act, steps, narrowed.days) for act, steps in _by_act(asked, narrowed)]
    return [lane for lane in lanes if lane.moments], 0


def _steps(asked: Asked, narrowed: _Narrowed) -> Iterator[tuple[Instrument, Step]]:
    """Yield the steps of the days shown, of the treaties and states asked about."""
    states = set(narrowed.states)
    chosen = narrowed.treaties or asked.workspace.law(asked.known_by).instruments
    for one in chosen:
        if states and not states & states_of(one):
            continue
        for step in known_steps(one.steps, asked.known_by):
            if may_be(step.when, narrowed.days):
                yield one, step


def _lively(asked: Asked, narrowed: _Narrowed) -> list[Instrument]:
    """Return the treaties of which anything was done in the days shown, the latest first."""
    latest: dict[str, tuple[str, Instrument]] = {}
    for one, step in _steps(asked, narrowed):
        if step.when.start is None or step.when.end is None:
            continue  # it may have been at any time, and is no sign of life
        day = str(step.when.end)
        if one.id not in latest or latest[one.id][0] < day:
            latest[one.id] = (day, one)
    ranked = sorted(latest.values(), key=lambda pair: pair[1].id)
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0], reverse=True)]


def _busy(asked: Asked, narrowed: _Narrowed) -> list[ActorId]:
    """Return the states that did anything in the days shown, those that did most first."""
    count: dict[ActorId, int] = {}
    for _, step in _steps(asked, narrowed):
        if step.state:
            count[step.state] = count.get(step.state, 0) + 1
    return sorted(count, key=lambda state: (-count[state], state))


def _by_act(asked: Asked, narrowed: _Narrowed) -> Iterator[tuple[str, list[Step]]]:
    found: dict[str, list[Step]] = {act.value: [] for act in Act}
    for _, step in _steps(asked, narrowed):
        found[step.act.value].append(step)
    for act, steps in found.items():
        if steps or act in LIFE:
            yield act, steps


def claims_of_timeline(asked: Asked) -> Page:
    """Return the claims behind a mark of the timeline."""
    narrowed, lane, key = _narrowed(asked), asked.text("lane"), asked.text("mark")
    if narrowed.by == "treaty":
        found = claims_of_treaty(asked, lane)
    elif narrowed.by == "actor":
        found = claims_of_state(asked, asked.desk.catalogue.state(lane).code, narrowed.days)
    else:
        found = claims_of_act(asked, lane, narrowed.days)
    chosen = [one for one in found if one.moment.key == key]
    back = asked.here(lane=None, mark=None).replace("/timeline/claims", "/timeline", 1)
    names = tuple(name for one in chosen for name in one.claims)
    told = f"{chosen[0].moment.what}, {chosen[0].moment.when}" if chosen else ""
    return claims_page(asked, names, told, back, "timeline")


def _trimmed(lane: Lane, narrowed: _Narrowed) -> Lane:
    """Return a lane with those marks of claims of the days shown that are claimed most."""
    claimed = [one for one in lane.moments if one.kind is Kind.CLAIM and shown(one, narrowed.days)]
    if len(claimed) <= _CLAIMED:
        return lane
    claimed.sort(key=lambda one: (-one.count, one.order))
    less = {one.key for one in claimed[_CLAIMED:]}
    return replace(lane, moments=tuple(one for one in lane.moments if one.key not in less))


def _row(lane: Lane, one: Moment, drawn: bool) -> dict[str, Any]:  # noqa: FBT001 - one fact of a row
    return {
        "lane": lane.key,
        "kind": one.kind.value,
        "manner": one.manner.value,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "what": one.what,
        "count": one.count,
        "drawn": drawn,
    }


def _lane_data(lane: Lane) -> dict[str, Any]:
    return {
        "key": lane.key,
        "label": lane.label,
        "spells": [
            {
                "first": one.first.isoformat(),
                "last": one.last.isoformat() if one.last else None,
                "status": one.status,
            }
            for one in lane.spells
        ],
    }


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/timeline", timeline, lasting=True),
    Screen("/timeline/claims", claims_of_timeline, lasting=True),
)
