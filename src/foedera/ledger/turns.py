"""Turns: who writes next into a ledger's file, in the order of asking.

SQLite lets writers try again until they find it free, so that whoever is unlucky waits long. A
lock on a file beside the ledger is handed on by the system to whoever has waited longest
(flock(2)); where there is no such lock, trying has to do.
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from foedera.ledger.errors import BusyLedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    import fcntl
except ModuleNotFoundError:  # a system without it
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def turn(address: str, patience: int) -> Iterator[None]:
    """Wait for one's turn to write, and hand it on afterwards.

    Args:
        address: The ledger's file.
        patience: How long to wait, in seconds.

    Raises:
        BusyLedgerError: Nobody handed it on for so long.
    """
    held = _opened(address)
    if held is None:
        yield
        return
    with held:
        if not _taken(held, patience):
            raise BusyLedgerError(address, patience)
        yield


def _opened(address: str) -> IO[bytes] | None:
    """Open the file that is locked; None where there can be none."""
    if fcntl is None or address == ":memory:":
        return None
    try:
        return Path(f"{address}.lock").open("ab")
    except OSError:
        return None


def _taken(held: IO[bytes], patience: int) -> bool:
    """Lock a file; False where others kept it for too long."""
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    # Only who waits in the system's own queue is handed the lock in turn, and such a wait has
    # no end of its own: it is left to a thread.
    waiting = threading.Thread(target=_wait, args=(held,), daemon=True)
    waiting.start()
    waiting.join(patience)
    return not waiting.is_alive()


def _wait(held: IO[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):  # closed by who no longer waits
        fcntl.flock(held, fcntl.LOCK_EX)
