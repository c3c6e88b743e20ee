"""How a state ratifies: the organs a treaty passes at home before consent is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedera.resources import records
from foedera.treaties.steps import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.identifiers import ActorId


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a procedure at home.

    Attributes:
        act: What it counts as; none of them binds the state abroad but the last.
        organ: Who acts, by language.
        required: Whether every treaty of weight passes it.
    """

    act: Act
    organ: Mapping[str, str]
    required: bool


@dataclass(frozen=True, slots=True)
class Procedure:
    """How one state ratifies.

    Attributes:
        state: Whose.
        law: Where it is laid down.
        stages: In order.
        sources: What it was written from.
        remark: What the press mixes up, by language.
    """

    state: ActorId
    law: str
    stages: tuple[Stage, ...]
    sources: tuple[str, ...]
    remark: Mapping[str, str]


def procedure(state: ActorId) -> Procedure | None:
    """Return how a state ratifies; None where that is not on record."""
    return _procedures().get(state)


@cache
def _procedures() -> Mapping[ActorId, Procedure]:
    found = {}
    for _, entry in records("procedures/ratification"):
        stages = tuple(
            Stage(Act(one["act"]), one["organ"], one.get("required", "yes") == "yes")
            for one in entry["stages"]
        )
        found[entry["state"]] = Procedure(
            entry["state"], entry["law"], stages, tuple(entry["sources"]), entry.get("remark", {})
        )
    return found
