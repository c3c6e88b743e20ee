"""The parser as it is trained: the JAX twin of ``foedera.language.biaffine``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    Weights = dict[str, jax.Array]

_LEAK = 0.1
_NEVER = -1e9


@dataclass(frozen=True)
class Sizes:
    """Widths of the network's parts, and how much it forgets while it learns."""

    words: int
    tags: int
    relations: int
    feats: int
    treebanks: int
    word: int = 96
    ngram: int = 96
    ngram_rows: int = 12_000
    inputs: int = 192
    hidden: int = 160
    layers: int = 2
    tagger: int = 128
    arc: int = 256
    label: int = 96
    dropout: float = 0.33


class Batch(NamedTuple):
    """Sentences padded to one length; place 0 of each is the root's."""

    words: np.ndarray
    ngrams: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    tags: np.ndarray
    feats: np.ndarray
    counted: np.ndarray
    lengths: np.ndarray
    treebanks: np.ndarray


class Learner(NamedTuple):
    """Weights, their two moments, and their running average, which is what is kept."""

    weights: Weights
    first: Weights
    second: Weights
    average: Weights


def fresh_weights(sizes: Sizes, chance: np.random.RandomState) -> Weights:
    """Return the weights to begin from."""
    weights: dict[str, np.ndarray] = {}

    def dense(name: str, rows: int, columns: int, bias: bool = True) -> None:  # noqa: FBT001, FBT002
        spread = math.sqrt(2.0 / (rows + columns))
        weights[f"{name}_w"] = chance.randn(rows, columns) * spread
        if bias:
            weights[f"{name}_b"] = np.zeros(columns)

    weights["word"] = chance.randn(sizes.words, sizes.word) * 0.05
    weights["ngram"] = chance.randn(sizes.ngram_rows, sizes.ngram) * 0.1
    weights["word"][0] = weights["ngram"][0] = 0
    weights["root"] = chance.randn(sizes.inputs) * 0.1
    weights["treebank"] = chance.randn(sizes.treebanks, sizes.inputs) * 0.05
    dense("in", sizes.word + sizes.ngram, sizes.inputs)
    for layer in range(sizes.layers):
        below = 2 * sizes.hidden if layer else sizes.inputs
        for way in ("forth", "back"):
            weights |= _fresh_lstm(f"lstm{layer}{way}", below, sizes.hidden, chance)
    state = 2 * sizes.hidden
    dense("tag", state, sizes.tagger)
    dense("upos", sizes.tagger, sizes.tags)
    dense("feats", sizes.tagger, sizes.feats)
    for name, width in (
        ("arc_child", sizes.arc),
        ("arc_head", sizes.arc),
        ("label_child", sizes.label),
        ("label_head", sizes.label),
    ):
        dense(name, state, width)
    weights["arc_w"] = chance.randn(sizes.arc, sizes.arc) * 0.01
    weights["arc_b"] = np.zeros(sizes.arc)
    weights["label_w"] = chance.randn(sizes.label, sizes.relations, sizes.label) * 0.01
    weights["label_child_s"] = np.zeros((sizes.label, sizes.relations))
    weights["label_head_s"] = np.zeros((sizes.label, sizes.relations))
    weights["label_b"] = np.zeros(sizes.relations)
    return {name: jnp.asarray(value, jnp.float32) for name, value in weights.items()}


def _fresh_lstm(
    name: str, below: int, hidden: int, chance: np.random.RandomState
) -> dict[str, np.ndarray]:
    """Gates stand in the order input, forget, output, candidate; the forget gate begins open."""
    spread = math.sqrt(2.0 / (below + 4 * hidden))
    square = [np.linalg.qr(chance.randn(hidden, hidden))[0] for _ in range(4)]
    bias = np.zeros(4 * hidden)
    bias[hidden : 2 * hidden] = 1.0
    return {
        f"{name}_x": chance.randn(below, 4 * hidden) * spread,
        f"{name}_h": np.concatenate(square, 1),
        f"{name}_b": bias,
    }


def _lstm(weights: Weights, name: str, inputs: jax.Array, live: jax.Array) -> jax.Array:
    from_before = weights[f"{name}_h"]
    size = from_before.shape[0]
    gates = inputs @ weights[f"{name}_x"] + weights[f"{name}_b"]

    def step(
        carry: tuple[jax.Array, jax.Array], now: tuple[jax.Array, jax.Array]
    ) -> tuple[tuple[jax.Array, jax.Array], jax.Array]:
        hidden, cell = carry
        gate = now[0] + hidden @ from_before
        opened = jax.nn.sigmoid(gate[:, : 3 * size])
        cell = opened[:, size : 2 * size] * cell + opened[:, :size] * jnp.tanh(gate[:, 3 * size :])
        hidden = opened[:, 2 * size :] * jnp.tanh(cell)
        on = now[1][:, None]
        return (hidden * on, cell * on), hidden * on

    zero = jnp.zeros((inputs.shape[0], size))
    _, out = jax.lax.scan(
        step,
        (zero, zero),
        (gates.swapaxes(0, 1), live.swapaxes(0, 1)),
        reverse=name.endswith("back"),
    )
    return out.swapaxes(0, 1)


