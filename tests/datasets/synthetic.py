"""Member files made up at random, in ATOP's form, so that the interesting comes often."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from foedera.datasets.atop.files import known_files, rows_of
from foedera.datasets.obligations import OBLIGATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.datasets.atop.memberships import Membership

FIRST = date(2016, 11, 1)
#: Days on which spells begin and end: few, around the ends of months and years, so that one
#: state often enters on the day on which another leaves.
_DAYS = (0, 1, 29, 30, 31, 59, 60, 61, 62, 90, 150, 151, 424, 425, 426, 454, 789, 790)
#: Above 1000 there are no states of the state system (codebook, notes 18-19).
STATES = (2, 20, 200, 220, 8152)


@dataclass(frozen=True)
class Row:
    """A row of a member file; days as the file has them, 0 or nothing where one is missing."""

    alliance: int = 1001
    phase: int = 0
    member: int = 2
    entry: tuple[int, str, str] = (2017, "1", "1")
    exit: tuple[int, str, str] = (0, "0", "0")
    duties: tuple[str, ...] = ("1", "0", "0", "0", "0")
    estmode: str = "1"
    more: dict[str, str] = field(default_factory=dict, hash=False)

    def cells(self) -> dict[str, str]:
        """Return the cells by column."""
        days = {
            f"{part}{side}": str(value)
            for side, when in (("ent", self.entry), ("exit", self.exit))
            for part, value in zip(("yr", "mo", "day"), when, strict=True)
        }
        return {
            "atopid": str(self.alliance),
            "phase": str(self.phase),
            "member": str(self.member),
            **days,
            **dict(zip(OBLIGATIONS, self.duties, strict=True)),
            "estmode": self.estmode,
            "version": "0.0",
            **self.more,
        }


def member_file(rows: Iterable[Row]) -> str:
    """Return rows as the text of a member file."""
    told = [row.cells() for row in rows]
    columns = dict.fromkeys([*known_files()["columns"], *(name for one in told for name in one)])
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(told)
    return text.getvalue()


def memberships(rows: Iterable[Row]) -> tuple[Membership, ...]:
    """Return rows as the program reads them from a file; none of no rows."""
    rows = tuple(rows)
    return rows_of(member_file(rows), "made-up.csv")[1] if rows else ()


def _told(day: date, known: int) -> tuple[int, str, str]:
    """Return a day as a file has it: 3 parts of it known, or 2, or the year alone."""
    return (day.year, str(day.month) if known > 1 else "0", str(day.day) if known > 2 else "")


@st.composite
def member_rows(draw: st.DrawFn, *, phases: int = 2, alliances: int = 2) -> tuple[Row, ...]:
    """Draw some rows: phases one after another or side by side, states that come again."""
    found: list[Row] = []
    taken: dict[tuple[int, int, int], list[tuple[date, date]]] = {}
    for _ in range(draw(st.integers(0, 9))):
        begins, ends = sorted(draw(st.tuples(*[st.sampled_from(range(len(_DAYS)))] * 2)))
        start, end = (FIRST + timedelta(_DAYS[place]) for place in (begins, ends))
        known = draw(st.sampled_from((3, 3, 3, 3, 2, 1)))
        goes_on = draw(st.sampled_from((True, False, False)))
        row = Row(
            alliance=draw(st.integers(1001, 1000 + alliances)),
            phase=draw(st.integers(0, phases)),
            member=draw(st.sampled_from(STATES)),
            entry=_told(start, known),
            exit=(0, "0", "0") if goes_on else _told(end, known),
            duties=tuple(draw(st.tuples(*[st.sampled_from("01")] * 5))),
            estmode=draw(st.sampled_from(("1", "0", "0", "0", ""))),
        )
        (read,) = memberships([row])
        others = taken.setdefault((row.alliance, row.phase, row.member), [])
        # Nobody is a member of one phase twice at a time.
        if all(read.end < first or last < read.start for first, last in others):
            others.append((read.start, read.end))
            found.append(row)
    return tuple(found)
