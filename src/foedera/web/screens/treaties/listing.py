"""The list of treaties: searched by name and party, narrowed by facets, each with its status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from foedera.actors.errors import UnknownActorError
from foedera.treaties import InstrumentKind, ObligationKind, Status
from foedera.web.reply import Page, Table
from foedera.workspace.errors import NotAStateError
from foedera.workspace.regions import REGIONS
from foedera.workspace.treaty_list import FACETS, ORDERS, SIZES, WAYS, TreatyList, Wanted, way_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.identifiers import ActorId
    from foedera.treaties import Instrument, Registry
    from foedera.web.asked import Asked
    from foedera.wording import Words
    from foedera.workspace.treaty_list import Found, Listed

#: Rows of one page.
_ROWS: Final = 50
#: Parties named before the rest is counted.
_NAMED: Final = 4
_STATUSES: Final = tuple(one.value for one in Status)
_KINDS: Final = tuple(one.value for one in ObligationKind)
_VALUES: Final[Mapping[str, Sequence[str]]] = {
    "status": _STATUSES,
    "kind": _KINDS,
    "size": SIZES,
    "region": REGIONS,
    "way": WAYS,
}
_COLUMNS: Final = (
    *("id", "title_en", "title_id", "kind", "parties", "on", "status", "since_start"),
    *("since_end", "made", "obligations", "atop"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet.

    Attributes:
        told: What it is called.
        count: How many instruments it would leave.
        to: The address of the list with it, or without it where it is chosen.
        chosen: Whether it is chosen.
    """

    told: str
    count: int
    to: str
    chosen: bool


@lru_cache(maxsize=4)
def treaty_list(registry: Registry, catalogue: Catalogue) -> TreatyList:
    """Return the list of a registry, made once for it."""
    return TreatyList(registry, catalogue)


def treaties(asked: Asked) -> Page:
    """Answer ``/treaties``."""
    words, workspace = asked.words, asked.workspace
    called = asked.text("party", most=100)
    party, unknown = _party(asked, called)
    facets = {name: asked.choices(name, _allowed(name, asked)) for name in FACETS}
    wanted = Wanted(asked.text("words", most=200), party, facets)
    whole = treaty_list(workspace.law(asked.known_by), workspace.catalogue)
    every = whole.on(asked.on, asked.known_by)
    title = {one.instrument.id: one.instrument.title(words.language) for one in every}
    found = whole.find(wanted, every, lambda one: title[one.id])
    order = asked.choice("order", ORDERS, "title")
    listed = () if unknown else _ordered(found.listed, order)
    first = asked.whole("after", 0, least=0)
    shown = listed[first : first + _ROWS]
    more = first + _ROWS if len(listed) > first + _ROWS else None
    return Page(
        template="treaties.html",
        title=words("law-list"),
        at="treaties",
        styles=("law.css",),
        data={
            "on": asked.on.isoformat(),
            "known_by": asked.known_by.isoformat() if asked.known_by else None,
            "total": len(listed),
            "after": more,
            "instruments": [one.data(asked.on) for one in shown],
            "facets": {} if unknown else {name: dict(found.counts[name]) for name in FACETS},
        },
        table=Table(_COLUMNS, (_row(one, asked.on) for one in listed)),
        shown={
            "listed": [_shown(one, words) for one in shown],
            "total": len(listed),
            "all": len(every),
            "after": more,
            "facets": [] if unknown else list(_facets(found, facets, asked)),
            "order": order,
            "orders": ORDERS,
            "party": called,
            "unknown": unknown,
            "chosen": [(name, value) for name in FACETS for value in facets[name]],
            "states": state_names(asked),
        },
    )


def state_names(asked: Asked) -> list[tuple[str, str]]:
    """Return name and code of every state of the catalogue, for the pickers of states."""
    return _state_names(asked.desk.catalogue, asked.language)


