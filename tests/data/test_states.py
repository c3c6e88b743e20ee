"""The catalogue of states: complete, dated, and free of names that mean two states at once."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.dates import PartialDate
from foedera.resources import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

STATES: dict[str, tuple[str, Any]] = {
    content["iso"]: (path, content) for path, content in records("actors/states")
}
COW = Path(__file__).parents[2] / ".." / "shared" / "data" / "cow" / "cow_states.csv"
LANGUAGES = ("en", "id")
KEYS = {
    "iso", "cow", "gw", "system", "successors", "names", "adjectives", "capital", "seats",
    "organs", "people", "places", "short", "not", "ambiguous", "sources",
}  # fmt: skip
MEMBERS = """
    AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA
    BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE
    DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM
    GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT
    KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO
    MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL
    POL PRT QAT ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF
    SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA
    USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""
UNITED_NATIONS = MEMBERS.split()


def _spells(spells: list[dict[str, str]]) -> Iterator[tuple[date | None, date | None]]:
    for spell in spells:
        start, end = spell.get("from"), spell.get("to")
        yield (
            PartialDate.parse(start).earliest if start else None,
            PartialDate.parse(end).latest if end else None,
        )


def _meet(some: list[dict[str, str]], others: list[dict[str, str]]) -> bool:
    return any(
        (start is None or other_end is None or start < other_end)
        and (other_start is None or end is None or other_start < end)
        for start, end in _spells(some)
        for other_start, other_end in _spells(others)
    )


def _aliases(state: dict[str, Any], language: str) -> Iterator[str]:
    for key in ("names", "adjectives", "capital", "seats", "organs"):
        yield from state[key][language]


def test_each_member_of_the_united_nations_has_a_record() -> None:
    assert len(UNITED_NATIONS) == 193
    assert [iso for iso in UNITED_NATIONS if iso not in STATES] == []


def test_each_present_member_of_the_state_system_has_a_record() -> None:
    if not COW.exists():
        pytest.skip("the COW list of states is not beside this checkout (../shared/data/cow)")
    with COW.open(encoding="utf-8") as lines:
        members = {row["ccode"] for row in csv.DictReader(lines) if row["endyear"] == "2016"}
    present = {
        state["cow"]
        for _, state in STATES.values()
        if "cow" in state and any("to" not in spell for spell in state["system"])
    }
    assert members - present == set()


def test_each_former_member_of_the_state_system_has_a_record() -> None:
    if not COW.exists():
        pytest.skip("the COW list of states is not beside this checkout (../shared/data/cow)")
    with COW.open(encoding="utf-8") as lines:
        codes = {row["ccode"] for row in csv.DictReader(lines)}
    assert codes - {state.get("cow") for _, state in STATES.values()} == set()


@pytest.mark.parametrize("iso", STATES)
def test_a_file_bears_the_code_of_its_state(iso: str) -> None:
    path, state = STATES[iso]
    assert path == f"actors/states/{iso.lower()}.yaml"
    assert set(state) <= KEYS


@pytest.mark.parametrize("code", ["iso", "cow", "gw"])
def test_no_code_stands_for_two_states(code: str) -> None:
    holders = defaultdict(list)
    for path, state in records("actors/states"):
        if code in state:
            holders[state[code]].append(path)
    assert {key: paths for key, paths in holders.items() if len(paths) > 1} == {}


@pytest.mark.parametrize("iso", STATES)
def test_a_state_has_a_name_in_both_languages(iso: str) -> None:
    _, state = STATES[iso]
    assert all(state["names"][language] for language in LANGUAGES)
    assert state["sources"]


@pytest.mark.parametrize("iso", STATES)
def test_dates_can_be_read_and_run_forwards(iso: str) -> None:
    _, state = STATES[iso]
    spells = list(_spells(state["system"] + state["people"]))
    assert spells
    assert [one for one in spells if None not in one and one[0] > one[1]] == []  # type: ignore[operator]


@pytest.mark.parametrize("iso", STATES)
def test_an_alias_is_given_once_and_without_stray_spaces(iso: str) -> None:
    _, state = STATES[iso]
    for key in ("names", "adjectives", "capital", "seats", "organs", "places"):
        for language in LANGUAGES:
            words = state[key][language]
            assert len(words) == len(set(words)), (key, language, words)
            assert [word for word in words if word != " ".join(word.split())] == []


@pytest.mark.parametrize("iso", STATES)
def test_a_successor_has_a_record(iso: str) -> None:
    _, state = STATES[iso]
    assert set(state.get("successors", [])) <= set(STATES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_alias_names_two_states_that_exist_at_the_same_time(language: str) -> None:
    holders = defaultdict(set)
    for iso, (_, state) in STATES.items():
        for alias in _aliases(state, language):
            holders[alias.casefold()].add(iso)
    conflicts = {
        (alias, one, other)
        for alias, isos in holders.items()
        for one, other in combinations(sorted(isos), 2)
        if _meet(STATES[one][1]["system"], STATES[other][1]["system"])
    }
    assert conflicts == set()


def test_no_person_is_in_office_for_two_states_at_the_same_time() -> None:
    terms = defaultdict(list)
    for iso, (_, state) in STATES.items():
        for person in state["people"]:
            for name in [person["name"], *person.get("aliases", [])]:
                terms[name.casefold()].append((iso, person))
    conflicts = {
        (name, one, other)
        for name, holders in terms.items()
        for (one, term), (other, another) in combinations(holders, 2)
        if one != other and _meet([term], [another])
    }
    assert conflicts == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_not_also_the_name_of_another_state(language: str) -> None:
    holders = defaultdict(set)
    for iso, (_, state) in STATES.items():
        for alias in _aliases(state, language):
            holders[alias.casefold()].add(iso)
    conflicts = {
        (place, iso, other)
        for iso, (_, state) in STATES.items()
        for place in state["places"][language]
        for other in holders[place.casefold()] - {iso}
        if _meet(state["system"], STATES[other][1]["system"])
    }
    assert conflicts == set()


def test_words_to_pass_over_name_no_state() -> None:
    for language in LANGUAGES:
        taken = {
            word.casefold(): iso
            for iso, (_, state) in STATES.items()
            for word in (*_aliases(state, language), *state["places"][language])
        }
        passed_over = {
            word.casefold()
            for _, state in STATES.values()
            for word in state.get("not", {}).get(language, [])
        }
        assert {word: taken[word] for word in passed_over & taken.keys()} == {}


@pytest.mark.parametrize("iso", STATES)
def test_words_marked_as_ordinary_ones_are_words_of_the_record(iso: str) -> None:
    _, state = STATES[iso]
    words = {
        *(word for language in LANGUAGES for word in _aliases(state, language)),
        *(place for language in LANGUAGES for place in state["places"][language]),
        *(alias for person in state["people"] for alias in person.get("aliases", [])),
    }
    assert set(state.get("ambiguous", [])) <= words
