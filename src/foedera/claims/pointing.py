"""Reads cues whose content is another sentence: the one before, the next, or the line's rest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.claims.attribution import Attribution, Quotation, Stance
from foedera.claims.cueing import Cue, Frame, Hit, Kind, hits
from foedera.claims.framing import is_passive
from foedera.claims.phrasing import Stretch, phrase_after, subject
from foedera.claims.told import anaphoric
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.cueing import Lexicon
    from foedera.claims.told import Page, Told
    from foedera.language.reading import Sentence


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
