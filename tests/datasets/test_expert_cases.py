"""What somebody who knows ATOP's rules wrote down: memberships, and the rows that follow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from synthetic import Row, memberships

from foedera.datasets.calendar import By, Window
from foedera.datasets.joining import alliances
from foedera.datasets.obligations import OBLIGATIONS
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.spells import spells
from foedera.datasets.tables.states import states
from foedera.dates import PartialDate
from foedera.resources import read_record
from foedera.treaties import Basis, Registry

if TYPE_CHECKING:
    from datetime import date

    from foedera.datasets.table import Table

CASES = Path(__file__).parents[1] / "cases" / "tables"


def cases() -> list[Any]:
    found: list[Any] = []
    for path in sorted(CASES.glob("*.yaml")):
        found += read_record(path.read_text(encoding="utf-8"), path.name)
    assert len({case["case"] for case in found}) == len(found), "two cases bear one name"
    return [pytest.param(case, id=case["case"]) for case in found]


def day(text: str) -> date:
    return PartialDate.parse(text).earliest


def row_of(member: dict[str, Any]) -> Row:
    return Row(
        alliance=int(member.get("atopid", 1001)),
        phase=int(member.get("phase", 0)),
        member=int(member["member"]),
        entry=_parts(member["entry"]),
        exit=_parts(member["exit"]) if "exit" in member else (0, "0", "0"),
        duties=tuple("1" if name in member["duties"] else "0" for name in OBLIGATIONS),
        estmode=member.get("estmode", "0"),
    )


def _parts(when: str) -> tuple[int, str, str]:
    year, month, number = (*when.split("-"), "", "")[:3]
    return int(year), month, number


def _states(ask: dict[str, Any], side: str) -> frozenset[int] | None:
    return frozenset({int(ask[side])}) if side in ask else None


def made(case: dict[str, Any]) -> Table:
    ask, members = case["ask"], memberships(map(row_of, case["members"]))
    window = Window(day(ask["from"]), day(ask["to"]))
    asked = Asked(
        window,
        By(ask.get("by", "year")),
        Rows(ask.get("rows", "allied")),
        _states(ask, "debtor"),
        _states(ask, "creditor"),
        more=True,
    )
    found = alliances(Registry(()), members, window, Basis(ask.get("basis", "signature")))
    match ask.get("table", "dyads"):
        case "spells":
            return spells(found, asked, members)
        case "states":
            return states(found, asked)
    return dyads(found, asked)


@pytest.mark.parametrize("case", cases())
def test_the_rows_of_a_table_follow_from_the_memberships(case: dict[str, Any]) -> None:
    table = made(case)
    assert len(table) == len(case["rows"])
    columns = {name: column.tolist() for name, column in table.columns.items()}
    for place, wanted in enumerate(case["rows"]):
        cells = {name: column[place] for name, column in columns.items()}
        told = {name: "NA" if cells[name] is None else str(cells[name]) for name in wanted}
        assert told == wanted
