"""The whole application over a ledger: at a desk, and served over HTTP on loopback."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger.sql_ledger import SqlLedger

#: The clock of every page in the tests: later than all that is on record.
TODAY = datetime(2026, 1, 3, 9, 30, tzinfo=UTC)
EXAMPLES = Path(__file__).parents[2] / "examples"


def desk_of(ledger: SqlLedger) -> Desk:
    return Desk(ledger, OpenGate("ana"), lambda: TODAY)


@contextmanager
def served(ledger: SqlLedger) -> Iterator[str]:
    """Serve a ledger over HTTP on loopback; give the address."""
    settings = uvicorn.Config(application(desk_of(ledger)), port=0, log_level="warning")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def stamp_of(page: str) -> str:
    """Return the stamp that forms of a page send back."""
    return page.partition('data-stamp="')[2].partition('"')[0]
