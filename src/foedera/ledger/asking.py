"""Asks the ledger: every question under two clocks, nothing gone through but what fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, BigInteger, and_, bindparam, cast, exists, func, literal, select

from foedera.identifiers import canonical
from foedera.ledger import chain
from foedera.ledger.entries import Head
from foedera.ledger.rows import LONGEST, storable
from foedera.ledger.tables import (
    CLAIM,
    CLOSING,
    DECISION,
    DOCUMENT,
    ENTRY,
    PACT,
    QUARANTINE,
    STEP,
    TAKING,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, Table

    from foedera.ledger.entries import Sought


#: Days sort before reports whose day is not known.
_UNDATED: Final = "9999"
_LAST: Final = 2**62
#: In which roles somebody takes part in an act; who only speaks of it does not.
_PARTS: Final = ("agent", "counterpart")
#: Rows fetched at once.
_AT_ONCE: Final = 1000
#: Names that go into a statement one by one; more go as one list, since databases take no
#: more than some ten thousand parameters.
_FEW: Final = 500
_LAST_ENTRY: Final = select(func.max(ENTRY.c.number))


def bound(connection: Connection, recorded_by: datetime | None) -> int:
    """Return the number of the last entry made by a moment; of any for None."""
    if recorded_by is None:
        return _LAST
    found = connection.execute(
        select(func.max(ENTRY.c.number)).where(ENTRY.c.at <= chain.moment_text(recorded_by))
    ).scalar()
    return int(found or 0)


def last_entry(connection: Connection) -> int:
    """Return the number of the last entry that a connection sees; 0 for none."""
    return int(connection.execute(_LAST_ENTRY).scalar() or 0)


def claims(connection: Connection, sought: Sought) -> Generator[Row[Any]]:
    """Yield rows of claims; see ``Ledger.claims``."""
    last = bound(connection, sought.recorded_by)
    statement = dated(CLAIM, last, closed=sought.closed)
    statement = statement.where(*_common(connection, CLAIM, sought, CLAIM.c.id), *_of_claim(sought))
    return _rows(connection, statement, CLAIM, CLAIM.c.place, sought)


def steps(connection: Connection, sought: Sought) -> Generator[Row[Any]]:
    """Yield rows of steps; see ``Ledger.steps``."""
    last = bound(connection, sought.recorded_by)
    statement = dated(STEP, last).where(*_common(connection, STEP, sought, STEP.c.claim))
    if wanted := _of_claim(sought):
        statement = statement.join(
            CLAIM,
            and_(
                CLAIM.c.id == STEP.c.claim,
                CLAIM.c.entry <= last,
                is_open(CLAIM, last),
            ),
        ).where(*wanted)
    return _rows(connection, statement, STEP, STEP.c.place, sought)


def pacts(connection: Connection, sought: Sought) -> Generator[Row[Any]]:
    """Yield rows of pacts; see ``Ledger.pacts``."""
    last = bound(connection, sought.recorded_by)
    statement = dated(PACT, last).where(*_common(connection, PACT, sought, None))
    return _rows(connection, statement, PACT, PACT.c.id, sought)


def documents(connection: Connection, sought: Sought) -> Generator[Row[Any]]:
    """Yield rows of documents; see ``Ledger.documents``."""
    last = bound(connection, sought.recorded_by)
    statement = dated(DOCUMENT, last).where(*_days(DOCUMENT, sought))
    if sought.documents:
        statement = statement.where(among(connection, DOCUMENT.c.id, sought.documents))
    wanted = _of_claim(sought)
    if sought.instrument is not None:
        wanted.append(among(connection, CLAIM.c.instrument, (sought.instrument,)))
    if sought.claims:
        wanted.append(among(connection, CLAIM.c.id, sought.claims))
    if wanted:
        holds = exists().where(
            CLAIM.c.document == DOCUMENT.c.id, CLAIM.c.entry <= last, is_open(CLAIM, last), *wanted
        )
        statement = statement.where(holds)
    return _rows(connection, statement, DOCUMENT, None, sought)


def documents_standing(last: int, sought: Sought) -> Select[Any]:
    """Select the reports that stand after an entry, narrowed by their days and nothing else."""
    return dated(DOCUMENT, last, closed=False).where(*_days(DOCUMENT, sought))


def quarantined(connection: Connection) -> Iterator[Row[Any]]:
    """Yield rows of what stands in quarantine, the oldest first."""
    statement = dated(QUARANTINE, _LAST, closed=False)
    yield from connection.execute(statement.order_by(QUARANTINE.c.entry, QUARANTINE.c.id))


def decisions(
    connection: Connection,
    recorded_by: datetime | None,
    subjects: tuple[str, ...],
    after: int = 0,
) -> Iterator[Any]:
    """Yield rows of decisions in the order in which they were recorded."""
    statement = select(DECISION.c.id, DECISION.c.data, DECISION.c.hash).where(
        DECISION.c.entry <= bound(connection, recorded_by)
    )
    if after:
        statement = statement.where(DECISION.c.entry > after)
    if subjects:
        statement = statement.where(among(connection, DECISION.c.subject, subjects))
    yield from connection.execute(statement.order_by(DECISION.c.place))


def count(connection: Connection, table: Table, recorded_by: datetime | None) -> int:
    """Return how many rows of a table stand, or stood at a moment."""
    last = bound(connection, recorded_by)
    found = select(func.count()).select_from(table).where(table.c.entry <= last)
    if table is not DECISION:
        found = found.where(is_open(table, last))
    return int(connection.execute(found).scalar_one())


def standing(table: Table) -> ColumnElement[bool]:
    """Tell of a row whether it stands now."""
    return is_open(table, _LAST)


def dated(table: Table, last: int, *, closed: bool = False) -> Select[Any]:
    """Select rows that stood after an entry, with the moments of theirs and of their closing.

    Args:
        table: Which rows.
        last: The entry.
        closed: Whether those are selected, too, that were closed by then.
    """
    if not closed:
        chosen = select(table, ENTRY.c.at, literal(None).label("closed"))
        return _with_entry(chosen, table, last).where(is_open(table, last))
    ending = ENTRY.alias("ending")
    chosen = select(table, ENTRY.c.at, ending.c.at.label("closed"))
    ended = and_(
        CLOSING.c.subject == table.c.id,
        CLOSING.c.opened == table.c.entry,
        CLOSING.c.entry <= last,
    )
    chosen = _with_entry(chosen, table, last)
    return chosen.outerjoin(CLOSING, ended).outerjoin(ending, ending.c.number == CLOSING.c.entry)


def _with_entry(chosen: Select[Any], table: Table, last: int) -> Select[Any]:
    chosen = chosen.select_from(table).join(ENTRY, ENTRY.c.number == table.c.entry)
    return chosen if last == _LAST else chosen.where(table.c.entry <= last)


def is_open(table: FromClause, last: int) -> ColumnElement[bool]:
    """Tell whether a row is not closed by an entry."""
    closed = exists().where(
        CLOSING.c.subject == table.c.id,
        CLOSING.c.opened == table.c.entry,
        CLOSING.c.entry <= last,
    )
    return ~closed.correlate(table)


def _common(
    connection: Connection, table: Table, sought: Sought, claim: ColumnElement[str] | None
) -> list[ColumnElement[bool]]:
    wanted = _days(table, sought)
    if sought.instrument is not None:
        wanted.append(among(connection, table.c.instrument, (sought.instrument,)))
    if sought.documents:
        wanted.append(among(connection, table.c.document, sought.documents))
    if sought.claims and claim is not None:
        wanted.append(among(connection, claim, sought.claims))
    return wanted


def among(
    connection: Connection, column: ColumnElement[str], names: Sequence[str]
) -> ColumnElement[bool]:
    """Tell whether a column is one of the names, however many there are."""
    names = [one for one in names if storable(one)]  # nothing on record has another name
    if len(names) <= _FEW:
        return column.in_(names)
    told = canonical(sorted(names)).decode()
    if connection.dialect.name == "sqlite":
        return column.in_(select(func.json_each(told).table_valued("value").c.value))
    return column.in_(
        select(func.json_array_elements_text(cast(literal(told), JSON)).column_valued())
    )


def _days(table: Table, sought: Sought) -> list[ColumnElement[bool]]:
    """Return what the days of reports must be.

    A report whose day is not known counts for ``known_by`` from the day it was recorded.
    """
    wanted: list[ColumnElement[bool]] = []
    if sought.since is not None:
        wanted.append(table.c.day >= sought.since.isoformat())
    if sought.until is not None:
        wanted.append(table.c.day <= sought.until.isoformat())
    if sought.known_by is not None:
        known = func.coalesce(table.c.day, func.substr(ENTRY.c.at, 1, 10))
        wanted.append(known <= sought.known_by.isoformat())
    return wanted


def _of_claim(sought: Sought) -> list[ColumnElement[bool]]:
    """Return what claims must be; where actors are sought, by the index that has their acts."""
    acts = [one for one in sought.acts if storable(one)] if sought.acts else None
    wanted = [_takes(_PARTS, (actor,), acts) for actor in sought.between]
    if sought.agents:
        wanted.append(_takes(("agent",), sought.agents, acts))
    if sought.counterparts:
        wanted.append(_takes(("counterpart",), sought.counterparts, acts))
    if sought.among:
        taking = TAKING.alias()
        others = taking.c.actor.not_in([one for one in sought.among if storable(one)])
        wanted.append(
            ~exists().where(taking.c.claim == CLAIM.c.id, taking.c.role.in_(_PARTS), others)
        )
    if acts is not None and not (sought.between or sought.agents or sought.counterparts):
        wanted.append(CLAIM.c.act.in_(acts))
    return wanted


def _takes(
    roles: tuple[str, ...], actors: tuple[str, ...], acts: list[str] | None
) -> ColumnElement[bool]:
    taking = TAKING.alias()
    chosen = select(taking.c.claim).where(
        taking.c.actor.in_([one[:LONGEST] for one in actors if storable(one)]),
        taking.c.role.in_(roles),
    )
    if acts is not None:
        chosen = chosen.where(taking.c.act.in_(acts))
    return CLAIM.c.id.in_(chosen)


def _rows(
    connection: Connection,
    statement: Select[Any],
    table: Table,
    then: ColumnElement[Any] | None,
    sought: Sought,
) -> Generator[Row[Any]]:
    document = table.c.id if table is DOCUMENT else table.c.document
    order = [func.coalesce(table.c.day, _UNDATED), document, *([] if then is None else [then])]
    statement = statement.order_by(*order, table.c.id, table.c.entry)
    if sought.most is not None:
        statement = statement.limit(sought.most)
    with connection.execute(statement, execution_options={"yield_per": _AT_ONCE}) as found:
        yield from found


#: Made once: where the chain stands is asked before most other questions.
_HEAD: Final = (
    select(ENTRY)
    .where(ENTRY.c.number <= bindparam("last", type_=BigInteger()))
    .order_by(ENTRY.c.number.desc())
    .limit(1)
)


def head(connection: Connection, recorded_by: datetime | None) -> Head:
    """Return where the chain stands, or stood at a moment."""
    row = connection.execute(_HEAD, {"last": bound(connection, recorded_by)}).first()
    if row is None:
        return Head(0, None, chain.START)
    return Head(row.number, chain.moment(row.at), row.hash)
