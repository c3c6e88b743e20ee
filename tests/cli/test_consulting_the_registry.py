"""``foedera treaties``, ``foedera languages`` and ``--version``."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from foedera.cli.commands import run
from foedera.treaties import Registry


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return " ".join(capsys.readouterr().out.split())


def test_every_instrument_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "treaties", "list", "--on", "2024-11-12", "--interface", "en")
    for instrument in Registry.load().instruments:
        assert instrument.id in text


def test_a_treaty_is_shown_as_it_stood_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    before = shown(capsys, "treaties", "show", "prk-rus-2024", "--on", "2024-11-12")
    after = shown(capsys, "treaties", "show", "prk-rus-2024", "--on", "2024-12-05")
    assert "Status not in force" in before
    assert "Missing exchange of instruments of ratification" in before
    assert "Status in force" in after


def test_what_was_known_is_another_question_than_what_was_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("treaties", "show", "prk-rus-2024", "--on", "2024-11-11")
    known = shown(capsys, *asked, "--known-by", "2024-11-11")
    assert "North Korea ratified at home" in shown(capsys, *asked)
    assert "North Korea signed" in known
    assert "as known by 11 November 2024" in known


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_instrument_can_be_shown_in_either_language(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    for instrument in Registry.load().instruments:
        text = shown(capsys, "treaties", "show", instrument.id, "--interface", language)
        assert instrument.id in text


def test_the_languages_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "languages", "--interface", "id") == "en Inggris id Indonesia ms Melayu"


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "--version") == f"foedera {version('foedera')}"


def test_the_final_clauses_and_reservations_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "treaties", "show", "north-atlantic-treaty-1949", "--interface", "en")
    assert "no notice in the first 20 years; a party leaves by notice of 12 months" in text
    text = shown(capsys, "treaties", "show", "rio-1947", "--interface", "en")
    assert "Reservation Guatemala:" in text
