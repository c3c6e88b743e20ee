"""A ledger in which a dozen proposals wait: one ratification, told of on as many days."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reports_for_review import RECORDED, desk

from foedera.ledger import create_ledger
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.ledger import Filing
    from foedera.ledger.sql_ledger import SqlLedger

#: The instrument that all of it is about, and how many proposals there are.
TREATY = "prk-rus-2024"
MANY = 12
_SENTENCE = (
    "North Korea ratified its Comprehensive Strategic Partnership Treaty with Russia on "
    "October {day}, the Kremlin said."
)


@cache
def _filings() -> tuple[tuple[Filing, bytes], ...]:
    made = []
    for day in range(1, MANY + 1):
        text = f"Russia and North Korea\n\nMOSCOW, Oct {day + 1} - {_SENTENCE.format(day=day)}\n"
        data, when = text.encode(), f"2024-10-{day + 1:02}"
        dossier = desk().read(data, name=f"report-{day:02}.txt", published=when)
        made.append((filing_of(dossier, data, when), data))
    return tuple(made)


def ledger_to_decide(folder: Path) -> SqlLedger:
    """Return a new ledger in a folder, in which ``MANY`` proposals wait."""
    ledger = create_ledger(str(folder / "decide.db"))
    for filing, data in _filings():
        ledger.file(filing, data, RECORDED)
    return ledger
