"""Which organ of a state "ratified", and what that amounts to by its own procedure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.claims.treaty_words import names_committee
from foedera.resources import read_record

CASES = Path(__file__).parents[1] / "cases" / "procedures" / "reports.yaml"
WORKSPACE = foedera.Workspace()


def steps_of(text: str, language: str, published: str) -> list[str]:
    dossier = WORKSPACE.read(text, language=language, published=published)
    return [
        f"{one.step.state} {one.step.act.value} {one.step.organ}"
        for standing in dossier.standings
        for one in standing.steps
    ]


@pytest.mark.parametrize(
    "case", read_record(CASES.read_text("utf-8")), ids=lambda case: case["text"][:60]
)
def test_a_ratification_is_told_apart_by_the_organ(case: dict[str, Any]) -> None:
    found = steps_of(case["text"], case["language"], case["published"])
    assert found == case["steps"]


def test_a_committee_s_assent_only_prepares_the_vote() -> None:
    text = "The State Duma's committee approved the treaty between Russia and North Korea."
    assert {one.split()[1] for one in steps_of(text, "en", "2024-10-20")} <= {"submit"}
    assert names_committee("Komisi I DPR", "id")


def test_what_only_this_report_tells_names_what_is_missing_at_home() -> None:
    text = "Ukraine's Verkhovna Rada ratified the agreement with Britain."
    (standing,) = WORKSPACE.read(text, language="en", published="2025-01-20").standings
    said = [one.text("en") for one in standing.status.at_home]
    assert said == ["in UKR, ratification by: President"]


def test_two_chambers_approve_apart_from_one_another() -> None:
    text = "Russia's Federation Council ratified the treaty with North Korea on Wednesday."
    (standing,) = WORKSPACE.read(text, language="en", published="2024-11-07").standings
    told = {one.organ: one.agreement.value for one in standing.comparisons if one.organ}
    assert told == {"Federation Council": "agrees", "State Duma": "untold"}
