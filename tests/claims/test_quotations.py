from __future__ import annotations

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.claims import attributions_of, quotations
from foedera.claims.attribution import Quotation
from foedera.language.errors import UnknownLanguageError

LANGUAGES = ("id", "en")
BROKEN = [
    'Dia berkata, "Kami siap. Perjanjian itu akan berlaku.',
    'Kami siap," kata Menlu. "Perjanjian itu akan berlaku.',
    '"" kata Dubes "" "" kata Menlu',
    'He said, "We are ready. The pact will hold.\nSecond paragraph."',
    '"We are ready," he said. Kata dia, "pakta itu berlaku."',
    "â€œKami siap,â€\x9d kata Menlu Korea Utara.",
    "kata kata kata kata",
    ":" * 40,
    '"' * 40,
    "Menurut",
    "menurut, menurut, menurut",
    "\x00\x01\x02",
    "",
]
WORDS = st.lists(
    st.sampled_from(
        [
            "kata",
            "ujarnya",
            "menurut",
            "mengatakan",
            "bahwa",
            '"',
            "“",
            "”",
            ",",
            ".",
            ":",
            "said",
            "that",
            "according",
            "to",
            "he",
            '"We',
            "Seoul",
            "the",
            "minister",
            "asked",
            "whether",
            "whom",
            "as",
            "dilaporkan",
            "Kim",
            "oleh",
            ",",
            "—",
            "(",
            ")",
            "tidak",
        ]
    ),
    max_size=40,
).map(" ".join)


def test_the_example_in_the_docstring_is_right() -> None:
    result = doctest.testmod(quotations)
    assert result.attempted
    assert not result.failed


def test_a_text_of_two_paragraphs_carries_its_speaker() -> None:
    text = '"We will sign," said Ambassador Anna Berg.\n"The pact is ready for the summit in May."'
    found = attributions_of(text, "en")
    assert [one.quotation for one in found] == [Quotation.DIRECT, Quotation.DIRECT]
    assert {one.source.of(text) for one in found if one.source} == {"Ambassador Anna Berg"}
    assert found[0].person is not None
    assert found[0].person.of(text) == "Anna Berg"


def test_a_state_named_by_its_capital_can_speak() -> None:
    text = "Hanoi menyesalkan pendaratan di karang itu."
    (found,) = attributions_of(text, "id")
    assert found.source is not None
    assert found.source.of(text) == "Hanoi"


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_text_is_read_without_inventing_words(text: str, language: str) -> None:
    for found in attributions_of(text, language):
        assert found.content.of(text).strip()
        assert found.source is None or found.source.of(text).strip()


@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from(LANGUAGES))
def test_any_row_of_words_yields_spans_within_the_text(text: str, language: str) -> None:
    found = attributions_of(text, language)
    assert list(found) == sorted(found, key=lambda one: (one.content.start, -one.content.end))
    for one in found:
        for span in (one.content, one.cue, one.source, one.names, one.person):
            assert span is None or (0 <= span.start < span.end <= len(text))
        if one.person is not None and one.source is not None:
            assert one.source.covers(one.person)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        '" ',
        'kata dia, "',
        "menurut dia ",
        "Kim said that ",
        "said ",
        "as he said, ",
        "(",
        "Kim, ",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_monotonous_text_is_read(unit: str, language: str) -> None:
    text = unit * (20_000 // len(unit))
    for one in attributions_of(text, language):
        assert one.content.end <= len(text)


def test_a_language_without_a_pack_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguageError, match="'xx'"):
        attributions_of("x", "xx")
