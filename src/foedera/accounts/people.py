"""Who comes to the door, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What somebody may do; each may do all that the one before it may."""

    READER = "reader"  # look, ask, export
    CODER = "coder"  # decide proposals, add reports
    KEEPER = "keeper"  # invite people, make releases, keep the server

    def covers(self, needed: Role) -> bool:
        """Tell whether whoever has this role may do what another role is needed for."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is let in.

    Attributes:
        name: Under which their decisions stand in the ledger.
        role: What they may do.
        shown: What they are called on pages.
    """

    name: str
    role: Role
    shown: str = ""
