"""Clauses that leave out their verb name acts of their own."""

from __future__ import annotations

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.reading import read_claims
from foedera.documents import capture_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WARSAW - France will deploy three jets, Germany four and Denmark two.",
            [("FRA", None), ("DEU", None), ("DNK", None)],
        ),
        (
            "OSLO - Norway will deploy troops to Latvia and Sweden to Estonia.",
            [("NOR", "LVA"), ("SWE", "EST")],
        ),
        ("ROME - Italy will deploy troops to Latvia and Estonia.", [("ITA", "LVA")]),
    ],
)
def test_who_does_the_same_without_a_verb(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    report = capture_text(text, language="en", published="2024-11-12")

    claims = [c for c in read_claims(report, Catalogue.load()) if c.act == "deploy"]

    found = [
        (c.agents[0].actor, c.counterparts[0].actor if c.counterparts else None) for c in claims
    ]
    assert found == expected
