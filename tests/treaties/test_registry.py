"""The registry: found by name, by parties and by what a text calls an instrument."""

from __future__ import annotations

from datetime import date

import pytest

from foedera.dates import Interval
from foedera.identifiers import ActorId
from foedera.treaties import (
    Act,
    Evidence,
    ObligationForce,
    ObligationKind,
    Registry,
    Standing,
    Status,
    Step,
    UnknownInstrumentError,
    bound_periods,
    duties,
    obligations,
    status,
    status_from,
    would_bind,
)

REGISTRY = Registry.load()
TREATY = REGISTRY.instrument("prk-rus-2024")
NOVEMBER = date(2024, 11, 12)
PRK, RUS = ActorId("PRK"), ActorId("RUS")


def best(parties: list[str], words: str, on: date | None = NOVEMBER) -> str:
    found = REGISTRY.find([ActorId(party) for party in parties], words, on)
    return found[0].instrument.id if found else ""


def test_an_unknown_name_is_answered_with_names_that_look_like_it() -> None:
    with pytest.raises(UnknownInstrumentError, match="prk-rus-2024") as told:
        REGISTRY.instrument("prk-rus-2025")
    assert "prk-rus-2024" in told.value.near


@pytest.mark.parametrize(
    ("parties", "words", "expected"),
    [
        (["PRK", "RUS"], "perjanjian pertahanan", "prk-rus-2024"),
        (["PRK", "RUS"], "Perjanjian Kemitraan Strategis Komprehensif", "prk-rus-2024"),
        ([], "Pakta Atlantik Utara", "north-atlantic-treaty-1949"),
        (["USA", "PHL"], "mutual defence treaty", "usa-phl-1951"),
        (["JPN", "PHL"], "pakta pertahanan", "jpn-phl-2024"),
        (["PRK", "CHN"], "mutual assistance treaty", "chn-prk-1961"),
        (["AUS", "IDN"], "Perjanjian Lombok", "idn-aus-2006"),
        (["AUS", "IDN"], "defence cooperation agreement", "idn-aus-2024"),
        (["POL", "NATO"], "North Atlantic Treaty", "north-atlantic-treaty-1949"),
    ],
)
def test_parties_and_words_find_the_instrument(
    parties: list[str], words: str, expected: str
) -> None:
    assert best(parties, words) == expected


def test_the_same_title_of_another_pair_is_told_apart_by_the_parties() -> None:
    words = "Treaty on Comprehensive Strategic Partnership"
    assert best(["RUS", "IRN"], words, date(2025, 2, 1)) == "rus-irn-2025"
    assert best(["RUS", "PRK"], words, date(2025, 2, 1)) == "prk-rus-2024"


def test_an_instrument_on_which_nothing_was_done_yet_is_no_candidate() -> None:
    assert best(["PRK", "RUS"], "defence treaty", date(2020, 1, 1)) == "prk-rus-2000"


def test_an_ended_instrument_ranks_below_the_one_in_its_place() -> None:
    found = REGISTRY.find([PRK, RUS], "", date(2025, 1, 1))
    assert [one.instrument.id for one in found][:2] == ["prk-rus-2024", "prk-rus-2000"]
    assert "ended" in found[1].reasons


def test_parties_that_no_instrument_joins_find_nothing() -> None:
    assert REGISTRY.find([ActorId("CHE"), ActorId("MCO")], "defence treaty") == ()


def test_words_alone_find_nothing_unless_they_are_a_name() -> None:
    assert REGISTRY.find([], "perjanjian pertahanan") == ()


def claim(act: Act, state: ActorId, when: Interval) -> Step:
    evidence = (Evidence("claim 1"),)
    return Step(TREATY.id, state, act, when, evidence, known_from=NOVEMBER)


def test_a_report_alone_can_be_asked_what_it_makes_of_the_treaty() -> None:
    by = Interval(None, NOVEMBER)
    told = [
        claim(Act.SIGN, PRK, Interval.on(date(2024, 6, 19))),
        claim(Act.SIGN, RUS, Interval.on(date(2024, 6, 19))),
        claim(Act.RATIFY, RUS, Interval(date(2024, 11, 4), date(2024, 11, 10))),
        claim(Act.RATIFY, PRK, by),
    ]
    answer = status_from(told, TREATY, NOVEMBER)
    assert answer.status is Status.NOT_YET_IN_FORCE
    assert answer.states(Standing.RATIFIED_AT_HOME) == (PRK, RUS)
    assert [one.lack.value for one in answer.missing] == ["exchange"]


