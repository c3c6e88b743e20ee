"""Questions put in words: every example of every pattern, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import foedera
from foedera.actors.errors import UnknownActorError
from foedera.resources import record
from foedera.treaties import StateNotExistingError, Truth
from foedera.workspace import Asks, Workspace
from foedera.workspace.errors import (
    NotAStateError,
    OneStateTwiceError,
    UnrecognisedQuestionError,
    WrongQuestionError,
)
from foedera.workspace.questions import ROLES, patterns

DESK = Workspace()
DAY = date(2024, 12, 12)
EXAMPLES = [
    (pattern, text, states) for pattern in patterns() for text, states in pattern.examples.items()
]


def states_of(text: str) -> dict[str, str]:
    question = DESK.question(text, DAY)
    found = {role: getattr(question, role) for role in ROLES}
    return {role: state for role, state in found.items() if state}


@pytest.mark.parametrize(("pattern", "text", "states"), EXAMPLES, ids=[one[1] for one in EXAMPLES])
def test_every_example_is_understood(pattern: Any, text: str, states: dict[str, str]) -> None:  # noqa: ANN401
    question = DESK.question(text, DAY)
    assert question.asks is pattern.asks
    assert question.language == pattern.language
    assert states_of(text) == states


def test_every_pattern_has_an_example_and_every_kind_both_languages() -> None:
    assert all(pattern.examples for pattern in patterns())
    told = {(pattern.asks, pattern.language) for pattern in patterns()}
    assert told == {(asks, language) for asks in Asks for language in ("en", "id")}
    assert set(record("questions.yaml")) == {"openers", "articles", "patterns"}


@pytest.mark.parametrize(
    "text",
    [
        "ukr attacks rus",
        "  UKR   attacks\tRUS ?! ",
        "Kyiv attacks Moscow",
        "“Ukraina menyerang Rusia”",
    ],
)
def test_case_space_and_marks_do_not_matter(text: str) -> None:
    assert states_of(text) == {"attacker": "UKR", "victim": "RUS"}


def test_a_name_means_who_bore_it_that_day() -> None:
    question = DESK.question("the Soviet Union attacks Finland", date(1939, 11, 30))
    assert question.attacker == "SUN"


@pytest.mark.parametrize(
    "text", ["", "?", "hello", "UKR attacks", "apa kabar", "attacks", "x" * 5000, "{victim} (a|b)"]
)
def test_what_is_no_question_is_refused_with_forms_to_follow(text: str) -> None:
    with pytest.raises(UnrecognisedQuestionError, match="UKR attacks RUS") as refused:
        DESK.question(text, DAY)
    assert len(str(refused.value)) < 1000


def test_the_states_that_were_found_are_told() -> None:
    with pytest.raises(UnrecognisedQuestionError, match="names UKR and"):
        DESK.question("UKR attacks", DAY)


@pytest.mark.parametrize(
    ("text", "called", "near"),
    [
        ("Atlantis attacks Russia", "Atlantis", None),
        ("Rusya menyerang Ukraina", "Rusya", "RUS"),
        ("Rusia diserang Ukriana", "Ukriana", "UKR"),
        ("who must defend Jepan", "Jepan", "JPN"),
    ],
)
def test_an_unknown_name_is_told_with_near_ones(text: str, called: str, near: str | None) -> None:
    with pytest.raises(UnknownActorError, match=called) as refused:
        DESK.question(text, DAY)
    assert near is None or near in refused.value.near


def test_of_an_organisation_its_members_are_told() -> None:
    with pytest.raises(NotAStateError, match="is an organisation") as refused:
        DESK.question("Rusia menyerang NATO", DAY)
    assert {"POL", "TUR", "USA"} <= set(refused.value.members)
    assert "SWE" in refused.value.members
    with pytest.raises(NotAStateError) as earlier:
        DESK.question("Rusia menyerang NATO", date(2010, 1, 1))
    assert "SWE" not in earlier.value.members


def test_an_armed_group_is_no_state() -> None:
    with pytest.raises(NotAStateError, match="is an armed group"):
        DESK.question("Hamas attacks Israel", DAY)


def test_one_state_cannot_be_both() -> None:
    with pytest.raises(OneStateTwiceError, match="RUS"):
        DESK.question("Russia attacks RUS", DAY)


@pytest.mark.parametrize(
    "text", ["East Germany attacks Poland", "who must defend East Germany", "what does DDR owe"]
)
def test_a_state_that_was_none_that_day_is_refused_with_its_heirs(text: str) -> None:
    with pytest.raises(StateNotExistingError) as refused:
        DESK.ask(text, DAY)
    assert refused.value.kin == ("DEU",)


def test_a_cascade_wants_an_attack() -> None:
    with pytest.raises(WrongQuestionError, match="UKR attacks RUS"):
        foedera.cascade("who must defend Poland", DAY)


def test_who_must_defend_is_asked_whoever_attacks() -> None:
    ties = foedera.ask("siapa wajib membela Polandia", DAY).ties
    sure = {tie.debtor for tie in ties if tie.truth is Truth.YES}
    assert {"DEU", "USA", "AUT"} <= sure
    assert all(tie.owed.obligation.kind.value == "defence" for tie in ties)


def test_what_is_owed_runs_from_debtor_to_creditor() -> None:
    ties = foedera.ask("what does Russia owe North Korea", DAY).ties
    assert {(tie.debtor, tie.creditor) for tie in ties} == {("RUS", "PRK")}
    assert "prk-rus-2024/defence" in {tie.owed.obligation.id for tie in ties}


def test_known_by_counts_in_an_answer() -> None:
    later = foedera.ask("UKR attacks RUS", DAY).duties
    known = foedera.ask("UKR attacks RUS", DAY, date(2024, 11, 12)).duties
    assert later is not None
    assert known is not None
    assert "prk-rus-2024/defence" in {
        one.owed.obligation.id for one in later.duties if one.verdict.value == "bound"
    }
    assert "prk-rus-2024/defence" not in {
        one.owed.obligation.id for one in known.duties if one.verdict.value == "bound"
    }


def test_status_by_name() -> None:
    assert foedera.status("North Atlantic Treaty", DAY).status.value == "in force"
