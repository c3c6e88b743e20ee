"""Backups: a backup is one file, and a ledger itself.

From SQLite it is taken by the database's own online backup, from Postgres row by row in one
transaction that sees one state.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from foedera.ledger import asking, indexing, sealing
from foedera.ledger.connecting import changing, engine_for, is_postgres, reading
from foedera.ledger.errors import OccupiedError, UnwritableLedgerError
from foedera.ledger.migrating import migrate
from foedera.ledger.tables import ENTRY, KEPT

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from foedera.ledger.entries import Head

#: Rows copied at once from one database to another.
_BATCH: Final = 1000
#: Pages that an online backup copies before it lets writers in.
_PAGES: Final = 16384


def backup(engine: Engine, address: str, place: Path) -> Head:
    """Write a copy of a ledger into one file; see ``Ledger.backup``.

    Raises:
        OccupiedError: Something lies at the place.
        UnwritableLedgerError: It cannot be written there.
    """
    if place.exists():
        raise OccupiedError(str(place))
    if not place.parent.is_dir():
        raise UnwritableLedgerError(str(place), f"there is no folder {place.parent}")
    new = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        if is_postgres(address):
            _copy_rows_out(engine, address, new)
        else:
            _copy_pages(engine, address, new)
        head = _finished(new)
        _put(new, place)
    except OSError as error:
        raise UnwritableLedgerError(str(place), error.strerror or str(error)) from None
    finally:
        for left in _files(new):
            left.unlink(missing_ok=True)
    return head


def _copy_pages(engine: Engine, address: str, new: Path) -> None:
    import pysqlite3.dbapi2 as sqlite  # noqa: PLC0415 - only here, and where ledgers are opened

    with reading(engine, address) as connection:
        held: Any = connection.connection.driver_connection
        try:
            with closing(sqlite.connect(str(new))) as copy:
                held.backup(copy, pages=_PAGES)
        except sqlite.Error as error:
            raise UnwritableLedgerError(str(new), str(error)) from None


def _copy_rows_out(engine: Engine, address: str, new: Path) -> None:
    target = engine_for(str(new))
    with reading(engine, address) as rows, changing(target, str(new)) as connection:
        migrate(connection)
        copy_rows(rows, connection)
    target.dispose()


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy all rows of one ledger into the empty tables of another, and index them there."""
    for table in (ENTRY, *KEPT):
        rows = source.execute(select(table), execution_options={"yield_per": _BATCH})
        for batch in rows.mappings().partitions(_BATCH):
            target.execute(insert(table), [dict(row) for row in batch])
    indexing.rebuild(target)


def _finished(new: Path) -> Head:
    """Fold the log of a copy into its file, and seal it."""
    engine = engine_for(str(new))
    try:
        sealing.seal(engine, str(new))
        with reading(engine, str(new)) as connection:
            return asking.head(connection, None)
    finally:
        engine.dispose()


def _put(new: Path, place: Path) -> None:
    """Bring a copy to its place for good: what is there afterwards is whole."""
    _flushed(new)
    sealed = sealing.seal_of(str(new))
    if sealed.exists():
        sealed.replace(sealing.seal_of(str(place)))
    new.rename(place)
    _flushed(place.parent)


def _flushed(path: Path) -> None:
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _files(new: Path) -> tuple[Path, ...]:
    return tuple(
        Path(f"{new}{ending}") for ending in ("", "-wal", "-shm", "-journal", ".seal", ".lock")
    )
