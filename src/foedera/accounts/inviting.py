"""Invitations: links by which somebody joins, or takes a new password; each good once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select, update

from foedera.accounts.errors import UnusableInvitationError
from foedera.accounts.moments import moment, moment_text
from foedera.accounts.people import Role
from foedera.accounts.secret import digest, fresh, fresh_name
from foedera.accounts.tables import INVITATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row, Select

    from foedera.accounts.people import Doer

#: How long a link is good: to join, and to take a new password.
TO_JOIN: Final = timedelta(days=7)
TO_RENEW: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that has been handed out.

    Attributes:
        id: What it is called; no secret.
        name: Who is invited: under this name their decisions will stand.
        role: What they will be able to do.
        renews: Whether it is for a new password, and not to join.
        invited_by: Who made it; empty for the server's own command line.
        made_at: When.
        expires_at: Until when it is good.
    """

    id: str
    name: str
    role: Role
    renews: bool
    invited_by: str
    made_at: datetime
    expires_at: datetime


def invite(
    connection: Connection, name: str, role: Role, doer: Doer, *, renews: bool
) -> tuple[Invitation, str]:
    """Make a link, and end those made for the same name before; return it with its secret."""
    end_for(connection, name, doer.at)
    secret = fresh()
    made = Invitation(
        id=fresh_name("inv"),
        name=name,
        role=role,
        renews=renews,
        invited_by=doer.name,
        made_at=doer.at,
        expires_at=doer.at + (TO_RENEW if renews else TO_JOIN),
    )
    connection.execute(
        insert(INVITATION).values(
            id=made.id,
            digest=digest(secret),
            name=name,
            role=role.value,
            renews=int(renews),
            invited_by=doer.name,
            made_at=moment_text(made.made_at),
            expires_at=moment_text(made.expires_at),
        )
    )
    return made, secret


def invitation_of(connection: Connection, secret: str, at: datetime) -> Invitation:
    """Return the invitation that a secret is of.

    Raises:
        UnusableInvitationError: There is none, or it is no longer good.
    """
    chosen = _good(at).where(INVITATION.c.digest == digest(secret))
    row = connection.execute(chosen).first()
    if row is None:
        raise UnusableInvitationError
    return _invitation(row)


def invitations(connection: Connection, at: datetime) -> Iterator[Invitation]:
    """Yield the links that are good, the newest first."""
    for row in connection.execute(_good(at).order_by(INVITATION.c.made_at.desc())):
        yield _invitation(row)


def end(connection: Connection, invitation: str, at: datetime) -> str | None:
    """End a link by what it is called; return for whom it was, None where none was ended."""
    chosen = select(INVITATION.c.name).where(
        INVITATION.c.id == invitation, INVITATION.c.ended_at.is_(None)
    )
    name: str | None = connection.execute(chosen).scalar()
    if name is not None:
        connection.execute(
            update(INVITATION).where(INVITATION.c.id == invitation).values(ended_at=moment_text(at))
        )
    return name


def end_for(connection: Connection, name: str, at: datetime) -> None:
    """End the links made for a name."""
    connection.execute(
        update(INVITATION)
        .where(INVITATION.c.name == name, INVITATION.c.ended_at.is_(None))
        .values(ended_at=moment_text(at))
    )


def _good(at: datetime) -> Select[Any]:
    return select(INVITATION).where(
        INVITATION.c.ended_at.is_(None), INVITATION.c.expires_at > moment_text(at)
    )


def _invitation(row: Row[tuple[object, ...]]) -> Invitation:
    return Invitation(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        renews=bool(row.renews),
        invited_by=row.invited_by,
        made_at=moment(row.made_at),
        expires_at=moment(row.expires_at),
    )
