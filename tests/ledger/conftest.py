"""Ledgers for tests: the same tests run on a file and on a real Postgres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from each_database import ledger_address, places, postgres
from foedera.ledger import create_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger import Ledger
    from places import Places

__all__ = ["ledger_address", "places", "postgres"]


@pytest.fixture
def ledger(places: Places) -> Iterator[Ledger]:
    """Give an empty ledger, open, in each database in turn."""
    made = create_ledger(places.new())
    yield made
    made.close()
