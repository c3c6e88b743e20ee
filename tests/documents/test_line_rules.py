"""Every rule for lines is run on the examples it carries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from foedera.documents.line_rules import LineRule, any_of, line_rules
from foedera.documents.stamps import stamps, words
from foedera.resources import lexicon_files, record

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRIES = [
    pytest.param(entry, id=entry["rule"])
    for path in lexicon_files("lines.yaml")
    for entry in record(path)
]

#: The words of a rule that its examples must show.
KEYS = ("leads", "with", "whole", "holds")
EXAMPLES = [
    pytest.param(rule, text, id=f"{rule.name}: {text[:50]}")
    for rule in line_rules()
    for text in rule.examples
]
COUNTEREXAMPLES = [
    pytest.param(rule, text, id=f"{rule.name}: {text[:50]}")
    for rule in line_rules()
    for text in rule.counterexamples
]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_labels_its_examples(rule: LineRule, text: str) -> None:
    assert rule.labels(text, 0, len(text)) is not None


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES)
def test_a_rule_leaves_its_counterexamples_alone(rule: LineRule, text: str) -> None:
    assert rule.labels(text, 0, len(text)) is None


def test_every_rule_carries_examples() -> None:
    assert [rule.name for rule in line_rules() if not rule.examples] == []


def test_every_rule_carries_counterexamples() -> None:
    assert [rule.name for rule in line_rules() if not rule.counterexamples] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_example_shows_every_word_of_a_rule(entry: dict[str, Any]) -> None:
    shown = {" ".join(words.split()).casefold() for words in _shown(entry)}
    assert [
        words for key in KEYS for words in entry.get(key, ()) if words.casefold() not in shown
    ] == []


def _shown(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the words of an entry that its examples show: of two leads that fit, the longer."""
    for example in entry["examples"]:
        if "leads" in entry:
            lead = re.match(rf"\W*?({any_of(entry['leads'])})", example, re.IGNORECASE)
            yield from [lead[1]] if lead else []
        ways = {
            "with": r".*(?<!\w){}(?!\w).*",
            "holds": r".*(?<!\w){}(?!\w).*",
            "whole": r"[\W_]*{}[\W_]*",
        }
        for key, way in ways.items():
            for listed in entry.get(key, ()):
                if re.fullmatch(way.replace("{}", re.escape(listed)), example, re.IGNORECASE):
                    yield listed


def test_a_rule_is_named_after_what_it_labels() -> None:
    assert all(re.fullmatch(r"[a-z]+/[a-z-]+", rule.name) for rule in line_rules())


@pytest.mark.parametrize("zone", sorted(words().zones))
def test_every_zone_is_read_after_an_hour(zone: str) -> None:
    (stamp,) = stamps(f"3 May 2023, 10:20 {zone}")
    assert stamp.zone == zone


@pytest.mark.parametrize("month", sorted(words().months))
def test_every_month_is_read(month: str) -> None:
    (stamp,) = stamps(f"3 {month} 2023")
    assert stamp.numbers == (3, words().months[month], 2023)
