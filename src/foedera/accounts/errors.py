"""What the accounts of a team's server refuse, and why."""

from __future__ import annotations

from typing import Final

from foedera.errors import FoederaError

#: Characters of a text that a message repeats.
_SHOWN: Final = 80


class AccountsError(FoederaError):
    """Something that the accounts of a team's server will not, or cannot, do."""


class NoAccountsError(AccountsError):
    """A ledger that has no accounts beside it.

    Attributes:
        address: Where they were looked for.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"There are no accounts at {address}. Invite the first keeper with "
            "'foedera people invite NAME --role keeper' and the same --ledger: that makes them."
        )


class OtherAccountsError(AccountsError):
    """What lies where accounts are looked for, and cannot be used as such.

    Attributes:
        address: Where it lies.
        reason: Why it cannot be used.
    """

    def __init__(self, address: str, reason: str, advice: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(f"{address} cannot be used as accounts: {reason}. {advice}")


class UnusableNameError(AccountsError):
    """A name that nobody can have.

    Attributes:
        name: The name.
        reason: What is wrong with it.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name[:_SHOWN].encode("utf-8", "backslashreplace").decode()
        self.reason = reason
        super().__init__(
            f"{self.name!r} cannot be anybody's name: {reason}. Give one of up to 80 printed "
            "characters: decisions stand in the ledger under it."
        )


class TakenNameError(AccountsError):
    """A name that somebody has already, as it stands or in other letters' case.

    Attributes:
        name: The name that is taken.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Somebody is called {name!r} already, and two people under one name could not be told "
            "apart in the ledger. Choose another name; for a forgotten password make a new link "
            f"with 'foedera people renew {name!r}'."
        )


class UnknownPersonError(AccountsError):
    """A name that no account has.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str) -> None:
        self.name = name[:_SHOWN]
        super().__init__(
            f"Nobody is called {self.name!r} here. 'foedera people list' shows who is; whoever has "
            "not accepted an invitation yet is not."
        )


class LastKeeperError(AccountsError):
    """The last keeper, who is to be one no more.

    Attributes:
        name: Their name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name!r} is the only keeper who is let in: without one nobody could invite people or "
            "make releases. Make somebody else a keeper first."
        )


class RefusedSignInError(AccountsError):
    """A name and a password that do not let anybody in: it is not told which is wrong."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody is let in with this name and this password. Check both; a keeper of this "
            "server can make a link for a new password."
        )


class TooManyTriesError(AccountsError):
    """More tries to sign in than are taken in a minute.

    Attributes:
        seconds: How long to wait.
    """

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"There were too many tries to sign in. Wait {seconds} seconds, and try again."
        )


class WrongPasswordError(AccountsError):
    """A present password, asked for before a new one is taken, that is not the right one."""

    def __init__(self) -> None:
        super().__init__(
            "That is not your present password; it was not changed. If you have forgotten it, ask "
            "a keeper for a link."
        )


class UnusablePasswordError(AccountsError):
    """A password that is not taken.

    Attributes:
        fault: What is wrong: ``short``, ``long``, ``common`` or ``named``.
    """

    _SAID: Final = {
        "short": "it has fewer than 12 characters",
        "long": "it has more than 1,024 bytes",
        "common": "it is among those that are tried first",
        "named": "it is little more than your name",
    }

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(
            f"This password is not taken: {self._SAID[fault]}. Take 12 characters or more of any "
            "kind: four words that have nothing to do with one another, or what a password "
            "manager proposes."
        )


class UnusableInvitationError(AccountsError):
    """A link of an invitation that is not, or no longer, good."""

    def __init__(self) -> None:
        super().__init__(
            "This link is not good, or not any more: each is for one use, and for a few days. Ask "
            "whoever sent it for a new one."
        )


class UnknownReferenceError(AccountsError):
    """A session, token or invitation that is not there, or not yours.

    Attributes:
        reference: What it was called by.
    """

    def __init__(self, reference: str) -> None:
        self.reference = reference[:_SHOWN]
        super().__init__(
            f"{self.reference!r} is no session, token or invitation that can be ended here: it has "
            "ended already, or is somebody else's. Nothing was changed."
        )


class ExcessiveRoleError(AccountsError):
    """A token that was to be able to do more than its maker.

    Attributes:
        role: The role asked for.
        own: The maker's.
    """

    def __init__(self, role: str, own: str) -> None:
        self.role = role
        self.own = own
        super().__init__(
            f"A token with the role of a {role} cannot be made by a {own}. Choose {own} or less."
        )


class TooManyTokensError(AccountsError):
    """More tokens than one person may have.

    Attributes:
        most: How many.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(
            f"You have {most} tokens, the most that anybody may have. End those you no longer use."
        )
