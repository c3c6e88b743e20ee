"""Runs bidirectional LSTM layers over sentences of any lengths, in numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]


class Packing:
    """Sentences laid side by side without padding: first all first places, and so on.

    A sentence's rows are its places in turn; as sentences fall in length, those that
    still run at a place are the first ones, and their rows stand together.

    Args:
        lengths: Places of each sentence, never rising, none below one.

    Attributes:
        counts: At each place, how many sentences reach it.
        rows: The row of every place, sentence after sentence.
        starts: Where each sentence begins in ``rows``; last, how many rows there are.
        mirror: For each row, that of the same sentence as far from its end.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        spans = np.array(lengths)
        self.counts: list[int] = (spans[:, None] > np.arange(spans[0])).sum(0).tolist()
        first = np.concatenate([[0], np.cumsum(self.counts)])
        self.starts: list[int] = [0, *np.cumsum(spans).tolist()]
        owners = np.repeat(np.arange(len(spans)), spans)
        places = np.arange(self.starts[-1]) - np.repeat(self.starts[:-1], spans)
        self.rows: Places = first[places] + owners
        self.mirror: Places = np.empty_like(self.rows)
        self.mirror[self.rows] = first[spans[owners] - 1 - places] + owners


class Layer:
    """A bidirectional LSTM layer."""

    def __init__(self, weights: Mapping[str, Floats], number: int) -> None:
        self._from_below, self._from_before, self._bias = (
            np.stack([_halved(weights[f"lstm{number}{way}_{part}"]) for way in ("forth", "back")])
            for part in ("x", "h", "b")
        )

    @property
    def width(self) -> int:
        """Columns of the gates."""
        return int(self._bias.shape[1])

    def run(self, state: Floats, packing: Packing) -> Floats:
        """Return both directions' outputs side by side, row by row."""
        gates = self.gates(np.stack([state, state[packing.mirror]]))
        return self.run_gates(gates, packing)

    def gates(self, state: Floats) -> Floats:
        """Return what a state brings to the gates of each direction.

        Args:
            state: Rows for both directions, or for each of the two.
        """
        gates: Floats = np.matmul(state, self._from_below)
        gates += self._bias[:, None]
        return gates

    def run_gates(self, gates: Floats, packing: Packing) -> Floats:
        """Return both directions' outputs, given what comes in by its gates, which are used up."""
        forth, back = self._run(gates, packing.counts)
        return np.concatenate([forth, back[packing.mirror]], -1)

    def _run(self, gates: Floats, counts: Sequence[int]) -> Floats:
        """Run both directions at once, the second on the sentences turned round."""
        size = self._from_before.shape[1]
        out = np.empty((2, gates.shape[1], size), np.float32)
        hidden, cells = np.zeros((2, 2, counts[0], size), np.float32)
        start = 0
        for live in counts:
            gate, cell = gates[:, start : start + live], cells[:, :live]
            gate += np.matmul(hidden[:, :live], self._from_before)
            np.tanh(gate, out=gate)
            gate[..., : 3 * size] += 1.0
            # The three opened gates stand at twice their value, see _halved.
            cell *= gate[..., size : 2 * size]
            cell += gate[..., :size] * gate[..., 3 * size :]
            cell *= 0.5
            hidden = out[:, start : start + live]
            np.multiply(gate[..., 2 * size : 3 * size], np.tanh(cell), out=hidden)
            hidden *= 0.5
            start += live
        return out


def _halved(weights: Floats) -> Floats:
    """Halve the gates' inputs, so that one tanh serves: 2 sigmoid(x) = 1 + tanh(x / 2)."""
    halved = weights.copy()
    halved[..., : 3 * weights.shape[-1] // 4] *= 0.5
    return halved
