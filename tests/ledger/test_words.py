"""Whatever a user types is understood as words, and never as what a database would obey."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foedera.claims.recorded import claim_id
from foedera.ledger import FACETS, Search
from foedera.ledger.words import LONGEST_WORD, MOST_TERMS, Term, asked, words_of_text
from made import START, Told, filing
from plain_search import holds

if TYPE_CHECKING:
    from foedera.ledger import Ledger

#: What FTS5 or a tsquery would obey, and what breaks texts.
OPERATORS = (
    *"\"*^+-:(){}[]<>&|!~'\\/%_;,.@#$`?=",
    *(" AND ", " OR ", " NOT ", " NEAR(a b, 2) ", "words:", "{words}", " <-> ", ":*", "--", "/*"),
    *("\0", "\n", "\t", "\ud800", "\u0301", "\u200b", "é", "ß", "İ", "ﬁ", "한", "١٢", "𝒜", "\x1a"),
)
WORDS = ("prk", "ratify", "rus", "deploy", "troops", "says", "2024", "Kim", "12", "000")
typed = st.lists(st.sampled_from((*OPERATORS, *WORDS, " ")), max_size=24).map("".join) | st.text(
    max_size=80
)
SENTENCES = (
    Told("PRK", "ratify", "RUS", "prk-rus-2024"),
    Told("RUS", "deploy", amount=12_000, speaker="Kim Jong Un"),
    Told("Côte d’Ivoire", "sign"),
    Told("한국", "sign", "日本"),
    Told("straße", "deploy", "İstanbul"),
)


def test_case_accents_and_signs_do_not_count() -> None:
    assert words_of_text("Côte d’Ivoire, STRASSE: 12,000!") == [
        *("cote", "d", "ivoire", "strasse", "12", "000")
    ]
    assert words_of_text("straße ﬁle İstanbul") == ["strasse", "file", "istanbul"]
    assert words_of_text("co-operate_now") == ["co", "operate", "now"]
    assert words_of_text("x" * 500) == ["x" * LONGEST_WORD]


@given(st.text(max_size=200))
def test_words_hold_letters_and_digits_only(text: str) -> None:
    assert all(one.isalnum() for one in words_of_text(text))


def test_phrases_exclusions_and_beginnings_are_understood() -> None:
    found = asked('troops "mutual defence" -drill ratif* -"joint dri*" 12,000')
    assert found.wanted == (
        Term(("troops",)),
        Term(("mutual", "defence")),
        Term(("ratif",), begins=True),
        Term(("12", "000")),
    )
    assert found.unwanted == (Term(("drill",)), Term(("joint", "dri"), begins=False))


def test_what_no_text_holds_asks_for_nothing() -> None:
    assert asked('!!! - * "" \'').nothing
    assert not asked("   ").narrows
    assert not asked("").narrows


def test_so_many_terms_count_and_no_more() -> None:
    assert len(asked(" ".join(f"w{one}" for one in range(1000))).wanted) == MOST_TERMS


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """Give a ledger with a few sentences, in each database in turn."""
    made, data = filing(SENTENCES)
    ledger.file(made, data, START)
    return ledger


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=typed)
@example(words='"')
@example(words="\0")
@example(words="a" * 10_000)
@example(words="prk " * 2500)
@example(words='"' * 10_000)
@example(words="-" * 10_000)
@example(words="(" * 10_000)
@example(words="* " * 5000)
@example(words="prk NOT ratify")
@example(words="NEAR(prk ratify)")
@example(words="'prk' & 'rus'")
@example(words="prk*")
@example(words="d'Ivoire")
@example(words="cote d’ivoire")
@example(words="ISTANBUL -strasse")
@example(words="%_")
def test_whatever_is_typed_finds_the_sentences_that_hold_it(told: Ledger, words: str) -> None:
    found = {one.sentence for one in told.search(Search(words=words)).claims}
    assert found == {one for one in _sentences() if holds(one, words)}
    assert sum(one.count for one in told.facets(Search(words=words), FACETS)["act"]) == len(found)


@lru_cache
def _sentences() -> tuple[str, ...]:
    return tuple(one.sentence for one in SENTENCES)


def test_a_sentence_of_several_claims_brings_all_of_them(ledger: Ledger) -> None:
    made, data = filing([Told("PRK", "ratify", "RUS"), Told("RUS", "deploy")])
    first = made.claims[0]
    signs = replace(first.claim, act="sign")
    second = replace(first, id=claim_id(made.document.id, signs), place=2, claim=signs)
    ledger.file(replace(made, claims=(*made.claims, second)), data, START)
    found = ledger.search(Search(words="prk ratify"))
    assert sorted(one.claim.act for one in found.claims) == ["ratify", "sign"]
