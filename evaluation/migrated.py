"""Brings ledgers of every earlier version up to date, and kills that midway."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event, inspect, select

from figures import Figure
from foedera.ledger import create_ledger, migrating, open_ledger, opening
from foedera.ledger.connecting import engine_for, is_postgres
from foedera.ledger.errors import FoederaError
from foedera.ledger.tables import ENTRY, KEPT
from killed import _killing_after
from made import START, Told, decision, filing, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: A change as one will come: a table, an index, and rows of their own for all there is.
_NEXT = '''"""A change made up for measuring."""

from alembic import op
import sqlalchemy as sa

revision = "{new}"
down_revision = "{old}"


def upgrade() -> None:
    """Add a table that says something of every claim."""
    told = op.create_table(
        "made_up", sa.Column("claim", sa.Text, primary_key=True), sa.Column("said", sa.Text)
    )
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT DISTINCT id, act FROM claim")).all():
        connection.execute(told.insert(), {{"claim": row[0], "said": row[1]}})
    op.create_index("made_up_said", "made_up", ["said"])
'''
_MADE_UP = "made_up"


@contextlib.contextmanager
def a_later_version() -> Iterator[str]:
    """Have this process hold a version to come for the newest; give its name."""
    old = migrating.HEAD
    new = str(int(old) + 1)
    kept = (migrating._FOLDER, migrating.migrate.__defaults__)  # noqa: SLF001 - no other way
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held) / "migrations"
        shutil.copytree(kept[0], folder)
        told = _NEXT.format(new=new, old=old)
        (folder / "versions" / "made_up.py").write_text(told, encoding="utf-8")
        _hold_for_newest(folder, new, (new,))
        try:
            yield new
        finally:
            _hold_for_newest(kept[0], old, kept[1])


def _hold_for_newest(folder: Path, version: str, defaults: tuple[str, ...] | None) -> None:
    migrating._FOLDER = folder  # type: ignore[misc] # noqa: SLF001 - ditto
    migrating.HEAD = opening.HEAD = version  # type: ignore[misc] # ditto
    migrating.migrate.__defaults__ = defaults


def filled(address: str, reports: int = 40) -> None:
    """Make a ledger of the present version with a little of everything."""
    with create_ledger(address) as ledger:
        for number in range(reports):
            told = [Told("PRK", "ratify", "RUS", "prk-rus-2024"), Told("RUS", "deploy")]
            made, data = filing(told, number=number)
            ledger.file(made, data, START)
        ledger.quarantine(*refused(), START)
        ledger.decide([decision(number) for number in range(9)], START)


def state(address: str) -> tuple[str | None, bool, object]:
    """Return version, whether what the change adds is there, and all rows."""
    engine = engine_for(address)
    try:
        with engine.connect() as connection:
            version = migrating.version_of(connection)
            there = inspect(connection).has_table(_MADE_UP)
            rows = {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in (ENTRY, *KEPT)
            }
            return version, there, rows
    finally:
        engine.dispose()


def kill_migrating(address: str, drawn: random.Random) -> str:
    """Have a child bring a ledger up to date, and kill it; tell how it ended."""
    statements = drawn.randrange(1, 220)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            event.listen(Engine, "before_cursor_execute", _killing_after(statements))
            event.listen(Engine, "commit", _killing_after(drawn.randrange(1, 8)))
            create_ledger(address).close()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return "killed" if code < 0 else "done" if code == 0 else "refused"


def figure(kind: str, new: Callable[[], str], kills: int) -> Figure:
    """Kill the bringing up to date of a ledger, each time at another statement."""
    drawn = random.Random(8)  # noqa: S311 - no secret
    killed = between = lost = unbacked = stuck = renewed = 0
    address, before = "", (None, False, {})
    for _ in range(kills):
        if not address:
            address = new()
            filled(address)
            before = state(address)
        with a_later_version() as version:
            ended = kill_migrating(address, drawn)
            if ended == "refused":  # what the last kill left stands in the way
                stuck += 1
                _backup(address, before[0]).unlink(missing_ok=True)
            killed += ended == "killed"
            told, there, rows = state(address)
            between += (told == version) != there
            lost += rows != before[2]
            if told == version:
                renewed += 1
                unbacked += not _backed_up(address, str(before[0]), before[2])
                stuck += not _opens(address, rows)
                address = ""
    with a_later_version() as version:
        if address:  # what was killed for the last time is brought up to date after all
            _backup(address, before[0]).unlink(missing_ok=True)
            create_ledger(address).close()
            stuck += state(address)[:2] != (version, True)
            renewed += 1
    return Figure(
        "M1",
        f"migration of {kind} killed at a random statement, {kills} times",
        "old or new, never between; rows and hash the same; a backup first",
        f"{killed} killed, {renewed} brought up to date, {between} between, {lost} changed, "
        f"{unbacked} without a backup, {stuck} stuck",
        not (between or lost or unbacked or stuck) and killed > 0,
    )


def _backed_up(address: str, version: str, rows: object) -> bool:
    if is_postgres(address):  # the change is one transaction; who runs a server has backups
        return True
    copy = _backup(address, version)
    return copy.is_file() and state(str(copy)) == (version, False, rows)


def _backup(address: str, version: str | None) -> Path:
    return Path(f"{address}.version-{version}.backup")


def _opens(address: str, rows: object) -> bool:
    try:
        with open_ledger(address) as ledger:
            return bool(ledger.head().number) and state(address)[2] == rows
    except FoederaError:
        return False
