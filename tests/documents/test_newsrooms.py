"""What newsrooms print around an article, as cases that an editor can read."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from foedera.documents import Report, capture_text
from foedera.resources import read_record

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "documents"


def scoring() -> Any:  # noqa: ANN401 - a module
    spec = importlib.util.spec_from_file_location("lines", ROOT / "evaluation" / "lines.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


LINES = scoring()
CASES_READ = [
    (path, case)
    for path in sorted(CASES.glob("*.yaml"))
    for case in read_record(path.read_text(encoding="utf-8"), path.name)
]
PAGES = [
    pytest.param(path, case, id=f"{path.stem}: {case['case']}")
    for path, case in CASES_READ
    if "page" in case
]
FOUND = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path, case in CASES_READ
    if "text" in case
]


def captured(case: dict[str, Any]) -> Report:
    text = case["text"] if "text" in case else LINES.page(case)[0]
    return capture_text(text, name=case["case"], format=case.get("format", "text"))


@pytest.mark.parametrize("case", FOUND)
def test_lines_are_what_the_case_says(case: dict[str, Any]) -> None:
    report = captured(case)
    lines = [(line.kind.value, line.span.of(report.text)) for line in report.lines]
    for expected in case.get("lines", ()):
        for kind, words in expected.items():
            assert (kind, words) in lines


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case["case"]) for _, case in CASES_READ if "says" in case],
)
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


@pytest.mark.parametrize(("path", "case"), PAGES)
def test_every_line_of_a_page_is_what_the_case_says_but_for_known_misses(
    path: Path, case: dict[str, Any]
) -> None:
    found = LINES.outcomes_of(f"{path.stem}: {case['case']}", *LINES.page(case))
    assert [one.words for one in found if not one.exact] == case.get("misses", [])


def test_the_scores_of_lines_are_shares() -> None:
    measured = LINES.measure(CASES / "id-house-styles.yaml")
    assert {"accuracy", "exact", "related_f", "body_f"} <= set(measured)
    assert all(0 <= value <= 1 for value in measured.values())
