"""Which day a claim takes: its own sentence's, its event's, or none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.reading import read_claims
from foedera.documents import capture_text
from foedera.resources import read_record

if TYPE_CHECKING:
    from foedera.claims.claim import Claim

CASES = Path(__file__).parents[1] / "cases" / "claims" / "days.yaml"
PUBLISHED = "2025-03-12"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_record(CASES.read_text(encoding="utf-8"), CASES.name)
    return found


def days(claim: Claim) -> str:
    if claim.when is None:
        return "null"
    ends = (claim.when.start, claim.when.end)
    return "/".join(day.isoformat() if day else "" for day in dict.fromkeys(ends))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["because"])
def test_a_claim_takes_the_day_of_its_event(case: dict[str, Any]) -> None:
    report = capture_text(case["text"], language=case["language"], published=PUBLISHED)
    found = [c for c in read_claims(report, Catalogue.load()) if c.act == case["act"]]
    assert [days(claim) for claim in found] == [str(day) for day in case["days"]]
    for claim in found:
        named = [one.rule for one in claim.rules if one.rule.startswith("when/")]
        assert bool(named) == (claim.when is not None)
