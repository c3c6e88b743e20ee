"""Who attacked whom in a war, and who came to whose help.

The war data tell on which side a state fought, since when, and whether it began the war.
Rules, after Leeds, Long and Mitchell (2000) and Leeds (2003), who ask what a treaty asked
for in the very war that came:

1. On the first day the side of those who began the war attacked the other.
2. Who came in later on that side attacked the other, too.
3. Who came in later on the side attacked came to its help, or was itself attacked: the data
   do not say. ``data/datasets/war-attacks.yaml`` does for the wars that grew; for others
   the clash is in doubt.
4. Who came to the help of the attacked is no aggressor: its attack on those who began the
   war calls none of their allies, and theirs on it, which it brought on, none of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.state_codes import cow_of
from foedera.datasets.wars.war import Participant, Stint, War
from foedera.dates import Interval, PartialDate
from foedera.resources import record

#: The other side of a war.
_OPPOSITE: Final = {1: 2, 2: 1}

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Clash:
    """One state's turning against another in a war.

    Attributes:
        attacker: COW code of who struck first between the two.
        victim: COW code of the other.
        day: When.
        helping: Whether it came to the help of others whom the victim's side had attacked.
        sure: Whether it is known who struck first.
        forces: Whether it fell upon forces abroad alone.
    """

    attacker: int
    victim: int
    day: date
    helping: bool = False
    sure: bool = True
    forces: bool = False

    def other(self, state: int) -> int:
        """Return the adversary of one of the two."""
        return self.victim if state == self.attacker else self.attacker

    def concerns(self, state: int) -> bool:
        """Tell whether a state is one of the two."""
        return state in {self.attacker, self.victim}


def clashes(war: War) -> tuple[Clash, ...]:
    """Return the clashes of a war, in the order of their days.

    Args:
        war: The war; states it does not hold are left out.
    """
    told = _told().get(war.number)
    if told is not None:
        known = (one for one in told if {one.attacker, one.victim} <= war.by_state.keys())
        return tuple(sorted(known, key=lambda one: (one.day, one.attacker, one.victim)))
    found = (clash for one in war.participants for clash in _of(war, one))
    return tuple(sorted(found, key=lambda one: (one.day, one.attacker, one.victim)))


def completed(war: War) -> War:
    """Return a war with the states that it drew in though the war data do not count them.

    Denmark in 1940 and Montenegro in 1914 were attacked or fought, the one without a battle,
    the other outside the state system. Each is on the side opposed to the state it met.

    Args:
        war: As the war data have it.
    """
    uncounted = _uncounted().get(war.number, frozenset()) - war.by_state.keys()
    extra: dict[int, Participant] = {}
    for one in _told().get(war.number, ()):
        for state, other in ((one.attacker, one.victim), (one.victim, one.attacker)):
            met = war.by_state.get(other)
            if state in uncounted and state not in extra and met is not None:
                extra[state] = Participant(state, (_stint(one, met),))
    if not extra:
        return war
    return War(war.number, war.name, (*war.participants, *extra.values()))


def _stint(clash: Clash, met: Participant) -> Stint:
    """Return the fighting of a state that met another: who helps fights as long as that."""
    last = max(met.left, clash.day) if clash.helping else clash.day
    side = _OPPOSITE[met.side(clash.day)]
    days = Interval.on(clash.day), Interval.on(last)
    return Stint(side, *days, initiator=False, fought=None, regions=frozenset())


def _of(war: War, state: Participant) -> Iterator[Clash]:
    """Yield the clashes of one state with those already in the war, or coming in with it."""
    begun = war.begun_by
    for other in war.participants:
        day = war.opposed(state.cow, other.cow)
        later = (state.joined, state.cow) < (other.joined, other.cow)
        if day is None or later:
            continue
        mine, theirs = state.side(day), other.side(day)
        first = max(state.joined, other.joined) == war.start
        sure = len(begun) == 1 and (first or mine in begun)
        if mine in begun and (theirs not in begun or state.initiator):
            yield Clash(state.cow, other.cow, day, sure=sure)
        elif first and theirs in begun:
            yield Clash(other.cow, state.cow, day, sure=sure)
        else:
            yield Clash(state.cow, other.cow, day, helping=bool(begun), sure=False)


@cache
def _told() -> Mapping[int, tuple[Clash, ...]]:
    table = record("datasets/war-attacks.yaml")["wars"]
    return {int(number): tuple(map(_clash, _single(rows))) for number, rows in table.items()}


@cache
def _uncounted() -> Mapping[int, frozenset[int]]:
    table = record("datasets/war-attacks.yaml")["uncounted"]
    return {
        int(number): frozenset(cow_of(one) or 0 for one in row) for number, row in table.items()
    }


def _single(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for row in rows:
        for one in row["on"]:
            yield {**row, "on": one}


def _clash(row: Mapping[str, Any]) -> Clash:
    attacker, victim = (cow_of(row[key]) or 0 for key in ("by", "on"))
    day = PartialDate.parse(row["day"]).earliest
    return Clash(attacker, victim, day, "helping" in row, forces=row.get("forces") == "yes")
