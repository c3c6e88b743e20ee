"""People and links: who is let in, as what, and who is invited."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from foedera.accounts import Role
from foedera.accounts.errors import AccountsError
from foedera.web.errors import UnreadableParameterError
from foedera.web.people_data import account_data, invitation_data
from foedera.web.reply import Moved, Page, Table
from foedera.web.screen import Screen
from foedera.web.screens.at_team import doer, gate_of, moment, said, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.accounts import Invitation
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_SMALL: Final = 16 * 1024
_COLUMNS: Final = ("name", "shown", "role", "active", "made_at", "seen_at", "sessions", "tokens")


def _people(asked: Asked) -> Page:
    gate = gate_of(asked)
    now = gate.now()
    known, invited = gate.team.people(now), gate.team.invitations(now)
    rows = [account_data(one) for one in known]
    return Page(
        template="admin/people.html",
        title=asked.words("team-people"),
        at="admin",
        data={"people": rows, "invitations": [invitation_data(one) for one in invited]},
        table=Table(_COLUMNS, [[row[name] for name in _COLUMNS] for row in rows]),
        shown={
            "people": known,
            "invitations": invited,
            "roles": [one.value for one in Role],
            "moment": moment,
            "error": "",
            "made": None,
            "address": "",
        },
        styles=("team.css",),
        private=True,
    )


def _invite(asked: Asked) -> Reply:
    signed_in(asked)
    name, role = asked.form.get("name", ""), _role(asked)
    return _linked(asked, lambda: gate_of(asked).team.invite(name, role, doer(asked)))


def _renew(asked: Asked) -> Reply:
    signed_in(asked)
    name = asked.form.get("name", "")
    return _linked(asked, lambda: gate_of(asked).team.renew(name, doer(asked)))


def _linked(asked: Asked, make: Callable[[], tuple[Invitation, str]]) -> Reply:
    """Show a link that was made: this once, since it is kept nowhere."""
    try:
        made, secret = make()
    except AccountsError as error:
        return _refused(asked, error)
    request = asked.request
    path = f"/{asked.language}/invitation?link={secret}"
    address = f"{request.url.scheme}://{request.url.netloc}{path}"
    page = _people(asked)
    return replace(page, shown={**page.shown, "made": made, "address": address})


def _change_role(asked: Asked) -> Reply:
    signed_in(asked)
    name, role = asked.form.get("name", ""), _role(asked)
    return _changed(asked, lambda: gate_of(asked).team.set_role(name, role, doer(asked)))


def _change_active(asked: Asked) -> Reply:
    signed_in(asked)
    team, name = gate_of(asked).team, asked.form.get("name", "")
    change = team.reactivate if asked.form.get("active") == "1" else team.deactivate
    return _changed(asked, lambda: change(name, doer(asked)))


def _end_link(asked: Asked) -> Reply:
    signed_in(asked)
    link = asked.form.get("invitation", "")
    return _changed(asked, lambda: gate_of(asked).team.end_invitation(link, doer(asked)))


def _changed(asked: Asked, change: Callable[[], object]) -> Reply:
    try:
        change()
    except AccountsError as error:
        return _refused(asked, error)
    return Moved(to=asked.link("/admin/people"))


def _refused(asked: Asked, error: AccountsError) -> Page:
    page = _people(asked)
    shown = {**page.shown, "error": said(error, asked)}
    return replace(page, shown=shown, status=HTTPStatus.BAD_REQUEST)


def _role(asked: Asked) -> Role:
    told = asked.form.get("role", "")
    try:
        return Role(told)
    except ValueError:
        expected = "one of: " + ", ".join(one.value for one in Role)
        raise UnreadableParameterError("role", told, expected) from None


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/admin/people", _people, Role.KEEPER),
    Screen("/admin/people/invite", _invite, Role.KEEPER, ("POST",), _SMALL),
    Screen("/admin/people/renew", _renew, Role.KEEPER, ("POST",), _SMALL),
    Screen("/admin/people/role", _change_role, Role.KEEPER, ("POST",), _SMALL),
    Screen("/admin/people/active", _change_active, Role.KEEPER, ("POST",), _SMALL),
    Screen("/admin/people/link", _end_link, Role.KEEPER, ("POST",), _SMALL),
)
