"""Finds the words that name a speaker by their place: right behind a cue, or right before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.phrasing import Stretch, capitals, hyphen, trimmed, whole_series

if TYPE_CHECKING:
    from foedera.claims.cueing import Lexicon
    from foedera.language.reading import Sentence, Token

_VERBAL = frozenset({"VERB", "AUX"})
_MODIFIERS = frozenset({"compound", "amod", "flat"})
_APPOSITION = 12  # words that a title or an apposition may have


def phrase_after(sentence: Sentence, start: int, words: Lexicon, limit: int) -> Stretch | None:
    """Read a speaker off the words that follow a cue: "kata Direktur X, Y, di Z".

    Args:
        sentence: The sentence.
        start: Index of the first word that may belong.
        words: The lexicon of the language.
        limit: Index just past the last word that may belong.
    """
    tokens = sentence.tokens
    if start >= limit or tokens[start].upos in {"PUNCT", "SCONJ"}:
        return None
    if tokens[start].upos == "VERB" and tokens[start].relation not in _MODIFIERS:
        return None
    stands = words.has("pronouns", tokens[start]) or words.has("selves", tokens[start])
    if stands and not _owned(tokens, start, limit):
        return Stretch(start, start)
    place = start
    while place < limit:
        token = tokens[place]
        if token.form == ",":
            ahead = _apposed(sentence, place + 1, words, limit)
            if ahead is None:
                break
            place = ahead
            continue
        if place > start and words.has("relatives", token):
            place = _past_relative(tokens, place, limit)
            break
        described = _past_participle(sentence, place, start) if place > start else None
        if described is not None and described <= limit:
            place = described
            continue
        if place > start and _ends_name(tokens, place, words):
            break
        place += 1
    return trimmed(sentence, Stretch(start, place - 1), words)


def _owned(tokens: tuple[Token, ...], place: int, limit: int) -> bool:
    """Tell whether a pronoun only says whose the noun behind it is: "his physician"."""
    return place + 1 < limit and tokens[place].head > place and tokens[place].relation == "nmod"


def _past_participle(sentence: Sentence, place: int, start: int) -> int | None:
    """Return where a participle that describes a speaker ends: "people briefed on the talks"."""
    token = sentence.tokens[place]
    if token.relation != "acl" or not start <= token.head < place:
        return None
    below = sentence.subtree(place)
    return max(t.index for t in below) + 1 if below[0].index == place else None


def _past_relative(tokens: tuple[Token, ...], place: int, limit: int) -> int:
    """Return where a relative clause on a speaker ends: at the next mark."""
    while place < limit and (tokens[place].upos != "PUNCT" or tokens[place].form in "()"):
        place += 1
    return place


def _ends_name(tokens: tuple[Token, ...], place: int, words: Lexicon) -> bool:
    token = tokens[place]
    if token.form in "()" or hyphen(tokens, place):
        return False
    verbal = token.upos == "VERB" and token.relation not in _MODIFIERS
    if verbal or token.upos in {"PUNCT", "SCONJ", "ADV", "AUX"}:
        return True
    if words.has("documents", tokens[place - 1]) and words.has("agents", token):
        return False  # "a statement by the two countries"
    if any(words.has(name, token) for name in ("times", "adjuncts", "negations", "modals")):
        return True
    named = tokens[place - 1].upos == "PROPN" or tokens[place - 1].form[0].isupper()
    return words.has("places", token) and named


def _apposed(sentence: Sentence, start: int, words: Lexicon, limit: int) -> int | None:
    """Return where an apposition or a further member ends, or None if none begins here.

    It must be closed: by a comma, or by the end of the stretch.
    """
    tokens = sentence.tokens
    place = start
    conjunction = False
    while place < limit and place - start <= _APPOSITION:
        token = tokens[place]
        if token.form == ",":
            more = place + 1 < limit and tokens[place + 1].upos == "CCONJ"
            if more and not conjunction:
                return _apposed(sentence, place + 1, words, limit)
            return place if place > start else None
        if token.upos == "PUNCT" and token.form not in "()":
            return place if place > start and token.form in '."”' else None
        if _no_apposition(token, words, first=place == start):
            return None
        conjunction = conjunction or token.upos == "CCONJ"
        place += 1
    return place if place == limit and place > start else None


def _no_apposition(token: Token, words: Lexicon, *, first: bool) -> bool:
    """Tell whether a word cannot stand in an apposition."""
    if token.upos in _VERBAL or token.upos == "SCONJ":
        return True
    if words.has("times", token) or words.has("adjuncts", token):
        return True
    if first and (words.has("places", token) or token.upos == "ADP"):
        return True
    return token.upos == "PRON" and not words.has("relatives", token)


def phrase_before(sentence: Sentence, end: int, words: Lexicon, limit: int) -> Stretch | None:
    """Read a speaker off the words just before a cue, back to ``limit``."""
    tokens = sentence.tokens
    place = end
    while place >= limit and (
        tokens[place].upos in {"ADV", "AUX", "PART"} or words.has("between", tokens[place])
    ):
        place -= 1
    last = place
    if place >= limit and tokens[place].form == ",":
        place = _before_apposition(tokens, place, words, limit)
        last -= 1
    while place >= limit:
        token = tokens[place]
        stop = token.upos in _VERBAL | {"SCONJ"} and not capitals(token)
        mark = token.upos == "PUNCT" and token.form not in "()" and not hyphen(tokens, place)
        opener = words.has("openers", token) and not _points_at_noun(tokens, place, words)
        if stop or mark or opener:
            break
        place -= 1
    place = _before_name(tokens, place, limit) if place < last else place
    if place >= last:
        return None
    found = trimmed(sentence, Stretch(place + 1, last), words)
    if found is None:
        return None
    nominal = tokens[found.first].upos == "DET" or any(
        t.upos in {"NOUN", "PROPN", "PRON"} or capitals(t) or words.has("speakers", t)
        for t in tokens[found.first : found.last + 1]
    )
    timed = words.has("times", tokens[found.first]) or words.has("times", tokens[found.last])
    if not nominal or timed:
        return None
    return whole_series(sentence, found, limit, words)


def _before_apposition(tokens: tuple[Token, ...], comma: int, words: Lexicon, limit: int) -> int:
    """Step back over what a comma closes: "Kepala Dinas, X, mengatakan"; else stay."""
    place = comma - 1
    while place > limit and comma - place <= _APPOSITION and tokens[place].form != ",":
        token = tokens[place]
        if token.upos in _VERBAL | {"SCONJ", "PUNCT"} and token.form not in "()":
            return comma
        place -= 1
    first = tokens[place + 1]
    timed = words.has("times", first) or words.has("adjuncts", first) or words.has("places", first)
    described = tokens[place].form == "," and place + 1 < comma and not timed
    return place - 1 if described and first.upos != "ADP" else comma


def _before_name(tokens: tuple[Token, ...], comma: int, limit: int) -> int:
    """Step back over a name that a comma parts from its title: "X, Camat Y, …"."""
    if comma <= limit or tokens[comma].form != ",":
        return comma
    place = comma - 1
    while place >= limit and tokens[place].upos == "PROPN":
        place -= 1
    opens = place < limit or tokens[place].form == ","
    return place if opens and place < comma - 1 else comma


def _points_at_noun(tokens: tuple[Token, ...], place: int, words: Lexicon) -> bool:
    """Tell whether a word such as "itu" points at the noun before it: "Dubes itu"."""
    pointer = place > 0 and words.has("pointers", tokens[place])
    return pointer and tokens[place - 1].upos in {"NOUN", "PROPN", "ADJ"}
