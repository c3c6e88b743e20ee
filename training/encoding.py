"""Turns treebank trees into the padded batches of numbers that the network learns from."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedera.language.embedding import UNKNOWN
from foedera.language.spelling import NGRAMS, ngram_rows, normal
from network import Batch

if TYPE_CHECKING:
    import random

    from treebanks import Tree

#: Sentences are padded to the least of these lengths; longer ones are not learnt from.
LENGTHS = (14, 22, 30, 42, 62, 111)

#: Words in a batch, padding counted.
BATCH_WORDS = 900

#: How readily a word's own vector is hidden, the more readily the rarer it is.
HIDING = 0.25

#: Share of sentences shown without their full stop, as headlines are.
HEADLINES = 0.05


@dataclass(frozen=True)
class Vocabulary:
    """What the network can see and say, each by its number."""

    words: list[str]
    tags: list[str]
    relations: list[str]
    feats: list[str]
    treebanks: list[str]

    @classmethod
    def of(cls, trees: list[Tree]) -> Vocabulary:
        """Gather it from the trees to learn from; what occurs once is unknown."""
        words = [word for tree in trees for word in tree.words]
        forms = Counter(normal(word.form) for word in words)
        feats = Counter(word.feats for word in words)
        return cls(
            words=["<padding>", "<unknown>", *(form for form, n in forms.items() if n > 1)],
            tags=sorted({word.upos for word in words}),
            relations=sorted({word.deprel for word in words}),
            feats=[feat for feat, n in feats.items() if n > 2],  # noqa: PLR2004 - a typing slip
            treebanks=sorted({tree.treebank for tree in trees}),
        )


class Encoded(NamedTuple):
    """One sentence in numbers; place 0 is the root's."""

    words: np.ndarray
    ngrams: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    tags: np.ndarray
    feats: np.ndarray
    counts: np.ndarray
    treebank: int
    stops: bool


class Encoder:
    """Encodes trees with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, trees: list[Tree], ngram_table: int) -> None:
        self._words = _numbers(vocabulary.words)
        self._tags, self._relations = _numbers(vocabulary.tags), _numbers(vocabulary.relations)
        self._feats = _numbers(vocabulary.feats)
        self._treebanks = _numbers(vocabulary.treebanks)
        self._counts = Counter(normal(word.form) for tree in trees for word in tree.words)
        self._table = ngram_table
        self._grams: dict[str, list[int]] = {}

    def encode(self, tree: Tree) -> Encoded:
        """Return a tree in numbers."""
        words, forms = tree.words, [normal(word.form) for word in tree.words]
        last = words[-1]
        alone = all(word.head != len(words) - 1 for word in words)
        return Encoded(
            words=np.array([0, *(self._words.get(form, UNKNOWN) for form in forms)]),
            ngrams=np.array([[0] * NGRAMS, *(self._ngrams(word.form) for word in words)]),
            heads=np.array([0, *(word.head + 1 for word in words)]),
            relations=np.array([0, *(self._relations[word.deprel] for word in words)]),
            tags=np.array([0, *(self._tags[word.upos] for word in words)]),
            feats=np.array([-1, *(self._feats.get(word.feats, -1) for word in words)]),
            counts=np.array([0, *(self._counts[form] for form in forms)]),
            treebank=self._treebanks[tree.treebank],
            stops=len(words) > 2 and last.form == "." and alone,  # noqa: PLR2004 - short ones stay
        )

    def _ngrams(self, form: str) -> list[int]:
        found = self._grams.get(form)
        if found is None:
            rows = ngram_rows(form, self._table)
            found = self._grams[form] = rows + [0] * (NGRAMS - len(rows))
        return found


def _numbers(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def batches(encoded: list[Encoded], chance: random.Random) -> list[tuple[int, int, list[Encoded]]]:
    """Group sentences of like length at random: length, sentences to pad to, sentences."""
    by_length: dict[int, list[Encoded]] = defaultdict(list)
    for sentence in encoded:
        fitting = next((n for n in LENGTHS if len(sentence.words) <= n), None)
        if fitting is not None:
            by_length[fitting].append(sentence)
    found = []
    for length, sentences in by_length.items():
        chance.shuffle(sentences)
        many = BATCH_WORDS // length
        found += [(length, many, sentences[i : i + many]) for i in range(0, len(sentences), many)]
    chance.shuffle(found)
    return found


def pad(length: int, many: int, sentences: list[Encoded], chance: np.random.RandomState) -> Batch:
    """Lay sentences into one batch, some words hidden and some full stops left out."""
    flat = (many, length)
    batch = Batch(
        words=np.zeros(flat, np.int32),
        ngrams=np.zeros((*flat, NGRAMS), np.int32),
        heads=np.zeros(flat, np.int32),
        relations=np.zeros(flat, np.int32),
        tags=np.zeros(flat, np.int32),
        feats=np.full(flat, -1, np.int32),
        counted=np.zeros(flat, np.float32),
        lengths=np.zeros(many, np.int32),
        treebanks=np.zeros(many, np.int32),
    )
    for row, one in enumerate(sentences):
        size = len(one.words) - (one.stops and chance.rand() < HEADLINES)
        words = one.words[:size].copy()
        hidden = chance.rand(size) < HIDING / (HIDING + one.counts[:size] + 1e-9)
        hidden[0] = False
        words[hidden] = UNKNOWN
        batch.words[row, :size] = words
        for name in ("ngrams", "heads", "relations", "tags", "feats"):
            getattr(batch, name)[row, :size] = getattr(one, name)[:size]
        batch.counted[row, 1:size] = 1
        batch.lengths[row], batch.treebanks[row] = size, one.treebank
    return batch
