"""Speaks to a person at a terminal: the command ``foedera``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from foedera.cli.commands import run  # noqa: PLC0415 - may be interrupted while it loads

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130  # interrupted while loading: as commands.INTERRUPTED
    sys.exit(code)
