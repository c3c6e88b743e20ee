"""Laws that hold for any steps on any day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.dates import Interval
from foedera.identifiers import ActorId, InstrumentId
from foedera.treaties import (
    Act,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    Registry,
    Status,
    Step,
    status,
    status_from,
)
from foedera.treaties.formulas import (
    After,
    OnceAllHave,
    OnDeposits,
    OnEvent,
    Silent,
    Unseen,
)
from foedera.treaties.instrument import Denunciation, Renewal, Term
from foedera.treaties.periods import steps_of

if TYPE_CHECKING:
    from foedera.treaties.entry_into_force import EntryIntoForce

STATES = (ActorId("AAA"), ActorId("BBB"), ActorId("CCC"))
FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))
EXACT = DAYS.map(Interval.on)
VAGUE = st.tuples(DAYS, st.integers(0, 60)).map(
    lambda pair: Interval(pair[0], pair[0] + timedelta(days=pair[1]))
)
OPEN = st.one_of(
    DAYS.map(lambda day: Interval(None, day)), DAYS.map(lambda day: Interval(day, None))
)
RULES: st.SearchStrategy[EntryIntoForce] = st.sampled_from(
    [
        OnceAllHave(Act.SIGN),
        OnceAllHave(Act.RATIFY),
        OnceAllHave(Act.EXCHANGE),
        OnDeposits(2, (STATES[0],)),
        After(OnceAllHave(Act.NOTIFY), days=30),
        After(OnDeposits(2), months=2, first=True),
        Unseen(ratified=True),
        Unseen(),
        Silent(),
        Silent(ratified=False),
        OnEvent({"en": "a ceasefire", "id": "gencatan senjata"}),
    ]
)
TERMS = st.sampled_from(
    [
        Term(renewal=Renewal.AUTOMATIC, notice_months=6),
        Term(years=1, renewal=Renewal.NONE),
        Term(years=1, renewal=Renewal.BY_AGREEMENT),
        Term(years=1, renewal=Renewal.AUTOMATIC, renewal_notice_months=6),
        Term(initial_years=1, notice_months=3, denunciation=Denunciation.PROVIDED),
        Term(denunciation=Denunciation.SILENT),
        Term(denunciation=Denunciation.EXCLUDED),
    ]
)
PARTIES = st.sampled_from([STATES[:2], STATES])


@st.composite
def steps(draw: st.DrawFn) -> Step:
    return Step(
        instrument=InstrumentId("x-2020"),
        state=draw(st.sampled_from([*STATES, None])),
        act=draw(st.sampled_from(Act)),
        when=draw(st.one_of(EXACT, VAGUE, OPEN)),
        known_from=draw(st.one_of(st.none(), DAYS)),
        effective=draw(st.booleans()),
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    return Instrument(
        id=InstrumentId("x-2020"),
        kind=InstrumentKind.TREATY,
        parties=draw(PARTIES),
        entry_into_force=draw(RULES),
        term=draw(TERMS),
        binding=draw(st.sampled_from([True, True, None, False])),
    )


HISTORIES = st.lists(steps(), max_size=8)


@given(instruments(), HISTORIES, st.lists(steps(), max_size=4), DAYS)
@settings(max_examples=80, deadline=None)
def test_a_later_step_never_changes_the_answer_for_an_earlier_day(
    instrument: Instrument, history: list[Step], more: list[Step], on: date
) -> None:
    later = [step for step in more if step.when.start is not None and step.when.start > on]
    before = status_from(history, instrument, on)
    assert status_from([*history, *later], instrument, on) == before


@given(instruments(), HISTORIES.flatmap(lambda h: st.tuples(st.just(h), st.permutations(h))), DAYS)
@settings(max_examples=80, deadline=None)
def test_the_order_in_which_steps_are_told_is_irrelevant(
    instrument: Instrument, told: tuple[list[Step], list[Step]], on: date
) -> None:
    assert status_from(told[0], instrument, on) == status_from(told[1], instrument, on)


@given(instruments(), HISTORIES, DAYS)
@settings(max_examples=80, deadline=None)
def test_telling_a_step_twice_changes_nothing(
    instrument: Instrument, history: list[Step], on: date
) -> None:
    twice = status_from([*history, *history], instrument, on)
    assert twice == status_from(history, instrument, on)


@given(instruments(), HISTORIES, DAYS)
@settings(max_examples=120, deadline=None)
def test_in_force_means_that_nothing_is_missing(
    instrument: Instrument, history: list[Step], on: date
) -> None:
    answer = status_from(history, instrument, on)
    if answer.status is Status.IN_FORCE:
        assert not answer.missing
        assert answer.since is not None
        assert answer.since.end is not None
        assert answer.since.end <= on
    if answer.missing:
        assert answer.status in {Status.NOT_YET_IN_FORCE, Status.PROVISIONALLY_APPLIED}


@given(instruments(), HISTORIES, DAYS, DAYS)
@settings(max_examples=80, deadline=None)
def test_what_was_known_only_grows(
    instrument: Instrument, history: list[Step], on: date, known_by: date
) -> None:
    early = status(instrument, on, known_by, history).steps
    late = status(instrument, on, known_by + timedelta(days=90), history).steps
    assert set(early) <= set(late) <= set(status(instrument, on, None, history).steps)


@given(instruments(), HISTORIES, DAYS)
@settings(max_examples=40, deadline=None)
def test_every_answer_can_be_put_into_words(
    instrument: Instrument, history: list[Step], on: date
) -> None:
    answer = status_from(history, instrument, on)
    for language in ("en", "id"):
        for said in (*answer.reasons, *answer.unsettled, *answer.missing):
            text = said.text(language)
            assert text
            assert "{" not in text
            assert "None" not in text


def days_asked() -> list[date]:
    return [date(year, month, 15) for year in (1949, 1986, 2014, 2024, 2025) for month in (3, 9)]


def settled_parts(answer: InstrumentStatus) -> bool:
    return all(part.settled for part in answer.participations)


@pytest.mark.parametrize("instrument", Registry.load().instruments, ids=lambda one: one.id)
def test_the_registry_keeps_the_laws_too(instrument: Instrument) -> None:
    for on in days_asked():
        everything = status(instrument, on)
        steps = steps_of(instrument)
        known = [step for step in steps if step.when.start and step.when.start <= on]
        undated = [step for step in steps if step.when.start is None]
        assert status_from([*known, *undated], instrument, on) == everything
        if everything.status is Status.IN_FORCE:
            assert not everything.missing
