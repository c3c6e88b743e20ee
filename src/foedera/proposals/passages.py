"""Parts a report into passages, each shown to a model with what it needs to understand it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from foedera.documents.report import LineKind
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.scene import LaidOut, Scene

#: Characters of paragraphs shown at once; a longer sentence is shown by itself.
_LONGEST: Final = 1500
#: Passages shown of one report; beyond them the report is not sent. A newspaper's longest
#: reports have about thirty.
MOST: Final = 60
#: Characters of a headline that are repeated with each passage.
_HEADLINE: Final = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of one section that a model is shown together.

    Attributes:
        section: Kind of line they are.
        paragraphs: Paragraphs, or parts of a long one made of whole sentences.
    """

    section: LineKind
    paragraphs: tuple[Span, ...]


def passages(laid: LaidOut) -> tuple[tuple[Passage, ...], int]:
    """Return the passages of a report in order, and how many more were left out."""
    found = list(_packed(laid.scenes))
    return tuple(found[:MOST]), max(0, len(found) - MOST)


def _packed(scenes: Sequence[Scene]) -> Iterator[Passage]:
    for section, its in groupby(scenes, key=lambda scene: scene.section):
        packed: list[Span] = []
        length = 0
        for piece in _pieces(tuple(its)):
            if packed and length + len(piece) > _LONGEST:
                yield Passage(section, tuple(packed))
                packed, length = [], 0
            packed.append(piece)
            length += len(piece)
        yield Passage(section, tuple(packed))


def _pieces(scenes: Sequence[Scene]) -> Iterator[Span]:
    """Yield paragraphs; of one that is too long, as many sentences at a time as fit."""
    for _, its in groupby(scenes, key=lambda scene: scene.paragraph):
        start = end = None
        for scene in its:
            span = scene.sentence.span
            if start is not None and end is not None and span.end - start > _LONGEST:
                yield Span(start, end)
                start = None
            start, end = span.start if start is None else start, span.end
        if start is not None and end is not None:
            yield Span(start, end)


def shown(laid: LaidOut, passage: Passage) -> str:
    """Return what a model is shown of a passage: JSON, out of which no text can break.

    Headline, dateline and day of publication come with every passage.
    """
    report, text = laid.report, laid.text
    lines = (line.span for line in report.lines if line.kind is LineKind.HEADLINE)
    headline = next((span.of(text).strip()[:_HEADLINE] for span in lines), None)
    data = {
        "language": report.language,
        "headline": headline,
        "dateline": report.dateline.value if report.dateline else None,
        "published": report.published.day.isoformat() if report.published else None,
        "section": passage.section.value,
        "passages": [span.of(text) for span in passage.paragraphs],
    }
    told = json.dumps(data, ensure_ascii=False, indent=1)
    return told.encode("utf-8", "replace").decode("utf-8")  # half a character cannot be sent
