"""Runs migrations in the transaction of the connection that ``migrating`` gives."""

from __future__ import annotations

from alembic import context

from foedera.ledger.tables import METADATA

_given = context.config.attributes
context.configure(
    connection=_given["connection"],
    target_metadata=METADATA,
    version_table=_given["version_table"],
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
