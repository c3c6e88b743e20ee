"""Each state's way to ratification: the files, what they say of a step, and what is missing."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.dates import Interval
from foedera.identifiers import ActorId, InstrumentId
from foedera.resources import read_record, records
from foedera.treaties import (
    Act,
    MalformedProcedureError,
    Need,
    Procedure,
    Registry,
    Step,
    missing_stages,
    organ_name,
    procedure,
    procedures,
    status,
)
from foedera.treaties.procedure_file import procedure_of
from foedera.treaties.stages import AT_HOME
from foedera.treaties.steps import LODGING

CASES = Path(__file__).parents[1] / "cases" / "procedures"
FILES = dict(records("procedures/ratification"))
LANGUAGES = ("en", "id")
#: States and organisations without which the answer would be silent too often.
ENOUGH = 48


def of(state: str) -> Procedure:
    found = procedure(ActorId(state))
    assert found is not None
    return found


def step(act: str, organ: str | None = None, when: Interval | None = None) -> Step:
    day = when or Interval.on(date(2024, 10, 24))
    return Step(InstrumentId("x"), ActorId("AAA"), Act(act), day, organ=organ)


def test_there_are_enough_of_them_and_the_organisations_too() -> None:
    assert len(procedures()) >= ENOUGH
    assert {"NATO", "EU", "ASEAN"} <= set(procedures())


@pytest.mark.parametrize("path", FILES)
def test_every_file_bears_its_state_s_code_and_speaks_both_languages(path: str) -> None:
    found = procedure_of(FILES[path], path)
    assert found.state in Catalogue.load()
    assert path.endswith(f"/{found.state.lower()}.yaml")
    assert found.law
    for stage in found.stages:
        assert set(stage.organ) == set(LANGUAGES)
        for texts in (stage.when, stage.how):
            assert not texts or set(texts) == set(LANGUAGES)
    for texts in (found.remark, found.leaving):
        assert not texts or set(texts) == set(LANGUAGES)


@pytest.mark.parametrize("path", FILES)
def test_every_organ_s_act_has_newsroom_words_in_both_languages(path: str) -> None:
    for stage in procedure_of(FILES[path], path).stages:
        if stage.act in AT_HOME:
            assert all(stage.words[language] for language in LANGUAGES)


@pytest.mark.parametrize("path", FILES)
def test_every_procedure_completes_consent_at_home_and_then_makes_it_known(path: str) -> None:
    found = procedure_of(FILES[path], path)
    assert any(stage.act is Act.RATIFY and stage.required for stage in found.stages) or any(
        stage.act is Act.RATIFY and stage.need is Need.DEPENDS for stage in found.stages
    )
    assert found.stages[-1].act in LODGING


@pytest.mark.parametrize("path", FILES)
def test_every_source_seen_has_its_address_and_what_was_not_checked_says_why(path: str) -> None:
    found = procedure_of(FILES[path], path)
    assert found.sources
    for source in found.sources:
        assert source.address is None or source.address.startswith(("http://", "https://"))
    assert found.unverified or any(source.seen for source in found.sources)


@pytest.mark.parametrize("path", FILES)
def test_every_organ_is_found_by_its_own_name(path: str) -> None:
    found = procedure_of(FILES[path], path)
    for stage in found.at_home:
        for language in LANGUAGES:
            named = found.stages_of(stage.organ[language])
            assert any(one.organ[language] == stage.organ[language] for one in named)


@pytest.mark.parametrize(
    "case", read_record((CASES / "steps.yaml").read_text("utf-8")), ids=lambda case: case["case"]
)
def test_what_is_missing_at_home(case: dict[str, Any]) -> None:
    steps = [step(one["act"], one.get("organ")) for one in case["steps"]]
    found = missing_stages(of(case["state"]), steps)
    needed = [one for one in found if one.stage.need is Need.YES]
    assert [one.stage.organ["en"] for one in needed] == case["missing"]
    assert [one.stage.organ["en"] for one in found if not one.sure] == case.get("unsure", [])


def test_a_step_on_a_doubtful_day_leaves_its_stage_in_doubt() -> None:
    late = Interval(date(2024, 10, 1), date(2024, 12, 1))
    found = missing_stages(of("RUS"), [step("ratify", "President", late)], date(2024, 11, 1))
    assert [one.stage.organ["en"] for one in found] == [
        "State Duma",
        "Federation Council",
        "President",
    ]
    assert not any(one.sure for one in found)


def test_a_longer_name_hides_the_shorter_one_within_it() -> None:
    named = of("BLR").stages_of("upper house of the Belarusian parliament")
    assert [stage.organ["en"] for stage in named] == ["Council of the Republic"]


def test_what_the_words_say_beside_the_organ_is_kept() -> None:
    named, beside = of("RUS").named_in("the Duma's committee on international affairs")
    assert [stage.organ["en"] for stage in named] == ["State Duma"]
    assert "committee" in beside


def test_newsroom_words_of_one_stage_tell_it() -> None:
    told = of("KAZ").stage_told("Tokayev signed a law on the ratification of the pact.", "en")
    assert told is not None
    assert told.act is Act.RATIFY
    assert of("KAZ").stage_told("The pact was praised.", "en") is None


def test_an_organ_is_named_in_the_reader_s_language() -> None:
    assert organ_name(ActorId("RUS"), "State Duma", "id") == "Duma Negara"
    assert organ_name(ActorId("RUS"), "Gazprom", "id") == "Gazprom"
    assert organ_name(None, "State Duma", "id") == "State Duma"


def test_the_status_names_the_organ_still_to_act() -> None:
    treaty = Registry.load().instrument("prk-rus-2024")
    found = status(treaty, date(2024, 10, 25))
    said = [one.text("en") for one in found.at_home if one.state == "RUS"]
    assert said == [
        "in RUS, approval by: Federation Council",
        "in RUS, ratification by: President",
    ]
    assert found.at_home[-1].text("id", lambda _: "Rusia") == "di Rusia, ratifikasi oleh: Presiden"


def test_a_state_that_is_bound_has_nothing_to_do_at_home() -> None:
    treaty = Registry.load().instrument("prk-rus-2024")
    assert status(treaty, date(2025, 1, 1)).at_home == ()


WHOLE: dict[str, Any] = {
    "state": "AAA",
    "law": "Constitution",
    "stages": [
        {
            "act": "ratify",
            "organ": {"en": "King", "id": "Raja"},
            "body": "head of state",
            "words": {"en": ["king ratified"], "id": ["raja meratifikasi"]},
        },
        {"act": "exchange", "organ": {"en": "exchange", "id": "pertukaran"}},
    ],
    "sources": [{"cite": "X", "address": "https://x.example", "seen": "2026-11-28"}],
}


def without(path: str) -> dict[str, Any]:
    """Return the whole record without the key at the end of a path such as ``stages.0.body``."""
    record: Any = deepcopy(WHOLE)
    *way, last = path.split(".")
    place = record
    for part in way:
        place = place[int(part)] if part.isdigit() else place[part]
    del place[int(last) if last.isdigit() else last]
    return dict(record)


def test_the_record_that_the_faults_are_made_of_is_sound() -> None:
    assert procedure_of(WHOLE, "aaa.yaml").state == "AAA"


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (without("law"), "the key 'law' is missing"),
        (without("stages.0.body"), "stages\\[1\\]: an organ at home has its kind"),
        (without("stages.0.words"), "stages\\[1\\]: what newsrooms write"),
        (without("stages.0.organ.id"), "'organ' speaks both en and id"),
        (without("stages.1"), "the last stage makes consent known abroad"),
        (without("sources.0.seen"), "no source was seen"),
        (without("sources.0.address"), "sources\\[1\\]: what was seen has its 'address'"),
        (WHOLE | {"verified": "no"}, "'verified: no' gives its reason"),
        (WHOLE | {"unverified": "because"}, "gives the reason for 'verified: no'"),
        (WHOLE | {"colour": "red"}, "unknown key 'colour'"),
        (WHOLE | {"sources": []}, "at least one source"),
        (
            WHOLE | {"stages": [{**WHOLE["stages"][0], "required": "perhaps"}]},
            "'perhaps' is no value of 'required'",
        ),
        (
            WHOLE | {"stages": [{**WHOLE["stages"][0], "required": "depends"}]},
            "says under 'when' on what",
        ),
    ],
)
def test_a_faulty_file_is_refused_with_the_place_and_the_reason(
    record: dict[str, Any], told: str
) -> None:
    with pytest.raises(MalformedProcedureError, match=told) as refused:
        procedure_of(record, "aaa.yaml")
    assert refused.value.place.startswith("aaa.yaml")
    assert "add-a-ratification-procedure.md" in str(refused.value)