def test_a_report_adds_to_what_the_registry_knew_that_day() -> None:
    eve = date(2024, 11, 11)
    assert status(TREATY, eve, eve).of(PRK).standing is Standing.SIGNATORY
    told = [claim(Act.RATIFY, PRK, Interval.on(eve))]
    assert status(TREATY, NOVEMBER, eve, told).of(PRK).standing is Standing.SIGNATORY
    answer = status(TREATY, NOVEMBER, NOVEMBER, told)
    assert answer.of(PRK).standing is Standing.RATIFIED_AT_HOME


def test_every_reason_names_its_article_and_its_steps() -> None:
    answer = status(TREATY, NOVEMBER, NOVEMBER)
    reason = next(one for one in answer.reasons if one.rule == "vclt-16")
    assert reason.article == "VCLT 16"
    assert {step.act for step in reason.steps} == {Act.RATIFY}
    assert all(step.evidence for step in reason.steps)
    assert "Korea Utara" in reason.text("id", {PRK: "Korea Utara", RUS: "Rusia"}.__getitem__)


def test_what_would_bind_is_told_before_it_binds() -> None:
    kinds = [owed.obligation.kind for owed in would_bind(TREATY, NOVEMBER, NOVEMBER)]
    assert ObligationKind.DEFENCE in kinds
    assert would_bind(TREATY, date(2024, 12, 5)) == ()


def test_obligations_of_a_day_are_those_alive() -> None:
    alive = obligations(REGISTRY, NOVEMBER)
    assert all(one.force in {ObligationForce.BINDING, ObligationForce.UNCLEAR} for one in alive)
    ids = {one.obligation.id for one in alive}
    assert "prk-rus-2000/consultation" in ids
    assert "prk-rus-2024/defence" not in ids
    later = {one.obligation.id for one in obligations(REGISTRY, date(2024, 12, 5))}
    assert "prk-rus-2024/defence" in later
    assert "prk-rus-2000/consultation" not in later


def test_a_title_that_other_pairs_share_does_not_draw_in_a_stranger() -> None:
    words = "Reciprocal Access Agreement"
    assert best(["JPN", "PHL"], words) == "jpn-phl-2024"
    assert best(["JPN", "AUS"], words) == "jpn-aus-raa-2022"
    assert best(["JPN", "CAN"], words) == ""


def test_words_that_are_part_of_a_strangers_title_do_not_draw_it_in() -> None:
    found = REGISTRY.find([ActorId("PRK"), ActorId("CHN")], "mutual assistance treaty", NOVEMBER)
    assert "rus-arm-1997" not in {one.instrument.id for one in found}


def test_every_duty_says_why_in_both_languages() -> None:
    for attacker, victim in (("TUR", "GRC"), ("IRN", "SAU"), ("USA", "VEN"), ("UKR", "RUS")):
        answer = duties(REGISTRY, ActorId(attacker), ActorId(victim), date(2025, 12, 1))
        for duty in answer.duties:
            assert duty.reasons
            for language in ("en", "id"):
                assert duty.owed.obligation.duty(language)
                assert all(said.text(language) for said in (*duty.reasons, *duty.undecided))
        for conflict in answer.conflicts:
            assert all(said.text("id") for said in conflict.reasons)


def test_each_party_is_bound_for_its_own_period() -> None:
    periods = {one.state: one for one in bound_periods(REGISTRY.instrument("teu-2009"))}
    assert periods[ActorId("HRV")].since == Interval.on(date(2013, 7, 1))
    assert periods[ActorId("GBR")].until == Interval.on(date(2020, 1, 31))
    assert periods[ActorId("DEU")].until is None


def test_a_status_has_its_proof_down_to_the_evidence() -> None:
    proof = status(TREATY, date(2024, 12, 5)).proof
    said = [one.text("en") for _, one in proof.walk()]
    assert said[0] == "It is in force (4 December 2024)."
    exchanged = next(one for _, one in proof.walk() if one.rule == "vclt-16")
    assert {step.act for step in exchanged.steps} == {Act.EXCHANGE}
    assert all(step.evidence for step in exchanged.steps)


def test_what_is_not_known_of_a_status_says_what_would_decide_it() -> None:
    unknown = [
        found
        for one in REGISTRY.instruments
        if (found := status(one, date(2026, 6, 1))).status is Status.UNKNOWN
    ]
    assert unknown
    for found in unknown:
        assert found.proof.undecided, found.instrument
