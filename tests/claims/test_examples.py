"""What the sample reports are read to say, against what is expected of them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.resources import read_record

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]


def _judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples", ROOT / "evaluation" / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


JUDGE = _judge()
CASES: dict[str, dict[str, Any]] = dict(JUDGE.cases())
KNOWN = read_record(JUDGE.MISSES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_sample_is_read_as_expected_but_for_the_misses_noted(name: str) -> None:
    misses, counts = JUDGE.wrong(CASES[name])

    assert misses == KNOWN[name], (
        "run: python evaluation/examples.py --write, and look at the change"
    )
    assert counts["found"] >= counts["wanted"] / 2


def test_the_notes_speak_of_samples_that_exist() -> None:
    assert set(KNOWN) == set(CASES)


def test_most_of_what_is_expected_is_found() -> None:
    expected = sum(len(case["claims"]) for case in CASES.values())
    lost = sum(miss["wrong"] == ["found"] for misses in KNOWN.values() for miss in misses)
    assert lost <= expected * 0.25
