"""Steps over the one spoken to: "told reporters", "kepada wartawan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.claims.cueing import Hit, Lexicon
    from foedera.language.reading import Sentence, Token


def past_hearer(sentence: Sentence, hit: Hit, words: Lexicon) -> int:
    """Return where the words after the one spoken to begin."""
    tokens = sentence.tokens
    begin = hit.last + 1
    if begin < len(tokens) and words.has("hearers", tokens[begin]):
        stop = begin + 1
        while stop < len(tokens) and tokens[stop].upos in {
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
            "DET",
            "NUM",
        }:
            if words.has("times", tokens[stop]):
                break
            stop += 1
        return stop if stop > begin + 1 else begin
    if not hit.cue.hearer:
        return begin
    named = _before_subject(tokens, begin)
    if named is not None:
        return named
    for child in sentence.children(hit.head):
        if child.relation in {"obj", "iobj"} and child.index > hit.last:
            end = max(t.index for t in sentence.subtree(child.index)) + 1
            return _before_clause(tokens, child.index + 1, end)
    return begin


def _before_subject(tokens: tuple[Token, ...], begin: int) -> int | None:
    """Return where a clause begins with a pronoun behind the hearer: "telling the AP he left"."""
    place = begin
    while place < len(tokens) and tokens[place].upos in _NOMINAL:
        place += 1
    told = begin < place < len(tokens) and tokens[place].upos == "PRON"
    return place if told and tokens[place].relation == "nsubj" else None


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART"})


def _before_clause(tokens: tuple[Token, ...], place: int, end: int) -> int:
    """Return where what is said begins if the tree hung it on the hearer: "told them he left"."""
    for token in tokens[place:end]:
        if token.upos == "PRON" and token.relation == "nsubj" and token.form.lower() != "who":
            return token.index
        if token.upos in {"VERB", "SCONJ", "PUNCT"}:
            break
    return end
