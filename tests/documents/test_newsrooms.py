"""What newsrooms print around an article, as cases that an editor can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.documents import Report, capture_text
from foedera.resources import read_record

CASES = Path(__file__).parents[1] / "cases" / "documents"
FOUND = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in sorted(CASES.glob("*.yaml"))
    for case in read_record(path.read_text(encoding="utf-8"), path.name)
]


def captured(case: dict[str, Any]) -> Report:
    return capture_text(case["text"], name=case["case"], format=case.get("format", "text"))


@pytest.mark.parametrize("case", FOUND)
def test_lines_are_what_the_case_says(case: dict[str, Any]) -> None:
    report = captured(case)
    lines = [(line.kind.value, line.span.of(report.text)) for line in report.lines]
    for expected in case.get("lines", ()):
        for kind, words in expected.items():
            assert (kind, words) in lines


@pytest.mark.parametrize("case", [case for case in FOUND if "says" in case.values[0]])
def test_the_report_says_of_itself_what_the_case_says(case: dict[str, Any]) -> None:
    report = captured(case)
    published = report.published
    said = {
        "outlet": report.outlet.actor if report.outlet else None,
        "published": str((published.moment or published.day).isoformat()) if published else "null",
        "dateline": report.dateline.value if report.dateline else None,
        "state": report.dateline.actor if report.dateline else None,
        "writers": [name.value for name in report.writers],
        "editors": [name.value for name in report.editors],
        "wires": [name.actor or name.value for name in report.wires],
    }
    expected = dict(case["says"])
    notice = expected.pop("notice", "")
    assert {key: said[key] for key in expected} == expected
    assert any(notice in given for given in report.notices) or not notice
