from __future__ import annotations

from datetime import date

import pytest

from foedera.actors import (
    ActorKind,
    Catalogue,
    MalformedActorError,
    RepeatedActorError,
    UnknownActorError,
    records,
)

CATALOGUE = Catalogue.load()
#: The least that an organisation's record holds.
WHOLE = {"code": "X", "kind": "organisation", "names": {"en": ["X"]}}


@pytest.mark.parametrize(
    ("actor", "language", "name"),
    [
        ("PRK", "id", "Korea Utara"),
        ("PRK", "en", "North Korea"),
        ("NATO", "en", "NATO"),
        ("UN", "id", "Perserikatan Bangsa-Bangsa"),
        ("AP", "id", "The Associated Press"),
        ("PRK", "fr", "North Korea"),
    ],
)
def test_an_actor_is_shown_by_its_first_name(actor: str, language: str, name: str) -> None:
    assert CATALOGUE.name(actor, language) == name


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        ("RUS", ActorKind.STATE),
        ("EU", ActorKind.ORGANISATION),
        ("HAMAS", ActorKind.ARMED_GROUP),
        ("New York Times", ActorKind.OUTLET),
    ],
)
def test_the_catalogue_tells_what_an_actor_is(actor: str, kind: ActorKind) -> None:
    assert CATALOGUE.kind(actor) is kind


def test_a_state_carries_the_codes_of_the_datasets() -> None:
    state = CATALOGUE.state("PRK")
    assert (state.cow, state.gw) == ("731", "731")


def test_states_are_those_of_the_day() -> None:
    then = {state.code for state in CATALOGUE.states(date(1985, 1, 1))}
    now = {state.code for state in CATALOGUE.states(date(2024, 11, 12))}
    assert "UKR" in now - then
    assert {"PRK", "RUS", "IDN"} <= now
    assert len(CATALOGUE.states()) > len(now) >= 190


def test_an_outlet_is_found_by_code_and_by_file_name() -> None:
    outlet = CATALOGUE.outlet("New York Times")
    assert CATALOGUE.outlet("new-york-times") is outlet
    assert (outlet.form, outlet.state, outlet.owner) == ("newspaper", "USA", "private")


@pytest.mark.parametrize(
    ("domain", "code"),
    [
        ("www.kompas.tv", "Kompas.tv"),
        ("news.detik.com", "detikcom"),
        ("KOMPAS.COM", "Kompas.com"),
        ("www.cnnindonesia.com", "CNN Indonesia"),
    ],
)
def test_an_outlet_is_known_by_its_domain(domain: str, code: str) -> None:
    outlet = CATALOGUE.outlet_by_domain(domain)
    assert outlet is not None
    assert outlet.code == code


@pytest.mark.parametrize("domain", ["example.org", "com", "", "notkompas.tv"])
def test_a_domain_of_nobody_is_nobodys(domain: str) -> None:
    assert CATALOGUE.outlet_by_domain(domain) is None


def test_an_unknown_actor_is_refused_with_its_neighbours() -> None:
    with pytest.raises(UnknownActorError, match="Did you mean") as refusal:
        CATALOGUE.name("HEZBOLAH")
    assert refusal.value.near[0] == "HEZBOLLAH"


def test_a_state_given_by_its_name_is_refused_with_its_code() -> None:
    with pytest.raises(UnknownActorError) as refusal:
        CATALOGUE.state("North Korea")
    assert refusal.value.near[0] == "PRK"


def test_an_organisation_is_no_state_and_no_outlet() -> None:
    with pytest.raises(UnknownActorError):
        CATALOGUE.state("NATO")
    with pytest.raises(UnknownActorError):
        CATALOGUE.outlet("NATO")


def test_two_records_cannot_share_a_code() -> None:
    twice = [records.organisation(f"actors/organisations/{n}.yaml", WHOLE) for n in "ab"]
    with pytest.raises(RepeatedActorError, match="claimed twice"):
        Catalogue(twice)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("just text", "mapping of fields"),
        ({"code": "X", "kind": "organisation"}, "'names' is missing"),
        ({"code": "X", "kind": "club", "names": {"en": ["X"]}}, "not one of"),
        ({"code": "X", "kind": "organisation", "names": ["X"]}, "by language"),
        ({**WHOLE, "motto": "y"}, "'motto'"),
        (
            {
                "code": "X",
                "kind": "organisation",
                "names": {"en": ["X"]},
                "people": [{"from": "2"}],
            },
            "a person with a name",
        ),
        (
            {
                "code": "X",
                "kind": "organisation",
                "names": {"en": ["X"]},
                "active": [{"from": "x"}],
            },
            "not a date",
        ),
    ],
)
def test_a_record_that_is_not_one_is_refused(content: object, reason: str) -> None:
    with pytest.raises(MalformedActorError, match=reason):
        records.organisation("actors/organisations/x.yaml", content)
