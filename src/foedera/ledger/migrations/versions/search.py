"""Makes claims quick to find: tables for that, filled from what is on record."""

from __future__ import annotations

from alembic import op

from foedera.ledger import index_tables, indexing

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make the tables, and index what is there."""
    connection = op.get_bind()
    index_tables.make(connection)
    indexing.fill(connection)
