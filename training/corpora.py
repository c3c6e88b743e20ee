"""Which treebanks each parser learns from, chooses its best state on, and is measured with."""

from __future__ import annotations

import random
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from headlines import headlines as in_headline_style
from treebanks import ROOT, Tree, Word, read

if TYPE_CHECKING:
    from pathlib import Path

NUMERALS = frozenset({"ribu", "juta", "miliar", "milyar", "triliun", "ratus", "puluh", "belas"})

#: Subtyped relations seen less often than this are learnt without their subtype.
RARE = 15

#: Sentences that are learnt from a second time, in the style of headlines.
HEADLINES = 1500

#: File and name of each treebank; the name is the one the parser is told.
FILES = {
    "id": {
        "id_csui-train": "csui",
        "id_csui-test": "csui",
        "id_gsd-dev": "gsd",
        "id_gsd-test": "gsd",
        "id_gsdold-train": "gsdold",
        "id_gsdold-dev": "gsdold",
        "id_pud": "pud",
    },
    "en": {
        "en_ewt-train": "ewt",
        "en_ewt-dev": "ewt",
        "en_ewt-test": "ewt",
        "en_gumfree-train": "gum",
        "en_gum-dev": "gum",
        "en_gum-test": "gum",
        "en_pud": "pud",
    },
}


@dataclass(frozen=True)
class Corpus:
    """Trees of one language, the three uses kept apart.

    Attributes:
        train: What the parser learns from.
        dev: What its best state is chosen on.
        tests: By name; never learnt from.
    """

    train: list[Tree]
    dev: list[Tree]
    tests: dict[str, list[Tree]] = field(default_factory=dict)


def treebank_files(folder: Path, language: str) -> dict[str, Path]:
    """Return the files a language needs, by name, whether or not they exist."""
    return {name: folder / f"{name}.conllu" for name in FILES[language]}


def read_all(folder: Path, language: str) -> dict[str, list[Tree]]:
    """Return every treebank of a language, by the name of its file.

    Raises:
        MissingTreebankError: A file is not in the folder.
    """
    return {
        name: read(path, FILES[language][name], join=language == "id")
        for name, path in treebank_files(folder, language).items()
    }


def tests(folder: Path, language: str) -> dict[str, list[Tree]]:
    """Return the trees kept for measuring, by test set.

    Raises:
        MissingTreebankError: A file is not in the folder.
    """
    trees = read_all(folder, language)
    if language == "id":
        for name in ("id_csui-test", "id_gsd-test", "id_pud"):
            trees[name] = harmonise(trees[name])
    else:
        trim_rare([tree for part in trees.values() for tree in part])
    return _tests(trees, language)


def _tests(trees: dict[str, list[Tree]], language: str) -> dict[str, list[Tree]]:
    _, second = halves(trees[f"{language}_pud"])
    if language == "id":
        return {
            "CSUI test": trees["id_csui-test"],
            "GSD test": trees["id_gsd-test"],
            "PUD second half": second,
        }
    news = [
        tree for tree in trees["en_gum-test"] if "_news_" in tree.name or "_interview_" in tree.name
    ]
    return {
        "EWT test": trees["en_ewt-test"],
        "GUM test": trees["en_gum-test"],
        "GUM test, news and interviews": news,
        "PUD second half": second,
    }


def corpus(folder: Path, language: str, *, headlines: bool = False) -> Corpus:
    """Assemble what a language's parser is trained with.

    Args:
        folder: The treebanks.
        language: ISO 639-1 code.
        headlines: Whether some sentences are learnt again in the style of headlines.

    Raises:
        MissingTreebankError: A file is not in the folder.
    """
    trees = read_all(folder, language)
    learnt = _indonesian(trees) if language == "id" else _english(trees)
    if not headlines:
        return learnt
    return replace(learnt, train=learnt.train + _some_headlines(learnt.train, language))


