"""Tokens of programs, and the log of what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from people_made import DAY, HOUR, MINUTE, START, doer, joined
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from foedera.accounts import DeedKind, Role, Wanted, Wish
from foedera.accounts.errors import ExcessiveRoleError, TooManyTokensError, UnknownReferenceError
from foedera.accounts.tokens import MOST
from foedera.ledger.errors import LedgerError

if TYPE_CHECKING:
    from foedera.accounts import Team


def test_a_token_does_what_it_was_made_for_and_no_more(either_team: Team) -> None:
    joined(either_team, "Siti", Role.CODER)
    name, secret = either_team.make_token("Siti", Wish("a notebook"), doer(name="Siti"))
    assert secret.startswith("foedera_")
    token = either_team.token(secret, START + HOUR)
    assert token is not None
    assert (token.id, token.person.name, token.person.role) == (name, "Siti", Role.READER)
    assert either_team.tokens("Siti")[0].used_at == START + HOUR


def test_a_token_can_do_no_more_than_its_owner(team: Team) -> None:
    joined(team, "Ana", Role.KEEPER)
    joined(team, "Siti", Role.CODER)
    with pytest.raises(ExcessiveRoleError):
        team.make_token("Siti", Wish("x", Role.KEEPER), doer())
    _, secret = team.make_token("Siti", Wish("x", Role.CODER), doer())
    team.set_role("Siti", Role.READER, doer())
    token = team.token(secret, START)
    assert token is not None
    assert token.person.role is Role.READER
    team.set_role("Siti", Role.KEEPER, doer())
    token = team.token(secret, START)
    assert token is not None
    assert token.person.role is Role.CODER


def test_a_token_ends_on_its_day_or_when_it_is_ended(team: Team) -> None:
    joined(team, "Ana", Role.KEEPER)
    joined(team, "Siti")
    _, secret = team.make_token("Siti", Wish("x", days=3), doer())
    assert team.token(secret, START + 3 * DAY - MINUTE) is not None
    assert team.token(secret, START + 3 * DAY) is None
    name, secret = team.make_token("Siti", Wish("y"), doer())
    with pytest.raises(UnknownReferenceError):
        team.end_token(name, doer(), owner="Ana")
    team.end_token(name, doer(), owner="Siti")
    assert team.token(secret, START) is None
    with pytest.raises(UnknownReferenceError):
        team.end_token(name, doer())


def test_the_tokens_of_somebody_who_leaves_end(team: Team) -> None:
    joined(team, "Ana", Role.KEEPER)
    joined(team, "Siti")
    _, secret = team.make_token("Siti", Wish("x"), doer())
    team.deactivate("Siti", doer())
    team.reactivate("Siti", doer())
    assert team.token(secret, START) is None


def test_a_new_password_by_a_link_ends_all_tokens(team: Team) -> None:
    joined(team, "Siti")
    _, secret = team.make_token("Siti", Wish("x"), doer())
    _, link = team.renew("Siti", doer())
    team.accept(link, "lima gajah menyeberangi kali", doer())
    assert team.token(secret, START) is None


@pytest.mark.parametrize("secret", ["", "foedera_", "foedera_x", "x" * 9000, "\0", "foedera_é"])
def test_what_is_no_token_lets_nobody_in(team: Team, secret: str) -> None:
    joined(team, "Siti")
    assert team.token(secret, START) is None


def test_a_session_is_no_token_and_a_token_no_session(team: Team) -> None:
    session = joined(team, "Siti")
    _, token = team.make_token("Siti", Wish("x"), doer())
    assert team.token(session, START) is None
    assert team.session(token, START) is None


def test_nobody_has_tokens_without_number(team: Team) -> None:
    joined(team, "Siti")
    for number in range(MOST):
        team.make_token("Siti", Wish(f"{number}"), doer())
    with pytest.raises(TooManyTokensError):
        team.make_token("Siti", Wish("one more"), doer())


def test_what_was_done_is_found_by_person_kind_and_time(either_team: Team) -> None:
    joined(either_team, "Ana", Role.KEEPER)
    joined(either_team, "Siti", at=START + HOUR)
    either_team.set_role("Siti", Role.READER, doer(START + 2 * HOUR, name="Ana"))
    either_team.note(DeedKind.DECIDED, doer(START + 3 * HOUR, name="Siti"), "stp-1", verdict="x")
    about_siti = either_team.deeds(Wanted(name="Siti"))
    assert [one.kind for one in about_siti] == [
        DeedKind.DECIDED,
        DeedKind.ROLE_CHANGED,
        DeedKind.JOINED,
        DeedKind.INVITED,
    ]
    changed = about_siti[1]
    assert (changed.name, changed.about, changed.at) == ("Ana", "Siti", START + 2 * HOUR)
    assert changed.told == {"from": "coder", "to": "reader"}
    assert either_team.count_deeds(Wanted(kind=DeedKind.JOINED)) == 2
    assert len(either_team.deeds(Wanted(since=START + HOUR, until=START + 2 * HOUR))) == 3
    assert [one.number for one in either_team.deeds(Wanted(before=4), most=2)] == [3, 2]


def test_the_log_is_added_to_and_never_altered(either_team: Team) -> None:
    joined(either_team, "Siti")
    for change in ("UPDATE account_deed SET name = 'x'", "DELETE FROM account_deed"):
        with pytest.raises((LedgerError, DBAPIError)), either_team.writing() as connection:
            connection.execute(text(change))
    assert either_team.altered_deed() is None


@pytest.mark.parametrize("change", ["SET about = 'Budi' WHERE number = 2", "SET number = 9"])
def test_whoever_alters_it_past_foedera_is_found_out(team: Team, change: str) -> None:
    joined(team, "Siti")
    team.note(DeedKind.DECIDED, doer(name="Siti"), "stp-1")
    with team.writing() as connection:
        connection.execute(text("DROP TRIGGER account_deed_refuses_update"))
        where = "" if "WHERE" in change else " WHERE number = 3"
        connection.execute(text(f"UPDATE account_deed {change}{where}"))
    assert team.altered_deed() in {2, 3}


def test_whatever_is_noted_is_kept_short_and_whole(either_team: Team) -> None:
    hostile = "\0'; DROP TABLE account_deed; --\ud800" + "x" * 10_000
    either_team.note(
        DeedKind.CHANGED, replace(doer(), name=hostile, address=hostile), hostile, what=hostile
    )
    (deed,) = either_team.deeds()
    assert len(deed.about) == 500
    assert deed.about == deed.told["what"] == deed.name
    assert either_team.altered_deed() is None
