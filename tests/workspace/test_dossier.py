"""The dossier: what reading a report gives, as objects and as data of the published shape."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import foedera
from foedera.resources import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = json.loads((DATA / "schemas" / "dossier.schema.json").read_text(encoding="utf-8"))

ID = """Rusia dan Korea Utara Resmikan Pakta

SEOUL, ANTARA - Korea Utara meratifikasi perjanjian pertahanan dengan Rusia pada Senin (11/11/2024).

Perjanjian tersebut mewajibkan kedua negara memberikan bantuan militer jika salah satu diserang.

Intelijen Korea Selatan memperkirakan sekitar 11.000 tentara Korea Utara telah dikirim ke Rusia.
"""
EN = """Coral treaty signed in Suva

Chile and Fiji signed a mutual defence treaty in Suva on Tuesday, the two governments said.

The treaty obliges each country to consult the other if either is threatened.

Ukraine said North Korea had sent more than 3,000 troops to Russia. Russia denied it.
"""
PLAIN = "Ukraine said on Monday that Russia had attacked Odesa with drones.\n"
CASES = {"id": (ID, "2024-11-13"), "en": (EN, "2025-06-12"), "plain": (PLAIN, "2025-06-12")}


@cache
def dossier(name: str) -> foedera.Dossier:
    text, published = CASES[name]
    return foedera.read(text, published=published)


def spans(data: object) -> Iterator[dict[str, Any]]:
    """Yield every span within plain data."""
    if isinstance(data, dict):
        if set(data) == {"start", "end", "text"}:
            yield data
        for value in data.values():
            yield from spans(value)
    elif isinstance(data, list):
        for value in data:
            yield from spans(value)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", CASES)
def test_a_dossier_as_data_has_the_published_shape(name: str) -> None:
    data = json.loads(json.dumps(dossier(name).to_dict()))
    errors = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(SCHEMA).iter_errors(data)]
    assert errors == []
    assert data["schema"] == SCHEMA["$id"]


@pytest.mark.parametrize("name", CASES)
def test_every_span_is_the_words_it_says(name: str) -> None:
    data, text = dossier(name).to_dict(), dossier(name).text
    found = list(spans(data))
    assert found
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)


@pytest.mark.parametrize("name", CASES)
def test_reading_twice_gives_the_same(name: str) -> None:
    text, published = CASES[name]
    again = foedera.Workspace().read(text, published=published)
    assert again.to_dict() == dossier(name).to_dict()
    assert again == dossier(name)


def test_a_ratification_in_the_news_leaves_the_treaty_waiting_for_the_exchange() -> None:
    (one,) = dossier("id").to_dict()["instruments"]
    assert (one["id"], one["status"]) == ("prk-rus-2024", "not yet in force")
    assert [lack["lack"] for lack in one["together"]["missing"]] == ["exchange"]
    assert "Korea Utara" in one["together"]["missing"][0]["text"]["id"]


def test_a_duty_shows_the_clause_on_record_and_the_words_of_the_report() -> None:
    owed = {one["kind"]: one for one in dossier("id").to_dict()["obligations"]}
    assert owed["defence"]["force"] == "not yet binding"
    assert owed["defence"]["recorded"]["provision"] == "4"
    assert owed["defence"]["spans"]


def test_a_treaty_outside_the_registry_is_shown_with_a_notice() -> None:
    data = dossier("en").to_dict()
    (one,) = data["instruments"]
    assert (one["registered"], set(one["parties"])) == (False, {"CHL", "FJI"})
    assert "unregistered instrument" in {notice["kind"] for notice in data["notices"]}


def test_a_report_without_a_treaty_has_empty_standings() -> None:
    assert dossier("plain").standings == ()
    assert dossier("plain").obligations == ()


def test_a_report_without_a_day_says_that_no_standing_can_be_given() -> None:
    found = foedera.read("Korea Utara meratifikasi perjanjian pertahanan dengan Rusia.")
    assert found.standings == ()
    assert "no day" in {notice.kind for notice in found.notices}


def test_every_actor_of_the_claims_is_named() -> None:
    data = dossier("id").to_dict()
    told = {party["actor"] for one in data["claims"] for party in one["agents"]}
    assert told <= set(data["actors"])
    assert data["actors"]["PRK"]["names"] == {"en": "North Korea", "id": "Korea Utara"}


def test_bytes_a_path_and_text_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(PLAIN, encoding="utf-8")
    as_text, as_bytes, as_path = (
        foedera.read(source, name="report.txt", published="2025-06-12")
        for source in (PLAIN, PLAIN.encode(), path)
    )
    assert as_text.to_dict() == as_bytes.to_dict() == as_path.to_dict()


def test_a_report_that_cannot_be_read_does_not_stop_the_rest(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "absent.txt"
    good.write_text(PLAIN, encoding="utf-8")
    outcomes = list(foedera.read_many([bad, good]))
    assert [outcome.name for outcome in outcomes] == [str(bad), str(good)]
    assert outcomes[0].dossier is None
    assert str(bad) in str(outcomes[0].error)
    assert outcomes[1].dossier is not None
    assert outcomes[1].error is None


def test_an_actor_the_catalogue_does_not_have_is_named_as_written() -> None:
    assert dossier("id").name("PRK") == "Korea Utara"
    assert dossier("id").name("PRK", "en") == "North Korea"
    assert dossier("id").name("Siti Aminah") == "Siti Aminah"


def test_importing_foedera_loads_none_of_the_heavy_parts() -> None:
    heavy = "{'numpy', 'yaml', 'trafilatura'} & set(sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, foedera; print(sorted({heavy}))"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "id",
            "Laos meratifikasi perjanjian itu pada 31 Februari 2024, kata KCNA.",
            "31 Februari 2024",
        ),
        ("id", "Laos meratifikasi perjanjian itu pada 5 Mei 20244, kata KCNA.", "5 Mei 20244"),
        ("en", "Laos ratified the treaty with Vietnam on 31 February 2024.", "31 February 2024"),
    ],
)
def test_a_day_that_is_in_no_calendar_is_said_and_no_other_is_taken_for_it(
    language: str, text: str, words: str
) -> None:
    further = {
        "id": "Laos dan Vietnam menandatangani perjanjian itu kemarin.",
        "en": "Laos and Vietnam signed the treaty yesterday.",
    }
    dossier = foedera.read(f"{text} {further[language]}", language=language, published="2024-11-12")
    ratified = next(claim for claim in dossier.claims if claim.act == "ratify")
    assert ratified.when is None
    assert ratified.when_span is not None
    assert ratified.when_span.of(dossier.text) == words
    (notice,) = [one for one in dossier.notices if one.kind == "doubtful day"]
    assert notice.span == ratified.when_span


def test_a_weekday_that_is_not_that_of_its_date_is_said() -> None:
    text = "Laos meratifikasi perjanjian itu pada Senin (12/11/2024)."
    dossier = foedera.read(text, language="id", published="2024-11-13")
    assert [one.kind for one in dossier.notices if one.span][:1] == ["doubtful day"]
