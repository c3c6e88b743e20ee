"""Who is cited for a claim, and that nobody is where the report speaks itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.reading import read_claims
from foedera.documents import capture_text
from foedera.resources import read_record

CASES = Path(__file__).parents[1] / "cases" / "claims" / "sources.yaml"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_record(CASES.read_text(encoding="utf-8"), CASES.name)
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["because"])
def test_a_claim_cites_who_says_it(case: dict[str, Any]) -> None:
    report = capture_text(case["text"], language=case["language"], published="2025-03-12")
    found = [c for c in read_claims(report, Catalogue.load()) if c.act == case["act"]]
    cited = [[actor for source in c.sources for actor in source.actors] for c in found]
    assert cited == case["sources"]
    for claim in found:
        named = [one.rule for one in claim.rules if one.rule.startswith("source/")]
        assert bool(named) == bool(claim.sources)
