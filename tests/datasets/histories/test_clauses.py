"""Clause files: what they may say, and what they make of an alliance's duties."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedera.actors import Catalogue
from foedera.datasets.atop.memberships import membership_of
from foedera.datasets.errors import MalformedClauseError
from foedera.datasets.histories import Histories, carried, clause_file, with_history
from foedera.resources import read_record
from foedera.treaties import Basis, Coding, Condition, ImpliedEnd, Registry, Verdict, duties

if TYPE_CHECKING:
    from foedera.datasets.atop.memberships import Membership
    from foedera.treaties import DutiesAnswer

BY_ATOP = Coding(Basis.SIGNATURE, ImpliedEnd.ATOP)
PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "add-a-clause.md"
CLAUSE = """
atop: 9050
title: {en: Austro-Sardinian convention}
clauses:
  - id: defence
    kind: defence
    owed_by: [XAH]
    owed_to: [ITA]
    trigger: {occurrence: armed attack, attackers: [FRA], regions: [Europe]}
    says: {en: Austria helps., id: Austria membantu.}
"""


def rows(**codes: int) -> list[Membership]:
    """Return two members, Austria-Hungary and Italy, from 1831 to 1848."""
    days = {"yrent": 1831, "moent": 7, "dayent": 23, "yrexit": 1848, "moexit": 3, "dayexit": 23}
    common = {"atopid": 9050, "phase": 0, "estmode": 0, **days, **codes}
    cells = [
        {**common, "member": 300, "defense": 1},
        {**common, "member": 325, "defense": 0},
    ]
    return [membership_of({key: str(cell) for key, cell in one.items()}) for one in cells]


def asked(clauses: str, attacker: str, **codes: int) -> DutiesAnswer:
    known = {9050: clause_file(read_record(clauses), "atop-9050.yaml")} if clauses else {}
    registry = with_history(Registry(()), Histories(rows(**codes), known, None, ()))
    return duties(registry, attacker, "ITA", date(1840, 1, 1), coding=BY_ATOP)


def verdict(answer: DutiesAnswer) -> Verdict:
    return answer.of("XAH")[0].verdict


def test_a_clause_names_the_adversary() -> None:
    assert verdict(asked(CLAUSE, "FRA", defcoadv=1)) is Verdict.BOUND
    assert verdict(asked(CLAUSE, "GBR", defcoadv=1)) is Verdict.NOT_BOUND


def test_without_a_clause_an_adversary_named_somewhere_is_unclear() -> None:
    assert verdict(asked("", "FRA", defcoadv=1)) is Verdict.UNCLEAR
    assert verdict(asked("", "FRA", defcoadv=1, statthr1=220)) is Verdict.BOUND
    assert verdict(asked("", "GBR", defcoadv=1, statthr1=220)) is Verdict.NOT_BOUND


@pytest.mark.parametrize(
    ("code", "condition"),
    [
        ("defconpr", Condition.NOT_PROVOKED),
        ("defconum", Condition.SEVERAL_ADVERSARIES),
        ("defcodem", Condition.DEMAND_REJECTED),
        ("defcocon", Condition.OTHER),
    ],
)
def test_a_condition_coded_leaves_the_duty_unclear(code: str, condition: Condition) -> None:
    answer = asked("", "FRA", **{code: 1})
    assert verdict(answer) is Verdict.UNCLEAR
    assert answer.of("XAH")[0].owed.obligation.conditions == (condition,)


def test_a_place_coded_and_not_named_is_unclear() -> None:
    assert verdict(asked("", "FRA", defcoloc=1)) is Verdict.UNCLEAR


def test_a_region_holds_those_at_home_in_it() -> None:
    asia = CLAUSE.replace("[Europe]", "[Asia]")
    assert verdict(asked(CLAUSE, "FRA")) is Verdict.BOUND
    assert verdict(asked(asia, "FRA")) is Verdict.NOT_BOUND


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("kind: defence", "kind: restraint", "none of ATOP's five"),
        ("[Europe]", "[Atlantis]", "Atlantis"),
        ("atop: 9050", "title2: x", "title2"),
        ("owed_by: [XAH]", "owed_by: [XAH]\n    phases: [two]", "no number"),
        ("says:", "saying:", "saying"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(was: str, becomes: str, reason: str) -> None:
    with pytest.raises(MalformedClauseError, match=reason) as caught:
        clause_file(read_record(CLAUSE.replace(was, becomes, 1)), "atop-9050.yaml")
    assert caught.value.place.startswith("atop-9050.yaml")


def test_every_clause_file_is_sound() -> None:
    catalogue = Catalogue.load()
    for number, one in carried().items():
        for clause in one.clauses:
            trigger = clause.trigger
            codes = (*clause.owed_by, *clause.owed_to, *trigger.attackers)
            codes += (*trigger.homelands, *trigger.excluded)
            assert all(code in catalogue for code in codes), (number, clause.id, codes)
            assert set(clause.sources) <= set(one.sources), (number, clause.id)
            assert clause.says.keys() == {"en", "id"}, (number, clause.id)


def test_the_example_in_the_manual_is_a_clause_file() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    block = "\n".join(line[4:] for line in lines if line.startswith("    "))
    assert clause_file(read_record(block), "add-a-clause.md").atop == 1050
