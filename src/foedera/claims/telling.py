"""Reads who says what within one sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims import ending, framing
from foedera.claims.attribution import Attribution, Quotation, Stance
from foedera.claims.cueing import Frame, Kind, denied, hits
from foedera.claims.holding import adjective, asked, is_asked, noun
from foedera.claims.phrasing import Stretch
from foedera.claims.relaying import adverb, passive, preposition
from foedera.claims.speaking import spoken
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from foedera.claims.cueing import Hit
    from foedera.claims.told import Draft, Told
    from foedera.language.reading import Sentence, Token


def told_by(told: Told) -> list[Attribution]:
    """Return what a sentence attributes, in the order of its cues."""
    return [_finished(told, draft) for draft in drafts(told)]


def drafts(told: Told) -> list[Draft]:
    """Read the sentence, in tokens."""
    found = hits(told.sentence, told.words)
    verbs = {hit.first for hit in found if hit.cue.kind is Kind.VERB}
    read: list[Draft] = []
    for hit in found:
        own = (
            _draft(told, one, verbs)
            for one in (hit, *hit.others)
            if not denied(told.sentence, one, told.words)
        )
        draft = next((one for one in own if one is not None), None)
        if draft is not None:
            read.append(_same_speaker(told, draft, read))
    return _weighed(_cut_before_groups(told.sentence, _cited(read)))


def _same_speaker(told: Told, draft: Draft, before: Sequence[Draft]) -> Draft:
    """Give a cue joined to another its speaker: "X said …, adding that …"."""
    joined = ending.joined(told.sentence, draft.hit.first, told.words)
    means = any(told.words.has("means", t) for t in _before(told, draft.hit))
    dumb = draft.source is not None and not told.can_speak(draft.source)
    attached = dumb and ending.attached(told.sentence, draft.hit.first)
    if not (joined or means or attached):
        return draft
    saying = [d for d in before if d.hit.cue.kind is Kind.VERB and d.source is not None]
    if draft.hit.cue.kind is not Kind.VERB or not saying:
        return draft
    last = saying[-1]
    within = last.content.first <= draft.hit.first <= last.content.last
    if joined and within and not means:  # but "menyatakan dukungan dengan menyebut ..."
        return draft
    return replace(draft, source=last.source)


def _before(told: Told, hit: Hit) -> Sequence[Token]:
    return told.sentence.tokens[max(0, hit.first - 1) : hit.first]


def _draft(told: Told, hit: Hit, verbs: Collection[int]) -> Draft | None:
    if hit.cue.kind in _BY_KIND:
        return _BY_KIND[hit.cue.kind](told, hit)
    if is_asked(told, hit):
        return asked(told, hit)
    if framing.is_passive(told.sentence, hit, told.words):
        return passive(told, hit) if Frame.PASSIVE in hit.cue.frames else None
    return spoken(told, hit, verbs)


_BY_KIND = {
    Kind.PREPOSITION: preposition,
    Kind.ADVERB: adverb,
    Kind.NOUN: noun,
    Kind.ADJECTIVE: adjective,
}


def _finished(told: Told, draft: Draft) -> Attribution:
    hit = draft.hit
    cue = told.span(Stretch(hit.first, hit.last))
    source = told.span(draft.source) if draft.source is not None else None
    if hit.cue.bound:
        source = Span(cue.end - len(told.words.clitic), cue.end)
    content, quotation = _quoted(told, draft)
    stance = draft.stance or hit.cue.stance
    return Attribution(source, cue, content, quotation, stance, draft.rule)


def _quoted(told: Told, draft: Draft) -> tuple[Span, Quotation]:
    """Fit a content to the quotations it meets; they may reach beyond the sentence."""
    content = told.span(draft.content)
    cue = told.sentence.tokens[draft.hit.first].span
    met = [
        quote
        for quote in told.quotes
        if quote.span.meets(content) and not (quote.closed and quote.span.covers(cue))
    ]
    if not met:
        return content, Quotation.INDIRECT
    first, last = met[0].span, met[-1].span
    if draft.rule in _PRECEDED:
        start = min(content.start, first.start)
        end = max(content.end, last.end) if draft.rule == "cue-inside" else content.end
    else:
        start, end = content.start, max(content.end, last.end)
    whole = Span(min(start, content.start), end)
    direct = whole.start >= first.start and whole.end <= last.end
    return whole, Quotation.DIRECT if direct else Quotation.MIXED


_PRECEDED = frozenset({"cue-after", "cue-inside", "preposition-last", "relay-last"})


def _cut_before_groups(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """End the contents of inner cues where a trailing cue group begins."""
    groups = [draft.group for draft in drafts if draft.group is not None]
    cut = []
    for draft in drafts:
        ends = [
            group.first - 1
            for group in groups
            if group != draft.group
            and draft.hit.last < group.first <= draft.content.last
            and draft.content.first < group.first
        ]
        if ends:
            end = ending.without_stop(sentence.tokens, draft.content.first, min(ends))
            if end < draft.content.first:
                continue
            cut.append(replace(draft, content=Stretch(draft.content.first, end)))
        else:
            cut.append(draft)
    return cut


def _weighed(drafts: list[Draft]) -> list[Draft]:
    """Join "according to X" with "it is estimated": X is the one who estimates."""
    speaking = [d for d in drafts if d.rule.startswith("preposition")]
    kept: list[Draft] = []
    for draft in drafts:
        nameless = draft.source is None and draft.rule in {"passive", "adverb"}
        cue = Stretch(draft.hit.first, draft.hit.last)
        over = [d for d in speaking if nameless and _covers(d.content, cue)]
        if over:
            place = next((i for i, d in enumerate(kept) if d is over[0]), None)
            stance = draft.hit.cue.stance
            if place is not None and over[0].hit.cue.stance is Stance.STATES:
                kept[place] = replace(over[0], stance=stance)
                continue
        kept.append(draft)
    return kept


def _cited(drafts: list[Draft]) -> list[Draft]:
    """Nest whom a report cites within it: "the agency said …, citing officials"."""
    cited = list(drafts)
    for place, draft in enumerate(drafts):
        if not draft.hit.cue.quoting or draft.group is None:
            continue
        saying = [
            i
            for i, d in enumerate(drafts[:])
            if d.hit.cue.kind is Kind.VERB and d.source and d.hit.first < draft.hit.first
        ]
        if not saying:
            continue
        outer = cited[saying[-1]]
        end = min(outer.content.last, draft.hit.first - 2)
        if end <= outer.content.first:
            continue
        inner = Stretch(outer.content.first, end)
        cited[place] = replace(draft, content=inner, rule="cited", group=None)
        if outer.content.last < draft.hit.first - 1:
            continue  # words quoted, and ended before the citing
        whole = Stretch(outer.content.first, draft.group.last - 1)
        cited[saying[-1]] = replace(outer, content=whole, group=None)
    return cited


def _covers(outer: Stretch, inner: Stretch) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
