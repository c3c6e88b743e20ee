"""What must hold of any war and any alliance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from made_wars import FLAGS, histories, war

from foedera.datasets.state_codes import cow_of
from foedera.datasets.wars.cases import Cases, Outcome
from foedera.datasets.wars.clashes import clashes
from foedera.treaties import Truth

STATES = ["DEU", "FRA", "GBR", "ITA", "JPN", "USA", "BRA", "EGY"]
DAY = timedelta(days=1)


@st.composite
def wars(draw: st.DrawFn) -> list[dict[str, str]]:
    """Make the rows of a war: two sides, some who come in later, some on both sides."""
    states = draw(st.lists(st.sampled_from(STATES), min_size=2, max_size=6, unique=True))
    start = draw(st.dates(date(1900, 1, 1), date(1970, 1, 1)))
    end = start + draw(st.integers(1, 1500)) * DAY
    rows = []
    for place, state in enumerate(states):
        side = place % 2 + 1 if place < 2 else draw(st.sampled_from([1, 2]))
        first = start if place < 2 else start + draw(st.integers(0, (end - start).days)) * DAY
        began = draw(st.booleans()) if side == 1 else False
        told = {
            "state": state,
            "side": str(side),
            "from": str(first),
            "to": str(end),
            "fought": str(draw(st.sampled_from([0, 1, 2, 4, 6, 7, 11, 14, 15]))),
            "began": "yes" if began and place != 1 else "no",
        }
        rows.append(told)
        if place > 1 and first < end - 2 * DAY and draw(st.booleans()):
            rows[-1]["to"] = str(first + DAY)
            rows.append(
                {**told, "side": str(3 - side), "from": str(first + 2 * DAY), "to": str(end)}
            )
    return rows


@st.composite
def alliances(draw: st.DrawFn) -> dict[str, Any]:
    """Make an alliance of a few states for some years, with one kind of duty."""
    start = draw(st.dates(date(1890, 1, 1), date(1971, 1, 1)))
    told: dict[str, Any] = {
        "members": draw(st.lists(st.sampled_from(STATES), min_size=2, max_size=4, unique=True)),
        "from": str(start),
        "to": str(start + draw(st.integers(2, 15000)) * DAY),
        "kind": draw(st.sampled_from([kind for kind in FLAGS if kind != "consultation"])),
    }
    if draw(st.booleans()):
        trigger: dict[str, Any] = {}
        if draw(st.booleans()):
            trigger["attackers"] = draw(st.lists(st.sampled_from(STATES), min_size=1, max_size=2))
        if draw(st.booleans()):
            trigger["regions"] = [draw(st.sampled_from(["Europe", "Asia", "Africa"]))]
        told["trigger"] = trigger
        told["conditions"] = draw(
            st.lists(
                st.sampled_from(["not provoked", "request", "organ decision", "other"]), max_size=2
            )
        )
    return told


def outcomes(rows: list[dict[str, str]], told: dict[str, Any]) -> list[Outcome]:
    return list(Cases(histories(told)).outcomes([war(rows)]))


@settings(max_examples=120, deadline=None)
@given(wars(), alliances())
def test_nobody_surely_owes_defence_to_who_began_it(
    rows: list[dict[str, str]], told: dict[str, Any]
) -> None:
    fought = war(rows)
    for outcome in outcomes(rows, {**told, "kind": "defence", "trigger": {}}):
        for one in outcome.cases:
            attacked = [clash for clash in clashes(fought) if clash.victim == one.participant]
            if not [clash for clash in attacked if clash.attacker != one.ally]:
                assert one.invoked is not Truth.YES
                assert one.best is Truth.NO


@settings(max_examples=120, deadline=None)
@given(wars(), alliances())
def test_what_is_unclear_is_never_counted_as_broken(
    rows: list[dict[str, str]], told: dict[str, Any]
) -> None:
    for outcome in outcomes(rows, told):
        for one in outcome.cases:
            if one.invoked is not Truth.YES:
                assert one.honoured is None
            if one.invoked is not Truth.UNCLEAR:
                assert one.best is one.invoked
        if all(one.invoked is not Truth.YES for one in outcome.cases):
            assert outcome.honoured is None
        if outcome.honoured is False:
            assert any(one.honoured is False for one in outcome.cases)


@settings(max_examples=80, deadline=None)
@given(wars(), alliances())
def test_the_order_of_rows_and_the_numbers_of_sides_change_nothing(
    rows: list[dict[str, str]], told: dict[str, Any]
) -> None:
    swapped = [{**row, "side": str(3 - int(row["side"]))} for row in reversed(rows)]

    def answers(fought: list[dict[str, str]]) -> dict[tuple[int, int], tuple[object, ...]]:
        return {
            (one.ally, one.participant): (one.invoked, one.best, one.joined, one.kept)
            for outcome in outcomes(fought, told)
            for one in outcome.cases
        }

    assert answers(rows) == answers(swapped)


@settings(max_examples=80, deadline=None)
@given(wars(), alliances())
def test_an_ally_that_fought_nobody_neither_helped_nor_attacked(
    rows: list[dict[str, str]], told: dict[str, Any]
) -> None:
    fighting = {cow_of(row["state"]) for row in rows}
    for outcome in outcomes(rows, told):
        for one in outcome.cases:
            if one.ally in fighting:
                continue
            assert one.joined == 0
            if told["kind"] == "neutrality":
                assert one.honoured is not False
            if told["kind"] == "nonaggression":
                assert one.invoked is Truth.NO
            if told["kind"] in {"defence", "offence"}:
                assert one.honoured is not True


@settings(max_examples=60, deadline=None)
@given(wars(), alliances())
def test_an_alliance_that_was_over_or_not_yet_made_has_no_case(
    rows: list[dict[str, str]], told: dict[str, Any]
) -> None:
    fought = war(rows)
    for outcome in outcomes(rows, told):
        assert date.fromisoformat(told["from"]) <= fought.end
        assert date.fromisoformat(told["to"]) >= fought.start
        for one in outcome.cases:
            for call in one.calls:
                assert date.fromisoformat(told["from"]) <= call.on
                assert call.on <= date.fromisoformat(told["to"])
