"""Reads sentences with a trained BiLSTM-biaffine parser (Dozat and Manning 2017), in numpy."""

from __future__ import annotations

import json
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from zipfile import BadZipFile

import numpy as np
from threadpoolctl import ThreadpoolController

from foedera.language.errors import UnreadableModelError
from foedera.language.spanning import spanning_tree
from foedera.language.spelling import ngram_rows, normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: Layout of the model file; a file of another layout is refused.
LAYOUT = 1

#: Words of the word table that are no words: padding and the unknown.
PADDING, UNKNOWN = 0, 1

_BATCH = 48
_KEPT_FORMS = 100_000
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
        self._words = {word: row for row, word in enumerate(meta["words"])}
        self._weights = dict(weights)
        self._layers = [_Layer(self._weights, number) for number in range(meta["layers"])]
        self._forms: dict[str, int] = {}
        # The vectors kept are shared, so threads take turns.
        self._turn = Lock()
        self._vectors = np.empty((1024, self._weights["in_w"].shape[1]), np.float32)

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
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
        readings: list[list[Analysis]] = [[] for _ in sentences]
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            with self._turn, _threads().limit(limits=1):
                found = self._read_batch([sentences[i] for i in batch], [marks[i] for i in batch])
                for i, reading in zip(batch, found, strict=True):
                    readings[i] = reading
        return readings

    def _read_batch(
        self, batch: Sequence[Sequence[str]], marks: Sequence[int]
    ) -> Iterator[list[Analysis]]:
        """Parse sentences of falling length; place 0 of every sentence is the root's."""
        if len(self._forms) > _KEPT_FORMS:
            self._forms = {}
        weights = self._weights
        lengths = np.array([len(forms) + 1 for forms in batch])
        state = np.zeros((len(batch), int(lengths[0]), self._vectors.shape[1]), np.float32)
        rows = [self._rows(forms) for forms in batch]
        for i, (length, mark) in enumerate(zip(lengths, marks, strict=True)):
            state[i, 0] = weights["root"]
            state[i, 1:length] = self._vectors[rows[i]]
            state[i, :length] += weights["treebank"][mark]
        tagging = state = self._layers[0].run(state, lengths)
        for layer in self._layers[1:]:
            state = layer.run(state, lengths)
        tagger = self._hidden(tagging, "tag")
        tags = (tagger @ weights["upos_w"] + weights["upos_b"]).argmax(-1)
        feats = (tagger @ weights["feats_w"] + weights["feats_b"]).argmax(-1)
        heads = self._heads(state, lengths)
        below, above = self._hidden(state, "label_child"), self._hidden(state, "label_head")
        for i, length in enumerate(lengths):
            labels = self._labels(below[i, 1:length], above[i][heads[i]], heads[i])
            yield [
                Analysis(int(head) - 1, label, self._tags[tag], self._feats[feat])
                for head, label, tag, feat in zip(
                    heads[i], labels, tags[i, 1:length], feats[i, 1:length], strict=True
                )
            ]

    def _hidden(self, state: Floats, name: str) -> Floats:
        hidden: Floats = state @ self._weights[f"{name}_w"] + self._weights[f"{name}_b"]
        leaked: Floats = np.maximum(hidden, hidden * _LEAK)
        return leaked

    def _heads(self, state: Floats, lengths: NDArray[np.int_]) -> list[NDArray[np.intp]]:
        """Return the heads of each sentence's words; 0 is the root's place."""
        child, head = self._hidden(state, "arc_child"), self._hidden(state, "arc_head")
        scores = (child @ self._weights["arc_w"]) @ head.transpose(0, 2, 1)
        scores += (head @ self._weights["arc_b"])[:, None, :]
        found = []
        for i, length in enumerate(lengths):
            own = scores[i, :length, :length]
            own = own - own.max(-1, keepdims=True)
            own -= np.log(np.exp(own).sum(-1, keepdims=True))
            found.append(spanning_tree(own)[1:])
        return found

    def _labels(self, below: Floats, above: Floats, heads: NDArray[np.intp]) -> list[str]:
        weights = self._weights
        size, labels = below.shape[1], len(self._relations)
        mixed = (above @ weights["label_w"].reshape(size, -1)).reshape(-1, labels, size)
        scores = np.matmul(mixed, below[:, :, None])[:, :, 0]
        scores += below @ weights["label_child_s"] + above @ weights["label_head_s"]
        scores += weights["label_b"]
        scores[heads != 0, self._root_relation] = _NEVER
        best = scores.argmax(-1)
        best[heads == 0] = self._root_relation
        return [self._relations[label] for label in best]

    def _rows(self, forms: Sequence[str]) -> list[int]:
        """Return the places of the forms' vectors, making those not met before."""
        known = self._forms
        new = [form for form in dict.fromkeys(forms) if form not in known]
        if new:
            start = len(known)
            if start + len(new) > len(self._vectors):
                grown = np.empty((2 * (start + len(new)), self._vectors.shape[1]), np.float32)
                grown[:start] = self._vectors[:start]
                self._vectors = grown
            self._vectors[start : start + len(new)] = self._embed(new)
            known.update((form, start + place) for place, form in enumerate(new))
        return [known[form] for form in forms]

    def _embed(self, forms: Sequence[str]) -> Floats:
        weights = self._weights
        words = weights["word"][[self._words.get(normal(form), UNKNOWN) for form in forms]]
        table = weights["ngram"]
        grams = np.stack([table[ngram_rows(form, len(table))].mean(0) for form in forms])
        embedded: Floats = np.concatenate([words, grams], 1) @ weights["in_w"] + weights["in_b"]
        return embedded


