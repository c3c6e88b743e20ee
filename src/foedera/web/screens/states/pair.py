"""The page of two states: what each owes the other, and what they are told to do to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import Verdict, dyad_rows
from foedera.web.asked import fill
from foedera.web.errors import UnreadableParameterError
from foedera.web.reply import Page, Table
from foedera.web.screens.asking.refusing import REFUSED, refusal
from foedera.web.screens.asking.shown import entries, tie_groups
from foedera.web.screens.states.conduct import (
    COLUMNS,
    all_of_conduct,
    conduct_data,
    conduct_rows,
    conduct_shown,
)
from foedera.web.screens.states.naming import with_states
from foedera.web.screens.treaties.files import circumstances
from foedera.workspace.answer_data import DYAD_COLUMNS, dyad_cells
from foedera.workspace.answers import ties_of
from foedera.workspace.replies import obligations_reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.identifiers import ActorId
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_FIRST: Final = 1815


def pair(asked: Asked) -> Reply:
    """Answer ``/states/{one}/{other}``. Raises ``FoederaError`` where data cannot be given."""
    return with_states(asked, ("one", "other"), _page)


def pair_reported(asked: Asked) -> Reply:
    """Answer ``/states/{one}/{other}/reported``: all they are told to do to each other."""
    return with_states(asked, ("one", "other"), _reported, "/reported")


def _page(asked: Asked, one: ActorId, other: ActorId) -> Page:
    words = asked.words
    if one == other:
        raise UnreadableParameterError("other", other, "a second state")
    form = asked.request.scope.get("form")
    title = words("law-pair", one=words.name(one), other=words.name(other))
    absent = None
    directions: list[dict[str, Any]] = []
    data: dict[str, Any] = {}
    try:
        if form == "json":
            data = _data(asked, one, other)
        elif form is None:
            directions = [_direction(asked, *both) for both in ((one, other), (other, one))]
    except REFUSED as error:
        if form:
            raise
        absent = refusal(error, asked)
    return Page(
        template="pair.html",
        title=title,
        at="treaties",
        styles=("law.css",),
        scripts=("law.js",),
        data=data,
        table=Table(DYAD_COLUMNS, _rows(asked, one, other)),
        shown={
            "one": one,
            "other": other,
            "absent": absent,
            "directions": directions,
            "conduct": conduct_shown(
                asked, (one, other), f"/states/{fill(one)}/{fill(other)}/reported"
            )
            if form is None
            else {},
        },
    )


def _direction(asked: Asked, debtor: ActorId, creditor: ActorId) -> dict[str, Any]:
    """Return what one of the two owes the other, and what it owes no longer or not yet."""
    words, law = asked.words, asked.workspace.law(asked.known_by)
    groups = tie_groups(ties_of(law, circumstances(asked), (debtor, creditor)))
    alive = [one for one in groups if one.verdict is not Verdict.NOT_BOUND]
    rest = [one for one in groups if one.verdict is Verdict.NOT_BOUND]
    name = f"{debtor}-{creditor}".lower()
    return {
        "debtor": debtor,
        "creditor": creditor,
        "alive": entries(alive, words, prefix=name),
        "rest": entries(rest, words, prefix=f"{name}-no"),
    }


def _data(asked: Asked, one: ActorId, other: ActorId) -> dict[str, Any]:
    under = circumstances(asked)
    return {
        "owes": obligations_reply(asked.workspace, (one, other), None, under),
        "owed": obligations_reply(asked.workspace, (other, one), None, under),
    }


def _rows(asked: Asked, one: ActorId, other: ActorId) -> Iterator[list[Any]]:
    """Yield ATOP's five flags of the pair, for every stretch of days to that asked about."""
    both = {one, other}
    under = circumstances(asked)
    first = under.on.replace(year=min(_FIRST, under.on.year), month=1, day=1)
    rows = dyad_rows(
        asked.workspace.law(asked.known_by),
        (first, under.on),
        "day",
        (both, both),
        known_by=under.known_by,
        coding=under.coding,
    )
    return (dyad_cells(row) for row in rows)


def _reported(asked: Asked, one: ActorId, other: ActorId) -> Page:
    words = asked.words
    title = words("law-pair", one=words.name(one), other=words.name(other))
    return Page(
        template="conduct.html",
        title=f"{words('law-conduct-pair')}: {title}",
        at="treaties",
        styles=("law.css",),
        data=conduct_data(asked, (one, other)),
        table=Table(COLUMNS, conduct_rows(asked, (one, other))),
        shown={
            "back": (title, asked.link(f"/states/{fill(one)}/{fill(other)}")),
            "conduct": all_of_conduct(asked, (one, other)),
        },
    )
