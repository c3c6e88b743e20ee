"""Who owes whom what on a day: the obligations in force, as a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.pictures import Ways, Web, web_picture
from foedera.pictures.graphs import gexf, graphml
from foedera.pictures.kinds import kind_word
from foedera.treaties import ObligationKind
from foedera.web.picturing.days import turns
from foedera.web.picturing.states import states_asked, states_offered
from foedera.web.reply import File, Page, Table
from foedera.web.screen import Screen
from foedera.workspace.answers import Circumstances
from foedera.workspace.plotting import ties_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.identifiers import ActorId
    from foedera.web.asked import Asked

#: Kinds of duty that states owe one another.
_KINDS: Final = (
    ObligationKind.DEFENCE,
    ObligationKind.OFFENCE,
    ObligationKind.NEUTRALITY,
    ObligationKind.NONAGGRESSION,
    ObligationKind.CONSULTATION,
)
#: Most states that are drawn: more cannot be told apart.
_MOST: Final = 300
_DEEPEST: Final = 3
_COLUMNS: Final = ("one", "other", "direction", "unclear", "instruments", "bloc")


def _found(asked: Asked) -> tuple[Web, ActorId | None]:
    """Return the network asked for, and the state in the middle of it, if one is."""
    named = asked.choices("kind", [one.value for one in _KINDS])
    kinds = tuple(one for one in _KINDS if one.value in named) or _KINDS[:1]
    registry = asked.workspace.law(asked.known_by)
    under = Circumstances(asked.on, asked.known_by)
    found = ties_on(registry, asked.desk.catalogue, under, kinds)
    states = states_asked(asked)
    if not states:
        return found, None
    return found.around(states[0], asked.whole("depth", 1, most=_DEEPEST)), states[0]


def network(asked: Asked) -> Page:
    """Return the network of a day."""
    found, middle = _found(asked)
    words = asked.words
    title = words("pic-network-title", day=words.day(asked.on))
    some = bool(found.links or found.blocs)
    fits = len(found.nodes) <= _MOST
    ways = _ways(asked, found)
    return Page(
        template="pictures/network.html",
        title=title,
        data=_data(asked, found, middle),
        table=Table(_COLUMNS, _rows(found)),
        picture=web_picture(found, words, ways) if some and fits else None,
        shown={
            "turns": turns(asked),
            "kinds": [(one.value, kind_word(one.value, words)) for one in _KINDS],
            "offered": states_offered(asked),
            "found": found,
            "ways": ways,
            "middle": middle,
            "depth": asked.whole("depth", 1, most=_DEEPEST),
            "depths": range(1, _DEEPEST + 1),
            "some": some,
            "fits": fits,
            "most": _MOST,
            "graphs": [
                (name, asked.here().replace("/network", f"/network.{name}", 1)) for name in _GRAPHS
            ],
        },
        at="network",
        scripts=("pictures.js",),
        styles=("pictures.css",),
    )


def _ways(asked: Asked, found: Web) -> Ways:
    depth = asked.whole("depth", 1, most=_DEEPEST)
    registry = asked.workspace.law(asked.known_by)
    names = {name for link in found.links for name in link.instruments}
    ties = {
        one.key: asked.link(f"/treaties/{one.instruments[0]}")
        if len(one.instruments) == 1
        else f"#row-{one.key}"
        for one in found.links
    }
    return Ways(
        states={node.state: asked.here(state=node.state, depth=depth) for node in found.nodes},
        ties=ties,
        blocs={one.instrument: asked.link(f"/treaties/{one.instrument}") for one in found.blocs},
        titles={name: registry.instrument(name).title(asked.language) for name in sorted(names)},
    )


def _rows(found: Web) -> Iterator[tuple[object, ...]]:
    for one in found.links:
        direction = "both" if one.both else "owes"
        yield one.one, one.other, direction, one.unclear, one.instruments, ""
    for bloc in found.ranked():
        for member in bloc.members:
            direction = member.direction.value
            yield member.state, "", direction, member.unclear, (bloc.instrument,), bloc.instrument


def _data(asked: Asked, found: Web, middle: str | None) -> dict[str, Any]:
    return {
        "on": found.on.isoformat(),
        "known_by": asked.known_by.isoformat() if asked.known_by else None,
        "kinds": list(found.kinds),
        "state": middle,
        "nodes": [{"state": one.state, "region": one.region} for one in found.nodes],
        "ties": [
            {
                "one": one.one,
                "other": one.other,
                "both": one.both,
                "unclear": one.unclear,
                "instruments": list(one.instruments),
            }
            for one in found.links
        ],
        "blocs": [
            {
                "instrument": bloc.instrument,
                "titles": dict(bloc.titles),
                "members": [
                    {
                        "state": one.state,
                        "direction": one.direction.value,
                        "unclear": one.unclear,
                    }
                    for one in bloc.members
                ],
            }
            for bloc in found.ranked()
        ],
    }


def network_graphml(asked: Asked) -> File:
    """Return the network as GraphML."""
    text = graphml(_found(asked)[0], asked.words)
    return File(name="foedera-network.graphml", kind="application/xml", parts=(text.encode(),))


def network_gexf(asked: Asked) -> File:
    """Return the network as GEXF."""
    text = gexf(_found(asked)[0], asked.words)
    return File(name="foedera-network.gexf", kind="application/xml", parts=(text.encode(),))


_GRAPHS: Final = ("graphml", "gexf")

SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/network", network, lasting=True),
    Screen("/network.graphml", network_graphml),
    Screen("/network.gexf", network_gexf),
)
