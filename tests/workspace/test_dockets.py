"""Dockets that coders share, decisions kept at hand, and how much is told of each instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reports_for_review import desk, ledger_in, minute

from foedera.identifiers import InstrumentId
from foedera.ledger import Sought
from foedera.workspace.review.dockets import Dockets, SharedDocket
from foedera.workspace.review.reviewing import Reviewing
from foedera.workspace.review.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.ledger.sql_ledger import SqlLedger

TREATY = InstrumentId("prk-rus-2024")
_PATIENCE = 30


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    held = ledger_in(tmp_path)
    yield held
    held.close()


def dockets_of(ledger: SqlLedger) -> Dockets:
    return Dockets(ledger, desk().registry, desk().catalogue)


def sitting(ledger: SqlLedger, coder: str = "ana") -> Reviewing:
    return Reviewing(ledger, desk().registry, desk().catalogue, coder)


def waiting(docket: SharedDocket) -> set[str]:
    with docket.opened() as opened:
        return {one.id for one in opened.proposals if one.waits}


def test_what_is_told_of_each_instrument_is_counted_as_it_stands(ledger: SqlLedger) -> None:
    told = {one.instrument: one for one in ledger.told_of()}
    steps = [one.step.instrument for one in ledger.steps(Sought())]
    assert {name: one.steps for name, one in told.items()} == {
        name: steps.count(name) for name in set(steps)
    }
    of = tuple(ledger.steps(Sought(instrument=TREATY)))
    assert told[TREATY].documents == len({one.document for one in of})
    counts = [one.steps for one in ledger.told_of()]
    assert counts == sorted(counts, reverse=True)


def test_a_decision_changes_nothing_of_what_is_told(ledger: SqlLedger) -> None:
    before = ledger.told_until(), ledger.told_of()
    mine = sitting(ledger)
    mine.accept(next(one.id for one in mine.queue() if one.step), minute(0))
    assert (ledger.told_until(), ledger.told_of()) == before


def test_decisions_after_an_entry_are_those_that_came_later(ledger: SqlLedger) -> None:
    mine, head = sitting(ledger), ledger.head().number
    first, second = [one.id for one in mine.queue() if one.step][:2]
    mine.accept(first, minute(0))
    between = ledger.head().number
    mine.reject(second, minute(1))
    assert len(ledger.decisions(after=head)) == 2
    assert [one.subject for one in ledger.decisions(after=between)] == [second]
    assert ledger.decisions(after=head, subjects=(first,))[0].subject == first
    assert ledger.decisions(after=ledger.head().number) == ()


def test_decisions_at_hand_are_those_on_record(ledger: SqlLedger) -> None:
    taken, mine = Taken(ledger), sitting(ledger)
    assert taken.all() == ()
    for number, one in enumerate(mine.queue()):
        mine.accept(one.id, minute(number))
        assert taken.all() == ledger.decisions()


def test_a_docket_is_made_once_and_hears_what_is_decided_elsewhere(ledger: SqlLedger) -> None:
    dockets = dockets_of(ledger)
    held = dockets.of(None, _PATIENCE)
    assert held.ready
    assert dockets.of(None) is held
    other = sitting(ledger, "budi")
    assert waiting(held) == {one.id for one in other.queue()}
    other.reject(other.queue()[0].id, minute(0))
    assert waiting(held) == {one.id for one in other.queue()}


def test_a_docket_of_one_instrument_holds_its_proposals_alone(ledger: SqlLedger) -> None:
    held = dockets_of(ledger).of(TREATY, _PATIENCE)
    with held.opened() as opened:
        assert {one.about for one in opened.proposals} == {TREATY}


def test_what_may_stand_otherwise_is_known_before_it_is_looked_at(ledger: SqlLedger) -> None:
    held = dockets_of(ledger).of(None, _PATIENCE)
    with held.opened() as opened:
        mine = Reviewing(ledger, desk().registry, desk().catalogue, "ana", docket=opened)
        signs = [one for one in opened.proposals if one.step and one.about != TREATY]
        assert opened.stale == frozenset()
        mine.accept(signs[0].id, minute(0))
        assert signs[0].id in opened.stale
        assert all(one.decided for one in opened.proposals if one.id == signs[0].id)
        assert opened.stale == frozenset()
