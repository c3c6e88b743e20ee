"""Whether a time of a sentence belongs to another clause than an act."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from foedera.claims.wording import functions
from foedera.language.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.occurring import Occurrence
    from foedera.language.reading import Sentence, Token

#: Relations by which a clause hangs on another.
_CLAUSES = frozenset({"advcl", "acl", "ccomp", "xcomp", "csubj", "parataxis", "conj"})
#: How far into a clause the word may stand that tells how it hangs, in tokens.
_OPENING = 2


def elsewhere(
    sentence: Sentence, trigger: Occurrence, inside: Sequence[int], language: str
) -> bool:
    """Tell whether a time is that of a clause which an act does not stand in.

    "Although it signed in May, Chile attacked": May is when it signed. "Chile attacked, and
    in May met Peru" has it of the meeting alone.

    Args:
        sentence: Where both stand.
        trigger: The act.
        inside: The tokens of the time.
        language: ISO 639-1 code.
    """
    other = _other_clause(sentence, trigger, inside)
    if not other:
        return False
    head = next(t for t in other if sentence.tokens[t.index].head not in {o.index for o in other})
    if head.relation == "conj":
        return trigger.last < other[0].index <= inside[0] < head.index
    return _opens(other, functions(language)["other_time"])


def since_then(
    sentence: Sentence, trigger: Occurrence, inside: Sequence[int], language: str
) -> bool:
    """Tell whether a time is that of a clause which says since when an act was done.

    "Have signed pacts since the union was founded in 2013", "since the raid of 7 May".
    """
    words = functions(language)["since"]
    if _opens(_other_clause(sentence, trigger, inside), words):
        return True
    nouns = takewhile(lambda t: t.upos in {"NOUN", "PROPN", "NUM"}, sentence.ancestors(inside[0]))
    return any(
        child.relation == "case" and child.form.lower() in words
        for noun in nouns
        if noun.index not in {trigger.anchor, *inside}
        for child in sentence.children(noun.index)
    )


def perfect(sentence: Sentence, trigger: Occurrence, language: str) -> bool:
    """Tell whether an act is told as done by now: "have signed"."""
    words = functions(language)["perfect"]
    around = (*sentence.children(trigger.anchor), *sentence.children(trigger.head))
    return any(token.form.lower() in words for token in around)


def _opens(clause: Sequence[Token], words: frozenset[str]) -> bool:
    return any(token.form.lower() in words for token in clause[:_OPENING])


def _other_clause(
    sentence: Sentence, trigger: Occurrence, inside: Sequence[int]
) -> Sequence[Token]:
    """Return the clause of a time, where it hangs on, or is added to, that of an act."""
    head = _clause(sentence, _top(sentence, inside))
    if head is None or head.relation not in {"advcl", "conj"}:
        return ()
    below = sentence.subtree(head.index)
    own = {token.index for token in below}
    return () if trigger.anchor in own or trigger.head in own else below


def _top(sentence: Sentence, inside: Sequence[int]) -> Token:
    tokens = sentence.tokens
    return next((tokens[i] for i in inside if tokens[i].head not in inside), tokens[inside[0]])


def _clause(sentence: Sentence, token: Token) -> Token | None:
    """Return the word at the head of the clause in which a token stands."""
    for one in sentence.ancestors(token.index):
        if one.head == ROOT or (one.relation in _CLAUSES and one.upos in {"VERB", "AUX", "ADJ"}):
            return one
    return None
