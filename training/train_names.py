"""Learns how names of persons look: ``python training/train_names.py --entities DIR``.

``DIR`` holds the named entities of IndoNLU, ``nerp_*.txt`` and ``nergrit_*.txt`` (a word
and its label on each line). A word counts as a name by the share of its occurrences
within one. Logistic regression on groups of letters, trained with AdaGrad; the seed is
fixed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from foedera.language.namelike import ROWS, rows
from treebanks import digest

ROOT = Path(__file__).parents[1]
FILES = tuple(f"{name}_{part}.txt" for name in ("nerp", "nergrit") for part in ("train", "valid"))
HELD_OUT = tuple(f"{name}_test.txt" for name in ("nerp", "nergrit"))
PERSONS = frozenset({"PPL", "PERSON"})
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-]+")
EPOCHS, RATE, DECAY, FAVOUR = 12, 0.1, 1e-4, 3.0


def counted(folder: Path, names: tuple[str, ...]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each word stands within the name of a person, and elsewhere.

    Raises:
        FileNotFoundError: A file is not in the folder.
    """
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for name in names:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            word, _, label = line.rpartition("\t") if "\t" in line else line.rpartition(" ")
            word = word.strip().lower()
            if _WORD.fullmatch(word):
                (inside if label[2:] in PERSONS else outside)[word] += 1
    return inside, outside


def learn(inside: Counter[str], outside: Counter[str]) -> tuple[np.ndarray, float]:
    """Return the weights and the bias."""
    words = sorted({*inside, *outside})
    places = [rows(word) for word in words]
    shares = np.array([inside[w] / (inside[w] + outside[w]) for w in words])
    counts = np.minimum(3, 1 + np.log1p([inside[w] + outside[w] for w in words]))
    counts *= np.where(shares > 0.5, FAVOUR, 1.0)  # noqa: PLR2004 - more often a name than not
    weights, squares, bias = np.zeros(ROWS), np.full(ROWS, 1e-6), 0.0
    chance = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for index in chance.permutation(len(words)):
            own = places[index]
            likely = 1 / (1 + np.exp(-(weights[own].sum() + bias)))
            step = (likely - shares[index]) * counts[index]
            squares[own] += step * step
            weights[own] -= RATE * (step + DECAY * weights[own]) / np.sqrt(squares[own])
            bias -= RATE / 10 * step
    return weights.astype(np.float32), float(bias)


def judged(weights: np.ndarray, bias: float, folder: Path, known: set[str]) -> dict[str, float]:
    """Return precision and recall on the words of the test parts that were not learnt from."""
    inside, outside = counted(folder, HELD_OUT)
    new = sorted({*inside, *outside} - known)
    names = np.array([inside[word] > outside[word] for word in new])
    found = np.array([weights[rows(word)].sum() + bias > 0 for word in new])
    right = int((names & found).sum())
    return {
        "words": len(new),
        "precision": round(right / max(1, int(found.sum())), 3),
        "recall": round(right / max(1, int(names.sum())), 3),
    }


def main() -> int:
    """Train, measure and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--entities", required=True, type=Path, help="folder of the entity files")
    asked.add_argument("--language", default="id", choices=("id",))
    given = asked.parse_args()
    try:
        inside, outside = counted(given.entities, FILES)
    except FileNotFoundError as error:
        print(f"{error.filename} is not there: see training/README.md", file=sys.stderr)
        return 1
    weights, bias = learn(inside, outside)
    figures = judged(weights, bias, given.entities, {*inside, *outside})
    target = ROOT / "src" / "foedera" / "data" / "models" / given.language
    np.savez(target / "names.npz", weights=weights, bias=np.float32(bias))
    note = {
        "learnt from": {name: digest(given.entities / name) for name in FILES},
        "seed": 0,
        "new words of the test parts": figures,
    }
    (target / "names.json").write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    print(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
