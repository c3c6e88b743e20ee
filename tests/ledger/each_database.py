"""Places for ledgers in each database: fixtures of every folder whose tests run on both."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from foedera.ledger import create_ledger
from places import Places
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


@pytest.fixture(params=DATABASES)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Give places for new ledgers, in each database in turn."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    made = Places(tmp_path, server)
    yield made
    made.clear()


@pytest.fixture
def ledger_address(places: Places) -> str:
    """Give the address of an empty ledger, in each database in turn."""
    address = places.new()
    create_ledger(address).close()
    return address
