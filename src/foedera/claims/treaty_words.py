"""Finds the words of a report that speak of an agreement between states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from foedera.claims.wording import Phrasebook, phrasebook
from foedera.documents.report import LineKind
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from foedera.claims.scene import Scene
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.language.reading import Token
    from foedera.treaties import Card

#: Parts of speech that may belong to what an agreement is called.
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
_LINKS = frozenset({"CCONJ", "PART", "DET"})
_DASHES = frozenset({"-", "–", "/"})
#: An agreement's name and parties reach so many words to either side of its noun.
_REACH = 12
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a report speaks of an agreement.

    Attributes:
        span: The words, with their modifiers.
        scene: Place of the sentence among the report's scenes.
        parties: Actors named within the words.
        named: Registered instruments that bear this very name.
        back: Whether the words point back to an agreement spoken of before.
        qualified: Whether they say more than that it is an agreement.
        proper: Words of a name of its own ("Simla"), lower case; parties left out.
    """

    span: Span
    scene: int
    parties: tuple[ActorId, ...]
    named: frozenset[InstrumentId]
    back: bool
    qualified: bool = True
    proper: frozenset[str] = frozenset()


@cache
def words_for(use: str, language: str) -> frozenset[str]:
    """Return the words of one use, such as ``back``, in a language."""
    rows = record(f"lexicons/{language}/treaty-words.yaml")
    return frozenset(word for row in rows if row["use"] == use for word in row["words"])


@cache
def _nouns(language: str) -> Phrasebook:
    return phrasebook(dict.fromkeys(sorted(words_for("noun", language)), "noun"))


@cache
def _modifiers_lead(language: str) -> bool:
    rows = record(f"lexicons/{language}/treaty-words.yaml")
    return any(row.get("stands") == "before" for row in rows)


def names_legislature(words: str, language: str) -> bool:
    """Tell whether the words for an organ name a legislature."""
    return _names(words, "legislature", language)


def names_committee(words: str, language: str) -> bool:
    """Tell whether the words for an organ name a committee of one."""
    return _names(words, "committee", language)


def names_whole(words: str, language: str) -> bool:
    """Tell whether words speak of all the chambers of a legislature."""
    return _names(words, "chambers", language)


def _names(words: str, use: str, language: str) -> bool:
    told = f" {' '.join(_WORD.findall(words.lower()))} "
    return any(f" {word} " in told for word in words_for(use, language))


class NameBook:
    """The titles and aliases of the registry, found in a text.

    Args:
        instruments: Whose names to find.
    """

    def __init__(self, instruments: Iterable[Card]) -> None:
        self._ids: dict[tuple[str, ...], set[InstrumentId]] = {}
        self._written: dict[tuple[str, ...], set[str]] = {}
        for instrument in instruments:
            for name in instrument.names():
                words = tuple(_WORD.findall(name.casefold()))
                self._ids.setdefault(words, set()).add(instrument.id)
                self._written.setdefault(words, set()).add(name)
        self._longest: dict[str, int] = {}
        for words in self._ids:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def find(self, text: str) -> Iterator[tuple[Span, frozenset[InstrumentId]]]:
        """Yield the names in a text, the longest first at each place; none overlap.

        A name of one word counts only as the registry writes it ("ANZUS").
        """
        found = list(_WORD.finditer(text))
        words = [match.group().casefold() for match in found]
        if self._longest.keys().isdisjoint(words):
            return
        index = 0
        while index < len(words):
            length = self._length(words, index)
            span = Span(found[index].start(), found[index + max(length, 1) - 1].end())
            key = tuple(words[index : index + length])
            if length > 1 or (length == 1 and span.of(text) in self._written[key]):
                yield span, frozenset(self._ids[key])
            index += max(length, 1)

    def _length(self, words: Sequence[str], index: int) -> int:
        longest = min(self._longest.get(words[index], 0), len(words) - index)
        for length in range(longest, 0, -1):
            if tuple(words[index : index + length]) in self._ids:
                return length
        return 0


