"""Laws that hold for any registry, any two states and any day."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.actors import UnknownActorError
from foedera.identifiers import ActorId
from foedera.treaties import (
    ATOP_NAMES,
    Attack,
    Coding,
    Flag,
    ObligationKind,
    OwedIndex,
    Registry,
    SelfAttackError,
    StateNotExistingError,
    Truth,
    Verdict,
    cascade,
    duties,
    dyads,
    obligations,
)
from foedera.treaties.breakpoints import breakpoints
from foedera.treaties.coding import Basis, ImpliedEnd
from foedera.treaties.duties import duties_on
from foedera.treaties.dyad_row import KINDS, strongest
from foedera.treaties.obligations import Day, involving

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedera.treaties import CascadeAnswer, DutiesAnswer, DyadRow

    Made = Callable[[dict[str, Any]], Registry]

CARRIED = Registry.load()
STATES = ("AAA", "BBB", "CCC", "DDD")
FIRST = date(1990, 1, 1)
SPAN = 900
DAYS = st.integers(0, SPAN).map(lambda n: FIRST + timedelta(days=n))
WRITTEN = DAYS.map(str)
VAGUE = st.one_of(WRITTEN, WRITTEN.map(lambda day: day[:7]), WRITTEN.map(lambda day: day[:4]))
relaxed = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def duty(draw: st.DrawFn, number: int, names: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": f"duty-{number}",
        "kind": draw(st.sampled_from([kind.value for kind in KINDS])),
    }
    if draw(st.booleans()):
        found["trigger"] = {"occurrence": draw(st.sampled_from(["war", "armed attack"]))}
    if draw(st.booleans()):
        found["owed_by"] = names[:1]
    for key in ("begins", "ceases", "suspended_since"):
        if draw(st.integers(0, 4)) == 0:
            found[key] = draw(VAGUE)
    return found


@st.composite
def pacts(draw: st.DrawFn, number: int) -> dict[str, Any]:
    parties = draw(st.lists(st.sampled_from(STATES), min_size=2, max_size=4, unique=True))
    acts = ["withdraw", "terminate", "suspend", "resume", "accede", "revoke"]
    steps = [
        {"act": act, "states": [draw(st.sampled_from(STATES))], "date": draw(VAGUE)}
        for act in draw(st.lists(st.sampled_from(acts), max_size=3))
    ]
    duties_of = [draw(duty(n, parties)) for n in range(draw(st.integers(1, 3)))]
    if number and draw(st.booleans()):
        duties_of[0]["displaces"] = [f"pact-{number - 1}-1990/duty-0"]
    reservations = []
    if len(parties) > 2 and draw(st.booleans()):
        objection = {"state": parties[1], "date": draw(VAGUE), "precludes": "yes"}
        reservations.append(
            {
                "state": parties[0],
                "obligations": ["duty-0"],
                "effect": draw(st.sampled_from(["excludes", "modifies"])),
                "date": draw(VAGUE),
                "objections": [objection] if draw(st.booleans()) else [],
            }
        )
    return {
        "id": f"pact-{number}-1990",
        "parties": parties,
        "in_force": draw(WRITTEN),
        "obligations": duties_of,
        "steps": steps,
        "reservations": reservations,
        "term": {"renewal": "automatic", "notice_months": draw(st.sampled_from(["1", "12"]))},
    }


REGISTRIES = st.integers(1, 3).flatmap(lambda n: st.tuples(*(pacts(i) for i in range(n))))


def assert_same(registry: Registry, days: list[date], states: Sequence[str]) -> None:
    index = OwedIndex(registry)
    for on in days:
        alive = obligations(registry, on)
        for creditor in states:
            for kind in ObligationKind:
                expected = {
                    (debtor, owed.obligation.id, owed.tie(debtor, creditor).truth)
                    for owed in alive
                    if owed.obligation.kind is kind and creditor in owed.protected
                    for debtor in owed.owed_by
                    if debtor != creditor
                }
                ties = index.owed(ActorId(creditor), kind, on)
                found = {(tie.debtor, tie.owed.obligation.id, tie.truth) for tie in ties}
                assert found == {one for one in expected if one[2] is not Truth.NO}


@given(REGISTRIES, st.lists(DAYS, min_size=1, max_size=6))
@relaxed
def test_the_index_answers_as_the_slow_way_does(
    registry_of: Made, made: tuple[dict[str, Any], ...], days: list[date]
) -> None:
    registry = registry_of({"registry": made})
    ends = {day for one in registry.instruments for day in breakpoints(one)}
    near = {day + timedelta(days=n) for day in ends if day > FIRST for n in (-1, 0)}
    assert_same(registry, sorted({*days, *near}), STATES)


def test_the_index_of_the_carried_registry_answers_as_the_slow_way_does() -> None:
    chosen = random.Random(1949)  # noqa: S311 - days to look at
    ends = sorted({day for one in CARRIED.instruments for day in breakpoints(one)} - {date.min})
    days = [date(1950, 1, 1) + timedelta(days=chosen.randrange(28_000)) for _ in range(3)]
    near = [day + timedelta(days=n) for day in chosen.sample(ends, 3) for n in (-1, 0)]
    known = sorted(involving(CARRIED))
    assert_same(CARRIED, [*days, *near], [*chosen.sample(known, 8), "RUS", "USA", "POL"])


@given(REGISTRIES, DAYS, st.permutations(STATES))
@relaxed
def test_attacker_and_victim_never_defend_the_victim(
    registry_of: Made, made: tuple[dict[str, Any], ...], on: date, states: list[str]
) -> None:
    day = Day(registry_of({"registry": made}), on)
    answer = duties_on(day, Attack(states[0], states[1], on))
    helping = {one.state for one in answer.duties if one.toward == states[1]}
    helping -= {one.state for one in answer.duties if one.kind is ObligationKind.NONAGGRESSION}
    assert not {states[0], states[1]} & helping


@pytest.mark.parametrize(
    ("attacker", "victim"), [("RUS", "POL"), ("TUR", "GRC"), ("USA", "VEN"), ("CHN", "PHL")]
)
def test_nobody_named_in_the_carried_registry_defends_itself(attacker: str, victim: str) -> None:
    answer = duties(CARRIED, attacker, victim, date(2026, 3, 1))
    for one in answer.duties:
        assert one.state != victim
        assert one.state != attacker or one.kind is ObligationKind.NONAGGRESSION
        assert one.verdict is not Verdict.UNCLEAR or one.undecided


def summary(answer: DutiesAnswer) -> list[Any]:
    return [(one.state, one.toward, one.owed.obligation.id, one.verdict) for one in answer.duties]


def drawn(answer: CascadeAnswer) -> list[Any]:
    joined = [(one.state, one.side, one.round, one.assumed) for one in answer.joined]
    apart = (answer.torn, answer.unclear, answer.unmoved)
    return [*joined, *([one.state for one in group] for group in apart)]


@given(REGISTRIES, DAYS, st.permutations(STATES), st.randoms(use_true_random=False))
@relaxed
def test_the_order_of_instruments_duties_and_steps_changes_nothing(
    registry_of: Made,
    made: tuple[dict[str, Any], ...],
    on: date,
    states: list[str],
    chance: random.Random,
) -> None:
    other = [
        {**pact, "obligations": pact["obligations"][::-1], "steps": pact["steps"][::-1]}
        for pact in made
    ]
    chance.shuffle(other)
    one, two = registry_of({"registry": made}), registry_of({"registry": other})
    attack = Attack(states[0], states[1], on)
    assert summary(duties_on(Day(one, on), attack)) == summary(duties_on(Day(two, on), attack))
    for assume in (True, False):
        answers = [
            drawn(cascade(registry, states[0], states[1], on, assume_unclear=assume))
            for registry in (one, two)
            if all({*states[:2]} <= _known(each) for each in (one, two))
        ]
        assert answers[:1] == answers[1:]


def _known(registry: Registry) -> set[str]:
    return {state for one in registry.instruments for state in one.parties}


@given(REGISTRIES, DAYS, st.permutations(STATES), st.booleans(), st.booleans())
@relaxed
def test_a_cascade_ends_and_puts_nobody_on_two_sides(  # noqa: PLR0913, PLR0917 - what hypothesis draws
    registry_of: Made,
    made: tuple[dict[str, Any], ...],
    on: date,
    states: list[str],
    spread: bool,  # noqa: FBT001 - drawn
    assume: bool,  # noqa: FBT001 - drawn
) -> None:
    registry = registry_of({"registry": made})
    if not {*states[:2]} <= _known(registry):
        return
    answer = cascade(registry, states[0], states[1], on, spread=spread, assume_unclear=assume)
    joined = [one.state for one in answer.joined]
    assert len(joined) == len(set(joined))
    groups = (answer.torn, answer.unclear, answer.unmoved)
    for group in groups:
        names = [one.state for one in group]
        assert not set(names) & set(joined)
        assert len(names) == len(set(names))
    assert answer.rounds <= len(STATES)
    assert all(one.duties for one in answer.joined if one.round)
    assert all(part.reason for _, part in answer.proof.walk())


def by_hand(registry: Registry, coding: Coding, row: DyadRow, on: date) -> tuple[Flag, ...]:
    best = dict.fromkeys(KINDS, Flag.NOT_COVERED)
    for owed in obligations(registry, on, None, coding):
        if owed.obligation.kind in best:
            truth = owed.tie(row.debtor, row.creditor).truth
            flag = {Truth.YES: Flag.HELD, Truth.UNCLEAR: Flag.UNCLEAR}.get(truth, Flag.NOT_COVERED)
            best[owed.obligation.kind] = strongest([best[owed.obligation.kind], flag])
    return tuple(best.values())


@given(REGISTRIES, st.lists(DAYS, min_size=2, max_size=4), st.sampled_from(Basis))
@relaxed
def test_a_row_of_days_says_what_holds_on_each_of_them(
    registry_of: Made, made: tuple[dict[str, Any], ...], days: list[date], basis: Basis
) -> None:
    registry, coding = registry_of({"registry": made}), Coding(basis, ImpliedEnd.VCLT)
    rows = dyads(registry, min(days), max(days), coding=coding)
    for row in rows:
        for on in {row.start, row.end, *(day for day in days if row.start <= day <= row.end)}:
            assert row.flags == by_hand(registry, coding, row, on)


@given(REGISTRIES)
@relaxed
def test_a_year_holds_the_most_of_its_days(
    registry_of: Made, made: tuple[dict[str, Any], ...]
) -> None:
    registry = registry_of({"registry": made})
    end = FIRST + timedelta(days=500)
    daily: dict[Any, list[DyadRow]] = {}
    for row in dyads(registry, FIRST, end):
        daily.setdefault((row.debtor, row.creditor), []).append(row)
    for row in dyads(registry, FIRST, end, "year"):
        held = [0] * len(ATOP_NAMES)
        seen = []
        for number in range((row.end - row.start).days + 1):
            on = row.start + timedelta(days=number)
            flags = next(
                (
                    one.flags
                    for one in daily[row.debtor, row.creditor]
                    if one.start <= on <= one.end
                ),
                (Flag.NOT_COVERED,) * len(KINDS),
            )
            seen.append(flags)
            held = [n + (flag is Flag.HELD) for n, flag in zip(held, flags, strict=True)]
        assert row.flags == tuple(strongest(each) for each in zip(*seen, strict=True))
        assert row.shares == tuple(n / len(seen) for n in held)


@pytest.mark.parametrize(
    ("state", "on", "named"),
    [
        ("UKR", date(1985, 1, 1), "from 1991-12-26 on"),
        ("SUN", date(2024, 1, 1), "Did you mean RUS"),
        ("DEU", date(1947, 1, 1), "to 1945-05-08 and from 1990-10-03"),
    ],
)
def test_a_state_that_was_none_that_day_is_refused_with_its_days(
    state: str, on: date, named: str
) -> None:
    for ask in (duties, cascade):
        with pytest.raises(StateNotExistingError, match=named):
            ask(CARRIED, ActorId(state), ActorId("FRA"), on)


def test_a_state_that_made_treaties_outside_the_state_system_counts_as_one() -> None:
    answer = duties(CARRIED, ActorId("SUN"), ActorId("DEU"), date(1970, 1, 1))
    owed = {(one.state, one.owed.instrument.id) for one in answer.duties}
    assert ("USA", "north-atlantic-treaty-1949") in owed
    assert ("FRA", "brussels-1948") in owed


def test_no_state_attacks_itself() -> None:
    with pytest.raises(SelfAttackError, match="give two states"):
        cascade(CARRIED, ActorId("FRA"), ActorId("FRA"), date(2024, 1, 1))


def test_a_code_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownActorError, match="ZZZ"):
        duties(CARRIED, ActorId("ZZZ"), ActorId("FRA"), date(2024, 1, 1))
