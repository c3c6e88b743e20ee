"""Who owes whom what, who must do what, who is drawn in: as lawyers wrote it down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.dates import PartialDate
from foedera.resources import read_record
from foedera.treaties import (
    ATOP_NAMES,
    Basis,
    Coding,
    Coverage,
    ObligationKind,
    Side,
    Target,
    Verdict,
    cascade,
    duties,
    dyads,
    obligations,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from foedera.treaties import DutiesAnswer, Duty, Proof, Registry

    Made = Callable[[dict[str, Any]], Registry]

CASES = Path(__file__).parents[1] / "cases"


def cases(folder: str, asks: str = "") -> list[Any]:
    found = []
    for path in sorted((CASES / folder).glob("*.yaml")):
        found += read_record(path.read_text(encoding="utf-8"), path.name)
    chosen = [case for case in found if asks in case or not asks]
    assert len({case["case"] for case in chosen}) == len(chosen), "two cases bear one name"
    return [pytest.param(case, id=case["case"]) for case in chosen]


def day(case: dict[str, Any], key: str = "on") -> date | None:
    return PartialDate.parse(case[key]).earliest if key in case else None


def needed(case: dict[str, Any], key: str = "on") -> date:
    return PartialDate.parse(case[key]).earliest


def articles(proof: Proof) -> set[str]:
    return {one.article for _, one in proof.walk()}


def assert_told(proof: Proof) -> None:
    """Every statement of a proof has its article, and its words in both languages."""
    for _, one in proof.walk():
        assert one.article
        for language in ("en", "id"):
            said = [one.text(language), *(point.text(language) for point in one.undecided)]
            assert all(text and "{" not in text and "None" not in text for text in said)


@pytest.mark.parametrize("case", cases("obligations", "pairs"))
def test_a_duty_holds_between_two_states(case: dict[str, Any], registry_of: Made) -> None:
    registry = registry_of(case)
    alive = {one.obligation.id: one for one in obligations(registry, needed(case))}
    for pair in case["pairs"]:
        owed = alive.get(pair["duty"])
        if owed is None:
            assert pair["owed"] == "no", f"{pair['duty']} is not alive"
            continue
        tie = owed.tie(pair["by"], pair["to"])
        assert tie.truth.value == pair["owed"], [*tie.proof.lines("en")]
        assert set(pair.get("articles", ())) <= articles(tie.proof)
        if "undecided" in pair:
            assert [one.text("en") for one in tie.undecided] == pair["undecided"]
        if "invoked_by" in pair:
            assert list(tie.invoked_by) == pair["invoked_by"]
        if "says" in pair:
            assert pair["says"] in "\n".join(tie.proof.lines("en"))
        assert_told(tie.proof)


def asked(case: dict[str, Any], registry: Registry) -> DutiesAnswer:
    return duties(
        registry,
        case["attacker"],
        case["victim"],
        needed(case),
        day(case, "known_by"),
        begun=day(case, "begun"),
        over=day(case, "over"),
        place=Target(case.get("place", "territory")),
        coding=Coding(Basis(case.get("basis", "in_force"))),
    )


def defenders(answer: DutiesAnswer, verdict: Verdict) -> list[str]:
    return sorted(
        {
            duty.state
            for duty in answer.duties
            if duty.kind is ObligationKind.DEFENCE
            and duty.toward == answer.victim
            and duty.verdict is verdict
        }
    )


def rows(answer: DutiesAnswer, expected: dict[str, Any]) -> list[Duty]:
    toward = expected.get("toward", answer.victim)
    return [
        duty
        for duty in answer.of(expected["state"])
        if duty.kind.value == expected["kind"]
        and duty.owed.instrument.id == expected["instrument"]
        and duty.toward == toward
        and expected.get("duty", name(duty)) == name(duty)
    ]


def name(duty: Duty) -> str:
    return duty.owed.obligation.id.rpartition("/")[2]


@pytest.mark.parametrize("case", cases("duties"))
def test_who_must_do_what(case: dict[str, Any], registry_of: Made) -> None:
    answer = asked(case, registry_of(case))
    for expected in case.get("expect", ()):
        found = rows(answer, expected)
        assert [duty.verdict.value for duty in found] == [expected["verdict"]]
        assert set(expected.get("articles", ())) <= articles(found[0].proof)
        assert not set(expected.get("not_articles", ())) & {one.article for one in found[0].reasons}
        if "says" in expected:
            assert expected["says"] in "\n".join(found[0].proof.lines("en"))
        if "undecided" in expected:
            assert [one.text("en") for one in found[0].undecided] == expected["undecided"]
    seen = {
        "defend": defenders(answer, Verdict.BOUND),
        "perhaps": sorted(
            set(defenders(answer, Verdict.UNCLEAR)) - set(defenders(answer, Verdict.BOUND))
        ),
        "conflicts": sorted({one.state for one in answer.conflicts}),
        "breaches": sorted({one.duty.owed.instrument.id for one in answer.breaches}),
        "promises": sorted({one.instrument.id for one in answer.promises}),
    }
    for key, found_states in seen.items():
        if key in case:
            assert found_states == case[key], key
    for state in case.get("not_among", ()):
        assert state not in seen["defend"] + seen["perhaps"]
    for one in case.get("prevails", ()):
        found_conflicts = [
            conflict
            for conflict in answer.conflicts
            if conflict.state == one["state"] and conflict.hinders.kind.value == one["over"]
        ]
        assert found_conflicts
        told = {conflict.prevails is conflict.helps for conflict in found_conflicts}
        assert told == {one["help"] == "yes"}
    assert_told(answer.proof)


@pytest.mark.parametrize("case", cases("cascade"))
def test_who_is_drawn_in(case: dict[str, Any], registry_of: Made) -> None:
    answer = cascade(
        registry_of(case),
        case["attacker"],
        case["victim"],
        needed(case),
        spread=case.get("spread", "yes") == "yes",
        assume_unclear=case.get("assume_unclear", "no") == "yes",
        place=Target(case.get("place", "territory")),
    )
    rounds = {
        str(number): [one.state for one in answer.joined if one.round == number]
        for number in range(1, answer.rounds + 1)
    }
    seen: dict[str, Any] = {
        "rounds": rounds,
        "with_attacker": list(answer.on(Side.ATTACKER))[1:],
        "with_victim": list(answer.on(Side.VICTIM))[1:],
        "torn": [one.state for one in answer.torn],
        "unclear": [one.state for one in answer.unclear],
        "unmoved": [one.state for one in answer.unmoved],
        "assumed": [one.state for one in answer.joined if one.assumed],
    }
    expected = {key: case[key] for key in seen if key in case}
    assert expected, "the case asks nothing"
    assert {key: seen[key] for key in expected} == expected
    for number, states in case.get("among", {}).items():
        assert set(states) <= set(rounds[number])
    assert not set(case.get("never", ())) & {one.state for one in answer.joined}
    assert set(case.get("articles", ())) <= articles(answer.proof)
    assert_told(answer.proof)


@pytest.mark.parametrize("case", cases("dyads"))
def test_the_table_of_dyads(case: dict[str, Any], registry_of: Made) -> None:
    claims = [
        Coverage(needed(one, "since"), needed(one, "until"), frozenset(one["states"]))
        for one in case.get("coverage", ())
    ]
    found = dyads(
        registry_of(case),
        needed(case, "start"),
        needed(case, "end"),
        case["by"],
        debtors=[case["debtor"]],
        creditors=[case["creditor"]],
        coverage=claims,
    )
    words = {1: "1", 0: "0", None: "NA"}
    told = []
    for row in found:
        plain = {**row.plain(), **{n: words[row.plain()[n]] for n in ATOP_NAMES.values()}}
        plain["number"] = str(row.number)
        told.append({key: str(value) for key, value in plain.items()})
        assert_told(row.proof)
    keys = [list(one) for one in case["rows"]]
    assert [
        {key: one[key] for key in wanted} for one, wanted in zip(told, keys, strict=True)
    ] == case["rows"]
