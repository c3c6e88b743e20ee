"""Headlines say who says what by the order of their words."""

from __future__ import annotations

from typing import Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.scene import lay_out
from foedera.documents import capture_text
from foedera.resources import record

EXAMPLES = [
    (language, row["stance"], example)
    for language in ("id", "en")
    for row in record(f"lexicons/{language}/headlines.yaml")
    for example in row["examples"]
]
BODY = {
    "id": "Hujan turun sejak pagi di kota itu.",
    "en": "It has rained in the town since morning.",
}


@pytest.mark.parametrize(
    ("language", "stance", "example"), EXAMPLES, ids=lambda value: str(value)[:60]
)
def test_a_headline_is_attributed_as_its_example_shows(
    language: str, stance: str, example: dict[str, Any]
) -> None:
    text = f"{example['text']}\n\n{BODY[language]}\n"
    report = capture_text(text, language=language, published="2024-11-12")

    scene = lay_out(report, Catalogue.load()).scenes[0]

    (found,) = scene.attributions
    assert found.source is not None
    assert found.source.of(text) == example["source"]
    assert found.content.of(text) == example["content"]
    assert found.stance.value == stance


def test_a_headline_that_nobody_says_is_the_reports_own() -> None:
    text = "Korea Utara Luncurkan Rudal\n\nHujan turun sejak pagi di kota itu.\n"
    report = capture_text(text, language="id", published="2024-11-12")

    assert lay_out(report, Catalogue.load()).scenes[0].attributions == ()
