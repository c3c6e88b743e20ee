"""What a ledger is stored in: which database, whether it is to be trusted, how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

from foedera.ledger.connecting import safe_to_log_ahead

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Storage:
    """What a ledger is stored in.

    Attributes:
        database: Its name and version: "SQLite 3.51.3".
        safe: Whether a write-ahead log of this version loses nothing; where it might, foedera
            keeps none, and the ledger is slower. Always true of Postgres.
        size: In bytes.
    """

    database: str
    safe: bool
    size: int


def storage_of(connection: Connection) -> Storage:
    """Return what the ledger of a connection is stored in."""
    if connection.dialect.name == "sqlite":
        told = str(connection.execute(text("SELECT sqlite_version()")).scalar_one())
        version = tuple(int(part) for part in told.split("."))
        pages = int(connection.execute(text("PRAGMA page_count")).scalar_one())
        size = int(connection.execute(text("PRAGMA page_size")).scalar_one())
        return Storage(f"SQLite {told}", safe_to_log_ahead(version), pages * size)
    told = str(connection.execute(text("SHOW server_version")).scalar_one()).split(" ")[0]
    chosen = text("SELECT pg_database_size(current_database())")
    return Storage(
        f"PostgreSQL {told}", safe=True, size=int(connection.execute(chosen).scalar_one())
    )
