"""Between whom a claim is: roles, words that point back, and sides that a report leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.reading import read_claims
from foedera.documents import capture_text
from foedera.resources import read_record

CASES = Path(__file__).parents[1] / "cases" / "claims" / "parties.yaml"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_record(CASES.read_text(encoding="utf-8"), CASES.name)
    return found


def sides(case: dict[str, Any]) -> list[list[list[str]]]:
    report = capture_text(
        case["text"], language=case["language"], published="2025-03-12", format="text"
    )
    found = [c for c in read_claims(report, Catalogue.load()) if c.act == case["act"]]
    return [[[p.actor for p in c.agents], [p.actor for p in c.counterparts]] for c in found]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["because"])
def test_a_claim_is_between_those_whom_its_sentence_and_report_name(case: dict[str, Any]) -> None:
    assert sides(case) == case["sides"]


def test_who_acts_but_is_nobody_known_is_said_in_their_own_words() -> None:
    text = "Major powers agreed to meet again on Friday."
    report = capture_text(text, language="en", published="2025-03-12", format="text")
    (claim,) = read_claims(report, Catalogue.load())
    assert claim.agents == ()
    assert claim.unresolved is not None
    assert claim.unresolved.of(report.prose) == "Major powers"
