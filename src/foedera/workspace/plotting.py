"""Gathers from the registry what the pictures of alliances draw.

The pictures take plain data. Whoever has them from elsewhere, as from a table of alliances,
hands the same data to the same pictures.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

from foedera.pictures import (
    Allies,
    Ally,
    Bloc,
    Direction,
    Ground,
    Link,
    Member,
    Node,
    PactCounts,
    Web,
)
from foedera.treaties import LAW, Coding, ObligationForce, OwedIndex, Truth
from foedera.treaties.case import THE_CHARTER
from foedera.treaties.obligations import kinds_of
from foedera.workspace.answers import ties_of
from foedera.workspace.regions import region_of
from foedera.workspace.tie_index import tie_index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import ObligationKind, OwedObligation, Registry, Tie
    from foedera.treaties.timeline import Timeline
    from foedera.workspace.answers import Circumstances

#: The Charter of the United Nations would make a pact of nearly every pair of states.
_WITHOUT: Final = frozenset({THE_CHARTER})
#: Instruments with ties between more states than these are drawn as one bloc.
_MANY: Final = 6
_STANDS: Final = {
    ObligationForce.BINDING: Truth.YES,
    ObligationForce.UNCLEAR: Truth.UNCLEAR,
}


def pacts_by_year(
    registry: Registry,
    days: tuple[date, date],
    kinds: Sequence[ObligationKind],
    known_by: date | None = None,
    coding: Coding = LAW,
) -> PactCounts:
    """Return how many instruments held a duty of some kinds in each year, between any states.

    One counts for each year on any day of which such a duty was owed between two states, as
    ATOP counts years. The Charter of the United Nations is left out. The registry claims to
    be complete for nobody, so that every number is a lower bound.

    Args:
        registry: The instruments.
        days: First and last day: of the first and the last year only what lies between.
        kinds: Kinds of duty.
        known_by: Count only what had become known by that day.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """
    first, last = days
    years = tuple(range(first.year, last.year + 1))
    index = OwedIndex(registry, known_by, coding)
    counts = {kind.value: [0] * len(years) for kind in kinds}
    many = {kind.value: [0] * len(years) for kind in kinds}
    unclear = {kind.value: [0] * len(years) for kind in kinds}
    for instrument in registry.instruments:
        sought = kinds_of(instrument) & set(kinds)
        if instrument.id in _WITHOUT or not sought:
            continue
        for (kind, year), truth in _stood(index.timeline(instrument), days, sought).items():
            place = year - first.year
            if truth is Truth.UNCLEAR:
                unclear[kind.value][place] += 1
                continue
            counts[kind.value][place] += 1
            many[kind.value][place] += not instrument.bilateral
    return PactCounts(years, counts, first.year - 1, many, unclear)


def _stood(
    timeline: Timeline, days: tuple[date, date], kinds: Collection[ObligationKind]
) -> dict[tuple[ObligationKind, int], Truth]:
    """Return in which years an instrument's duties were owed between any two states."""
    first, last = days
    found: dict[tuple[ObligationKind, int], Truth] = {}
    for place in range(timeline.place(first), timeline.place(last) + 1):
        begins = max(timeline.days[place], first)
        after = timeline.days[place + 1] if place + 1 < len(timeline.days) else None
        ends = min(date.fromordinal(after.toordinal() - 1), last) if after else last
        for owed in timeline.owed(place):
            if owed.obligation.kind not in kinds or (truth := _truth(owed)) is Truth.NO:
                continue
            for year in range(begins.year, ends.year + 1):
                key = (owed.obligation.kind, year)
                if found.get(key) is not Truth.YES:
                    found[key] = truth
    return found


def _truth(owed: OwedObligation) -> Truth:
    """Tell whether a duty is owed between any two states, be it only perhaps."""
    best = Truth.NO
    if owed.force not in _STANDS:
        return best
    for tie in owed.ties():
        if tie.truth is Truth.YES:
            return Truth.YES
        if tie.truth is Truth.UNCLEAR:
            best = Truth.UNCLEAR
    return best


