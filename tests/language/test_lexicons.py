"""Every word of the lexicons of times, numbers and units is shown at work by an example."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.language.numerals import lexicon
from foedera.language.quantities import quantities
from foedera.language.times import times
from foedera.resources import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.language.quantities import Quantity
    from foedera.language.times import TimeExpression

CASES = Path(__file__).parents[1] / "cases" / "language"
PUBLISHED = date(2024, 11, 12)
LANGUAGES = ("id", "en")
#: How far before an expression the words stand that bear on it.
REACH = 40
#: A pattern's own words; its slots and shorthands are in capitals.
PATTERN_WORD = re.compile(r"(?<![\w~])[a-z][a-z'./]*(?![\w'./])(?!\s*~)")


def holds(text: str, word: str) -> bool:
    """Tell whether a word stands whole in a text."""
    words = r"\s".join(map(re.escape, word.lower().split()))
    return re.search(rf"(?<![^\W_]){words}(?![^\W_])", text.lower()) is not None


def cases(kind: str, language: str) -> Iterator[str]:
    """The texts that linguists wrote, and those of the newsrooms' constructions."""
    for entry in read_record((CASES / f"{kind}-{language}.yaml").read_text("utf-8"), kind):
        yield entry["text"]
    news = read_record((CASES / f"news-{kind}-{language}.yaml").read_text("utf-8"), kind)
    for listed in news["constructions"].values():
        yield from (text for text, _ in listed)


@cache
def innocent(language: str) -> tuple[str, ...]:
    """The counter-examples of all three lexicons."""
    rules = lexicon(language, "times")["rules"].values()
    texts = [text for rule in rules for text in rule.get("not", ())]
    for name in ("times", "numbers", "units"):
        texts += lexicon(language, name)["not"]
    return tuple(texts)


@cache
def timed(language: str) -> tuple[tuple[str, TimeExpression], ...]:
    """The expressions of time in the examples, each with its text."""
    data = lexicon(language, "times")
    texts = [
        *(text for text, _ in data["examples"]),
        *(text for rule in data["rules"].values() for text, _ in rule["examples"]),
        *cases("times", language),
    ]
    return tuple(
        (text, found) for text in texts for found in times(text, language, published=PUBLISHED)
    )


@cache
def counted(language: str) -> tuple[tuple[str, Quantity], ...]:
    """The quantities in the examples, each with its text."""
    texts = [
        *(text for name in ("numbers", "units") for text, _ in lexicon(language, name)["examples"]),
        *cases("quantities", language),
    ]
    return tuple((text, found) for text in texts for found in quantities(text, language))


@cache
def every_text(language: str) -> str:
    texts = (*(text for text, _ in (*timed(language), *counted(language))), *innocent(language))
    return "\n".join(texts)


def spans_of_time(language: str) -> str:
    return "\n".join(found.span.of(text) for text, found in timed(language))


def spans_of_number(language: str) -> str:
    return "\n".join(found.span.of(text) for text, found in counted(language))


def around_numbers(language: str) -> str:
    return "\n".join(
        text[max(0, found.span.start - REACH) : found.span.end] for text, found in counted(language)
    )


