"""Points that the history of a single war settles, as they are written down."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.identifiers import ActorId
from foedera.resources import record
from foedera.treaties.provisions import ObligationKind

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The point on which it is told what allies did that the war data do not count.
CONDUCT: Final = "conduct"


@dataclass(frozen=True, slots=True)
class Settled:
    """One point of one alliance's duties in one war.

    Attributes:
        met: Whether it was met.
        because: Why, by language.
        allies: For whose duty; empty for everybody's. For any other it is the opposite.
    """

    met: bool
    because: Mapping[str, str] = field(hash=False)
    allies: tuple[ActorId, ...] = ()

    def holds(self, ally: ActorId) -> bool:
        """Tell whether it was met for an ally's duty."""
        return self.met if not self.allies or ally in self.allies else not self.met


def settled(war: int, alliance: int, kind: ObligationKind) -> Mapping[str, Settled]:
    """Return the points settled for a kind of duty, by what they are about.

    Args:
        war: Number of the war.
        alliance: ATOPID.
        kind: Of the duty.
    """
    return _table().get((war, alliance, kind), {})


@cache
def _table() -> Mapping[tuple[int, int, ObligationKind], Mapping[str, Settled]]:
    found: dict[tuple[int, int, ObligationKind], dict[str, Settled]] = defaultdict(dict)
    for row in record("datasets/war-findings.yaml")["findings"]:
        one = Settled(
            row["met"] == "yes", row["because"], tuple(map(ActorId, row.get("allies", ())))
        )
        kinds = [ObligationKind(row["kind"])] if "kind" in row else list(ObligationKind)
        for kind in kinds:
            found[int(row["war"]), int(row["atop"]), kind][row["point"]] = one
    return found
