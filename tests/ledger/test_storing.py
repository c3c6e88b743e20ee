"""What a ledger says of the database it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.ledger.sql_ledger import SqlLedger


def test_a_ledger_tells_which_database_it_lies_in_and_how_large_it_is(ledger: SqlLedger) -> None:
    storage = ledger.storage()
    assert storage.database.split(" ")[0] in {"SQLite", "PostgreSQL"}
    assert storage.database.split(" ")[1][0].isdigit()
    assert storage.safe
    assert storage.size > 0
