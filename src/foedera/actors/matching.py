"""Finds the catalogue's names in a text, in one pass and time linear in its length.

Names are kept in a tree of words. A word is a run of letters and digits; the signs
between two words are part of the path ("U.S.", "Côte d'Ivoire"), so that a match
always begins and ends at the boundary of a word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from foedera.actors.actor import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from foedera.actors.actor import MentionKind
    from foedera.identifiers import ActorId

# Combining marks belong to the letter before them (texts that are not in NFC).
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_NEXT = re.compile(r"([^\w\u0300-\u036f]{1,3})([\w\u0300-\u036f]+)")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_LETTERS = str.maketrans("ıøØđĐłŁ", "ioOdDlL")  # letters that NFKD leaves whole
_HYPHENS = frozenset("-\u2010\u2011")
_SIGNS = str.maketrans("’‘ʼ`\t\r\u00a0\u202f\u2009", "''''     ")  # to plain ones
_SENTENCE_END = frozenset(".!?")
_OPENING = frozenset("\"'“”‘’«([ \t\u00a0")
#: Shorter names than this match only as written ("Xi" is not the numeral XI).
_SHORT = 3
_KINDS = tuple(ActorKind)
#: A last day that never comes (an ordinal past ``date.max``).
_ALWAYS = 4_000_000


class Alias(NamedTuple):
    """Words that name an actor.

    Attributes:
        text: The words as the catalogue writes them.
        actor: Whom they name.
        actor_kind: What that is.
        kind: By what they name it; None for words that contain a name and mean
            something else, which are passed over.
        rank: Smaller ranks win where the same words could name several.
        spells: First and last day (ordinals) when the words held, such as a term of office.
        ambiguous: Whether the words are also ordinary ones.
    """

    text: str
    actor: ActorId
    actor_kind: ActorKind
    kind: MentionKind | None
    rank: int
    spells: tuple[tuple[int, int], ...]
    ambiguous: bool


class Found(NamedTuple):
    """A match: offsets into the text, and whose name it is."""

    start: int
    end: int
    alias: Alias


class _Form(NamedTuple):
    """An alias as the tree keeps it.

    Attributes:
        alias: The alias.
        words: Its words, without accents.
        tail: Signs that close it, such as the last full stop of "U.S.".
        exact: Whether it matches only as written.
    """

    alias: Alias
    words: list[str]
    tail: str
    exact: bool


@dataclass(slots=True)
class _Node:
    """A word on the way of some names.

    Attributes:
        next: The words that may follow, each with what joins it to this one.
        forms: The names that end here, the likeliest first.
        waiting: For a first word, the names not yet set out below it: most of the
            catalogue never occurs in a text, so each branch grows when first met.
    """

    next: dict[str, _Node] = field(default_factory=dict)
    forms: list[_Form] = field(default_factory=list)
    waiting: list[Alias] = field(default_factory=list)


class _Way(NamedTuple):
    """Words of a text that lead to a node of the tree.

    Attributes:
        text: The text.
        start: Offset of the first word.
        end: Offset just past the last word.
        words: The words, without accents.
        hyphens: For each whether a hyphen joins it to the one before.
    """

    text: str
    start: int
    end: int
    words: list[str]
    hyphens: list[bool]


class NameTree:
    """The names of one language, ready to be found.

    Args:
        aliases: The names; their order does not matter.
        clitic: An ending to see through at the end of a name, or nothing.
    """

    def __init__(self, aliases: Iterable[Alias], clitic: str = "") -> None:
        self._root = _Node()
        self._clitic = clitic
        first = self._root.next
        for alias in aliases:
            if (match := _WORD.search(alias.text)) is not None:
                key = _plain(match.group()).lower()
                if key not in first:
                    first[key] = _Node()
                first[key].waiting.append(alias)

    def first_words(self) -> frozenset[str]:
        """Return the words with which the names begin, lower case and without accents."""
        return frozenset(self._root.next)

    def find(self, text: str, on: date | None = None) -> Iterator[Found]:
        """Yield the names in a text, and what is passed over: longest first, none overlapping.

        Args:
            text: Any text.
            on: The day by which names that changed hands are decided.
        """
        day = on.toordinal() if on else None
        first = self._root.next
        clitic = self._clitic
        free = 0
        for match in _WORD.finditer(text):
            word = match.group()
            key = word.lower() if word.isascii() else _plain(word).lower()
            if key not in first and not (clitic and key.endswith(clitic)):
                continue
            if match.start() < free:
                continue
            found = self._longest(text, match, day)
            if found is not None:
                yield found
                free = found.end

    def _longest(self, text: str, match: re.Match[str], day: int | None) -> Found | None:
        node, start = self._root, match.start()
        word, join, (begin, end) = match.group(), "", match.span()
        hyphened = False
        words: list[str] = []
        hyphens: list[bool] = []
        best: Found | None = None
        while True:
            word = _plain(word)
            below = node.next.get(join + word.lower())
            if below is None:
                stem = self._stem(text, begin, end)
                below = node.next.get(join + stem.lower()) if stem else None
                if below is None:
                    return best
                if below.waiting:
                    _grow(below)
                words.append(stem)
                hyphens.append(hyphened)
                end -= len(self._clitic)
                return _chosen(_Way(text, start, end, words, hyphens), below, day) or best
            node = below
            if node.waiting:
                _grow(node)
            words.append(word)
            hyphens.append(hyphened)
            if node.forms:
                best = _chosen(_Way(text, start, end, words, hyphens), node, day) or best
            if not node.next or (following := _NEXT.match(text, end)) is None:
                return best
            join = _join(following[1])
            hyphened = following[1] in _HYPHENS
            word, (begin, end) = following[2], following.span(2)

    def _stem(self, text: str, begin: int, end: int) -> str:
        """Return a word without the clitic it carries, or nothing if it carries none."""
        clitic = self._clitic
        if not clitic or text[max(begin, end - len(clitic)) : end].lower() != clitic:
            return ""
        return _plain(text[begin : end - len(clitic)])


def _grow(first: _Node) -> None:
    """Set out the names that wait at their first word."""
    top = _Node()
    for alias in sorted(set(first.waiting), key=_order):
        words: list[str] = []
        node, end = top, 0
        for match in _WORD.finditer(alias.text):
            word = _plain(match.group())
            if words:
                key = _join(alias.text[end : match.start()]) + word.lower()
                node = node.next.setdefault(key, _Node())
            words.append(word)
            end = match.end()
        exact = alias.ambiguous or (len(words) == 1 and len(words[0]) < _SHORT)
        node.forms.append(_Form(alias, words, alias.text[end:], exact))
        node.forms.sort(key=lambda form: -len(form.tail))  # "OPEC+" before "OPEC"
    # In this order another thread sees either nothing grown or all of it.
    first.next, first.forms = top.next, top.forms
    first.waiting = []


def _order(alias: Alias) -> tuple[int, int, int, str, str]:
    # Of two equal in rank the later holder wins where no day is given.
    last = max((end for _, end in alias.spells), default=_ALWAYS)
    return alias.rank, -last, _KINDS.index(alias.actor_kind), alias.actor, alias.text


def _plain(word: str) -> str:
    """Return a word without accents, so that "Türkiye" and "Turkiye" are one."""
    if word.isascii():
        return word
    return _MARKS.sub("", unicodedata.normalize("NFKD", word)).translate(_LETTERS)


def _join(signs: str) -> str:
    """Return what stands between two words, reduced to what tells names apart."""
    if signs == " " or signs in _HYPHENS:  # a dash, with spaces about it, is not a hyphen
        return " "
    signs = signs.translate(_SIGNS)
    if not signs.strip(" \n"):
        return " " if signs.count("\n") <= 1 else "\n\n"
    return signs.replace("\n", " ")


def _chosen(way: _Way, node: _Node, day: int | None) -> Found | None:
    """Return the alias that these words name on that day, if any."""
    fitting = [form for form in node.forms if _fits(form, way) and _believable(form, way)]
    if not fitting:
        return None
    form = fitting[0]
    if day is not None and len(fitting) > 1:
        form = min(fitting, key=lambda form: _preference(form, day))
    tail = len(form.tail) if form.tail and way.text.startswith(form.tail, way.end) else 0
    return Found(way.start, way.end + tail, form.alias)


def _preference(form: _Form, day: int) -> tuple[int, int, int]:
    return -len(form.tail), form.alias.rank, _distance(form.alias, day)


def _distance(alias: Alias, day: int) -> int:
    """Return how many days ``day`` lies outside the spells of an alias."""
    return min((max(first - day, day - last, 0) for first, last in alias.spells), default=0)


def _fits(form: _Form, way: _Way) -> bool:
    """Tell whether the words are in a case that the alias may be written in."""
    if form.words == way.words:
        return True
    return not form.exact and all(
        found == word or _recased(word, found, opens=index == 0, hyphened=way.hyphens[index])
        for index, (word, found) in enumerate(zip(form.words, way.words, strict=True))
    )


def _recased(word: str, found: str, *, opens: bool, hyphened: bool) -> bool:
    """Tell whether a word is another's form in capitals, in a headline or after a hyphen."""
    if found == word.upper():
        return True
    if word.islower():
        return found == word.capitalize()
    if hyphened or (opens and word == "The"):  # "Kim Jong-un"; "the Guardian"
        return found == word[:1].lower() + word[1:]
    return False


