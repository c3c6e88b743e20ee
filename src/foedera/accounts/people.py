"""Who comes to the door, and what they may do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from foedera.accounts.errors import UnusableNameError

if TYPE_CHECKING:
    from datetime import datetime

#: Longest name, as long as a coder's name in the ledger may be.
_LONGEST: Final = 80


class Role(Enum):
    """What somebody may do; each may do all that the one before it may."""

    READER = "reader"  # look, ask, export
    CODER = "coder"  # decide proposals, add reports
    KEEPER = "keeper"  # invite people, make releases, keep the server

    def covers(self, needed: Role) -> bool:
        """Tell whether whoever has this role may do what another role is needed for."""
        order = list(Role)
        return order.index(self) >= order.index(needed)

    def at_most(self, other: Role) -> Role:
        """Return the lesser of two roles."""
        return self if other.covers(self) else other


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


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept of somebody; never their password.

    Attributes:
        person: Who it is, and what they may do.
        active: Whether they are let in.
        made_at: When they accepted their invitation.
        seen_at: When they last came; None where they have not since they last signed out.
        sessions: How many browsers they are signed in with.
        tokens: How many of their tokens are good.
    """

    person: Person
    active: bool
    made_at: datetime
    seen_at: datetime | None = None
    sessions: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something, from where, and when.

    Attributes:
        name: Of the person; empty for somebody unknown, and for the server's own command line.
        address: The network address it comes from, or ``terminal``.
        at: The moment, in UTC.
        agent: What the browser calls itself.
    """

    name: str
    address: str
    at: datetime
    agent: str = ""


def person_name(told: str) -> str:
    """Return a name as it is kept: composed letters, single spaces.

    Raises:
        UnusableNameError: It is empty, too long, or holds what is not printed.
    """
    name = unicodedata.normalize("NFC", re.sub(" +", " ", told)).strip()
    if not name:
        raise UnusableNameError(name, "it is empty")
    if len(name) > _LONGEST:
        raise UnusableNameError(name[:_LONGEST], f"it is longer than {_LONGEST} characters")
    if not name.isprintable():
        raise UnusableNameError(name, "it holds characters that are not printed")
    return name


def folded(name: str) -> str:
    """Return what two names share that nobody can tell apart by their letters' case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
