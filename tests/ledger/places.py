"""Places where ledgers can be made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from postgres import Postgres


@dataclass
class Places:
    """Where ledgers can be made: each place is new and empty.

    Attributes:
        folder: Where files go.
        server: Where databases go, if they go to one.
    """

    folder: Path
    server: Postgres | None = None
    given: list[str] = field(default_factory=list)

    def new(self) -> str:
        """Return the address of another empty place."""
        if self.server is None:
            address = str(self.folder / f"ledger-{len(self.given)}.foedera")
        else:
            address = self.server.new_database()
        self.given.append(address)
        return address

    def clear(self) -> None:
        """Empty the databases; the files go with their folder."""
        if self.server is not None:
            for address in self.given:
                self.server.clear(address)
