"""Carries a speaker on to words without a cue of their own, and back to earlier ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.claims.attribution import Attribution, Quotation, Stance
from foedera.claims.cueing import Cue, Frame, Hit, Kind, hits
from foedera.claims.framing import is_passive
from foedera.claims.phrasing import Stretch, phrase_after, subject
from foedera.claims.quoting import SPEECH, word_count
from foedera.claims.told import Told, anaphoric
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.cueing import Lexicon
    from foedera.claims.quoting import Quote
    from foedera.language.reading import Sentence


@dataclass
class Page:
    """A paragraph as far as it has been read.

    Attributes:
        span: Its characters.
        told: Its sentences.
        found: For each sentence, what it attributes.
    """

    span: Span
    told: list[Told]
    found: list[list[Attribution]]


def earlier(told: Told, before: Sentence | None) -> list[Attribution]:
    """Read a sentence that says who said the one before: "Hal itu disampaikan …"."""
    sentence, words = told.sentence, told.words
    if before is None:
        return []
    thus = words.opens("thus", [t.form.lower() for t in sentence.tokens[:3]])
    if not thus and not anaphoric(sentence, words):
        return []
    found: list[Attribution] = []
    for hit in sorted(
        hits(sentence, words) + _bearers(sentence, words), key=lambda found: found.first
    ):
        source = _who_said(told, hit, thus=thus)
        if source is None:
            continue
        cue = told.span(Stretch(hit.first, hit.last))
        if found and hit.cue.kind is not Kind.PREPOSITION:
            continue
        end = max(before.span.end, found[0].source.end) if found and found[0].source else None
        content = Span(before.span.start, end or before.span.end)
        found.append(
            Attribution(
                told.span(source),
                cue,
                content,
                Quotation.INDIRECT,
                hit.cue.stance,
                "attributes-earlier",
            )
        )
    return found


def _bearers(sentence: Sentence, words: Lexicon) -> list[Hit]:
    """Return verbs that attribute only what was told before: "was carried by state TV"."""
    cue = Cue("bearer", Kind.VERB, frozenset({Frame.PASSIVE}), Stance.STATES)
    return [Hit(cue, t.index, t.index, t.index) for t in sentence.tokens if words.has("bearers", t)]


def _who_said(told: Told, hit: Hit, *, thus: bool) -> Stretch | None:
    """Return who is said to have said the sentence before, or None."""
    sentence, words = told.sentence, told.words
    after = hit.last + 1
    if hit.first == 0 or after >= len(sentence.tokens):
        return None
    if hit.cue.kind is Kind.PREPOSITION:
        return phrase_after(sentence, after, words, len(sentence.tokens))
    if hit.cue.kind is not Kind.VERB or not (thus or is_passive(sentence, hit, words)):
        return None
    source = told.agent(hit, Stretch(0, len(sentence.tokens) - 1))
    bare = sentence.tokens[after].upos in {"NOUN", "PROPN"} and hit.cue.stance is Stance.STATES
    if source is None and bare and words.does("bare-agents"):
        source = phrase_after(sentence, after, words, len(sentence.tokens))
    return source


def carry_quotes(text: str, pages: Sequence[Page], quotes: Sequence[Quote]) -> list[Attribution]:
    """Give quotations without a cue to whoever was speaking, or begins to just after."""
    carried: list[Attribution] = []
    speaker: Attribution | None = None
    previous: Attribution | None = None  # last speaker of the paragraph before
    for page in pages:
        own = [a for found in page.found for a in found if a.cue and a.rule not in _RELAYED]
        own = [a for a in own if a.cue and not _within(a.cue, quotes)]
        own.sort(key=_cue_start)
        speaker, waiting = None, []
        for quote in (q for q in quotes if page.span.covers(q.span)):
            if any(a.content.meets(quote.span) for a in own):
                holder = next(a for a in own if a.content.meets(quote.span))
                if holder.quotation is not Quotation.INDIRECT:
                    carried += [_continued(holder, w) for w in waiting]
                    waiting = []
                speaker = holder
            elif _speech(text, page, quote, own):
                if speaker is None:
                    speaker = _last_before(own, quote.span.start)
                if speaker is not None:
                    carried.append(_continued(speaker, quote))
                else:
                    waiting.append(quote)
        if waiting and previous is not None and waiting[0].span.start <= page.span.start + 1:
            carried += [_over_paragraphs(previous, w) for w in waiting]
            speaker = previous
        last = own[-1] if own else None
        previous = speaker or last
    return carried


def _within(cue: Span, quotes: Sequence[Quote]) -> bool:
    """Tell whether a cue stands in quoted words, whose speaker it cannot name."""
    return any(quote.closed and quote.opened and quote.span.covers(cue) for quote in quotes)


def _cue_start(attribution: Attribution) -> int:
    return attribution.cue.start if attribution.cue else attribution.content.start


def _last_before(own: Sequence[Attribution], place: int) -> Attribution | None:
    return next((a for a in reversed(own) if a.cue and a.cue.end <= place and a.source), None)


def _speech(text: str, page: Page, quote: Quote, own: Sequence[Attribution]) -> bool:
    """Tell whether quoted words without a cue are speech: a sentence, and long enough.

    After a cue in the same paragraph even a short sentence is ("Never.").
    """
    after = any(a.cue is not None and a.cue.end <= quote.span.start for a in own)
    return _whole(page, quote) and (after or word_count(text, quote.span) >= SPEECH)


def _whole(page: Page, quote: Quote) -> bool:
    """Tell whether a quotation begins a sentence, so that it is speech of its own."""
    starts = {told.sentence.span.start for told in page.told}
    return quote.span.start in starts or quote.span.start <= page.span.start + 1


def _continued(holder: Attribution, quote: Quote) -> Attribution:
    return replace(holder, content=quote.span, quotation=Quotation.DIRECT, rule="quote-continued")


def _over_paragraphs(holder: Attribution, quote: Quote) -> Attribution:
    return replace(
        holder,
        cue=None,
        content=quote.span,
        quotation=Quotation.DIRECT,
        rule="quote-carried",
    )


def labelled(text: str, pages: Sequence[Page], words: Lexicon) -> list[Attribution]:
    """Read speakers set before a colon: "PENCE: Well, …", "Putin: Rusia siap berunding"."""
    found = []
    for page in pages:
        if page.told:
            own = _label(text, page, words)
            found += [own] if own is not None else []
    return found


def _label(text: str, page: Page, words: Lexicon) -> Attribution | None:
    tokens = page.told[0].sentence.tokens
    colon = next((t.index for t in tokens[1:_LABEL] if t.form == ":"), None)
    if colon is None or colon + 1 >= len(tokens):
        return None
    label = tokens[:colon]
    named = all(t.upos in {"PROPN", "NOUN", "ADJ", "DET", "X"} for t in label)
    speaks = label[-1].upos == "PROPN" or words.has("speakers", label[0])
    if not named or not speaks or not any(t.upos in {"VERB", "AUX"} for t in tokens[colon:]):
        return None
    source = Span(label[0].span.start, label[-1].span.end)
    alone = len(page.told) > 1 and not source.of(text).isupper()
    if alone:
        return None
    last = page.told[-1].sentence.tokens[-1].span.end
    content = Span(tokens[colon + 1].span.start, last)
    return Attribution(
        source, tokens[colon].span, content, Quotation.INDIRECT, Stance.STATES, "label"
    )


_LABEL = 8  # a longer line before a colon is no label


def announced(pages: Sequence[Page], words: Lexicon) -> list[Attribution]:
    """Give a paragraph to the cue that ends the one before in a colon: "He added:"."""
    found = []
    for page, after in pairwise(pages):
        if not page.told or page.told[-1].sentence.tokens[-1].form != ":":
            continue
        told = page.told[-1]
        cues = [h for h in hits(told.sentence, words) if h.cue.kind is Kind.VERB]
        if not cues or not after.told:
            continue
        hit = cues[-1]
        source = subject(told.sentence, hit, words)
        if source is None:
            continue
        cue = told.span(Stretch(hit.first, hit.last))
        found.append(
            Attribution(
                told.span(source),
                cue,
                after.span,
                Quotation.DIRECT,
                hit.cue.stance,
                "announced",
            )
        )
    return found


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


def named(
    text: str, found: Sequence[Attribution], sentences: Sequence[Sentence], words: Lexicon
) -> list[Attribution]:
    """Say of each pronoun that speaks who it stands for: the last speaker with a name."""
    order = sorted(range(len(found)), key=lambda i: (_place(found[i]), i))
    subjects = _names_in(sentences, words)
    resolved = list(found)
    last: Span | None = None
    seen = 0
    heard: dict[Span, Span | None] = {}
    for index in order:
        attribution = found[index]
        if attribution.source is None:
            continue
        place = attribution.source.start
        if attribution.source in heard:
            resolved[index] = replace(attribution, names=heard[attribution.source])
            continue
        form = attribution.source.of(text).lower()
        if form not in words.classes["pronouns"]:
            if attribution.rule not in _RELAYED and _leads(attribution, found, form, words):
                last = attribution.source
            heard[attribution.source] = None
            continue
        while seen < len(subjects) and subjects[seen].end <= place:
            if last is None or (
                subjects[seen].start > last.end and _paragraph_gap(text, last, place)
            ):
                last = subjects[seen]
            seen += 1
        heard[attribution.source] = last
        resolved[index] = replace(attribution, names=last)
    return resolved


_RELAYED = frozenset({"attributes-earlier", "relay-first", "relay-inside", "relay-last"})


def _leads(
    attribution: Attribution, found: Sequence[Attribution], form: str, words: Lexicon
) -> bool:
    """Tell whether a speaker stands for itself: not within the words of another."""
    if attribution.cue is None or attribution.source is None:
        return False
    first = form.split(maxsplit=1)[0] if form else ""
    return first in words.classes["speakers"] or not any(
        other.content.covers(attribution.source)
        and other.source is not None
        and not other.source.meets(attribution.source)
        and other.source.start < attribution.source.start
        for other in found
    )


def _paragraph_gap(text: str, last: Span, place: int) -> bool:
    """Tell whether the last speaker lies more than a paragraph back."""
    return text.count("\n\n", last.end, place) > 1


def _place(attribution: Attribution) -> int:
    return attribution.source.start if attribution.source else attribution.content.start


def _names_in(sentences: Sequence[Sentence], words: Lexicon) -> list[Span]:
    """Return the subjects that are names of people or bodies, in order of the text."""
    found = []
    for sentence in sentences:
        for token in sentence.tokens:
            if token.relation == "nsubj" and token.upos == "PROPN":
                own = [t for t in sentence.subtree(token.index) if t.upos == "PROPN"]
                if not words.has("times", token):
                    found.append(Span(min(t.span.start for t in own), token.span.end))
    return found