def _believable(form: _Form, way: _Way) -> bool:
    """Tell whether the surroundings allow the words to be this name."""
    text, start, end = way.text, way.start, way.end
    if text[start - 1 : start] == "@":  # a mail address
        return False
    if text[end : end + 1] == "$" and form.tail != "$":  # "US$" is money
        return False
    if form.tail not in {"", "."} and not text.startswith(form.tail, end):
        return False
    if not form.alias.ambiguous:
        return True
    if form.alias.text.isupper():
        return not _shouted(text, (start, end))
    return not _opens_sentence(text, (start, end))


def _shouted(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a word beside the span is in capitals too ("THE MAN WHO SOLD")."""
    start, end = span
    before = text[max(0, start - 24) : start].rpartition("\n")[2]
    after = text[end : end + 24].partition("\n")[0]
    near = []
    if before.endswith(" "):
        near.append(before.split()[-1:] or [""])
    if after.startswith(" "):
        near.append(after.split()[:1] or [""])
    return any(len(word) > 1 and word.isalpha() and word.isupper() for (word,) in near)


def _opens_sentence(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a word owes its capital to the place it stands in."""
    start, end = span
    if text[start - 1 : start] == "(" or text[end : end + 1] in {"", "\n", "\r"}:
        return False
    while start and text[start - 1] in _OPENING:
        start -= 1
    return start == 0 or text[start - 1] in _SENTENCE_END or text[start - 1] == "\n"
