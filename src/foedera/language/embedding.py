"""Makes of each word what the parser's first layer takes in, once for every form met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedera.language.spelling import ngram_rows, normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from foedera.language.recurrent import Layer, Packing

    Floats = NDArray[np.float32]

#: The row of the word table for every word that is not in it.
UNKNOWN = 1

#: Forms kept; each takes 5 KiB.
_KEPT = 12_000

#: Forms that one batch may add beyond those.
_ROOM = 4096


class Embedding:
    """The input of a parser's first layer, by word form and treebank.

    Args:
        words: The rows of the word table.
        weights: The parser's weights.
        layer: Its first layer.
    """

    def __init__(
        self, words: Mapping[str, int], weights: Mapping[str, Floats], layer: Layer
    ) -> None:
        self._words, self._weights, self._layer = words, weights, layer
        self._met: dict[tuple[str, int], int] = {}
        # Pages of this table take memory only once they are written to.
        self._table = np.empty((2, _KEPT + _ROOM, layer.width), np.float32)

    def gates(
        self, batch: Sequence[Sequence[str]], marks: Sequence[int], packing: Packing
    ) -> Floats:
        """Return the gates of the first layer, packed, for both directions.

        Args:
            batch: Forms of sentences of falling length, best in batches of a few thousand.
            marks: For each sentence, the place of the treebank to follow.
            packing: Of the sentences with a place for the root before each.
        """
        if len(self._met) > _KEPT:
            self._met = {}
        keys = [
            (form, mark)
            for forms, mark in zip(batch, marks, strict=True)
            for form in ("", *forms)  # no word is empty: that is the root
        ]
        met = self._met
        new = [key for key in dict.fromkeys(keys) if key not in met]
        if new:
            start = len(met)
            self._make_room(start + len(new))
            self._table[:, start : start + len(new)] = self._layer.gates(self._embedded(new))
            met.update((key, start + place) for place, key in enumerate(new))
        rows = np.empty(len(keys), np.intp)
        rows[packing.rows] = [met[key] for key in keys]
        forth, back = self._table
        return np.stack([forth[rows], back[rows[packing.mirror]]])

    def _make_room(self, rows: int) -> None:
        """Widen the table, if a sentence is longer than any that a reader gives."""
        held = self._table
        if rows > held.shape[1]:
            self._table = np.empty((2, rows, held.shape[2]), np.float32)
            self._table[:, : held.shape[1]] = held

    def _embedded(self, keys: Sequence[tuple[str, int]]) -> Floats:
        weights = self._weights
        words = weights["word"][[self._words.get(normal(form), UNKNOWN) for form, _ in keys]]
        table = weights["ngram"]
        grams = np.stack([table[ngram_rows(form, len(table))].mean(0) for form, _ in keys])
        embedded: Floats = np.concatenate([words, grams], 1) @ weights["in_w"] + weights["in_b"]
        embedded[[not form for form, _ in keys]] = weights["root"]
        embedded += weights["treebank"][[mark for _, mark in keys]]
        return embedded
