"""Brings the UD 2.0 train part of Indonesian GSD near today's guidelines.

Labels and tags are relearnt from the dev part, which exists in both versions; heads
of dates, of ``salah satu`` and of punctuation follow rules.
"""

from __future__ import annotations

import re
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from treebanks import ROOT, Tree, Word

MONTHS = frozenset(
    {
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
    }
)
BRACKETS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»"}
STRAIGHT = frozenset({'"', "''", "``"})
DATE_PARTS = frozenset({"nummod", "flat", "appos", "compound"})


def convert(old_train: list[Tree], old_dev: list[Tree], new_dev: list[Tree]) -> list[Tree]:
    """Return the old train part with new labels, tags and some new heads.

    Args:
        old_train: UD 2.0 trees; they are altered in place.
        old_dev: UD 2.0 trees of the dev part; altered in place.
        new_dev: Today's trees of the dev part.
    """
    relation, tag = _learn(old_dev, new_dev)
    for tree in old_train:
        mend_heads(tree.words)
    sound = [tree for tree in old_train if tree.is_sound()]
    for tree in sound:
        signs = _signs(tree.words)
        for word, deprel, upos in zip(tree.words, relation(signs), tag(signs), strict=True):
            if word.head == ROOT:
                word.deprel = "root"
            elif deprel != "root":
                word.deprel = deprel
            word.upos, word.lemma, word.feats = upos, "_", "_"
        mend_punctuation(tree.words)
    return [tree for tree in sound if tree.is_sound()]


def _learn(old: list[Tree], new: list[Tree]) -> tuple[Any, Any]:
    letters = re.compile(r"\W")
    before = {letters.sub("", tree.text): tree for tree in old}
    signs: list[dict[str, Any]] = []
    relations, tags = [], []
    for tree in new:
        earlier = before.get(letters.sub("", tree.text))
        if not earlier or [w.form for w in earlier.words] != [w.form for w in tree.words]:
            continue
        mend_heads(earlier.words)
        described = _signs(earlier.words)
        for sign, was, now in zip(described, earlier.words, tree.words, strict=True):
            if was.head == now.head or was.upos == "PUNCT":
                signs.append(sign)
                relations.append(now.deprel)
                tags.append(now.upos)
    return _classifier(signs, relations), _classifier(signs, tags)


def _classifier(signs: list[dict[str, Any]], answers: list[str]) -> Any:  # noqa: ANN401 - a closure
    vectors = DictVectorizer()
    model = LogisticRegression(C=3.0, max_iter=300)
    model.fit(vectors.fit_transform(signs), answers)

    def classify(asked: list[dict[str, Any]]) -> list[str]:
        return [str(answer) for answer in model.predict(vectors.transform(asked))]

    return classify


def _signs(words: list[Word]) -> list[dict[str, Any]]:
    return [
        _own_signs(words, i) | _head_signs(words, i) | _child_signs(words, i)
        for i in range(len(words))
    ]


def _case(form: str) -> str:
    return "X" if form[:1].isupper() else "d" if form[:1].isdigit() else "x"


def _own_signs(words: list[Word], i: int) -> dict[str, Any]:
    word, relation = words[i], words[i].deprel
    form = word.form.lower()
    signs = {
        "relation": relation,
        "tag": word.upos,
        "form": form,
        "both": relation + word.upos,
        "begins2": relation + form[:2],
        "begins3": form[:3],
        "ends3": form[-3:],
        "ends2": relation + form[-2:],
        "case": relation + _case(word.form),
    }
    if i > 0:
        signs["before"] = relation + words[i - 1].form.lower()
    if i + 1 < len(words):
        signs["after"] = relation + words[i + 1].form.lower()
    return signs


def _head_signs(words: list[Word], i: int) -> dict[str, Any]:
    word, relation = words[i], words[i].deprel
    if word.head == ROOT:
        return {}
    head = words[word.head]
    distance = max(-3, min(3, i - word.head))
    return {
        "head": relation + head.form.lower(),
        "head tag": relation + head.upos + word.upos,
        "head relation": relation + head.deprel,
        "distance": f"{relation}{distance}",
        "head case": relation + _case(head.form) + _case(word.form),
        "head begins": relation + head.form[:2].lower(),
    }


