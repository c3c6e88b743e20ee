"""Reports page by page, the latest first, and the entries by which anything came on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - fields are read at run time
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, and_, cast, func, or_, select, union

from foedera.documents.recorded import RecordedDocument  # noqa: TC001 - ditto
from foedera.identifiers import ContentId
from foedera.ledger import asking
from foedera.ledger.chain import moment
from foedera.ledger.entries import Sought
from foedera.ledger.rows import document_of, storable
from foedera.ledger.tables import (
    CLAIM,
    CLOSING,
    DECISION,
    DOCUMENT,
    ENTRY,
    PACT,
    QUARANTINE,
    STEP,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

#: Where things of each kind have their rows.
_TABLES: Final = {
    "doc": (DOCUMENT, QUARANTINE),
    "clm": (CLAIM,),
    "pct": (PACT,),
    "stp": (STEP,),
    "dec": (DECISION,),
}
#: Largest page of reports.
_LARGEST: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsSought:
    """Which reports are asked for; what is left out does not narrow it.

    Attributes:
        outlet: Catalogue code of the outlet, or its name as reports state it.
        language: ISO 639-1 code.
        since: First day of a report.
        until: Last day of a report.
        known_by: Count only reports published by this day.
        recorded_by: Count only what was on record at this moment, in UTC.
        after: The last report of the page before this one.
        most: How many.
    """

    outlet: str | None = None
    language: str | None = None
    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    recorded_by: datetime | None = None
    after: RecordedDocument | None = None
    most: int = 50


@dataclass(frozen=True, slots=True)
class Trace:
    """An entry of the ledger's chain that something came with, or that closed it.

    Attributes:
        number: Its number.
        at: When it was made, in UTC.
        kind: ``filing``, ``rereading``, ``decision``, ``quarantine`` …
        digest: Its hash, over its rows and the hash of the entry before it.
        closes: Whether what is asked about stood no longer from there on.
    """

    number: int
    at: datetime
    kind: str
    digest: str
    closes: bool = False


def reports(connection: Connection, sought: ReportsSought) -> Iterator[RecordedDocument]:
    """Yield reports, the latest first, undated ones last; of a day by name."""
    last = asking.bound(connection, sought.recorded_by)
    days = Sought(since=sought.since, until=sought.until, known_by=sought.known_by)
    statement = asking.documents_standing(last, days)
    for path, value in _wanted(sought):
        if not storable(value):
            return
        statement = statement.where(or_(*(_told(connection, *one) == value for one in path)))
    if sought.after is not None:
        statement = statement.where(_beyond(sought.after))
    statement = statement.order_by(DOCUMENT.c.day.desc().nulls_last(), DOCUMENT.c.id)
    for row in connection.execute(statement.limit(min(sought.most, _LARGEST))):
        yield document_of(row)


def traces(connection: Connection, name: ContentId) -> Iterator[Trace]:
    """Yield the entries that something came with, and those that closed it, in order."""
    tables = _TABLES.get(name.partition("-")[0], ())
    if not tables or not storable(name):
        return
    came = union(*(select(one.c.entry).where(one.c.id == name) for one in tables))
    gone = select(CLOSING.c.entry).where(CLOSING.c.subject == name)
    for closes, numbers in ((False, came), (True, gone)):
        chosen = select(ENTRY).where(ENTRY.c.number.in_(numbers)).order_by(ENTRY.c.number)
        for row in connection.execute(chosen):
            yield Trace(row.number, moment(row.at), row.kind, row.hash, closes)


def _wanted(sought: ReportsSought) -> Iterator[tuple[tuple[tuple[str, ...], ...], str]]:
    """Yield what must be told at one of some places of a report's data."""
    if sought.outlet:
        yield (("outlet", "actor"), ("outlet", "value")), sought.outlet
    if sought.language:
        yield (("language",),), sought.language


def _told(connection: Connection, *path: str) -> ColumnElement[Any]:
    """Return what stands at a place of a report's data."""
    if connection.dialect.name == "sqlite":
        return func.json_extract(DOCUMENT.c.data, "$." + ".".join(path))
    return func.json_extract_path_text(cast(DOCUMENT.c.data, JSON), *path)


def _beyond(after: RecordedDocument) -> ColumnElement[bool]:
    """Tell whether a report comes after another in the order of pages."""
    later_name = DOCUMENT.c.id > after.id
    if after.day is None:
        return and_(DOCUMENT.c.day.is_(None), later_name)
    day = after.day.isoformat()
    return or_(
        DOCUMENT.c.day < day,
        and_(DOCUMENT.c.day == day, later_name),
        DOCUMENT.c.day.is_(None),
    )


def holder(connection: Connection, name: ContentId) -> ContentId | None:
    """Return the report that a claim, a step or an agreement stands in; None for none."""
    tables = _TABLES.get(name.partition("-")[0], ())
    for table in tables:
        if "document" in table.c and storable(name):
            chosen = select(table.c.document).where(table.c.id == name).limit(1)
            found = connection.execute(chosen).scalar()
            return None if found is None else ContentId(found)
    return None
