"""Opens the accounts of a ledger, or makes them: a file beside it, or tables in its database."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedera.accounts.errors import NoAccountsError, OtherAccountsError
from foedera.accounts.schema import NEWEST, bring_up_to_date, version_of
from foedera.accounts.team import Team
from foedera.ledger.connecting import changing, engine_for, is_postgres, reading, shown
from foedera.ledger.errors import UnwritableLedgerError
from foedera.ledger.opening import usual_address

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from foedera.accounts.passwords import Passwords

_ENDING: Final = ".accounts"
_OTHERS: Final = 0o077
_NEWER: Final = "Install the version of foedera that made them, or a later one."
_OLDER: Final = "'foedera people invite' brings them up to date."
_EXPOSED: Final = "It holds what is kept of passwords: 'chmod 600' it."
_NONE: Final = "Move it elsewhere, or name another ledger with --ledger."


def accounts_address(ledger: str | None) -> str:
    """Return where the accounts of a ledger lie.

    Args:
        ledger: Its address; the usual one if left out.
    """
    place = ledger or usual_address()
    return place if is_postgres(place) else f"{place}{_ENDING}"


def has_accounts(ledger: str | None) -> bool:
    """Tell whether a ledger in a file has accounts beside it."""
    place = accounts_address(ledger)
    return not is_postgres(place) and Path(place).is_file()


def open_team(ledger: str | None = None, passwords: Passwords | None = None) -> Team:
    """Open the accounts of a ledger.

    Args:
        ledger: The ledger's address; the usual one if left out.
        passwords: How passwords are kept; as OWASP advises if left out.

    Raises:
        NoAccountsError: There are none.
        OtherAccountsError: They are of another version, open to others, or something else.
        UnreachableLedgerError: The database cannot be reached.
    """
    place = accounts_address(ledger)
    if not is_postgres(place):
        if not Path(place).is_file():
            raise NoAccountsError(place)
        _refuse_exposed(Path(place))
    with ExitStack() as unless_refused:
        engine = engine_for(place)
        unless_refused.callback(engine.dispose)
        version = _version(engine, place)
        if version is None:
            raise NoAccountsError(shown(place))
        if version != NEWEST:
            raise OtherAccountsError(shown(place), _of(version), _OLDER)
        unless_refused.pop_all()
    return Team(engine, place, passwords)


def create_team(ledger: str | None = None, passwords: Passwords | None = None) -> Team:
    """Open the accounts of a ledger; make them, or bring them up to date, where need be.

    Args:
        ledger: As for ``open_team``.
        passwords: Ditto.

    Raises:
        OtherAccountsError: They are of a later version, open to others, or something else.
        UnreachableLedgerError: The database cannot be reached.
        UnwritableLedgerError: They cannot be made there.
    """
    place = accounts_address(ledger)
    if not is_postgres(place):
        _make_file(Path(place))
        _refuse_exposed(Path(place))
    with ExitStack() as unless_refused:
        engine = engine_for(place)
        unless_refused.callback(engine.dispose)
        if _version(engine, place) != NEWEST:
            with changing(engine, place) as connection:
                bring_up_to_date(connection)
        unless_refused.pop_all()
    return Team(engine, place, passwords)


def _make_file(path: Path) -> None:
    """Make an empty file that its owner alone may read, where there is none."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise UnwritableLedgerError(str(path), error.strerror or str(error)) from None


def _refuse_exposed(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        raise OtherAccountsError(str(path), "others may read or write it", _EXPOSED)


def _version(engine: Engine, place: str) -> int | None:
    try:
        with reading(engine, place) as connection:
            version = version_of(connection)
    except UnwritableLedgerError as error:
        raise OtherAccountsError(shown(place), error.reason, _NONE) from None
    if version is not None and version > NEWEST:
        raise OtherAccountsError(shown(place), _of(version), _NEWER)
    return version


def _of(version: int) -> str:
    return f"they are of version {version}, and this foedera writes version {NEWEST}"
