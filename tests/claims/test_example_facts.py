"""What the sample reports state of themselves, against what is expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.documents import LineKind
from foedera.resources import read_record

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "claims" / "examples"


def _records() -> list[dict[str, Any]]:
    return [
        record
        for path in sorted(CASES.glob("*.yaml"))
        if isinstance(record := read_record(path.read_text(encoding="utf-8")), dict)
    ]


FURNITURE: list[dict[str, Any]] = read_record((CASES / "facts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _records(), ids=lambda case: case["report"])
def test_a_sample_states_its_facts(case: dict[str, Any]) -> None:
    report = foedera.read(ROOT / case["report"]).report
    facts = case["facts"]

    assert report.language == facts["language"]
    assert report.published is not None
    moment = report.published.moment
    stated = moment.isoformat(timespec="minutes") if moment else report.published.day.isoformat()
    assert stated == facts["published"]
    assert [w.value for w in report.writers] == facts.get("writers", [])
    assert [e.value for e in report.editors] == facts.get("editors", [])
    assert {w.actor or w.value for w in report.wires} == set(facts.get("wires", []))
    place = facts.get("dateline", "null")
    assert (report.dateline.value if report.dateline else "null") == place


@pytest.mark.parametrize("case", FURNITURE, ids=lambda case: case["name"])
def test_the_page_round_a_sample_is_told_apart(case: dict[str, Any]) -> None:
    report = foedera.read(ROOT / case["report"]).report
    by_kind = {kind: [] for kind in LineKind}
    for line in report.lines:
        by_kind[line.kind].append(line.span.of(report.text))

    assert case["headline"] in by_kind[LineKind.HEADLINE]
    for kind, key in ((LineKind.CAPTION, "captions"), (LineKind.RELATED, "related")):
        for start in case[key]:
            assert any(text.startswith(start) for text in by_kind[kind])
    prose = (LineKind.HEADLINE, LineKind.BODY, LineKind.CAPTION, LineKind.RELATED)
    for words in case["furniture"]:
        assert not any(words in text for kind in prose for text in by_kind[kind])
