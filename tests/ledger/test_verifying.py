"""Whatever is altered past the ledger is found: a cell, a row more or less, an order, a byte."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Column, Connection, LargeBinary, Text, insert, select, text

from foedera.ledger import create_ledger, open_ledger
from foedera.ledger.connecting import engine_for
from foedera.ledger.sealing import seal_of
from foedera.ledger.tables import CLAIM, DECISION, DOCUMENT, ENTRY, KEPT, TAKING
from made import START, Told, decision, filing, refused
from test_recording import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine, Table

    from places import Places

TABLES = (ENTRY, *KEPT)
CELLS = [(table, column) for table in TABLES for column in table.columns]


@pytest.fixture
def unguarded(ledger_address: str) -> Iterator[Engine]:
    """Give a filled ledger's database, with every guard taken away."""
    with open_ledger(ledger_address) as held:
        fill(held)
    engine = engine_for(ledger_address)
    with engine.begin() as connection:
        disarm(connection)
    yield engine
    engine.dispose()


def disarm(connection: Connection) -> None:
    """Take away the triggers, as whoever owns the database can."""
    if connection.dialect.name == "postgresql":
        for table in TABLES:
            connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER ALL"))
        return
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for name in connection.execute(text(named)).scalars().all():
        connection.execute(text(f"DROP TRIGGER {name}"))


