"""The floors for telling copies of one text from other reports of one event."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCORER = Path(__file__).parents[2] / "evaluation" / "copies.py"


def test_copies_of_the_samples_are_found_and_nothing_else_is_taken_for_one() -> None:
    run = subprocess.run([sys.executable, SCORER], capture_output=True, text=True, check=True)
    figures = [line.split() for line in run.stdout.splitlines() if line.startswith("precision")]
    (_, precision, _, recall), (_, of_parts, _, recall_of_parts) = figures
    assert float(precision) == float(of_parts) == 1
    assert float(recall) >= 0.99
    assert float(recall_of_parts) >= 0.9
