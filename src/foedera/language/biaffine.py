"""Reads sentences with a trained BiLSTM-biaffine parser (Dozat and Manning 2017), in numpy."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from zipfile import BadZipFile

import numpy as np
from threadpoolctl import ThreadpoolController

from foedera.language.embedding import Embedding
from foedera.language.errors import UnreadableModelError
from foedera.language.recurrent import Layer, Packing
from foedera.language.spanning import spanning_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: Layout of the model file; a file of another layout is refused.
LAYOUT = 1

#: Words read together, which bounds the memory in use.
_BATCH = 2048
#: Heads whose halves of the labels are made at a time: they should stay in the cache.
_HEADS = 64
_LEAK = np.float32(0.1)
_NEVER = np.float32(-1e9)


class Analysis(NamedTuple):
    """One word as the parser read it.

    Attributes:
        head: Place of its head in the sentence, from 0; -1 for the root.
        deprel: Universal relation to the head.
        upos: Universal part of speech.
        feats: Universal features; ``_`` where none.
    """

    head: int
    deprel: str
    upos: str
    feats: str


@cache
def _threads() -> ThreadpoolController:
    """Hold numpy's threads: matrices this small are only slowed by more than one."""
    return ThreadpoolController()


class Parser:
    """A trained parser.

    Attributes:
        treebanks: The treebanks it learnt from; telling it which one to follow
            makes it keep to that treebank's conventions.
    """

    def __init__(self, meta: Mapping[str, Any], weights: Mapping[str, Floats]) -> None:
        self.treebanks: tuple[str, ...] = tuple(meta["treebanks"])
        self._tags, self._relations, self._feats = meta["tags"], meta["relations"], meta["feats"]
        self._root_relation = self._relations.index("root")
        self._weights = dict(weights)
        self._layers = [Layer(self._weights, number) for number in range(meta["layers"])]
        words = {word: row for row, word in enumerate(meta["words"])}
        self._embedding = Embedding(words, self._weights, self._layers[0])
        # The words kept are shared, so threads take turns.
        self._turn = Lock()

    @classmethod
    def load(cls, path: Path | Traversable) -> Self:
        """Open a model file written by ``training/train_parsers.py``.

        Raises:
            UnreadableModelError: The file is missing, damaged or of another layout.
        """
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
                meta = json.loads(arrays["meta"].tobytes())
                if meta["layout"] != LAYOUT:
                    raise UnreadableModelError(str(path), f"its layout is {meta['layout']}")
                return cls(meta, unpack(arrays))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise UnreadableModelError(str(path), str(error)) from None

    def read(
        self, sentences: Sequence[Sequence[str]], treebank: str | Sequence[str]
    ) -> list[list[Analysis]]:
        """Parse sentences, given as forms.

        Args:
            sentences: The forms of each; none of them may be empty.
            treebank: Whose conventions to follow; one name, or one for each sentence.

        Returns:
            One analysis per form, in the order given.
        """
        names = [treebank] * len(sentences) if isinstance(treebank, str) else treebank
        marks = [self.treebanks.index(name) for name in names]
        readings: list[list[Analysis]] = [[] for _ in sentences]
        for batch in _batches(sentences):
            with self._turn, _threads().limit(limits=1):
                found = self._read_batch([sentences[i] for i in batch], [marks[i] for i in batch])
            for i, reading in zip(batch, found, strict=True):
                readings[i] = reading
        return readings

    def _read_batch(
        self, batch: Sequence[Sequence[str]], marks: Sequence[int]
    ) -> list[list[Analysis]]:
        """Parse sentences of falling length; place 0 of every sentence is the root's."""
        packing = Packing([len(forms) + 1 for forms in batch])
        tagging, state = self._encoded(batch, marks, packing)
        tagger = self._hidden(tagging, "tag")
        tags = (tagger @ self._weights["upos_w"] + self._weights["upos_b"]).argmax(-1).tolist()
        feats = (tagger @ self._weights["feats_w"] + self._weights["feats_b"]).argmax(-1).tolist()
        bounds = list(pairwise(packing.starts))
        heads = self._heads(state, bounds)
        labels = self._labels(state, heads, packing.starts[:-1])
        return [
            [
                Analysis(
                    heads[row] - start - 1,
                    self._relations[labels[row]],
                    self._tags[tags[row]],
                    self._feats[feats[row]],
                )
                for row in range(start + 1, end)
            ]
            for start, end in bounds
        ]

    def _encoded(
        self, batch: Sequence[Sequence[str]], marks: Sequence[int], packing: Packing
    ) -> tuple[Floats, Floats]:
        """Return what the first and the last layer make of the words, sentence after sentence."""
        gates = self._embedding.gates(batch, marks, packing)
        first = state = self._layers[0].run_gates(gates, packing)
        for layer in self._layers[1:]:
            state = layer.run(state, packing)
        return first[packing.rows], state[packing.rows]

    def _hidden(self, state: Floats, name: str) -> Floats:
        hidden: Floats = state @ self._weights[f"{name}_w"] + self._weights[f"{name}_b"]
        leaked: Floats = np.maximum(hidden, hidden * _LEAK)
        return leaked

    def _heads(self, state: Floats, bounds: Sequence[tuple[int, int]]) -> list[int]:
        """Return the head of each row; a sentence's first row is the root's, its own head."""
        head = self._hidden(state, "arc_head")
        child = self._hidden(state, "arc_child") @ self._weights["arc_w"]
        likely = head @ self._weights["arc_b"]
        found: list[int] = []
        for start, end in bounds:
            scores = child[start:end] @ head[start:end].T + likely[start:end]
            found += [start, *(start + place for place in spanning_tree(_normed(scores))[1:])]
        return found

    def _labels(self, state: Floats, heads: Sequence[int], starts: Sequence[int]) -> list[int]:
        """Return the relation of each row to its head; that of a root's row means nothing."""
        weights, above = self._weights, self._hidden(state, "label_head")
        below, own = self._hidden(state, "label_child"), np.array(heads)
        scores = below @ weights["label_child_s"] + (above @ weights["label_head_s"])[own]
        scores += weights["label_b"]
        scores += self._mixed(below, above, own)
        hung = np.isin(own, starts)
        scores[~hung, self._root_relation] = _NEVER
        best = scores.argmax(-1)
        best[hung] = self._root_relation
        labels: list[int] = best.tolist()
        return labels

    def _mixed(self, below: Floats, above: Floats, own: NDArray[np.intp]) -> Floats:
        """Return the part of the labels' scores that a word and its head make together.

        A head's half is made once for all that hang on it.
        """
        size, labels = below.shape[1], len(self._relations)
        table = self._weights["label_w"].reshape(size, -1)
        order = np.argsort(own, kind="stable")
        different, firsts = np.unique(own[order], return_index=True)
        ends = [*firsts[1:].tolist(), len(own)]
        below, sums = below[order], np.empty((len(own), labels), np.float32)
        for start in range(0, len(different), _HEADS):
            half = (above[different[start : start + _HEADS]] @ table).reshape(-1, labels, size)
            chosen = slice(start, start + _HEADS)
            for one, first, end in zip(half, firsts[chosen].tolist(), ends[chosen], strict=True):
                np.matmul(below[first:end], one.T, out=sums[first:end])
        mixed = np.empty_like(sums)
        mixed[order] = sums
        return mixed


def _batches(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Yield the places of sentences to be read together, the longest first."""
    batch: list[int] = []
    held = 0
    for place in sorted(range(len(sentences)), key=lambda place: -len(sentences[place])):
        if held + len(sentences[place]) > _BATCH and batch:
            yield batch
            batch, held = [], 0
        batch.append(place)
        held += len(sentences[place])
    if batch:
        yield batch


def _normed(scores: Floats) -> Floats:
    """Return the logarithms of the chances that scores stand for, row by row."""
    scores -= scores.max(-1, keepdims=True)
    normed: Floats = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return normed


def unpack(arrays: Mapping[str, Any]) -> dict[str, Floats]:
    """Return a model file's weights at full width; whole numbers are scaled by row."""
    weights: dict[str, Floats] = {}
    for name in arrays:
        if name == "meta" or name.endswith(".scale"):
            continue
        wide = arrays[name].astype(np.float32)
        if arrays[name].dtype == np.int8:
            wide *= arrays[f"{name}.scale"].astype(np.float32)
        weights[name] = wide
    return weights
