"""Reads nouns and adjectives of saying and of attitude: "the claim that", "worried about"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims import ending, framing
from foedera.claims.adjoining import phrase_after, phrase_before
from foedera.claims.attribution import Stance
from foedera.claims.cueing import Frame, Kind
from foedera.claims.phrasing import Stretch, subject, trimmed
from foedera.claims.told import Draft

if TYPE_CHECKING:
    from foedera.claims.cueing import Hit
    from foedera.claims.told import Told
    from foedera.language.reading import Token

#: Words that may stand between a verb and its object ("voiced deep concern").
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "ADV"})


def noun(told: Told, hit: Hit) -> Draft | None:
    """Read "klaim Kyiv bahwa …", "the claim that …", "fears of …"."""
    content = None if hit.cue.linked else framing.noun_clause(told.sentence, hit, told.words)
    rule = "noun-clause" if content is not None else "noun-link"
    if content is None:
        link = hit.last if hit.cue.linked else _link(told, hit)
        content = _theme(told, hit, link) if link is not None else None
    if content is None or told.words.has("times", told.sentence.tokens[content.first]):
        return None
    if rule == "noun-clause" and _is_occasion(told, hit):
        return None
    owner = _owner(told, hit, content)
    held = _held_by_nobody(told, hit, rule) if owner is None else _held_by(told, hit, owner)
    return Draft(hit, owner, content, rule) if held else None


def _is_occasion(told: Told, hit: Hit) -> bool:
    """Tell whether a noun is only the occasion of a verb: "said in a statement that"."""
    tokens = told.sentence.tokens
    top = tokens[hit.head]
    while top.relation in {"compound", "flat"} and top.head >= 0:
        top = tokens[top.head]
    if top.relation not in {"obl", "nmod"} or not 0 <= top.head < hit.first:
        return False
    cues = told.words.by_word.get(tokens[top.head].form.lower(), ())
    return any(len(words) == 1 and cue.kind is Kind.VERB for words, cue in cues)


def _held_by(told: Told, hit: Hit, owner: Stretch) -> bool:
    """Tell whether whose a noun is can hold it: not "the hotel's view of the strait"."""
    return not hit.cue.speaker or told.can_speak(owner)


def _held_by_nobody(told: Told, hit: Hit, rule: str) -> bool:
    """Tell whether a noun attributes though the report does not say whose it is.

    "allegations of fraud" does; "questions about it" does not, nor does "is a worry for it".
    """
    if rule != "noun-link":
        return True
    predicate = any(c.relation == "cop" for c in told.sentence.children(hit.head))
    return hit.cue.stance in _NEEDS_NOBODY and not predicate


#: Stances of nouns that attribute even where nobody holds them: "allegations of fraud".
_NEEDS_NOBODY = frozenset({Stance.ACCUSES, Stance.FEARS})


def _link(told: Told, hit: Hit) -> int | None:
    """Return the preposition behind the owner of a noun: "kekhawatiran Seoul | atas …".

    Where forms are other parts of speech too, owners stand before ("Seoul's fears of").
    """
    if told.words.does("homographs"):
        return None
    for token in told.sentence.tokens[hit.last + 1 : hit.last + 1 + _OWNER]:
        if token.form.lower() in hit.cue.links:
            return token.index
        if token.upos not in {"NOUN", "PROPN", "PRON", "ADJ", "DET"}:
            break
    return None


_OWNER = 5  # words that the owner of a noun, and its preposition, may have


def adjective(told: Told, hit: Hit) -> Draft | None:
    """Read "is confident that …", "are worried about …": the subject is who holds it."""
    describes = told.sentence.tokens[hit.first].deprel == "amod"
    if _negated(told, hit) or (told.words.does("homographs") and not _predicates(told, hit)):
        return None
    source = subject(told.sentence, hit, told.words)
    if describes or (source is None and not told.words.does("homographs")):
        # The tree takes a predicate for part of its subject: "warga khawatir akan …".
        source = phrase_before(told.sentence, hit.first - 1, told.words, told.bounds(hit).first)
    if source is None or not told.can_speak(source):
        return None
    if hit.cue.linked:
        content = _theme(told, hit, hit.last)
    else:
        found = framing.right_of(told.sentence, hit, told.words, ())
        content = found[0] if found is not None and found[1] in _HELD else None
        if content is not None and told.words.has("timings", told.sentence.tokens[content.first]):
            return None  # "was conscious when help arrived"
    if content is None or source.last >= content.first > source.first:
        return None
    return Draft(hit, source, content, "adjective")


def _predicates(told: Told, hit: Hit) -> bool:
    """Tell whether an adjective is a predicate of its own: "is sure that", not "make sure that"."""
    below = told.sentence.children(hit.first)
    return any(child.relation in {"cop", "nsubj"} for child in below)


_HELD = frozenset({"that", "clause", "question", "object"})


def _negated(told: Told, hit: Hit) -> bool:
    before = told.sentence.tokens[max(0, hit.first - 3) : hit.first]
    return any(told.words.has("negations", token) for token in before)


def _theme(told: Told, hit: Hit, link: int) -> Stretch | None:
    """Return what follows the preposition of a cue: "fears | of a new war"."""
    sentence = told.sentence
    tokens = sentence.tokens
    start = link + 1
    if start >= len(tokens) or tokens[start].upos == "PUNCT":
        return None
    last = min(framing.reach(sentence, link, start), told.bounds(hit).last)
    return Stretch(start, ending.without_stop(tokens, start, last))


def _owner(told: Told, hit: Hit, content: Stretch) -> Stretch | None:
    """Return whose claim it is: "klaim Kyiv bahwa", "Kyiv's claim that", "X voiced fears"."""
    tokens = told.sentence.tokens
    if content.first > hit.last + 1:
        start = hit.last + 1 + (tokens[hit.last + 1].upos == "ADP")
        end = content.first - (tokens[content.first - 1].form.lower() in hit.cue.links)
        return phrase_after(told.sentence, start, told.words, end)
    inside = range(hit.first, hit.last + 1)
    for child in told.sentence.children(tokens[hit.first].index):
        if child.deprel == "nmod:poss" and child.index not in inside:
            own = [t.index for t in told.sentence.subtree(child.index) if t.deprel != "case"]
            return trimmed(told.sentence, Stretch(min(own), max(own)), told.words)
    return _issuer(told, hit)


def _issuer(told: Told, hit: Hit) -> Stretch | None:
    """Return who voices it: the subject of the verb that has the noun as its object."""
    tokens = told.sentence.tokens
    noun = tokens[hit.first]
    place = hit.first - 1
    while place > 0 and tokens[place].upos in _BEFORE_NOUN and not _issues(told, tokens[place]):
        place -= 1
    if place > 0 and _issues(told, tokens[place]):
        issuing = replace(hit, first=place, last=place, head=place)
        own = subject(told.sentence, issuing, told.words)
        if own is not None and own.last < place:
            return own
        return phrase_before(told.sentence, place - 1, told.words, told.bounds(hit).first)
    if noun.relation in {"obj", "obl"} and noun.head >= 0 and _issues(told, tokens[noun.head]):
        return subject(told.sentence, replace(hit, head=noun.head), told.words)
    return None


def _issues(told: Told, token: Token) -> bool:
    return told.words.has("issuers", token)


def asked(told: Told, hit: Hit) -> Draft | None:
    """Read "was asked whether …", "asked about …": who asks is mostly left out."""
    tokens = told.sentence.tokens
    bounds = told.bounds(hit)
    for place in range(hit.last + 1, min(hit.last + _NEAR, bounds.last)):
        token = tokens[place]
        if told.words.has("questions", token) or told.words.has("topics", token):
            start = place + told.words.has("topics", token)
            last = min(framing.reach(told.sentence, hit.last, start), bounds.last)
            content = Stretch(start, ending.without_stop(tokens, start, last))
            return Draft(hit, told.agent(hit, bounds), content, "asked")
        if token.upos in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            return None
    return None


_NEAR = 6  # words of whom is asked, between a cue and its question


def is_asked(told: Told, hit: Hit) -> bool:
    """Tell whether a question is put to the subject: "was asked", "when asked"."""
    if not hit.cue.asks or Frame.OBJECT not in hit.cue.frames:
        return False
    if framing.is_passive(told.sentence, hit, told.words):
        return True
    verb = told.sentence.tokens[hit.head]
    own = any(c.relation == "nsubj" for c in told.sentence.children(hit.head))
    form = verb.form.lower()
    active = told.words.does("participles-join") and form.endswith("ing")  # "asking whether"
    participle = not active and ("Part" in verb.feats or form.endswith("ed"))
    return participle and not own and (verb.relation in {"advcl", "acl"} or hit.first == 0)
