"""Tells what came into a ledger, entry by entry: for whoever keeps a copy, and for the news."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, exists, func, select

from foedera.ledger import asking, chain, rows
from foedera.ledger.fetching import reports
from foedera.ledger.searches import Changes, Closed, Made, Recent
from foedera.ledger.tables import (
    CLAIM,
    CLOSING,
    DECISION,
    DOCUMENT,
    ENTRY,
    PACT,
    QUARANTINE,
    RELEASE,
    STEP,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, Table


#: What is counted of an entry, and by what name.
_COUNTED: Final = {
    "documents": DOCUMENT,
    "claims": CLAIM,
    "pacts": PACT,
    "steps": STEP,
    "closings": CLOSING,
    "decisions": DECISION,
    "refused": QUARANTINE,
    "releases": RELEASE,
}
#: What is told of as recent where it stands.
_STANDING: Final = ("documents", "claims", "steps", "refused")
_ANYHOW: Final = ("decisions", "releases")


def start(connection: Connection, after: int | datetime) -> int:
    """Return the number of an entry; for a moment, that of the last one made before it."""
    if not isinstance(after, datetime):
        return after
    made = select(func.max(ENTRY.c.number)).where(ENTRY.c.at < chain.moment_text(after))
    return int(connection.execute(made).scalar() or 0)


def changes(
    connection: Connection, after: int | datetime, recorded_by: datetime | None, most: int
) -> Changes:
    """Return what became of claims after an entry; see ``Ledger.changes``."""
    first = start(connection, after)
    last = asking.head(connection, recorded_by).number
    upto = max(first, _end_of_page(connection, first, last, max(1, most)))
    chosen = asking.dated(CLAIM, upto).where(CLAIM.c.entry > first)
    ordered = chosen.order_by(CLAIM.c.entry, CLAIM.c.place, CLAIM.c.id)
    recorded = tuple(map(rows.claim_of, connection.execute(ordered)))
    closed = tuple(_closed(connection, first, upto))
    names = {one.document for one in recorded} | {one.document for one in closed}
    documents = reports(connection, names, upto)
    return Changes(recorded, closed, documents, upto, more=upto < last)


def _end_of_page(connection: Connection, first: int, last: int, most: int) -> int:
    """Return the last entry of a page: it holds so much at most, or is the only one on it."""
    ends = [last]
    closing = select(CLOSING.c.entry).join(CLAIM, _ended())
    for column, chosen in (
        (CLAIM.c.entry, select(CLAIM.c.entry)),
        (CLOSING.c.entry, closing),
    ):
        within = chosen.where(column > first, column <= last).order_by(column)
        beyond = connection.execute(within.limit(1).offset(most)).scalar()
        if beyond is not None:
            earliest = connection.execute(within.limit(1)).scalar_one()
            ends.append(beyond if earliest == beyond else beyond - 1)
    return min(ends)


def _closed(connection: Connection, first: int, upto: int) -> Iterable[Closed]:
    """Yield the claims closed in between that do not stand afterwards, each once."""
    other = CLAIM.alias()
    stands = exists().where(
        other.c.id == CLAIM.c.id, other.c.entry <= upto, asking.is_open(other, upto)
    )
    chosen = (
        select(CLAIM.c.id, CLAIM.c.document, ENTRY.c.at, CLOSING.c.entry)
        .select_from(CLOSING)
        .join(CLAIM, _ended())
        .join(ENTRY, ENTRY.c.number == CLOSING.c.entry)
        .where(CLOSING.c.entry > first, CLOSING.c.entry <= upto, ~stands)
        .order_by(CLOSING.c.entry, CLAIM.c.id)
    )
    last = {row.id: row for row in connection.execute(chosen)}
    for row in sorted(last.values(), key=lambda one: (one.entry, one.id)):
        yield Closed(row.id, row.document, chain.moment(row.at), row.entry)


def _ended() -> ColumnElement[bool]:
    return and_(CLAIM.c.id == CLOSING.c.subject, CLAIM.c.entry == CLOSING.c.opened)


def entries(
    connection: Connection, after: int | datetime, recorded_by: datetime | None, most: int
) -> tuple[Made, ...]:
    """Return entries, the newest first; see ``Ledger.entries``."""
    first = start(connection, after)
    last = asking.bound(connection, recorded_by)
    chosen = select(ENTRY.c.number, ENTRY.c.at, ENTRY.c.kind).where(
        ENTRY.c.number > first, ENTRY.c.number <= last
    )
    found = connection.execute(chosen.order_by(ENTRY.c.number.desc()).limit(max(0, most))).all()
    if not found:
        return ()
    counts: dict[int, dict[str, int]] = {row.number: {} for row in found}
    for name, table in _COUNTED.items():
        counted = select(table.c.entry, func.count()).where(
            table.c.entry >= found[-1].number, table.c.entry <= found[0].number
        )
        for number, count in connection.execute(counted.group_by(table.c.entry)):
            counts[number][name] = count
    return tuple(
        Made(row.number, chain.moment(row.at), row.kind, MappingProxyType(counts[row.number]))
        for row in found
    )


def recent(
    connection: Connection, after: int | datetime, recorded_by: datetime | None, most: int
) -> Recent:
    """Return what came into the ledger after an entry; see ``Ledger.recent``."""
    first = start(connection, after)
    last = asking.head(connection, recorded_by).number
    claims = asking.dated(CLAIM, last).where(CLAIM.c.entry > first)
    claims = claims.order_by(CLAIM.c.entry.desc(), CLAIM.c.place, CLAIM.c.id).limit(most)
    steps = asking.dated(STEP, last).where(STEP.c.entry > first)
    steps = steps.order_by(STEP.c.entry.desc(), STEP.c.place, STEP.c.id).limit(most)
    decided = select(DECISION.c.data).where(DECISION.c.entry > first, DECISION.c.entry <= last)
    decided = decided.order_by(DECISION.c.place.desc()).limit(most)
    told = tuple(map(rows.claim_of, connection.execute(claims)))
    stepped = tuple(map(rows.step_of, connection.execute(steps)))
    names = {one.document for one in told} | {one.document for one in stepped}
    return Recent(
        counts=MappingProxyType(_counts(connection, first, last)),
        claims=told,
        steps=stepped,
        decisions=tuple(rows.decision_of(row.data) for row in connection.execute(decided)),
        entries=entries(connection, first, recorded_by, most),
        documents=reports(connection, names, last),
        seen=last,
    )


def _counts(connection: Connection, first: int, last: int) -> dict[str, int]:
    counts = {}
    for name in (*_STANDING, *_ANYHOW):
        table = _COUNTED[name]
        came = select(func.count()).select_from(table).where(_in_between(table, first, last))
        counts[name] = int(connection.execute(came).scalar_one())
        if name in _STANDING:  # few are closed: quicker to count than what stands
            same = and_(table.c.id == CLOSING.c.subject, table.c.entry == CLOSING.c.opened)
            gone = select(func.count()).select_from(CLOSING).join(table, same)
            gone = gone.where(_in_between(CLOSING, first, last), table.c.entry > first)
            counts[name] -= int(connection.execute(gone).scalar_one())
    counts["closed"] = sum(1 for _ in _closed(connection, first, last))
    return counts


def _in_between(table: Table, first: int, last: int) -> ColumnElement[bool]:
    return and_(table.c.entry > first, table.c.entry <= last)
