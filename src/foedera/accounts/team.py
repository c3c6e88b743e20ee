"""The people of a team's server: roles, invitations, tokens, and what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.accounts import deeds, inviting, membership, sessions, tokens
from foedera.accounts.deeds import DeedKind, Wanted
from foedera.accounts.errors import UnknownReferenceError
from foedera.accounts.people import Person, Role, person_name
from foedera.accounts.signing_in import Doors

if TYPE_CHECKING:
    from datetime import datetime

    from foedera.accounts.deeds import Deed
    from foedera.accounts.inviting import Invitation
    from foedera.accounts.people import Account, Doer
    from foedera.accounts.tokens import Token, Wish


class Team(Doors):
    """The people of a team's server. Moments are given by the caller, with each ``Doer``."""

    # People ---------------------------------------------------------------------------

    def people(self, at: datetime) -> tuple[Account, ...]:
        """Return everybody, by name."""
        with self.reading() as connection:
            return tuple(membership.accounts(connection, at))

    def set_role(self, name: str, role: Role, doer: Doer) -> Person:
        """Give somebody another role, and end their sessions, unless it is theirs already.

        Raises:
            UnknownPersonError: Nobody is called so.
            LastKeeperError: They are the last keeper.
        """
        with self.writing() as connection:
            person = membership.required(connection, name)
            if person.role is role:
                return person
            membership.set_role(connection, person.name, role)
            sessions.end_all(connection, person.name)
            told = {"from": person.role.value, "to": role.value}
            deeds.note(connection, doer, DeedKind.ROLE_CHANGED, person.name, **told)
            return Person(person.name, role, person.shown)

    def deactivate(self, name: str, doer: Doer) -> None:
        """Let somebody in no longer: end their sessions, their tokens and their links.

        Their decisions stand.

        Raises:
            UnknownPersonError: Nobody is called so.
            LastKeeperError: They are the last keeper.
        """
        with self.writing() as connection:
            person = membership.required(connection, name)
            if membership.set_active(connection, person.name, active=False):
                sessions.end_all(connection, person.name)
                tokens.end_all(connection, person.name, doer.at)
                inviting.end_for(connection, person.name, doer.at)
                deeds.note(connection, doer, DeedKind.LET_OUT, person.name)

    def reactivate(self, name: str, doer: Doer) -> None:
        """Let somebody in again, with the password they had.

        Raises:
            UnknownPersonError: Nobody is called so.
        """
        with self.writing() as connection:
            person = membership.required(connection, name)
            if membership.set_active(connection, person.name, active=True):
                deeds.note(connection, doer, DeedKind.LET_IN_AGAIN, person.name)

    # Joining --------------------------------------------------------------------------

    def invite(self, name: str, role: Role, doer: Doer) -> tuple[Invitation, str]:
        """Make a link by which somebody joins; it is returned with its secret, once.

        Raises:
            UnusableNameError: Nobody can have this name.
            TakenNameError: Somebody has it.
        """
        name = person_name(name)
        with self.writing() as connection:
            membership.refuse_taken(connection, name)
            made, secret = inviting.invite(connection, name, role, doer, renews=False)
            deeds.note(connection, doer, DeedKind.INVITED, name, role=role.value, link=made.id)
        return made, secret

    def renew(self, name: str, doer: Doer) -> tuple[Invitation, str]:
        """Make a link by which somebody who forgot their password takes a new one.

        Raises:
            UnknownPersonError: Nobody is called so.
        """
        with self.writing() as connection:
            person = membership.required(connection, name)
            made, secret = inviting.invite(connection, person.name, person.role, doer, renews=True)
            told = {"renews": "password", "link": made.id}
            deeds.note(connection, doer, DeedKind.INVITED, person.name, **told)
        return made, secret

    def invitations(self, at: datetime) -> tuple[Invitation, ...]:
        """Return the links that are good, the newest first."""
        with self.reading() as connection:
            return tuple(inviting.invitations(connection, at))

    def end_invitation(self, invitation: str, doer: Doer) -> None:
        """End a link by what it is called.

        Raises:
            UnknownReferenceError: There is none, or it has ended.
        """
        with self.writing() as connection:
            name = inviting.end(connection, invitation, doer.at)
            if name is None:
                raise UnknownReferenceError(invitation)
            deeds.note(connection, doer, DeedKind.INVITATION_ENDED, name, link=invitation)

    # Tokens ---------------------------------------------------------------------------

    def make_token(self, name: str, wish: Wish, doer: Doer) -> tuple[str, str]:
        """Make a token; return what it is called, and the secret, which is kept nowhere.

        Raises:
            UnknownPersonError: Nobody is called so.
            ExcessiveRoleError: It could do more than its owner.
            TooManyTokensError: Its owner has as many as anybody may have.
        """
        with self.writing() as connection:
            owner = membership.required(connection, name)
            made, secret = tokens.make(connection, owner, wish, doer.at)
            told = {"role": wish.role.value, "label": wish.label, "token": made}
            deeds.note(connection, doer, DeedKind.TOKEN_MADE, owner.name, **told)
        return made, secret

    def token(self, secret: str, at: datetime) -> Token | None:
        """Return the token that a secret is of, if it lets anybody in."""
        with self.reading() as connection:
            found = tokens.token_of(connection, secret, at)
        if found is not None and found.stale(at):
            with self.writing() as connection:
                tokens.touch(connection, found, at)
        return found

    def tokens(self, name: str | None = None) -> tuple[Token, ...]:
        """Return the tokens of somebody, or all, the newest first; also those that ended."""
        with self.reading() as connection:
            return tuple(tokens.tokens(connection, name))

    def end_token(self, token: str, doer: Doer, owner: str | None = None) -> None:
        """End a token by what it is called.

        Args:
            token: What it is called.
            doer: Who ends it.
            owner: Only if it is theirs; None for whoever's.

        Raises:
            UnknownReferenceError: There is none, it has ended, or it is somebody else's.
        """
        with self.writing() as connection:
            name = tokens.end(connection, token, doer.at, owner)
            if name is None:
                raise UnknownReferenceError(token)
            deeds.note(connection, doer, DeedKind.TOKEN_ENDED, name, token=token)

    # What was done --------------------------------------------------------------------

    def note(self, kind: DeedKind, doer: Doer, about: str = "", **told: str) -> None:
        """Add to the log what somebody did elsewhere."""
        with self.writing() as connection:
            deeds.note(connection, doer, kind, about, **told)

    def deeds(self, wanted: Wanted | None = None, most: int | None = None) -> tuple[Deed, ...]:
        """Return what was done, the latest first."""
        with self.reading() as connection:
            return tuple(deeds.deeds(connection, wanted or Wanted(), most))

    def count_deeds(self, wanted: Wanted | None = None) -> int:
        """Return how many deeds there are."""
        with self.reading() as connection:
            return deeds.count(connection, wanted or Wanted())

    def altered_deed(self) -> int | None:
        """Return the number of the first deed that is not as it was written; None if all are."""
        with self.reading() as connection:
            return deeds.altered(connection)
