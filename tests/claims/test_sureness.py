"""How sure the claims of a sentence are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.reading import read_claims
from foedera.documents import capture_text
from foedera.resources import read_record

CASES = Path(__file__).parents[1] / "cases" / "claims" / "modalities.yaml"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_record(CASES.read_text(encoding="utf-8"), CASES.name)
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["because"])
def test_a_claim_is_as_sure_as_its_words(case: dict[str, Any]) -> None:
    report = capture_text(case["text"], language=case["language"], published="2025-03-12")
    found = [c for c in read_claims(report, Catalogue.load()) if c.act == case["act"]]
    assert [claim.modality.value for claim in found] == case["modalities"]
