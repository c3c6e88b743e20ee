"""In which language a report is written."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from foedera.documents.errors import UnsupportedLanguageError
from foedera.resources import lexicon_files, lineage, record, spoken

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Characters that are looked at: the head and a stretch of the middle tell enough.
REACH: Final = 4096
#: Share of small words in plain running text of a language; below it a model is asked.
_SHARE: Final = 0.12
#: How much clearer the first language must be than the second.
_CLEAR: Final = 2
_FEWEST_WORDS: Final = 6
_FEWEST_APART: Final = 3


class _Marks(NamedTuple):
    words: frozenset[str]
    apart: frozenset[str]
    others: dict[str, frozenset[str]]


@cache
def _marks() -> dict[str, _Marks]:
    found = {}
    for path in lexicon_files("identifying.yaml"):
        entry = record(path)
        others = {code: frozenset(listed) for code, listed in entry["others"].items()}
        found[path.split("/")[1]] = _Marks(
            frozenset(entry["words"]), frozenset(entry["apart"]), others
        )
    return found


def identify(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Tell the language of a text.

    Small words decide where they speak clearly; a model is asked otherwise.

    Returns:
        ISO 639-1 code, and what the user should know of how it was told.

    Raises:
        UnsupportedLanguageError: The language is none that foedera reads.
    """
    tokens = [found.group().lower() for found in _WORD.finditer(text[: REACH * 2])]
    tokens = tokens[: REACH // 5]
    voted = _vote(tokens)
    if voted is not None:
        if voted not in _marks():
            raise UnsupportedLanguageError(name, voted, tuple(sorted(_marks(), reverse=True)))
        return voted, ()
    return _modelled(text[:REACH], len(tokens), name)


def _vote(tokens: list[str]) -> str | None:
    if len(tokens) < _FEWEST_WORDS:
        return None
    counts = {
        code: sum(token in marks.words for token in tokens) for code, marks in _marks().items()
    }
    # Kindred languages share most small words: the words that set them apart decide.
    best, *rest = sorted(counts, key=lambda code: (-counts[code], -len(lineage(code)), code))
    strangers = [counts[code] for code in rest if not _kindred(code, best)]
    if counts[best] < _SHARE * len(tokens) or counts[best] < _CLEAR * max(strangers, default=0):
        return None
    kin = sorted(code for code in counts if _kindred(code, best))
    return _relation(tokens, min(kin, key=lambda code: len(lineage(code))))


def _kindred(one: str, other: str) -> bool:
    """Tell whether two languages build on the same one."""
    return lineage(one)[-1] == lineage(other)[-1]


def _relation(tokens: list[str], plain: str) -> str:
    """Return the near relation of a language whose own words outweigh, or the language."""
    marks = _marks()[plain]
    near = dict(marks.others)
    for code, its in _marks().items():
        if code != plain and _kindred(code, plain):
            near[code] = near.get(code, frozenset()) | its.apart
    own = sum(token in marks.apart for token in tokens)
    for code, listed in near.items():
        count = sum(token in listed for token in tokens)
        if count >= _FEWEST_APART and count > _CLEAR * own:
            return code
    return plain


@cache
def _candidates() -> frozenset[str]:
    """Return the languages that the model may answer with."""
    own = {code for code in _marks() for code in (code, *spoken(code).get("near", ()))}
    return frozenset(own | set(record("languages.yaml")["newspapers"]))


def _modelled(text: str, words: int, name: str) -> tuple[str, tuple[str, ...]]:
    """Ask the model, which is slow to load and therefore asked last."""
    from py3langid import rank  # noqa: PLC0415 - slow to load

    ranked = [code for code, _ in rank(text) if code in _candidates()]
    known = tuple(sorted(_marks(), reverse=True))
    if ranked[0] in known:
        # A few words do not tell a language from the one it builds on.
        return ranked[0] if words >= _FEWEST_WORDS else lineage(ranked[0])[-1], ()
    if words < _FEWEST_WORDS:
        best = next(code for code in ranked if code in known)
        return best, (f"So short a text tells no language; {best!r} is assumed (--language).",)
    raise UnsupportedLanguageError(name, ranked[0], known)
