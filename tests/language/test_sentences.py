"""Paragraphs are parted where a reader would part them."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.language.sentences import sentences
from foedera.resources import record
from foedera.spans import Span

LANGUAGES = ("en", "id")


def part(text: str, language: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)), language)]


def examples(key: str) -> list[Any]:
    found = []
    for language in LANGUAGES:
        told = record(f"lexicons/{language}/abbreviations.yaml")
        for group in told["abbreviations"]:
            found += [pytest.param(language, text, id=text) for text in group.get(key, [])]
        if key == "not":
            found += [pytest.param(language, t, id=t) for t in told["openers"]["examples"]]
    return found


@pytest.mark.parametrize(("language", "text"), examples("examples"))
def test_an_example_of_an_abbreviation_is_one_sentence(language: str, text: str) -> None:
    assert part(text, language) == [text]


@pytest.mark.parametrize(("language", "text"), examples("not"))
def test_a_counter_example_of_an_abbreviation_is_two_sentences(language: str, text: str) -> None:
    assert len(part(text, language)) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", '"Kami setuju. |Kami akan datang," kata Ratna. |Ia pergi.'),
        ("id", '"Kapan kami datang?" tanya Wayan.'),
        ("id", "“Perjanjian itu sah.” |Namun ia ragu."),
        ("id", "LIMA, KABAR.TV — Duta besar itu tiba (5/6). |Ia senang."),
        ("id", "Ia menunggu... |Tidak ada yang datang… |Lalu ia pergi."),
        ("id", "Ia menunggu... sampai malam; lalu ia pergi."),
        ("id", "Itu benar, katanya.|Peru menolak."),
        ("id", "Baca di kabar.com atau Kabar.TV hari ini."),
        ("id", "1. Pasal ini berlaku. |2. Pasal itu tidak."),
        ("id", "Nilainya 1.500 dolar. |5 kapal dikirim."),
        ("en", "President Harlan R. Osei Jr. said so. |He left."),
        ("en", "The U.S. Defence Secretary spoke. |Nobody in the U.S. agreed."),
        ("en", "“Will they come?” |“No!” |She left."),
        ("en", "“Will they come?” she asked."),
        ("en", "They came at 5 p.m. on Sept. 3 to St. Vincent v. the rest."),
        ("en", "It cost $1.5 million. |That was dear."),
        ("en", "One paragraph\n\n|another paragraph"),
        ("en", "One line\nfolded in two."),
    ],
)
def test_sentences_end_at_the_bars_alone(language: str, text: str) -> None:
    expected = [sentence.strip() for sentence in text.split("|")]
    assert part(text.replace("|", ""), language) == expected


def test_only_the_stretch_asked_for_is_parted() -> None:
    text = "Satu. Dua. Tiga."
    assert [span.of(text) for span in sentences(text, Span(6, 16), "id")] == ["Dua.", "Tiga."]


def test_white_space_alone_holds_no_sentence() -> None:
    assert part(" \n\n ", "en") == []


@given(text=st.text(alphabet='aB. ?!"”)\n1…,', max_size=80), language=st.sampled_from(LANGUAGES))
def test_sentences_hold_all_but_white_space_in_order(text: str, language: str) -> None:
    found = sentences(text, Span(0, len(text)), language)
    assert "".join("".join(span.of(text).split()) for span in found) == "".join(text.split())
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("unit", ["a. ", "A. ", ". ", ".", '."', "a", "\n", " ", "a.B", "?\n\n"])
def test_a_long_line_is_parted_in_linear_time(unit: str) -> None:
    line = unit * (100_000 // len(unit))
    start = time.perf_counter()
    part(line, "id")
    assert time.perf_counter() - start < 5
