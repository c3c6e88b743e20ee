"""What is recorded is recorded once, whole, and for good, in either database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from foedera.claims.review import Verdict, standing_decisions
from foedera.identifiers import ContentId
from foedera.ledger import Filed, Sought, create_ledger, open_ledger
from foedera.ledger.connecting import engine_for
from foedera.ledger.errors import AlteredEntryError, NotOnRecordError, UnknownDecisionError
from foedera.ledger.tables import ENTRY, KEPT
from made import DAY, START, Told, decision, filing, refused, undo

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.ledger import Ledger
    from places import Places
    from postgres import Postgres

PAIR = [Told("PRK", "ratify", "RUS", "prk-rus-2024"), Told("RUS", "deploy", amount=12_000)]


def fill(ledger: Ledger) -> None:
    """Write one entry of every kind, and more."""
    for number in range(3):
        made, data = filing([*PAIR, Told("NATO", "sign")][: number + 1], number=number)
        ledger.file(made, data, START + timedelta(minutes=number))
    made, data = filing([PAIR[1]], number=1, body=PAIR)
    ledger.file(made, data, START + timedelta(hours=1), again=True)
    for number in range(2):
        told, data = refused(number)
        ledger.quarantine(told, data if number else None, START + timedelta(hours=2))
    ledger.release_from_quarantine(refused(1)[0].id, START + timedelta(hours=3))
    taken = [decision(number, Verdict.ACCEPT) for number in range(4)]
    ledger.decide(taken, START + timedelta(hours=4))
    ledger.decide([undo(taken[1])], START + timedelta(hours=5))
    ledger.note_release("2025-03", {"claims.csv": "ab" * 32}, START + timedelta(hours=6))


def test_filing_twice_changes_nothing(ledger: Ledger) -> None:
    made, data = filing(PAIR)
    assert not ledger.knows(made.document.id)
    assert ledger.file(made, data, START) is Filed.NEW
    before = (ledger.head(), ledger.counts(), list(ledger.claims(Sought())))
    for again in (False, True):
        assert ledger.file(made, data, START + timedelta(days=1), again=again) is Filed.KNOWN
    assert (ledger.head(), ledger.counts(), list(ledger.claims(Sought()))) == before
    assert ledger.knows(made.document.id)


def test_what_is_filed_is_given_back_as_it_was(ledger: Ledger) -> None:
    made, data = filing(PAIR, notices=["A date was not found."])
    ledger.file(made, data, START)
    name = made.document.id
    assert ledger.document(name) == replace(made.document, recorded_at=START)
    assert ledger.text(name) == made.text
    assert ledger.data(name) == data
    assert list(ledger.claims(Sought())) == [replace(c, recorded_at=START) for c in made.claims]
    assert list(ledger.steps(Sought())) == [replace(s, recorded_at=START) for s in made.steps]
    assert list(ledger.pacts(Sought())) == [replace(p, recorded_at=START) for p in made.pacts]
    for claim in ledger.claims(Sought()):
        assert claim.sentence in made.text


def test_another_reading_is_passed_over_unless_it_is_asked_for(ledger: Ledger) -> None:
    made, data = filing(PAIR)
    ledger.file(made, data, START)
    other, _ = filing(PAIR[:1], body=PAIR)
    assert ledger.file(other, data, START + timedelta(days=1)) is Filed.KNOWN
    assert ledger.counts()["claims"] == 2


def test_reading_anew_closes_what_is_gone_and_keeps_it(ledger: Ledger) -> None:
    made, data = filing(PAIR)
    ledger.file(made, data, START)
    other, _ = filing([PAIR[0], Told("NATO", "sign")], body=[*PAIR, Told("NATO", "sign")])
    other = replace(other, document=replace(other.document, id=made.document.id))
    claims = tuple(replace(one, document=made.document.id) for one in other.claims)
    kept = made.claims[0]
    other = replace(other, claims=(kept, claims[1]), pacts=made.pacts, steps=made.steps)
    later = START + timedelta(days=2)
    assert ledger.file(other, data, later, again=True) is Filed.REREAD
    assert [one.claim.act for one in ledger.claims(Sought())] == ["ratify", "sign"]
    everything = {one.claim.act: one for one in ledger.claims(Sought(closed=True))}
    assert everything["deploy"].closed_at == later
    assert everything["deploy"].recorded_at == START
    assert everything["ratify"].recorded_at == START  # it stood throughout
    assert everything["sign"].recorded_at == later
    before = ledger.claims(Sought(recorded_by=later - timedelta(microseconds=1)))
    assert [one.claim.act for one in before] == ["ratify", "deploy"]
    assert len(list(ledger.documents(Sought()))) == 1


def test_a_clock_set_back_does_not_set_the_ledger_back(ledger: Ledger) -> None:
    for number, at in enumerate((START, START - timedelta(days=9))):
        made, data = filing(PAIR, number=number)
        ledger.file(made, data, at)
    assert ledger.head().at == START
    assert ledger.counts(START - timedelta(seconds=1))["documents"] == 0
    assert ledger.counts(START)["documents"] == 2


def test_what_is_not_on_record_is_said_to_be_so(ledger: Ledger) -> None:
    none = ContentId("doc-" + "0" * 24)
    for ask in (ledger.document, ledger.text):
        with pytest.raises(NotOnRecordError, match=none):
            ask(none)
    with pytest.raises(NotOnRecordError, match=none):
        ledger.release_from_quarantine(none, START)
    assert ledger.data(none) is None
    assert ledger.head().number == 0


# Quarantine ---------------------------------------------------------------------------


def test_a_report_is_quarantined_once_and_leaves_when_it_is_read(ledger: Ledger) -> None:
    told, data = refused()
    assert ledger.quarantine(told, data, START)
    assert not ledger.quarantine(told, data, START + timedelta(days=1))
    assert ledger.refused() == (replace(told, refused_at=START),)
    assert ledger.data(told.id) == data
    ledger.release_from_quarantine(told.id, START + timedelta(days=2))
    assert ledger.refused() == ()
    assert ledger.quarantine(told, None, START + timedelta(days=3))
    assert [one.kept for one in ledger.refused()] == [False]


def test_filing_a_report_takes_it_out_of_quarantine(ledger: Ledger) -> None:
    made, data = filing(PAIR)
    told = replace(refused()[0], id=made.document.id)
    ledger.quarantine(told, data, START)
    ledger.file(made, data, START)
    assert ledger.refused() == ()
    assert ledger.counts()["refused"] == 0


# Decisions ----------------------------------------------------------------------------


def test_decisions_are_recorded_once_and_in_their_order(ledger: Ledger) -> None:
    taken = [decision(number, verdict) for number, verdict in enumerate(list(Verdict)[:4])]
    assert ledger.decide(taken, START) == 4
    assert ledger.decide([*taken, *taken], START + timedelta(days=1)) == 0
    assert ledger.decisions() == tuple(taken)
    assert ledger.decisions(subjects=(taken[2].subject,)) == (taken[2],)
    assert ledger.decisions(recorded_by=START - timedelta(seconds=1)) == ()


def test_an_undone_decision_stays_on_record(ledger: Ledger) -> None:
    taken = decision(1)
    ledger.decide([taken, undo(taken)], START)
    assert ledger.decisions() == (taken, undo(taken))
    assert standing_decisions(ledger.decisions()) == ()


def test_what_is_not_on_record_cannot_be_undone_and_nothing_else_is_recorded(
    ledger: Ledger,
) -> None:
    with pytest.raises(UnknownDecisionError, match="not on record"):
        ledger.decide([decision(1), undo(decision(2))], START)
    assert ledger.decisions() == ()
    assert ledger.head().number == 0


def test_a_decision_altered_after_it_was_named_is_refused(ledger: Ledger) -> None:
    with pytest.raises(AlteredEntryError):
        ledger.decide([replace(decision(1), coder="someone else")], START)
    assert ledger.decisions() == ()


def test_decisions_are_chained_in_one_way_whatever_the_batches(places: Places) -> None:
    taken = [decision(number) for number in range(5)]
    with create_ledger(places.new()) as at_once, create_ledger(places.new()) as apart:
        at_once.decide(taken, START)
        for one in taken:
            apart.decide([one], START)
        assert dict(at_once.decision_hashes()) == dict(apart.decision_hashes())
        hashes = list(at_once.decision_hashes().values())
    assert len(set(hashes)) == 5


# The chain ----------------------------------------------------------------------------


def test_the_chain_is_the_same_in_both_databases(postgres: Postgres, tmp_path: Path) -> None:
    heads = []
    for address in (str(tmp_path / "ledger.db"), postgres.new_database()):
        with create_ledger(address) as made:
            fill(made)
            heads.append(made.head())
            assert not made.verify().faults
    assert heads[0] == heads[1]
    assert heads[0].number == 10


def test_the_chain_tells_what_is_recorded_from_what_is_not(places: Places) -> None:
    heads = set()
    for number in range(3):
        with create_ledger(places.new()) as made:
            told, data = filing(PAIR, notices=["", "a", "b"][number : number + 1])
            made.file(told, data, START)
            heads.add(made.head().digest)
    assert len(heads) == 3


# Append-only --------------------------------------------------------------------------


def test_no_row_of_any_table_can_be_altered_or_removed(ledger_address: str) -> None:
    with open_ledger(ledger_address) as held:
        fill(held)
        before = held.head()
    engine = engine_for(ledger_address)
    for table in (ENTRY, *KEPT):
        column = next(iter(table.columns)).name
        name = table.name
        for statement in (
            f"UPDATE {name} SET {column} = {column}",  # noqa: S608 - our own names
            f"DELETE FROM {name}",  # noqa: S608 - ditto
            *([f"TRUNCATE {name}"] if engine.dialect.name == "postgresql" else []),
        ):
            with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
                connection.execute(text(statement))
    engine.dispose()
    with open_ledger(ledger_address) as held:
        assert held.head() == before
        assert not held.verify().faults


def test_rows_cannot_be_replaced_by_inserting_over_them(ledger_address: str) -> None:
    """SQLite's own word for an upsert would pass a trigger that watches deletions alone."""
    with open_ledger(ledger_address) as held:
        fill(held)
    engine = engine_for(ledger_address)
    over: dict[str, Any] = {
        "sqlite": "INSERT OR REPLACE INTO entry SELECT number, at, 'x', digest, hash FROM entry",
        "postgresql": "INSERT INTO entry SELECT number, at, 'x', digest, hash FROM entry "
        "ON CONFLICT (number) DO UPDATE SET kind = 'x'",
    }
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(text(over[engine.dialect.name]))
    engine.dispose()
    with open_ledger(ledger_address) as held:
        assert not held.verify().faults


# Releases -----------------------------------------------------------------------------


def test_releases_are_told_of_the_oldest_first(ledger: Ledger) -> None:
    for number, name in enumerate(("2025-03", "2025-02")):
        ledger.note_release(name, {"claims.csv": str(number) * 64}, START + timedelta(days=number))
    assert [(name, at) for name, at, _ in ledger.releases()] == [
        ("2025-03", START),
        ("2025-02", START + timedelta(days=1)),
    ]
    assert dict(ledger.releases()[1][2]) == {"claims.csv": "1" * 64}


def test_the_address_never_shows_the_password(ledger: Ledger, postgres: Postgres) -> None:
    assert "p%40ss" not in ledger.address
    assert "p@ss" not in ledger.address
    assert str(postgres.port) in ledger.address or ledger.address.endswith(".foedera")


def test_an_old_day_and_an_old_moment_are_kept(ledger: Ledger) -> None:
    made, data = filing(PAIR, day=DAY.replace(year=1))
    at = datetime(1, 1, 2, tzinfo=UTC)
    ledger.file(made, data, at)
    assert [one.reported_on for one in ledger.claims(Sought())] == [DAY.replace(year=1)] * 2
    assert ledger.head().at == at
    assert ledger.counts(at)["documents"] == 1
