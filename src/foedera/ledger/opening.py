"""Opens a ledger, or makes one, wherever it lies."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from sqlalchemy import inspect

from foedera.ledger import asking, indexing
from foedera.ledger.connecting import changing, engine_for, is_postgres, reading, shown
from foedera.ledger.errors import (
    NoLedgerError,
    OtherLedgerError,
    UnwritableLedgerError,
)
from foedera.ledger.migrating import HEAD, migrate, version_of
from foedera.ledger.sealing import seal_of
from foedera.ledger.sql_ledger import SqlLedger

if TYPE_CHECKING:
    from sqlalchemy import Engine

_NEWER = "Install the version of foedera that made it, or a later one."
_NONE = "Name another file with --ledger, or make a ledger with 'foedera init'."


def usual_address() -> str:
    """Return where a user's ledger lies unless told otherwise."""
    return str(Path(platformdirs.user_data_path("foedera", appauthor=False)) / "ledger.db")


def open_ledger(address: str | None = None) -> SqlLedger:
    """Open a ledger.

    Args:
        address: A file's path, or ``postgresql://…``; the place the system has for a user's
            data if left out.

    Raises:
        NoLedgerError: There is none; the message tells how to make one.
        OtherLedgerError: Another version of foedera has written it, or it is no ledger.
        UnreachableLedgerError: The database cannot be reached.
        MissingDriverError: Its driver is not installed.
        UnknownAddressError: It is no address of a ledger.
    """
    place = address or usual_address()
    if "://" not in place and not Path(place).is_file():
        raise NoLedgerError(place)
    with ExitStack() as unless_refused:
        engine = engine_for(place)
        unless_refused.callback(engine.dispose)
        _checked(engine, place)
        unless_refused.pop_all()
    return SqlLedger(engine, place)


def _checked(engine: Engine, place: str) -> None:
    version = _version(engine, place)
    if version is None:
        if is_postgres(place):
            raise NoLedgerError(shown(place))
        raise OtherLedgerError(place, "it is a database without a ledger in it", _NONE)
    _refuse_newer(version, place)
    if version != HEAD:
        reason = f"it is at version {version} and this foedera writes version {HEAD}"
        advice = "Bring it up to date with 'foedera init', which makes a backup first."
        raise OtherLedgerError(shown(place), reason, advice)


def create_ledger(address: str | None = None) -> SqlLedger:
    """Make a ledger, or open the one that is there and bring it up to date.

    One of an earlier version is first copied to a backup beside it (in a file); all of its
    change is one transaction.

    Args:
        address: As for ``open_ledger``.

    Raises:
        UnwritableLedgerError: It cannot be made there.
        UnreachableLedgerError: The database cannot be reached.
        OtherLedgerError: Something else lies there.
        MissingDriverError: Its driver is not installed.
        UnknownAddressError: It is no address of a ledger.
    """
    place = address or usual_address()
    with ExitStack() as unless_refused:
        engine = engine_for(place)
        unless_refused.callback(engine.dispose)
        ledger = _made(engine, place)
        unless_refused.pop_all()
    return ledger


def _made(engine: Engine, place: str) -> SqlLedger:
    file = not is_postgres(place)
    if file:
        _make_room(Path(place))
    version = _version(engine, place)
    if version is None and file and _holds_tables(engine, place):
        raise OtherLedgerError(place, "it is a database without a ledger in it", _NONE)
    _refuse_newer(version, place)
    ledger = SqlLedger(engine, place)
    if version == HEAD:
        _index_mended(engine, place)
        return ledger
    if version is not None and file:
        _back_up(ledger, f"{place}.version-{version}.backup")
    if file:
        seal_of(place).unlink(missing_ok=True)
    with changing(engine, place) as connection:
        if version_of(connection) != HEAD:
            migrate(connection)
    return ledger


def _index_mended(engine: Engine, place: str) -> None:
    """Make the index of a ledger anew where it lacks rows, or has some too many."""
    with reading(engine, place) as connection:
        whole = next(indexing.faults(connection), None) is None
    if not whole:
        if not is_postgres(place):
            seal_of(place).unlink(missing_ok=True)
        with changing(engine, place) as connection:
            indexing.rebuild(connection)


def _back_up(ledger: SqlLedger, name: str) -> None:
    """Make sure that there is a backup of a ledger as it is, and overwrite no other."""
    for number in count(1):
        place = Path(name if number == 1 else f"{name}-{number}")
        if not place.exists():
            ledger.backup(place)
            return
        engine = engine_for(str(place))
        with ExitStack() as done:
            done.callback(engine.dispose)
            connection = done.enter_context(reading(engine, str(place)))
            if asking.head(connection, None) == ledger.head():
                return


def _make_room(path: Path) -> None:
    """Make the folder of a ledger, open to its owner alone.

    Raises:
        UnwritableLedgerError: It cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UnwritableLedgerError(str(path), error.strerror or str(error)) from None
    if path.is_dir():
        raise UnwritableLedgerError(str(path), "it is a folder")


def _version(engine: Engine, place: str) -> str | None:
    """Return at which migration a database stands.

    Raises:
        OtherLedgerError: It is a file that is no database.
    """
    try:
        with reading(engine, place) as connection:
            return version_of(connection)
    except UnwritableLedgerError as error:
        raise OtherLedgerError(shown(place), error.reason, _NONE) from None


def _holds_tables(engine: Engine, place: str) -> bool:
    with reading(engine, place) as connection:
        return bool(inspect(connection).get_table_names())


def _refuse_newer(version: str | None, place: str) -> None:
    if version is not None and int(version) > int(HEAD):
        reason = f"it is at version {version}, which this foedera does not know"
        raise OtherLedgerError(shown(place), reason, _NEWER)