def _child_signs(words: list[Word], i: int) -> dict[str, Any]:
    relation, signs = words[i].deprel, {}
    for child in (word for word in words if word.head == i):
        form = child.form.lower()
        signs[f"child {child.deprel}{relation}"] = 1
        if child.deprel in ("case", "mark", "nsubj", "cop"):
            signs[f"child form {relation}{form}"] = 1
        if form == "yang":
            signs["yang" + relation] = 1
    return signs


def mend_heads(words: list[Word]) -> None:
    """Head ``salah satu`` and dates the way today's guidelines do."""
    for i in range(len(words) - 1):
        if (words[i].form.lower(), words[i + 1].form.lower()) == ("salah", "satu"):
            _mend_salah_satu(words, i)
        elif re.fullmatch(r"\d{1,2}", words[i].form) and words[i + 1].form.lower() in MONTHS:
            _mend_date(words, i)


def _mend_salah_satu(words: list[Word], i: int) -> None:
    salah, satu = words[i], words[i + 1]
    if satu.head == i and salah.head != i + 1:
        for word in words:
            if word.head == i and word is not satu:
                word.head = i + 1
        satu.head = salah.head
        if satu.head != ROOT:
            satu.deprel = "nummod"
    elif satu.head != salah.head or satu.head == ROOT:
        return
    salah.head, salah.deprel = i + 1, "advmod"


def _mend_date(words: list[Word], i: int) -> None:
    """Make the day the head of month and year, and give it the date's own head."""
    year = i + 2 < len(words) and re.fullmatch(r"\d{4}", words[i + 2].form)
    group = range(i, i + 3 if year else i + 2)
    tops = [j for j in group if words[j].head not in group]
    top = next((j for j in reversed(tops) if words[j].deprel not in DATE_PARTS), tops[0])
    head, deprel = words[top].head, words[top].deprel
    for k, word in enumerate(words):
        if word.head in group and k not in group:
            word.head = i
    words[i].head, words[i].deprel = head, deprel
    for j in group[1:]:
        words[j].head, words[j].deprel = i, "flat"


def mend_punctuation(words: list[Word]) -> None:
    """Attach punctuation projectively, pairs inside what they enclose."""
    marks = [word.upos == "PUNCT" for word in words]
    if all(marks):
        return
    root = next(i for i, word in enumerate(words) if word.head == ROOT)
    for word in words:
        while word.head not in (ROOT, root) and marks[word.head]:
            word.head = words[word.head].head
    marks[root] = False
    done: set[int] = set()
    for opening, closing in _pairs(words, marks):
        inside = [j for j in range(opening + 1, closing) if not marks[j]]
        tops = [j for j in inside if not opening < words[j].head < closing]
        if tops:
            head = next((j for j in tops if words[j].head == ROOT), tops[0])
            for mark in (opening, closing):
                words[mark].head, words[mark].deprel = head, "punct"
                done.add(mark)
    for i, word in enumerate(words):
        if marks[i] and i not in done:
            word.head, word.deprel = _mark_head(words, marks, i, root), "punct"


def _pairs(words: list[Word], marks: list[bool]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    waiting: list[int] = []
    straight: int | None = None
    for i, word in enumerate(words):
        if not marks[i]:
            continue
        if word.form in BRACKETS:
            waiting.append(i)
        elif word.form in STRAIGHT:
            if straight is None:
                straight = i
            else:
                pairs.append((straight, i))
                straight = None
        else:
            opening = next(
                (j for j in reversed(waiting) if BRACKETS[words[j].form] == word.form), None
            )
            if opening is not None:
                pairs.append((opening, i))
                del waiting[waiting.index(opening) :]
    return pairs


def _mark_head(words: list[Word], marks: list[bool], i: int, root: int) -> int:
    left = next((j for j in range(i - 1, -1, -1) if not marks[j]), None)
    right = next((j for j in range(i + 1, len(words)) if not marks[j]), None)
    if right is None:
        return root
    while words[right].head > i:
        right = words[right].head
    if left is None or ROOT < words[right].head < i:
        return right
    while ROOT < words[left].head < i:
        left = words[left].head
    return left if words[left].head > i else root
