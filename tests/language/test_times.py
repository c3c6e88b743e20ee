from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.dates import Interval
from foedera.language.errors import MalformedPatternError, UnknownLanguageError
from foedera.language.numerals import lexicon
from foedera.language.time_patterns import Slot, compile_pattern
from foedera.language.times import TimeKind, times
from foedera.resources import read_record
from foedera.spans import Span

PUBLISHED = date(2024, 11, 12)  # the day the lexicons' examples are read on
NEWS_DAY = date(2025, 3, 12)  # that on which the newsrooms' constructions are
CASES = Path(__file__).parents[1] / "cases" / "language"
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def written(interval: Interval | None) -> str:
    return "?" if interval is None else f"{interval.start or ''}..{interval.end or ''}"


def rule_examples(language: str) -> list[Any]:
    rules = lexicon(language, "times")["rules"]
    return [
        pytest.param(language, name, text, days, id=f"{language}: {text}")
        for name, rule in rules.items()
        for text, days in rule["examples"]
    ]


def counter_examples(language: str) -> list[Any]:
    data = lexicon(language, "times")
    listed = [
        *data["not"],
        *(text for rule in data["rules"].values() for text in rule.get("not", [])),
    ]
    return [pytest.param(language, text, id=f"{language}: {text}") for text in listed]


def cases() -> list[Any]:
    return [
        pytest.param(path.stem[-2:], case, id=f"{path.stem}: {case['case']}")
        for path in sorted(CASES.glob("times-*.yaml"))
        for case in read_record(path.read_text(encoding="utf-8"), path.name)
    ]


def constructions() -> list[Any]:
    found = []
    for language in ("id", "en"):
        text = (CASES / f"news-times-{language}.yaml").read_text(encoding="utf-8")
        for name, listed in read_record(text, f"news-times-{language}")["constructions"].items():
            found += [pytest.param(language, *one, id=f"{name}: {one[0]}") for one in listed]
    return found


