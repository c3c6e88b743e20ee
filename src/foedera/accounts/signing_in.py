"""Signing in: joining by a link, names and passwords, sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from foedera.accounts import deeds, inviting, limiting, membership, sessions, tokens
from foedera.accounts.deeds import DeedKind
from foedera.accounts.errors import (
    RefusedSignInError,
    TooManyTriesError,
    UnknownPersonError,
    UnknownReferenceError,
    UnusableInvitationError,
    WrongPasswordError,
)
from foedera.accounts.passwords import Passwords, taken
from foedera.accounts.people import Person
from foedera.accounts.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Engine, Row

    from foedera.accounts.inviting import Invitation
    from foedera.accounts.people import Doer
    from foedera.accounts.sessions import Session

#: Longest name for pages.
_SHOWN: Final = 80


class Doors(Store):
    """How people come in, and go.

    Args:
        engine: Opens connections.
        address: Where the accounts lie, password and all.
        passwords: How passwords are kept.
    """

    def __init__(self, engine: Engine, address: str, passwords: Passwords | None = None) -> None:
        super().__init__(engine, address)
        self._passwords = passwords or Passwords()

    # By a link ------------------------------------------------------------------------

    def invitation(self, secret: str, at: datetime) -> Invitation:
        """Return the invitation that a link's secret is of, and leave it good.

        Raises:
            UnusableInvitationError: It is not, or no longer, good.
        """
        with self.reading() as connection:
            return inviting.invitation_of(connection, secret, at)

    def accept(self, secret: str, password: str, doer: Doer, shown: str = "") -> str:
        """Join, or take a new password, by a link; return the secret of a session.

        A new password ends all sessions and all tokens of whoever takes it.

        Raises:
            UnusableInvitationError: The link is not, or no longer, good.
            UnusablePasswordError: The password is not taken; the link stays good.
            TakenNameError: Somebody else took the name in the meantime.
        """
        found = self.invitation(secret, doer.at)
        kept = self._passwords.kept(taken(password, found.name))
        doer = replace(doer, name=found.name)
        with self.writing() as connection:
            found = inviting.invitation_of(connection, secret, doer.at)
            inviting.end(connection, found.id, doer.at)
            if found.renews:
                self._renewed(connection, found, kept, doer)
            else:
                shown = " ".join(shown.split())[:_SHOWN]
                person = Person(found.name, found.role, shown if shown.isprintable() else "")
                membership.add(connection, person, kept, doer.at)
                told = {"role": found.role.value, "link": found.id}
                deeds.note(connection, doer, DeedKind.JOINED, found.name, **told)
            return sessions.begin(connection, found.name, doer)

    def _renewed(self, connection: Connection, found: Invitation, kept: str, doer: Doer) -> None:
        row = membership.person_row(connection, found.name)
        if row is None or not row.active:
            raise UnusableInvitationError
        membership.set_password(connection, found.name, kept)
        sessions.end_all(connection, found.name)
        tokens.end_all(connection, found.name, doer.at)
        deeds.note(connection, doer, DeedKind.PASSWORD_CHANGED, found.name, link=found.id)

    # By a password --------------------------------------------------------------------

    def sign_in(self, name: str, password: str, doer: Doer, before: str = "") -> str:
        """Sign somebody in; return the secret of a new session.

        Args:
            name: Whoever it says it is, in whatever letters' case.
            password: Their password.
            doer: From where, and when.
            before: The secret of a session that the browser had; it ends.

        Raises:
            RefusedSignInError: There is no such person, the password is another, or they are
                not let in: it is not told which.
            TooManyTriesError: There were too many tries.
        """
        counted = limiting.subjects(name, doer.address)
        tried, row = self._tried(name, counted, doer)
        kept = row.password if row is not None and row.active else None
        fits = self._passwords.fits(password, kept)
        if not fits or row is None:
            who = row.name if row is not None else ""
            self._note(DeedKind.SIGN_IN_FAILED, replace(doer, name=""), who)
            raise RefusedSignInError
        renewed = self._passwords.kept(password) if self._passwords.outdated(row.password) else ""
        with self.writing() as connection:
            now = membership.person_row(connection, row.name)
            if now is None or not now.active or now.password != row.password:
                raise RefusedSignInError  # changed while the password was worked out
            limiting.take_back(connection, tried)
            if renewed:
                membership.set_password(connection, row.name, renewed)
            sessions.end(connection, before)
            deeds.note(connection, replace(doer, name=row.name), DeedKind.SIGNED_IN)
            return sessions.begin(connection, row.name, doer)

    def _tried(
        self, name: str, counted: Sequence[str], doer: Doer
    ) -> tuple[Sequence[str], Row[Any] | None]:
        """Count a try, or refuse it; return what it is counted by, and whom it is about."""
        with self.writing() as connection:
            row = membership.person_row(connection, name)
            seconds = limiting.wait(connection, counted, doer.at)
            if not seconds:
                return limiting.charge(connection, counted, doer.at), row
            if limiting.first_refusal(connection, counted, doer.at):
                who = row.name if row is not None else ""
                deeds.note(connection, replace(doer, name=""), DeedKind.SIGN_IN_REFUSED, who)
        raise TooManyTriesError(seconds)

    def session(self, secret: str, at: datetime) -> Session | None:
        """Return the session that a secret is of, if it has not ended."""
        with self.reading() as connection:
            found = sessions.session_of(connection, secret, at)
        if found is not None and found.stale(at):
            with self.writing() as connection:
                sessions.touch(connection, found, at)
        return found

    def sessions(self, name: str, at: datetime) -> tuple[Session, ...]:
        """Return somebody's sessions, the newest first."""
        with self.reading() as connection:
            return tuple(sessions.sessions(connection, name, at))

    def sign_out(self, secret: str, doer: Doer) -> None:
        """End the session that a secret is of; nothing where there is none."""
        with self.writing() as connection:
            name = sessions.end(connection, secret)
            if name is not None:
                deeds.note(connection, replace(doer, name=name), DeedKind.SIGNED_OUT)

    def end_session(self, session: str, name: str, doer: Doer) -> None:
        """End one of somebody's sessions by what it is called.

        Raises:
            UnknownReferenceError: There is none, or it has ended.
        """
        with self.writing() as connection:
            if not sessions.end_one(connection, name, session):
                raise UnknownReferenceError(session)
            deeds.note(connection, doer, DeedKind.SESSION_ENDED, name, session=session)

    def change_password(self, name: str, present: str, new: str, doer: Doer) -> str:
        """Change somebody's password: all their sessions end; return the secret of a new one.

        Raises:
            WrongPasswordError: ``present`` is not their password.
            TooManyTriesError: There were too many tries.
            UnusablePasswordError: The new one is not taken.
            UnknownPersonError: Nobody is called so.
        """
        new = taken(new, name)
        counted = limiting.subjects(name, doer.address)
        tried, row = self._tried(name, counted, doer)
        if row is None:
            raise UnknownPersonError(name)
        if not self._passwords.fits(present, row.password):
            self._note(DeedKind.PASSWORD_REFUSED, doer, row.name)
            raise WrongPasswordError
        kept = self._passwords.kept(new)
        with self.writing() as connection:
            limiting.take_back(connection, tried)
            membership.set_password(connection, row.name, kept)
            sessions.end_all(connection, row.name)
            deeds.note(connection, doer, DeedKind.PASSWORD_CHANGED, row.name)
            return sessions.begin(connection, row.name, doer)

    def _note(self, kind: DeedKind, doer: Doer, about: str) -> None:
        with self.writing() as connection:
            deeds.note(connection, doer, kind, about)
