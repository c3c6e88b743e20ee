"""The reports on record, the latest first, narrowed by outlet, language and days."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedera.identifiers import ContentId
from foedera.language.packs import languages
from foedera.ledger import ReportsSought, Sought
from foedera.web.reader.facts import headline_of, teller_of
from foedera.web.reply import Page, Table
from foedera.workspace.citing import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.documents.recorded import RecordedDocument
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

#: Reports on a page.
_PAGE: Final = 50
_COLUMNS: Final = (
    "report",
    "day",
    "outlet",
    "language",
    "headline",
    "claims",
    "address",
    "sha256",
    "recorded_at",
)


def reports(asked: Asked) -> Reply:
    """List the reports on record."""
    sought = _sought(asked)
    found = asked.desk.ledger.reports(sought)
    claims = _claims(asked, found[:_PAGE])
    rows = [(one, _headline(asked, one), claims[one.id]) for one in found[:_PAGE]]
    data = {
        "reports": [dict(zip(_COLUMNS, _cells(*row), strict=True)) for row in rows],
        "after": found[_PAGE - 1].id if len(found) > _PAGE else None,
    }
    shown = {
        "rows": [(*row, teller_of(row[0], asked.words)) for row in rows],
        "read_in": languages(),
        "outlet": asked.text("outlet"),
        "called": asked.words.name(asked.text("outlet")),
    }
    return Page(
        template="reports/reports.html",
        title=asked.words("rep-reports"),
        data=data,
        table=Table(_COLUMNS, _every(asked, sought)),
        shown=shown,
        at="sources",
        styles=("reports.css",),
    )


def _sought(asked: Asked) -> ReportsSought:
    """Return which reports are asked for, and one more, to know whether there are further."""
    after = asked.text("after")
    return ReportsSought(
        outlet=asked.text("outlet") or None,
        language=asked.choice("language", languages()) or None,
        since=asked.day("since"),
        until=asked.day("until"),
        known_by=asked.known_by,
        recorded_by=asked.recorded_by,
        after=asked.desk.ledger.document(ContentId(after)) if after else None,
        most=_PAGE + 1,
    )


def _every(asked: Asked, sought: ReportsSought) -> Iterator[Sequence[object]]:
    """Yield a row for every report from here on, page after page."""
    while True:
        found = asked.desk.ledger.reports(sought)
        claims = _claims(asked, found)
        for one in found:
            yield tuple(_cells(one, _headline(asked, one), claims[one.id]))
        if len(found) < sought.most:
            return
        sought = replace(sought, after=found[-1])


def _claims(asked: Asked, found: Sequence[RecordedDocument]) -> Counter[ContentId]:
    """Count the claims of some reports."""
    if not found:  # none at all would ask for every one
        return Counter()
    names = tuple(one.id for one in found)
    sought = Sought(documents=names, recorded_by=asked.recorded_by)
    return Counter(one.document for one in asked.desk.ledger.claims(sought))


def _headline(asked: Asked, document: RecordedDocument) -> str:
    return headline_of(document, asked.desk.ledger.text(document.id, asked.recorded_by))


def _cells(document: RecordedDocument, headline: str, claims: int) -> Iterator[object]:
    outlet = document.outlet
    yield document.id
    yield document.day.isoformat() if document.day else None
    yield (outlet.actor or outlet.value) if outlet else None
    yield from (document.language, headline, claims, address(document), document.digest)
    yield document.recorded_at.isoformat() if document.recorded_at else None
