"""What lawyers wrote down: steps and a day, and what follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.dates import PartialDate
from foedera.resources import read_record
from foedera.treaties import (
    Instrument,
    InstrumentStatus,
    Registry,
    Standing,
    days_text,
    instrument_of,
    obligations_of,
    status,
)

if TYPE_CHECKING:
    from datetime import date

CASES = Path(__file__).parents[1] / "cases"
REGISTRY = Registry.load()


def cases(folder: str, asks: str = "") -> list[Any]:
    found = []
    for path in sorted((CASES / folder).glob("*.yaml")):
        found += read_record(path.read_text(encoding="utf-8"), path.name)
    chosen = [case for case in found if asks in case or not asks]
    assert len({case["case"] for case in chosen}) == len(chosen), "two cases bear one name"
    return [pytest.param(case, id=case["case"]) for case in chosen]


def day(text: str) -> date:
    return PartialDate.parse(text).earliest


def instrument(case: dict[str, Any]) -> Instrument:
    if "instrument" in case:
        return REGISTRY.instrument(case["instrument"])
    record = {
        "id": "case-2000",
        "kind": "treaty",
        "binding": case.get("binding", "yes"),
        "titles": {"en": ["A treaty"], "id": ["Suatu perjanjian"]},
        "parties": case.get("parties", ["AAA", "BBB"]),
        "entry_into_force": case.get("rule", {"rule": "exchange"}),
        "term": case.get("term", {"renewal": "automatic"}),
        "provisions": {},
        "steps": [{**step, "sources": ["case"]} for step in case.get("steps", ())],
        "sources": {"case": {"cite": "case", "supports": "case"}},
    }
    return instrument_of(record, "case")


def observed(answer: InstrumentStatus, case: dict[str, Any]) -> dict[str, Any]:
    needed = {True: "yes", False: "no", None: "unknown"}[answer.ratification_needed]
    return {
        "status": answer.status.value,
        "since": days_text(answer.since, "en"),
        "standings": {s: answer.of(s).standing.value for s in case.get("standings", ())},
        "possibly": {s: answer.of(s).possibly.value for s in case.get("possibly", ())},
        "missing": [one.text("en") for one in answer.missing],
        "missing_id": [one.text("id") for one in answer.missing],
        "articles": [reason.article for reason in answer.reasons],
        "unsettled": [reason.text("en") for reason in answer.unsettled],
        "ratification_needed": needed,
        "parties_count": str(len(answer.states(Standing.PARTY))),
    }


@pytest.mark.parametrize("case", [*cases("entry_into_force"), *cases("standing")])
def test_standing_and_status_follow_from_the_steps(case: dict[str, Any]) -> None:
    known_by = day(case["known_by"]) if "known_by" in case else None
    answer = observed(status(instrument(case), day(case["on"]), known_by), case)
    asked = {key: case[key] for key in answer if key in case}
    assert asked, "the case asks nothing"
    assert {key: answer[key] for key in asked} == asked


@pytest.mark.parametrize("case", cases("obligations", "instrument"))
def test_obligations_have_the_force_the_instrument_has(case: dict[str, Any]) -> None:
    owed = {
        one.obligation.id.rpartition("/")[2]: {
            "id": one.obligation.id.rpartition("/")[2],
            "force": one.force.value,
            "owed_by": list(one.owed_by),
            "owed_to": list(one.owed_to),
            "since": days_text(one.since, "en"),
        }
        for one in obligations_of(instrument(case), day(case["on"]))
    }
    for expected in case["expect"]:
        found = owed[expected["id"]]
        assert {key: found[key] for key in expected} == expected
