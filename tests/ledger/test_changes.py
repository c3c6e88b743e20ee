"""Whoever follows the changes of a ledger page by page holds what stands in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.ledger import Filed, Search, Sought, create_ledger
from made import START, Told, decision, filing, refused
from plain_ledger import PlainLedger
from test_histories import BODIES, write, writes

if TYPE_CHECKING:
    from foedera.ledger import Ledger
    from places import Places

BOTH = [Told("PRK", "ratify", "RUS", "prk-rus-2024"), Told("RUS", "deploy", amount=1)]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(bodies=BODIES, history=st.lists(writes, min_size=1, max_size=10), most=st.integers(1, 5))
def test_following_the_changes_gives_what_stands(
    places: Places, bodies: list[list[Told]], history: list[tuple[Any, ...]], most: int
) -> None:
    """Nothing comes twice and nothing is missing, however long a page is."""
    oracle, at = PlainLedger(), START
    with create_ledger(places.new()) as ledger:
        held: dict[str, Any] = {}
        after = 0
        for place, step in enumerate(history):
            at += step[3]
            write(ledger, oracle, step, bodies, at)
            if place % 3 == 2:
                after = followed(ledger, held, after, most)
        after = followed(ledger, held, after, most)
        assert after == ledger.head().number
        stands = {one.id: one for one in ledger.claims(Sought())}
        assert held == stands
        at_once: dict[str, Any] = {}
        followed(ledger, at_once, 0, 10_000)
        assert at_once == stands


def followed(ledger: Ledger, held: dict[str, Any], after: int, most: int) -> int:
    """Apply all changes since an entry; return the last one."""
    while True:
        page = ledger.changes(after, most=most)
        gone = [one.claim for one in page.closed]
        came = [one.id for one in page.recorded]
        assert len({*gone, *came}) == len(gone) + len(came)
        for name in gone:
            held.pop(name, None)
        held |= {one.id: one for one in page.recorded}
        assert {one.document for one in page.recorded} <= page.documents.keys()
        assert page.upto > after or not page.more
        after = page.upto
        if not page.more:
            return after


def test_what_was_recorded_at_a_moment_or_later_is_told(ledger: Ledger) -> None:
    for number in range(4):
        made, data = filing(BOTH, number=number)
        ledger.file(made, data, START + timedelta(seconds=number))
    since = START + timedelta(seconds=2)
    found = ledger.changes(since)
    assert {one.recorded_at for one in found.recorded} == {since, since + timedelta(seconds=1)}
    then = ledger.changes(since, recorded_by=since)
    assert {one.recorded_at for one in then.recorded} == {since}
    assert (then.upto, then.more) == (3, False)
    assert ledger.changes(99).upto == 99


def test_a_claim_that_is_no_longer_found_is_told_as_closed(ledger: Ledger) -> None:
    made, data = filing(BOTH)
    ledger.file(made, data, START)
    gone = made.claims[0].id
    made, data = filing(BOTH[1:], body=BOTH)
    later = START + timedelta(hours=1)
    assert ledger.file(made, data, later, again=True) is Filed.REREAD
    (closed,) = ledger.changes(1).closed
    assert (closed.claim, closed.closed_at, closed.entry) == (gone, later, 2)
    assert closed.document in ledger.changes(1).documents
    (one,) = ledger.changes(0).recorded
    assert one.id == made.claims[0].id
    made, data = filing(BOTH)
    ledger.file(made, data, later, again=True)  # found once more: it stands, and is not gone
    assert not ledger.changes(0).closed
    assert len(ledger.changes(0).recorded) == 2


def test_entries_are_told_with_what_they_brought(ledger: Ledger) -> None:
    made, data = filing(BOTH)
    ledger.file(made, data, START)
    ledger.quarantine(*refused(), START)
    ledger.decide([decision(1), decision(2)], START)
    ledger.note_release("2025-03", {}, START)
    told = [(one.number, one.kind, dict(one.counts)) for one in ledger.entries()]
    assert told == [
        (4, "release", {"releases": 1}),
        (3, "decision", {"decisions": 2}),
        (2, "quarantine", {"refused": 1}),
        (1, "filing", {"documents": 1, "claims": 2, "pacts": 1, "steps": 1}),
    ]
    assert [one.number for one in ledger.entries(2)] == [4, 3]
    assert [one.number for one in ledger.entries(most=1)] == [4]
    assert not ledger.entries(START + timedelta(seconds=1))
    assert not ledger.entries(recorded_by=START - timedelta(seconds=1))


def test_recent_news_are_the_newest_first_and_counted_whole(ledger: Ledger) -> None:
    for number in range(5):
        made, data = filing(BOTH, number=number)
        ledger.file(made, data, START + timedelta(seconds=number))
    ledger.decide([decision(1), decision(2)], START + timedelta(seconds=9))
    made, data = filing(BOTH[1:], number=4, body=BOTH)
    ledger.file(made, data, START + timedelta(seconds=9), again=True)
    found = ledger.recent(START + timedelta(seconds=2), most=2)
    assert dict(found.counts) == {
        "documents": 3,
        "claims": 5,
        "steps": 2,
        "decisions": 2,
        "refused": 0,
        "releases": 0,
        "closed": 1,
    }
    assert [one.recorded_at for one in found.claims] == [
        START + timedelta(seconds=9),
        START + timedelta(seconds=3),
    ]
    assert [one.id for one in found.decisions] == [decision(2).id, decision(1).id]
    assert [one.number for one in found.entries] == [7, 6]
    assert {one.document for one in (*found.claims, *found.steps)} == found.documents.keys()
    before = ledger.recent(0, recorded_by=START)
    assert (
        before.counts["claims"]
        == len(before.claims)
        == ledger.search(Search(sought=Sought(recorded_by=START))).total
        == 2
    )
