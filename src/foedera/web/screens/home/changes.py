"""Everything that came into the ledger since a moment, claim by claim."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from foedera.web.reply import Page, Table
from foedera.web.showing import shown
from foedera.workspace.recorded_data import actors_in, claims_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger.searches import Changes
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

#: Claims on a page, at most.
_CLAIMS: Final = 50
#: Decisions and entries shown.
_SHOWN: Final = 50
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS: Final = ("change", "claim", "report", "at", "act", "agents", "modality", "sentence")


def changes(asked: Asked) -> Reply:
    """Show what was recorded, closed and decided since a moment, the earliest first."""
    ledger, recorded_by = asked.desk.ledger, asked.recorded_by
    since = asked.moment("since") or _BEGINNING
    after: int | datetime = asked.whole("after", 0) or since
    found = ledger.changes(after, recorded_by=recorded_by, most=_CLAIMS)
    recent = ledger.recent(since, recorded_by=recorded_by, most=_SHOWN)
    reports = found.documents
    told = claims_told(found.recorded, reports)
    return Page(
        template="home/changes.html",
        title=asked.words("home-changes"),
        data={
            "since": since,
            "recorded": told,
            "closed": found.closed,
            "next": found.upto if found.more else None,
            "counts": dict(recent.counts),
            "decisions": recent.decisions,
            "entries": [
                {"number": one.number, "at": one.at, "kind": one.kind, "counts": dict(one.counts)}
                for one in recent.entries
            ],
            "actors": actors_in(told, asked.workspace.called),
        },
        table=Table(_COLUMNS, _rows(asked, since)),
        shown={
            "rows": [
                shown(one, found.documents.get(one.document), asked) for one in found.recorded
            ],
            "found": found,
            "recent": recent,
            "since": since,
            "first": since == _BEGINNING,
        },
        at="home",
        styles=("search.css",),
    )


def _rows(asked: Asked, since: datetime) -> Iterator[list[Any]]:
    """Yield every change, entry by entry."""
    after: int | datetime = since
    while True:
        found = asked.desk.ledger.changes(after, recorded_by=asked.recorded_by)
        yield from _page(found)
        after = found.upto
        if not found.more:
            return


def _page(found: Changes) -> Iterator[list[Any]]:
    for one in found.recorded:
        agents = [party.actor for party in one.claim.agents]
        yield [
            *("recorded", one.id, one.document, one.recorded_at, one.claim.act, agents),
            *(one.claim.modality.value, one.sentence),
        ]
    for gone in found.closed:
        yield ["closed", gone.claim, gone.document, gone.closed_at, None, (), None, None]
