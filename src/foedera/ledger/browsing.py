"""Gives out what a search finds page by page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from foedera.ledger import asking, rows
from foedera.ledger.changes import reports
from foedera.ledger.errors import UnknownPlaceError
from foedera.ledger.index_tables import INDEXED_CLAIM
from foedera.ledger.searches import LARGEST_PAGE, Found
from foedera.ledger.tables import CLAIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from foedera.claims.recorded import RecordedClaim
    from foedera.ledger.finding import Finder, Hits
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
    order = hits.columns.order.newest if search.newest_first else hits.columns.order.oldest
    fitting = order[hits.fits[order]]
    most = max(0, min(search.most, LARGEST_PAGE))
    shown = fitting[first : first + most]
    claims = _claims(connection, hits, (shown + 1).tolist(), closed=search.sought.closed)
    upto = first + len(shown)
    return Found(
        claims=claims,
        documents=reports(connection, {one.document for one in claims}, hits.last),
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


def _claims(
    connection: Connection, hits: Hits, numbers: Sequence[int], *, closed: bool
) -> tuple[RecordedClaim, ...]:
    if not numbers:
        return ()
    same = (INDEXED_CLAIM.c.claim == CLAIM.c.id) & (INDEXED_CLAIM.c.entry == CLAIM.c.entry)
    chosen = asking.dated(CLAIM, hits.last, closed=closed).join(INDEXED_CLAIM, same)
    chosen = chosen.add_columns(INDEXED_CLAIM.c.number).where(INDEXED_CLAIM.c.number.in_(numbers))
    found = {row.number: rows.claim_of(row) for row in connection.execute(chosen)}
    return tuple(found[number] for number in numbers)
