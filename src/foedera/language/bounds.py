"""The words around a number: at least, up to, about, between; labels and currency signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedera.language.numerals import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GAP = " \t\u00a0\u202f\n"
_LONGEST = 36  # characters of a cue
_MOST_CUES = 3
_TAIL = re.compile(r"[^\W_]*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that bound or loosen a number.

    Attributes:
        words: The words, in small letters.
        role: ``exact``, ``about``, ``low``, ``high``, ``open`` ("between") or
            ``change`` ("from").
        about: Whether the number is no exact one.
        noun_before: Whether what is counted may stand before the words.
    """

    words: str
    role: str
    about: bool
    noun_before: bool


@dataclass(frozen=True)
class BoundWords:
    """How one language bounds numbers.

    Attributes:
        before: Cues by their last word, longest first.
        following: Cues that follow a number.
        inner: What joins the ends of a range.
        inner_open: Likewise after "between".
        of: What may stand between a number and what is counted.
        labels: Words whose number is a name.
        signs: Currency signs and their codes, longest first.
        sign_ends: Their last characters.
    """

    before: Mapping[str, Sequence[Cue]]
    following: re.Pattern[str] | None
    roles_after: Mapping[str, Cue]
    inner: re.Pattern[str]
    inner_open: re.Pattern[str]
    of: re.Pattern[str] | None
    labels: frozenset[str]
    signs: Mapping[str, str]
    sign_ends: frozenset[str]

    def sign(self, text: str, start: int) -> tuple[int, str | None]:
        """Return where the currency sign before a number begins, and its code."""
        at = start
        while at > 0 and start - at < 2 and text[at - 1] in _GAP:  # noqa: PLR2004 - spaces
            at -= 1
        if at == 0 or text[at - 1] not in self.sign_ends:
            return start, None
        before = text[max(0, at - 5) : at]
        for sign, code in self.signs.items():
            if not before.endswith(sign):
                continue
            outside = before[: -len(sign)]
            if not (sign[0].isalpha() and outside and outside[-1].isalnum()):
                return at - len(sign), code
        return start, None

    def cues(self, text: str, start: int, floor: int) -> tuple[tuple[Cue, ...], int, int]:
        """Return the cues right before an offset, nearest first.

        Returns:
            The cues, where they begin, and where those begin that bound or loosen.
        """
        found: list[Cue] = []
        bounded = start
        while len(found) < _MOST_CUES and (cue := self._cue(text, start, floor)):
            found.append(cue[0])
            start = cue[1]
            if cue[0].role not in {"exact", "change"}:
                bounded = start
        return tuple(found), start, bounded

    def _cue(self, text: str, start: int, floor: int) -> tuple[Cue, int] | None:
        end, word = _word_before(text, start, floor)
        for cue in self.before.get(word, ()):
            begin = end - len(cue.words)
            if begin < floor or text[begin:end].lower() != cue.words:
                continue
            if begin == 0 or not (text[begin - 1].isalnum() or text[begin - 1] == "-"):
                return cue, begin
        return None

    def labelled(self, text: str, start: int) -> bool:
        """Tell whether the word before makes a number a name: Article 5, Resolution 1701."""
        return _word_before(text, start, 0, mark=".")[1] in self.labels

    def after(self, text: str, end: int) -> tuple[tuple[Cue, ...], int]:
        """Return the cue that follows a number ("lebih", "or more") and where it ends."""
        if text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():
            return (Cue("+", "low", about=False, noun_before=False),), end + 1
        found = self.following.match(text, end) if self.following else None
        if found is None:
            return (), end
        return (self.roles_after[" ".join(found.group(1).lower().split())],), found.end()

    def after_noun(self, text: str, end: int) -> tuple[Cue, ...]:
        """Return the cue of several words that follows what is counted: "100 men or more"."""
        found = self.following.match(text, end) if self.following else None
        words = " ".join(found.group(1).lower().split()) if found else ""
        return (self.roles_after[words],) if " " in words else ()

    def link(self, text: str, end: int, *, between: bool) -> re.Match[str] | None:
        """Return what joins a number to the second end of a range."""
        return (self.inner_open if between else self.inner).match(text, end)

    def past_of(self, text: str, end: int) -> int:
        """Return the offset past "of the" after a number."""
        found = self.of.match(text, end) if self.of else None
        return found.end() if found else end


def _word_before(text: str, start: int, floor: int, mark: str = "") -> tuple[int, str]:
    """Return where the word before an offset ends, and the word in small letters."""
    end = start
    while end > floor and start - end < 3 and text[end - 1] in _GAP + mark:  # noqa: PLR2004
        end -= 1
    if end == start:
        return start, ""
    begin = max(text.rfind(" ", max(floor, end - _LONGEST), end) + 1, floor, end - _LONGEST)
    word = text[begin:end]
    if not word.isalnum():
        found = _TAIL.search(word)
        word = found.group() if found else ""
    return end, word.lower()


def _options(words: Sequence[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest)


def _joining(words: Sequence[str], signs: Sequence[str]) -> re.Pattern[str]:
    sign = rf"(?:(?:{_options(signs)})\s?)?"
    return re.compile(rf"\s(?:{_options(words)})\s{sign}", re.IGNORECASE)


@cache
def bound_words(language: str) -> BoundWords:
    """Return how a language bounds numbers, from ``lexicons/<language>/numbers.yaml``.

    Raises:
        UnknownLanguageError: foedera has no numbers for the language.
    """
    data = lexicon(language, "numbers")
    nouns = set(data["noun_before"])
    before: dict[str, list[Cue]] = {}
    named = {**data["before"], "open": data["range"]["open"], "change": data["range"]["change"]}
    for name, listed in named.items():
        role, _, loose = name.partition("_")
        for words in listed:
            cue = Cue(words, role, bool(loose) or role == "about", words in nouns)
            last = re.split(r"[^\w]", words)[-1]
            before.setdefault(last, []).append(cue)
    for cues in before.values():
        cues.sort(key=lambda cue: -len(cue.words))
    after = {
        words: Cue(words, role, role == "about", noun_before=False)
        for role, listed in data["after"].items()
        for words in listed
    }
    signs = lexicon(language, "units")["signs"]
    return BoundWords(
        before=before,
        following=re.compile(rf"[\s-]({_options(list(after))})(?!\w)", re.IGNORECASE)
        if after
        else None,
        roles_after=after,
        inner=_joining(data["range"]["inner"], list(signs)),
        inner_open=_joining([*data["range"]["inner_open"], *data["range"]["inner"]], list(signs)),
        of=re.compile(rf"\s(?:{_options(data['of'])})(?=\s)", re.IGNORECASE)
        if data["of"]
        else None,
        labels=frozenset(word for label in data["labels"] for word in label.split()[-1:]),
        signs=dict(sorted(signs.items(), key=lambda entry: -len(entry[0]))),
        sign_ends=frozenset(sign[-1] for sign in signs),
    )
