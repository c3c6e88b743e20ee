"""Finds who says what in a report: by its dependency trees and its surface together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from foedera.claims.carrying import carry_quotes, carry_reports
from foedera.claims.cueing import lexicon
from foedera.claims.persons import NOBODY
from foedera.claims.pointing import announced, before_cue, earlier, labelled
from foedera.claims.quoting import quotes
from foedera.claims.resolving import introduced, named
from foedera.claims.telling import told_by
from foedera.claims.told import Page, Told, pieces

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from foedera.claims.attribution import Attribution
    from foedera.claims.cueing import Lexicon
    from foedera.claims.persons import Known
    from foedera.claims.quoting import Quote
    from foedera.language.reading import Reading, Sentence
    from foedera.spans import Span


def attributions(
    text: str, reading: Reading, paragraphs: Sequence[Span], known: Known = NOBODY
) -> tuple[Attribution, ...]:
    """Find who is said to say what.

    Contents nest: in "KCNA melaporkan Kim mengatakan …" the smallest content around a
    word belongs to the speaker nearest to it. A content may enclose its own cue and
    source ("The pact, he said, is dead"). Attributions that share a cue are parts of
    one ("…," he said. "…").

    Args:
        text: The text the spans point into.
        reading: Its sentences; those outside the paragraphs are passed over.
        paragraphs: The paragraphs of one section, in order of the text. Speakers are
            carried from one to the next and never from anywhere else, so each section
            (body, captions, teasers) wants a call of its own.
        known: Where the text names actors of the catalogue, if that has been looked up:
            whoever is so named can speak ("Seoul"), and states are no persons.

    Returns:
        In order of the content's start, the larger content first.
    """
    words = lexicon(reading.language)
    marks = quotes(text, paragraphs)
    pages = _pages(reading.sentences, paragraphs, marks, words, known.starts)
    found = [a for page in pages for own in page.found for a in own]
    found += labelled(text, pages, words)
    found += announced(pages, words)
    found += carry_quotes(text, pages)
    found += carry_reports(pages, words)
    sentences = [told.sentence for page in pages for told in page.told]
    complete = introduced(text, named(text, found, sentences, words), sentences, words, known)
    return tuple(sorted(set(complete), key=_order))


def _order(attribution: Attribution) -> tuple[int, int, int, str]:
    cue = attribution.cue.start if attribution.cue else -1
    return attribution.content.start, -attribution.content.end, cue, attribution.rule


def _pages(
    sentences: Sequence[Sentence],
    paragraphs: Sequence[Span],
    marks: Sequence[Quote],
    words: Lexicon,
    names: Container[int],
) -> list[Page]:
    starts = [sentence.span.start for sentence in sentences]
    ends = [quote.span.end for quote in marks]
    openings = [quote.span.start for quote in marks]
    pages = []
    before: Sentence | None = None
    for paragraph in paragraphs:
        own = slice(bisect_left(openings, paragraph.start), bisect_left(openings, paragraph.end))
        page = Page(paragraph, [], [], marks[own])
        low, high = bisect_left(starts, paragraph.start), bisect_left(starts, paragraph.end)
        for sentence in chain.from_iterable(map(pieces, sentences[low:high])):
            first = bisect_right(ends, sentence.span.start)
            last = bisect_left(openings, sentence.span.end)
            told = Told(sentence, marks[first:last], words, names)
            page.told.append(told)
            quoted = marks[first - 1] if first > own.start else None
            page.found.append(told_by(told) + earlier(told, before) + before_cue(told, quoted))
            before = sentence
        pages.append(page)
    return pages
