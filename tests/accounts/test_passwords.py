"""Passwords that are taken, and how they are kept."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people_made import OTHER, PASSWORD, doer, joined

from foedera.accounts.errors import UnusablePasswordError
from foedera.accounts.passwords import Passwords, taken

if TYPE_CHECKING:
    from foedera.accounts import Team

KEPT = re.compile(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", "short"),
        ("elevenchars", "short"),
        ("x" * 1025, "long"),
        ("é" * 513, "long"),
        ("password1234", "common"),
        ("Password2026!", "common"),
        ("P@ssw0rd!!!!!", "common"),
        ("123456789012", "common"),
        ("210987654321", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("abcabcabcabc", "common"),
        ("qwertyuiop123", "common"),
        ("katasandi123456", "common"),
        ("Indonesia Raya 1945", "common"),
        ("sayangsayangsayang", "common"),
        ("foedera 123456", "common"),
        ("correct horse battery staple", "common"),
        ("siti rahma 1990", "named"),
        ("SitiRahmaSitiRahma", "named"),
    ],
)
def test_a_password_that_is_tried_first_is_not_taken(password: str, fault: str) -> None:
    with pytest.raises(UnusablePasswordError) as told:
        taken(password, "Siti Rahma")
    assert told.value.fault == fault


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "twelve chars",
        "kfjqzmvbxtwo",
        "839201774625",  # no rule says what a password is made of
        "password of the seventh gate",
        "🦏🦏🐘🐘🦏🐘🐘🦏🦏🐘🐘🐘",
        "x7" * 6 + "q",
        "éàü" * 170 + "é",
    ],
)
def test_any_other_is(password: str) -> None:
    assert taken(password, "Siti Rahma") == password


def test_what_is_kept_takes_nineteen_mebibytes_and_two_rounds() -> None:
    kept = Passwords().kept(PASSWORD)
    found = KEPT.match(kept)
    assert found is not None
    assert int(found[1]) >= 19 * 1024
    assert int(found[2]) >= 2
    assert kept != Passwords().kept(PASSWORD)


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    passwords = Passwords()
    kept = passwords.kept(unicodedata.normalize("NFD", "café di pelabuhan"))
    assert passwords.fits(unicodedata.normalize("NFC", "café di pelabuhan"), kept)


def test_where_nothing_is_kept_nothing_fits() -> None:
    passwords = Passwords(memory=64, times=1)
    assert not passwords.fits(PASSWORD, None)
    assert not passwords.fits(PASSWORD, "no hash at all")
    assert not passwords.fits("x" * 100_000, passwords.kept(PASSWORD))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_a_password_fits_what_is_kept_of_it_and_of_nothing_else(one: str, other: str) -> None:
    passwords = Passwords(memory=64, times=1)
    kept = passwords.kept(one)
    assert passwords.fits(one, kept)
    if unicodedata.normalize("NFKC", one) != unicodedata.normalize("NFKC", other):
        assert not passwords.fits(other, kept)


def test_a_password_kept_with_less_is_kept_anew_when_its_owner_signs_in(team: Team) -> None:
    team._passwords = Passwords(memory=64, times=1)  # noqa: SLF001 - as an earlier version kept it
    joined(team, "Siti")
    team._passwords = Passwords()  # noqa: SLF001
    before = _kept(team)
    assert team.sign_in("Siti", PASSWORD, doer())
    after = _kept(team)
    assert "m=64," in before
    assert f"m={19 * 1024}," in after
    assert team.sign_in("Siti", PASSWORD, doer())
    assert _kept(team) == after
    assert team.change_password("Siti", PASSWORD, OTHER, doer())


def _kept(team: Team) -> str:
    from foedera.accounts.membership import person_row  # noqa: PLC0415 - its only use

    with team.reading() as connection:
        row = person_row(connection, "Siti")
    assert row is not None
    return str(row.password)
