"""What kills, full disks, flipped bits and many writers may do to a ledger: nothing that lasts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "evaluation" / "reliability.py"


@pytest.mark.parametrize(
    "test",
    [
        pytest.param("R1", id="programs killed while they write"),
        pytest.param("R4", id="a disk that is full"),
        pytest.param("C1", id="many writers at once"),
        pytest.param("B1", id="backups under writers"),
        pytest.param("B2", id="flipped bits"),
        pytest.param("M1", id="migrations killed midway"),
    ],
)
def test_nothing_is_lost_doubled_or_left_half_done(test: str) -> None:
    given = [sys.executable, SCRIPT, test, "--small", "--check"]
    done = subprocess.run(given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
