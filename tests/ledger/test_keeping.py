"""A backup is whole or not there, and restores to the same ledger in either database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from foedera.ledger import create_ledger, open_ledger, restore
from foedera.ledger.connecting import engine_for
from foedera.ledger.errors import DamagedLedgerError, OccupiedError, UnwritableLedgerError
from foedera.ledger.tables import ENTRY, KEPT
from made import START, Told, filing
from test_recording import fill

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.ledger import Ledger
    from places import Places
    from postgres import Postgres


def rows(address: str) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, in one order."""
    engine = engine_for(address)
    with engine.connect() as connection:
        found = {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in (ENTRY, *KEPT)
        }
    engine.dispose()
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_backup_restores_to_the_same_rows_and_the_same_head(
    ledger_address: str, kind: str, postgres: Postgres, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.foedera"
    with open_ledger(ledger_address) as held:
        fill(held)
        assert held.backup(copy) == held.head()
        head = held.head()
    with open_ledger(str(copy)) as copied:
        found = copied.verify()
        assert (found.faults, found.sealed, copied.head()) == ((), True, head)
    elsewhere = str(tmp_path / "elsewhere.foedera") if kind == "sqlite" else postgres.new_database()
    assert restore(copy, elsewhere) == head
    assert rows(elsewhere) == rows(ledger_address) == rows(str(copy))
    with open_ledger(elsewhere) as restored:
        assert not restored.verify().faults
        made, data = filing([Told("NATO", "sign")], number=99)
        restored.file(made, data, START)  # and it goes on
        assert not restored.verify().faults
        assert restored.head().number == head.number + 1


def test_a_backup_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    place = tmp_path / "copy.foedera"
    place.write_bytes(b"mine")
    with pytest.raises(OccupiedError):
        ledger.backup(place)
    assert place.read_bytes() == b"mine"


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(
    ledger: Ledger, tmp_path: Path
) -> None:
    fill(ledger)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UnwritableLedgerError):
        ledger.backup(tmp_path / "no-such-folder" / "copy.foedera")
    assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_restored_over_a_ledger(places: Places, tmp_path: Path) -> None:
    copy = tmp_path / "copy.foedera"
    with create_ledger(places.new()) as held:
        fill(held)
        held.backup(copy)
    there = places.new()
    with create_ledger(there) as other:
        made, data = filing([Told("NATO", "sign")])
        other.file(made, data, START)
        head = other.head()
    with pytest.raises(OccupiedError):
        restore(copy, there)
    with open_ledger(there) as other:
        assert other.head() == head


def test_a_damaged_backup_is_not_restored(places: Places, tmp_path: Path) -> None:
    copy = tmp_path / "copy.foedera"
    with create_ledger(places.new()) as held:
        fill(held)
        held.backup(copy)
    whole = bytearray(copy.read_bytes())
    whole[len(whole) // 2] ^= 1
    copy.write_bytes(whole)
    elsewhere = places.new()
    with pytest.raises(DamagedLedgerError, match="not as it was written"):
        restore(copy, elsewhere)
    with create_ledger(elsewhere) as still_empty:
        assert still_empty.head().number == 0


def test_an_empty_ledger_is_backed_up_and_restored(places: Places, tmp_path: Path) -> None:
    copy = tmp_path / "copy.foedera"
    with create_ledger(places.new()) as held:
        head = held.backup(copy)
    assert head.number == 0
    assert restore(copy, places.new()) == head


def test_a_backup_leaves_nothing_beside_it_but_its_seal(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    folder = tmp_path / "backups"
    folder.mkdir()
    ledger.backup(folder / "copy.db")
    assert {one.name for one in folder.iterdir()} == {"copy.db", "copy.db.seal"}
