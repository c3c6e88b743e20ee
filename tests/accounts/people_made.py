"""People made for tests, and moments at which they do things."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from foedera.accounts import Doer, Role
from foedera.accounts.passwords import Passwords

if TYPE_CHECKING:
    from foedera.accounts import Team

START: Final = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
PASSWORD: Final = "tujuh perahu biru di dermaga"  # noqa: S105 - of people made for tests
#: As passwords are not kept but in tests, which sign in a hundred times.
QUICK: Final = Passwords(memory=64, times=1)
OTHER: Final = "lima gajah menyeberangi kali"


def doer(at: datetime = START, address: str = "192.0.2.7", name: str = "") -> Doer:
    """Return whoever does something, from somewhere, at a moment."""
    return Doer(name, address, at, "A browser")


def joined(team: Team, name: str, role: Role = Role.CODER, at: datetime = START) -> str:
    """Let somebody join, and return the secret of their session."""
    _, link = team.invite(name, role, doer(at))
    return team.accept(link, PASSWORD, doer(at))
