"""What an ally did in a war: whom it fought, and whether that was what it had promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from foedera.datasets.state_codes import state_of
from foedera.datasets.wars.clashes import clashes
from foedera.datasets.wars.settled import CONDUCT, settled
from foedera.treaties.existence import spells_of
from foedera.treaties.provisions import ObligationKind

if TYPE_CHECKING:
    from foedera.datasets.wars.war import War

#: Help that came later than this was a new decision, not the promised help: in June 1917
#: Greece joined the side of Serbia, whom it had refused in 1914.
IN_TIME: Final = timedelta(days=365)
_HELPS: Final = frozenset({ObligationKind.DEFENCE, ObligationKind.OFFENCE})


@dataclass(frozen=True, slots=True)
class Conduct:
    """What an ally did.

    Attributes:
        side: 1 fought on the member's side, -1 on the other, 0 neither.
        since: When it did.
        kept: Whether that is what the duty asks for, were it triggered; None where the war
            data do not tell, the ally being outside the state system that they cover.
    """

    side: int
    since: date | None
    kept: bool | None


def conduct(
    war: War, alliance: int, kind: ObligationKind, pair: tuple[int, int], since: date
) -> Conduct:
    """Tell what an ally did, and whether a kind of duty asks for that.

    Args:
        war: The war.
        alliance: ATOPID.
        kind: Of the duty.
        pair: COW codes of the member and of the ally.
        since: From when the duty called.
    """
    participant, ally = pair
    side, when = _joined(war, participant, ally, since)
    told = settled(war.number, alliance, kind).get(CONDUCT)
    if told is not None and (not told.allies or state_of(ally, war.start) in told.allies):
        return Conduct(side, when, told.met)
    if ally not in war.by_state and not _in_system(ally, since):
        return Conduct(side, when, None)
    if kind in _HELPS:
        called = max(since, war.by_state[participant].joined)
        in_time = side == 1 and when is not None and _came(war, ally, when) - called <= IN_TIME
        return Conduct(side, when, in_time)
    return Conduct(side, when, kind is not ObligationKind.NONAGGRESSION and _kept_out(war, pair))


def _joined(war: War, participant: int, ally: int, since: date) -> tuple[int, date | None]:
    """Return what the ally did in the war, from a day on or, failing that, before.

    A state that fought on both sides is taken by what it did first from that day on.
    """
    beside, against = war.beside(participant, ally), war.opposed(participant, ally)
    if beside is None and against is None:
        return 0, None
    if beside is None or against is None:
        return (1, beside) if against is None else (-1, against)
    sides = {war.by_state[participant].side(since), war.by_state[ally].side(since)}
    return (1, beside) if len(sides) == 1 else (-1, against)


def _came(war: War, ally: int, fought: date) -> date:
    """Return when an ally came in: it may have declared war before it fought."""
    return min([fought, *(one.day for one in clashes(war) if one.attacker == ally)])


def _kept_out(war: War, pair: tuple[int, int]) -> bool:
    """Tell whether an ally kept out of war against the member.

    Who was itself attacked by the member has not joined a war against it.
    """
    between = [one for one in clashes(war) if all(map(one.concerns, pair))]
    if not between:
        return war.opposed(*pair) is None
    first = between[0]
    return first.sure and first.attacker == pair[0]


def _in_system(cow: int, on: date) -> bool:
    """Tell whether a state belonged to the state system, whose wars alone the data tell of."""
    spells = spells_of(state_of(cow, on))
    return not spells or any(
        (one.start or on) <= on and (one.end is None or on <= one.end) for one in spells
    )
