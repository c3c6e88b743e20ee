"""The gate of a team's server: people who sign in, and programs that send their tokens."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from foedera.accounts import DeedKind, Doer, Role
from foedera.accounts.secret import derived, same
from foedera.web.errors import BadTokenError, ForgedRequestError, PlainConnectionError
from foedera.web.gates.open_gate import HEADER, STAMP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from foedera.accounts import Person, Session, Team

#: A browser takes a cookie of this name over an encrypted connection alone, for this server
#: alone, and for all of it (RFC 6265bis); the other is for this machine itself.
COOKIE: Final = "__Host-foedera"
INSECURE_COOKIE: Final = "foedera-insecure-loopback"
SESSION_COOKIES: Final = frozenset({COOKIE, INSECURE_COOKIE})
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_FORM: Final = "foedera form"
#: Where it stands with a request who sent it.
_KNOWN: Final = "foedera.known"
#: What is done by the form of a screen; None for what leaves no trace. Others go by their path.
_KINDS: Final[Mapping[str, DeedKind | None]] = {
    "/read": None,
    "/follow": None,
    "/review/keys": None,
    "/review/{proposal}": DeedKind.DECIDED,
    "/read/keep": DeedKind.REPORT_ADDED,
    "/demo": DeedKind.REPORT_ADDED,
    "/sources": DeedKind.REPORT_ADDED,
    "/sources/quarantine": DeedKind.QUARANTINE_RETRIED,
    "/releases": DeedKind.RELEASE_MADE,
}
#: Screens that take note themselves of what is done there.
_OWN: Final = ("/sign-in", "/sign-out", "/invitation", "/account", "/admin")
#: Fields of a form that are never noted, and the longest value that is.
_SECRET: Final = frozenset({STAMP, "password", "present", "new", "link", "bytes"})
_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class _Known:
    """Who sends a request, and by what they are known."""

    person: Person | None
    session: Session | None = None
    by_token: bool = False


class TeamGate:
    """Lets in whoever is signed in or sends a token, to do what their role allows.

    Args:
        team: The people.
        public: Whether everybody may read.
        now: The clock, in UTC.
    """

    has_accounts = True

    def __init__(
        self, team: Team, *, public: bool = False, now: Callable[[], datetime] | None = None
    ) -> None:
        self.team = team
        self.now = now or (lambda: datetime.now(UTC))
        self.everybody = Role.READER if public else None
        self._secret = secrets.token_urlsafe(32)

    # Who ------------------------------------------------------------------------------

    def person(self, request: Request) -> Person | None:
        """Return who sends a request: by a token if one is sent, else by the session."""
        return self._known(request).person

    def session(self, request: Request) -> Session | None:
        """Return the session a request belongs to; None for none, and for a token."""
        return self._known(request).session

    def by_token(self, request: Request) -> bool:
        """Tell whether a program sent a request, with a token that is good."""
        return self._known(request).by_token

    def doer(self, request: Request, name: str = "") -> Doer:
        """Return whoever does something by a request, as the log tells of them."""
        address = request.client.host if request.client else ""
        return Doer(name, address, self.now(), request.headers.get("user-agent", ""))

    def _known(self, request: Request) -> _Known:
        found = request.scope.get(_KNOWN)
        if not isinstance(found, _Known):
            found = self._found(request)
            request.scope[_KNOWN] = found
        return found

    def _found(self, request: Request) -> _Known:
        sent = request.headers.get("authorization")
        if sent is not None:
            kind, _, secret = sent.partition(" ")
            is_token = kind.lower() == "bearer"
            token = self.team.token(secret.strip(), self.now()) if is_token else None
            if token is None:
                request.scope[_KNOWN] = _Known(None)  # for the page that says so
                raise BadTokenError
            return _Known(token.person, by_token=True)
        cookie = self.cookie_of(request)
        session = self.team.session(cookie, self.now()) if cookie else None
        return _Known(session.person if session else None, session)

    # Cookies --------------------------------------------------------------------------

    def cookie_of(self, request: Request) -> str:
        """Return the secret of the session that a browser sends."""
        return request.cookies.get(_name(request), "")

    def cookies(self, request: Request, secret: str) -> Mapping[str, str]:
        """Return the cookie that keeps a session; an empty secret takes it back.

        Raises:
            PlainConnectionError: It would cross a network in the clear.
        """
        name = _name(request)
        if name == INSECURE_COOKIE and not _is_here(request):
            raise PlainConnectionError
        return {name: secret}

    # Forms ----------------------------------------------------------------------------

    def stamp(self, request: Request) -> str:
        """Return what a form must send back: it follows from the session's secret."""
        known = self._known(request)
        if known.session is not None:
            return derived(self.cookie_of(request), _FORM)
        return derived(self._secret, _FORM)

    def check(self, request: Request, form: Mapping[str, str]) -> None:
        """Refuse a form of another site; a token is sent by nobody's browser unasked."""
        if self._known(request).by_token:
            return
        given = form.get(STAMP) or request.headers.get(HEADER, "")
        if not _from_here(request) or not same(given, self.stamp(request)):
            raise ForgedRequestError

    # What was done --------------------------------------------------------------------

    def done(self, request: Request, form: Mapping[str, str], path: str) -> None:
        """Add to the log what somebody did by a form; who is unknown changes nothing."""
        person = self.person(request)
        if person is None or path.startswith(_OWN):
            return
        kind = _KINDS.get(path, DeedKind.CHANGED)
        if kind is None:
            return
        parts = [str(one) for name, one in request.path_params.items() if name != "language"]
        fields = {
            name: value[:_SHOWN]
            for name, value in form.items()
            if name not in _SECRET and len(value) <= _SHOWN
        }
        about = "/".join(parts)
        doer = self.doer(request, person.name)
        self.team.note(kind, doer, about, path=path, **_apart(fields))


def _apart(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields under names that are nobody else's."""
    return {f"field.{name[:_SHOWN]}": value for name, value in fields.items()}


def _name(request: Request) -> str:
    return COOKIE if request.url.scheme == "https" else INSECURE_COOKIE


def _is_here(request: Request) -> bool:
    """Tell whether a request comes to this machine under one of its own names."""
    return request.url.hostname in _LOOPBACK


def _from_here(request: Request) -> bool:
    """Tell whether a browser says that one of our own pages sent a request.

    One that says nothing is not believed: every browser says where a form comes from.
    """
    said = request.headers.get("sec-fetch-site")
    if said is not None and said != "same-origin":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return said is not None
    told = urlsplit(origin)
    return (told.scheme, told.netloc) == (request.url.scheme, request.url.netloc)
