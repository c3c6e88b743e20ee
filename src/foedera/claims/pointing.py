"""Reads cues whose content is another sentence: the one before, the next, or the line's rest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from foedera.claims.adjoining import phrase_after, phrase_before
from foedera.claims.attribution import Attribution, Quotation, Stance
from foedera.claims.cueing import Cue, Frame, Hit, Kind, denied, hits
from foedera.claims.framing import is_passive
from foedera.claims.phrasing import Stretch, subject
from foedera.claims.quoting import OPENING
from foedera.claims.told import anaphoric
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.cueing import Lexicon
    from foedera.claims.quoting import Quote
    from foedera.claims.told import Page, Told
    from foedera.language.reading import Sentence, Token


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


def before_cue(told: Told, quoted: Quote | None) -> list[Attribution]:
    """Read a sentence that only says who spoke the quotation before it: "…?" Kim asked.

    Args:
        told: The sentence.
        quoted: The last quotation that ends before it, if there is one.
    """
    sentence, words = told.sentence, told.words
    if quoted is None or not 0 <= sentence.span.start - quoted.span.end <= _BESIDE:
        return []
    tokens = sentence.tokens
    for hit in (one for each in hits(sentence, words) for one in (each, *each.others)):
        speaks = hit.cue.kind is Kind.VERB and hit.cue.frames & {Frame.QUOTE, Frame.CLAUSE}
        if not speaks or denied(sentence, hit, words):
            continue
        source = subject(sentence, hit, words)
        if source is None or (source.first > hit.last and hit.first > 0):
            source = phrase_before(sentence, hit.first - 1, words, 0)
        if hit.first == 0 and source is None:
            source = phrase_after(sentence, hit.last + 1, words, len(tokens))
        bound = hit.cue.bound and hit.first == 0
        led = source is not None and min(source.first, hit.first) == 0
        if not (led or bound) or any(t.upos in {"VERB", "AUX"} for t in tokens[hit.last + 1 :]):
            return []
        cue = told.span(Stretch(hit.first, hit.last))
        speaker = told.span(source) if source is not None and not bound else None
        return [
            Attribution(
                Span(cue.end - len(words.clitic), cue.end) if bound else speaker,
                cue,
                quoted.span,
                Quotation.DIRECT,
                hit.cue.stance,
                "cue-after",
            )
        ]
    return []


#: Characters of space that may part a quotation from the sentence that says who spoke it.
_BESIDE = 2


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
    dash = next((t.index for t in reversed(tokens[:colon]) if t.form in _DASHES), -1)
    opens = tokens[dash + 1].form in OPENING and dash + 2 < colon
    label = tokens[dash + 1 + opens : colon]
    named = all(t.upos in _NAMING for t in label)
    quoted = tokens[colon + 1].form in OPENING
    if not label or not named or not (label[-1].upos == "PROPN" or words.has("speakers", label[0])):
        return None
    source = Span(label[0].span.start, label[-1].span.end)
    if quoted:
        return _labelled_quote(page, source, tokens[colon])
    alone = len(page.told) > 1 and not source.of(text).isupper()
    if alone or not any(t.upos in {"VERB", "AUX"} for t in tokens[colon:]):
        return None
    last = page.told[-1].sentence.tokens[-1].span.end
    content = Span(tokens[colon + 1].span.start, last)
    return Attribution(
        source, tokens[colon].span, content, Quotation.INDIRECT, Stance.STATES, "label"
    )


def _labelled_quote(page: Page, source: Span, colon: Token) -> Attribution | None:
    """Read a speaker set before quoted words: 'Kim: "The talks are over. We leave."'."""
    quote = next((q for q in page.quotes if q.span.start >= colon.span.end), None)
    if quote is None:
        return None
    return Attribution(source, colon.span, quote.span, Quotation.DIRECT, Stance.STATES, "label")


_DASHES = frozenset({"-", "–", "—", "--"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "X", "CCONJ", "ADP", "NUM"})
_LABEL = 14  # a longer line before a colon is no label


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
