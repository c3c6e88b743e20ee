"""The claims on record: searched by words, narrowed by facets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.ledger.searches import FACETS
from foedera.web.reply import Page
from foedera.web.screen import Screen
from foedera.web.screens.claims.giving import found_data, table_of
from foedera.web.screens.claims.narrowing import chips_of, groups_of
from foedera.web.screens.claims.offering import offers_for
from foedera.web.screens.claims.searching import ORDERS, search_of
from foedera.web.showing import shown

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

#: Values of a facet that are shown, and of one that is unfolded.
_SHOWN: Final = 8
_UNFOLDED: Final = 200


def claims(asked: Asked) -> Reply:
    """Show the claims that fit what is asked, and by what they can be narrowed."""
    search = search_of(asked)
    ledger = asked.desk.ledger
    form = asked.request.scope.get("form")
    found = ledger.search(search)
    words = asked.words
    page = Page(
        template="claims/search.html",
        title=words("find-title"),
        data=found_data(found, search, asked),
        table=table_of(search, asked),
        at="claims",
        styles=("search.css",),
    )
    if form is not None:
        return page
    unfolded = asked.choice("unfold", FACETS)
    facets = dict(ledger.facets(search, FACETS, _SHOWN))
    if unfolded:
        facets |= ledger.facets(search, (unfolded,), _UNFOLDED)
    rows = [shown(one, found.documents.get(one.document), asked) for one in found.claims]
    return Page(
        template=page.template,
        title=page.title,
        data=page.data,
        table=page.table,
        at=page.at,
        styles=page.styles,
        shown={
            "found": found,
            "rows": rows,
            "chips": chips_of(asked),
            "groups": groups_of(facets, asked),
            "offers": offers_for(asked),
            "orders": ORDERS,
            "typed": asked.text("words", most=300),
            "kept": _kept(asked),
        },
    )


def _kept(asked: Asked) -> list[tuple[str, str]]:
    """Return what the form carries along: all that is set elsewhere on the page."""
    own = {"words", "since", "until", "order", "after", "unfold"}
    return [(name, value) for name, value in asked.given if name not in own and value]


SCREENS: Final[tuple[Screen, ...]] = (Screen("/claims", claims, lasting=True),)
