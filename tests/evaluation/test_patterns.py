"""No regular expression takes long, whatever text is made against it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "evaluation" / "reliability.py"


def test_every_pattern_is_done_with_a_long_text_made_against_it() -> None:
    given = [sys.executable, SCRIPT, "R9", "--small", "--check"]
    done = subprocess.run(given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
