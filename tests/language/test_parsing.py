"""Sentences are read as trees, by parsers that stand up to any text."""

from __future__ import annotations

import hashlib
import json
import time
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.language.biaffine import Parser
from foedera.language.errors import UnreadableModelError
from foedera.language.packs import pack
from foedera.language.pipeline import ENDLESS, PART, UNREADABLE
from foedera.language.reading import ROOT, Sentence
from foedera.language.spanning import spanning_tree
from foedera.language.spelling import NGRAMS, ngram_rows, normal, shape
from foedera.resources import DATA
from foedera.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "id")


def read(text: str, language: str) -> tuple[Sentence, ...]:
    opened = pack(language)
    return opened.parse(text, opened.sentences(text, Span(0, len(text))))


def is_tree(heads: list[int], top: int) -> bool:
    if heads.count(top) != 1:
        return False
    for start in range(len(heads)):
        place, steps = start, 0
        while heads[place] != top:
            place, steps = heads[place], steps + 1
            if steps > len(heads):
                return False
    return True


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_found_is_the_best_of_all_trees_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size + 1, size + 1)) * 3
    found = spanning_tree(scores)[1:]
    best = -np.inf
    for heads in product(range(size + 1), repeat=size):
        if is_tree([head - 1 for head in heads], ROOT):
            best = max(best, sum(scores[i + 1, head] for i, head in enumerate(heads)))
    assert is_tree([int(head) - 1 for head in found], ROOT)
    assert sum(scores[i + 1, head] for i, head in enumerate(found)) == pytest.approx(best)


@given(st.integers(5, 40), st.integers(0, 10_000))
def test_every_table_of_scores_yields_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size + 1, size + 1))
    assert is_tree([int(head) - 1 for head in spanning_tree(scores)[1:]], ROOT)


@given(st.text(min_size=1, max_size=100))
def test_every_word_has_a_few_rows_of_the_ngram_table(form: str) -> None:
    rows = ngram_rows(form, 50)
    assert 1 <= len(rows) <= NGRAMS
    assert all(0 < row < 50 for row in rows)


def test_curly_marks_are_spelt_like_straight_ones() -> None:
    assert normal("“Don’t”—2024") == '"don\'t"-0000'
    assert shape("McPherson-12345") == "XxXxx-dd"


def test_a_pack_reads_its_own_language() -> None:
    assert [pack(language).code for language in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "id",
            "Presiden Peru menandatangani perjanjian itu.",
            {"Presiden": ("menandatangani", "nsubj"), "perjanjian": ("menandatangani", "obj")},
        ),
        (
            "id",
            "Kapal itu dikirim ke Lima, kata juru bicara kementerian.",
            {"Kapal": ("dikirim", "nsubj:pass"), "Lima": ("dikirim", "obl")},
        ),
        (
            "en",
            "Peru ratified the treaty on Monday.",
            {"Peru": ("ratified", "nsubj"), "treaty": ("ratified", "obj")},
        ),
        (
            "en",
            "The ships were sent to Lima, a spokesman said.",
            {"ships": ("sent", "nsubj:pass"), "spokesman": ("said", "nsubj")},
        ),
    ],
)
def test_who_does_what_is_read_from_a_plain_sentence(
    language: str, text: str, expected: dict[str, tuple[str, str]]
) -> None:
    (sentence,) = read(text, language)
    found = {
        token.form: (sentence.tokens[token.head].form, token.deprel)
        for token in sentence.tokens
        if token.form in expected
    }
    assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        ".",
        "Satu. Two? 日本語! \U0001f600",
        'é ́ "“ \x00 \ufffd',
        "PERU SIGNS TREATY",
        "x" * 5000,
        "Ia, " * 400,
    ],
)
def test_any_text_becomes_trees_whose_tokens_keep_their_places(language: str, text: str) -> None:
    for sentence in read(text, language):
        assert [token.index for token in sentence.tokens] == list(range(len(sentence.tokens)))
        assert all(token.span.of(text) == token.form for token in sentence.tokens)
        assert is_tree([token.head for token in sentence.tokens], ROOT)
        assert all((t.head == ROOT) == (t.deprel == "root") for t in sentence.tokens)


def test_places_count_from_the_beginning_of_the_whole_text() -> None:
    text = "Judul.\n\nPeru setuju. Fiji menolak."
    (sentence,) = pack("id").parse(text, [Span(21, 34)])
    assert sentence.span.of(text) == "Fiji menolak."
    assert sentence.tokens[0].span == Span(21, 25)


def test_a_span_without_words_becomes_a_sentence_without_tokens() -> None:
    assert pack("en").parse("  ", [Span(0, 2)]) == (Sentence(Span(0, 2), ()),)
    assert pack("en").parse("", []) == ()


def test_a_long_sentence_is_parsed_in_parts_under_one_root() -> None:
    text = "Peru menolak usul itu dan " * 60 + "pergi."
    (sentence,) = pack("id").parse(text, [Span(0, len(text))])
    assert PART < len(sentence.tokens) < UNREADABLE
    (root,) = [token for token in sentence.tokens if token.head == ROOT]
    later = [t for t in sentence.children(root.index) if t.deprel == "parataxis"]
    assert any(token.index >= PART - 60 for token in later)


def test_an_endless_sentence_is_left_unread_and_says_so() -> None:
    text = "kata " * (UNREADABLE + 1)
    (sentence,) = pack("id").parse(text, [Span(0, len(text))])
    assert {token.upos for token in sentence.tokens} == {"X"}
    assert {token.deprel for token in sentence.tokens[1:]} == {"dep"}
    assert {token.head for token in sentence.tokens[1:]} == {0}


def test_a_stretch_without_end_is_one_unread_token() -> None:
    text = "kata " * ENDLESS
    (sentence,) = pack("id").parse(text, [Span(0, len(text))])
    assert [(t.span, t.upos, t.deprel) for t in sentence.tokens] == [
        (Span(0, len(text)), "X", "root")
    ]


def test_a_megabyte_without_a_full_stop_is_passed_quickly() -> None:
    text = "kata " * 100_000
    start = time.perf_counter()
    read(text, "id")
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_read_alike_alone_and_in_company(language: str) -> None:
    text = "Peru signed. The other states of the region did not sign it yesterday. Nobody knew why."
    opened = pack(language)
    spans = opened.sentences(text, Span(0, len(text)))
    together = opened.parse(text, spans)
    assert together == tuple(opened.parse(text, [span])[0] for span in spans)


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04 half an archive"])
def test_a_damaged_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "parser.npz"
    path.write_bytes(content)
    with pytest.raises(UnreadableModelError, match=r"parser\.npz cannot be opened"):
        Parser.load(path)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModelError, match="install foedera again"):
        Parser.load(tmp_path / "parser.npz")


def test_a_model_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "parser.npz"
    np.savez(path, meta=np.frombuffer(b'{"layout": 0}', np.uint8))
    with pytest.raises(UnreadableModelError, match="its layout is 0"):
        Parser.load(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_model_is_the_one_its_record_tells_of(language: str) -> None:
    folder = DATA / "models" / language
    told = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    shipped = hashlib.sha256((folder / "parser.npz").read_bytes()).hexdigest()
    assert told["parser.npz"] == shipped
