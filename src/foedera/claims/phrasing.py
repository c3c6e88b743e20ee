"""Finds the words that name a speaker by the tree, mended by the order of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from foedera.claims.cueing import Hit, Lexicon
    from foedera.language.reading import Sentence, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X", "SYM"})
_VERBAL = frozenset({"VERB", "AUX"})


class Stretch(NamedTuple):
    """Tokens of a sentence, both ends included."""

    first: int
    last: int


def subject(sentence: Sentence, hit: Hit, words: Lexicon) -> Stretch | None:
    """Find who does what a verb says.

    A relative pronoun stands for its antecedent; a verb without a subject of its own
    shares that of the verb it is joined to or hangs from.
    """
    seen = {hit.head}
    verb = sentence.tokens[hit.head]
    while True:
        own = _own_subject(sentence, verb, hit)
        if own is not None:
            if words.has("relatives", own):
                return _antecedent(sentence, own, verb, words)
            return phrase(sentence, own.index, hit, words)
        if verb.head < 0 or verb.head in seen:
            return None
        if verb.relation == "acl" and sentence.tokens[verb.head].upos in _NOMINAL:
            return phrase(sentence, verb.head, hit, words)
        if verb.relation not in {"conj", "xcomp", "advcl", "parataxis", "ccomp"}:
            return None
        verb = sentence.tokens[verb.head]
        seen.add(verb.index)


def _own_subject(sentence: Sentence, verb: Token, hit: Hit) -> Token | None:
    subjects = [
        child
        for child in sentence.children(verb.index)
        if child.relation == "nsubj" and not hit.first <= child.index <= hit.last
    ]
    return min(subjects, key=lambda token: abs(token.index - verb.index), default=None)


def _antecedent(sentence: Sentence, pronoun: Token, verb: Token, words: Lexicon) -> Stretch | None:
    if verb.head < 0:
        return None
    noun = sentence.tokens[verb.head]
    if noun.index >= pronoun.index:
        return None
    first = min(t.index for t in sentence.subtree(noun.index))
    return trimmed(sentence, Stretch(first, pronoun.index - 1), words)


def phrase(sentence: Sentence, head: int, hit: Hit, words: Lexicon) -> Stretch | None:
    """Return the noun phrase of a head, kept on its own side of the cue."""
    inside = {t.index for t in sentence.subtree(head)}
    for child in sentence.children(head):
        if child.deprel == "parataxis" or (
            child.relation == "advcl" or (child.relation == "conj" and child.upos in _VERBAL)
        ):
            inside -= {t.index for t in sentence.subtree(child.index)}
    first = last = head
    lowest = hit.last + 1 if head > hit.last else 0
    highest = hit.first - 1 if head < hit.first else len(sentence.tokens) - 1
    tokens = sentence.tokens
    while first - 1 >= lowest and not _breaks(tokens, first - 1):
        step = 2 if tokens[first - 1].form == "," and first - 1 not in inside else 1
        if first - step < lowest or first - step not in inside:
            break
        first -= step
    while last + 1 <= highest:
        step = 2 if tokens[last + 1].form == "," and last + 1 not in inside else 1
        if last + step > highest or last + step not in inside:
            break
        last += step
    found = trimmed(sentence, Stretch(first, last), words)
    if found is None:
        return None
    found = _adjoined(sentence, found, lowest, words)
    whole = _with_title(sentence, whole_series(sentence, found, lowest, words), lowest, words)
    return _cut_adjunct(sentence, whole, head, words)


def _adjoined(sentence: Sentence, found: Stretch, lowest: int, words: Lexicon) -> Stretch:
    """Take in title and description that stand unparted before a name the tree cut off."""
    tokens = sentence.tokens
    if tokens[found.first].upos in {"PRON", "DET"}:
        return found
    first = found.first
    while (
        first > lowest
        and (tokens[first - 1].upos in _DESCRIBING or hyphen(tokens, first - 1))
        and not words.has("times", tokens[first - 1])
        and not words.has("openers", tokens[first - 1])
    ):
        first -= 1
    if first > lowest and tokens[first - 1].upos == "ADP":
        return found
    return Stretch(first, found.last)


_DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})


def hyphen(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell whether a token is a dash within a word: "Wakil-Presiden", not "JAKARTA - Presiden"."""
    return tokens[place].form == "-" and not _breaks(tokens, place)


