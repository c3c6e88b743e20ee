"""What every gate can tell of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from foedera.accounts import Person


class Gate(Protocol):
    """Tells who sends a request, and whether a form is theirs."""

    @property
    def has_accounts(self) -> bool:
        """Whether people sign in; without accounts everybody at this machine is let in."""

    def person(self, request: Request) -> Person | None:
        """Return who sends a request; None for somebody unknown."""

    def stamp(self, request: Request) -> str:
        """Return what a form of a page must send back, so that no other site can send it."""

    def check(self, request: Request, form: Mapping[str, str]) -> None:
        """Refuse a form that no page of this server made.

        Raises:
            ForgedRequestError: It does not bear the stamp, or comes from elsewhere.
        """
