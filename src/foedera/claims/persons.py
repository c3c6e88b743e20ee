"""Tells the names of persons from the titles and bodies they stand with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from foedera.actors.actor import MentionKind
from foedera.claims.attribution import Capacity
from foedera.language.namelike import namelike
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.actors.actor import Mention
    from foedera.claims.cueing import Lexicon
    from foedera.language.reading import Sentence, Token

#: A name of more words than this is none.
_LONGEST = 8
#: Letters in capitals from which on a word is an abbreviation, such as of a ministry.
_INITIALS = 3
#: Words that a title before a name may have.
_TITLE = 25
_VERBAL = frozenset({"VERB", "AUX", "SCONJ"})


@dataclass(frozen=True)
class Known:
    """Where a text names actors of the catalogue.

    Attributes:
        starts: Offsets at which a name begins: whoever is so named can speak.
        bodies: Offsets of all the characters that name states, organs and places.
        called: Words, in small letters, that by themselves stand for whoever speaks.
    """

    starts: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()
    called: frozenset[str] = frozenset()

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Known:
        """Return what a text's mentions tell."""
        found = tuple(mentions)
        bodies = (m.span for m in found if m.kind is not MentionKind.PERSON)
        places = frozenset(place for span in bodies for place in range(span.start, span.end))
        return cls(frozenset(m.span.start for m in found), places)


#: Where nothing has been looked up.
NOBODY = Known()


@dataclass(frozen=True)
class _Book:
    """The words of ``persons.yaml``; its head explains them."""

    ranks: frozenset[str]
    inside: frozenset[str]
    after: frozenset[str]
    places: frozenset[str]
    owning: frozenset[str]


