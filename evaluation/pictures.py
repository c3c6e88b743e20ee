"""How quick the pictures of a large ledger are: map, network and timeline, whole pages.

The ledger is made of the samples (``made_ledger.py``), or one that is named. Every page is
asked for once to warm up, then for other days, as buttons lead to them. Times are the
processor's, so that other programs do not matter.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from starlette.testclient import TestClient

from foedera.ledger import open_ledger
from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate
from made_ledger import made_ledger

#: Limit in milliseconds, for a ledger of 200,000 claims.
LIMIT = 400
_NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAGES = (
    "/en/map",
    "/en/map?period=month",
    "/en/map?period=five-years",
    "/en/map?period=all",
    "/en/map?state=RUS&period=all",
    "/en/network",
    "/en/network?kind=defence&kind=nonaggression&kind=neutrality&kind=consultation",
    "/en/network?state=RUS&depth=2",
    "/en/timeline",
    "/en/timeline?treaty=prk-rus-2024",
    "/en/timeline?by=actor&state=RUS",
    "/en/timeline?by=act",
)


def measured(client: TestClient, page: str, days: int) -> tuple[float, list[float], int]:
    """Return the milliseconds of the first answer and of the others, and the bytes of the last."""
    took, size = [], 0
    for number in range(days + 1):
        day = date(2025, 6, 1) + timedelta(days=31 * number)
        joined = "&" if "?" in page else "?"
        begun = time.process_time()
        answer = client.get(f"{page}{joined}on={day.isoformat()}")
        took.append((time.process_time() - begun) * 1000)
        assert answer.status_code == 200, (page, answer.status_code)  # noqa: S101, PLR2004 - a benchmark of a broken page is none
        size = len(answer.content)
    return took[0], took[1:], size


def main() -> None:
    """Print a row for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--ledger", help="one that is there already")
    parser.add_argument("--days", type=int, default=6)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = asked.ledger or str(Path(folder) / "made.ledger")
        if not asked.ledger:
            made_ledger(address, asked.claims)
        desk = Desk(open_ledger(address), OpenGate("bench"), lambda: _NOW)
        print(f"{'page':84} {'first ms':>9} {'median':>8} {'most':>8} {'KB':>6}")
        with TestClient(application(desk), base_url="http://127.0.0.1") as client:
            for page in PAGES:
                first, took, size = measured(client, page, asked.days)
                late = "" if max(took) <= LIMIT else "   MISSED"
                told = f"{first:9.0f} {median(took):8.0f} {max(took):8.0f} {size / 1024:6.0f}"
                print(f"{page:84} {told}{late}", flush=True)


if __name__ == "__main__":
    main()
