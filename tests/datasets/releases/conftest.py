"""One ledger and one release of it, which many tests look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made_records import LATER, RATIFIED, SENT, TREATY, accepting, ledger_of, report

from foedera.treaties import Registry
from foedera.workspace import Workspace
from foedera.workspace.releasing import Releasing, make_release

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.ledger.sql_ledger import SqlLedger

ALL = ("parquet", "jsonld", "spreadsheet-csv")


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """A workspace whose registry has one instrument: its tables are made quickly."""
    made = Workspace()
    made.registry = Registry([Registry.load().instrument(TREATY)])
    return made


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> SqlLedger:
    reports = [report(number=0), report(RATIFIED, number=1), report(SENT, number=40)]
    place = tmp_path_factory.mktemp("ledger") / "ledger.db"
    return ledger_of(place, reports, [accepting(reports[0][0])])


@pytest.fixture(scope="session")
def released(
    ledger: SqlLedger, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("release") / "2026.01"
    make_release(ledger, workspace, Releasing(folder=folder, name="2026.01", formats=ALL), LATER)
    return folder
