"""The claims found as data: a page of them as JSON, all of them as CSV."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.columns import definition
from foedera.datasets.releases.report_rows import claim_rows
from foedera.ledger.searches import LARGEST_PAGE
from foedera.web.reply import Table
from foedera.workspace.recorded_data import actors_in, claims_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger.searches import Found, Search
    from foedera.web.asked import Asked

#: Those of the table of claims that releases publish.
COLUMNS: Final = "claims"


def found_data(found: Found, search: Search, asked: Asked) -> dict[str, Any]:
    """Return a page of claims, and where the next one begins."""
    told = claims_told(found.claims, found.documents)
    return {
        "words": search.words,
        "newest_first": search.newest_first,
        "total": found.total,
        "total_is_least": found.total_is_least,
        "first": found.first,
        "next": found.next,
        "claims": told,
        "actors": actors_in(told, asked.workspace.called),
    }


def table_of(search: Search, asked: Asked) -> Table:
    """Return all claims that fit, page by page, in the columns of a release's table."""
    names = tuple(one.name for one in definition(COLUMNS).columns)
    return Table(names, _rows(replace(search, after=None, most=LARGEST_PAGE), names, asked))


def _rows(search: Search, names: tuple[str, ...], asked: Asked) -> Iterator[list[Any]]:
    ledger, catalogue = asked.desk.ledger, asked.desk.catalogue
    after: str | None = None
    while True:
        found = ledger.search(replace(search, after=after))
        for one in found.claims:
            document = found.documents[one.document]
            for row in claim_rows([one], document, catalogue, quoted=True):
                yield [row.get(name) for name in names]
        after = found.next
        if after is None:
            return
