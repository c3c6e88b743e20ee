"""Restores a backup, as a file or into Postgres: the chain is the same afterwards."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.ledger import asking
from foedera.ledger.connecting import changing, engine_for, is_postgres, reading, shown
from foedera.ledger.errors import DamagedLedgerError, OccupiedError
from foedera.ledger.keeping import copy_rows
from foedera.ledger.migrating import migrate, version_of
from foedera.ledger.opening import open_ledger

if TYPE_CHECKING:
    from foedera.ledger.entries import Head


def restore(source: Path, address: str) -> Head:
    """Make a ledger out of a backup, where none is yet.

    Args:
        source: The backup: a file that ``backup`` wrote, or any ledger in a file.
        address: Where the ledger is to lie: a file's path or ``postgresql://…``.

    Raises:
        DamagedLedgerError: The backup is not as it was written.
        OccupiedError: There is a ledger, or something else, already.
        UnwritableLedgerError: It cannot be written there.
        UnreachableLedgerError: The database cannot be reached.
    """
    with open_ledger(str(source)) as held:
        found = held.verify()
        if found.faults:
            told = [f"{one.where}: {one.what}" for one in found.faults[:3]]
            raise DamagedLedgerError(str(source), told)
        if not is_postgres(address):
            return held.backup(Path(address))
    with ExitStack() as done:
        engine, target = engine_for(str(source)), engine_for(address)
        for one in (engine, target):
            done.callback(one.dispose)
        rows = done.enter_context(reading(engine, str(source)))
        connection = done.enter_context(changing(target, address))
        if version_of(connection) is None:
            migrate(connection)
        if asking.head(connection, None).number:
            raise OccupiedError(shown(address))
        copy_rows(rows, connection)
        return asking.head(connection, None)
