"""Reads what attributes without a verb of its own: passives, prepositions, adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims import framing
from foedera.claims.cueing import Kind
from foedera.claims.phrasing import Stretch, phrase_after
from foedera.claims.told import FINITE, Draft, anaphoric

if TYPE_CHECKING:
    from foedera.claims.cueing import Hit
    from foedera.claims.told import Told


def passive(told: Told, hit: Hit) -> Draft | None:
    """Read "dilaporkan", "is believed to": who says it is often left out."""
    if anaphoric(told.sentence, told.words):
        return None  # it speaks of the sentence before: see carrying
    bounds = told.bounds(hit)
    agent = told.agent(hit, bounds)
    clause = _clause(told, hit, bounds)
    if clause.last - clause.first <= hit.last - hit.first + 1:
        return None
    return Draft(hit, agent, clause, "passive")


def _clause(told: Told, hit: Hit, bounds: Stretch) -> Stretch:
    """Return the clause a passive or an adverb speaks of."""
    tokens = told.sentence.tokens
    verb = tokens[hit.head]
    slight = verb.relation in {"advmod", "aux", "compound"}
    if verb.head >= 0 and (slight or hit.cue.kind is Kind.ADVERB):
        verb = tokens[verb.head]
    own = [t.index for t in told.sentence.subtree(verb.index)]
    first, last = max(min(own), bounds.first), min(max(own), bounds.last)
    for child in told.sentence.children(verb.index):
        if child.relation == "nsubj" and told.words.has("relatives", child):
            first = max(hit.last + 1, child.index + 1)
    while first < hit.first and (
        tokens[first].upos in {"PUNCT", "CCONJ"} and tokens[first].form not in framing.OPENING
    ):
        first += 1
    return Stretch(first, framing.without_stop(tokens, first, last))


def adverb(told: Told, hit: Hit) -> Draft | None:
    """Read "konon", "reportedly", which attribute their clause to nobody named."""
    clause = _clause(told, hit, told.bounds(hit))
    if clause.first == hit.first:
        comma = told.sentence.tokens[hit.last + 1 : hit.last + 2]
        clause = Stretch(hit.last + 1 + (bool(comma) and comma[0].form == ","), clause.last)
    return Draft(hit, None, clause, "adverb") if clause.last > clause.first else None


def preposition(told: Told, hit: Hit) -> Draft | None:
    """Read "menurut X", "according to X", "dilansir X", before, after and inside."""
    bounds = told.bounds(hit)
    tokens = told.sentence.tokens
    source: Stretch | None = None
    last = hit.last
    if not hit.cue.bound:
        source = phrase_after(told.sentence, hit.last + 1, told.words, bounds.last + 1)
        if source is None or (hit.cue.speaker and not told.can_speak(source)):
            return None
        last = source.last
    if hit.first == bounds.first or told.opens(hit):
        start = last + 1
        while start <= bounds.last and tokens[start].form != "," and _aside(told, start, last):
            start += 1
        start += start <= bounds.last and tokens[start].form == ","
        start = _past_time(told, start, bounds)
        content = Stretch(start, framing.without_stop(tokens, start, bounds.last))
        if content.last <= content.first:
            return None
        return Draft(hit, source, content, _prepositional(hit, "first"))
    return _preposition_later(told, hit, source, last, bounds)


def _past_time(told: Told, start: int, bounds: Stretch) -> int:
    """Step over a date between a source and what it says: "Dilansir AFP, Rabu (27/5), …"."""
    tokens = told.sentence.tokens
    if start > bounds.last or not told.words.has("times", tokens[start]):
        return start
    for token in tokens[start : bounds.last]:
        if token.form == ",":
            return token.index + 1
        if token.upos in FINITE:
            break
    return start


def _aside(told: Told, place: int, last: int) -> bool:
    """Tell whether when and where follow the source, up to a comma."""
    tokens = told.sentence.tokens
    opening = tokens[last + 1]
    if not any(told.words.has(n, opening) for n in ("times", "adjuncts", "places")):
        return False
    comma = next((t.index for t in tokens[last + 1 :] if t.form == ","), None)
    return comma is not None and place < comma


def _preposition_later(
    told: Told, hit: Hit, source: Stretch | None, last: int, bounds: Stretch
) -> Draft | None:
    tokens = told.sentence.tokens
    before = tokens[hit.first - 1]
    if told.words.has("relatives", before) or before.upos == "SCONJ":
        edge = framing.without_stop(tokens, last, bounds.last)
        own = Stretch(last + 1, edge)
        rule = _prepositional(hit, "inside")
        return Draft(hit, source, own, rule) if edge > last + 1 else None
    prefix = Stretch(bounds.first, hit.first - 1)
    inside = before.form == "," and last < bounds.last and tokens[last + 1].form == ","
    rest = tokens[last + 2 : bounds.last + 1]
    if inside and any(t.upos in FINITE for t in rest) and rest[0].upos != "CCONJ":
        end = framing.without_stop(tokens, prefix.first, bounds.last)
        return Draft(hit, source, Stretch(prefix.first, end), _prepositional(hit, "inside"))
    if not told.finite(prefix) and not told.quote_ends(prefix.last):
        return None
    content = Stretch(prefix.first, framing.without_stop(tokens, prefix.first, prefix.last))
    group = Stretch(hit.first, bounds.last)
    return Draft(hit, source, content, _prepositional(hit, "last"), group)


def _prepositional(hit: Hit, place: str) -> str:
    return f"relay-{place}" if hit.cue.relay else f"preposition-{place}"
