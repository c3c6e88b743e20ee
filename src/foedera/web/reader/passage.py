"""A claim's sentence in pieces, each with what of the claim it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.workspace.passages import Passage


def marked(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield a passage's sentence in pieces, each with what it names: a role, or nothing."""
    end = 0
    for mark in passage.marks:
        if mark.span.start > end:
            yield passage.sentence[end : mark.span.start], ""
        yield mark.span.of(passage.sentence), mark.role
        end = mark.span.end
    if end < len(passage.sentence):
        yield passage.sentence[end:], ""
