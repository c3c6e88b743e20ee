from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors.catalogue import Catalogue
from foedera.claims.cueing import lexicon
from foedera.claims.persons import Known, person
from foedera.language.namelike import namelike, rows
from foedera.language.packs import pack
from foedera.resources import record
from foedera.spans import Span

FRAMES = {"id": "{}, mengatakan bahwa jalur laut dibuka.", "en": "{}, said that the lane is open."}


@cache
def examples() -> list[Any]:
    return [
        pytest.param(language, source, name, id=f"{language}: {source}")
        for language in FRAMES
        for source, name in record(f"lexicons/{language}/persons.yaml")["examples"]
    ]


@pytest.mark.parametrize(("language", "source", "name"), examples())
def test_a_source_of_the_lexicon_holds_its_name(language: str, source: str, name: str) -> None:
    text = FRAMES[language].format(source)
    (sentence,) = pack(language).parse(text, [Span(0, len(text))])
    tokens = [token for token in sentence.tokens if token.span.end <= len(source)]
    known = Known.of(Catalogue.load().mentions(text, language, None))
    found = person(tokens, lexicon(language), known)
    assert (found.of(text) if found else "") == name


@pytest.mark.parametrize("language", sorted(FRAMES))
def test_words_about_persons_are_lower_case_and_given_once(language: str) -> None:
    for field, words in record(f"lexicons/{language}/persons.yaml").items():
        if field == "examples":
            continue
        assert [word.lower() for word in words] == words, field
        assert len(words) == len(set(words)), field


def test_letters_tell_names_from_words() -> None:
    score = namelike("id")
    assert score is not None
    assert min(map(score, ("Mohammad", "Ibrahim", "Handry"))) > 0
    assert max(map(score, ("Kawasan", "Golkar", "Pertamina"))) < 0


def test_a_language_without_a_model_of_names_says_so() -> None:
    assert namelike("en") is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_word_has_rows_within_the_table(word: str) -> None:
    found = rows(word)
    assert found == sorted(set(found))
    assert all(0 <= row < 1 << 13 for row in found)
