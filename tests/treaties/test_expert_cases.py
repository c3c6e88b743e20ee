"""What lawyers wrote down: steps and a day, and what follows."""

from __future__ import annotations

import re
from dataclasses import replace
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
    day_text,
    days_text,
    instrument_of,
    obligations_of,
    status,
)

if TYPE_CHECKING:
    from datetime import date

CASES = Path(__file__).parents[1] / "cases"
REGISTRY = Registry.load()
#: What a case may say of its instrument in the words of the registry's files.
OWN = ("kind", "binding", "parties", "organisation", "joining_days", "term", "followed_to")
#: What it need not say of a duty and of a reservation.
DUTY = {"provision": "1", "kind": "defence", "means": "all available means"}
RESERVED = {"says": {"en": "Not so.", "id": "Tidak demikian."}}


def cases(folder: str, asks: str = "", without: str = "-") -> list[Any]:
    found = []
    for path in sorted((CASES / folder).glob("*.yaml")):
        found += read_record(path.read_text(encoding="utf-8"), path.name)
    chosen = [case for case in found if (asks in case or not asks) and without not in case]
    assert len({case["case"] for case in chosen}) == len(chosen), "two cases bear one name"
    return [pytest.param(case, id=case["case"]) for case in chosen]


def day(text: str) -> date:
    return PartialDate.parse(text).earliest


def instrument(case: dict[str, Any], name: str = "case-2000") -> Instrument:
    """Return the registry's instrument that a case names, or the one that it lays out."""
    if "instrument" in case:
        return REGISTRY.instrument(case["instrument"])
    cited = {"sources": ["case"]}
    own = {key: case[key] for key in OWN if key in case}
    record = {
        "id": name,
        "kind": "treaty",
        "titles": {"en": ["A treaty"], "id": ["Suatu perjanjian"]},
        "parties": ["AAA", "BBB"],
        "entry_into_force": case.get("rule", {"rule": "exchange"}),
        "term": {"renewal": "automatic"},
        "provisions": {"1": {"en": "It is owed.", "id": "Wajib."}},
        **own,
        "obligations": [{**DUTY, **one, **cited} for one in case.get("obligations", ())],
        "reservations": [{**RESERVED, **one, **cited} for one in case.get("reservations", ())],
        "steps": [{**step, **cited} for step in case.get("steps", ())],
        "sources": {"case": {"cite": "case", "supports": "case"}},
    }
    found = instrument_of(record, "case")
    if "replaced_by" in case:
        return replace(found, successors=(instrument(case["replaced_by"], "later-2010"),))
    return found


def observed(answer: InstrumentStatus, case: dict[str, Any]) -> dict[str, Any]:
    """Return what the law room says of all that a case could ask."""
    needed = {True: "yes", False: "no", None: "unknown"}[answer.ratification_needed]
    said = [reason.text("en") for reason in answer.reasons]
    return {
        "status": answer.status.value,
        "since": days_text(answer.since, "en"),
        "standings": {s: answer.of(s).standing.value for s in case.get("standings", ())},
        "possibly": {s: answer.of(s).possibly.value for s in case.get("possibly", ())},
        "bound": {s: answer.of(s).bound.value for s in case.get("bound", ())},
        "suspended": {s: answer.of(s).suspended.value for s in case.get("suspended", ())},
        "leaving": {s: days_text(answer.of(s).leaving, "en") for s in case.get("leaving", ())},
        "missing": [one.text("en") for one in answer.missing],
        "missing_id": [one.text("id") for one in answer.missing],
        "articles": [reason.article for reason in answer.reasons],
        "cites": _among(case.get("cites"), [reason.article for reason in answer.reasons]),
        "cites_open": _among(case.get("cites_open"), [one.article for one in answer.unsettled]),
        "says": [part for part in case.get("says", ()) if any(part in line for line in said)],
        "unsettled": [reason.text("en") for reason in answer.unsettled],
        "ratification_needed": needed,
        "parties_count": str(len(answer.states(Standing.PARTY))),
        "applies_from": day_text(answer.applies_from, "en") if answer.applies_from else "",
    }


def _among(asked: list[str] | None, found: list[str]) -> list[str]:
    """Return which of the articles asked for are found."""
    return [one for one in asked or () if one in found]


@pytest.mark.parametrize("case", [*cases("entry_into_force"), *cases("standing")])
def test_standing_and_status_follow_from_the_steps(case: dict[str, Any]) -> None:
    known_by = day(case["known_by"]) if "known_by" in case else None
    answer = observed(status(instrument(case), day(case["on"]), known_by), case)
    asked = {key: case[key] for key in answer if key in case}
    assert asked, "the case asks nothing"
    assert {key: answer[key] for key in asked} == asked


@pytest.mark.parametrize("case", cases("obligations", "expect", without="attacker"))
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


@pytest.mark.parametrize("case", cases("obligations", "ties"))
def test_a_duty_holds_from_one_state_to_another(case: dict[str, Any]) -> None:
    owed = {
        one.obligation.id.rpartition("/")[2]: one
        for one in obligations_of(instrument(case), day(case["on"]))
    }
    for expected in case["ties"]:
        tie = owed[expected["id"]].tie(expected["debtor"], expected["creditor"])
        assert tie.truth.value == expected["truth"], expected


#: The rules of the two Vienna Conventions that change an answer and concern one instrument.
ARTICLES = {
    *("2(1)(a)", "2(1)(b)", "2(1)(f)", "7", "8", "10", "11", "12(1)", "12(2)(b)", "13", "14", "15"),
    *("16", "18", "19", "20", "21", "22", "24(1)", "24(2)", "24(3)", "25(1)", "25(2)", "26", "28"),
    *("42", "46", "54(a)", "54(b)", "55", "56", "57(a)", "57(b)", "58", "59", "60", "61", "62"),
    *("63", "65(2)", "65(3)", "67", "68", "70", "72", "73", "76"),
}


def test_every_rule_that_changes_an_answer_has_a_case_of_its_own() -> None:
    names = []
    for path in sorted(CASES.glob("*/convention.yaml")):
        for case in read_record(path.read_text(encoding="utf-8"), path.name):
            assert case["law"].endswith("."), case["case"]
            names.append(case["case"].partition(":")[0])
    named = " ".join(names)
    assert {
        one for one in ARTICLES if not re.search(rf"(?<![\d(]){re.escape(one)}", named)
    } == set()
