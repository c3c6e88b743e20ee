"""Where deployments, transfers and strikes are reported, and who has pacts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from foedera.ledger import Sought
from foedera.pictures.map import map_picture, placed
from foedera.pictures.movements import Layer, Manner, counted, course_word, manner_word
from foedera.pictures.movements import told as told_of
from foedera.treaties import ObligationKind
from foedera.web.picturing.claims_behind import claims_page
from foedera.web.picturing.days import PERIODS, first_day, turns
from foedera.web.picturing.states import states_asked, states_offered
from foedera.web.reply import Page, Table
from foedera.web.screen import Screen
from foedera.workspace.answers import Circumstances
from foedera.workspace.mapping import changed_states, movements_told, pacts_drawn
from foedera.workspace.plotting import ties_on

if TYPE_CHECKING:
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.pictures.movements import Movement
    from foedera.pictures.world import World
    from foedera.web.asked import Asked
    from foedera.workspace.mapping import Told

#: Most movements of claims that are drawn at once; the others are in the table as data.
_MOST: Final = 200
#: Most that are listed as not on the map.
_LISTED: Final = 100
#: Kinds of duty whose pacts are drawn.
_KINDS: Final = (ObligationKind.DEFENCE, ObligationKind.NEUTRALITY, ObligationKind.NONAGGRESSION)
_COLUMNS: Final = (
    "layer",
    "manner",
    "agent",
    "place",
    "claims",
    "reports",
    "instruments",
    "on_map",
    "drawn",
)


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """What the map is narrowed to.

    Attributes:
        layers: Which layers.
        manners: Which manners.
        states: Of which states; none for all.
        period: Which stretch of days.
        since: Its first day; None for all time.
        until: Its last.
    """

    layers: tuple[Layer, ...]
    manners: tuple[Manner, ...]
    states: tuple[ActorId, ...]
    period: str
    since: date | None
    until: date


def _narrowed(asked: Asked) -> _Narrowed:
    layers = asked.choices("layer", [one.value for one in Layer])
    manners = asked.choices("manner", [one.value for one in Manner])
    period = asked.choice("period", PERIODS, "year")
    return _Narrowed(
        layers=tuple(one for one in Layer if not layers or one.value in layers),
        manners=tuple(one for one in Manner if not manners or one.value in manners),
        states=states_asked(asked),
        period=period,
        since=asked.day("since") or first_day(asked.on, period),
        until=min(asked.on, asked.known_by or asked.on),
    )


def _told(asked: Asked, narrowed: _Narrowed) -> Told:
    sought = Sought(
        between=narrowed.states,
        since=narrowed.since,
        until=narrowed.until,
        recorded_by=asked.recorded_by,
    )
    return movements_told(asked.desk.ledger, sought, narrowed.layers, narrowed.manners)


def _pacts(asked: Asked, narrowed: _Narrowed) -> tuple[Movement, ...]:
    if Layer.PACT not in narrowed.layers:
        return ()
    under = Circumstances(asked.on, asked.known_by)
    registry = asked.workspace.law(asked.known_by)
    found = ties_on(registry, asked.desk.catalogue, under, _KINDS)
    return tuple(
        replace(one, address=_treaty(asked, one))
        for one in pacts_drawn(found, narrowed.states)
        if one.manner in narrowed.manners
    )


def _treaty(asked: Asked, pact: Movement) -> str:
    """Return where a pact is told of: its treaty, or where there are several, its row."""
    if len(pact.instruments) == 1:
        return asked.link(f"/treaties/{pact.instruments[0]}")
    return f"#row-{pact.key}"


def world_map(asked: Asked) -> Page:
    """Return the map of a day."""
    words, narrowed = asked.words, _narrowed(asked)
    told = _told(asked, narrowed)
    marks = [one.movement for one in told.moved]
    pacts = _pacts(asked, narrowed)
    world = asked.desk.world
    every = [*marks, *pacts]  # without a world all of it is a table
    on_map, nowhere = placed(every, world) if world else (every, [])
    claimed = [one for one in on_map if one.claims]
    drawn = [_leading(asked, one) for one in claimed[:_MOST]]
    drawn += [one for one in on_map if not one.claims]
    states = [one.code for one in asked.desk.catalogue.states(asked.on)]
    title = words("pic-map-title", day=words.day(asked.on))
    beneath = _beneath(asked, narrowed, told)
    today = [one.code for one in asked.desk.catalogue.states(asked.desk.now().date())]
    gone, new = changed_states(states, today)
    shown = {
        "turns": turns(asked),
        "narrowed": narrowed,
        "layers": tuple(Layer),
        "manners": tuple(Manner),
        "periods": tuple(PERIODS),
        "offered": states_offered(asked),
        "beneath": beneath,
        "drawn": [_row(one, asked) for one in drawn],
        "nowhere": [_row(_leading(asked, one), asked) for one in nowhere[:_LISTED]],
        "unplaced": len(nowhere),
        "undrawn": len(claimed) - len(claimed[:_MOST]),
        "rows": asked.here(mark=None).replace("/map", "/map/claims", 1),
        "world": world,
        "gone": [one for one in gone if _drawable(one, world)],
        "new": [one for one in new if _drawable(one, world)],
        "told": told,
    }
    known, seen = ({one.key for one in each if world} for each in (on_map, drawn))
    rows = [_data(one, one.key in known, one.key in seen) for one in every]
    return Page(
        template="pictures/map.html",
        title=title,
        data=_answer(asked, narrowed, told, rows),
        table=Table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows)),
        picture=map_picture(world, drawn, states, (title, beneath), words) if world else None,
        shown=shown,
        at="map",
        scripts=("pictures.js",),
        styles=("pictures.css",),
    )


def claims_of_map(asked: Asked) -> Page:
    """Return the claims behind a mark of the map, or behind all of them."""
    told = _told(asked, _narrowed(asked))
    key = asked.text("mark")
    back = asked.here(mark=None).replace("/map/claims", "/map", 1)
    chosen = [one for one in told.moved if not key or one.movement.key == key]
    names = tuple(dict.fromkeys(name for one in chosen for name in one.claims))
    if key and chosen:
        said = told_of(chosen[0].movement, asked.words)
    else:
        said = counted(len(names), told.reports if not key else 0, asked.words)
    return claims_page(asked, names, said, back, "map")


def _leading(asked: Asked, one: Movement) -> Movement:
    """Return a movement of claims with where they are."""
    if not one.claims:
        return one
    return replace(one, address=asked.here(mark=one.key).replace("/map", "/map/claims", 1))


def _beneath(asked: Asked, narrowed: _Narrowed, told: Told) -> str:
    words = asked.words
    count = counted(told.claims, told.reports, words)
    until = words.day(narrowed.until)
    if narrowed.since is None:
        return words("pic-map-until", count=count, until=until)
    return words("pic-map-since", count=count, since=words.day(narrowed.since), until=until)


def _drawable(state: str, world: World | None) -> bool:
    """Tell whether the map shows where a state lies or would lie."""
    return world is not None and state in world.places


def _row(one: Movement, asked: Asked) -> dict[str, Any]:
    words = asked.words
    return {
        "movement": one,
        "layer": words(f"pic-layer-{one.layer.value}"),
        "course": course_word(one, words),
        "manner": manner_word(one, words),
        "count": counted(one.claims, one.reports, words) if one.claims else "",
    }


def _data(one: Movement, on_map: bool, drawn: bool) -> dict[str, Any]:  # noqa: FBT001 - two facts of a row
    return {
        "layer": one.layer.value,
        "manner": one.manner.value,
        "agent": one.one,
        "place": one.other,
        "claims": one.claims,
        "reports": one.reports,
        "instruments": list(one.instruments),
        "on_map": on_map,
        "drawn": drawn,
    }


def _answer(
    asked: Asked, narrowed: _Narrowed, told: Told, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "on": asked.on.isoformat(),
        "since": narrowed.since.isoformat() if narrowed.since else None,
        "until": narrowed.until.isoformat(),
        "claims": told.claims,
        "reports": told.reports,
        "boundaries": asked.words("pic-boundaries"),
        "movements": rows,
    }


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/map", world_map, lasting=True),
    Screen("/map/claims", claims_of_map, lasting=True),
)
