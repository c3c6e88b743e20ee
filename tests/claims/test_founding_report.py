"""The report foedera was founded on, read right to the last slot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = ROOT.parent / "shared" / "data" / "seed" / "article.txt"


@pytest.mark.skipif(not REPORT.is_file(), reason="the founding report lies in ../shared, not here")
def test_every_row_of_its_table_comes_out_right() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "evaluation" / "founding.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
