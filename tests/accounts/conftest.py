"""A team for tests: beside a ledger in a file, and in a real Postgres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from people_made import QUICK

from foedera.accounts import create_team
from foedera.ledger import create_ledger
from places import Places
from postgres import NoPostgresError, Postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.accounts import Team


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Give a running Postgres; leave the test out where there is none."""
    try:
        server = Postgres().__enter__()
    except NoPostgresError as error:
        pytest.skip(str(error))
    try:
        yield server
    finally:
        server.__exit__()


@pytest.fixture(params=("sqlite", "postgres"))
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


@pytest.fixture
def either_team(ledger_address: str) -> Iterator[Team]:
    """Give an empty team, in each database in turn."""
    with create_team(ledger_address, QUICK) as team:
        yield team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Give an empty team in a file."""
    with create_team(str(tmp_path / "ledger.db"), QUICK) as team:
        yield team
