"""Tells at next to no cost whether a ledger in a file has been written to since it was asked."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine, PoolProxiedConnection


class Pulse:
    """One connection that writes nothing and asks for ``PRAGMA data_version`` alone.

    That number is another after any commit by another connection, of this process or of any
    other (sqlite.org/pragma.html#pragma_data_version). Opening no transaction, the connection
    holds nobody up.

    Args:
        engine: Of the file.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: PoolProxiedConnection | None = None

    def beat(self) -> int:
        """Return a number that is the same as long as nobody has written."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
                self._connection.detach()
            cursor = self._connection.cursor()
            cursor.execute("PRAGMA data_version")
            told = cursor.fetchone()
            cursor.close()
        return int(told[0]) if told else -1

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
