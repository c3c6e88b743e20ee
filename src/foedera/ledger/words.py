"""Words that are looked for: how a text is taken apart, and how what a user types is understood.

Texts are taken apart here and not by the database, so that every database finds the same. A
word is a run of letters and digits, without case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

#: Characters of a word that count; what is longer is held to be the same from there on.
LONGEST_WORD: Final = 64
#: Words and phrases of a question that count, the first ones.
MOST_TERMS: Final = 64

_RUN: Final = re.compile(r"[^\W_]+")
#: A phrase in quotes or a run without space, with a minus before it or an asterisk after it.
_TERM: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?P<star>\*?)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that are to stand one after another.

    Attributes:
        words: The words; one for a single word.
        begins: Whether the last is only the beginning of a word.
    """

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user's words ask for.

    Attributes:
        wanted: What must all be there.
        unwanted: What must not.
        nothing: Whether something is asked for that no text holds, such as ``!!!``.
    """

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    nothing: bool = False

    @property
    def narrows(self) -> bool:
        """Whether any text may not fit."""
        return bool(self.wanted or self.unwanted or self.nothing)


class _Marks(dict[int, int | None]):
    """Takes accents away, character by character, and remembers which are some."""

    def __missing__(self, code: int) -> int | None:
        """Return the character itself, or nothing for an accent."""
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS: Final = _Marks()


def words_of_text(text: str) -> list[str]:
    """Return the words of a text in their order."""
    if text.isascii():
        plain = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = plain.translate(_WITHOUT_MARKS)
    return [one[:LONGEST_WORD] for one in _RUN.findall(plain)]


def asked(words: str) -> Asked:
    """Understand what a user typed; nothing is ever wrong with it.

    What is written together without space, such as ``12,000`` or ``co-operate``, is a phrase.
    """
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    for found in _TERM.finditer(words):
        term, minus = _term(found), bool(found["minus"])
        if term is not None and len(wanted) + len(unwanted) < MOST_TERMS:
            (unwanted if minus else wanted)[term] = None
    nothing = bool(words.strip()) and not wanted and not unwanted
    return Asked(tuple(wanted), tuple(unwanted), nothing)


def _term(found: re.Match[str]) -> Term | None:
    told = found["phrase"] if found["phrase"] is not None else found["word"]
    parts = tuple(words_of_text(told))
    begins = bool(found["star"]) or (found["word"] or "").endswith("*")
    return Term(parts, begins) if parts else None
