"""Every column that foedera makes is in the codebook, and the codebook has no other."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from foedera.datasets.atop.memberships import Membership
from foedera.datasets.calendar import By, Window
from foedera.datasets.checking import checked
from foedera.datasets.columns import definition
from foedera.datasets.making import made
from foedera.datasets.sources import Sources
from foedera.datasets.tables.alliances import _CODES, _IDS, _LAST, alliances_table
from foedera.datasets.tables.asked import Asked
from foedera.dates import Interval

if TYPE_CHECKING:
    from foedera.datasets.table import Table

DAYS = Window(date(2023, 1, 1), date(2023, 1, 3))
#: North Korea's pacts of three days are enough to have every column.
NORTH_KOREA = frozenset({731})


@cache
def tables(name: str) -> tuple[Table, ...]:
    """A table in every form, and one without the columns beyond ATOP's."""
    whole = [Asked(DAYS, by=by, either=NORTH_KOREA, more=True) for by in By]
    asked = [*whole, Asked(DAYS, either=NORTH_KOREA)]
    return tuple(made(name, Sources(), one).table for one in asked)


def alliances() -> tuple[Table, ...]:
    day = Interval(date(1949, 4, 4), date(1949, 4, 4))
    codes = dict.fromkeys((*_CODES, *_IDS, *_LAST), 1)
    members = [Membership(3180, 0, state, day, None, codes) for state in (2, 20)]
    return tuple(alliances_table(members, {}, more=more) for more in (False, True))


@pytest.mark.parametrize("name", ["dyads", "states", "spells", "alliances"])
def test_what_is_made_is_documented_and_what_is_documented_is_made(name: str) -> None:
    found = alliances() if name == "alliances" else tables(name)
    for table in found:
        checked(table)
    columns = {column for table in found for column in table.columns}
    for one in definition(name).columns:
        assert any(one.covers(column) for column in columns), one.name


@pytest.mark.parametrize("name", ["dyads", "states", "spells"])
def test_what_tells_rows_apart_does(name: str) -> None:
    for table in tables(name):
        key = checked(table).key
        if key:
            rows = list(zip(*(table.columns[one].tolist() for one in key), strict=True))
            assert len(rows) == len(set(rows)), key
