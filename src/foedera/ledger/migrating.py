"""Makes the tables of a ledger, and brings those of an earlier version up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from foedera.ledger.entries import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

#: Name of the newest migration; a test holds it against the folder of migrations.
HEAD: Final = "2"
_FOLDER: Final = Path(__file__).with_name("migrations")
_VERSION: Final = "foedera_version"


def version_of(connection: Connection) -> str | None:
    """Return which migration a database stands at; None where it holds no ledger."""
    if not inspect(connection).has_table(_VERSION):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar()  # noqa: S608 - our own word
    return found


def migrate(connection: Connection, to: str = HEAD) -> None:
    """Bring the tables to a migration, in the transaction of the connection."""
    from alembic import command  # noqa: PLC0415 - only where tables are made
    from alembic.config import Config  # noqa: PLC0415 - ditto

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["version_table"] = _VERSION
    command.upgrade(config, to)


def schema_faults(connection: Connection) -> Iterator[Fault]:
    """Yield tables, indexes and triggers that are missing, or that nobody made."""
    dialect = connection.dialect.name
    if version_of(connection) != HEAD:
        yield Fault(0, _VERSION, f"it is at version {version_of(connection)}, not {HEAD}")
        return
    if dialect == "sqlite":
        yield from _sqlite_faults(connection)
        return
    found = {row[0] for row in connection.execute(text(_TRIGGERS))}
    for name in sorted(_guarded() - found):
        yield Fault(0, name, "the trigger that keeps rows from being altered is gone")


#: Tables whose trigger is there and fires whoever writes (``tgenabled``: O or A).
_TRIGGERS: Final = (
    "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE t.tgname = c.relname || '_is_append_only' AND t.tgenabled IN ('O', 'A') "
    "AND n.nspname = current_schema()"
)


def _guarded() -> set[str]:
    from foedera.ledger.tables import ENTRY, KEPT  # noqa: PLC0415 - its only use here

    return {table.name for table in (ENTRY, *KEPT)}


def _sqlite_faults(connection: Connection) -> Iterator[Fault]:
    from foedera.ledger.connecting import engine_for  # noqa: PLC0415 - ditto

    chosen = text("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    fresh = engine_for(":memory:")
    with fresh.connect() as other, other.begin():
        migrate(other)
        expected = {(row[0], row[1]): row[2] for row in other.execute(chosen)}
    fresh.dispose()
    found = {(row[0], row[1]): row[2] for row in connection.execute(chosen)}
    for kind, name in sorted(expected.keys() | found.keys()):
        if expected.get((kind, name)) != found.get((kind, name)):
            yield Fault(0, name, f"the {kind} is not as foedera makes it")
