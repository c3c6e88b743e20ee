"""Speaks to a person at a terminal: the command ``foedera``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from foedera.cli.commands import run  # noqa: PLC0415 - nothing else needs the commands

    sys.exit(run(sys.argv[1:]))
