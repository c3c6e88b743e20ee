"""Speaks to a person at a terminal: the command ``foedera``."""

from __future__ import annotations

import os
import sys

#: Threads of the linear algebra under the parser. Its matrices are small: a second
#: thread spends more on waiting than it saves, twice the time on a busy machine.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Run the command line and leave with its exit code."""
    for name in _THREADS:  # before numpy is loaded, which looks at them once
        os.environ.setdefault(name, "1")
    from foedera.cli.commands import run  # noqa: PLC0415 - see above

    sys.exit(run(sys.argv[1:]))
