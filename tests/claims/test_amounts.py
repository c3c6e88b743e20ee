"""How many a claim counts, and that it does not count what others do."""

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

CASES = Path(__file__).parents[1] / "cases" / "claims" / "amounts.yaml"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_record(CASES.read_text(encoding="utf-8"), CASES.name)
    return found


def counted(claim: Claim) -> str:
    amount = claim.amount
    if amount is None:
        return "null"
    ends = ["" if end is None else f"{end:.0f}" for end in (amount.low, amount.high)]
    number = ends[0] if ends[0] == ends[1] else "-".join(ends)
    return f"{number} {amount.unit}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["because"])
def test_a_claim_counts_what_is_its_own(case: dict[str, Any]) -> None:
    report = capture_text(case["text"], language=case["language"], published="2025-03-12")
    found = [c for c in read_claims(report, Catalogue.load()) if c.act == case["act"]]
    assert [counted(claim) for claim in found] == case["amounts"]
    for claim in found:
        named = [one.rule for one in claim.rules if one.rule.startswith("quantity/")]
        assert bool(named) == (claim.amount is not None)
