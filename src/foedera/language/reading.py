"""What a language pack makes of a text: sentences of tokens in a dependency tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.spans import Span

#: ``Token.head`` of the root of a sentence.
ROOT = -1


@dataclass(frozen=True, slots=True)
class Token:
    """One surface word or mark; clitics (``-nya``, ``-lah``) stay in their word.

    Attributes:
        index: Place in its sentence, from 0.
        span: Characters in the whole text.
        form: The very characters.
        lemma: Dictionary form, lower case except for names.
        upos: Universal part of speech, such as ``VERB``.
        feats: Universal features, such as ``Voice=Pass``; ``_`` where none.
        head: ``index`` of its head, or ``ROOT``.
        deprel: Universal relation to the head, such as ``nsubj:pass``.
    """

    index: int
    span: Span
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str

    @property
    def relation(self) -> str:
        """The relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
        return self.deprel.partition(":")[0]


@dataclass(frozen=True)
class Sentence:
    """A sentence and its tree.

    Attributes:
        span: Characters in the whole text.
        tokens: In order of the text; ``tokens[i].index == i``.
    """

    span: Span
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its tokens' forms in lower case, in order of the text."""
        return tuple(token.form.lower() for token in self.tokens)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != ROOT:
                below[token.head].append(token.index)
        return tuple(tuple(indices) for indices in below)

    def children(self, index: int) -> tuple[Token, ...]:
        """Return the tokens that depend directly on one, in order of the text."""
        return tuple(self.tokens[child] for child in self._children[index])

    def subtree(self, index: int) -> tuple[Token, ...]:
        """Return a token with all that depends on it, in order of the text."""
        found, waiting = [], [index]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(self._children[current])
        return tuple(self.tokens[i] for i in sorted(found))

    def ancestors(self, index: int) -> Iterator[Token]:
        """Yield the heads above a token, nearest first."""
        head = self.tokens[index].head
        while head != ROOT:
            yield self.tokens[head]
            head = self.tokens[head].head


@dataclass(frozen=True)
class Reading:
    """A text as one language pack read it.

    Attributes:
        language: ISO 639-1 code.
        text: The whole text that spans point into.
        sentences: In order of the text; they never overlap.
    """

    language: str
    text: str
    sentences: tuple[Sentence, ...]
