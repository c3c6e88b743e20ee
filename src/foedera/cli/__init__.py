"""Speaks to a person at a terminal: the command ``foedera``."""

from __future__ import annotations

import sys

from foedera.cli.commands import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))
