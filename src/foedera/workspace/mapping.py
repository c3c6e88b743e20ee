"""Gathers what a map draws: claims of acts between states, and the pacts of a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.claims.claim import Modality
from foedera.pictures.movements import Layer, Manner, Movement
from foedera.workspace.outlines import outlines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from foedera.claims.outline import Outline
    from foedera.identifiers import ContentId
    from foedera.ledger import Ledger, Sought
    from foedera.pictures import Web

#: Acts of each layer of claims.
ACTS: Final = {
    Layer.DEPLOYMENT: ("deploy",),
    Layer.TRANSFER: ("transfer",),
    Layer.EXERCISE: ("exercise", "train"),
    Layer.STRIKE: ("attack", "clash"),
}
#: How each modality is drawn.
MANNERS: Final = {
    Modality.ASSERTED: Manner.ASSERTED,
    Modality.ESTIMATED: Manner.GUESSED,
    Modality.POSSIBLE: Manner.GUESSED,
    Modality.PLANNED: Manner.AHEAD,
    Modality.DEMANDED: Manner.AHEAD,
    Modality.FEARED: Manner.AHEAD,
    Modality.DENIED: Manner.DENIED,
}
_LAYERS: Final = {act: layer for layer, named in ACTS.items() for act in named}


@dataclass(frozen=True, slots=True)
class Moved:
    """What is told between two actors, with the claims that tell it.

    Attributes:
        movement: What is drawn of it.
        claims: Names of the claims, in order of their reports.
    """

    movement: Movement
    claims: tuple[ContentId, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the claims of some days tell.

    Attributes:
        moved: What is told, the most often told first.
        claims: How many claims there are.
        reports: In how many reports they stand.
    """

    moved: tuple[Moved, ...]
    claims: int
    reports: int


def movements_told(
    ledger: Ledger, sought: Sought, layers: Collection[Layer], manners: Collection[Manner]
) -> Told:
    """Return what claims tell of acts between states, gathered by whom, whither and how sure.

    A claim of several agents or several places counts for each pair of them; in the totals it
    counts once. Nobody and nowhere are told of like anybody: nothing is left out.

    Args:
        ledger: Where the claims are.
        sought: Of which days, as known when, and of which states; its acts do not count.
        layers: Which layers.
        manners: Which manners.
    """
    wanted = tuple(act for layer in ACTS if layer in layers for act in ACTS[layer])
    if not wanted:
        return Told((), 0, 0)
    found: dict[tuple[Layer, Manner, str, str], list[Outline]] = defaultdict(list)
    claims: set[ContentId] = set()
    reports: set[ContentId] = set()
    for one in outlines_of(ledger, replace(sought, acts=wanted)):
        layer, manner = _LAYERS[one.act], MANNERS[one.modality]
        if manner not in manners:
            continue
        claims.add(one.id)
        reports.add(one.document)
        for pair in ends(one):
            found[layer, manner, *pair].append(one)
    moved = [_moved(key, told) for key, told in found.items()]
    moved.sort(key=lambda one: (-one.movement.claims, one.movement.key))
    return Told(tuple(moved), len(claims), len(reports))


def _moved(key: tuple[Layer, Manner, str, str], told: Sequence[Outline]) -> Moved:
    layer, manner, one, other = key
    names = tuple(dict.fromkeys(each.id for each in told))
    reports = len({each.document for each in told})
    return Moved(Movement(layer, manner, one, other, len(names), reports), names)


def ends(one: Outline) -> tuple[tuple[str, str], ...]:
    """Return between whom an act is told to be: who does it, and towards whom or where.

    Troops go to a place, and where none is told towards a counterpart; arms and blows go to a
    counterpart, and where none is told to a place. Of an act that all sides do alike each
    pair counts once.
    """
    where = (one.place_state,) if one.place_state else ()
    to_place = _LAYERS[one.act] is Layer.DEPLOYMENT
    goals = (where or one.counterparts) if to_place else (one.counterparts or where)
    if acts()[one.act].symmetric:
        sides = sorted({*one.agents, *one.counterparts})
        if len(sides) > 1:
            return tuple(_pairs(sides))
    starts: Iterable[str] = one.agents or ("",)
    pairs = ((start, goal) for start in starts for goal in (goals or ("",)))
    return tuple(dict.fromkeys(pairs))


def _pairs(sides: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(sides):
        for other in sides[place + 1 :]:
            yield one, other


def pacts_drawn(found: Web, states: Collection[str] = ()) -> tuple[Movement, ...]:
    """Return the pacts of a day between two states each, as a map draws them.

    A bloc of many states would be lines between all of them: it counts only for the states
    that are asked for, from each to all others.

    Args:
        found: Who is tied to whom.
        states: Only pacts of these; empty for all.
    """
    drawn: dict[tuple[str, str, Manner], dict[str, None]] = defaultdict(dict)
    for bloc in found.blocs:
        unclear = {one.state: one.unclear for one in bloc.members}
        for state in unclear.keys() & set(states):
            for other in unclear.keys() - {state}:
                one, last = sorted((state, other))
                doubtful = unclear[state] or unclear[other]
                manner = Manner.GUESSED if doubtful else Manner.ASSERTED
                drawn[one, last, manner][bloc.instrument] = None
    for link in found.links:
        one, other = sorted((link.one, link.other))
        if states and not {one, other} & set(states):
            continue
        manner = Manner.GUESSED if link.unclear else Manner.ASSERTED
        drawn[one, other, manner].update(dict.fromkeys(link.instruments))
    return tuple(
        Movement(Layer.PACT, manner, one, other, instruments=tuple(sorted(under)))
        for (one, other, manner), under in sorted(
            drawn.items(), key=lambda item: (item[0][0], item[0][1], item[0][2].value)
        )
    )


def changed_states(
    then: Iterable[str], now: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which states of then are no more, and which of now were not yet."""
    earlier, later = set(then), set(now)
    return tuple(sorted(earlier - later)), tuple(sorted(later - earlier))