@lru_cache(maxsize=4)
def _state_names(catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    named = ((catalogue.name(one.code, language), one.code) for one in catalogue.states())
    return sorted(named, key=lambda one: one[0].casefold())


def _party(asked: Asked, called: str) -> tuple[ActorId | None, UnknownActorError | None]:
    """Return the state that is asked for; what is no state is told of, and leaves nothing."""
    if not called:
        return None, None
    try:
        return asked.workspace.state(called), None
    except UnknownActorError as error:
        return None, error
    except NotAStateError as error:
        return None, UnknownActorError(called, "state", error.members)


def _allowed(facet: str, asked: Asked) -> Sequence[str]:
    if facet in _VALUES:
        return _VALUES[facet]
    return [one for one in asked.all(facet) if len(one) == len("1990") and one.isdigit()]


def _ordered(listed: Sequence[Listed], order: str) -> Sequence[Listed]:
    if order == "newest":
        return sorted(listed, key=lambda one: one.made or date.min, reverse=True)
    if order == "oldest":
        return sorted(listed, key=lambda one: one.made or date.max)
    return sorted(listed, key=lambda one: one.instrument.id) if order == "id" else listed


def _facets(
    found: Found, chosen: Mapping[str, Sequence[str]], asked: Asked
) -> Iterator[tuple[str, list[Choice]]]:
    for name in FACETS:
        counts, mine = found.counts[name], chosen[name]
        values = [
            one for one in _VALUES.get(name, sorted(counts)) if counts.get(one) or one in mine
        ]
        told = [_choice(name, one, counts.get(one, 0), mine, asked) for one in values]
        if told:
            yield name, told


def _choice(name: str, value: str, count: int, mine: Sequence[str], asked: Asked) -> Choice:
    chosen = value in mine
    rest = tuple(one for one in mine if one != value) if chosen else (*mine, value)
    to = asked.here(**{name: rest or None})
    return Choice(value_text(name, value, asked.words), count, to, chosen)


def value_text(facet: str, value: str, words: Words) -> str:
    """Return what a value of a facet is called."""
    match facet:
        case "status":
            return words.law("status", Status(value))
        case "kind":
            return words.law("obligation", ObligationKind(value))
        case "region":
            return words(f"plot-region-{value}")
        case "decade":
            return words("law-decade", year=value)
        case _:
            return words(f"law-{facet}-{value}")


def kind_text(kind: InstrumentKind, words: Words) -> str:
    """Return what an instrument is made as."""
    return words(f"kind-{kind.value.replace(' ', '-')}")


def parties_text(states: Sequence[str], words: Words) -> str:
    """Return the first parties by name, and how many more there are."""
    if len(states) <= _NAMED + 1:
        return words.names(states)
    names = ", ".join(words.name(one) for one in states[:_NAMED])
    return words("law-parties-many", names=names, count=words.number(len(states) - _NAMED))


def _shown(one: Listed, words: Words) -> dict[str, Any]:
    instrument = one.instrument
    return {
        "id": instrument.id,
        "title": instrument.title(words.language),
        "kind": kind_text(instrument.kind, words),
        "parties": parties_text(instrument.parties, words),
        "duties": [words.law("obligation", ObligationKind(each)) for each in one.values["kind"]],
        "status": one.status,
        "since": words.days(one.since) if one.since else None,
        "made": words.day(one.made) if one.made else None,
    }


def _row(one: Listed, on: date) -> tuple[Any, ...]:
    instrument, since = one.instrument, one.since
    return (
        instrument.id,
        instrument.title("en"),
        instrument.title("id"),
        instrument.kind.value,
        instrument.parties,
        on,
        one.status.value,
        since.start if since else None,
        since.end if since else None,
        one.made,
        one.values["kind"],
        instrument.atop,
    )


def way_text(one: Instrument, words: Words) -> str:
    """Return how consent to an instrument is made known."""
    return words(f"law-way-{way_of(one.entry_into_force)}")
