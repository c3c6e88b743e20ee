"""Measures the shipped parsers: ``python evaluation/parsing.py --treebanks DIR``.

Prints, for each test set, UPOS, UAS and LAS on gold words; how well our own words,
sentences and lemmas agree with the treebank's; and the speed and loading time. No test
set was learnt from; PUD is parted by document, its first half having been learnt from.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

# One thread, so that the speeds are those of one core.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from corpora import FILES, tests
from foedera.language.biaffine import Parser
from foedera.language.lemmas import Lemmas
from foedera.language.packs import pack
from foedera.language.sentences import sentences
from foedera.language.tokens import tokens
from foedera.resources import DATA
from foedera.spans import Span
from scoring import score
from train_lemmas import lemma_of
from treebanks import MissingTreebankError

if TYPE_CHECKING:
    from treebanks import Tree

#: Sentences run together when the splitter is measured.
TOGETHER = 8


def f_score(gold: set[tuple[int, ...]], found: set[tuple[int, ...]]) -> float:
    """Return the F score of found places, in per cent."""
    return 200 * len(gold & found) / (len(gold) + len(found))


def printed(tree: Tree) -> tuple[str, list[tuple[int, int]]]:
    """Return a tree's text and the places of its words."""
    text, places = "", []
    for word in tree.words:
        places.append((len(text), len(text) + len(word.form)))
        text += word.form + (" " if word.space_after else "")
    return text.rstrip(), places


def token_agreement(trees: list[Tree], language: str) -> float:
    """Return the F score of our words against the treebank's."""
    gold: set[tuple[int, ...]] = set()
    found: set[tuple[int, ...]] = set()
    for number, tree in enumerate(trees):
        text, places = printed(tree)
        gold.update((number, *place) for place in places)
        cut = tokens(text, Span(0, len(text)), language)
        found.update((number, span.start, span.end) for span in cut)
    return f_score(gold, found)


def sentence_agreement(trees: list[Tree], language: str) -> float:
    """Return the F score of our sentences, the treebank's being run together by eights."""
    gold: set[tuple[int, ...]] = set()
    found: set[tuple[int, ...]] = set()
    for start in range(0, len(trees), TOGETHER):
        paragraph = ""
        for tree in trees[start : start + TOGETHER]:
            text, _ = printed(tree)
            paragraph += " " if paragraph else ""
            gold.add((start, len(paragraph), len(paragraph) + len(text)))
            paragraph += text
        spans = sentences(paragraph, Span(0, len(paragraph)), language)
        found.update((start, span.start, span.end) for span in spans)
    return f_score(gold, found)


def lemma_agreement(trees: list[Tree], language: str) -> float:
    """Return how many lemmas agree, in per cent, given the treebank's parts of speech."""
    lemmas = Lemmas.of(language)
    words = [word for tree in trees for word in tree.words if word.lemma not in ("_", "")]
    right = sum(lemmas.lemma(w.form, w.upos).lower() == lemma_of(w).lower() for w in words)
    return 100 * right / max(1, len(words))


def speed(trees: list[Tree], language: str) -> tuple[float, float]:
    """Return words per second of the second reading: the parser alone, and the whole pack."""
    parser = Parser.load(DATA / "models" / language / "parser.npz")
    forms = [[word.form for word in tree.words] for tree in trees]
    text = "\n".join(printed(tree)[0] for tree in trees)
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    opened = pack(language)
    clocks = []
    for _ in range(2):
        begin = time.perf_counter()
        parser.read(forms, parser.treebanks[0])
        middle = time.perf_counter()
        opened.parse(text, [found for span in spans for found in opened.sentences(text, span)])
        clocks.append((middle - begin, time.perf_counter() - middle))
    words = sum(map(len, forms))
    return words / clocks[-1][0], words / clocks[-1][1]


def measure(folder: Path, language: str) -> None:
    """Print the tables of one language."""
    begin = time.perf_counter()
    parser = Parser.load(DATA / "models" / language / "parser.npz")
    print(f"\n{language}: model opened in {time.perf_counter() - begin:.2f} s")
    print(
        f"{'test set':32}{'words':>7}{'UPOS':>7}{'UAS':>7}{'LAS':>7}"
        f"{'tokens':>8}{'sents':>7}{'lemmas':>8}"
    )
    measured = tests(folder, language)
    for name, trees in measured.items():
        scores = score(parser, trees)
        print(
            f"{name:32}{sum(len(tree.words) for tree in trees):7}"
            f"{scores['upos']:7.2f}{scores['uas']:7.2f}{scores['las']:7.2f}"
            f"{token_agreement(trees, language):8.2f}{sentence_agreement(trees, language):7.2f}"
            f"{lemma_agreement(trees, language):8.2f}"
        )
    alone, whole = speed(measured["PUD second half"], language)
    print(f"words per second: parser {alone:.0f}, whole pack {whole:.0f}")


def main() -> int:
    """Measure the languages asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--treebanks", required=True, type=Path, help="folder of .conllu files")
    asked.add_argument("--language", choices=sorted(FILES), action="append")
    given = asked.parse_args()
    try:
        for language in given.language or sorted(FILES):
            measure(given.treebanks, language)
    except MissingTreebankError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