def _breaks(tokens: tuple[Token, ...], place: int) -> bool:
    """Tell whether a mark ends a phrase: a dash after a dateline, a colon, a quotation mark."""
    token = tokens[place]
    behind = tokens[place + 1] if place + 1 < len(tokens) else token
    if token.form == "-" and (behind.span.start == token.span.end or behind.form.isdigit()):
        return False  # "Covid - 19"
    return token.upos == "PUNCT" and token.form not in {",", "(", ")", ".", "'", "[", "]"}


def _with_title(sentence: Sentence, found: Stretch, lowest: int, words: Lexicon) -> Stretch:
    """Take in a title that a comma parts from the name: "Juru bicara NATO, X mengatakan"."""
    tokens = sentence.tokens
    comma = found.first - 1
    if comma - 1 < lowest or tokens[comma].form != "," or tokens[found.first].upos != "PROPN":
        return found
    first = comma
    while first > lowest and _nominal(tokens[first - 1], words):
        first -= 1
    title = tokens[first:comma]
    if any(words.has("speakers", token) for token in title[:2]):
        return Stretch(first, found.last)
    return found


def trimmed(sentence: Sentence, stretch: Stretch, words: Lexicon) -> Stretch | None:
    """Drop marks, conjunctions and adverbs at the edges of a stretch; None if all goes."""
    first, last = stretch
    tokens = sentence.tokens
    while first <= last and (
        (tokens[first].upos == "PUNCT" and tokens[first].form not in "([")
        or tokens[first].upos == "ADP"
        or (tokens[first].upos in {"CCONJ", "SCONJ"} and not capitals(tokens[first]))
        or words.has("openers", tokens[first])
    ):
        first += 1
    while last >= first and (
        (tokens[last].upos in {"PUNCT", "CCONJ"} and tokens[last].form not in ")]")
        or words.has("relatives", tokens[last])
    ):
        last -= 1
    last = _closed(tokens, first, last)
    return Stretch(first, last) if first <= last else None


def _closed(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Return where a stretch ends before a bracket it does not close: "X (Kompas | , 1/3)"."""
    depth = 0
    for place in range(last, first, -1):
        depth += (tokens[place].form == ")") - (tokens[place].form == "(")
        if depth < 0:
            return place - 1
    return last


def whole_series(sentence: Sentence, found: Stretch, lowest: int, words: Lexicon) -> Stretch:
    """Take in the earlier members of a coordination that the tree cut off.

    "A, B, dan C": where the phrase is preceded by "dan", or holds a conjunction and is
    preceded by a comma, nominal words before it belong to it.
    """
    tokens = sentence.tokens
    first = found.first
    joined = any(
        words.has("series", token) and tokens[token.head].upos != "ADJ"  # "current and former"
        for token in tokens[found.first : found.last + 1]
    )
    while first - 2 >= lowest:
        place = first - 1
        if tokens[place].upos == "CCONJ" and words.has("series", tokens[place]):
            joined = True
            place -= 1
            if place > lowest and tokens[place].form == ",":
                place -= 1
        elif joined and tokens[place].form == ",":
            place -= 1
        else:
            break
        start = place
        while start >= lowest and _nominal(tokens[start], words):
            start -= 1
        start += 1
        if start > place or words.has("times", tokens[place]) or words.has("times", tokens[start]):
            break
        first = start
    return Stretch(first, found.last)


def _nominal(token: Token, words: Lexicon) -> bool:
    return (token.upos in _NOMINAL or token.form in "()") and not words.has("openers", token)


def _cut_adjunct(sentence: Sentence, found: Stretch, head: int, words: Lexicon) -> Stretch:
    """Cut when and where it was said off the end of a phrase: "X di Jakarta, Senin"."""
    tokens = sentence.tokens
    for place in range(head + 1, found.last + 1):
        token = tokens[place]
        after_name = tokens[place - 1].upos == "PROPN" or tokens[place - 1].form == ","
        timed = words.has("times", token) and place > head
        asked = words.does("adjuncts-end-names") or tokens[place - 1].form == ","
        if (
            (asked and words.has("adjuncts", token))
            or (after_name and words.has("places", token))
            or timed
        ):
            last = place - 1
            while last > head and tokens[last].upos in {"PUNCT", "ADP"}:
                last -= 1
            return Stretch(found.first, last)
    return found


def capitals(token: Token) -> bool:
    """Tell whether a word is an abbreviation, which parsers take for anything."""
    return len(token.form) > 1 and token.form.isupper() and token.form.isalpha()
