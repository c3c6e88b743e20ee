"""Who signs in with a password, for how long, and how often it may be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people_made import DAY, HOUR, MINUTE, OTHER, PASSWORD, QUICK, START, doer, joined

from foedera.accounts import DeedKind, Role, Wanted, create_team
from foedera.accounts.errors import (
    RefusedSignInError,
    TooManyTriesError,
    UnknownReferenceError,
    WrongPasswordError,
)
from foedera.accounts.limiting import MOST, subjects
from foedera.accounts.sessions import IDLE, LONGEST

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.accounts import Team


def test_the_right_password_opens_a_session_of_its_own_each_time(either_team: Team) -> None:
    joined(either_team, "Siti")
    first = either_team.sign_in("Siti", PASSWORD, doer())
    second = either_team.sign_in("siti", PASSWORD, doer())
    assert first != second
    assert len(either_team.sessions("Siti", START)) == 3
    assert either_team.session(first, START) is not None


@pytest.mark.parametrize(
    ("name", "password"),
    [("Siti", OTHER), ("Siti", ""), ("Nobody", PASSWORD), ("", ""), ("a" * 9000, "\0\ud800")],
)
def test_a_wrong_name_is_refused_as_a_wrong_password_is(
    team: Team, name: str, password: str
) -> None:
    joined(team, "Siti")
    with pytest.raises(RefusedSignInError) as told:
        team.sign_in(name, password, doer())
    assert str(told.value) == str(RefusedSignInError())


def test_whoever_is_no_longer_let_in_is_refused_with_the_right_password(team: Team) -> None:
    joined(team, "Ana", Role.KEEPER)
    secret = joined(team, "Siti")
    team.deactivate("Siti", doer())
    assert team.session(secret, START) is None
    with pytest.raises(RefusedSignInError):
        team.sign_in("Siti", PASSWORD, doer())
    team.reactivate("Siti", doer())
    assert team.sign_in("Siti", PASSWORD, doer())
    assert team.session(secret, START) is None


def test_a_session_ends_when_nothing_is_asked(either_team: Team) -> None:
    secret = joined(either_team, "Siti")
    assert either_team.session(secret, START + IDLE - MINUTE) is not None
    assert either_team.session(secret, START + 2 * IDLE - 2 * MINUTE) is not None
    assert either_team.session(secret, START + 3 * IDLE) is None


def test_a_session_ends_after_half_a_day_whatever_is_asked(team: Team) -> None:
    secret, at = joined(team, "Siti"), START
    while at < START + LONGEST:
        assert team.session(secret, at) is not None
        at += HOUR
    assert team.session(secret, START + LONGEST) is None


def test_signing_in_ends_the_session_that_the_browser_had(team: Team) -> None:
    old = joined(team, "Siti")
    new = team.sign_in("Siti", PASSWORD, doer(), before=old)
    assert team.session(old, START) is None
    assert team.session(new, START) is not None


def test_signing_out_ends_one_session_and_no_other(team: Team) -> None:
    first, second = joined(team, "Siti"), team.sign_in("Siti", PASSWORD, doer())
    team.sign_out(first, doer())
    assert team.session(first, START) is None
    assert team.session(second, START) is not None
    team.sign_out(first, doer())
    assert [one.kind for one in team.deeds(Wanted(kind=DeedKind.SIGNED_OUT))] == [
        DeedKind.SIGNED_OUT
    ]


def test_a_session_is_ended_by_its_owner_alone(team: Team) -> None:
    joined(team, "Siti")
    joined(team, "Budi")
    (session,) = team.sessions("Siti", START)
    with pytest.raises(UnknownReferenceError):
        team.end_session(session.id, "Budi", doer())
    team.end_session(session.id, "Siti", doer())
    assert not team.sessions("Siti", START)


def test_a_new_password_ends_all_sessions_but_the_one_it_opens(either_team: Team) -> None:
    first, second = joined(either_team, "Siti"), either_team.sign_in("Siti", PASSWORD, doer())
    with pytest.raises(WrongPasswordError):
        either_team.change_password("Siti", OTHER, OTHER, doer(name="Siti"))
    new = either_team.change_password("Siti", PASSWORD, OTHER, doer(name="Siti"))
    assert either_team.session(first, START) is None
    assert either_team.session(second, START) is None
    assert either_team.session(new, START) is not None
    with pytest.raises(RefusedSignInError):
        either_team.sign_in("Siti", PASSWORD, doer())


def test_another_role_ends_all_sessions(team: Team) -> None:
    secret = joined(team, "Siti")
    team.set_role("Siti", Role.CODER, doer())
    assert team.session(secret, START) is not None  # it is hers already
    team.set_role("Siti", Role.READER, doer())
    assert team.session(secret, START) is None


def test_nothing_secret_is_kept(tmp_path: Path) -> None:
    with create_team(str(tmp_path / "ledger.db"), QUICK) as team:
        _, link = team.invite("Siti", Role.CODER, doer())
        secret = team.accept(link, PASSWORD, doer())
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"Siti" in kept
    for hidden in (link, secret, PASSWORD):
        assert hidden.encode() not in kept


def test_five_tries_a_minute_for_one_name(either_team: Team) -> None:
    joined(either_team, "Siti")
    for number in range(MOST):
        with pytest.raises(RefusedSignInError):
            either_team.sign_in("Siti", OTHER, doer(address=f"192.0.2.{number}"))
    with pytest.raises(TooManyTriesError) as told:
        either_team.sign_in("SITI", PASSWORD, doer(START + MINUTE / 2, "198.51.100.1"))
    assert told.value.seconds == 30
    assert either_team.sign_in("Siti", PASSWORD, doer(START + MINUTE))


def test_five_tries_a_minute_from_one_address(team: Team) -> None:
    joined(team, "Siti")
    for number in range(MOST):
        with pytest.raises(RefusedSignInError):
            team.sign_in(f"somebody {number}", OTHER, doer())
    with pytest.raises(TooManyTriesError):
        team.sign_in("Siti", PASSWORD, doer())
    assert team.sign_in("Siti", PASSWORD, doer(address="198.51.100.1"))


def test_tries_are_counted_through_a_restart(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.db")
    with create_team(place, QUICK) as team:
        joined(team, "Siti")
        for _ in range(MOST):
            with pytest.raises(RefusedSignInError):
                team.sign_in("Siti", OTHER, doer())
    with create_team(place, QUICK) as team, pytest.raises(TooManyTriesError):
        team.sign_in("Siti", PASSWORD, doer())


def test_tries_that_succeed_do_not_count(team: Team) -> None:
    joined(team, "Siti")
    for _ in range(2 * MOST):
        assert team.sign_in("Siti", PASSWORD, doer())


def test_a_session_that_was_stolen_is_no_way_to_guess_the_password(team: Team) -> None:
    joined(team, "Siti")
    for _ in range(MOST):
        with pytest.raises(WrongPasswordError):
            team.change_password("Siti", OTHER, OTHER, doer(name="Siti"))
    with pytest.raises(TooManyTriesError):
        team.change_password("Siti", PASSWORD, OTHER, doer(name="Siti"))


def test_refusals_are_told_of_once_a_minute(team: Team) -> None:
    for _ in range(MOST):
        with pytest.raises(RefusedSignInError):
            team.sign_in("Siti", OTHER, doer())
    for _ in range(50):
        with pytest.raises(TooManyTriesError):
            team.sign_in("Siti", OTHER, doer())
    assert team.count_deeds(Wanted(kind=DeedKind.SIGN_IN_FAILED)) == MOST
    assert team.count_deeds(Wanted(kind=DeedKind.SIGN_IN_REFUSED)) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
        ("unknown", "unknown", True),
    ],
)
def test_a_network_of_the_sixth_version_counts_as_one_address(
    one: str, other: str, *, same: bool
) -> None:
    assert (subjects("x", one) == subjects("x", other)) is same


def test_tries_are_counted_by_names_that_cannot_be_read(team: Team) -> None:
    assert "my secret" not in "".join(subjects("my secret", "192.0.2.7"))
    with pytest.raises(RefusedSignInError):
        team.sign_in("a password typed as a name", PASSWORD, doer())
    assert "typed" not in str(team.deeds())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=12).map(sorted))
def test_never_are_more_than_five_tries_taken_in_any_minute(moments: list[int]) -> None:
    import tempfile  # noqa: PLC0415 - a folder for each example

    taken: list[int] = []
    with tempfile.TemporaryDirectory() as folder, create_team(f"{folder}/ledger.db", QUICK) as team:
        for at in moments:
            try:
                team._tried("x", subjects("x", "y"), doer(START + at * MINUTE / 60))  # noqa: SLF001 - the part that counts
            except TooManyTriesError:
                if len([one for one in taken if one > at - 60]) != MOST:
                    raise
            else:
                taken.append(at)
    assert all(later - earlier >= 60 for earlier, later in zip(taken, taken[MOST:], strict=False))


def test_whoever_waits_as_told_may_try_again(team: Team) -> None:
    at = START
    for _ in range(MOST):
        with pytest.raises(RefusedSignInError):
            team.sign_in("x", "y", doer(at))
        at += MINUTE / 10
    with pytest.raises(TooManyTriesError) as told:
        team.sign_in("x", "y", doer(at))
    with pytest.raises(RefusedSignInError):
        team.sign_in("x", "y", doer(at + told.value.seconds * MINUTE / 60))


def test_people_are_listed_with_when_they_came(team: Team) -> None:
    joined(team, "Siti")
    secret = joined(team, "Budi", at=START + DAY)
    team.session(secret, START + DAY + 5 * MINUTE)
    budi, siti = team.people(START + DAY + 5 * MINUTE)
    assert (budi.person.name, budi.seen_at, budi.sessions) == ("Budi", START + DAY + 5 * MINUTE, 1)
    assert (siti.person.name, siti.seen_at, siti.sessions) == ("Siti", None, 0)