def allies_of(
    registry: Registry, state: ActorId, under: Circumstances, kinds: Sequence[ObligationKind]
) -> Allies:
    """Return what one state owes others, and what they owe it, on a day.

    The Charter of the United Nations is left out.

    Args:
        registry: The instruments.
        state: Whose allies.
        under: The day, what was known by then, and the coding.
        kinds: Kinds of duty.

    Raises:
        StateNotExistingError: It was no state that day.
    """
    found: dict[tuple[ActorId, str, str], dict[bool, Tie]] = defaultdict(dict)
    for between in ((state, None), (None, state)):
        for tie in ties_of(registry, under, between, set(kinds)):
            if tie.truth is Truth.NO or tie.owed.instrument.id in _WITHOUT:
                continue
            owes = tie.debtor == state
            other = tie.creditor if owes else tie.debtor
            key = (other, tie.owed.obligation.kind.value, tie.owed.instrument.id)
            known = found[key].get(owes)
            if known is None or known.truth is Truth.UNCLEAR:
                found[key][owes] = tie
    grounds: dict[tuple[ActorId, str, Direction], list[Ground]] = defaultdict(list)
    for (other, kind, _), ties in found.items():
        for direction, tie in _directed(ties):
            grounds[other, kind, direction].append(_ground(tie))
    allies = (
        Ally(other, kind, direction, tuple(sorted(under_which, key=_age)))
        for (other, kind, direction), under_which in sorted(
            grounds.items(), key=lambda item: (item[0][0], item[0][1], item[0][2].value)
        )
    )
    return Allies(state, under.on, tuple(allies))


def _directed(ties: Mapping[bool, Tie]) -> Iterator[tuple[Direction, Tie]]:
    """Yield a duty in the direction it has: one and the same both ways, or each apart."""
    owes, owed = ties.get(True), ties.get(False)
    if owes and owed and owes.truth is owed.truth:
        yield Direction.BOTH, owes
        return
    if owes:
        yield Direction.OWES, owes
    if owed:
        yield Direction.OWED, owed


def _ground(tie: Tie) -> Ground:
    since = tie.since
    year = since.start.year if since and since.start else None
    return Ground(tie.owed.instrument.id, year, tie.truth is Truth.UNCLEAR)


def _age(ground: Ground) -> tuple[bool, bool, int, str]:
    """Return the order of instruments: those that surely bind first, then the oldest."""
    return (ground.unclear, ground.since is None, ground.since or 0, ground.instrument)


def ties_on(
    registry: Registry,
    catalogue: Catalogue,
    under: Circumstances,
    kinds: Sequence[ObligationKind],
) -> Web:
    """Return who is tied to whom by some kinds of duty on a day.

    An instrument with ties between more than six states is a bloc; all others make ties of
    two states each, those between the same two joined. The Charter of the United Nations is
    left out.

    Args:
        registry: The instruments.
        catalogue: Tells in which part of the world states lie.
        under: The day, what was known by then, and the coding.
        kinds: Kinds of duty.
    """
    index = tie_index(registry, under.known_by, under.coding)
    ties = index.on(under.on, kinds, _WITHOUT)
    blocs: list[Bloc] = []
    small: dict[InstrumentId, Mapping[tuple[ActorId, ActorId], Truth]] = {}
    for name in sorted(ties):
        states = {state for pair in ties[name] for state in pair}
        if len(states) > _MANY:
            blocs.append(Bloc(name, _titles(registry, name), tuple(_members(ties[name]))))
        else:
            small[name] = ties[name]
    links = tuple(_links(small))
    tied = {state for link in links for state in (link.one, link.other)}
    tied |= {member.state for bloc in blocs for member in bloc.members}
    nodes = tuple(Node(state, region_of(state, catalogue)) for state in sorted(tied))
    named = tuple(kind.value for kind in kinds)
    return Web(named, under.on, nodes, links, tuple(blocs))


def _titles(registry: Registry, name: InstrumentId) -> dict[str, str]:
    instrument = registry.instrument(name)
    return {language: instrument.title(language) for language in ("en", "id")}


def _members(ties: Mapping[tuple[ActorId, ActorId], Truth]) -> Iterator[Member]:
    """Yield the states of one instrument, by which part each has in its ties."""
    for state in sorted({state for pair in ties for state in pair}):
        owes = any(debtor == state for debtor, _ in ties)
        owed = any(creditor == state for _, creditor in ties)
        direction = Direction.BOTH if owes and owed else _ONE_WAY[owes]
        sure = any(truth is Truth.YES for pair, truth in ties.items() if state in pair)
        yield Member(state, direction, unclear=not sure)


_ONE_WAY = {True: Direction.OWES, False: Direction.OWED}


def _links(small: Mapping[InstrumentId, Mapping[tuple[ActorId, ActorId], Truth]]) -> Iterator[Link]:
    """Yield the ties of two states each, what is sure apart from what is unclear."""
    best: dict[tuple[ActorId, ActorId], Truth] = {}
    under: dict[frozenset[ActorId], dict[str, None]] = defaultdict(dict)
    for name, ties in small.items():
        for pair, truth in ties.items():
            under[frozenset(pair)][name] = None
            if best.get(pair) is not Truth.YES:
                best[pair] = truth
    for one, other in sorted(best):
        back = best.get((other, one))
        both = back is best[one, other]
        if not both or one < other:
            unclear = best[one, other] is Truth.UNCLEAR
            yield Link(one, other, both, unclear, tuple(under[frozenset((one, other))]))