def other(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    """Return another value of the same kind."""
    if value is None:
        return b"\x00" if isinstance(column.type, LargeBinary) else "x"
    if isinstance(column.type, LargeBinary):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"\x00"
    if isinstance(column.type, Text):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
    return value + 1000


def told(address: str) -> list[str]:
    """Return the faults of a ledger, those of missing triggers left out."""
    with open_ledger(address) as held:
        return [one.what for one in held.verify().faults if "trigger" not in one.what]


def test_a_ledger_as_it_was_written_is_sound(ledger_address: str) -> None:
    with open_ledger(ledger_address) as held:
        fill(held)
        found = held.verify()
        assert (found.faults, found.entries, found.head) == ((), 10, held.head())
    with open_ledger(ledger_address) as held:
        found = held.verify()
    assert found.faults == ()
    assert found.sealed is (True if ledger_address.endswith(".foedera") else None)


def test_one_altered_cell_of_any_column_is_found(unguarded: Engine, ledger_address: str) -> None:
    missed = []
    for table, column in CELLS:
        key = _key(unguarded, table)
        held = _cell(unguarded, table, column, key)
        value = other(column, held)
        _alter(unguarded, table, key, {column: value})
        if not told(ledger_address):
            missed.append(f"{table.name}.{column.name}")
        moved = {one: value if one is column else two for one, two in key.items()}
        _alter(unguarded, table, moved, {column: held})
    assert not missed
    assert not told(ledger_address)  # all was put back


Cells = dict[Column[Any], Any]


def _cell(engine: Engine, table: Table, column: Column[Any], key: Cells) -> Any:  # noqa: ANN401 - ditto
    with engine.connect() as connection:
        chosen = select(column).select_from(table).where(*_equal(key))
        return connection.execute(chosen).scalar_one()


def _alter(engine: Engine, table: Table, key: Cells, cells: Cells) -> None:
    values = {column.name: value for column, value in cells.items()}
    with engine.begin() as connection:
        connection.execute(table.update().where(*_equal(key)).values(values))


def _equal(cells: Cells) -> list[Any]:
    return [column == value for column, value in cells.items()]


def _key(engine: Engine, table: Table) -> Cells:
    """Return the columns of a table's key, with their values in its last row."""
    columns = list(table.primary_key.columns)
    newest = [one.desc() for one in columns]
    with engine.connect() as connection:
        row = connection.execute(select(*columns).order_by(*newest).limit(1)).one()
    return dict(zip(columns, row, strict=True))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_row_that_is_gone_is_found(unguarded: Engine, ledger_address: str, table: Table) -> None:
    key = _equal(_key(unguarded, table))
    with unguarded.begin() as connection:
        connection.execute(table.delete().where(*key))
    assert told(ledger_address)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_row_that_was_added_is_found(
    unguarded: Engine, ledger_address: str, table: Table
) -> None:
    with unguarded.begin() as connection:
        row = dict(connection.execute(select(table).limit(1)).mappings().one())
        first = next(iter(table.primary_key.columns))
        row[first.name] = other(first, row[first.name])
        connection.execute(insert(table), row)
    assert told(ledger_address)


def _swap_entries(connection: Connection) -> None:
    for was, now in ((1, -1), (2, 1), (-1, 2)):
        for table in TABLES:
            column = table.c.number if table is ENTRY else table.c.entry
            connection.execute(table.update().where(column == was).values({column.name: now}))


def _swap_decisions(connection: Connection) -> None:
    for was, now in ((1, -1), (2, 1), (-1, 2)):
        changed = DECISION.update().where(DECISION.c.place == was)
        connection.execute(changed.values(place=now))


def _move_to_another_entry(connection: Connection) -> None:
    for table in (CLAIM, TAKING):
        connection.execute(table.update().where(table.c.entry == 2).values(entry=1))


def _leave_out_the_last_entry(connection: Connection) -> None:
    for table in (*KEPT, ENTRY):
        column = table.c.number if table is ENTRY else table.c.entry
        connection.execute(table.delete().where(column == 4))


@pytest.mark.parametrize(
    "alter",
    [_swap_entries, _swap_decisions, _move_to_another_entry, _leave_out_the_last_entry],
    ids=lambda one: one.__name__.strip("_"),
)
def test_an_order_that_was_changed_is_found(
    unguarded: Engine, ledger_address: str, alter: Callable[[Connection], None]
) -> None:
    with unguarded.begin() as connection:
        alter(connection)
    assert told(ledger_address)


def test_a_missing_guard_is_found(unguarded: Engine, ledger_address: str) -> None:
    del unguarded
    with open_ledger(ledger_address) as held:
        faults = held.verify().faults
    assert len([one for one in faults if "trigger" in one.what]) >= len(TABLES)


def test_words_that_a_text_does_not_hold_are_found(places: Places) -> None:
    """What was wrong before it was recorded is as wrong as what was altered afterwards."""
    made, data = filing([Told("PRK", "sign")])
    with create_ledger(places.new()) as held:
        held.file(made, data + b"!", START)
        assert [one.what for one in held.verify().faults] == [
            "the bytes of the report do not have its digest"
        ]


DEEP = "[" * 100_000 + "]" * 100_000


def test_data_nested_without_end_are_a_fault_and_no_breakdown(
    unguarded: Engine, ledger_address: str
) -> None:
    with unguarded.begin() as connection:
        for table in (CLAIM, DOCUMENT, DECISION):
            connection.execute(table.update().values(data=DEEP))
    assert told(ledger_address)


def test_a_seal_nested_without_end_is_no_seal(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with create_ledger(str(place)) as held:
        fill(held)
    seal_of(str(place)).write_text(DEEP, encoding="utf-8")
    with open_ledger(str(place)) as held:
        assert not held.verify().faults


def test_a_byte_of_the_file_flipped_anywhere_is_found(tmp_path: Path) -> None:
    place = tmp_path / "ledger.db"
    with create_ledger(str(place)) as held:
        for number in range(8):
            made, data = filing([Told("PRK", "deploy", amount=number)], number=number)
            held.file(made, data, START)
        held.quarantine(*refused(), START)
        held.decide([decision(number) for number in range(5)], START)
    whole, sealed = place.read_bytes(), seal_of(str(place)).read_bytes()
    drawn = random.Random(4)  # noqa: S311 - no secret
    missed = []
    for _ in range(30):
        at, bit = drawn.randrange(len(whole)), 1 << drawn.randrange(8)
        place.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        seal_of(str(place)).write_bytes(sealed)
        if not _found(place):
            missed.append((at, bit))
    assert not missed
    place.write_bytes(whole)
    seal_of(str(place)).write_bytes(sealed)
    assert not _found(place)


def _found(place: Path) -> bool:
    """Tell whether opening or verifying a file says that something is wrong with it."""
    from foedera.errors import FoederaError  # noqa: PLC0415 - its only use

    try:
        with open_ledger(str(place)) as held:
            return bool(held.verify().faults)
    except FoederaError:
        return True
    finally:
        for ending in ("-wal", "-shm"):
            Path(f"{place}{ending}").unlink(missing_ok=True)
