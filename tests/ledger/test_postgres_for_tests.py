"""The server that the tests start is a real one, reached by password, and leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from postgres import OLDEST, PASSWORD

if TYPE_CHECKING:
    from postgres import Postgres


def test_it_is_new_enough_and_speaks_utf_8(postgres: Postgres) -> None:
    with postgres.connected() as connection:
        assert connection.info.server_version >= OLDEST * 10_000
        told = connection.execute("SHOW server_encoding").fetchone()
    assert told == ("UTF8",)


def test_it_lets_nobody_in_without_the_password(postgres: Postgres) -> None:
    address = postgres.address()
    start, _, rest = address.rpartition("@")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"{start.rpartition(':')[0]}:wrong@{rest}")
    assert PASSWORD not in address


def test_each_database_is_empty_when_it_is_given(postgres: Postgres) -> None:
    address = postgres.new_database()
    for _ in range(2):
        with postgres.connected(address) as connection:
            found = connection.execute("SELECT 1 FROM pg_tables WHERE tablename = 'here'")
            assert found.fetchone() is None
            connection.execute("CREATE TABLE here (n int)")
            assert postgres.new_database() != address
            postgres.clear(address)  # whoever is connected
        assert postgres.new_database() == address


def test_it_ends_with_whoever_started_it(postgres: Postgres) -> None:  # noqa: ARG001 - skips
    code = (
        "import time\nfrom postgres import Postgres\n"
        "server = Postgres().__enter__()\n"
        "print(server.port, server.folder, flush=True)\ntime.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent.stdout as told:
        folder = Path(told.readline().split()[1])
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    running = folder / "data" / "postmaster.pid"  # removed by a server that ends in order
    for _ in range(200):
        if not running.exists():
            break
        time.sleep(0.05)
    assert not running.exists()
    subprocess.run(["rm", "-r", folder], check=True)  # noqa: S607
