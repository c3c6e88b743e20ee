"""Word lists of the reader, loaded from ``data/lexicons/<language>``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from foedera.language.packs import pack
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.language.reading import Sentence, Token


@dataclass(frozen=True)
class Phrasebook:
    """Words and phrases, each with a label, found by longest match on tokens.

    Attributes:
        labels: Lower-case words joined by one space, to their label.
        firsts: Their first words, each with the length of its longest phrase, in words.
    """

    labels: Mapping[str, str]
    firsts: Mapping[str, int]

    def at(
        self, tokens: Sequence[Token], start: int, stop: int | None = None
    ) -> tuple[int, str] | None:
        """Return length and label of the longest phrase that begins at a token, before ``stop``."""
        end = len(tokens) if stop is None else min(stop, len(tokens))
        longest = self.firsts.get(tokens[start].form.lower()) if start < end else None
        if longest is None:
            return None
        words = [token.form.lower() for token in tokens[start : min(start + longest, end)]]
        for length in range(len(words), 0, -1):
            label = self.labels.get(" ".join(words[:length]))
            if label is not None:
                return length, label
        return None

    @cached_property
    def longest(self) -> int:
        """Length of the longest phrase, in words."""
        return max(self.firsts.values(), default=0)

    def first_in(self, sentence: Sentence) -> tuple[int, int] | None:
        """Return where the first phrase in a sentence begins, and its length."""
        if self.firsts.keys().isdisjoint(sentence.words):
            return None
        for index in range(len(sentence.tokens)):
            hit = self.at(sentence.tokens, index)
            if hit is not None:
                return index, hit[0]
        return None


def phrasebook(labels: Mapping[str, str]) -> Phrasebook:
    """Make a phrasebook of a mapping from phrases to labels."""
    firsts: dict[str, int] = {}
    for phrase in labels:
        first = phrase.partition(" ")[0]
        firsts[first] = max(phrase.count(" ") + 1, firsts.get(first, 0))
    return Phrasebook(labels, firsts)


@cache
def voices(language: str) -> Phrasebook:
    """Return the nouns that stand for a state: official, organ, forces, people."""
    words = pack(language)
    return phrasebook(
        {
            form: row["class"]
            for row in record(f"lexicons/{language}/voices.yaml")
            for noun in row["words"]
            for form in words.noun_forms(noun)
        }
    )


@cache
def anaphora(language: str) -> Phrasebook:
    """Return the words that point back: speaker, pair, either, instrument."""
    return phrasebook(
        {
            word: row["refers"]
            for row in record(f"lexicons/{language}/anaphora.yaml")
            for word in row["words"]
        }
    )


@cache
def functions(language: str) -> Mapping[str, frozenset[str]]:
    """Return the function words by what they do: ``to``, ``by``, ``and``, ``light`` ..."""
    table = record(f"lexicons/{language}/functions.yaml")
    return {name: frozenset(words) for name, words in table.items()}
