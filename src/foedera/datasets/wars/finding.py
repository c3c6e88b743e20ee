"""What is found on one point of a clause, and the defaults for what stays open."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from foedera.treaties.certainty import Truth, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Aspect(Enum):
    """What a point is about."""

    ADVERSARY = "adversary"
    PLACE = "place"
    ATTACKED = "attacked"  # who struck first
    CONDITION = "condition"
    TIME = "time"
    OTHER = "other"


#: Wording of a point of the law -> what it is about.
ASPECTS: Final = {
    "reason-other-attacker": Aspect.ADVERSARY,
    "reason-other-adversary": Aspect.ADVERSARY,
    "reason-outsiders": Aspect.ADVERSARY,
    "open-outsider": Aspect.ADVERSARY,
    "open-attack-by-party": Aspect.ADVERSARY,
    "open-named-adversary": Aspect.ADVERSARY,
    "open-several-adversaries": Aspect.ADVERSARY,
    "reason-other-target": Aspect.PLACE,
    "open-target": Aspect.PLACE,
    "reason-outside-area": Aspect.PLACE,
    "reason-inside-area": Aspect.PLACE,
    "open-area": Aspect.PLACE,
    "reason-aggressor-not-helped": Aspect.ATTACKED,
    "reason-not-attacked": Aspect.ATTACKED,
    "reason-provoked": Aspect.ATTACKED,
    "open-not-provoked": Aspect.ATTACKED,
    "open-request": Aspect.CONDITION,
    "open-joint-finding": Aspect.CONDITION,
    "open-organ-decision": Aspect.CONDITION,
    "open-demand-rejected": Aspect.CONDITION,
    "open-other": Aspect.CONDITION,
    "open-ceasefire": Aspect.CONDITION,
    "open-begun-before": Aspect.TIME,
    "reason-over-before": Aspect.TIME,
}
#: What is taken where a point stays open. An attacked state is taken to have asked for help,
#: and what a clause asks for beside to have come; not so what is rare, or was made known
#: where it happened: the named adversary, the named place, a finding, an organ's decision.
DEFAULTS: Final = {
    "open-outsider": Truth.YES,
    "open-attack-by-party": Truth.YES,
    "open-named-adversary": Truth.NO,
    "open-several-adversaries": Truth.NO,
    "open-target": Truth.YES,
    "open-area": Truth.NO,
    "open-not-provoked": Truth.YES,
    "open-request": Truth.YES,
    "open-joint-finding": Truth.NO,
    "open-organ-decision": Truth.NO,
    "open-demand-rejected": Truth.YES,
    "open-other": Truth.YES,
    "open-ceasefire": Truth.NO,
    "open-begun-before": Truth.NO,
    "who-struck-first": Truth.NO,
    "open-days": Truth.YES,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One point, as far as it is known.

    Attributes:
        aspect: What it is about.
        wording: Entry of ``data/wording/treaties.yaml`` or of ``data/wording/wars.yaml``.
        truth: Whether it is met.
        best: Whether it is taken to be.
        because: Why, by language, where the history of the war settles it.
    """

    aspect: Aspect
    wording: str
    truth: Truth
    best: Truth
    because: Mapping[str, str] = field(default_factory=dict, hash=False)


def truth_of(found: Iterable[Finding]) -> Truth:
    """Tell whether all points are met."""
    return all_of(*(one.truth for one in found))


def best_of(found: Iterable[Finding]) -> Truth:
    """Tell whether all points are taken to be met."""
    return all_of(*(one.best for one in found))
