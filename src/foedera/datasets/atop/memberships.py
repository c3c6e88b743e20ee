"""Memberships: one state in one phase of one alliance, as ATOP's member file has them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from foedera.dates import Interval, PartialDate

if TYPE_CHECKING:
    from collections.abc import Mapping

#: First and last day of what ATOP 5.1 covers (codebook 1.1).
FIRST: Final = date(1815, 1, 1)
LAST: Final = date(2018, 12, 31)
#: Codes of members above this are no states of the state system (codebook, notes 18-19).
HIGHEST_CODE: Final = 1000
#: Beyond every number in ATOP's files, and as far as two bytes reach.
_LIMIT: Final = 2**15


@dataclass(frozen=True, slots=True)
class Membership:
    """One state in one phase of one alliance.

    Attributes:
        alliance: ATOPID.
        phase: 0 where the alliance has one phase only; else 1, 2, ... (codebook 1.52).
        member: COW code of the state.
        entry: Days on which it may have entered: signature (codebook 2.32).
        exit: Days on which it may have left; None where the alliance was in effect on the
            last day covered.
        codes: Every column of the member file by ATOP's name; None where it is missing.
    """

    alliance: int
    phase: int
    member: int
    entry: Interval
    exit: Interval | None
    codes: Mapping[str, int | None] = field(hash=False)

    @property
    def start(self) -> date:
        """First day of the spell: the first it may be, where the day is missing."""
        return self.entry.start or FIRST

    @property
    def end(self) -> date:
        """Last day of the spell: the last it may be, where the day is missing."""
        return LAST if self.exit is None else self.exit.end or LAST

    @property
    def system(self) -> bool:
        """Whether the member is a state with a COW code."""
        return 0 < self.member < HIGHEST_CODE

    def owes(self, obligation: str) -> bool:
        """Tell whether it is under an obligation towards some other member."""
        return self.codes.get(obligation) == 1


def membership_of(row: Mapping[str, str]) -> Membership:
    """Return the membership that a row of the member file tells of.

    Args:
        row: The cells by column, as text; an empty one is missing.

    Raises:
        ValueError: A cell is no whole number, or the member leaves before it enters.
        MalformedDateError: A date is no date.
    """
    # The version, 5.1, is the one cell that is no whole number.
    codes = {name: _number(cell) for name, cell in row.items() if name != "version"}
    year, month = _needed(codes, "yrent"), codes["moent"]
    left = _needed(codes, "yrexit")
    found = Membership(
        alliance=_needed(codes, "atopid"),
        phase=_needed(codes, "phase"),
        member=_needed(codes, "member"),
        entry=_days(year, month, codes["dayent"]),
        exit=_days(left, codes["moexit"], codes["dayexit"]) if left else None,
        codes=codes,
    )
    if found.end < found.start:
        raise ValueError(f"it leaves on {found.end} and enters on {found.start}")
    return found


@lru_cache(maxsize=4096)
def _days(year: int, month: int | None, day: int | None) -> Interval:
    """Return the days a date may be; what ATOP leaves out or writes as 0 is not known."""
    known = [part for part in (month, day if month else None) if part is not None and part > 0]
    told = "-".join([f"{year:04}", *(f"{part:02}" for part in known)])
    partial = PartialDate.parse(told)
    return Interval(partial.earliest, partial.latest)


@lru_cache(maxsize=4096)
def _number(cell: str) -> int | None:
    if cell in {"", "NA", "."}:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not (abs(value) < _LIMIT and value.is_integer()):
        raise ValueError(f"{cell!r} is no whole number below {_LIMIT}")
    return int(value)


def _needed(codes: Mapping[str, int | None], name: str) -> int:
    value = codes[name]
    if value is None:
        raise ValueError(f"column {name} is empty")
    return value
