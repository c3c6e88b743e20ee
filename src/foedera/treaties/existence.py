"""Which states exist on a day: only they can attack, be attacked, owe and be owed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foedera.actors import Catalogue, State
from foedera.treaties.case import THE_CHARTER
from foedera.treaties.errors import SelfAttackError, StateNotExistingError
from foedera.treaties.steps import LODGING, Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument

#: Acts by which a state makes a treaty: whoever does them acts as one.
_MAKING = LODGING | {Act.SIGN, Act.RATIFY, Act.ACCEDE}


def require(state: ActorId, on: date, known: Mapping[ActorId, Sequence[Instrument]]) -> None:
    """Make sure that a state existed on a day.

    The days are those of the state system (COW). A state of which the catalogue says none
    is let pass, and so is one that made treaties outside them: the Federal Republic of
    Germany before 1990, Japan in 1951.

    Args:
        state: Which.
        on: The day.
        known: The instruments of each state that the registry knows.

    Raises:
        StateNotExistingError: It was not; its days and its kin are named.
        UnknownActorError: The code stands for no state.
    """
    catalogue = Catalogue.load()
    if state not in catalogue and state in known:
        return
    found = catalogue.state(state)
    if found.spells and not any(_holds(spell, on) for spell in found.spells):
        if _acted(state, on, found.spells, known.get(state, ())):
            return
        raise StateNotExistingError(state, on, found.spells, _kin(found))


def require_two(
    attacker: ActorId, victim: ActorId, on: date, known: Mapping[ActorId, Sequence[Instrument]]
) -> None:
    """Make sure that a case has two states, both in the state system that day.

    Raises:
        SelfAttackError: Both are one.
        StateNotExistingError: One was none; its days and its kin are named.
        UnknownActorError: A code stands for no state.
    """
    if attacker == victim:
        raise SelfAttackError(attacker)
    for state in (attacker, victim):
        require(state, on, known)


def gone(state: ActorId, on: date) -> bool:
    """Tell whether a state had ceased to be by a day, having successors."""
    last = last_day(state)
    return last is not None and last < on


def last_day(state: ActorId) -> date | None:
    """Return the last day of a state that others have succeeded; None for any other."""
    return _last_days().get(state)


def spells_of(state: ActorId) -> tuple[Interval, ...]:
    """Return the days on which a state was one; nothing where the catalogue does not say."""
    catalogue = Catalogue.load()
    return catalogue.record(state).spells if state in catalogue else ()


@cache
def _last_days() -> Mapping[ActorId, date]:
    return {
        one.code: one.spells[-1].end
        for one in Catalogue.load().states()
        if one.successors and one.spells and one.spells[-1].end
    }


def _acted(
    state: ActorId, on: date, spells: Sequence[Interval], known: Iterable[Instrument]
) -> bool:
    """Tell whether a state made a treaty outside the state system, and has not ended since."""
    for instrument in known:
        if instrument.id == THE_CHARTER:  # some of its founders, as Ukraine, were no states
            continue
        for step in instrument.steps:
            day = step.when.end
            if step.state != state or step.act not in _MAKING or day is None or day > on:
                continue
            ended = any(spell.end and day <= spell.end < on for spell in spells)
            if not ended and not any(_holds(spell, day) for spell in spells):
                return True
    return False


def _kin(state: State) -> tuple[ActorId, ...]:
    """Return a state's successors, then those that it succeeded."""
    before = (one.code for one in Catalogue.load().states() if state.code in one.successors)
    return (*state.successors, *before)


def _holds(spell: Interval, on: date) -> bool:
    return (spell.start is None or spell.start <= on) and (spell.end is None or on <= spell.end)
