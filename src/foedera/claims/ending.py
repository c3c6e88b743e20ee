"""Finds where what a cue attributes ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.quoting import CLOSING

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedera.claims.cueing import Hit, Lexicon
    from foedera.claims.phrasing import Stretch
    from foedera.language.reading import Sentence, Token

PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
_NO_BOUNDARY = frozenset({"PUNCT", "CCONJ", "SCONJ"})


def content_end(
    sentence: Sentence, hit: Hit, start: int, words: Lexicon, others: Collection[int]
) -> int:
    """Return where what a verb attributes ends, given where it begins."""
    tokens = sentence.tokens
    end = max(t.index for t in sentence.subtree(hit.head))
    if end < start or not _at_boundary(tokens, end):
        end = next_boundary(tokens, max(end, start))
    for place in range(start + 1, end + 1):
        if place in others and joined(sentence, place, words):
            end = place - 2 if words.has("whiles", tokens[place - 1]) else place - 1
            break
    end = min([end, *(_before_contrast(tokens, start, end, place, words) for place in others)])
    for child in sentence.children(hit.head):
        if child.relation == "conj" and start < child.index <= end and child.upos == "VERB":
            own = min(t.index for t in sentence.subtree(child.index))
            if own > start + 1:
                end = min(end, own - 1)
    while end > start and (
        tokens[end].upos == "CCONJ" or tokens[end].form in {",", ";", "-", "--"}
    ):
        end -= 1
    return without_stop(tokens, start, end)


def set_against(tokens: tuple[Token, ...], words: Lexicon) -> bool:
    """Tell whether a sentence opens with a clause that its main clause is set against."""
    opens = len(tokens) > 1 and words.has("contrasts", tokens[0])
    return opens and not words.has("pointers", tokens[1])  # "Sementara itu, …"


def _before_contrast(
    tokens: tuple[Token, ...], start: int, end: int, place: int, words: Lexicon
) -> int:
    """End before a clause whose speaker is set against this one: "said … |, while X said".

    So it is where the first clause opens so: "While X said … |, Y said".
    """
    opened = set_against(tokens, words)
    for before in range(place - 1, start + 1, -1):
        token = tokens[before]
        if words.has("contrasts", token) and tokens[before - 1].form == ",":
            return before - 2
        if opened and token.form == ",":
            return before - 1
        if token.upos in {"VERB", "PUNCT"} or place - before > _SPEAKER:
            break
    return end


#: Words that the speaker of a clause set against another may have.
_SPEAKER = 12


def before_adjuncts(sentence: Sentence, hit: Hit, content: Stretch, words: Lexicon) -> int:
    """End an object before when it was asked or liked: "urged a truce | after the clashes"."""
    tokens, end = sentence.tokens, content.last
    behind = tokens[content.first + 1 : end + 1]
    turned = [
        t.index - 1
        for t in behind
        if words.has("timings", t)
        or (tokens[t.index - 1].form == "," and (t.upos == "CCONJ" or words.has("openers", t)))
    ]
    end = min([*turned, end])
    for child in sentence.children(hit.head):
        begin = child.index
        adding = child.deprel == "advcl" and words.does("participles-join")
        if adding and content.first < begin <= end and tokens[begin - 1].form == ",":
            end = begin - 2  # "called for a truce |, prompting criticism"
        first = sentence.subtree(child.index)[0]
        dated = child.relation == "obl" and words.has("times", first)
        if dated and content.first < first.index <= end:
            end = first.index - 1
    return without_stop(tokens, content.first, end)


def predicated(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Tell whether a stretch holds a predicate."""
    return any(token.upos in PREDICATES for token in tokens[start : end + 1])


def _at_boundary(tokens: tuple[Token, ...], end: int) -> bool:
    return end + 1 >= len(tokens) or tokens[end + 1].upos in _NO_BOUNDARY or tokens[end].form == ","


def next_boundary(tokens: tuple[Token, ...], place: int) -> int:
    """Return the last token before a mark that parts sentences, or of all."""
    while place + 1 < len(tokens) and tokens[place + 1].form not in {";", "--", "—"}:
        place += 1
    return place


def joined(sentence: Sentence, place: int, words: Lexicon) -> bool:
    """Tell whether a later cue is joined to an earlier one: "said …, adding that …"."""
    if place == 0:
        return False
    before = sentence.tokens[place - 1]
    if words.has("between", before) and place > 1:
        before = sentence.tokens[place - 2]
    if words.has("conjunctions", before):
        return True
    if words.does("participles-join"):
        mark = before.form == "," or before.form in CLOSING
        return mark and sentence.tokens[place].form.lower().endswith("ing")
    return words.has("whiles", before)


def attached(sentence: Sentence, place: int) -> bool:
    """Tell whether a participle hangs on by a conjunction or preposition: "before claiming"."""
    token, before = sentence.tokens[place], sentence.tokens[max(0, place - 1)]
    return before.upos in {"SCONJ", "ADP"} and token.form.lower().endswith("ing")


def without_stop(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Return the end of a stretch without the mark that ends the sentence."""
    while end > start and tokens[end].form in {".", ";", ","}:
        end -= 1
    return end
