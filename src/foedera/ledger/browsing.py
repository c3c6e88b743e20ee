"""Gives out what a search finds page by page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from foedera.ledger import fetching
from foedera.ledger.errors import UnknownPlaceError
from foedera.ledger.searches import LARGEST_PAGE, Found

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from foedera.ledger.finding import Finder
    from foedera.ledger.searches import Search

#: The last entry that counts for all pages, and how many claims came before.
_PLACE: Final = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})", re.ASCII)


def page(connection: Connection, finder: Finder, search: Search) -> Found:
    """Return a page of the claims that fit; see ``Ledger.search``.

    Raises:
        UnknownPlaceError: The page before it is nothing that was ever given.
    """
    last, first = _place(search.after)
    hits = finder.look(connection, search, last)
    fitting = hits.in_order(newest_first=search.newest_first)
    most = max(0, min(search.most, LARGEST_PAGE))
    shown = fitting[first : first + most]
    closed = {row + 1: int(hits.columns.closed[row]) for row in shown.tolist()}
    gone = {number: entry for number, entry in closed.items() if entry <= hits.last}
    claims = fetching.claims(connection, list(closed), gone)
    upto = first + len(shown)
    return Found(
        claims=claims,
        documents=fetching.reports(connection, {one.document for one in claims}, hits.last),
        total=len(fitting),
        total_is_least=hits.is_least,
        first=first,
        next=f"{hits.last}.{upto}" if len(shown) and upto < len(fitting) else None,
        seen=hits.last,
    )


def _place(after: str | None) -> tuple[int | None, int]:
    if after is None:
        return None, 0
    found = _PLACE.fullmatch(after)
    if found is None:
        raise UnknownPlaceError(after)
    return int(found[1]), int(found[2])
