"""The database of accounts, opened: reading and writing in whole transactions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from foedera.accounts.tables import DEED
from foedera.ledger.connecting import reading, shown, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


class Store:
    """The database of accounts.

    Args:
        engine: Opens connections.
        address: Where the accounts lie, password and all.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self._address = address

    @property
    def address(self) -> str:
        """Where the accounts lie: a file's path, or an address without its password."""
        return shown(self._address)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Use it, and let go of it afterwards."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state throughout."""
        with reading(self._engine, self._address) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write; an error takes all back."""
        with writing(self._engine, self._address, DEED.name) as connection:
            yield connection
