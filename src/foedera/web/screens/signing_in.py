"""Signing in and out, and joining by a link."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from foedera.accounts.errors import (
    AccountsError,
    RefusedSignInError,
    TooManyTriesError,
    UnusableInvitationError,
)
from foedera.web.reply import Moved, Page
from foedera.web.screen import Screen
from foedera.web.screens.at_team import gate_of, local, said

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_STYLES: Final = ("team.css",)


def sign_in_page(asked: Asked, back: str, error: AccountsError | None = None) -> Page:
    """Return the page that asks for name and password.

    Args:
        asked: The request.
        back: Where to go afterwards.
        error: Why nobody was let in.
    """
    wait = error.seconds if isinstance(error, TooManyTriesError) else 0
    return Page(
        template="sign_in.html",
        title=asked.words("team-sign-in"),
        data={"next": local(back, asked.language), "public": asked.desk.gate.everybody is not None},
        shown={
            "error": said(error, asked) if error else "",
            "name": asked.form.get("name", "")[:80],
        },
        styles=_STYLES,
        status=HTTPStatus.TOO_MANY_REQUESTS if wait else HTTPStatus.UNAUTHORIZED,
        headers={"retry-after": str(wait)} if wait else {},
        private=True,
    )


def _ask(asked: Asked) -> Reply:
    gate_of(asked)
    return replace(sign_in_page(asked, asked.text("next", most=2000)), status=HTTPStatus.OK)


def _sign_in(asked: Asked) -> Reply:
    gate, form = gate_of(asked), asked.form
    back = form.get("next", "")
    gate.cookies(asked.request, "-")  # refuses a connection that others can read
    try:
        secret = gate.team.sign_in(
            form.get("name", ""),
            form.get("password", ""),
            gate.doer(asked.request),
            before=gate.cookie_of(asked.request),
        )
    except (RefusedSignInError, TooManyTriesError) as error:
        return sign_in_page(asked, back, error)
    return Moved(to=local(back, asked.language), cookies=gate.cookies(asked.request, secret))


def _sign_out(asked: Asked) -> Reply:
    gate = gate_of(asked)
    gate.team.sign_out(gate.cookie_of(asked.request), gate.doer(asked.request))
    return Moved(to=asked.link("/sign-in"), cookies=gate.cookies(asked.request, ""))


def _invitation(asked: Asked) -> Reply:
    return _joining(asked, asked.text("link"))


def _join(asked: Asked) -> Reply:
    gate, form = gate_of(asked), asked.form
    link, password = form.get("link", ""), form.get("password", "")
    gate.cookies(asked.request, "-")
    if password != form.get("again", ""):
        return _joining(asked, link, asked.words("team-password-differs"))
    doer = gate.doer(asked.request)
    try:
        secret = gate.team.accept(link, password, doer, form.get("shown", ""))
    except AccountsError as error:
        return _joining(asked, link, said(error, asked))
    return Moved(to=asked.link("/"), cookies=gate.cookies(asked.request, secret))


def _joining(asked: Asked, link: str, error: str = "") -> Page:
    gate = gate_of(asked)
    try:
        found = gate.team.invitation(link, gate.now())
    except UnusableInvitationError as unusable:
        return Page(
            template="sign_in_refused.html",
            title=asked.words("team-join"),
            shown={"error": said(unusable, asked)},
            styles=_STYLES,
            status=HTTPStatus.GONE,
            private=True,
        )
    return Page(
        template="invitation.html",
        title=asked.words("team-new-password" if found.renews else "team-join"),
        data={"name": found.name, "role": found.role.value, "renews": found.renews},
        shown={"error": error, "link_secret": link, "shown": asked.form.get("shown", "")[:80]},
        styles=_STYLES,
        status=HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK,
        private=True,
    )


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/sign-in", _ask, None),
    Screen("/sign-in", _sign_in, None, ("POST",), 16 * 1024),
    Screen("/sign-out", _sign_out, None, ("POST",), 16 * 1024),
    Screen("/invitation", _invitation, None),
    Screen("/invitation", _join, None, ("POST",), 16 * 1024),
)
