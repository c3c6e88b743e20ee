"""A ledger in which a dozen proposals wait: one ratification, told of on as many days."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import uvicorn
from reports_for_review import copy_of, desk, files_of

from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from foedera.ledger import Filing
    from foedera.ledger.sql_ledger import SqlLedger

#: The clock of every page in the tests: later than all that is on record.
TODAY = datetime(2026, 1, 3, 9, 30, tzinfo=UTC)
#: The instrument that all of it is about, and how many proposals there are.
TREATY = "prk-rus-2024"
MANY = 12
_SENTENCE = (
    "North Korea ratified its Comprehensive Strategic Partnership Treaty with Russia on "
    "October {day}, the Kremlin said."
)


@cache
def _filings() -> tuple[tuple[Filing, bytes], ...]:
    made = []
    for day in range(1, MANY + 1):
        text = f"Russia and North Korea\n\nMOSCOW, Oct {day + 1} - {_SENTENCE.format(day=day)}\n"
        data, when = text.encode(), f"2024-10-{day + 1:02}"
        dossier = desk().read(data, name=f"report-{day:02}.txt", published=when)
        made.append((filing_of(dossier, data, when), data))
    return tuple(made)


def ledger_to_decide(folder: Path) -> SqlLedger:
    """Return a new ledger in a folder, in which ``MANY`` proposals wait."""
    return copy_of(_files(), folder)


@cache
def _files() -> Mapping[str, bytes]:
    return files_of(_filings())


@contextmanager
def served_to(ledger: SqlLedger, coder: str) -> Iterator[str]:
    """Serve a ledger to a coder over HTTP on loopback; give the address."""
    of = Desk(ledger, OpenGate(coder), lambda: TODAY)
    server = uvicorn.Server(uvicorn.Config(application(of), port=0, log_level="warning"))
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
