"""Tokens of everybody: which programs may come, and when they last did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.accounts import Role
from foedera.web.people_data import token_data
from foedera.web.reply import Moved, Page, Table
from foedera.web.screen import Screen
from foedera.web.screens.at_team import doer, gate_of, moment, signed_in

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_COLUMNS: Final = (
    "id",
    "name",
    "label",
    "role",
    "good",
    "made_at",
    "expires_at",
    "used_at",
    "ended_at",
)


def _tokens(asked: Asked) -> Page:
    gate = gate_of(asked)
    now = gate.now()
    found = gate.team.tokens()
    rows = [token_data(one, now) for one in found]
    return Page(
        template="admin/tokens.html",
        title=asked.words("team-tokens"),
        at="admin",
        data={"tokens": rows},
        table=Table(_COLUMNS, [[row[name] for name in _COLUMNS] for row in rows]),
        shown={"tokens": found, "moment": moment, "now": now},
        styles=("team.css",),
        private=True,
    )


def _end(asked: Asked) -> Reply:
    signed_in(asked)
    gate_of(asked).team.end_token(asked.form.get("token", ""), doer(asked))
    return Moved(to=asked.link("/admin/tokens"))


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/admin/tokens", _tokens, Role.KEEPER),
    Screen("/admin/tokens/end", _end, Role.KEEPER, ("POST",), 16 * 1024),
)
