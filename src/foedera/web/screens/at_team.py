"""What the screens of a team's server share: its gate, who does something, where to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from foedera.accounts.errors import TooManyTriesError, UnusablePasswordError
from foedera.web.errors import NoSuchPageError, NotSignedInError, SessionNeededError
from foedera.web.gates.team_gate import TeamGate
from foedera.wording import INTERFACES

if TYPE_CHECKING:
    from datetime import datetime

    from foedera.accounts import Doer, Person
    from foedera.errors import FoederaError
    from foedera.web.asked import Asked

#: Longest address to go back to.
_LONGEST: Final = 2000


def gate_of(asked: Asked) -> TeamGate:
    """Return the gate of a team's server.

    Raises:
        NoSuchPageError: Nobody has an account here.
    """
    gate = asked.desk.gate
    if not isinstance(gate, TeamGate):
        raise NoSuchPageError(asked.path)
    return gate


def signed_in(asked: Asked) -> Person:
    """Return who is signed in, in a browser.

    Raises:
        NoSuchPageError: Nobody has an account here.
        NotSignedInError: Somebody unknown.
        SessionNeededError: A program, with a token.
    """
    gate = gate_of(asked)
    if asked.person is None:
        raise NotSignedInError("reader")
    if gate.by_token(asked.request):
        raise SessionNeededError
    return asked.person


def doer(asked: Asked) -> Doer:
    """Return who does something by a request, as the log tells of them."""
    name = asked.person.name if asked.person is not None else ""
    return gate_of(asked).doer(asked.request, name)


def local(address: str, language: str) -> str:
    """Return an address to go back to, if it is a page of this server; else the first page."""
    first = f"/{language}/"
    if not address or len(address) > _LONGEST or "\\" in address or not address.isprintable():
        return first
    try:
        told = urlsplit(address)
    except ValueError:
        return first
    ours = tuple(f"/{one}/" for one in INTERFACES)
    if told.scheme or told.netloc or not told.path.startswith(ours) or "//" in told.path:
        return first
    return first if any(part in {".", ".."} for part in told.path.split("/")) else address


def said(error: FoederaError, asked: Asked) -> str:
    """Return what is wrong, in the language of the page where there are words for it."""
    words = asked.words
    if isinstance(error, TooManyTriesError):
        return words("team-too-many-tries", seconds=words.number(error.seconds))
    key = f"team-{type(error).__name__}"
    if isinstance(error, UnusablePasswordError):
        key = f"team-password-{error.fault}"
    return words(key) if words.has(key) else str(error)


def moment(at: datetime | None) -> str:
    """Return a moment as pages write it; a dash for none."""
    return at.strftime("%Y-%m-%d %H:%M UTC") if at is not None else "–"
