"""Guesses the features of trees that have none, from trees of the same language that do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import SGDClassifier

if TYPE_CHECKING:
    from treebanks import Tree, Word


def guess_features(known: list[Tree], unknown: list[Tree]) -> None:
    """Set ``feats`` of every word of ``unknown``, from its spelling and tag."""
    vectors = DictVectorizer()
    words = [word for tree in known for word in tree.words]
    table = _narrow(vectors.fit_transform([_signs(word) for word in words]))
    model = SGDClassifier(loss="log_loss", alpha=1e-6, max_iter=30, random_state=0)
    model.fit(table, [word.feats or "_" for word in words])
    asked = [word for tree in unknown for word in tree.words]
    answers = model.predict(_narrow(vectors.transform([_signs(word) for word in asked])))
    for word, feats in zip(asked, answers, strict=True):
        word.feats = str(feats)


def _narrow(table: Any) -> Any:  # noqa: ANN401 - scipy's sparse matrix
    # The gradient descent refuses 64-bit indices.
    table.indices = table.indices.astype("int32")
    table.indptr = table.indptr.astype("int32")
    return table


def _signs(word: Word) -> dict[str, str]:
    form, tag = word.form.lower(), word.upos
    signs = {"tag": tag, "form": form, "hyphen": f"{tag}{'-' in form}"}
    for length in (2, 3, 4):
        signs[f"begins{length}"] = tag + form[:length]
        signs[f"ends{length}"] = tag + form[-length:]
    first = word.form[:1]
    signs["case"] = tag + ("X" if first.isupper() else "d" if first.isdigit() else "x")
    return signs
