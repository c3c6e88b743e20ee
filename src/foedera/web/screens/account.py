"""One's own account: password, sessions, tokens."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from foedera.accounts import Role, Wish
from foedera.accounts.errors import AccountsError
from foedera.accounts.tokens import LONGEST, USUAL
from foedera.web.errors import UnreadableParameterError
from foedera.web.people_data import session_data, token_data
from foedera.web.reply import Moved, Page
from foedera.web.screen import Screen
from foedera.web.screens.at_team import doer, gate_of, moment, said, signed_in

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_SMALL: Final = 16 * 1024


def _account(asked: Asked) -> Page:
    person, gate = signed_in(asked), gate_of(asked)
    now, current = gate.now(), gate.session(asked.request)
    sessions = gate.team.sessions(person.name, now)
    tokens = [one for one in gate.team.tokens(person.name) if one.good(now)]
    return Page(
        template="account.html",
        title=asked.words("team-account"),
        data={
            "name": person.name,
            "shown": person.shown,
            "role": person.role.value,
            "sessions": [session_data(one) for one in sessions],
            "tokens": [token_data(one, now) for one in tokens],
        },
        shown={
            "error": "",
            "done": asked.choice("done", ("password", "session", "token")),
            "secret": "",
            "current": current.id if current else "",
            "sessions": sessions,
            "tokens": tokens,
            "moment": moment,
            "roles": [one.value for one in Role if person.role.covers(one)],
            "usual_days": USUAL,
            "longest_days": LONGEST,
        },
        styles=("team.css",),
        private=True,
    )


def _with(asked: Asked, error: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Page:
    page = _account(asked)
    return replace(page, shown={**page.shown, "error": error}, status=status)


def _change_password(asked: Asked) -> Reply:
    person, gate, form = signed_in(asked), gate_of(asked), asked.form
    if form.get("new", "") != form.get("again", ""):
        return _with(asked, asked.words("team-password-differs"))
    try:
        secret = gate.team.change_password(
            person.name, form.get("present", ""), form.get("new", ""), doer(asked)
        )
    except AccountsError as error:
        return _with(asked, said(error, asked))
    cookies = gate.cookies(asked.request, secret)
    return Moved(to=asked.link("/account", done="password"), cookies=cookies)


def _end_session(asked: Asked) -> Reply:
    person, gate = signed_in(asked), gate_of(asked)
    gate.team.end_session(asked.form.get("session", ""), person.name, doer(asked))
    return Moved(to=asked.link("/account", done="session"))


def _make_token(asked: Asked) -> Reply:
    person, gate, form = signed_in(asked), gate_of(asked), asked.form
    try:
        wish = Wish(
            form.get("label", ""), Role(form.get("role", "reader")), _days(form.get("days"))
        )
    except ValueError:
        raise UnreadableParameterError("role", form["role"], "a role") from None
    try:
        _, secret = gate.team.make_token(person.name, wish, doer(asked))
    except AccountsError as error:
        return _with(asked, said(error, asked))
    page = _account(asked)
    return replace(page, shown={**page.shown, "secret": secret})


def _days(told: str | None) -> int:
    if not told:
        return USUAL
    days = int(told) if told.isascii() and told.isdigit() and len(told) <= 3 else 0  # noqa: PLR2004 - up to a year
    if not 1 <= days <= LONGEST:
        raise UnreadableParameterError("days", told, f"a whole number from 1 to {LONGEST}")
    return days


def _end_token(asked: Asked) -> Reply:
    person, gate = signed_in(asked), gate_of(asked)
    gate.team.end_token(asked.form.get("token", ""), doer(asked), owner=person.name)
    return Moved(to=asked.link("/account", done="token"))


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/account", _account),
    Screen("/account/password", _change_password, methods=("POST",), most=_SMALL),
    Screen("/account/session", _end_session, methods=("POST",), most=_SMALL),
    Screen("/account/token", _make_token, methods=("POST",), most=_SMALL),
    Screen("/account/token/end", _end_token, methods=("POST",), most=_SMALL),
)
