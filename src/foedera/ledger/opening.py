"""Opens a ledger, or makes one, wherever it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.ledger.ledger import Ledger


def open_ledger(address: str | None = None) -> Ledger:
    """Open a ledger.

    Args:
        address: A file's path, or ``postgresql://…``; the place the system has for a user's
            data if left out.

    Raises:
        NoLedgerError: There is none; the message tells how to make one.
        OtherLedgerError: Another version of foedera has written it, or it is no ledger.
        UnreachableLedgerError: The database cannot be reached, or its driver is missing.
    """
    raise NotImplementedError(address)


def create_ledger(address: str | None = None) -> Ledger:
    """Make a ledger, or open the one that is there and bring it up to date.

    Args:
        address: As for ``open_ledger``.

    Raises:
        UnwritableLedgerError: It cannot be made there.
        UnreachableLedgerError: The database cannot be reached, or its driver is missing.
    """
    raise NotImplementedError(address)
