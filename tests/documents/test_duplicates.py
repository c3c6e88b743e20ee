"""Copies of one text are known by their signatures."""

from __future__ import annotations

from foedera.documents import capture_text
from foedera.documents.duplicates import PERMUTATIONS, prose_of, signature

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