class _Layer:
    """A bidirectional LSTM layer."""

    def __init__(self, weights: Mapping[str, Floats], number: int) -> None:
        self._ways = [
            tuple(_halved(weights[f"lstm{number}{way}_{part}"]) for part in ("x", "h", "b"))
            for way in ("forth", "back")
        ]

    def run(self, state: Floats, lengths: NDArray[np.int_]) -> Floats:
        """Return both directions' outputs side by side; sentences by falling length."""
        counts = [int((lengths > place).sum()) for place in range(state.shape[1])]
        places = range(state.shape[1])
        return np.concatenate(
            [
                self._run_one(state, counts, places, self._ways[0]),
                self._run_one(state, counts, places[::-1], self._ways[1]),
            ],
            -1,
        )

    def _run_one(
        self,
        state: Floats,
        counts: list[int],
        places: Sequence[int],
        way: tuple[Floats, ...],
    ) -> Floats:
        from_below, from_before, bias = way
        size = len(from_before)
        gates = state @ from_below
        gates += bias
        out = np.zeros((*state.shape[:2], size), np.float32)
        hidden, cell = np.zeros((2, len(state), size), np.float32)
        for place in places:
            live = counts[place]
            gate = gates[:live, place] + hidden[:live] @ from_before
            np.tanh(gate, out=gate)
            candidate = gate[:, 3 * size :]
            gate[:, : 3 * size] += 1.0
            # The three opened gates stand at twice their value, see _halved.
            cell[:live] *= gate[:, size : 2 * size]
            cell[:live] += gate[:, :size] * candidate
            cell[:live] *= 0.5
            hidden[:live] = gate[:, 2 * size : 3 * size] * np.tanh(cell[:live])
            hidden[:live] *= 0.5
            out[:live, place] = hidden[:live]
        return out


def _halved(weights: Floats) -> Floats:
    """Halve the gates' inputs, so that one tanh serves: 2 sigmoid(x) = 1 + tanh(x / 2)."""
    halved = weights.copy()
    halved[..., : 3 * weights.shape[-1] // 4] *= 0.5
    return halved


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
