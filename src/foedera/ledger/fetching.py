"""Fetches claims and reports that were found, with statements that are made once."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, BigInteger, Text, bindparam, cast, func, select

from foedera.identifiers import canonical
from foedera.ledger import rows
from foedera.ledger.index_tables import INDEXED_CLAIM
from foedera.ledger.tables import CLAIM, DOCUMENT, ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Select

    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId

_TOLD: Final = "told"


def claims(
    connection: Connection, numbers: Sequence[int], closed: Mapping[int, int]
) -> tuple[RecordedClaim, ...]:
    """Return claims by their numbers in the index, in the same order.

    Args:
        connection: Where they are.
        numbers: Which ones.
        closed: Of those that are closed, which entry closed them.
    """
    if not numbers:
        return ()
    told = {_TOLD: canonical(list(numbers)).decode()}
    found = {row.number: row for row in connection.execute(_claims(connection.dialect.name), told)}
    moments = _moments(connection, sorted(set(closed.values())))
    return tuple(rows.claim_until(found[one], moments.get(closed.get(one, 0))) for one in numbers)


def reports(
    connection: Connection, names: Iterable[ContentId], last: int
) -> Mapping[ContentId, RecordedDocument]:
    """Return reports as they stood after an entry, without their lines and MinHash.

    Args:
        connection: Where they are.
        names: Which ones; they were on record by then.
        last: The entry.
    """
    wanted = sorted(names)
    if not wanted:
        return MappingProxyType({})
    told = {_TOLD: canonical(wanted).decode(), "last": last}
    found = connection.execute(_reports(connection.dialect.name), told)
    latest = {row.id: row for row in found}  # each row replaces the one before it
    return MappingProxyType({name: rows.report_of(row) for name, row in latest.items()})


@cache
def _claims(dialect: str) -> Select[Any]:
    same = (INDEXED_CLAIM.c.claim == CLAIM.c.id) & (INDEXED_CLAIM.c.entry == CLAIM.c.entry)
    columns = (CLAIM.c.id, CLAIM.c.document, CLAIM.c.place, CLAIM.c.day, CLAIM.c.data)
    chosen = select(INDEXED_CLAIM.c.number, *columns, ENTRY.c.at).select_from(INDEXED_CLAIM)
    chosen = chosen.join(CLAIM, same).join(ENTRY, ENTRY.c.number == CLAIM.c.entry)
    return chosen.where(INDEXED_CLAIM.c.number.in_(_listed(dialect, BigInteger())))


@cache
def _reports(dialect: str) -> Select[Any]:
    chosen = select(DOCUMENT.c.id, DOCUMENT.c.data, ENTRY.c.at).select_from(DOCUMENT)
    chosen = chosen.join(ENTRY, ENTRY.c.number == DOCUMENT.c.entry)
    chosen = chosen.where(DOCUMENT.c.id.in_(_listed(dialect, Text())))
    return chosen.where(DOCUMENT.c.entry <= bindparam("last")).order_by(DOCUMENT.c.entry)


def _listed(dialect: str, kind: BigInteger | Text) -> Select[Any]:
    """Select what a parameter lists in JSON: one statement for any number of values."""
    if dialect == "sqlite":
        return select(func.json_each(bindparam(_TOLD)).table_valued("value").c.value)
    elements = func.json_array_elements_text(cast(bindparam(_TOLD, type_=Text), JSON))
    return select(cast(elements.column_valued(), kind))


def _moments(connection: Connection, entries: Sequence[int]) -> Mapping[int, str]:
    if not entries:
        return {}
    chosen = select(ENTRY.c.number, ENTRY.c.at).where(ENTRY.c.number.in_(entries))
    return {row.number: row.at for row in connection.execute(chosen)}
