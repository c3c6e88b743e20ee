"""The index only helps to find: it is no part of the chain, and can be made anew at any time."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, select

from foedera.ledger import FACETS, Search, Sought, create_ledger, open_ledger, restore
from foedera.ledger.connecting import changing, engine_for, reading
from foedera.ledger.errors import OtherLedgerError
from foedera.ledger.index_tables import INDEXED_CLAIM, INDEXED_REPORT
from foedera.ledger.indexing import rebuild
from foedera.ledger.migrating import migrate, version_of
from foedera.ledger.tables import ENTRY, KEPT
from made import START, Told, filing
from test_recording import fill

if TYPE_CHECKING:
    from pathlib import Path

    from places import Places

INDEXES = (INDEXED_CLAIM, INDEXED_REPORT)


def rows(engine: Engine, *tables: Any) -> dict[str, list[tuple[object, ...]]]:  # noqa: ANN401
    """Return every row of some tables, in one order."""
    with engine.connect() as connection:
        return {
            one.name: sorted(map(tuple, connection.execute(select(one))), key=repr)
            for one in tables
        }


def version_one(places: Places) -> str:
    """Make a ledger of version 1 with a little of everything; give its address."""
    newest, oldest = places.new(), places.new()
    with create_ledger(newest) as ledger:
        fill(ledger)
    source, target = engine_for(newest), engine_for(oldest)
    with reading(source, newest) as told, changing(target, oldest) as connection:
        migrate(connection, "1")
        for table in (ENTRY, *KEPT):
            for row in told.execute(select(table)).mappings():
                connection.execute(table.insert(), dict(row))
    source.dispose()
    target.dispose()
    return oldest


def everything(address: str) -> tuple[Any, ...]:
    """Return what a ledger tells of itself."""
    with open_ledger(address) as ledger:
        search = Search(sought=Sought(closed=True), most=1000)
        words = Search(words="ratif* -sign", most=1000)
        return (
            ledger.head(),
            dict(ledger.counts()),
            list(ledger.claims(Sought(closed=True))),
            ledger.search(search),
            ledger.search(words),
            dict(ledger.facets(search, FACETS)),
            ledger.coverage(),
        )


def test_a_ledger_of_version_1_is_brought_up_to_date(places: Places) -> None:
    address = version_one(places)
    with pytest.raises(OtherLedgerError, match=r"at version 1.*writes version 2.*foedera init"):
        open_ledger(address)
    engine = engine_for(address)
    before = rows(engine, ENTRY, *KEPT)
    create_ledger(address).close()
    assert rows(engine, ENTRY, *KEPT) == before
    with engine.connect() as connection:
        assert version_of(connection) == "2"
    engine.dispose()
    newest = places.given[0]
    assert everything(address) == everything(newest)
    for one in (address, newest):
        with open_ledger(one) as ledger:
            assert not ledger.verify().faults
            made, data = filing([Told("NATO", "sign")], number=77)
            ledger.file(made, data, START)  # and it goes on
            assert ledger.search(Search(words="nato", most=0)).total == 1 + sum(
                "nato" in claim.sentence.casefold()
                for claim in ledger.claims(Sought())
                if claim.document != made.document.id
            )
            assert not ledger.verify().faults


def test_what_is_indexed_at_once_is_what_was_indexed_entry_by_entry(places: Places) -> None:
    address = places.new()
    with create_ledger(address) as ledger:
        fill(ledger)
    engine = engine_for(address)
    before, told = rows(engine, *INDEXES), everything(address)
    assert all(before.values())
    with changing(engine, address) as connection:
        rebuild(connection)
    assert rows(engine, *INDEXES) == before
    engine.dispose()
    assert everything(address) == told


def test_a_restored_ledger_finds_the_same(places: Places, tmp_path: Path) -> None:
    address = places.new()
    with create_ledger(address) as ledger:
        fill(ledger)
        ledger.backup(tmp_path / "copy.db")
    elsewhere = places.new()
    restore(tmp_path / "copy.db", elsewhere)
    told = everything(address)
    assert everything(elsewhere) == told
    assert everything(str(tmp_path / "copy.db")) == told


def test_the_index_is_no_part_of_the_chain(places: Places) -> None:
    address = places.new()
    with create_ledger(address) as ledger:
        fill(ledger)
        head = ledger.head()
    engine = engine_for(address)
    with changing(engine, address) as connection:
        connection.execute(INDEXED_REPORT.delete())
        connection.execute(INDEXED_CLAIM.delete())
    with open_ledger(address) as ledger:
        assert ledger.head() == head
        faults = ledger.verify().faults
    assert [one.where for one in faults if one.where != address] == [
        "indexed_claim",
        "indexed_report",
    ]
    engine.dispose()
    create_ledger(address).close()  # as 'foedera init' does
    with open_ledger(address) as ledger:
        assert not ledger.verify().faults
        assert ledger.head() == head


def test_many_threads_search_while_others_write(places: Places) -> None:
    address = places.new()
    create_ledger(address).close()
    failures: list[BaseException] = []
    totals: list[list[int]] = []
    done = threading.Event()

    def search() -> None:
        seen: list[int] = []
        try:
            while not done.is_set():
                found = ledger.search(Search(words="prk -nato", most=5))
                assert all("PRK" in one.sentence for one in found.claims)
                counted = {one.value: one.count for one in ledger.facets(Search(), ("act",))["act"]}
                assert counted.get("ratify") == counted.get("sign")  # reports come whole
                seen.append(found.total)
        except BaseException as error:  # noqa: BLE001 - told by the thread that waits
            failures.append(error)
        totals.append(seen)

    with closing(open_ledger(address)) as ledger:
        threads = [threading.Thread(target=search) for _ in range(6)]
        for one in threads:
            one.start()
        with open_ledger(address) as writer:
            for number in range(30):
                made, data = filing([Told("PRK", "ratify"), Told("NATO", "sign")], number=number)
                (writer if number % 2 else ledger).file(made, data, START)
        done.set()
        for one in threads:
            one.join()
        assert not failures
        assert all(seen == sorted(seen) for seen in totals)
        assert ledger.search(Search(words="prk")).total == 30


def test_every_row_has_a_number_without_a_gap(places: Places) -> None:
    address = places.new()
    with create_ledger(address) as ledger:
        fill(ledger)
    engine = engine_for(address)
    numbers = [row[0] for row in rows(engine, INDEXED_CLAIM)["indexed_claim"]]
    engine.dispose()
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
