"""What waits: by instrument, then proposal by proposal, with filters and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.assessment import Level
from foedera.treaties import Act
from foedera.web.reply import Page, Table
from foedera.web.screens.review.keys import keys_of
from foedera.web.screens.review.lines import (
    dockets_of,
    line_of,
    queue_row,
    reviewing_of,
    waiting_of,
)
from foedera.web.screens.review.telling import ProposalLine, recent_of, title_of

if TYPE_CHECKING:
    from foedera.ledger.telling import ToldOf
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.web.screens.review.lines import Line, Waiting
    from foedera.workspace.review.dockets import SharedDocket

#: Up to so many steps all proposals are gathered at once, without asking for an instrument.
_FEW: Final = 3000
#: Seconds that a page waits for proposals to be gathered before it says how far they are.
PATIENCE: Final = 2.0
#: Rows of a page.
_ROWS: Final = 100
_COLUMNS: Final = (
    "id",
    "instrument",
    "act",
    "state",
    "first_day",
    "last_day",
    "told_since",
    "told_last",
    "reports",
)
_MORE: Final = ("denials", "disputed", "confidence", "on_register", "renewed")


def queue(asked: Asked) -> Reply:
    """Show what waits, or of which instruments reports tell."""
    line = line_of(asked)
    dockets = asked.desk.kept(dockets_of)
    told = dockets.told_of()
    steps = sum(one.steps for one in told)
    whole = asked.choice("all", ("1",)) == "1"
    chosen = asked.choice("choose", ("1",)) == "1"
    if chosen or (line.only is None and not whole and steps > _FEW):
        return _choice(asked, line, told)
    docket = dockets.of(line.only, PATIENCE)
    if not docket.ready:
        return gathering(asked, line, docket)
    with docket.opened() as opened:
        reviewing = reviewing_of(asked, opened, blind=line.blind)
        waiting = waiting_of(line, reviewing)
    return _listed(asked, line, waiting, told)


def gathering(asked: Asked, line: Line, docket: SharedDocket) -> Page:
    """Return the page that says how far the gathering of proposals is."""
    told = asked.desk.kept(dockets_of).told_of()
    steps = sum(one.steps for one in told if line.only in {None, one.instrument})
    progress = docket.progress
    return Page(
        template="review/gathering.html",
        title=asked.words("cod-gathering-title"),
        data={
            "gathering": True,
            "instrument": line.only,
            "steps": steps,
            "number": progress.number,
            "count": progress.count,
        },
        shown={"line": line, "called": title_of(line.only, asked) if line.only else None},
        at="review",
        styles=("review.css",),
        scripts=("waiting.js",),
        status=202,
        private=True,
    )


def _choice(asked: Asked, line: Line, told: tuple[ToldOf, ...]) -> Page:
    """Return the page on which an instrument is chosen first."""
    rows = _told_rows(asked, told, line)
    return Page(
        template="review/choice.html",
        title=asked.words("cod-review-title"),
        data={"instruments": [row["data"] for row in rows]},
        table=Table(
            ("instrument", "steps", "reports", "first", "last"),
            [tuple(row["data"].values()) for row in rows],
        ),
        shown={
            "rows": rows,
            "steps": sum(one.steps for one in told),
            "line": line,
            "recent": recent_of(asked),
        },
        at="review",
        styles=("review.css",),
        private=True,
    )


def _told_rows(asked: Asked, told: tuple[ToldOf, ...], line: Line) -> list[dict[str, Any]]:
    return [
        {
            "told": one,
            "title": title_of(one.instrument, asked),
            "link": line.address(asked, instrument=one.instrument, all=None),
            "data": {
                "instrument": one.instrument,
                "steps": one.steps,
                "reports": one.documents,
                "first": one.first.isoformat() if one.first else None,
                "last": one.last.isoformat() if one.last else None,
            },
        }
        for one in told
    ]


def _listed(asked: Asked, line: Line, waiting: Waiting, told: tuple[ToldOf, ...]) -> Page:
    found = waiting.proposals
    first = asked.whole("from", 1)
    shown = found[first - 1 : first - 1 + _ROWS]
    rows = [queue_row(one, blind=line.blind) for one in found]
    columns = _COLUMNS if line.blind else (*_COLUMNS, *_MORE)
    oldest = waiting.oldest
    counts = {
        "waiting": len(found),
        "oldest": oldest.isoformat() if oldest else None,
        "disputed": None if line.blind else len(waiting.disputed),
    }
    words = asked.words
    return Page(
        template="review/queue.html",
        title=words("cod-blind-title" if line.blind else "cod-review-title"),
        data={"coder": asked.coder, "blind": line.blind, **counts, "proposals": rows},
        table=Table(columns, ([row[name] for name in columns] for row in rows)),
        shown={
            "line": line,
            "called": title_of(line.only, asked) if line.only else None,
            "counts": counts,
            "oldest": oldest,
            "lines": [ProposalLine.of(one, asked, line) for one in shown],
            "begin": line.address(asked, found[0].id) if found else None,
            "more": first + _ROWS if len(found) >= first + _ROWS else None,
            "acts": sorted(Act, key=lambda one: words.act(one.value)),
            "levels": list(Level),
            "told": _told_rows(asked, told, line),
            "recent": recent_of(asked),
            "keys": keys_of(asked.request),
        },
        at="review",
        styles=("review.css",),
        scripts=("review_begin.js",),
        private=True,
    )
