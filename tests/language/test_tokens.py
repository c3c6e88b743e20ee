"""Words and marks are cut as the treebanks cut them, and keep their places."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.language.tokens import tokens
from foedera.resources import record
from foedera.spans import Span

LANGUAGES = ("en", "id")


def cut(text: str, language: str) -> list[str]:
    return [span.of(text) for span in tokens(text, Span(0, len(text)), language)]


def pairs(section: str) -> list[Any]:
    found = []
    for language in LANGUAGES:
        for example in record(f"lexicons/{language}/abbreviations.yaml")[section]["examples"]:
            printed, _, expected = example.partition(" => ")
            found.append(pytest.param(language, printed, expected or printed, id=example))
    return found


@pytest.mark.parametrize(
    ("language", "printed", "expected"),
    [
        *pairs("hyphens"),
        *pairs("domains"),
        *pairs("currencies"),
        *pairs("units"),
        *pairs("cuts"),
        *pairs("clitics"),
    ],
)
def test_an_example_of_the_conventions_is_cut_as_it_says(
    language: str, printed: str, expected: str
) -> None:
    assert cut(printed, language) == expected.split(" ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_abbreviation_keeps_its_full_stop(language: str) -> None:
    for group in record(f"lexicons/{language}/abbreviations.yaml")["abbreviations"]:
        for form in group["written"]:
            after = "7" if group["ends"] == "unless-figure" else "Ratu"
            assert cut(f"{form} {after}", language)[-2:] in (
                [form, after],
                [form.split(" ")[-1], after],
            )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "13.000 orang, 1,5 juta", "13.000 orang , 1,5 juta"),
        ("id", "Rabu (19/6/2024) pukul 10.00", "Rabu ( 19/6/2024 ) pukul 10.00"),
        ("id", "meriam 240mm", "meriam 240mm"),
        ("id", '"Ya," ujarnya.', '" Ya , " ujarnya .'),
        ("id", "“Ya,” ujarnya…", "“ Ya , ” ujarnya …"),
        ("id", "tulis ke meja@kabar.co.id.", "tulis ke meja@kabar.co.id ."),
        ("id", "lihat https://kabar.id/a?b=1, ya", "lihat https://kabar.id/a?b=1 , ya"),
        ("id", "naik 98% pada 1990-an", "naik 98 % pada 1990-an"),
        ("id", "UU No. 34/PMK.011/2007 itu", "UU No. 34/PMK.011/2007 itu"),
        ("en", "She can't; they won't.", "She ca n't ; they wo n't ."),
        ("en", "the states’ pact isn’t dead", "the states ’ pact is n’t dead"),
        ("en", "in 2013-2014 (1,200 km)", "in 2013 - 2014 ( 1,200 km )"),
        ("en", "J. R. Osei of the U.S. said--no!!", "J. R. Osei of the U.S. said -- no !!"),
        ("en", "at 7:30 p.m., $1.5bn", "at 7:30 p.m. , $ 1.5 bn"),
    ],
)
def test_running_text_is_cut_into_words_and_marks(language: str, text: str, expected: str) -> None:
    assert cut(text, language) == expected.split(" ")


def test_only_the_stretch_asked_for_is_cut() -> None:
    text = "Satu dua. Tiga empat."
    assert [span.of(text) for span in tokens(text, Span(10, 21), "id")] == ["Tiga", "empat", "."]


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(alphabet="aB'’ .,-1/@&\n\"“é…́ 日:wcom", max_size=60))
def test_tokens_hold_everything_but_white_space_once_and_in_order(language: str, text: str) -> None:
    assert "".join(cut(text, language)) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", ["a", "a-", "1,", "a.", "A.", ".", "a@", "A/1", "www.", "'", "x'"])
def test_a_long_line_without_spaces_is_cut_in_linear_time(language: str, unit: str) -> None:
    line = unit * (60_000 // len(unit))
    start = time.perf_counter()
    cut(line, language)
    assert time.perf_counter() - start < 5
