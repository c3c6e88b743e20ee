"""Copies of one text are known by their signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.documents import capture_text
from foedera.documents.duplicates import PERMUTATIONS, copies, prose_of, signature
from foedera.documents.recorded import RecordedDocument
from foedera.documents.report import Published
from foedera.identifiers import ContentId

TEXT = (
    "North Korea has sent some 10,000 troops to Russia, the defence ministry said. "
    "They are being trained in the east of the country, “far from the front”, it added."
)


def test_a_signature_is_the_same_on_every_machine() -> None:
    made = signature(TEXT, "en")
    assert len(made) == PERMUTATIONS + 2
    assert made[:4] == (102, 26, 3384241775, 3237153785)
    assert all(0 <= value < 2**32 for value in made)


def test_case_punctuation_quotes_and_thousands_marks_do_not_count() -> None:
    same = TEXT.upper().replace("“", '"').replace("”", "''").replace("10,000", "10000")
    assert signature(same, "en") == signature(TEXT, "en")
    assert signature("Ada 12.000 tentara di sana", "id") == signature(
        "ada 12000 TENTARA, di sana", "id"
    )


def test_digits_count() -> None:
    assert signature(TEXT.replace("10,000", "12,000"), "en") != signature(TEXT, "en")


def test_a_text_without_words_has_no_signature() -> None:
    assert signature("", "en") == ()
    assert signature(" … — !", "id") == ()


def test_headline_and_dateline_are_no_part_of_the_prose() -> None:
    report = capture_text(f"Troops sent east\n\nSEOUL, 1 June 2024 - {TEXT}\n", language="en")
    assert prose_of(report).startswith("North Korea has sent")


def recorded(name: str, words: str, day: date | None = None) -> RecordedDocument:
    return RecordedDocument(
        id=ContentId(f"doc-{name}"),
        name=name,
        language="en",
        digest="",
        characters=len(words),
        reader="",
        published=Published(day) if day else None,
        signature=signature(words, "en"),
    )


def prose(name: str, first: int = 0, last: int = 200) -> str:
    """Return a text of its own, or a part of it."""
    return " ".join(f"{name}{number}" for number in range(first, last))


def grouped(*documents: RecordedDocument) -> list[list[str]]:
    return [[one.removeprefix("doc-") for one in group] for group in copies(documents)]


def test_a_text_cut_to_its_first_third_with_own_sentences_is_a_copy() -> None:
    cut = f"{prose('own', 0, 15)} {prose('wire', 0, 66)} {prose('own', 15, 30)}"
    assert grouped(recorded("whole", prose("wire")), recorded("cut", cut)) == [["cut", "whole"]]


def test_reports_with_one_long_quotation_in_common_are_no_copies() -> None:
    quoted = prose("quote", 0, 30)
    told = [recorded(name, f"{prose(name, 0, 70)} {quoted}") for name in ("a", "b", "c")]
    assert grouped(*told) == [["a"], ["b"], ["c"]]


def test_a_few_words_are_a_copy_only_of_the_same_few() -> None:
    short = prose("wire", 0, 20)
    told = [recorded("whole", prose("wire")), recorded("short", short), recorded("same", short)]
    assert grouped(*told) == [["same", "short"], ["whole"]]


def test_a_report_that_mixes_two_texts_does_not_make_them_one() -> None:
    mixed = f"{prose('a', 0, 60)} {prose('b', 0, 50)}"
    told = [recorded("a", prose("a")), recorded("b", prose("b")), recorded("mixed", mixed)]
    assert grouped(*told) == [["a", "mixed"], ["b"]]


def test_reports_without_words_are_copies_of_none() -> None:
    assert grouped(recorded("a", ""), recorded("b", "")) == [["a"], ["b"]]


def test_signatures_of_another_scheme_are_not_compared() -> None:
    one, other = recorded("a", prose("a")), recorded("b", prose("a"))
    older = replace(other, signature=(101, *other.signature[1:]))
    assert grouped(one, older) == [["a"], ["b"]]


def test_groups_stand_in_order_of_their_first_days() -> None:
    told = [
        recorded("late", prose("x"), date(2024, 5, 2)),
        recorded("undated", prose("x")),
        recorded("early", prose("y"), date(2024, 5, 1)),
    ]
    assert grouped(*told) == [["early"], ["late", "undated"]]


_prints = st.tuples(st.sampled_from("ab"), st.integers(0, 120), st.integers(20, 200))


@given(st.lists(_prints, max_size=7), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_reports_does_not_matter(prints, drawn) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    told = [
        recorded(str(number), prose(name, first, first + length))
        for number, (name, first, length) in enumerate(prints)
    ]
    groups = copies(told)
    assert copies(drawn.sample(told, len(told))) == groups
    assert sorted(name for group in groups for name in group) == sorted(one.id for one in told)
    texts = {one.id: name for one, (name, _, _) in zip(told, prints, strict=True)}
    pairs = (pair for group in groups for pair in combinations(group, 2))
    assert all(texts[one] == texts[other] for one, other in pairs)