class _Forgetting:
    """Dropout, with a fresh key at every use."""

    def __init__(self, key: jax.Array, rate: float) -> None:
        self._key = key
        self._rate = rate

    def __call__(self, values: jax.Array, share: float = 1.0, *, shared: bool = True) -> jax.Array:
        """Silence values; where shared, the same ones at all places of a sentence."""
        self._key, key = jax.random.split(self._key)
        kept = 1 - self._rate * share
        whole = (values.shape[0], 1, values.shape[2]) if shared else values.shape
        return values * jax.random.bernoulli(key, kept, whole) / kept


def loss(weights: Weights, batch: Batch, key: jax.Array, sizes: Sizes) -> jax.Array:
    """Return the mean loss per word: arcs and relations whole, tags half, features a quarter."""
    forget = _Forgetting(key, sizes.dropout)
    live = (jnp.arange(batch.words.shape[1])[None] < batch.lengths[:, None]).astype(jnp.float32)
    states = _states(weights, batch, live, forget, sizes.layers)
    state = forget(states[-1])
    tagger = forget(_hidden(weights, "tag", forget(states[0])), shared=False)
    arcs = _arcs(weights, state, live, forget)
    below = forget(_hidden(weights, "label_child", state))
    above = forget(_hidden(weights, "label_head", state))
    above = jnp.take_along_axis(above, batch.heads[..., None], 1)
    labels = jnp.einsum("btd,dle,bte->btl", above, weights["label_w"], below)
    labels += below @ weights["label_child_s"] + above @ weights["label_head_s"]
    labels += weights["label_b"]
    tags = tagger @ weights["upos_w"] + weights["upos_b"]
    feats = tagger @ weights["feats_w"] + weights["feats_b"]
    total = _surprise(arcs, batch.heads) + _surprise(labels, batch.relations)
    total += 0.5 * _surprise(tags, batch.tags)
    total += 0.25 * _surprise(feats, batch.feats) * (batch.feats >= 0)
    return (total * batch.counted).sum() / (batch.counted.sum() + 1e-6)


def _states(
    weights: Weights, batch: Batch, live: jax.Array, forget: _Forgetting, layers: int
) -> list[jax.Array]:
    real = (batch.ngrams > 0).astype(jnp.float32)
    grams = (weights["ngram"][batch.ngrams] * real[..., None]).sum(2)
    grams /= jnp.maximum(real.sum(2), 1)[..., None]
    state = jnp.concatenate([weights["word"][batch.words], grams], -1)
    state = forget(state, 0.6, shared=False) @ weights["in_w"] + weights["in_b"]
    root = jnp.broadcast_to(weights["root"], (len(state), 1, state.shape[2]))
    state = jnp.concatenate([root, state[:, 1:]], 1)
    state += weights["treebank"][batch.treebanks][:, None, :]
    states = []
    for layer in range(layers):
        state = forget(state)
        ways = [_lstm(weights, f"lstm{layer}{way}", state, live) for way in ("forth", "back")]
        state = jnp.concatenate(ways, -1)
        states.append(state)
    return states


def _hidden(weights: Weights, name: str, state: jax.Array) -> jax.Array:
    hidden = state @ weights[f"{name}_w"] + weights[f"{name}_b"]
    return jnp.where(hidden > 0, hidden, _LEAK * hidden)


def _arcs(weights: Weights, state: jax.Array, live: jax.Array, forget: _Forgetting) -> jax.Array:
    child = forget(_hidden(weights, "arc_child", state))
    head = forget(_hidden(weights, "arc_head", state))
    scores = jnp.einsum("btd,bsd->bts", child @ weights["arc_w"], head)
    scores += (head @ weights["arc_b"])[:, None, :]
    scores = jnp.where(live[:, None, :] > 0, scores, _NEVER)
    return scores + _NEVER * jnp.eye(scores.shape[1])[None]


def _surprise(scores: jax.Array, answers: jax.Array) -> jax.Array:
    chances = jax.nn.log_softmax(scores, -1)
    return -jnp.take_along_axis(chances, jnp.maximum(answers, 0)[..., None], -1)[..., 0]


def beginning(weights: Weights) -> Learner:
    """Return a learner that has seen nothing."""
    zero = {name: jnp.zeros_like(value) for name, value in weights.items()}
    return Learner(weights, zero, dict(zero), dict(weights))


def make_step(sizes: Sizes) -> Callable[..., tuple[Learner, jax.Array]]:
    """Return the compiled step: Adam with clipped gradients and a running average."""

    @jax.jit
    def step(
        learner: Learner, count: float, rate: float, key: jax.Array, batch: Batch
    ) -> tuple[Learner, jax.Array]:
        value, slope = jax.value_and_grad(loss)(learner.weights, batch, key, sizes)
        norm = jnp.sqrt(sum((part * part).sum() for part in slope.values()))
        clip = jnp.minimum(1.0, 5.0 / (norm + 1e-9))
        after = Learner({}, {}, {}, {})
        for name, weight in learner.weights.items():
            part = slope[name] * clip
            first = 0.9 * learner.first[name] + 0.1 * part
            second = 0.95 * learner.second[name] + 0.05 * part * part
            change = first / (1 - 0.9**count) / (jnp.sqrt(second / (1 - 0.95**count)) + 1e-8)
            after.weights[name] = weight - rate * change
            after.first[name], after.second[name] = first, second
            average = learner.average[name]
            after.average[name] = average + 0.002 * (after.weights[name] - average)
        return after, value

    return step
