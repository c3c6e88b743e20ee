"""Bad input neither hangs the readers of times and numbers nor leads them to invent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedera.language import quantities_of, times_of
from foedera.resources import read_record

SOURCE = Path(__file__).parents[1] / "cases" / "language" / "hostile.yaml"
CASES = [
    pytest.param(case, id=case["case"])
    for case in read_record(SOURCE.read_text(encoding="utf-8"), SOURCE.name)
]
PUBLISHED = date(2024, 11, 12)
LONG = 60_000  # characters; what is not linear takes minutes on them


@pytest.mark.parametrize("case", CASES)
def test_only_what_is_there_is_read(case: dict[str, Any]) -> None:
    text, language = case["text"], case["language"]
    days = {}
    for found in times_of(text, language, published=PUBLISHED):
        interval = found.interval
        told = f"{interval.start or ''}..{interval.end or ''}" if interval else "?"
        days[found.span.of(text)] = found.doubt or told
    counted = {
        found.span.of(text): f"{found.low:.0f}..{found.high:.0f}"
        for found in quantities_of(text, language)
        if found.low is not None and found.high is not None
    }
    assert (days, counted) == (case["times"], case["quantities"])


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "unit",
    [
        "9",
        "1 ",
        "1-",
        "1/1/",
        "(",
        "Senin ",
        "Monday, ",
        "Senin - ",
        "dua dan ",
        "two hundred and ",
        "the ",
        "the end of ",
        "akhir tahun ",
        "between 1 and ",
        "lebih dari ",
        "about ",
        "\u00a0",
        "a",
        "2024 - ",
        "tengah malam ",
    ],
)
def test_a_long_monotonous_text_is_read_in_one_pass(unit: str, language: str) -> None:
    text = unit * (LONG // len(unit))
    for found in times_of(text, language, published=PUBLISHED):
        assert found.span.end <= len(text)
    assert len(quantities_of(text, language)) <= len(text)
