"""The first ledger: its tables, its indexes, and triggers that refuse to alter a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import op

from foedera.ledger.tables import ENTRY, KEPT, METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table

revision = "1"
down_revision = None

_REFUSAL = "the ledger is append-only: rows are never altered or removed"


def upgrade() -> None:
    """Make the tables, and keep their rows from being altered or removed."""
    connection = op.get_bind()
    METADATA.create_all(connection)
    if connection.dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 1718576484")
    else:
        op.execute(
            "CREATE FUNCTION foedera_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
    for table in (ENTRY, *KEPT):
        if connection.dialect.name == "sqlite":
            for event, when in _refused(table):
                op.execute(
                    f"CREATE TRIGGER {table.name}_refuses_{event.lower()} BEFORE {event} "
                    f"ON {table.name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )
        else:
            op.execute(
                f"CREATE TRIGGER {table.name}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table.name} FOR EACH STATEMENT EXECUTE FUNCTION foedera_refuse()"
            )


def _refused(table: Table) -> Iterator[tuple[str, str]]:
    """Yield what SQLite refuses: also INSERT OR REPLACE, which fires no trigger of deletion."""
    key = " AND ".join(f"{one.name} = NEW.{one.name}" for one in table.primary_key)
    yield "UPDATE", ""
    yield "DELETE", ""
    yield "INSERT", f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {key})"  # noqa: S608 - our own names
