"""Makes headlines of the sentences of a treebank, so that a parser has met their style."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from treebanks import ROOT, Tree

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from treebanks import Word

#: The "treebank" of headlines: the parser is told of their style as of a treebank's.
HEADLINE = "headline"
#: A headline is rarely longer, in words.
LONGEST = 24
#: Share of the common words that a headline keeps large although the reader prints it small.
LARGE = 0.15
#: Endings that a bare verb keeps: "menandatangani" becomes "tandatangani".
_KEPT = ("kan", "i")
_ACTIVE = "me"
_LEAST_ROOT = 3


def headlines(trees: Sequence[Tree], language: str, chance: random.Random) -> list[Tree]:
    """Return headlines of those sentences that the style of headlines changes.

    Indonesian headlines print active verbs without their prefix ("Israel serang Gaza");
    English ones leave out articles and auxiliaries of the passive ("Two soldiers killed in
    raid"). Neither ends in a full stop.

    Args:
        trees: Sentences of a treebank; they stay as they are.
        language: ISO 639-1 code, ``id`` or ``en``.
        chance: Decides which words stay large.
    """
    made = (_headline(tree, language, chance) for tree in trees if len(tree.words) <= LONGEST)
    return [tree for tree in made if tree is not None]


def _headline(tree: Tree, language: str, chance: random.Random) -> Tree | None:
    made = deepcopy(tree)
    made.treebank = HEADLINE
    if language == "id":
        changed = sum(_bare(word) for word in made.words)
    else:
        changed = _without(made, _left_out(made))
    if not changed:
        return None
    last = len(made.words) - 1
    if made.words[last].upos == "PUNCT" and made.words[last].form in {".", "!", "?"}:
        _without(made, {last})
    for word in made.words[1:]:
        if word.upos in {"NOUN", "VERB", "ADJ"} and chance.random() < LARGE:
            word.form = word.form[:1].upper() + word.form[1:]
    return made if made.words and made.is_sound() else None


def _bare(word: Word) -> bool:
    """Print an active verb without its prefix; tell whether it had one."""
    form, root = word.form.lower(), word.lemma.lower()
    if word.upos != "VERB" or not form.startswith(_ACTIVE) or len(root) < _LEAST_ROOT:
        return False
    if root.startswith(_ACTIVE) or not root.isalpha():
        return False
    ending = next((e for e in _KEPT if form.endswith(e) and not root.endswith(e)), "")
    word.form = root + ending
    return True


def _left_out(tree: Tree) -> set[int]:
    """Return the places of articles, and of "be" before a participle."""
    bearing = {word.head for word in tree.words}
    return {
        place
        for place, word in enumerate(tree.words)
        if place not in bearing
        and (
            (word.upos == "DET" and word.form.lower() in {"the", "a", "an"})
            or (word.deprel == "aux:pass" and word.lemma == "be")
        )
    }


def _without(tree: Tree, places: set[int]) -> int:
    """Leave words without dependants out of a tree; return how many."""
    bearing = {word.head for word in tree.words}
    gone = {place for place in places if place not in bearing and tree.words[place].head != ROOT}
    moved = {}
    for place in range(len(tree.words)):
        if place not in gone:
            moved[place] = len(moved)
    kept = [word for place, word in enumerate(tree.words) if place not in gone]
    for word in kept:
        word.head = ROOT if word.head == ROOT else moved[word.head]
    tree.words = kept
    return len(gone)
