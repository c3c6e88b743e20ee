"""Carries a speaker on to words that have no cue of their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.attribution import Attribution, Quotation
from foedera.claims.quoting import SPEECH, word_count
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.cueing import Lexicon
    from foedera.claims.quoting import Quote
    from foedera.claims.told import Page, Told
    from foedera.language.reading import Sentence

#: Rules whose source passes words on, and so is not the one who speaks.
RELAYED = frozenset({"attributes-earlier", "relay-first", "relay-inside", "relay-last"})


def carry_quotes(text: str, pages: Sequence[Page]) -> list[Attribution]:
    """Give quotations without a cue to whoever was speaking, or begins to just after.

    Within a paragraph the speaker before goes on, or the one after has begun; a
    paragraph that opens with a quotation goes on with the last speaker of the one before.
    """
    carried: list[Attribution] = []
    previous: Attribution | None = None
    for page in pages:
        own = _speaking(page)
        held = _holders(page.quotes, own)
        waiting: list[Quote] = []
        speaker: Attribution | None = None
        for quote, before in _with_last_cue(page.quotes, own):
            holder = held.get(quote.span)
            if holder is not None:
                if holder.quotation is not Quotation.INDIRECT:
                    carried += [_continued(holder, w) for w in waiting]
                    waiting = []
                speaker = holder
            elif _speech(text, page, quote, after=before is not None):
                speaker = speaker or before
                if speaker is not None:
                    carried.append(_continued(speaker, quote))
                else:
                    waiting.append(quote)
        if waiting and previous is not None and waiting[0].span.start <= page.span.start + 1:
            carried += [_over_paragraphs(previous, w) for w in waiting]
            speaker = previous
        previous = speaker or (own[-1] if own else None)
    return carried


def _speaking(page: Page) -> list[Attribution]:
    """Return a paragraph's attributions by speakers of its own, in the order of their cues."""
    starts = [quote.span.start for quote in page.quotes]
    own = []
    for found in page.found:
        for one in found:
            if one.cue is None or one.source is None or one.rule in RELAYED:
                continue
            place = bisect_right(starts, one.cue.start) - 1
            quote = page.quotes[place] if place >= 0 else None
            quoted = quote is not None and quote.span.covers(one.cue)
            if not quoted or (quote is not None and not (quote.closed and quote.opened)):
                own.append(one)
    return sorted(own, key=_cue_start)


def _cue_start(attribution: Attribution) -> int:
    return attribution.cue.start if attribution.cue else attribution.content.start


def _holders(quotes: Sequence[Quote], own: Sequence[Attribution]) -> dict[Span, Attribution]:
    """Return for each quotation the first attribution that meets it."""
    ends = [quote.span.end for quote in quotes]
    held: dict[Span, Attribution] = {}
    for one in own:
        place = bisect_right(ends, one.content.start)
        while place < len(quotes) and quotes[place].span.start < one.content.end:
            held.setdefault(quotes[place].span, one)
            place += 1
    return held


def _with_last_cue(
    quotes: Sequence[Quote], own: Sequence[Attribution]
) -> Iterator[tuple[Quote, Attribution | None]]:
    """Yield each quotation with the last attribution whose cue stands before it."""
    starts = [_cue_start(one) for one in own]
    for quote in quotes:
        place = bisect_left(starts, quote.span.start) - 1
        yield quote, own[place] if place >= 0 else None


def _speech(text: str, page: Page, quote: Quote, *, after: bool) -> bool:
    """Tell whether quoted words without a cue are speech: a sentence, and long enough.

    After a cue in the same paragraph even a short sentence is ("Never.").
    """
    starts = [told.sentence.span.start for told in page.told]
    place = bisect_left(starts, quote.span.start)
    whole = place < len(starts) and starts[place] == quote.span.start
    opens = whole or quote.span.start <= page.span.start + 1
    return opens and (after or word_count(text, quote.span) >= SPEECH)


def _continued(holder: Attribution, quote: Quote) -> Attribution:
    return replace(holder, content=quote.span, quotation=Quotation.DIRECT, rule="quote-continued")


def _over_paragraphs(holder: Attribution, quote: Quote) -> Attribution:
    return replace(
        holder, cue=None, content=quote.span, quotation=Quotation.DIRECT, rule="quote-carried"
    )


def carry_reports(pages: Sequence[Page], words: Lexicon) -> list[Attribution]:
    """Carry an indirect report on to a next sentence that signals it goes on."""
    carried: list[Attribution] = []
    before: Attribution | None = None
    for page in pages:
        for told, found in zip(page.told, page.found, strict=True):
            if not found and before is not None and _goes_on(told, words):
                following = replace(
                    before,
                    cue=None,
                    content=_without_stop(told.sentence),
                    quotation=Quotation.INDIRECT,
                    rule="carried",
                )
                carried.append(following)
                before = following
                continue
            before = _main(told, found)
    return carried


def _goes_on(told: Told, words: Lexicon) -> bool:
    forms = [token.form.lower() for token in told.sentence.tokens[:4]]
    return words.opens("continuers", forms) and not words.opens("turns", forms)


def _main(told: Told, found: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution a sentence is made of, if there is one with a speaker."""
    whole = told.sentence.span
    speaking = [
        a
        for a in found
        if a.source is not None
        and a.content.end >= whole.end - 2
        and a.quotation is not Quotation.DIRECT
        and a.rule in {"verb-clause", "verb-comma", "preposition-first"}
    ]
    return max(speaking, key=lambda a: len(a.content), default=None)


def _without_stop(sentence: Sentence) -> Span:
    last = sentence.tokens[-1]
    end = last.span.start if last.form in {".", ";"} else last.span.end
    while end > sentence.span.start and end > sentence.tokens[-1].span.start:
        end -= 1
    kept = [t for t in sentence.tokens if t.form != "."]
    return Span(sentence.span.start, kept[-1].span.end if kept else end)
