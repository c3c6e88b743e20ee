"""Trains the parser of one language: ``python training/train_parsers.py --language id ...``."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jax
import numpy as np

from corpora import Corpus, corpus, describe, treebank_files
from encoding import Encoder, Vocabulary, batches, pad
from foedera.language.biaffine import LAYOUT, Parser
from network import Sizes, beginning, fresh_weights, make_step
from scoring import score
from treebanks import MissingTreebankError, digest

ROOT = Path(__file__).parents[1]
EPOCHS = {"id": 20, "en": 12}
RATE = 2e-3
WARMING = 200

#: Matrices of at least this many numbers are kept as whole numbers of eight bits.
LARGE = 4096


def options() -> argparse.Namespace:
    """Read the command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--language", required=True, choices=sorted(EPOCHS))
    asked.add_argument("--treebanks", required=True, type=Path, help="folder of .conllu files")
    asked.add_argument("--out", type=Path, default=ROOT / "src" / "foedera" / "data" / "models")
    asked.add_argument(
        "--headlines", action="store_true", help="learn headlines, too: the model that reads them"
    )
    asked.add_argument("--epochs", type=int, help="default: 20 for id, 12 for en")
    asked.add_argument("--seed", type=int, default=1)
    return asked.parse_args()


def pack(meta: dict[str, Any], weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the arrays of a model file: large matrices in eight bits, scaled by row."""
    arrays = {"meta": np.frombuffer(json.dumps(meta, ensure_ascii=False).encode(), np.uint8)}
    for name, value in weights.items():
        if value.ndim > 1 and value.size >= LARGE:
            scale = np.maximum(np.abs(value).max(-1, keepdims=True), 1e-9) / 127
            scale = scale.astype(np.float16).astype(np.float32)
            arrays[name] = np.rint(value / np.maximum(scale, 1e-7)).clip(-127, 127).astype(np.int8)
            arrays[f"{name}.scale"] = scale.astype(np.float16)
        else:
            arrays[name] = value.astype(np.float16)
    return arrays


class Keeper:
    """Measures states of the network on the dev trees and keeps the best on disk."""

    def __init__(self, path: Path, meta: dict[str, Any], learnt: Corpus) -> None:
        self._path = path
        self._meta = meta
        self._dev = learnt.dev
        self._best = -1.0
        self.best_scores: dict[str, float] = {}

    def consider(self, weights: dict[str, np.ndarray], epoch: int) -> dict[str, float]:
        """Return a state's dev scores; keep it if it is the best so far."""
        waiting = self._path.with_suffix(".new")
        with waiting.open("wb") as stream:
            np.savez(stream, **pack(self._meta, weights))
        scores = score(Parser.load(waiting), self._dev)
        value = scores["las"] + 0.3 * scores["upos"]
        if value > self._best:
            self._best, self.best_scores = value, {"epoch": epoch, **scores}
            waiting.replace(self._path)
        else:
            waiting.unlink()
        return scores


def train(learnt: Corpus, path: Path, *, epochs: int, seed: int) -> dict[str, float]:
    """Train, and leave the best state at ``path``; return its dev scores."""
    vocabulary = Vocabulary.of(learnt.train)
    sizes = Sizes(
        *(
            len(part)
            for part in (
                vocabulary.words,
                vocabulary.tags,
                vocabulary.relations,
                vocabulary.feats,
                vocabulary.treebanks,
            )
        )
    )
    keeper = Keeper(path, {"layout": LAYOUT, "layers": sizes.layers, **asdict(vocabulary)}, learnt)
    chance, order = np.random.RandomState(seed), random.Random(seed)  # noqa: S311 - no secret
    encoder = Encoder(vocabulary, learnt.train, sizes.ngram_rows)
    encoded = [encoder.encode(tree) for tree in learnt.train]
    learner, step = beginning(fresh_weights(sizes, chance)), make_step(sizes)
    key, count, start = jax.random.PRNGKey(seed), 0, time.monotonic()
    total = len(batches(encoded, order)) * epochs
    for epoch in range(1, epochs + 1):
        losses = []
        for length, many, sentences in batches(encoded, order):
            count += 1
            key, own = jax.random.split(key)
            batch = pad(length, many, sentences, chance)
            learner, value = step(learner, float(count), rate(count, total), own, batch)
            losses.append(float(value))
        report = f"epoch {epoch} loss {np.mean(losses):.3f} {time.monotonic() - start:.0f} s"
        if epoch % 2 == 0 or epoch == epochs:
            state = {name: np.asarray(part) for name, part in learner.average.items()}
            dev = keeper.consider(state, epoch)
            report += "".join(f" {name} {value:.2f}" for name, value in dev.items())
        print(report, flush=True)
    return keeper.best_scores


def rate(count: int, total: int) -> float:
    """Return the learning rate: it warms up, holds, then falls in a line from two fifths on."""
    done = count / total
    falling = 1.0 if done < 0.4 else max(0.03, 1 - (done - 0.4) / 0.6)  # noqa: PLR2004 - two fifths
    return RATE * min(1.0, count / WARMING) * falling


def main() -> int:
    """Train one language's parser and record what went in and what came out."""
    asked = options()
    folder = asked.out / asked.language
    folder.mkdir(parents=True, exist_ok=True)
    try:
        learnt = corpus(asked.treebanks, asked.language, headlines=asked.headlines)
    except MissingTreebankError as error:
        print(error, file=sys.stderr)
        return 1
    parts = describe({"train": learnt.train, "dev": learnt.dev})
    print(parts, flush=True)
    epochs = asked.epochs or EPOCHS[asked.language]
    path = folder / ("headline.npz" if asked.headlines else "parser.npz")
    dev = train(learnt, path, epochs=epochs, seed=asked.seed)
    files = treebank_files(asked.treebanks, asked.language)
    record = {
        "epochs": epochs,
        "seed": asked.seed,
        **parts,
        "dev scores": dev,
        "treebanks": {path.name: digest(path) for path in files.values()},
        path.name: digest(path),
    }
    told = "training-headline.json" if asked.headlines else "training.json"
    (folder / told).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
