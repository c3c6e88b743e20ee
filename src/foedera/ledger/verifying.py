"""Goes through a ledger, and finds whatever is not as it was recorded."""

from __future__ import annotations

import hashlib
import zlib
from contextlib import ExitStack, closing
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from foedera.ledger import asking, chain, indexing, rows, sealing
from foedera.ledger.connecting import is_postgres, reading, writing
from foedera.ledger.entries import Fault, Head, Verified
from foedera.ledger.errors import BusyLedgerError, LedgerError, UnwritableLedgerError
from foedera.ledger.migrating import schema_faults
from foedera.ledger.tables import CLAIM, DECISION, DOCUMENT, ENTRY, KEPT, ORIGINAL

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from sqlalchemy import Connection, Engine, Row, Table

#: Most faults that are told of; one altered entry may bring many.
_MOST = 1000
#: What reading back raises where a row is not as it was written.
_UNREADABLE = (
    zlib.error,
    ValueError,
    KeyError,
    TypeError,
    RecursionError,
    msgspec.MsgspecError,
    LedgerError,
)


def verify(engine: Engine, address: str) -> Verified:
    """Go through every row and entry; see ``Ledger.verify``.

    Args:
        engine: Opens connections to it.
        address: Where it lies.
    """
    faults: list[Fault] = []
    sealed: bool | None = None
    head, entries, number = Head(0, None, chain.START), 0, 0
    try:
        if not is_postgres(address):
            faults += _file_faults(engine, address)
        with reading(engine, address) as connection:
            faults += schema_faults(connection)
            entries, number = _sizes(connection)
            with closing(_faults(connection)) as found:
                faults += islice(found, _MOST)
            head = asking.head(connection, None)
        if not is_postgres(address):
            sealed = _sealed(engine, address, faults)
    except DatabaseError as error:
        faults.append(Fault(0, address, f"the database cannot read it: {error.orig}"))
    except _UNREADABLE as error:
        faults.append(Fault(0, address, f"it holds what nobody wrote: {error}"))
    return Verified(head, entries, number, tuple(faults), sealed)


def _sealed(engine: Engine, address: str, faults: list[Fault]) -> bool:
    """Hold the file against its seal; make one where it is sound and has none."""
    try:
        with writing(engine, address) as connection:
            broken = sealing.broken(address, asking.head(connection, None))
    except (BusyLedgerError, UnwritableLedgerError):  # a full disk alters nothing
        return False
    if broken:
        told = "the file is not as it was when it was last closed"
        faults.append(Fault(0, address, told))
    if broken is None and not faults:
        sealing.seal(engine, address)
    return broken is not None


def _file_faults(engine: Engine, address: str) -> list[Fault]:
    with reading(engine, address) as connection:
        told = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    return [Fault(0, address, f"SQLite: {one}") for one in told if one != "ok"]


def _sizes(connection: Connection) -> tuple[int, int]:
    def size(table: Table) -> int:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    return size(ENTRY), sum(size(table) for table in KEPT)


def _faults(connection: Connection) -> Generator[Fault]:
    yield from _chain_faults(connection)
    yield from _decision_faults(connection)
    yield from _content_faults(connection)
    yield from indexing.faults(connection)


def _chain_faults(connection: Connection) -> Iterator[Fault]:
    """Yield what does not fit the digest of its entry, or the entry before it."""
    chosen = select(ENTRY).order_by(ENTRY.c.number)
    with ExitStack() as done:
        streams = [done.enter_context(closing(_Stream(connection, one))) for one in KEPT]
        entries = done.enter_context(
            connection.execute(chosen, execution_options={"yield_per": 1000})
        )
        before, expected, last = chain.START, 1, ""
        for entry in entries:
            if entry.number != expected:
                gone = f"entries {expected} to {entry.number - 1} are gone"
                yield Fault(entry.number, "entry", gone)
            for stream in streams:
                yield from stream.strays(entry.number)
            told = {stream.name: stream.rows_of(entry.number) for stream in streams}
            yield from _entry_faults(entry, told, before, last)
            before, expected, last = entry.hash, entry.number + 1, entry.at
        for stream in streams:
            yield from stream.strays(None)


