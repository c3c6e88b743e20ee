"""People join by a link that is good once, and for some days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from people_made import DAY, MINUTE, OTHER, PASSWORD, START, doer, joined

from foedera.accounts import DeedKind, Role
from foedera.accounts.errors import (
    LastKeeperError,
    TakenNameError,
    UnknownPersonError,
    UnknownReferenceError,
    UnusableInvitationError,
    UnusableNameError,
    UnusablePasswordError,
)

if TYPE_CHECKING:
    from foedera.accounts import Team


def test_a_link_lets_one_person_join_once(either_team: Team) -> None:
    made, link = either_team.invite("Siti  Rahma ", Role.CODER, doer())
    assert made.name == "Siti Rahma"
    assert either_team.invitation(link, START) == made
    secret = either_team.accept(link, PASSWORD, doer(START + MINUTE), "Siti")
    session = either_team.session(secret, START + MINUTE)
    assert session is not None
    assert (session.person.name, session.person.role, session.person.shown) == (
        "Siti Rahma",
        Role.CODER,
        "Siti",
    )
    with pytest.raises(UnusableInvitationError):
        either_team.accept(link, OTHER, doer(START + MINUTE))
    kinds = [one.kind for one in either_team.deeds()]
    assert kinds == [DeedKind.JOINED, DeedKind.INVITED]


def test_a_link_is_good_for_a_week_and_no_longer(team: Team) -> None:
    _, link = team.invite("Budi", Role.READER, doer())
    assert team.invitation(link, START + 7 * DAY - MINUTE)
    with pytest.raises(UnusableInvitationError):
        team.invitation(link, START + 7 * DAY)
    with pytest.raises(UnusableInvitationError):
        team.accept(link, PASSWORD, doer(START + 8 * DAY))


def test_a_second_link_for_the_same_name_ends_the_first(team: Team) -> None:
    _, first = team.invite("Budi", Role.READER, doer())
    _, second = team.invite("Budi", Role.CODER, doer(START + MINUTE))
    with pytest.raises(UnusableInvitationError):
        team.invitation(first, START + MINUTE)
    assert team.invitation(second, START + MINUTE).role is Role.CODER
    assert len(team.invitations(START + MINUTE)) == 1


def test_a_link_can_be_ended(team: Team) -> None:
    made, link = team.invite("Budi", Role.READER, doer())
    team.end_invitation(made.id, doer(name="Ana"))
    with pytest.raises(UnusableInvitationError):
        team.invitation(link, START)
    with pytest.raises(UnknownReferenceError):
        team.end_invitation(made.id, doer(name="Ana"))


def test_a_password_that_is_not_taken_leaves_the_link_good(team: Team) -> None:
    _, link = team.invite("Budi", Role.READER, doer())
    with pytest.raises(UnusablePasswordError):
        team.accept(link, "short", doer())
    assert team.accept(link, PASSWORD, doer())


@pytest.mark.parametrize("link", ["", "x", "a" * 5000, "\0", "%", "é" * 40, "\ud800"])
def test_what_is_no_link_is_refused(team: Team, link: str) -> None:
    with pytest.raises(UnusableInvitationError):
        team.invitation(link, START)


@pytest.mark.parametrize("name", ["siti rahma", "SITI RAHMA", "Siti Rahma", "Ｓiti Rahma"])
def test_no_two_people_have_names_that_look_the_same(either_team: Team, name: str) -> None:
    joined(either_team, "Siti Rahma")
    with pytest.raises(TakenNameError):
        either_team.invite(name, Role.READER, doer())


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\0b", "x" * 81, "a\u202eb"])
def test_a_name_is_what_can_stand_in_the_ledger(team: Team, name: str) -> None:
    with pytest.raises(UnusableNameError):
        team.invite(name, Role.READER, doer())


def test_somebody_who_forgot_their_password_takes_a_new_one_by_a_link(either_team: Team) -> None:
    old = joined(either_team, "Siti")
    _, link = either_team.renew("siti", doer(name="Ana"))
    assert either_team.invitation(link, START).renews
    new = either_team.accept(link, OTHER, doer(START + MINUTE))
    assert either_team.session(old, START + MINUTE) is None
    assert either_team.session(new, START + MINUTE) is not None
    assert either_team.sign_in("Siti", OTHER, doer(START + MINUTE))


def test_a_link_for_somebody_who_is_no_longer_let_in_is_not_good(team: Team) -> None:
    joined(team, "Ana", Role.KEEPER)
    joined(team, "Siti")
    _, link = team.renew("Siti", doer())
    team.deactivate("Siti", doer())
    with pytest.raises(UnusableInvitationError):
        team.accept(link, OTHER, doer())


def test_the_last_keeper_stays_one(either_team: Team) -> None:
    joined(either_team, "Ana", Role.KEEPER)
    joined(either_team, "Siti", Role.CODER)
    for role in (Role.READER, Role.CODER):
        with pytest.raises(LastKeeperError):
            either_team.set_role("Ana", role, doer())
    with pytest.raises(LastKeeperError):
        either_team.deactivate("Ana", doer())
    either_team.set_role("Siti", Role.KEEPER, doer())
    either_team.deactivate("Ana", doer())
    with pytest.raises(LastKeeperError):
        either_team.set_role("Siti", Role.READER, doer())
    either_team.reactivate("Ana", doer())
    assert [one.active for one in either_team.people(START)] == [True, True]


def test_nobody_is_changed_who_is_not_there(team: Team) -> None:
    for change in (team.deactivate, team.reactivate, team.renew):
        with pytest.raises(UnknownPersonError):
            change("Nobody", doer())
    with pytest.raises(UnknownPersonError):
        team.set_role("Nobody", Role.READER, doer())