def listed(
    data: dict[str, Any], groups: str, shown_in: str, within: str | None = None
) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of some groups, and whether they stand in a text."""
    for group in groups.split():
        words = data[within][group] if within else data[group]
        for word in words:
            yield f"{within or ''} {group}", word, holds(shown_in, word)


def modifiers(language: str) -> Iterator[tuple[str, str, bool]]:
    for name, words in lexicon(language, "times")["before"].items():
        led = "\n".join(
            text[max(0, found.span.start - REACH) : found.span.end]
            for text, found in timed(language)
            if found.modifier == name
        )
        yield from ((f"before {name}", word, holds(led, word)) for word in words)


def patterns(language: str) -> Iterator[tuple[str, str, bool]]:
    spans, texts = spans_of_time(language), every_text(language)
    for name, rule in lexicon(language, "times")["rules"].items():
        for word in {*PATTERN_WORD.findall(rule["pattern"])}:
            yield f"rule {name}", word, holds(spans, word)
        for company in ("led_by", "followed_by", "not_led_by", "not_followed_by"):
            for word in rule.get(company, ()):
                yield f"rule {name}, {company}", word, word == "." or holds(texts, word)


def time_words(language: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each group of times.yaml with a word of it, and whether the word is shown."""
    data, texts = lexicon(language, "times"), every_text(language)
    yield from listed(data, " ".join(data["words"]), spans_of_time(language), "words")
    yield from modifiers(language)
    yield from patterns(language)
    yield from listed(
        data, "joins part_links cues links eras sunday sunday_not_before ambiguous_months", texts
    )
    ranges = [text for text, found in timed(language) if found.rule == "range"]
    for name, words in data["range"].items():
        for word in words:
            yield f"range {name}", word, any(holds(text, word) or word in text for text in ranges)


def number_words(language: str) -> Iterator[tuple[str, str, bool]]:
    """Likewise for numbers.yaml."""
    data, spans = lexicon(language, "numbers"), spans_of_number(language)
    told, texts = around_numbers(language), every_text(language)
    groups = """words teens multipliers joiners decimals fractions few and_a_half denominators
        vague vague_scaled decade_suffix"""
    yield from listed(data, groups, spans)
    yield from listed(data, "articles noun_before", told)
    yield from listed(data, " ".join(data["before"]), told, "before")
    yield from listed(data, " ".join(data["range"]), told, "range")
    yield from listed(data, " ".join(data["after"]), texts, "after")
    yield from listed(data, "of needs_of", texts)
    for word in data["short"]:
        yield "short", word, re.search(rf"\d{word}\b", spans) is not None
    innocents = "\n".join(innocent(language)).lower()
    for word in data["labels"]:
        named = rf"(?<![^\W_]){re.escape(word)}\.?\s\w*\d"
        yield "labels", word, re.search(named, innocents) is not None


def units_told(language: str) -> Iterator[tuple[str, str, bool]]:
    data = lexicon(language, "units")
    named = {
        (found.unit, " ".join(found.unit_word.lower().split()))
        for _, found in counted(language)
        if found.unit_word
    }
    for unit, words in (*data["units"].items(), *((u, [s]) for s, u in data["suffixes"].items())):
        yield from ((unit, word, (unit, word) in named) for word in words)
    signed = {(found.unit, text[found.span.start :]) for text, found in counted(language)}
    for sign, code in data["signs"].items():
        yield "signs", sign, any(code == unit and sign in text for unit, text in signed)
    for clitic in data["clitics"]:
        yield "clitics", clitic, any(word.endswith(clitic) for _, word in named)


def unit_words(language: str) -> Iterator[tuple[str, str, bool]]:
    """Likewise for units.yaml."""
    data = lexicon(language, "units")
    yield from units_told(language)
    texts = "\n".join(text for text, _ in data["examples"])
    yield from listed(data, "classifiers skip", texts)
    innocents = "\n".join(innocent(language)).lower()
    for word in data["calibres"]:
        yield "calibres", word, re.search(rf"\d\s?{word}\b", innocents) is not None
    after = "\n".join(
        text[found.span.end : found.span.end + REACH].strip().partition(" ")[0]
        for text, found in counted(language)
        if found.unit is None
    )
    yield from listed(data, "stop", after)


WORDS = {"times": time_words, "numbers": number_words, "units": unit_words}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WORDS)
def test_every_word_of_a_lexicon_is_shown_at_work_by_an_example(name: str, language: str) -> None:
    missing = [f"{group}: {word}" for group, word, shown in WORDS[name](language) if not shown]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_time_has_an_example(language: str) -> None:
    rules: dict[str, Any] = lexicon(language, "times")["rules"]
    assert [name for name, rule in rules.items() if not rule["examples"]] == []
