"""For whom and when a registry is complete, so that nothing on record means nothing owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.provisions import ObligationKind


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days, states and kinds of duty of which a registry holds every instrument.

    foedera's own registry claims this for nobody: it holds what has been written into it,
    and a pact that is missing is no sign that there is none. Whoever adds instruments of
    their own (all alliances of ATOP from 1815 to 2018, say) can claim it for these.

    Attributes:
        since: First day.
        until: Last day.
        states: Between which states; None for all.
        kinds: For which kinds of duty; None for ATOP's five.
    """

    since: date
    until: date
    states: frozenset[ActorId] | None = None
    kinds: frozenset[ObligationKind] | None = None

    def of(self, debtor: ActorId, creditor: ActorId) -> bool:
        """Tell whether it speaks of two states."""
        return self.states is None or {debtor, creditor} <= self.states
