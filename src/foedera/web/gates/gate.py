"""What every gate can tell of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from foedera.web.errors import NotAllowedError, NotSignedInError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from foedera.accounts import Person, Role


class Gate(Protocol):
    """Tells who sends a request, and whether a form is theirs."""

    @property
    def has_accounts(self) -> bool:
        """Whether people sign in; without accounts everybody at this machine is let in."""

    @property
    def everybody(self) -> Role | None:
        """What whoever is unknown may do; None for nothing that needs a role."""

    def person(self, request: Request) -> Person | None:
        """Return who sends a request; None for somebody unknown.

        Raises:
            BadTokenError: A token was sent that lets nobody in.
        """

    def stamp(self, request: Request) -> str:
        """Return what a form of a page must send back, so that no other site can send it."""

    def check(self, request: Request, form: Mapping[str, str]) -> None:
        """Refuse a form that no page of this server made.

        Raises:
            ForgedRequestError: It does not bear the stamp, or comes from elsewhere.
        """

    def done(self, request: Request, form: Mapping[str, str], path: str) -> None:
        """Take note of what somebody did by a form.

        Args:
            request: The request, as it was answered.
            form: The fields that were sent.
            path: The screen's, below the language.
        """


def let_in(gate: Gate, request: Request, role: Role | None) -> Person | None:
    """Return who sends a request, if they may.

    Args:
        gate: The gate.
        request: The request.
        role: What is needed; None where nothing is.

    Raises:
        NotSignedInError: Nobody known, where somebody must be.
        NotAllowedError: Somebody who may not.
        BadTokenError: A token was sent that lets nobody in.
    """
    person = gate.person(request)
    if role is None:
        return person
    held = person.role if person is not None else gate.everybody
    if held is not None and held.covers(role):
        return person
    if person is None:
        raise NotSignedInError(role.value)
    raise NotAllowedError(person.role.value, role.value)
