from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from foedera.language.numerals import lexicon, numeral_words
from foedera.language.quantities import Quantity, quantities
from foedera.resources import read_record

CASES = Path(__file__).parents[1] / "cases" / "language"
BELOW_A_BILLION = st.one_of(
    st.integers(0, 999_999_999),
    st.integers(0, 2_500),
    st.integers(0, 9_999).map(lambda n: n * 1000),
)


def bounds(found: Quantity) -> str:
    low, high = (
        "" if end is None else f"{end:.0f}" if end == int(end) else f"{end:.10g}"
        for end in (found.low, found.high)
    )
    return f"{'~' if found.about else ''}{low}..{high}"


def examples(name: str) -> list[Any]:
    return [
        pytest.param(language, text, expected, id=f"{language}: {text}")
        for language in ("id", "en")
        for text, expected in lexicon(language, name)["examples"]
    ]


def cases() -> list[Any]:
    return [
        pytest.param(path.stem[-2:], case, id=f"{path.stem}: {case['case']}")
        for path in sorted(CASES.glob("quantities-*.yaml"))
        for case in read_record(path.read_text(encoding="utf-8"), path.name)
    ]


def constructions() -> list[Any]:
    found = []
    for language in ("id", "en"):
        text = (CASES / f"news-quantities-{language}.yaml").read_text(encoding="utf-8")
        told = read_record(text, f"news-quantities-{language}")["constructions"]
        for name, listed in told.items():
            found += [pytest.param(language, *one, id=f"{name}: {one[0]}") for one in listed]
    return found


@pytest.mark.parametrize(("language", "text", "expected"), examples("numbers"))
def test_an_example_of_the_numbers_has_its_bounds(language: str, text: str, expected: str) -> None:
    assert [bounds(found) for found in quantities(text, language)] == [expected]


@pytest.mark.parametrize(("language", "text", "unit"), examples("units"))
def test_an_example_of_the_units_has_its_unit(language: str, text: str, unit: str) -> None:
    numbers = text.count(",") + 1 if ", " in text else 1
    assert [found.unit or "?" for found in quantities(text, language)] == [unit] * numbers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param(language, text, id=f"{language}: {text}")
        for language in ("id", "en")
        for text in (*lexicon(language, "numbers")["not"], *lexicon(language, "units")["not"])
    ],
)
def test_a_counter_example_holds_no_quantity(language: str, text: str) -> None:
    assert quantities(text, language) == ()


@pytest.mark.parametrize(("language", "case"), cases())
def test_a_linguists_case(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = [[q.span.of(text), bounds(q), q.unit or "?"] for q in quantities(text, language)]
    assert found == case["quantities"]


@pytest.mark.parametrize(("language", "text", "answers"), constructions())
def test_a_construction_of_the_newsrooms_is_read(
    language: str, text: str, answers: dict[str, str]
) -> None:
    found = quantities(text, language)
    assert {q.span.of(text): f"{bounds(q)} {q.unit or '?'}" for q in found} == answers


@settings(max_examples=400, deadline=None)
@given(BELOW_A_BILLION, st.sampled_from(["id", "en"]))
def test_a_number_spelled_out_is_read_back(number: int, language: str) -> None:
    assert numeral_words(language).value(num2words(number, lang=language)) == number


@settings(max_examples=200, deadline=None)
@given(BELOW_A_BILLION, st.sampled_from(["id", "en"]))
def test_figures_are_read_back(number: int, language: str) -> None:
    numerals = numeral_words(language)
    grouped = f"{number:,}".replace(",", numerals.thousands)
    assert numerals.value(grouped) == numerals.value(str(number)) == number


@settings(max_examples=200, deadline=None)
@given(BELOW_A_BILLION, st.sampled_from([("id", "kapal"), ("en", "ships")]))
def test_a_number_in_words_before_a_noun_counts_it(number: int, counted: tuple[str, str]) -> None:
    language, noun = counted
    (found,) = quantities(f"{num2words(number, lang=language)} {noun}", language)
    assert (found.low, found.high, found.unit) == (number, number, "ships")


@pytest.mark.parametrize(
    ("language", "figure", "value"),
    [
        ("id", "13.000", "13000"),
        ("id", "1.234,5", "1234.5"),
        ("id", "3.5", "3.5"),
        ("id", "13,000", "13000"),
        ("en", "13,000", "13000"),
        ("en", "1,234.5", "1234.5"),
        ("en", "13.000", "13000"),
        ("id", "12.34.56", None),
        ("en", "1,23,456", None),
        ("en", "9" * 50, None),
    ],
)
def test_figures_of_either_notation(language: str, figure: str, value: str | None) -> None:
    assert numeral_words(language).figure(figure) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "unit", ["1", "1.111.", "1 ", "1-", "dua ", "one hundred and ", "sekitar lebih dari ", "5 dan "]
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_long_monotonous_text_is_read_in_little_time(unit: str, language: str) -> None:
    quantities(unit * (40_000 // len(unit)), language)


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="0123456789 .,-$%+()" + "duartibonemsklg", max_size=60),
    st.sampled_from(["id", "en"]),
)
def test_any_text_yields_ordered_spans_within_it(text: str, language: str) -> None:
    found = quantities(text, language)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    for one in found:
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.low is None or one.high is None or one.low <= one.high
