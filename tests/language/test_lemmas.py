"""Words are led back to their dictionary forms."""

from __future__ import annotations

from typing import Any

import pytest

from foedera.language.lemmas import Affixes, Lemmas
from foedera.resources import record


@pytest.fixture(scope="module")
def lemmas() -> dict[str, Lemmas]:
    return {language: Lemmas.of(language) for language in ("en", "id")}


def examples() -> list[Any]:
    return [
        pytest.param(language, *example.split(), id=f"{language} {example}")
        for language in ("en", "id")
        for group in record(f"lexicons/{language}/affixes.yaml")["affixes"]
        for example in group["examples"]
    ]


@pytest.mark.parametrize(("language", "word", "upos", "expected"), examples())
def test_an_example_of_the_affixes_has_the_lemma_it_says(
    lemmas: dict[str, Lemmas], language: str, word: str, upos: str, expected: str
) -> None:
    assert lemmas[language].lemma(word, upos) == expected


@pytest.mark.parametrize(
    ("word", "upos", "expected"),
    [
        ("Negara-negara", "NOUN", "negara"),
        ("mengatakannya", "VERB", "kata"),
        ("pertemuan", "NOUN", "temu"),
        ("Pertahanan", "PROPN", "Pertahanan"),
        ("1.500", "NUM", "1.500"),
        ("itu", "PRON", "itu"),
    ],
)
def test_indonesian_words_are_led_back_to_their_roots(
    lemmas: dict[str, Lemmas], word: str, upos: str, expected: str
) -> None:
    assert lemmas["id"].lemma(word, upos) == expected


@pytest.mark.parametrize(
    ("word", "upos", "expected"),
    [
        ("went", "VERB", "go"),
        ("was", "AUX", "be"),
        ("n't", "PART", "not"),
        ("n’t", "PART", "not"),
        ("children", "NOUN", "child"),
        ("Signed", "VERB", "sign"),
        ("Peru", "PROPN", "Peru"),
        ("better", "ADJ", "good"),
    ],
)
def test_english_words_are_led_back_to_their_lemmas(
    lemmas: dict[str, Lemmas], word: str, upos: str, expected: str
) -> None:
    assert lemmas["en"].lemma(word, upos) == expected


def test_the_shortest_way_to_the_most_frequent_known_root_is_taken() -> None:
    table = Lemmas(Affixes.of("id"), {"beri": 9, "ikan": 3, "guna": 5}, {})
    assert table.lemma("berikan", "VERB") == "beri"
    assert table.lemma("menggunakan", "VERB") == "guna"


def test_an_exception_goes_before_every_rule() -> None:
    table = Lemmas(Affixes.of("en"), {"leave": 2}, {"VERB": {"left": "leave"}})
    assert table.lemma("Left", "VERB") == "leave"
    assert table.lemma("left", "ADJ") == "left"