def _entry_faults(
    entry: Row[Any], told: dict[str, list[dict[str, Any]]], before: str, last: str
) -> Iterator[Fault]:
    if chain.entry_digest(told) != entry.digest:
        yield Fault(entry.number, "entry", "its rows are not those that were recorded")
    made = chain.entry_hash(before, entry.number, entry.at, entry.kind, entry.digest)
    if made != entry.hash:
        yield Fault(entry.number, "entry", "it does not fit the entry before it")
    if entry.at < last:
        yield Fault(entry.number, "entry", "its moment lies before that of the one before it")


class _Stream:
    """The rows of one table, entry by entry."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.name = table.name
        self._stream = _by_entry(connection, table)
        self._next = next(self._stream, None)

    def close(self) -> None:
        """Let go of the rows that were not asked for."""
        self._stream.close()

    def strays(self, before: int | None) -> Iterator[Fault]:
        """Pass over rows whose entry does not exist: those before an entry, or all left."""
        while self._next is not None and (before is None or self._next[0] < before):
            yield Fault(self._next[0], self.name, "rows of an entry that does not exist")
            self._next = next(self._stream, None)

    def rows_of(self, entry: int) -> list[dict[str, Any]]:
        """Return the rows of an entry, and go on to those after it."""
        if self._next is None or self._next[0] != entry:
            return []
        found = self._next[1]
        self._next = next(self._stream, None)
        return found


def _by_entry(connection: Connection, table: Table) -> Generator[tuple[int, list[dict[str, Any]]]]:
    ordered = select(table).order_by(table.c.entry)
    with connection.execute(ordered, execution_options={"yield_per": 500}) as found:
        for number, group in groupby(found.mappings(), key=lambda row: int(row["entry"])):
            yield number, [dict(row) for row in group]


def _decision_faults(connection: Connection) -> Iterator[Fault]:
    before = chain.START
    for place, row in enumerate(
        connection.execute(select(DECISION).order_by(DECISION.c.place)), start=1
    ):
        if row.place != place:
            yield Fault(row.entry, row.id, f"decision {place} is gone")
        before = chain.decision_hash(before, row.data)
        if row.hash != before:
            yield Fault(row.entry, row.id, "it does not fit the decision before it")
            before = row.hash


def _content_faults(connection: Connection) -> Iterator[Fault]:
    """Yield bytes that do not have their digest, and words that the text does not have."""
    chosen = (
        select(DOCUMENT, ORIGINAL.c.data.label("bytes"), ENTRY.c.at)
        .join(ENTRY, ENTRY.c.number == DOCUMENT.c.entry)
        .outerjoin(ORIGINAL, ORIGINAL.c.id == DOCUMENT.c.id)
    )
    with connection.execute(chosen, execution_options={"yield_per": 200}) as documents:
        for row in documents:
            try:
                yield from _document_faults(connection, row)
            except _UNREADABLE as error:
                yield Fault(row.entry, row.id, f"it cannot be read back: {error}")


def _document_faults(connection: Connection, row: Row[Any]) -> Iterator[Fault]:
    document = rows.document_of(row)
    if row.bytes is None:
        yield Fault(row.entry, row.id, "the bytes of the report are gone")
    elif hashlib.sha256(rows.unpacked(row.bytes)).hexdigest() != document.digest:
        yield Fault(row.entry, row.id, "the bytes of the report do not have its digest")
    text = rows.text_unpacked(row.text)
    if len(text) != document.characters:
        yield Fault(row.entry, row.id, "its text is not as long as it was")
    claims = connection.execute(
        select(CLAIM.c.id, CLAIM.c.entry, CLAIM.c.data).where(
            CLAIM.c.document == row.id, CLAIM.c.entry == row.entry
        )
    )
    for claim in claims:
        for place, words in rows.words_in(claim.data).items():
            start, _, end = place.partition("-")
            if text[int(start) : int(end)] != words:
                yield Fault(claim.entry, claim.id, f"its words at {place} are not in the text")
