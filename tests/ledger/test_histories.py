"""Over any history of writes a ledger answers as plain lists would, at every moment of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.claims.claim import Modality
from foedera.claims.review import Verdict
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import Sought, create_ledger
from foedera.ledger.errors import NotOnRecordError, UnknownDecisionError
from made import DAY, START, Told, decision, filing, refused, undo
from plain_ledger import PlainLedger

if TYPE_CHECKING:
    from foedera.ledger import Ledger
    from places import Places

ACTORS = tuple(map(ActorId, ("PRK", "RUS", "NATO")))
INSTRUMENTS = tuple(map(InstrumentId, ("prk-rus-2024", "unregistered-prk-rus")))
ACTS = ("ratify", "deploy", "sign")
DAYS = (None, DAY - timedelta(days=40), DAY, DAY + timedelta(days=1))
REPORTS = range(4)
#: From one write to the next; a clock may be set back.
PAUSES = (*map(timedelta, (0, 0, 1, 30, -2)), timedelta(microseconds=1))

tellings = st.builds(
    Told,
    agent=st.sampled_from(ACTORS),
    act=st.sampled_from(ACTS),
    counterpart=st.none() | st.sampled_from(ACTORS),
    instrument=st.none() | st.sampled_from(INSTRUMENTS),
    modality=st.sampled_from((Modality.ASSERTED, Modality.DENIED)),
    speaker=st.none() | st.just("Peskov"),
)
#: All that a report says; what is read in it at one time is some of that.
BODIES = st.lists(
    st.lists(tellings, min_size=1, max_size=4, unique_by=lambda one: one.sentence),
    min_size=len(REPORTS),
    max_size=len(REPORTS),
)
writes = st.tuples(
    st.sampled_from(("file", "file", "reread", "quarantine", "retry", "decide", "undo", "release")),
    st.sampled_from(REPORTS),
    st.integers(0, 15),
    st.sampled_from(PAUSES),
)
moments = st.sampled_from(PAUSES).map(lambda pause: START + pause)
days = st.sampled_from((DAY - timedelta(days=40), DAY, DAY + timedelta(days=1)))
questions = st.builds(
    Sought,
    acts=st.lists(st.sampled_from(ACTS), max_size=2).map(tuple),
    agents=st.lists(st.sampled_from(ACTORS), max_size=2).map(tuple),
    counterparts=st.lists(st.sampled_from(ACTORS), max_size=1).map(tuple),
    between=st.lists(st.sampled_from(ACTORS), max_size=2, unique=True).map(tuple),
    instrument=st.none() | st.sampled_from(INSTRUMENTS),
    since=st.none() | days,
    until=st.none() | days,
    known_by=st.none() | days | st.just(START.date()),
    closed=st.booleans(),
    most=st.none() | st.integers(1, 3),
)


def write(
    ledger: Ledger, oracle: PlainLedger, step: tuple[Any, ...], bodies: list[Any], at: datetime
) -> None:
    """Write the same to both, and compare what they say of it."""
    kind, number, pick, _ = step
    if kind in {"file", "reread"}:
        body = bodies[number]
        read = [one for place, one in enumerate(body) if not pick >> place & 1]
        made, data = filing(read, number=number, day=DAYS[number], body=body)
        again = kind == "reread"
        assert ledger.file(made, data, at, again=again) is oracle.file(made, data, at, again=again)
    elif kind == "quarantine":
        told, data = refused(number)
        assert ledger.quarantine(told, data, at) == oracle.quarantine(told, at)
    elif kind == "retry":
        told, _ = refused(number)
        if oracle.release_from_quarantine(told.id, at):
            ledger.release_from_quarantine(told.id, at)
        else:
            with pytest.raises(NotOnRecordError):
                ledger.release_from_quarantine(told.id, at)
    elif kind == "decide":
        verdict = (Verdict.ACCEPT, Verdict.REJECT, Verdict.AMEND, Verdict.NOTE)[number]
        given = [decision(pick + extra, verdict) for extra in range(pick % 3 + 1)]
        assert ledger.decide(given, at) == oracle.decide(given, at)
    elif kind == "undo":
        given = [undo(decision(pick, Verdict.ACCEPT))]
        if oracle.can_decide(given):
            assert ledger.decide(given, at) == oracle.decide(given, at)
        else:
            with pytest.raises(UnknownDecisionError):
                ledger.decide(given, at)
    else:
        ledger.note_release(f"release-{number}", {"claims.csv": "0" * 64}, at)
        oracle.note_release(at)


def answers(ledger: Any, sought: Sought) -> dict[str, Any]:  # noqa: ANN401 - a ledger or the lists
    """Return all that is answered to a question, in a form that can be compared."""
    whole = sought == Sought(recorded_by=sought.recorded_by)
    counted = dict(ledger.counts(sought.recorded_by)) if whole else {}
    return {
        "claims": list(ledger.claims(sought)),
        "documents": list(ledger.documents(sought)),
        "steps": sorted(map(repr, ledger.steps(replace(sought, most=None)))),
        "pacts": list(ledger.pacts(replace(sought, most=None))),
        "decisions": ledger.decisions(recorded_by=sought.recorded_by),
        "counts": counted,
    }


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    bodies=BODIES,
    history=st.lists(writes, min_size=1, max_size=8),
    sought=st.lists(questions, min_size=1, max_size=4),
)
def test_every_question_is_answered_as_plain_lists_would_at_every_moment(
    places: Places,
    bodies: list[list[Told]],
    history: list[tuple[Any, ...]],
    sought: list[Sought],
) -> None:
    oracle, at = PlainLedger(), START
    given: dict[datetime, Any] = {}
    with create_ledger(places.new()) as ledger:
        for place, step in enumerate(history):
            at += step[3]
            write(ledger, oracle, step, bodies, at)
            asked = (Sought(), sought[place % len(sought)])
            told = [answers(ledger, one) for one in asked]
            assert told == [answers(oracle, one) for one in asked]
            if oracle.last is not None:  # what was answered last at a moment holds for it
                given[oracle.last] = (asked, told, ledger.head())
        assert list(ledger.refused()) == oracle.refused()
        for one in sought:
            assert answers(ledger, one) == answers(oracle, one)
        for moment, (asked, told, head) in given.items():
            again = [replace(one, recorded_by=moment) for one in asked]
            assert [answers(oracle, one) for one in again] == told
            for then, now in zip(told, (answers(ledger, one) for one in again), strict=True):
                assert now == then
            assert ledger.head(moment) == head
        before = START - timedelta(days=400)
        assert not any(ledger.counts(before).values())
        assert ledger.head(before).number == 0
        for name, text in oracle.texts.items():
            assert ledger.text(name) == text
            assert ledger.data(name) == oracle.originals[name]
        found = ledger.verify()
    assert not found.faults
    assert found.entries == oracle.entries == found.head.number


@pytest.mark.parametrize("zone", [UTC, None])
def test_a_day_is_asked_for_in_utc(ledger: Ledger, zone: Any) -> None:  # noqa: ANN401 - of datetime
    made, data = filing([Told("PRK", "sign")])
    ledger.file(made, data, START)
    moment = START if zone else START.astimezone()
    assert list(ledger.claims(Sought(recorded_by=moment)))
    assert not list(ledger.claims(Sought(recorded_by=moment - timedelta(microseconds=1))))


def test_what_was_known_on_a_day_stays_so_after_later_reports(ledger: Ledger) -> None:
    early, later = date(2024, 11, 12), date(2024, 12, 4)
    for number, day in enumerate((early, later)):
        made, data = filing([Told("PRK", "ratify", "RUS", INSTRUMENTS[0])], number=number, day=day)
        ledger.file(made, data, START + timedelta(days=number))
    known = Sought(known_by=early)
    assert {one.reported_on for one in ledger.claims(known)} == {early}
    assert {one.step.known_from for one in ledger.steps(known)} == {early}
    assert {one.day for one in ledger.documents(known)} == {early}


def test_claims_come_as_in_the_latest_reading_of_their_report(ledger: Ledger) -> None:
    """A claim found only later, but earlier in the text, is told before the others."""
    first, second = Told("PRK", "deploy"), Told("RUS", "sign")
    for read in ([second], [first, second]):
        made, data = filing(read, body=[first, second])
        ledger.file(made, data, START, again=True)
    assert [one.claim.act for one in ledger.claims(Sought())] == ["deploy", "sign"]
    assert [one.place for one in ledger.claims(Sought())] == [0, 1]


def test_any_number_of_names_can_be_asked_for(ledger: Ledger) -> None:
    """More than a database lets one statement have parameters."""
    made, data = filing([Told("PRK", "sign")])
    ledger.file(made, data, START)
    names = [ContentId(f"doc-{number:024}") for number in range(66_000)]
    sought = Sought(documents=(*names, made.document.id))
    assert [one.act for one in (kept.claim for kept in ledger.claims(sought))] == ["sign"]
    assert [one.id for one in ledger.documents(sought)] == [made.document.id]
