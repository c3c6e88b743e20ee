"""What the pictures of alliances are drawn from: the registry, told as plain data."""

from __future__ import annotations

from datetime import date

import pytest

from foedera.actors import Catalogue
from foedera.pictures import Direction
from foedera.resources import record
from foedera.treaties import (
    LAW,
    Basis,
    Coding,
    ObligationForce,
    ObligationKind,
    Registry,
    StateNotExistingError,
    Truth,
    obligations,
)
from foedera.treaties.case import THE_CHARTER
from foedera.workspace.answers import Circumstances
from foedera.workspace.plotting import allies_of, pacts_by_year, ties_on
from foedera.workspace.tie_index import tie_index

DAY = date(2024, 12, 12)
DEFENCE = (ObligationKind.DEFENCE,)
REGISTRY = Registry.load()
CATALOGUE = Catalogue.load()


def standing(on: date) -> set[str]:
    """Return the defence pacts of a day, asked of the law room pact by pact."""
    return {
        owed.instrument.id
        for owed in obligations(REGISTRY, on)
        if owed.obligation.kind is ObligationKind.DEFENCE
        and owed.force is ObligationForce.BINDING
        and any(tie.truth is Truth.YES for tie in owed.ties())
    }


@pytest.mark.parametrize("year", [1939, 1955, 1991, 2024])
def test_a_year_counts_the_pacts_of_any_of_its_days(year: int) -> None:
    days = (date(year, 1, 1), date(year, 12, 31))
    found = pacts_by_year(REGISTRY, days, DEFENCE)
    months = {pact for month in range(1, 13) for pact in standing(date(year, month, 15))}
    number, many, _ = found.row("defence", 0)
    assert number >= len(months)
    assert number <= len(months) + 5  # those that stood for days between the fifteenths
    assert 0 < (many or 0) < number


def test_one_day_counts_what_stood_that_day() -> None:
    found = pacts_by_year(REGISTRY, (DAY, DAY), DEFENCE)
    assert found.years == (2024,)
    assert found.counts["defence"] == [len(standing(DAY))]


def test_every_number_of_the_registry_is_a_lower_bound() -> None:
    found = pacts_by_year(REGISTRY, (date(1815, 1, 1), date(1820, 12, 31)), DEFENCE)
    assert found.years == tuple(range(1815, 1821))
    assert not any(found.sure(place) for place in range(len(found.years)))


def test_the_charter_is_no_pact_of_nonaggression() -> None:
    kinds = (ObligationKind.NONAGGRESSION,)
    blocs = ties_on(REGISTRY, CATALOGUE, Circumstances(DAY), kinds).blocs
    assert all(bloc.instrument != THE_CHARTER for bloc in blocs)
    allies = allies_of(REGISTRY, CATALOGUE.state("IDN").code, Circumstances(DAY), kinds).allies
    assert all(ground.instrument != THE_CHARTER for one in allies for ground in one.grounds)


def test_a_pact_not_yet_in_force_counts_only_by_signature() -> None:
    day = date(2024, 11, 12)  # signed in June, in force in December
    state = CATALOGUE.state("PRK").code
    signed = Circumstances(day, coding=Coding(Basis.SIGNATURE))
    for under, expected in ((Circumstances(day), False), (signed, True)):
        allies = allies_of(REGISTRY, state, under, DEFENCE).allies
        grounds = {ground.instrument for one in allies for ground in one.grounds}
        assert ("prk-rus-2024" in grounds) is expected


def test_allies_are_told_with_direction_year_and_instrument() -> None:
    found = allies_of(REGISTRY, CATALOGUE.state("PRK").code, Circumstances(DAY), DEFENCE)
    russia = next(one for one in found.allies if one.state == "RUS")
    assert russia.direction is Direction.BOTH
    assert [(one.instrument, one.since) for one in russia.grounds] == [("prk-rus-2024", 2024)]
    assert not russia.unclear
    cuba = next(one for one in found.allies if one.state == "CUB")
    assert cuba.unclear


def test_one_way_duties_are_seen_from_either_end() -> None:
    under = Circumstances(DAY)
    for state, other, direction in (("USA", "PLW", "owes"), ("PLW", "USA", "owed")):
        found = allies_of(REGISTRY, CATALOGUE.state(state).code, under, DEFENCE)
        assert direction in {one.direction.value for one in found.allies if one.state == other}


def test_a_state_that_was_none_is_refused() -> None:
    with pytest.raises(StateNotExistingError):
        allies_of(REGISTRY, CATALOGUE.state("SUN").code, Circumstances(DAY), DEFENCE)


@pytest.mark.parametrize("day", [date(1939, 9, 1), date(1980, 1, 1), DAY])
def test_a_network_holds_every_tie_and_nothing_else(day: date) -> None:
    found = ties_on(REGISTRY, CATALOGUE, Circumstances(day), DEFENCE)
    expected = {
        (tie.debtor, tie.creditor)
        for owed in obligations(REGISTRY, day)
        if owed.obligation.kind is ObligationKind.DEFENCE and owed.instrument.id != THE_CHARTER
        for tie in owed.ties()
        if tie.truth is not Truth.NO
    }
    states = {state for pair in expected for state in pair}
    assert {node.state for node in found.nodes} == states
    linked = {(link.one, link.other) for link in found.links}
    linked |= {(link.other, link.one) for link in found.links if link.both}
    blocs = [{member.state for member in bloc.members} for bloc in found.blocs]
    assert linked <= expected
    for pair in expected - linked:
        assert any(set(pair) <= bloc for bloc in blocs)
    assert all(len(bloc) > 6 for bloc in blocs)


def test_every_state_of_the_catalogue_lies_in_one_part_of_the_world_and_no_more() -> None:
    regions = record("regions.yaml")
    for state in CATALOGUE.states():
        code = int(state.cow) if state.cow else None
        found = [
            name
            for name, content in regions.items()
            if state.code in content["also"]
            or (code is not None and int(content["codes"][0]) <= code <= int(content["codes"][1]))
        ]
        assert len(found) == 1, state.code


def test_every_tied_state_lies_in_a_part_of_the_world() -> None:
    kinds = tuple(ObligationKind)
    regions = {
        node.state: node.region
        for day in (date(1939, 9, 1), date(1980, 1, 1), DAY)
        for node in ties_on(REGISTRY, CATALOGUE, Circumstances(day), kinds).nodes
    }
    assert {"americas", "europe", "africa", "asia", "middle-east"} == set(regions.values())
    assert [regions[one] for one in ("USA", "SUN", "NGA", "IDN", "EGY")] == [
        "americas",
        "europe",
        "africa",
        "asia",
        "middle-east",
    ]


@pytest.mark.parametrize("day", [date(1939, 8, 31), date(1956, 1, 1), date(2024, 12, 12)])
def test_ties_kept_for_stretches_of_days_are_those_of_the_day(day: date) -> None:
    kept = tie_index(REGISTRY, None, LAW).on(day, set(ObligationKind), ())
    wanted: dict[str, dict[tuple[str, str], Truth]] = {}
    for owed in obligations(REGISTRY, day):
        for tie in owed.ties():
            pair = (tie.debtor, tie.creditor)
            held = wanted.setdefault(owed.instrument.id, {})
            if tie.truth is not Truth.NO and held.get(pair) is not Truth.YES:
                held[pair] = tie.truth
    assert kept == {name: ties for name, ties in wanted.items() if ties}
