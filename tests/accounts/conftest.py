"""A team for tests: beside a ledger in a file, and in a real Postgres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from people_made import QUICK

from each_database import ledger_address, places, postgres
from foedera.accounts import create_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.accounts import Team

__all__ = ["ledger_address", "places", "postgres"]


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
