"""The expected claims of the sample reports are well formed and rest on the reports' words."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "claims" / "examples"
REPORTS = {
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "examples").iterdir()
    if path.suffix in {".txt", ".md", ".html"} and path.name != "README.md"
}
SAMPLES = sorted(path for path in CASES.glob("*.yaml") if path.name != "facts.yaml")

TREATY_LIFE = {
    *("negotiate", "sign", "submit", "approve", "ratify", "exchange", "enter_into_force"),
    *("accede", "invoke", "suspend", "withdraw", "terminate", "violate"),
}
TREATY_CONTENT = {
    *("provide_defence", "provide_offence", "provide_neutrality", "provide_nonaggression"),
    *("provide_consultation", "provide_cooperation"),
    *("provide_entry_into_force", "provide_duration"),
}
CONDUCT = {
    *("deploy", "withdraw_troops", "transfer", "train", "exercise", "test", "attack", "clash"),
    *("capture", "casualties", "jam", "mobilize", "join_war"),
}
DIPLOMACY = {
    *("meet", "agree", "condemn", "threaten", "deny", "sanction", "aid", "support", "demand"),
    *("cut_ties", "ceasefire"),
}
ACTS = TREATY_LIFE | TREATY_CONTENT | CONDUCT | DIPLOMACY
ORGANISATIONS = {"NATO", "UN", "EU", "EAEU", "HAMAS", "ECOWAS", "ARAB_LEAGUE", "OIC"}
SECTIONS = {"headline", "body", "caption", "related"}
MODALITIES = {"asserted", "denied", "estimated", "possible", "planned", "demanded", "feared"}
CLAIM_FIELDS = {
    *("sentence", "section", "act", "agents", "counterparts"),
    *("when", "quantity", "modality", "sources"),
}
FACT_FIELDS = {"outlet", "published", "language", "dateline", "writers", "editors", "wires"}


@cache
def read(path: Path) -> Any:  # noqa: ANN401 - a case file is whatever its expert wrote
    """Read a case file; every scalar is text, as in the project's own data."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds text only


def claims() -> list[Any]:
    return [
        pytest.param(case["report"], claim, id=f"{path.stem}:{number}")
        for path in SAMPLES
        for case in [read(path)]
        for number, claim in enumerate(case["claims"], start=1)
    ]


def is_party(code: str) -> bool:
    return code in ORGANISATIONS or re.fullmatch(r"[A-Z]{3}", code) is not None


def test_every_sample_report_has_expected_claims_and_facts() -> None:
    told = {read(path)["report"] for path in SAMPLES}
    assert told == REPORTS
    assert {case["report"] for case in read(CASES / "facts.yaml")} == told


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_document_facts_are_complete_and_their_time_has_a_zone(path: Path) -> None:
    facts = read(path)["facts"]
    assert set(facts) == FACT_FIELDS
    assert facts["language"] in {"id", "en", "ms"}
    assert datetime.fromisoformat(facts["published"]).utcoffset() is not None


@pytest.mark.parametrize("case", read(CASES / "facts.yaml"), ids=lambda case: case["report"])
def test_furniture_named_in_a_case_stands_in_its_report(case: dict[str, Any]) -> None:
    text = (ROOT / case["report"]).read_text(encoding="utf-8")
    assert case["kind"] == "facts"
    words = [case["headline"], *case["captions"], *case["related"], *case["furniture"]]
    assert [word for word in words if word not in text] == []
    own = next(read(path) for path in SAMPLES if read(path)["report"] == case["report"])
    assert own["facts"]["published"].endswith(case["zone"])


@pytest.mark.parametrize(("report", "claim"), claims())
def test_the_sentence_of_a_claim_stands_once_in_its_report(
    report: str, claim: dict[str, Any]
) -> None:
    text = (ROOT / report).read_text(encoding="utf-8")
    assert text.count(claim["sentence"]) == 1


@pytest.mark.parametrize(("report", "claim"), claims())
def test_a_claim_uses_only_the_words_of_the_claims_model(
    report: str, claim: dict[str, Any]
) -> None:
    assert report
    assert set(claim) == CLAIM_FIELDS
    assert claim["act"] in ACTS
    assert claim["section"] in SECTIONS
    assert claim["modality"] in MODALITIES
    assert all(is_party(code) for code in claim["agents"] + claim["counterparts"])
    assert all(source.strip() for source in claim["sources"])


@pytest.mark.parametrize(("report", "claim"), claims())
def test_the_bounds_of_a_claim_are_in_order(report: str, claim: dict[str, Any]) -> None:
    if claim["when"] != "null":
        days = [date.fromisoformat(day) for day in claim["when"] if day != "null"]
        assert days, report
        assert days == sorted(days)
    if claim["quantity"] != "null":
        quantity = claim["quantity"]
        bounds = [float(quantity[end]) for end in ("low", "high") if quantity[end] != "null"]
        assert set(quantity) == {"low", "high", "about", "unit"}
        assert bounds
        assert bounds == sorted(bounds)
        assert quantity["about"] in {"true", "false"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_has_been_done_was_done_before_the_report_was_published(path: Path) -> None:
    case = read(path)
    published = datetime.fromisoformat(case["facts"]["published"]).date()
    starts = [
        date.fromisoformat(claim["when"][0])
        for claim in case["claims"]
        if claim["modality"] == "asserted" and claim["when"] != "null"
        if claim["when"][0] != "null"
    ]
    assert max(starts) <= published
