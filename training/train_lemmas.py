"""Makes the lemma table of one language: ``python training/train_lemmas.py --language id ...``."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from corpora import halves, read_all
from foedera.language.lemmas import AS_PRINTED, Affixes, Lemmas
from foedera.language.spelling import plain
from treebanks import MissingTreebankError, Tree, Word

ROOT = Path(__file__).parents[1]

#: Treebanks whose lemmas are learnt, and those whose bare forms count as known words.
LEARNT = {
    "id": (("id_csui-train", "id_gsd-dev"), ("id_gsdold-train",)),
    "en": (("en_ewt-train", "en_gumfree-train"), ()),
}
OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
BARE_OFTEN = 2


def lemma_of(word: Word) -> str:
    """Return a treebank's lemma in foedera's spelling: lower case except for names."""
    lemma = plain(word.lemma)
    return lemma if word.upos in AS_PRINTED or lemma == "I" else lemma.lower()


def learn(trees: list[Tree], bare: list[Tree], language: str) -> tuple[Counter[str], dict]:
    """Count the lemmas of the trees, and note forms that the affixes would get wrong."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    known: Counter[str] = Counter()
    for word in (word for tree in trees for word in tree.words):
        if word.lemma not in ("_", "") or word.form == "_":
            seen[word.upos, plain(word.form).lower()][lemma_of(word)] += 1
            if word.upos not in AS_PRINTED and not any(map(str.isdigit, word.lemma)):
                known[lemma_of(word)] += 1
    affixes = Affixes.of(language)
    for form in bare_forms(bare, affixes) - known.keys():
        known[form] = 1
    lemmas = Lemmas(affixes, known, {})
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (upos, form), answers in sorted(seen.items()):
        lemma = min(answers, key=lambda answer: (-answers[answer], answer))
        derived = lemmas.derive(form, upos)
        # A word once left as it stands is more often an oversight than an exception.
        doubtful = derived in affixes.roots or (lemma == form and answers[lemma] == 1)
        if upos not in AS_PRINTED and not doubtful and derived != lemma:
            exceptions[upos][form] = lemma
    return known, exceptions


def bare_forms(trees: list[Tree], affixes: Affixes) -> set[str]:
    """Return frequent words that bear no affix at all, and so are roots."""
    forms = Counter(w.form for tree in trees for w in tree.words if w.upos in OPEN)
    rules = [affix for tag in OPEN for affix in affixes.by_tag.get(tag, ())]
    return {
        form
        for form, count in forms.items()
        if count >= BARE_OFTEN
        and form.isalpha()
        and form.islower()
        and all(affix.take_off(form) is None for affix in rules)
    }


def main() -> int:
    """Write ``lemmas.json`` of one language."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--language", required=True, choices=sorted(LEARNT))
    asked.add_argument("--treebanks", required=True, type=Path, help="folder of .conllu files")
    asked.add_argument("--out", type=Path, default=ROOT / "src" / "foedera" / "data" / "models")
    given = asked.parse_args()
    try:
        trees = read_all(given.treebanks, given.language)
    except MissingTreebankError as error:
        print(error, file=sys.stderr)
        return 1
    learnt, bare = LEARNT[given.language]
    first, _ = halves(trees[f"{given.language}_pud"])
    known, exceptions = learn(
        [tree for name in learnt for tree in trees[name]] + first,
        [tree for name in bare for tree in trees[name]],
        given.language,
    )
    table = {"known": dict(sorted(known.items())), "exceptions": exceptions}
    path = given.out / given.language / "lemmas.json"
    path.write_text(
        json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(path, len(known), "known", sum(map(len, exceptions.values())), "exceptions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
