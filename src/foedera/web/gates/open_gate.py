"""The gate of a server on one's own machine: whoever reaches it is the one who started it."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from foedera.accounts import Person, Role
from foedera.web.errors import ForgedRequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

#: The field of a form that bears the stamp, and the header a script sends it in.
STAMP: Final = "stamp"
HEADER: Final = "x-foedera-stamp"
#: What browsers say of requests that our own pages send, or that somebody typed.
_OURS: Final = frozenset({"same-origin", "none"})


class OpenGate:
    """Lets everybody in as the one coder who keeps this ledger.

    Only for servers that listen on loopback. Pages of other sites in the same browser can
    reach those, too: a form needs the stamp, which they cannot read.

    Args:
        coder: Under which name decisions stand.
    """

    has_accounts = False
    everybody = Role.KEEPER

    def __init__(self, coder: str) -> None:
        self._person = Person(coder, Role.KEEPER)
        self._stamp = secrets.token_urlsafe(32)

    def person(self, request: Request) -> Person:  # noqa: ARG002 - whoever it is
        """Return the coder."""
        return self._person

    def stamp(self, request: Request) -> str:  # noqa: ARG002 - ditto
        """Return this server's stamp: another at every start."""
        return self._stamp

    def check(self, request: Request, form: Mapping[str, str]) -> None:
        """Refuse a form of another site; see ``Gate``."""
        given = form.get(STAMP) or request.headers.get(HEADER, "")
        if foreign(request) or not hmac.compare_digest(given.encode(), self._stamp.encode()):
            raise ForgedRequestError

    def done(self, request: Request, form: Mapping[str, str], path: str) -> None:
        """Take no note: there is one person, and the ledger tells what was recorded."""


def foreign(request: Request) -> bool:
    """Tell whether a browser says that a request comes from another site's page."""
    said = request.headers.get("sec-fetch-site")
    if said is not None and said not in _OURS:
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")
