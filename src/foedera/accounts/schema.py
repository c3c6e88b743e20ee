"""Makes the tables of accounts, and brings those of an earlier version up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, inspect, select, text

from foedera.accounts.tables import DEED, METADATA, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

_REFUSAL: Final = "what was done is never altered or removed"


def version_of(connection: Connection) -> int | None:
    """Return the version of the tables in a database; None where there are none."""
    if not inspect(connection).has_table(VERSION.name):
        return None
    found = connection.execute(select(VERSION.c.number)).scalar()
    return int(found) if found is not None else None


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or change those of an earlier version, in the connection's transaction."""
    for step in _STEPS[version_of(connection) or 0 :]:
        step(connection)
    connection.execute(delete(VERSION))
    connection.execute(insert(VERSION).values(number=NEWEST))


def _first(connection: Connection) -> None:
    """Make the tables, and keep the rows of what was done from being altered."""
    METADATA.create_all(connection)
    if connection.dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {DEED.name}_refuses_{event.lower()} BEFORE {event} "
                    f"ON {DEED.name} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )
            )
        return
    connection.execute(
        text(
            "CREATE FUNCTION account_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
    )
    connection.execute(
        text(
            f"CREATE TRIGGER {DEED.name}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
            f"ON {DEED.name} FOR EACH STATEMENT EXECUTE FUNCTION account_refuse()"
        )
    )


#: What leads from each version to the next; the first makes what there was none of.
_STEPS: Final[tuple[Callable[[Connection], None], ...]] = (_first,)
#: The version that this foedera writes.
NEWEST: Final = len(_STEPS)
