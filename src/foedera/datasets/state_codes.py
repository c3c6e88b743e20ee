"""The numbers of the state system (Correlates of War), and the states they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from foedera.actors import Catalogue
from foedera.datasets.errors import StateWithoutNumberError, UnknownStateNumberError
from foedera.dates import PartialDate
from foedera.identifiers import ActorId
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Bearer:
    """A state and the days for which a number stands for it.

    Attributes:
        state: Code of the catalogue.
        first: First day.
        last: Last day.
    """

    state: ActorId
    first: date = date.min
    last: date = date.max


def state_of(cow: int, day: date) -> ActorId:
    """Return the state that a number stands for on a day.

    The number alone decides: whether the state existed that day is another question.

    Raises:
        UnknownStateNumberError: No state of the catalogue bears it.
    """
    return next(one.state for one in bearers(cow) if one.first <= day <= one.last)


def cow_of(state: ActorId) -> int | None:
    """Return a state's number; None for one that never had any."""
    return _numbers().get(state)


def bearers(cow: int) -> tuple[Bearer, ...]:
    """Return the states that a number stands for, one after another, without a gap.

    Raises:
        UnknownStateNumberError: No state of the catalogue bears it.
    """
    try:
        return _bearers()[cow]
    except KeyError:
        raise UnknownStateNumberError(cow) from None


@cache
def code_of(state: str | int) -> int:
    """Return a state's COW code, given it or the state's own code.

    Raises:
        StateWithoutNumberError: It never had one.
        UnknownActorError: No state has such a code.
        UnknownStateNumberError: No state bears the number.
    """
    if isinstance(state, int):
        bearers(state)
        return state
    known = Catalogue.load().state(state.upper()).code
    code = cow_of(known)
    if code is None:
        raise StateWithoutNumberError(state, known)
    return code


def codes_between(cow: int, first: date, last: date) -> tuple[Bearer, ...]:
    """Return the states that a number stands for from one day to another, in order.

    Raises:
        UnknownStateNumberError: No state of the catalogue bears it.
    """
    return tuple(one for one in bearers(cow) if one.first <= last and first <= one.last)


@cache
def _bearers() -> Mapping[int, tuple[Bearer, ...]]:
    found: dict[int, tuple[Bearer, ...]] = {
        int(one.cow): (Bearer(one.code),) for one in Catalogue.load().states() if one.cow
    }
    dated: dict[int, list[Bearer]] = {}
    for row in record("datasets/state-codes.yaml"):
        first = PartialDate.parse(row["from"]).earliest if "from" in row else date.min
        last = PartialDate.parse(row["to"]).latest if "to" in row else date.max
        dated.setdefault(int(row["cow"]), []).append(Bearer(ActorId(row["state"]), first, last))
    return {**found, **{number: tuple(rows) for number, rows in dated.items()}}


@cache
def _numbers() -> Mapping[ActorId, int]:
    return {one.state: number for number, rows in _bearers().items() for one in rows}
