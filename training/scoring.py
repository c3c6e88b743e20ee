"""Scores a parser on trees with gold words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.language.biaffine import Parser
    from treebanks import Tree


def score(parser: Parser, trees: list[Tree]) -> dict[str, float]:
    """Return UPOS, features, UAS and LAS in per cent, punctuation counted.

    Each tree is read with the vector of its own treebank.
    """
    forms = [[word.form for word in tree.words] for tree in trees]
    names = [tree.treebank for tree in trees]
    right = dict.fromkeys(("upos", "feats", "uas", "las"), 0)
    words = 0
    for tree, reading in zip(trees, parser.read(forms, names), strict=True):
        for gold, found in zip(tree.words, reading, strict=True):
            words += 1
            attached = gold.head == found.head
            right["upos"] += gold.upos == found.upos
            right["feats"] += gold.feats == found.feats
            right["uas"] += attached
            right["las"] += attached and gold.deprel == found.deprel
    return {name: 100 * count / words for name, count in right.items()}
