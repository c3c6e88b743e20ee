"""The interface's words: every one in every language, and how numbers and days are put."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from foedera.assessment import Agreement
from foedera.assessment.differing import Difference
from foedera.claims.acts import acts
from foedera.claims.claim import Amount, Modality
from foedera.cli.page import quotation
from foedera.dates import Interval
from foedera.resources import record
from foedera.spans import Span
from foedera.treaties import (
    Act,
    InstrumentKind,
    LinkKind,
    ObligationForce,
    ObligationKind,
    Standing,
    Status,
)
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import amount_text
from foedera.wording.words import FILES, INTERFACES, Words, preferred

CLI = Path(__file__).parents[2] / "src" / "foedera" / "cli"
ENTRIES = {key: told for file in FILES for key, told in record(file).items()}


def test_no_entry_stands_in_two_files() -> None:
    assert len(ENTRIES) == sum(len(record(file)) for file in FILES)


def test_every_entry_is_in_every_language_with_the_same_gaps() -> None:
    for key, entry in ENTRIES.items():
        assert set(entry) == set(INTERFACES), key
        gaps = [set(re.findall(r"{(\w+)}", text)) for text in entry.values()]
        assert all(one == gaps[0] for one in gaps), key


def test_every_word_the_code_asks_for_is_there() -> None:
    asked = set()
    for path in CLI.glob("*.py"):
        asked |= set(re.findall(r"""words\(\s*"([a-z-]+)\"""", path.read_text(encoding="utf-8")))
    assert asked
    assert asked <= set(ENTRIES)


@pytest.mark.parametrize("language", INTERFACES)
def test_every_value_has_a_word(language: str) -> None:
    words = Words(language)
    for kind, values in (
        ("status", Status),
        ("standing", Standing),
        ("force", ObligationForce),
        ("obligation", ObligationKind),
    ):
        assert all(words.law(kind, value) for value in values)
    for prefix, values in (
        ("agreement", Agreement),
        ("difference", Difference),
        ("modality", Modality),
        ("kind", InstrumentKind),
        ("link", LinkKind),
    ):
        assert all(words(f"{prefix}-{value.value.replace(' ', '-')}") for value in values)
    assert all(words.act(act.value) for act in Act)
    assert all(words.act(name) for name in acts())


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "id_ID"}, "id"),
        ({"LC_ALL": "", "LANG": "id"}, "id"),
    ],
)
def test_the_interface_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [(12000, "12,000", "12.000"), (1234.5, "1,234.5", "1.234,5"), (7, "7", "7")],
)
def test_numbers_follow_the_language(value: float, english: str, indonesian: str) -> None:
    assert Words("en").number(value) == english
    assert Words("id").number(value) == indonesian


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-11-11", "2024-11-11", "11 November 2024"),
        ("2024-11-04", "2024-11-10", "4–10 November 2024"),
        ("2024-06-01", "2024-06-30", "June 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-10-28", "2024-11-03", "28 October 2024 – 3 November 2024"),
        ("2023-08-01", None, "since August 2023"),
        (None, "2024-11-12", "by 12 November 2024"),
    ],
)
def test_days_are_put_as_loosely_as_they_were_told(
    start: str | None, end: str | None, said: str
) -> None:
    days = (date.fromisoformat(day) if day else None for day in (start, end))
    assert Words("en").period(Interval(*days)) == said


def test_what_could_steer_a_terminal_is_made_visible() -> None:
    assert clean("a\x1b[2Jb\u202ec\n d") == "a\ufffd[2Jb\ufffdc d"


def test_a_long_quotation_is_cut_visibly_around_what_matters() -> None:
    text = "x " * 2000 + "ratified" + " y" * 2000
    shown = quotation(text, Span(0, len(text)), Span(4000, 4008)).plain
    assert "ratified" in shown
    assert shown.startswith("“[…]")
    assert shown.endswith("[…]”")
    assert len(shown) < 700


@pytest.mark.parametrize(
    ("low", "high", "about", "said"),
    [
        (12000, 12000, True, "about 12,000 troops"),
        (1000, 9999, False, "1,000–9,999 troops"),
        (13000, None, False, "13,000 or more troops"),
        (None, 5000, True, "up to about 5,000 troops"),
        (1500, 2000, True, "about 1,500–2,000 troops"),
    ],
)
def test_a_number_keeps_the_bounds_the_report_leaves_it(
    low: float | None,
    high: float | None,
    about: bool,  # noqa: FBT001 - a row of the table
    said: str,
) -> None:
    amount = Amount(low, high, about, "troops", Span(0, 1))
    assert amount_text(amount, Words("en")) == said
