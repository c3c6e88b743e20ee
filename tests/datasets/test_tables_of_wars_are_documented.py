"""Every column of the tables of wars is in the codebook, and the codebook has no other."""

from __future__ import annotations

import pytest

from foedera.datasets.checking import checked
from foedera.datasets.columns import definition
from foedera.datasets.tables.wars import cases_table, wars_table

#: Without a war there are no rows, and every column all the same.
MADE = {"cases": cases_table([], {}), "wars": wars_table([], {})}


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_is_documented_and_what_is_documented_is_made(name: str) -> None:
    assert [one.name for one in checked(MADE[name]).columns] == list(MADE[name].columns)
    assert {one.name for one in definition(name).columns} == set(MADE[name].columns)