def _indonesian(trees: dict[str, list[Tree]]) -> Corpus:
    # Imported here because the conversion needs scikit-learn, which measuring does not.
    from feature_guess import guess_features  # noqa: PLC0415
    from gsd_conversion import convert  # noqa: PLC0415

    old = convert(trees["id_gsdold-train"], trees["id_gsdold-dev"], trees["id_gsd-dev"])
    csui, gsd, pud = (harmonise(trees[name]) for name in ("id_csui-train", "id_gsd-dev", "id_pud"))
    first, _ = halves(pud)
    modern = csui[:-60] + gsd[:-60] + first[:-50]
    old = harmonise(old)
    guess_features(modern, old)
    return Corpus(modern + old, csui[-60:] + gsd[-60:] + first[-50:])


def _some_headlines(trees: list[Tree], language: str) -> list[Tree]:
    chance = random.Random(1)  # noqa: S311 - no secret
    made = in_headline_style(trees, language, chance)
    return chance.sample(made, min(len(made), HEADLINES))


def _english(trees: dict[str, list[Tree]]) -> Corpus:
    trim_rare([tree for part in trees.values() for tree in part])
    first, _ = halves(trees["en_pud"])
    train = trees["en_ewt-train"] + trees["en_gumfree-train"] + first[:-50]
    return Corpus(train, trees["en_ewt-dev"][:400] + trees["en_gum-dev"][:400] + first[-50:])


def halves(trees: list[Tree]) -> tuple[list[Tree], list[Tree]]:
    """Part PUD by document: a half to learn from, a half to measure with."""

    def first(tree: Tree) -> bool:
        return zlib.crc32(tree.name[:6].encode()) % 100 < 50  # noqa: PLR2004 - half

    return [t for t in trees if first(t)], [t for t in trees if not first(t)]


def trim_rare(trees: list[Tree]) -> None:
    """Drop the subtype of relations that occur fewer than ``RARE`` times."""
    counts = Counter(word.deprel for tree in trees for word in tree.words)
    for word in (word for tree in trees for word in tree.words):
        if counts[word.deprel] < RARE:
            word.deprel = word.deprel.partition(":")[0]


def harmonise(trees: list[Tree]) -> list[Tree]:
    """Level the differences between the Indonesian treebanks, in place; keep sound trees."""
    for tree in trees:
        for i, word in enumerate(tree.words):
            _harmonise_relation(tree.words, i)
            if word.clitic:
                feats = [] if word.feats in ("_", "") else word.feats.split("|")
                feats.append(f"Clitic={word.clitic.capitalize()}")
                word.feats = "|".join(sorted(feats, key=str.lower))
                word.clitic = ""
    return [tree for tree in trees if tree.is_sound()]


def _harmonise_relation(words: list[Word], i: int) -> None:
    word = words[i]
    if word.deprel == "compound" and word.upos in ("NOUN", "PROPN"):
        word.deprel = "nmod"
    if word.deprel in ("compound:plur", "compound:a"):
        word.deprel = "compound"
    if word.deprel in ("obl", "nmod") and word.head != ROOT:
        verb = words[word.head]
        passive = verb.upos == "VERB" and verb.form.lower().startswith(("di", "ter"))
        if passive and any(k.head == i and k.form.lower() == "oleh" for k in words):
            word.deprel = "obl:agent"
    if word.form.lower() in NUMERALS and i:
        _harmonise_numeral(words, i)


def _harmonise_numeral(words: list[Word], i: int) -> None:
    """``2 juta orang``: the figure is the head, ``juta`` flat below it."""
    word, figure = words[i], words[i - 1]
    if figure.upos != "NUM" or figure.head != i or figure.deprel not in ("nummod", "compound"):
        return
    figure.head = word.head
    loose = word.deprel in ("compound", "nummod", "nmod")
    figure.deprel = "nummod" if loose else word.deprel
    for other in words:
        if other.head == i and other is not figure:
            other.head = i - 1
    word.head, word.deprel, word.upos = i - 1, "flat", "NUM"


def describe(parts: dict[str, list[Tree]]) -> dict[str, Any]:
    """Count sentences and words of each part."""
    return {
        name: {"sentences": len(trees), "words": sum(len(t.words) for t in trees)}
        for name, trees in parts.items()
    }
