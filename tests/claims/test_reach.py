"""A text far longer than any report is read to a limit, and that is told."""

from __future__ import annotations

from foedera.claims.reach import MOST_CHARACTERS, within_reach
from foedera.documents import capture_text

SENTENCE = "North Korea ratified its treaty with Russia on Monday. "


def test_a_report_of_usual_length_is_read_whole() -> None:
    report = capture_text(SENTENCE * 10, language="en")
    assert within_reach(report) is report


def test_what_lies_beyond_reach_is_left_out_between_words_and_that_is_said() -> None:
    many = MOST_CHARACTERS // len(SENTENCE) + 100
    report = capture_text(f"{SENTENCE * 50}\n" * (many // 50 + 1), language="en")
    reached = within_reach(report)
    assert report.text.startswith(reached.text)
    assert MOST_CHARACTERS - 100 < len(reached.text) <= MOST_CHARACTERS
    assert report.text[len(reached.text)].isspace()
    assert all(line.span.end <= len(reached.text) for line in reached.lines)
    assert reached.prose == report.prose[: len(reached.text)]
    assert reached.notices[-1].startswith("Only its first")
    assert f"{len(report.text):,}" in reached.notices[-1]
