"""In which part of the world states lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.actors.actor import ActorKind
from foedera.resources import record

if TYPE_CHECKING:
    from foedera.actors.catalogue import Catalogue

#: Where nothing tells in which part a state lies.
ELSEWHERE: Final = "elsewhere"
#: The parts of the world, in the order of their numbers among states (COW).
REGIONS: Final = ("americas", "europe", "africa", "middle-east", "asia", ELSEWHERE)


def region_of(state: str, catalogue: Catalogue) -> str:
    """Return the part of the world that a state lies in, by its number among states (COW)."""
    number = _number(state, catalogue)
    for region, content in record("regions.yaml").items():
        first, last = (int(code) for code in content["codes"])
        if state in content["also"] or (number is not None and first <= number <= last):
            return str(region)
    return ELSEWHERE


def _number(state: str, catalogue: Catalogue) -> int | None:
    if state not in catalogue or catalogue.kind(state) is not ActorKind.STATE:
        return None
    code = catalogue.state(state).cow
    return int(code) if code else None
