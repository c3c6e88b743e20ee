"""How sure each verb of a text is made out to be, and every word that decides it."""

from __future__ import annotations

import doctest
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera import claims
from foedera.claims import modalities, modalities_of
from foedera.claims.claim import Modality
from foedera.language.errors import UnknownLanguageError
from foedera.language.packs import pack
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.modalities import ModalityFound

LANGUAGES = ("id", "en")
KINDS = {"adverb", "governor", "condition", "question", "verdict", "predicate"}


def rows(language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record(f"lexicons/{language}/modality.yaml")
    return found


def examples(field: str) -> Iterator[Any]:
    for language in LANGUAGES:
        for row in rows(language):
            for one in row.get(field, ()):
                if "predicate" in one:
                    yield pytest.param(language, row, one, id=f"{row['modality']}: {one['text']}")


@cache
def weighed(language: str, text: str) -> tuple[ModalityFound, ...]:
    return modalities_of(text, language, nouns=True)


def of(language: str, one: dict[str, Any]) -> ModalityFound:
    found = weighed(language, one["text"])
    return next(f for f in found if f.predicate.of(one["text"]) == one["predicate"])


def forms(language: str, row: dict[str, Any], word: str) -> set[str]:
    words = pack(language)
    if word in row.get("verbs", ()):
        return set(words.verb_forms(word))
    if word in row.get("nouns", ()):
        return set(words.noun_forms(word))
    return {word}


@pytest.mark.parametrize(("language", "row", "one"), list(examples("examples")))
def test_a_word_weighs_the_predicate_of_its_example(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    found = of(language, one)
    assert found.modality.value == row["modality"], found
    assert found.deciding is not None
    kinds = {row["kind"]} | ({"stance"} if row["kind"] == "governor" else set())
    assert found.rule.partition("/")[0].partition("-")[0] in kinds, found


@pytest.mark.parametrize(("language", "row", "one"), list(examples("not")))
def test_a_counter_example_is_of_another_modality(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    found = of(language, one)
    assert found.deciding is None or found.modality.value != row["modality"], found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_an_example_in_which_it_stands(language: str) -> None:
    for row in rows(language):
        shown = {
            one["words"]: f" {one['text'].lower()} " for one in row["examples"] if "words" in one
        }
        for word in (*row.get("words", ()), *row.get("verbs", ()), *row.get("nouns", ())):
            assert word in shown, (row["modality"], row["kind"], word)
            assert any(form in shown[word] for form in forms(language, row, word)), word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_a_counter_example_and_a_known_kind(language: str) -> None:
    for row in rows(language):
        assert row["kind"] in KINDS
        assert row["modality"] in [modality.value for modality in Modality]
        assert row.get("not"), (row["modality"], row["kind"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_has_one_modality_and_one_kind(language: str) -> None:
    seen: dict[str, tuple[str, str]] = {}
    for row in rows(language):
        for word in (*row.get("words", ()), *row.get("verbs", ()), *row.get("nouns", ())):
            for form in forms(language, row, word):
                label = (row["modality"], row["kind"])
                assert seen.setdefault(form, label) == label, form


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The army attacked.", [("attacked", "asserted", "asserted")]),
        ("en", "NATO to send troops", [("send", "planned", "headline-infinitive")]),
        ("id", "Rusia Kirim Pasukan?", [("Kirim", "possible", "question/?")]),
        ("id", "Mengapa Rusia menyerang?", [("menyerang", "asserted", "asserted")]),
        (
            "en",
            "Oslo hopes for the ships that Russia seized.",
            [("hopes", "asserted", "asserted"), ("seized", "asserted", "asserted")],
        ),
        (
            "en",
            "He did not rule out sending troops.",
            [("rule", "denied", "adverb/not"), ("sending", "possible", "governor/not rule out")],
        ),
    ],
)
def test_a_text_is_weighed_verb_by_verb(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = modalities_of(text, language)
    assert [(f.predicate.of(text), f.modality.value, f.rule) for f in found] == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "…", "!?", "\u200b", "kata " * 30_000])
def test_a_text_without_predicates_has_no_modalities(text: str) -> None:
    assert modalities_of(text, "id") == ()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="aZ tidak?!.,;:\n\"“”'(){}\x00\ud7ff🙂", max_size=200))
def test_any_text_is_weighed_without_fail(text: str) -> None:
    for language in LANGUAGES:
        for found in modalities_of(text, language):
            assert found.predicate.of(text)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguageError):
        modalities_of("Rusia menyerang.", "xx")


def test_the_room_offers_the_craft_and_nothing_unknown() -> None:
    assert claims.modalities_of is modalities_of
    with pytest.raises(AttributeError, match="nonsense"):
        claims.__getattr__("nonsense")


def test_the_example_of_the_documentation_is_right() -> None:
    assert doctest.testmod(modalities).failed == 0
    assert doctest.testmod(modalities).attempted
