"""``foedera ask``, ``cascade``, ``obligations``, ``dyads`` and ``status``: what they print."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry as Schemas
from referencing import Resource

from foedera.cli.commands import run
from foedera.cli.options import KINDS, TARGETS
from foedera.cli.tabling import COLUMNS
from foedera.resources import DATA
from foedera.treaties import ATOP_NAMES, ObligationKind, Target

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = DATA / "schemas"
FILES = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in FOLDER.iterdir()
    if path.name.endswith(".json")
}
SCHEMAS = Schemas().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in FILES.values()
)
DAY = ("--on", "2024-12-12")
COMMANDS = {
    "status": ("status", "prk-rus-2024", *DAY, "--known-by", "2024-11-12"),
    "duties": ("ask", "UKR attacks RUS", *DAY),
    "obligations": ("ask", "apa kewajiban Rusia terhadap Korea Utara", *DAY),
    "cascade": ("cascade", "RUS attacks POL", *DAY),
    "instrument": ("treaties", "show", "north-atlantic-treaty-1949", *DAY),
}


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run([*arguments, "--interface", "en"]) == 0
    return " ".join(capsys.readouterr().out.split())


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def valid(answer: Any, name: str) -> None:  # noqa: ANN401 - JSON
    schema = FILES[f"{name}.schema.json"]
    assert answer["schema"] == schema["$id"]
    Draft202012Validator(schema, registry=SCHEMAS).validate(answer)


@pytest.mark.parametrize("name", FILES)
def test_every_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(FILES[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_prints_as_data_follows_its_schema(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    valid(data(capsys, *COMMANDS[name]), name)


@pytest.mark.parametrize(
    "arguments",
    [
        ("obligations", *DAY, "--kind", "defence"),
        ("obligations", "POL", *DAY, "--kind", "defence"),
        ("obligations", "--toward", "Polandia", *DAY, "--kind", "defence"),
        ("ask", "who must defend Japan", *DAY),
    ],
)
def test_what_is_owed_follows_its_schema(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    answer = data(capsys, *arguments)
    valid(answer, "obligations")
    assert answer["obligations"]
    assert all(tie["obligation"] in answer["obligations"] for tie in answer["ties"])


def test_the_options_name_every_kind_of_duty_and_every_target() -> None:
    assert tuple(kind.value for kind in ObligationKind) == KINDS
    assert tuple(target.value for target in Target) == TARGETS


def test_who_is_bound_comes_first_then_what_is_unclear(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = shown(capsys, "ask", "UKR attacks RUS", *DAY)
    bound, unclear = text.index("Bound ─"), text.index("Unclear, and what would decide it")
    assert bound < text.index("North Korea → Russia") < unclear
    assert "prk-rus-2024 · article 4 · since 4 December 2024" in text
    assert "by all available means; at once" in text
    assert "Help by force is lawful only as self-defence" in text
    assert unclear < text.index("own breach")
    assert "Duties that do not bind here" in text
    assert "Not bound, and why" not in text


def test_duties_that_pull_apart_are_told_with_what_prevails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = shown(capsys, "ask", "RUS attacks CHN", *DAY)
    apart = text[text.index("Duties that pull apart") : text.index("own breach")]
    assert "whose North Korea" in apart
    assert "helps defence towards China · chn-prk-1961" in apart
    assert "hinders defence towards Russia · prk-rus-2024" in apart
    assert "prevails defence towards China" in apart
    assert "prevails no rule decides" in apart


def test_the_attackers_own_pledges_stand_apart(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "ask", "China attacks the Philippines", *DAY)
    breach = text.index("The attacker's own breach")
    assert text.index("China → Philippines") > breach
    assert "pledges to leave the attacker alone, of states that owe Philippines nothing" in text


def test_a_question_means_the_same_in_either_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    english = data(capsys, "ask", "UKR", "attacks", "RUS", *DAY)
    for question in (
        "Ukraina menyerang Rusia",
        "Rusia diserang Ukraina",
        "what if Ukraine attacks Russia?",
    ):
        assert data(capsys, "ask", question, *DAY)["duties"] == english["duties"]


def test_before_the_treaty_was_in_force_nobody_was_bound_by_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("ask", "UKR attacks RUS", "--on", "2024-11-12")
    text = shown(capsys, *asked)
    assert "prk-rus-2024 ·" not in text
    answer = data(capsys, *asked)
    assert not [
        duty
        for duty in answer["duties"]
        if duty["verdict"] == "bound" and duty["obligation"] == "prk-rus-2024/defence"
    ]


def test_an_attack_that_began_before_leaves_it_open(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "ask", "UKR attacks RUS", *DAY, "--begun", "2024-08-06")
    assert "(begun on 6 August 2024)" in text
    assert "covers an attack that began before it (4 December 2024) and goes on" in text


def test_all_shows_what_does_not_bind_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "ask", "RUS attacks POL", *DAY, "--all")
    refused = text[text.index("Not bound, and why") :]
    assert "A pledge to help whoever is attacked does not help Russia, who attacks." in refused


def test_an_attack_on_forces_is_another_case(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "ask", "RUS attacks POL", *DAY, "--place", "forces")
    assert "(on its armed forces)" in text


def test_why_shows_articles_steps_days_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "ask", "what does Russia owe North Korea", *DAY, "--why")
    assert (
        "+ Russia owes North Korea (4 December 2024) defence (4) (prk-rus-2024 4, VCLT 26)" in text
    )
    assert "· 4 December 2024, exchanges or deposits instruments, Russia, Moscow" in text
    assert "source: TASS, 4 December 2024 <https://tass.com/world/1882445>" in text
    assert "as proved above" in text


def test_a_proof_of_many_parties_speaks_of_those_asked_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = shown(capsys, "obligations", "IDN", "--toward", "PHL", *DAY, "--why")
    assert "+ Indonesia and Philippines are bound." in text
    assert "Brunei and Indonesia" not in text


def test_status_tells_why_and_what_is_missing_at_home(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "status", "prk-rus-2024", "--on", "2024-11-05", "--why")
    assert "Why, step by step" in text
    assert "source: " in text
    assert "At home" in text


def test_a_cascade_goes_round_by_round(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "cascade", "Rusia menyerang Polandia", *DAY)
    assert text.index("Round 1") < text.index("Round 2") < text.index("The sides in the end")
    assert "Allies of those who attack, whom no pact draws in" in text
    assert "prk-rus-2024 North Korea: A pledge to help whoever is attacked" in text
    assert "Australia → United States anzus-1951" in text


def test_without_spread_there_is_one_round(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "cascade", "RUS attacks POL", *DAY, "--no-spread")
    assert "Round 1" in text
    assert "Round 2" not in text
    assert "nobody attacks those who help" in text


def test_unclear_duties_can_be_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    assumed = data(capsys, "cascade", "CHN attacks JPN", *DAY, "--assume-unclear")
    plain = data(capsys, "cascade", "CHN attacks JPN", *DAY)
    assert len(assumed["joined"]) >= len(plain["joined"])
    assert assumed["assume_unclear"]


def test_whoever_is_pulled_to_both_sides_joins_neither(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = shown(capsys, "cascade", "DEU attacks POL", "--on", "1939-09-01", "--why")
    torn = text[text.index("Pulled to both sides") :]
    assert "Italy" in torn
    assert "deu-ita-1939" in torn


def test_the_cascade_is_drawn_on_request(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / "cascade.svg"
    assert run(["cascade", "RUS attacks POL", *DAY, "--picture", str(place)]) == 0
    assert place.read_text(encoding="utf-8").startswith("<svg")
    assert run(["cascade", "RUS attacks POL", *DAY, "--picture", "-"]) == 0
    assert capsys.readouterr().out.startswith("<svg")


def test_every_duty_alive_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "obligations", *DAY, "--kind", "defence")
    assert "Every duty alive: 12 December 2024" in text
    assert "north-atlantic-treaty-1949" in text
    assert "prk-rus-2024" in text
    none = shown(capsys, "obligations", "--on", "1820-01-01", "--kind", "offence")
    assert "nobody as far as the registry knows" in none


def test_the_table_of_dyads_has_atops_columns(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("dyads", "2024-01-01", "2024-12-31", "--debtor", "PRK", "--creditor", "Rusia")
    assert run(asked) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == COLUMNS
    assert set(ATOP_NAMES.values()) <= set(COLUMNS)
    assert [(row["debtor"], row["creditor"], row["defense"]) for row in rows] == [
        ("PRK", "RUS", "1")
    ]
    assert rows[0]["offense"] == "NA"
    assert "prk-rus-2024" in rows[0]["instruments"].split()


def test_dyads_as_data_follow_their_schema_and_can_prove_themselves(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["dyads", "2024-11-01", "2024-12-31", "--by", "day", "--debtor", "PRK"]
    assert run([*asked, "--creditor", "RUS", "--format", "json", "--why"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for row in rows:
        valid(row, "dyads")
        assert row["proof"]["parts"]
    assert [row["defense"] for row in rows][-1] == 1
    assert rows[-1]["start"] == "2024-12-04"


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_page_speaks_either_language(
    capsys: pytest.CaptureFixture[str], name: str, language: str
) -> None:
    assert run([*COMMANDS[name], "--interface", language]) == 0
    text = capsys.readouterr().out
    assert ("12 Desember 2024" in text) == (language == "id")
    assert "{" not in text
