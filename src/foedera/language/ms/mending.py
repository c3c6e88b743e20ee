"""Mends what a parser that learnt Indonesian is known to make of Malay words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.language.reading import ROOT, Sentence
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedera.language.reading import Token

#: What depends on the second word of a compound, as on a verb, and is the first word's own.
_OWN = {"obj": "nmod", "nsubj": "nmod", "nsubj:pass": "nmod"}
#: What a name is to its head that was taken for a verb.
_NAMED = {"xcomp": "nsubj", "ccomp": "nsubj", "advcl": "nsubj", "acl": "nmod"}
_RELATIONS = {"ADJ": "amod", "NOUN": "nmod"}


def mended(sentence: Sentence) -> Sentence:
    """Return a sentence with the tags and compounds of ``parsing.yaml`` set right."""
    tags, compounds = _tags(), _compounds()
    tokens = list(sentence.tokens)
    for index, token in enumerate(tokens):
        word = token.form.lower()
        if (tag := tags.get(word)) is not None and token.upos != tag:
            tokens[index] = replace(token, upos=tag)
        if token.form in _names() and token.upos != "PROPN":
            relation = _NAMED.get(token.deprel, token.deprel)
            tokens[index] = replace(tokens[index], upos="PROPN", deprel=relation)
        if index and (tag := compounds.get((tokens[index - 1].form.lower(), word))) is not None:
            _join(tokens, index, tag)
    for index, token in enumerate(tokens):
        if token.form.lower() in _saying():
            _say(tokens, index)
    return replace(sentence, tokens=tuple(tokens))


def _join(tokens: list[Token], second: int, tag: str) -> None:
    """Make a word what tells the word before it apart: "peluru berpandu", a guided missile."""
    first = second - 1
    if second in _above(tokens, first):  # the first word takes the place of both
        head, relation = tokens[second].head, tokens[second].deprel
        tokens[first] = replace(tokens[first], head=head, deprel=relation)
    head = tokens[first].head
    for place, token in enumerate(tokens):
        if token.head != second or place == first:
            continue
        own = token.deprel in _OWN or head == ROOT or token.deprel not in {"obl", "advmod"}
        relation = _OWN.get(token.deprel, token.deprel)
        tokens[place] = replace(token, head=first if own else head, deprel=relation)
    relation = _RELATIONS[tag]
    tokens[second] = replace(tokens[second], upos=tag, head=first, deprel=relation)


def _say(tokens: list[Token], verb: int) -> None:
    """Give a verb of saying the subject before it, and what is said behind it."""
    for place in range(verb):
        subject = tokens[place]
        if subject.relation != "nsubj" or subject.head <= verb:
            continue
        later = subject.head
        if later in _above(tokens, verb):  # the verb of saying takes the later one's place
            head, relation = tokens[later].head, tokens[later].deprel
            tokens[verb] = replace(tokens[verb], head=head, deprel=relation)
            tokens[later] = replace(tokens[later], head=verb, deprel="ccomp")
        tokens[place] = replace(subject, head=verb, deprel="nsubj")


def _above(tokens: Sequence[Token], index: int) -> Iterator[int]:
    """Yield the heads above a token, nearest first."""
    while (index := tokens[index].head) != ROOT:
        yield index


@cache
def _tags() -> Mapping[str, str]:
    told: Any = record("lexicons/ms/parsing.yaml")
    return dict(told["tags"])


@cache
def _names() -> frozenset[str]:
    told: Any = record("lexicons/ms/parsing.yaml")
    return frozenset(told["names"])


@cache
def _saying() -> frozenset[str]:
    told: Any = record("lexicons/ms/parsing.yaml")
    return frozenset(told["saying"])


@cache
def _compounds() -> Mapping[tuple[str, str], str]:
    told: Any = record("lexicons/ms/parsing.yaml")
    pairs = ((words.split(), tag) for words, tag in told["compounds"].items())
    return {(first, second): tag for (first, second), tag in pairs}
