"""Every rule for lines is run on the examples it carries."""

from __future__ import annotations

import re

import pytest

from foedera.documents.line_rules import LineRule, line_rules
from foedera.documents.stamps import stamps, words

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
