"""Ledgers for tests: the same tests run on a file and on a real Postgres."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from postgres import NoPostgresError, Postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Set where a missing Postgres is to fail the tests and not to leave some of them out.
REQUIRED = "FOEDERA_REQUIRE_POSTGRES"
DATABASES = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Give a running Postgres; leave the test out where there is none."""
    try:
        server = Postgres().__enter__()
    except NoPostgresError as error:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, but {error}")
        pytest.skip(str(error))
    try:
        yield server
    finally:
        server.__exit__()


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
        """Remove the databases; the files go with their folder."""
        if self.server is not None:
            for address in self.given:
                self.server.drop(address)


@pytest.fixture(params=DATABASES)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Give places for new ledgers, in each database in turn."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    made = Places(tmp_path, server)
    yield made
    made.clear()