@pytest.mark.parametrize(
    ("language", "rule", "text", "days"), [*rule_examples("id"), *rule_examples("en")]
)
def test_an_example_in_the_lexicon_is_read_by_its_own_rule(
    language: str, rule: str, text: str, days: str
) -> None:
    found = times(text, language, published=PUBLISHED)
    assert written(found[-1].interval) == days
    assert {found[-1].rule, found[-1].doubt} & {rule, "impossible-date"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_modifiers_and_ranges_of_the_lexicon_are_read(language: str) -> None:
    for text, days in lexicon(language, "times")["examples"]:
        assert [written(one.interval) for one in times(text, language, published=PUBLISHED)] == [
            days
        ], text


@pytest.mark.parametrize(("language", "text"), [*counter_examples("id"), *counter_examples("en")])
def test_a_counter_example_holds_no_expression_of_time(language: str, text: str) -> None:
    assert times(text, language, published=PUBLISHED) == ()


@pytest.mark.parametrize(("language", "case"), cases())
def test_a_linguists_case(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    published = date.fromisoformat(case["published"]) if "published" in case else None
    found = times(text, language, published=published)
    assert {one.span.of(text): written(one.interval) for one in found} == case["times"]
    if "doubt" in case:
        assert case["doubt"] in {one.doubt for one in found}


@pytest.mark.parametrize(("language", "text", "answers"), constructions())
def test_a_construction_of_the_newsrooms_is_read(
    language: str, text: str, answers: dict[str, str]
) -> None:
    found = {one.span.of(text): one for one in times(text, language, published=NEWS_DAY)}
    assert list(found) == list(answers)
    for words, answer in answers.items():
        one = found[words]
        for part in answer.split():
            if ".." in part or part == "?":
                assert written(one.interval) == part, words
            elif part == "SET":
                assert one.kind is TimeKind.SET, words
            else:
                value = one.value or ""
                assert part in {value, f"T{value.partition('T')[2]}"}, words


def test_every_weekday_with_a_date_of_three_years_is_that_day() -> None:
    day = date(2023, 1, 1)
    while day < date(2026, 1, 1):
        text = f"{WEEKDAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})"
        (found,) = times(text, "id", published=PUBLISHED)
        assert (found.interval, found.doubt) == (Interval.on(day), None), text
        day += timedelta(days=1)


def test_an_english_weekday_tells_the_order_of_day_and_month_wherever_only_one_fits() -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    day = date(2024, 1, 1)
    while day < date(2025, 1, 1):
        text = f"{names[day.weekday()]} ({day.day}/{day.month}/{day.year})"
        (found,) = times(text, "en", published=PUBLISHED)
        swapped = None if day.day > 12 else date(day.year, day.day, day.month)
        if swapped is None or swapped.weekday() != day.weekday():
            assert found.interval == Interval.on(day), text
        day += timedelta(days=1)


def test_a_bare_weekday_falls_on_or_before_publication_unless_the_future_is_preferred() -> None:
    (past,) = times("Kamis", "id", published=PUBLISHED)
    (future,) = times("Kamis", "id", published=PUBLISHED, prefer="future")
    assert past.interval == Interval.on(date(2024, 11, 7))
    assert future.interval == Interval.on(date(2024, 11, 14))


def test_the_days_named_are_kept_beside_the_days_since_them() -> None:
    (found,) = times("sejak tahun lalu", "id", published=PUBLISHED)
    assert (found.modifier, found.named) == (
        "since",
        Interval(date(2023, 1, 1), date(2023, 12, 31)),
    )


def test_only_the_part_asked_for_is_looked_at() -> None:
    text = "Pada 2 Mei 2024 dan 3 Mei 2024."
    (found,) = times(text, "id", published=PUBLISHED, within=Span(16, len(text)))
    assert found.span.of(text) == "3 Mei 2024"


def test_a_duration_keeps_its_length() -> None:
    (found,) = times("selama tiga tahun", "id", published=PUBLISHED)
    assert (found.kind, found.interval, found.value) == (TimeKind.DURATION, None, "P3Y")


def test_a_language_without_a_lexicon_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguageError, match=r"'xx'.*en, id"):
        times("x", "xx", published=None)


@pytest.mark.parametrize("pattern", ["[hari", "a > b", "NOTHING lalu", "[a]"])
def test_a_malformed_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(MalformedPatternError, match="cannot be read"):
        compile_pattern(pattern, {"UNIT": Slot.of_words({"hari": "day"})})


@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", "11/11/2024 ", "Senin hingga ", "dua ", "dua hari kemudian ", "31 Februari "],
)
def test_a_long_monotonous_text_is_read_in_little_time(unit: str) -> None:
    times(unit * (40_000 // len(unit)), "id", published=PUBLISHED)


def vocabulary(language: str) -> list[str]:
    data = lexicon(language, "times")
    slots = [word for words in data["words"].values() for word in words]
    patterns = " ".join(rule["pattern"] for rule in data["rules"].values())
    marks = ["5", "12", "31", "2024", "99", "10:30", "(", ")", ",", "/", "-", "dua", "two", "half"]
    return [*slots, *re.findall(r"[a-z']+", patterns), *marks]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["id", "en"]),
    st.lists(st.integers(0, 10_000), max_size=8),
    st.sampled_from([date.min, PUBLISHED, date.max, None]),
)
def test_words_of_the_lexicon_in_any_order_do_no_harm_on_any_day(
    language: str, chosen: list[int], published: date | None
) -> None:
    words = vocabulary(language)
    text = " ".join(words[number % len(words)] for number in chosen)
    found = times(text, language, published=published)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="0123456789 /-.,()" + "SeninlaumeiMayhgtkd", max_size=60),
    st.sampled_from(["id", "en"]),
)
def test_any_text_yields_ordered_spans_within_it(text: str, language: str) -> None:
    found = times(text, language, published=PUBLISHED)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    for one in found:
        assert one.span.of(text).strip() == one.span.of(text) != ""
        if one.interval and one.interval.start and one.interval.end:
            assert one.interval.start <= one.interval.end
