"""One figure of the reliability table: what was promised, what was measured, whether it holds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

#: Where the makers of reports and the starter of Postgres lie, which the tests use, too.
MADE = Path(__file__).parents[1] / "tests" / "ledger"
if str(MADE) not in sys.path:
    sys.path.append(str(MADE))


@dataclass(frozen=True)
class Figure:
    """One row.

    Attributes:
        test: Name of the test, as the issue has it: ``R1``.
        what: What was done.
        target: What was promised.
        measured: What came of it.
        holds: Whether nothing was lost, doubled, shown or altered that must not be.
        timed: Whether what depends on the machine keeps to its target; None for no such.
    """

    test: str
    what: str
    target: str
    measured: str
    holds: bool
    timed: bool | None = None

    def row(self) -> str:
        """Return the row of a table in Markdown."""
        kept = "yes" if self.holds and self.timed is not False else "NO"
        return f"| {self.test} | {self.what} | {self.target} | {self.measured} | {kept} |"


HEADING = "| test | what | target | measured | kept |\n| --- | --- | --- | --- | --- |"
