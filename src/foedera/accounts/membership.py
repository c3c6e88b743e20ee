"""Who belongs to the team: names, roles, and who is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from foedera.accounts.errors import LastKeeperError, TakenNameError, UnknownPersonError
from foedera.accounts.moments import moment, moment_text, perhaps
from foedera.accounts.people import Account, Person, Role, folded
from foedera.accounts.tables import PERSON, SESSION, TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Row


def person_row(connection: Connection, name: str) -> Row[tuple[object, ...]] | None:
    """Return what is kept of somebody, in whatever case their name is written."""
    return connection.execute(select(PERSON).where(PERSON.c.folded == folded(name))).first()


def required(connection: Connection, name: str) -> Person:
    """Return somebody who has an account.

    Raises:
        UnknownPersonError: Nobody is called so.
    """
    row = connection.execute(select(PERSON).where(PERSON.c.folded == folded(name))).first()
    if row is None:
        raise UnknownPersonError(name)
    return Person(row.name, Role(row.role), row.shown)


def refuse_taken(connection: Connection, name: str) -> None:
    """Refuse a name that somebody has.

    Raises:
        TakenNameError: Somebody has it, perhaps in other letters' case.
    """
    row = connection.execute(select(PERSON.c.name).where(PERSON.c.folded == folded(name))).first()
    if row is not None:
        raise TakenNameError(row.name)


def add(connection: Connection, person: Person, kept: str, at: datetime) -> None:
    """Add somebody, with what is kept of their password.

    Raises:
        TakenNameError: Their name is taken.
    """
    refuse_taken(connection, person.name)
    connection.execute(
        insert(PERSON).values(
            name=person.name,
            folded=folded(person.name),
            shown=person.shown,
            role=person.role.value,
            active=1,
            password=kept,
            made_at=moment_text(at),
        )
    )


def set_password(connection: Connection, name: str, kept: str) -> None:
    """Keep another password."""
    connection.execute(update(PERSON).where(PERSON.c.name == name).values(password=kept))


def set_shown(connection: Connection, name: str, shown: str) -> None:
    """Keep another name for pages."""
    connection.execute(update(PERSON).where(PERSON.c.name == name).values(shown=shown))


def set_role(connection: Connection, name: str, role: Role) -> None:
    """Give somebody another role.

    Raises:
        LastKeeperError: They are the last keeper.
    """
    if role is not Role.KEEPER:
        _refuse_without_keeper(connection, name)
    connection.execute(update(PERSON).where(PERSON.c.name == name).values(role=role.value))


def set_active(connection: Connection, name: str, *, active: bool) -> bool:
    """Let somebody in, or no longer; tell whether that is anything new.

    Raises:
        LastKeeperError: They are the last keeper.
    """
    if not active:
        _refuse_without_keeper(connection, name)
    changed = connection.execute(
        update(PERSON)
        .where(PERSON.c.name == name, PERSON.c.active == int(not active))
        .values(active=int(active))
    )
    return bool(changed.rowcount)


def accounts(connection: Connection, at: datetime) -> Iterator[Account]:
    """Yield everybody, by name, with what they are known by at a moment."""
    now = moment_text(at)
    browsers = (
        select(
            SESSION.c.name,
            func.count().label("number"),
            func.max(SESSION.c.seen_at).label("seen_at"),
        )
        .where(SESSION.c.expires_at > now)
        .group_by(SESSION.c.name)
    )
    good = (
        select(TOKEN.c.name, func.count().label("number"))
        .where(TOKEN.c.ended_at.is_(None), TOKEN.c.expires_at > now)
        .group_by(TOKEN.c.name)
    )
    seen = {row.name: row for row in connection.execute(browsers)}
    tokens = {row.name: row.number for row in connection.execute(good)}
    for row in connection.execute(select(PERSON).order_by(PERSON.c.folded)):
        browser = seen.get(row.name)
        yield Account(
            person=Person(row.name, Role(row.role), row.shown),
            active=bool(row.active),
            made_at=moment(row.made_at),
            seen_at=perhaps(browser.seen_at) if browser else None,
            sessions=browser.number if browser else 0,
            tokens=tokens.get(row.name, 0),
        )


def _refuse_without_keeper(connection: Connection, name: str) -> None:
    keepers = select(PERSON.c.name).where(PERSON.c.active == 1, PERSON.c.role == Role.KEEPER.value)
    names = set(connection.execute(keepers).scalars())
    if names == {name}:
        raise LastKeeperError(name)