@lru_cache(maxsize=1)
def name_book(instruments: tuple[Card, ...]) -> NameBook:
    """Return the names of instruments, put in order once for all the reports read with them."""
    return NameBook(instruments)


def mentions(
    scenes: Sequence[Scene],
    language: str,
    named: Mapping[int, Sequence[tuple[Span, frozenset[InstrumentId]]]],
) -> tuple[Mention, ...]:
    """Return the places that speak of an agreement, in order of the text.

    Args:
        scenes: The report's sentences.
        language: ISO 639-1 code.
        named: Names of registered instruments by the scene they stand in.
    """
    found: list[Mention] = []
    for index, scene in enumerate(scenes):
        names = list(named.get(index, ()))
        own = list(_phrases(scene, language))
        for span, ids in names:
            touching = [one for one in own if one[0].meets(span)]
            whole = Span(
                min([span.start, *(one[0].start for one in touching)]),
                max([span.end, *(one[0].end for one in touching)]),
            )
            own = [one for one in own if one not in touching]
            found.append(Mention(whole, index, _parties(scene, whole), ids, back=False))
        found += [
            Mention(
                span,
                index,
                _parties(scene, span),
                frozenset(),
                back,
                qualified,
                _proper(scene, span, language),
            )
            for span, back, qualified in own
        ]
    return tuple(sorted(found, key=lambda one: (one.scene, one.span)))


def _phrases(scene: Scene, language: str) -> Iterator[tuple[Span, bool, bool]]:
    tokens = scene.sentence.tokens
    book = _nouns(language)
    index = 0
    while index < len(tokens):
        hit = book.at(tokens, index)
        if hit is None:
            index += 1
            continue
        first = _left(tokens, index, language)
        last, back = _right(scene, index + hit[0] - 1, language)
        if _modifiers_lead(language):
            back = first > 0 and tokens[first - 1].form.lower() in words_for("back", language)
        qualified = last - first + 1 > hit[0] + (1 if back and not _modifiers_lead(language) else 0)
        yield Span(tokens[first].span.start, tokens[last].span.end), back, qualified
        index = last + 1


def _left(tokens: Sequence[Token], noun: int, language: str) -> int:
    if not _modifiers_lead(language):
        return noun
    first = noun
    for index in range(noun - 1, max(-1, noun - _REACH), -1):
        token = tokens[index]
        if token.upos in _NOMINAL or token.form in _DASHES or token.upos == "PART":
            first = index
        else:
            break
    while first < noun and tokens[first].upos not in _NOMINAL:
        first += 1
    return first


def _right(scene: Scene, noun: int, language: str) -> tuple[int, bool]:
    """Return the last token of what an agreement is called, and whether it points back."""
    tokens = scene.sentence.tokens
    joins, backs = words_for("joins", language), words_for("back", language)
    leads = _modifiers_lead(language)
    last, joined = noun, not leads
    for index in range(noun + 1, min(len(tokens), noun + _REACH)):
        token = tokens[index]
        form = token.form.lower()
        if any(one.span.meets(token.span) for one in scene.times):
            break
        if not leads and form in backs:
            return index, True
        if form in joins:
            joined = True
        elif joined and token.upos in _NOMINAL:
            last = index
        elif not (joined and (token.upos in _LINKS or token.form in _DASHES)):
            break
    return last, False


def _proper(scene: Scene, span: Span, language: str) -> frozenset[str]:
    """Return the words of a name of its own; in headlines capitals tell nothing."""
    if scene.section in {LineKind.HEADLINE, LineKind.RELATED}:
        return frozenset()
    nouns = {word for noun in words_for("noun", language) for word in noun.split()}
    return frozenset(
        token.form.casefold()
        for token in scene.sentence.tokens
        if span.covers(token.span)
        and token.form[:1].isupper()
        and token.form.casefold() not in nouns
        and not any(naming.span.meets(token.span) for naming in scene.namings)
    )


def _parties(scene: Scene, span: Span) -> tuple[ActorId, ...]:
    inside = (naming for naming in scene.namings if span.meets(naming.span))
    return tuple(dict.fromkeys(actor for naming in inside for actor in naming.actors))
