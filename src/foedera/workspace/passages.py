"""A claim's sentence as it stands in its report, with the words it was read from marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.documents.report import LineKind
from foedera.language.sentences import sentences
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.claim import Claim
    from foedera.documents.recorded import RecordedDocument

#: How many sentences before and after are shown.
REACH: Final = 2
#: Kinds of lines that claims are read from, and that stand around them.
_READ: Final = (LineKind.HEADLINE, LineKind.SUBHEADING, LineKind.BODY, LineKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a passage that a claim was read from.

    Attributes:
        span: Where they stand in the passage.
        role: What they name: ``act``, ``agent``, ``counterpart``, ``instrument``, ``when``,
            ``place``, ``amount``, ``modality``, ``source`` or ``cue``.
    """

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with those around it.

    Attributes:
        before: The sentences before it, in order; fewer at the beginning of a report.
        sentence: The sentence.
        after: The sentences after it.
        marks: Places in the sentence, in order; none overlaps another.
        place: Where the sentence stands in the report's text.
    """

    before: tuple[str, ...]
    sentence: str
    after: tuple[str, ...]
    marks: tuple[Mark, ...]
    place: Span


def passage_of(claim: Claim, document: RecordedDocument, text: str) -> Passage:
    """Return a claim's sentence, with as many around it as ``REACH``.

    Args:
        claim: The claim.
        document: Its report, which says what each line is.
        text: The report's text.
    """
    lines = [line for line in document.lines if line.kind in _READ or _holds(line.span, claim)]
    near = [place for place, line in enumerate(lines) if line.span.meets(claim.span)] or [0]
    lines = lines[max(0, near[0] - REACH) : near[-1] + REACH + 1]  # enough, and no more is parted
    parted = [
        span for line in lines for span in sentences(text, line.span, document.language) if span
    ]
    before = [span for span in parted if span.end <= claim.span.start]
    after = [span for span in parted if span.start >= claim.span.end]
    return Passage(
        before=tuple(span.of(text) for span in before[-REACH:]),
        sentence=claim.span.of(text),
        after=tuple(span.of(text) for span in after[:REACH]),
        marks=marks_of(claim),
        place=claim.span,
    )


def _holds(line: Span, claim: Claim) -> bool:
    return line.meets(claim.span)


def marks_of(claim: Claim) -> tuple[Mark, ...]:
    """Return which words of its sentence a claim was read from; of two that meet, the shorter."""
    kept: list[Mark] = []
    within = (one for one in _named(claim) if claim.span.covers(one.span) and len(one.span))
    for mark in sorted(within, key=lambda one: (len(one.span), one.span.start)):
        if not any(mark.span.meets(other.span) for other in kept):
            kept.append(mark)
    start = claim.span.start
    moved = (Mark(Span(one.span.start - start, one.span.end - start), one.role) for one in kept)
    return tuple(sorted(moved, key=lambda one: one.span))


def _named(claim: Claim) -> Iterator[Mark]:
    yield Mark(claim.trigger, "act")
    for role, parties in (("agent", claim.agents), ("counterpart", claim.counterparts)):
        for party in parties:
            yield Mark(party.voice or party.span, role)
    for source in claim.sources:
        yield from _marks("source", (source.span,))
        yield from _marks("cue", (source.cue,))
    yield from _marks("instrument", (claim.instrument_span,))
    yield from _marks("when", (claim.when_span,))
    yield from _marks("place", (claim.place,))
    yield from _marks("modality", (claim.modality_span,))
    yield from _marks("amount", (claim.amount.span if claim.amount else None,))


def _marks(role: str, spans: Sequence[Span | None]) -> Iterator[Mark]:
    return (Mark(span, role) for span in spans if span is not None)
