"""How much of a report is read for claims: all of it, unless it is no report of news."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedera.spans import Span

if TYPE_CHECKING:
    from foedera.documents.report import Report

#: Characters that are read; far more than a report of news has.
MOST_CHARACTERS: Final = 1_000_000


def within_reach(report: Report) -> Report:
    """Return a report without what lies beyond the characters that are read, and say so.

    Its spans are those of the whole report.
    """
    if len(report.text) <= MOST_CHARACTERS:
        return report
    space = report.text.rfind(" ", 0, MOST_CHARACTERS)
    cut = space if space > 0 else MOST_CHARACTERS
    lines = tuple(
        replace(line, span=Span(line.span.start, min(line.span.end, cut)))
        for line in report.lines
        if line.span.start < cut
    )
    notice = (
        f"Only its first {cut:,} characters of {len(report.text):,} were read for claims. "
        "Split the text into its reports."
    )
    return replace(
        report,
        text=report.text[:cut],
        lines=lines,
        origin=None if report.origin is None else report.origin[:cut],
        masked=tuple(span for span in report.masked if span.end <= cut),
        notices=(*report.notices, notice),
    )
