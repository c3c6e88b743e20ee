"""Cases in ``tests/cases/wars``, written to be read by experts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_wars import histories, war

from foedera.datasets.state_codes import cow_of
from foedera.datasets.wars.cases import Cases
from foedera.resources import read_record
from foedera.treaties import Truth

CASES = Path(__file__).parents[2] / "cases" / "wars"
TRUTHS = {"yes": Truth.YES, "no": Truth.NO, "unclear": Truth.UNCLEAR}
KEPT = {"yes": True, "no": False, "na": None}


def read() -> list[Any]:
    found = (
        read_record(path.read_text("utf-8"), path.name) for path in sorted(CASES.glob("*.yaml"))
    )
    return [pytest.param(one, id=one["case"]) for rows in found for one in rows]


@pytest.mark.parametrize("told", read())
def test_a_case_comes_out_as_experts_have_it(told: dict[str, Any]) -> None:
    fought = war(told["war"], int(told.get("number", 9000)))
    (outcome,) = Cases(histories(told["alliance"])).outcomes([fought])
    found = {(one.ally, one.participant): one for one in outcome.cases}
    for expected in told["expect"]:
        one = found[cow_of(expected["ally"]), cow_of(expected["to"])]
        answer = (one.invoked, one.honoured)
        assert answer == (TRUTHS[expected["invoked"]], KEPT[expected["honoured"]]), expected
        if "best" in expected:
            assert one.best is TRUTHS[expected["best"]], expected
        elif one.invoked is not Truth.UNCLEAR:
            assert one.best is one.invoked
