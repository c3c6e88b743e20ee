"""Which of a member's duties are owed to some members alone: the corrections table."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from foedera.resources import record


class NotOwed(NamedTuple):
    """A duty that the member file gives a member, and that it does not owe to one other.

    Attributes:
        alliance: ATOPID.
        phase: Which; None for every phase.
        debtor: COW code.
        creditor: COW code.
        obligation: ATOP's name of it: ``defense``.
    """

    alliance: int
    phase: int | None
    debtor: int
    creditor: int
    obligation: str


@cache
def corrections() -> frozenset[NotOwed]:
    """Return the corrections of ``data/datasets/atop-corrections.yaml``.

    They were read off the published directed table (ATOP 5.1); the file says how.
    """
    table = record("datasets/atop-corrections.yaml")
    return frozenset(
        NotOwed(int(alliance), phase, int(row["by"]), int(creditor), row["obligation"])
        for alliance, entry in table.items()
        for row in entry["not_owed"]
        for creditor in row["to"]
        for phase in (map(int, row["phases"]) if "phases" in row else (None,))
    )
