"""The one place that opens a database: SQLite in a file, or Postgres for a team."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from foedera.ledger.errors import (
    BusyLedgerError,
    MissingDriverError,
    UnknownAddressError,
    UnreachableLedgerError,
    UnwritableLedgerError,
)
from foedera.ledger.turns import turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

#: How long a writer waits for the others, in seconds.
PATIENCE: Final = 30
#: "foed": by this a file is known as a ledger (PRAGMA application_id).
APPLICATION: Final = 0x666F6564
#: Versions of SQLite whose write-ahead log may lose or spoil commits when two connections
#: write and checkpoint at once: up to 3.51.2, except these (sqlite.org/wal.html#walresetbug).
_MENDED: Final = (3, 51, 3)
_MENDED_BEFORE: Final = ((3, 50, 7), (3, 44, 6))
#: Seconds between two tries to begin to write.
_AGAIN: Final = 0.002
_WRITES: Final = "foedera_writes"
#: Connections to a file are kept for so many threads; more are opened as they are asked for, so
#: that a thread that goes through one answer while it asks for another never waits for others.
_MANY_READERS: Final[dict[str, Any]] = {"pool_size": 16, "max_overflow": -1}
#: Of a server's connections there are only so many for all.
_FEW_READERS: Final[dict[str, Any]] = {"pool_size": 8, "max_overflow": 32, "pool_timeout": PATIENCE}
_POSTGRES: Final = ("postgresql", "postgres")


def is_postgres(address: str) -> bool:
    """Tell whether an address is one of Postgres; all others are paths of files."""
    return address.partition("://")[0].partition("+")[0] in _POSTGRES and "://" in address


def shown(address: str) -> str:
    """Return an address without its password."""
    if "://" not in address:
        return address
    try:
        return make_url(address).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return address.partition("://")[0] + "://…"


def engine_for(address: str) -> Engine:
    """Return an engine for an address; nothing is opened yet.

    Args:
        address: A file's path, or ``postgresql://user@host/database``.

    Raises:
        UnknownAddressError: It is of another kind.
        MissingDriverError: The driver of Postgres is not installed.
    """
    if is_postgres(address):
        return _postgres(address)
    if "://" in address:
        raise UnknownAddressError(shown(address))
    return _sqlite(Path(address))


def safe_to_log_ahead(version: tuple[int, ...]) -> bool:
    """Tell whether a version of SQLite may be trusted with a write-ahead log."""
    return version >= _MENDED or any(
        version[:2] == mended[:2] and version >= mended for mended in _MENDED_BEFORE
    )


def _sqlite(path: Path) -> Engine:
    import pysqlite3.dbapi2 as sqlite  # noqa: PLC0415 - only where a ledger is opened

    ahead = safe_to_log_ahead(sqlite.sqlite_version_info)
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlite,
        connect_args={"timeout": PATIENCE, "isolation_level": None, "check_same_thread": False},
        **({} if str(path) == ":memory:" else _MANY_READERS),
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        for pragma in (
            f"busy_timeout = {PATIENCE * 1000}",
            f"journal_mode = {'WAL' if ahead else 'TRUNCATE'}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "temp_store = MEMORY",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            _take_turn(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _take_turn(connection: Connection) -> None:
    """Begin to write as soon as nobody else does.

    SQLite itself sleeps longer and longer between its tries, so that whoever waits longest is
    overtaken most. Here everybody tries as often as everybody else.
    """
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    tried_until = time.monotonic() + PATIENCE
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > tried_until:
                    raise
                time.sleep(_AGAIN)
            else:
                return
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000}")


def _postgres(address: str) -> Engine:
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra
    except ModuleNotFoundError:
        raise MissingDriverError(shown(address)) from None
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise UnknownAddressError(shown(address)) from None
    return create_engine(
        url,
        isolation_level="REPEATABLE READ",
        **_FEW_READERS,
        connect_args={"connect_timeout": 10, "client_encoding": "utf8"},
    )


@contextmanager
def reading(engine: Engine, address: str) -> Iterator[Connection]:
    """Give a connection that sees one state of the ledger throughout.

    Raises:
        UnreachableLedgerError: The database cannot be reached.
        BusyLedgerError: Others keep it locked.
    """
    with _translated(address), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, address: str, table: str = "entry") -> Iterator[Connection]:
    """Give a connection that alone may write, until it commits; an error takes all back.

    Args:
        engine: Opens the connection.
        address: Where the database lies.
        table: In Postgres, whoever writes holds this table against other writers. In a file
            there is one turn for all tables.

    Raises:
        UnreachableLedgerError: The database cannot be reached.
        UnwritableLedgerError: It cannot be written: no room, no right.
        BusyLedgerError: Others keep it locked.
    """
    with _turn(engine, address), _translated(address), engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="READ COMMITTED")
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                connection.execute(text(f"LOCK TABLE {table} IN EXCLUSIVE MODE"))
            yield connection


@contextmanager
def changing(engine: Engine, address: str) -> Iterator[Connection]:
    """Give a connection that alone may change the tables themselves; see ``writing``."""
    with _turn(engine, address), _translated(address), engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({APPLICATION})"))
            yield connection


def _turn(engine: Engine, address: str) -> AbstractContextManager[None]:
    return turn(address, PATIENCE) if engine.dialect.name == "sqlite" else nullcontext()


@contextmanager
def _translated(address: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise translated(error, address) from None
    except NoneFreeError:
        raise BusyLedgerError(shown(address), PATIENCE) from None


def translated(
    error: DBAPIError, address: str
) -> BusyLedgerError | UnwritableLedgerError | UnreachableLedgerError:
    """Return our own error for one of the database's."""
    told = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "no reason given"
    place = shown(address)
    if "database is locked" in told or "lock timeout" in told:
        return BusyLedgerError(place, PATIENCE)
    written = ("disk", "full", "readonly", "read-only", "space left", "permission denied for")
    if any(word in told for word in written):
        return UnwritableLedgerError(place, told)
    if isinstance(error, OperationalError):
        return UnreachableLedgerError(place, told)
    return UnwritableLedgerError(place, told)
