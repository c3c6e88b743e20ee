"""The audit log: what was done, narrowed by person, kind and day."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

from foedera.accounts import DeedKind, Role, Wanted
from foedera.web.people_data import deed_data
from foedera.web.reply import Page, Table
from foedera.web.screen import Screen
from foedera.web.screens.at_team import gate_of, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.accounts import Team
    from foedera.web.asked import Asked

_MOST: Final = 100
_COLUMNS: Final = ("number", "at", "name", "address", "kind", "about", "told")


def _audit(asked: Asked) -> Page:
    team = gate_of(asked).team
    wanted = _wanted(asked)
    found = team.deeds(wanted, _MOST + 1)
    shown, further = found[:_MOST], len(found) > _MOST
    after = shown[-1].number if further else None
    return Page(
        template="admin/audit.html",
        title=asked.words("team-audit"),
        at="admin",
        data={"deeds": [deed_data(one) for one in shown], "after": after},
        table=Table(_COLUMNS, _rows(team, wanted)),
        shown={
            "deeds": shown,
            "after": after,
            "moment": moment,
            "kinds": [one.value for one in DeedKind],
            "count": team.count_deeds(_wanted(asked, paged=False)),
            "altered": team.altered_deed() if asked.choice("verify", ("1",)) else None,
        },
        styles=("team.css",),
        private=True,
    )


def _wanted(asked: Asked, *, paged: bool = True) -> Wanted:
    kind = asked.choice("kind", [one.value for one in DeedKind])
    since, until = asked.day("since"), asked.day("until")
    return Wanted(
        name=asked.text("name"),
        kind=DeedKind(kind) if kind else None,
        since=datetime.combine(since, time.min, tzinfo=UTC) if since else None,
        until=datetime.combine(until, time.max, tzinfo=UTC) if until else None,
        before=asked.whole("after", 0) or None if paged else None,
    )


def _rows(team: Team, wanted: Wanted) -> Iterator[list[object]]:
    """Yield all that are wanted, not only those of the page."""
    for one in team.deeds(wanted):
        row = deed_data(one)
        told = [f"{name}={value}" for name, value in row["told"].items()]
        yield [*(row[name] for name in _COLUMNS[:-1]), told]


SCREENS: Final[tuple[Screen, ...]] = (Screen("/admin/audit", _audit, Role.KEEPER),)
