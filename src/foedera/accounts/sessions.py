"""Sessions: a browser that is signed in, known by a secret of which a digest is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select, update

from foedera.accounts.moments import moment, moment_text
from foedera.accounts.people import Person, Role
from foedera.accounts.secret import digest, fresh, fresh_name
from foedera.accounts.tables import PERSON, SESSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection, Row

    from foedera.accounts.people import Doer

#: A session ends when nothing was asked for so long, and in any case after so long.
IDLE: Final = timedelta(hours=2)
LONGEST: Final = timedelta(hours=12)
#: How exactly it is kept when something was last asked: not every page is a write.
_SEEN: Final = timedelta(minutes=1)
_AGENT: Final = 200


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in.

    Attributes:
        id: What it is called; no secret.
        person: Who is signed in.
        made_at: Since when.
        seen_at: When something was last asked, to the minute.
        expires_at: When it ends at the latest.
        address: Where it was signed in from.
        agent: What the browser calls itself.
    """

    id: str
    person: Person
    made_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str

    def stale(self, at: datetime) -> bool:
        """Tell whether it should be kept anew when something was last asked."""
        return at - self.seen_at >= _SEEN


def begin(connection: Connection, name: str, doer: Doer) -> str:
    """Begin a session, and return its secret."""
    secret = fresh()
    connection.execute(
        insert(SESSION).values(
            id=fresh_name("ses"),
            digest=digest(secret),
            name=name,
            made_at=moment_text(doer.at),
            seen_at=moment_text(doer.at),
            expires_at=moment_text(doer.at + LONGEST),
            address=doer.address,
            agent=doer.agent[:_AGENT].replace("\0", "").encode("utf-8", "replace").decode(),
        )
    )
    return secret


def session_of(connection: Connection, secret: str, at: datetime) -> Session | None:
    """Return the session that a secret is of, if it has not ended."""
    chosen = (
        select(SESSION, PERSON.c.role, PERSON.c.shown)
        .join(PERSON, PERSON.c.name == SESSION.c.name)
        .where(SESSION.c.digest == digest(secret), PERSON.c.active == 1, *_going_on(at))
    )
    row = connection.execute(chosen).first()
    return _session(row) if row is not None else None


def sessions(connection: Connection, name: str, at: datetime) -> Iterator[Session]:
    """Yield somebody's sessions, the newest first."""
    chosen = (
        select(SESSION, PERSON.c.role, PERSON.c.shown)
        .join(PERSON, PERSON.c.name == SESSION.c.name)
        .where(SESSION.c.name == name, *_going_on(at))
        .order_by(SESSION.c.made_at.desc(), SESSION.c.id)
    )
    for row in connection.execute(chosen):
        yield _session(row)


def touch(connection: Connection, session: Session, at: datetime) -> None:
    """Keep when something was last asked; forget sessions that have ended."""
    connection.execute(
        update(SESSION).where(SESSION.c.id == session.id).values(seen_at=moment_text(at))
    )
    connection.execute(
        delete(SESSION).where(
            (SESSION.c.expires_at <= moment_text(at))
            | (SESSION.c.seen_at <= moment_text(at - IDLE))
        )
    )


def end(connection: Connection, secret: str) -> str | None:
    """End the session that a secret is of; return whose it was."""
    return _ended(connection, SESSION.c.digest == digest(secret))


def end_one(connection: Connection, name: str, session: str) -> bool:
    """End one of somebody's sessions by what it is called."""
    gone = connection.execute(
        delete(SESSION).where(SESSION.c.name == name, SESSION.c.id == session)
    )
    return bool(gone.rowcount)


def end_all(connection: Connection, name: str) -> int:
    """End all of somebody's sessions, and return how many there were."""
    return connection.execute(delete(SESSION).where(SESSION.c.name == name)).rowcount


def _ended(connection: Connection, which: ColumnElement[bool]) -> str | None:
    name: str | None = connection.execute(select(SESSION.c.name).where(which)).scalar()
    connection.execute(delete(SESSION).where(which))
    return name


def _going_on(at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        SESSION.c.expires_at > moment_text(at),
        SESSION.c.seen_at > moment_text(at - IDLE),
    )


def _session(row: Row[tuple[object, ...]]) -> Session:
    return Session(
        id=row.id,
        person=Person(row.name, Role(row.role), row.shown),
        made_at=moment(row.made_at),
        seen_at=moment(row.seen_at),
        expires_at=moment(row.expires_at),
        address=row.address,
        agent=row.agent,
    )
