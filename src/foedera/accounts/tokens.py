"""Tokens: what a program shows in place of a session; shown once, kept as a digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from foedera.accounts.errors import ExcessiveRoleError, TooManyTokensError
from foedera.accounts.moments import moment, moment_text, perhaps
from foedera.accounts.people import Person, Role
from foedera.accounts.secret import TOKEN as BEGINNING
from foedera.accounts.secret import digest, fresh, fresh_name
from foedera.accounts.tables import PERSON, TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row, Select

#: How long a token is good, in days: unless told otherwise, and at most.
USUAL: Final = 90
LONGEST: Final = 366
#: How many one person may have.
MOST: Final = 50
_LABEL: Final = 80
_USED: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of somebody's.

    Attributes:
        id: What it is called; no secret.
        person: Whose it is, with the role that it has now: its own, or its owner's if less.
        label: What its owner called it.
        role: The role it was made with.
        made_at: When.
        expires_at: When it ends at the latest.
        used_at: When it was last used, to the minute; None for never.
        ended_at: When its owner or a keeper ended it; None where nobody has.
    """

    id: str
    person: Person
    label: str
    role: Role
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    ended_at: datetime | None

    def good(self, at: datetime) -> bool:
        """Tell whether it lets anybody in at a moment."""
        return self.ended_at is None and self.expires_at > at

    def stale(self, at: datetime) -> bool:
        """Tell whether it should be kept anew when it was last used."""
        return self.used_at is None or at - self.used_at >= _USED


@dataclass(frozen=True, slots=True)
class Wish:
    """What token somebody wants.

    Attributes:
        label: What to call it.
        role: What it may do.
        days: How long it is good.
    """

    label: str
    role: Role = Role.READER
    days: int = USUAL


def make(connection: Connection, owner: Person, wish: Wish, at: datetime) -> tuple[str, str]:
    """Make a token; return what it is called, and the secret, which is kept nowhere.

    Raises:
        ExcessiveRoleError: It could do more than its owner.
        TooManyTokensError: Its owner has as many as anybody may have.
    """
    if not owner.role.covers(wish.role):
        raise ExcessiveRoleError(wish.role.value, owner.role.value)
    now = moment_text(at)
    held = select(func.count()).where(
        TOKEN.c.name == owner.name, TOKEN.c.ended_at.is_(None), TOKEN.c.expires_at > now
    )
    if connection.execute(held).scalar_one() >= MOST:
        raise TooManyTokensError(MOST)
    secret, name = BEGINNING + fresh(), fresh_name("tok")
    connection.execute(
        insert(TOKEN).values(
            id=name,
            digest=digest(secret),
            name=owner.name,
            label=" ".join(wish.label.replace("\0", "").split())[:_LABEL] or name,
            role=wish.role.value,
            made_at=now,
            expires_at=moment_text(at + timedelta(days=min(max(wish.days, 1), LONGEST))),
        )
    )
    return name, secret


def token_of(connection: Connection, secret: str, at: datetime) -> Token | None:
    """Return the token that a secret is of, if it lets anybody in."""
    if not secret.startswith(BEGINNING):
        return None
    chosen = _chosen().where(TOKEN.c.digest == digest(secret), PERSON.c.active == 1)
    row = connection.execute(chosen).first()
    found = _token(row) if row is not None else None
    return found if found is not None and found.good(at) else None


def tokens(connection: Connection, name: str | None) -> Iterator[Token]:
    """Yield the tokens of somebody, or all, the newest first; also those that have ended."""
    chosen = _chosen().order_by(TOKEN.c.made_at.desc(), TOKEN.c.id)
    for row in connection.execute(chosen if name is None else chosen.where(TOKEN.c.name == name)):
        yield _token(row)


def touch(connection: Connection, token: Token, at: datetime) -> None:
    """Keep when a token was last used."""
    connection.execute(update(TOKEN).where(TOKEN.c.id == token.id).values(used_at=moment_text(at)))


def end(connection: Connection, token: str, at: datetime, owner: str | None) -> str | None:
    """End a token by what it is called; return whose it was, None where none was ended.

    Args:
        connection: Writes.
        token: What it is called.
        at: The moment.
        owner: Only if it is theirs; None for whoever's.
    """
    chosen = select(TOKEN.c.name).where(TOKEN.c.id == token, TOKEN.c.ended_at.is_(None))
    name: str | None = connection.execute(chosen).scalar()
    if name is None or (owner is not None and name != owner):
        return None
    connection.execute(update(TOKEN).where(TOKEN.c.id == token).values(ended_at=moment_text(at)))
    return name


def end_all(connection: Connection, name: str, at: datetime) -> int:
    """End all tokens of somebody, and return how many there were."""
    return connection.execute(
        update(TOKEN)
        .where(TOKEN.c.name == name, TOKEN.c.ended_at.is_(None))
        .values(ended_at=moment_text(at))
    ).rowcount


def _chosen() -> Select[Any]:
    return select(TOKEN, PERSON.c.role.label("own"), PERSON.c.shown).join(
        PERSON, PERSON.c.name == TOKEN.c.name
    )


def _token(row: Row[tuple[object, ...]]) -> Token:
    role = Role(row.role)
    return Token(
        id=row.id,
        person=Person(row.name, role.at_most(Role(row.own)), row.shown),
        label=row.label,
        role=role,
        made_at=moment(row.made_at),
        expires_at=moment(row.expires_at),
        used_at=perhaps(row.used_at),
        ended_at=perhaps(row.ended_at),
    )