@cache
def _book(language: str) -> _Book:
    row = record(f"lexicons/{language}/persons.yaml")
    return _Book(**{name: frozenset(row[name]) for name in _Book.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where a report names somebody, with or without saying who that is.

    Attributes:
        phrase: The name with the title before it: "Kepala Dinas X, Y".
        name: The name alone.
        run: The words in capitals that the name was told from, in small letters.
        capacities: Those that the words beside the name speak of.
    """

    phrase: Span
    name: Span
    run: frozenset[str]
    capacities: tuple[Capacity, ...]

    @property
    def introduces(self) -> bool:
        """Whether a title stands before the name, or words beside it say as what it speaks."""
        return self.phrase != self.name or bool(self.capacities)


@dataclass
class Introductions:
    """Who has been named so far, by each word of the name and by the first of the title."""

    by_word: dict[str, list[Introduction]] = field(default_factory=dict)
    by_title: dict[str, list[Introduction]] = field(default_factory=dict)

    def add(self, text: str, found: Introduction) -> None:
        """Remember an introduction; those of a text come in order."""
        for word in found.run:
            self.by_word.setdefault(word, []).append(found)
        if found.phrase != found.name:
            title = found.phrase.of(text).split(maxsplit=1)[0].lower()
            self.by_title.setdefault(title, []).append(found)

    def holding(self, title: str, place: int) -> Introduction | None:
        """Return who was last introduced with a title before a place: "kata Presiden"."""
        held = self.by_title.get(title.lower(), ())[-_RECENT:]
        return next((one for one in reversed(held) if one.name.end <= place), None)

    def before(self, text: str, name: Span) -> Introduction | None:
        """Return the fullest introduction before a name: the longest name, with a title."""
        words = len(name.of(text).split())
        fuller = [
            one
            for one in self._shared(text, name)
            if one.introduces and (one.phrase != one.name or len(one.run) > words)
        ]
        return max(
            fuller,
            key=lambda one: (len(one.name.of(text).split()), one.phrase != one.name),
            default=None,
        )

    def capacity(self, text: str, name: Span) -> Capacity | None:
        """Return in what capacity somebody has been introduced: in office, if ever so."""
        seen = {capacity for one in self._shared(text, name) for capacity in one.capacities}
        return next((capacity for capacity in Capacity if capacity in seen), None)

    def _shared(self, text: str, name: Span) -> Iterator[Introduction]:
        """Yield the introductions before a name, or of it, that hold all its words, last first."""
        wanted = set(name.of(text).lower().split())
        if not wanted:
            return
        for found in reversed(self.by_word.get(max(wanted, key=len), ())[-_RECENT:]):
            before = found.name.start <= name.start
            if before and wanted <= found.run:
                yield found


#: Introductions by one word that are looked through, the last ones.
_RECENT = 40
#: Words before and behind a name that may say in what capacity it speaks.
_BEFORE, _BEHIND = 8, 6


def introductions(
    text: str, sentences: Iterable[Sentence], words: Lexicon, known: Known
) -> Introductions:
    """Find where the persons of a text are named, and as what."""
    found = Introductions()
    for sentence in sentences:
        for one in _introduced(sentence, words, known):
            found.add(text, one)
    return found


def _introduced(sentence: Sentence, words: Lexicon, known: Known) -> Iterator[Introduction]:
    tokens = sentence.tokens
    place = 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and _named(tokens, end, words, known):
            end += 1
        if end == place:
            place += 1
            continue
        start = _begins(tokens, place, end, words, known)
        if end - start == 1 and _unlike(tokens[start], words):
            place = end
            continue
        ranked = _ranked(tokens, start, words)
        name = Span(tokens[ranked].span.start, tokens[end - 1].span.end)
        phrase = Span(tokens[_title(tokens, place, words)].span.start, name.end)
        beside = [*tokens[max(0, place - _BEFORE) : place], *tokens[end : end + _BEHIND]]
        run = frozenset(token.form.lower() for token in tokens[place:end])
        yield Introduction(phrase, name, run, capacities(beside, words))
        place = end


def capacities(tokens: Iterable[Token], words: Lexicon) -> tuple[Capacity, ...]:
    """Return the capacities that some words speak of, in their order: "Kepala", "warga"."""
    found = (
        Capacity.PRIVATE if words.has("private", token) else Capacity.OFFICE
        for token in tokens
        if words.has("private", token) or words.has("speakers", token)
    )
    return tuple(dict.fromkeys(found))


def _title(tokens: Sequence[Token], place: int, words: Lexicon) -> int:
    """Return where the title before a name begins; the name itself where it has none."""
    for first in range(place - 1, max(-1, place - _TITLE), -1):
        token = tokens[first]
        if token.upos in _VERBAL or (token.upos == "PUNCT" and token.form not in _WITHIN):
            break
        if words.has("speakers", token):
            start = first
            while start > 0 and words.has("speakers", tokens[start - 1]):
                start -= 1  # "Wakil Ketua"
            return start
    return place


#: Marks that may stand within a title.
_WITHIN = frozenset("(),-&")


def _begins(tokens: Sequence[Token], start: int, end: int, words: Lexicon, known: Known) -> int:
    """Tell where in a run of capitals behind a title the name begins: "Kimia Farma | X Y".

    The letters tell, and whether the title takes a word as its own ("Bupati Sikka | X Y"),
    that most names have two words, and what the text calls its speakers.
    """
    if start == 0:
        return start
    owned = end - start > 1 and tokens[start - 1].form.lower() in _book(words.language).owning
    score = namelike(words.language)
    if score is None:
        return start + owned
    odds = [max(-_SURE, min(_SURE, score(token.form))) for token in tokens[start:end]]

    def fit(cut: int) -> float:
        usual = _USUAL.get(len(odds) - cut, -_SURE)
        called = _CALLED if tokens[start + cut].form.lower() in known.called else 0.0
        of_title = _OWNED if owned and cut == 0 and not called else 0.0
        return sum(odds[cut:]) - sum(odds[:cut]) + usual + called - of_title

    best = max(range(len(odds)), key=lambda cut: (fit(cut), -cut))
    while best > 0 and len(tokens[start + best - 1].form) == 1:
        best -= 1  # "M Surya": a name shortened to its letter
    return start + best


def _unlike(token: Token, words: Lexicon) -> bool:
    """Tell whether a lone word does not look like a name: "Tenaga Kerja, Transmigrasi"."""
    score = namelike(words.language)
    return score is not None and score(token.form) < _NO_NAME


_NO_NAME = -0.7
#: How usual it is for the name of a person to have so many words (odds, as a logarithm).
_USUAL = {1: -4.0, 2: 1.0, 3: 0.3, 4: -1.0}
_SURE = 1.5
#: What it tells that the text later calls a speaker by the first word of a name.
_CALLED = 4.0
#: What it tells that the word before is one that takes a place or a field as its own.
_OWNED = 3.0


def person(tokens: Sequence[Token], words: Lexicon, known: Known) -> Span | None:
    """Find the name of a person among the words that name a source.

    Args:
        tokens: The words of the source, in order.
        words: The lexicon of attribution of the language.
        known: Where the text names actors.

    Returns:
        The characters of the name with the rank before it; None where none is named.
    """
    relative = next((i for i, t in enumerate(tokens) if words.has("relatives", t)), len(tokens))
    parts = _parts(tokens[:relative])
    found = [_name(part, words, known) for part in parts]
    whole = [n for n, part in zip(found, parts, strict=True) if n and n[0] is part[0]]
    best = next((name for name in [*whole, *found] if name), None)
    return Span(best[0].span.start, best[-1].span.end) if best else None


def called(source: Sequence[Token], words: Lexicon, known: Known) -> str | None:
    """Return the one word by which a source is called, in small letters: "kata Teguh"."""
    lone = len(source) == 1 and source[0].upos != "PRON" and _named(source, 0, words, known)
    return source[0].form.lower() if lone else None


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut at commas and prepositions ("X dari Komnas"), but not within brackets."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.form == "(") - (token.form == ")")
        if (token.form == "," or token.upos == "ADP") and depth <= 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _name(part: Sequence[Token], words: Lexicon, known: Known) -> Sequence[Token]:
    """Return the words that end a part and are a name, the rank before them included."""
    end = _bracketed(part)
    while end > 1 and part[end - 1].form.islower() and part[0].form[0].isupper():
        end -= 1  # "Pratama tegas"
    start = end
    while start > 0 and _named(part, start - 1, words, known):
        start -= 1
    start = _begins(part, start, end, words, known) if start < end else end
    if start >= end or end - start > _LONGEST or not part[start].form[0].isupper():
        return ()
    lone = 0 < start == end - 1 and part[start].form.lower() not in known.called
    if lone and _unlike(part[start], words):
        return ()  # "politisi senior Partai Golkar"
    return part[_ranked(part, start, words) : end]


def _bracketed(part: Sequence[Token]) -> int:
    """Return where a part ends without the age or date behind it: "Lukas Hendarto | (18)"."""
    opened = next((i for i in range(len(part) - 1, 0, -1) if part[i].form == "("), len(part))
    counts = any(token.form[0].isdigit() for token in part[opened:])
    return opened if counts and part[-1].form == ")" else len(part)


def _ranked(part: Sequence[Token], start: int, words: Lexicon) -> int:
    """Return where the rank before a name begins: "Brigadir Jenderal (Pol) X"."""
    ranks = _book(words.language).ranks
    while start > 0:
        if part[start - 1].form.lower() in ranks:
            start -= 1
        elif start > 3 and part[start - 1].form == ")" and part[start - 3].form == "(":  # noqa: PLR2004 - ( Pol )
            if part[start - 4].form.lower() not in ranks:
                break
            start -= 4
        else:
            break
    return start


def _named(part: Sequence[Token], place: int, words: Lexicon, known: Known) -> bool:
    """Tell whether a word can be part of a person's name."""
    own, token = _book(words.language), part[place]
    if not token.form[0].isupper():
        inside = 0 < place < len(part) - 1 and token.form in own.inside
        return inside and part[place + 1].form[0].isupper()
    word = token.form.lower()
    if token.span.start in known.bodies:
        return False
    if word in own.places or word in own.owning or word in own.ranks:
        return False
    if words.has("speakers", token):
        return False
    if words.has("times", token) or words.has("openers", token):
        return False
    initials = len(token.form) >= _INITIALS and token.form.isupper()
    return not initials or word in own.after or len(part) == 1
