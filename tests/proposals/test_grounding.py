"""Words are found exactly, whole and in order, or not at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.proposals.grounding import Stretch, fold, in_order
from foedera.proposals.proposal import Reason
from foedera.spans import Span

TEXT = (
    "Mali sent more than 113.000 men and 13.000 guns, or 12 500, or 10-15,\n"
    "  to  Nigeria on 11/11/2024. Romania’s envoy spoke of $5 at 14:30 in Cafe\u0301 Oman."
)


def stretch(text: str = TEXT) -> Stretch:
    return Stretch(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "words",
    [
        "13.000",
        "113.000",
        "13.000 guns",
        "12 500",
        "10-15",
        "11/11/2024",
        "Nigeria",
        "Romania’s",
        "Romania",
        "14:30",
        "more  than\n113.000 men",
        "or 10-15, to Nigeria",
        "Caf\u00e9 Oman",
        "Cafe\u0301",
        "spoke of $5",
    ],
)
def test_words_that_stand_there_are_found_where_they_stand(words: str) -> None:
    (place,) = stretch().find(words).places
    assert fold(place.of(TEXT)) == fold(words)


@pytest.mark.parametrize(
    "words",
    [
        "000",
        "13",
        "3.000",
        ".000 guns",
        "500",
        "12",
        "15",
        "10",
        "2024",
        "11/2024",
        "11",
        "Niger",
        "man",
        "Cafe",
        "Romania’s env",
        "30",
        "ent more",
    ],
)
def test_a_part_of_a_longer_word_or_figure_is_not_found(words: str) -> None:
    found = stretch().find(words)
    assert not found.places
    assert found.cut or words == "Cafe"  # composed, the text has no such letters
    assert found.only(Reason.NOT_IN_TEXT) is not None


@pytest.mark.parametrize(
    "words",
    [
        "14.000",
        "13,000",
        "mali",
        "Mali sends",
        "more than 113.000 men and 13.000 gun s",
        "Romania's",
        "\u0660",
        "",
        " \n ",
        "１３.000",
        "13.000\u200b",
        "…",
    ],
)
def test_what_differs_in_anything_but_space_and_form_is_absent(words: str) -> None:
    found = stretch().find(words)
    assert not found.places
    assert not found.cut


def test_a_match_ends_nowhere_within_letters_that_belong_together() -> None:
    text = "x\u0323y and e\u0301\u0323 too"
    assert not stretch(text).find("x").places
    assert not stretch(text).find("e").places


def test_words_are_looked_for_in_one_part_and_kept_whole_by_the_rest() -> None:
    text = "113.000 men"
    within = Span(1, len(text))
    assert not stretch(text).find("13.000", within).places
    assert stretch(text).find("men", within).places == (Span(8, 11),)


def test_the_reason_why_there_is_no_one_place_is_told() -> None:
    text = "Chad met Chad; Niger met Nigeria."
    assert stretch(text).find("Chad").only(Reason.NOT_IN_QUOTE) is Reason.TIE
    assert stretch(text).find("Togo").only(Reason.NOT_IN_QUOTE) is Reason.NOT_IN_QUOTE
    assert stretch(text).find("Nige").only(Reason.NOT_IN_QUOTE) is Reason.PART_OF_LONGER
    assert stretch(text).find("Niger").only(Reason.NOT_IN_QUOTE) == Span(15, 20)


ALPHABET = st.sampled_from("ab1  .,-\n\u00a0e\u0301\u0323é0가\u1100\u1161’")
TEXTS = st.text(ALPHABET, max_size=40)


@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS)
def test_what_is_found_is_what_was_looked_for(text: str, words: str) -> None:
    for place in stretch(text).find(words).places:
        assert fold(place.of(text)) == fold(words)
        assert place.of(text) == place.of(text).strip()


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_no_word_figure_or_letter_is_taken_apart(text: str, one: int, other: int) -> None:
    words = text[min(one, other) : max(one, other)]
    for place in stretch(text).find(words).places:
        before, after = text[: place.start], text[place.end :]
        inside = place.of(text)
        assert not (before[-1:].isalnum() and inside[0].isalnum())
        assert not (after[:1].isalnum() and inside[-1].isalnum())
        assert not (after and unicodedata.combining(after[0]))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text("ab \u00e9e\u0301", min_size=1, max_size=6), min_size=1, max_size=6))
def test_every_whole_word_of_a_text_is_found_at_its_place(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = stretch(text)
    for word in text.split():
        if not unicodedata.combining(word[0]):
            assert any(fold(p.of(text)) == fold(word) for p in found.find(word).places)


A, B, C = Span(0, 4), Span(10, 14), Span(20, 24)


def test_words_told_in_order_take_the_place_that_the_order_leaves() -> None:
    assert in_order([[A], [A, B, C], [C]], "xyz") == (A, None, C)
    assert in_order([[B], [A, B], [C]], "xyz") == (B, B, C)
    assert in_order([[A, C], [B]], "xy") == (A, B)
    assert in_order([[B], [A, C]], "xy") == (B, C)


def test_the_same_thing_told_as_often_as_it_stands_there_takes_place_after_place() -> None:
    assert in_order([[A, B], [A, B]], ["told", "told"]) == (A, B)
    assert in_order([[A, B, C], [A, B, C]], ["told", "told"]) == (None, None)
    assert in_order([[A, B]], ["told"]) == (None,)


def test_order_decides_nothing_where_the_sure_ones_are_not_in_order() -> None:
    assert in_order([[C], [A], [A, C]], "xyz") == (C, A, None)


def test_absent_words_take_no_place() -> None:
    assert in_order([[], [B], []], "xyz") == (None, B, None)
    assert in_order([], []) == ()


PLACES = st.lists(st.integers(0, 6), max_size=3, unique=True).map(
    lambda starts: [Span(10 * s, 10 * s + 4) for s in sorted(starts)]
)


@settings(deadline=None)
@given(st.lists(st.tuples(PLACES, st.sampled_from("xy")), max_size=5))
def test_a_place_is_one_of_those_offered_and_never_given_twice(
    told: list[tuple[list[Span], str]],
) -> None:
    options, tellings = [places for places, _ in told], [name for _, name in told]
    chosen = in_order(options, tellings)
    assert len(chosen) == len(told)
    assert all(c is None or c in places for c, places in zip(chosen, options, strict=True))
    sure = [(c, name) for c, name, places in zip(chosen, tellings, options, strict=True) if c]
    repeated = [one for one in sure if sure.count(one) > 1]
    assert all(len(options[i]) == 1 for i, c in enumerate(chosen) if (c, tellings[i]) in repeated)
