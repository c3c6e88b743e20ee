"""The figures of the crafts of reading, against the floors pinned beside the benchmarks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CRAFTS = ROOT / "evaluation" / "crafts.py"
SHARED = ROOT.parent / "shared" / "data"


def check(data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, CRAFTS, "--check", "--data", data],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora lie in ../shared/data, not here")
def test_no_figure_lies_below_its_floor() -> None:
    run = check(SHARED.parent)
    assert run.returncode == 0, run.stdout + run.stderr


def test_figures_of_the_project_s_own_data_hold_without_the_corpora(tmp_path: Path) -> None:
    run = check(tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "left out" in run.stdout + run.stderr


def test_a_figure_below_its_floor_fails_the_check(tmp_path: Path) -> None:
    for folder in ("evaluation", "training", "tests/cases"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "evaluation" / "floors.json"
    floors = json.loads(path.read_text(encoding="utf-8"))
    floors["Lines of newsroom pages"]["figures"]["accuracy"] = 1.01
    path.write_text(json.dumps(floors), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, tmp_path / "evaluation" / "crafts.py", "--check", "--data", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert "accuracy is" in run.stdout
