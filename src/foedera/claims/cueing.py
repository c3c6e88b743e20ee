"""Finds the words that attribute: verbs, nouns, prepositions and adverbs of saying."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.claims.attribution import Stance
from foedera.claims.quoting import CLOSING
from foedera.resources import record, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.language.reading import Sentence, Token


class Kind(Enum):
    """What sort of word a cue is."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    PREPOSITION = "preposition"
    ADVERB = "adverb"


class Frame(Enum):
    """What a cue can stand with.

    CLAUSE: a clause that says what was said, with or without "that".
    QUOTE: quoted words, or a clause that it follows (", kata X").
    OBJECT: a noun phrase or an infinitive ("criticised the pact", "vowed to leave").
    PASSIVE: its subject and predicate are what is said ("dilaporkan", "is said to").
    """

    CLAUSE = "clause"
    QUOTE = "quote"
    OBJECT = "object"
    PASSIVE = "passive"


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the lexicon.

    Attributes:
        name: Its headword.
        kind: What sort of word it is.
        frames: What it can stand with.
        stance: How who uses it stands to what is said.
        hearer: Its object is the one spoken to ("told reporters").
        bound: The form holds its speaker as a clitic ("ujarnya").
        speaker: Its subject must be able to speak; treaties "call for" and say nothing.
        relay: It names who passed the words on, not who spoke them ("dilansir AFP").
        quoting: After a report it names who that report rests on ("…, citing officials").
        asks: What it attributes is a question ("asked whether …").
        marked: What it attributes opens with "that" ("saw that …"); without it the word has
            another sense ("saw the ship", "decided to leave").
        links: Prepositions that may stand before what it is about.
        linked: The form ends with the preposition of what it is about ("fears of").
        through: Prepositions one of which its object must go on with ("sees it as a threat").
    """

    name: str
    kind: Kind
    frames: frozenset[Frame]
    stance: Stance
    hearer: bool = False
    bound: bool = False
    speaker: bool = False
    relay: bool = False
    quoting: bool = False
    asks: bool = False
    marked: bool = False
    links: frozenset[str] = frozenset()
    linked: bool = False
    through: frozenset[str] = frozenset()

    @property
    def passive(self) -> bool:
        """Whether it stands in the passive alone ("diperkirakan"), for nobody in particular."""
        return self.frames == frozenset({Frame.PASSIVE})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue where it stands in a sentence.

    Attributes:
        cue: The entry.
        first: Index of its first token.
        last: Index of its last token.
        head: Index of the token that the tree hangs it by.
        others: Further entries that the same words may be, to be tried in turn.
    """

    cue: Cue
    first: int
    last: int
    head: int
    others: tuple[Hit, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """What one language uses to attribute.

    Attributes:
        language: ISO 639-1 code.
        by_word: Cues with their words in lower case, under the first word.
        classes: Closed classes of words, by name, such as ``negations``.
        phrases: Closed classes of word sequences, by name, such as ``continuers``.
        habits: What the language does that others do not, such as ``comma-opens``;
            attribution.yaml says what each means.
        clitic: What a bound form ends with, which stands for who speaks ("ujarnya").
    """

    language: str
    by_word: Mapping[str, tuple[tuple[tuple[str, ...], Cue], ...]]
    classes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    habits: frozenset[str]
    clitic: str

    def does(self, habit: str) -> bool:
        """Tell whether the language has a habit."""
        return habit in self.habits

    def has(self, name: str, token: Token) -> bool:
        """Tell whether a token is one of a closed class."""
        return token.form.lower() in self.classes[name]

    def opens(self, name: str, words: Sequence[str]) -> bool:
        """Tell whether words, in lower case, begin with one of a class of phrases."""
        return any(tuple(words[: len(phrase)]) == phrase for phrase in self.phrases[name])


@cache
def lexicon(language: str) -> Lexicon:
    """Return what a language uses to attribute.

    Args:
        language: ISO 639-1 code, such as ``id``.
    """
    entries: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row in record(f"lexicons/{language}/cues.yaml"):
        for form, cue in _forms(row):
            words = tuple(form.split())
            entries.setdefault(words[0], []).append((words, cue))
    by_word = {
        word: tuple(sorted(found, key=lambda pair: -len(pair[0])))
        for word, found in entries.items()
    }
    closed = record(f"lexicons/{language}/attribution.yaml")
    speakers = record(f"lexicons/{language}/speakers.yaml")
    classes = {name: frozenset(words) for name, words in closed["words"].items()}
    classes["people"] = frozenset(speakers["people"])
    classes["private"] = frozenset(speakers["private"])
    classes["documents"] = frozenset(speakers["documents"])
    classes["speakers"] = frozenset().union(*speakers.values())
    phrases = {
        name: tuple(tuple(phrase.split()) for phrase in listed)
        for name, listed in closed["phrases"].items()
    }
    habits = frozenset(closed["habits"])
    return Lexicon(language, by_word, classes, phrases, habits, spoken(language).get("clitic", ""))


def _forms(row: Mapping[str, Any]) -> list[tuple[str, Cue]]:
    frames = frozenset(Frame(frame) for frame in row.get("frames", ()))
    stance = Stance(row["stance"])
    kind = Kind(row["kind"])
    plain = Cue(
        row["cue"],
        kind,
        frames,
        stance,
        hearer=row.get("hearer") == "yes",
        speaker=row.get("speaker") == "yes",
        relay=row.get("relay") == "yes",
        quoting=row.get("quoting") == "yes",
        asks=row.get("asks") == "yes",
        marked=row.get("marked") == "yes",
        links=frozenset(row.get("links", ())),
        through=frozenset(row.get("through", ())),
    )
    forms = [(form, plain) for form in row.get("forms", [row["cue"]])]
    about = replace(plain, linked=True, frames=frozenset({Frame.OBJECT}))
    linked = [(f"{form} {link}", about) for form, _ in forms for link in row.get("links", [])]
    bound = replace(plain, bound=True)
    return forms + linked + [(form, bound) for form in row.get("bound", [])]


def hits(sentence: Sentence, words: Lexicon) -> list[Hit]:
    """Find the cues of a sentence, in its order; of two that overlap, the longer leads."""
    forms = [token.form.lower() for token in sentence.tokens]
    found: list[Hit] = []
    place = 0
    while place < len(forms):
        hit = _at(sentence, forms, place, words)
        if hit is None:
            place += 1
        else:
            found.append(hit)
            place = hit.last + 1
    return found


def _at(sentence: Sentence, forms: list[str], place: int, words: Lexicon) -> Hit | None:
    found = []
    for pattern, cue in words.by_word.get(forms[place], ()):
        end = place + len(pattern)
        if tuple(forms[place:end]) == pattern and _fits(sentence, place, end - 1, cue, words):
            found.append(Hit(cue, place, end - 1, _head(sentence, place, end - 1)))
    if len(found) > 1:
        return replace(found[0], others=tuple(found[1:]))
    return found[0] if found else None


def _head(sentence: Sentence, first: int, last: int) -> int:
    """Return the token of a cue whose own head lies outside it."""
    inside = range(first, last + 1)
    return next((i for i in inside if sentence.tokens[i].head not in inside), first)


def _fits(sentence: Sentence, first: int, last: int, cue: Cue, words: Lexicon) -> bool:
    """Tell whether a form is used as the entry says: "reports" the verb or the noun."""
    token = sentence.tokens[first]
    if not words.does("homographs") or cue.kind in {Kind.PREPOSITION, Kind.ADVERB}:
        return True
    if cue.kind is Kind.ADJECTIVE:
        return token.upos in {"ADJ", "VERB"}
    issued = _issued(sentence, first, words)
    verbal = token.upos in {"VERB", "AUX"} or _mistaken_verb(sentence, first)
    verbal = verbal or _set_between(sentence, first, words)
    if cue.kind is Kind.VERB:
        phrasal = last > first and not _possessed(sentence, first)
        return (verbal or phrasal) and not issued and not _attributive(sentence, first)
    return issued or (token.upos == "NOUN" and (cue.linked or not verbal))


def _possessed(sentence: Sentence, place: int) -> bool:
    """Tell whether an article or an owner before a word makes it a noun: "Tehran's call for"."""
    before = sentence.tokens[place - 1] if place else None
    return before is not None and (
        before.upos in {"DET", "ADJ", "NUM", "ADP"} or before.deprel in {"case", "nmod:poss"}
    )


def _attributive(sentence: Sentence, place: int) -> bool:
    """Tell whether a participle only describes: "a planned rally", "self-described"."""
    token = sentence.tokens[place]
    if place and sentence.tokens[place - 1].form == "-":
        return sentence.tokens[place - 1].span.end == token.span.start
    return token.deprel in {"amod", "compound"} and token.head == place + 1


def _issued(sentence: Sentence, place: int, words: Lexicon) -> bool:
    """Tell whether a word is what somebody voices: "expressed deep concern"."""
    before = sentence.tokens[max(0, place - 2) : place]
    return any(words.has("issuers", token) for token in before[-1:]) or (
        len(before) > 1 and before[1].upos == "ADJ" and words.has("issuers", before[0])
    )


def _mistaken_verb(sentence: Sentence, place: int) -> bool:
    """Tell whether what the parser took for a noun heads a clause: "Warsaw fears that"."""
    token = sentence.tokens[place]
    if token.upos not in {"NOUN", "ADJ"} or place == 0:
        return False
    after = sentence.tokens[place + 1 : place + 2]
    named = sentence.tokens[place - 1].upos in {"PROPN", "PRON"}
    if named and after and after[0].upos in {"SCONJ", "PART"}:
        return True
    below = sentence.children(place)
    return (
        token.deprel == "root"
        and any(c.index < place for c in below)
        and any(c.relation in _OF_VERBS for c in below)
        and not any(c.relation == "cop" for c in below)
    )


def _set_between(sentence: Sentence, place: int, words: Lexicon) -> bool:
    """Tell whether a word and its many speakers stand between commas: "…, many argue, …"."""
    tokens = sentence.tokens
    inside = 1 < place < len(tokens) - 2
    if not inside or tokens[place].form.lower().endswith("s"):
        return False
    commas = tokens[place - 2].form == tokens[place + 1].form == ","
    listed = tokens[place + 2].upos == "CCONJ"
    return commas and not listed and words.has("speakers", tokens[place - 1])


#: What hangs from verbs, but from no noun.
_OF_VERBS = frozenset({"ccomp", "xcomp", "nsubj", "obj"})


def denied(sentence: Sentence, hit: Hit, words: Lexicon) -> bool:
    """Tell whether nothing was said: "tidak mengatakan", "declined to say", "could say"."""
    if hit.cue.kind is not Kind.VERB:
        return False
    place = hit.first - 1
    steps = 0
    while place >= 0 and steps < _REACH:
        token = sentence.tokens[place]
        if words.has("negations", token):
            return True
        if words.has("refusals", token):  # but "tidak takut mengatakan"
            return not (place and words.has("negations", sentence.tokens[place - 1]))
        if words.has("modals", token) and hit.cue.frames & {Frame.CLAUSE, Frame.PASSIVE}:
            return True
        if token.upos not in {"AUX", "ADV", "PART"} and not words.has("between", token):
            break
        place -= 1
        steps += 1
    return _tree_negated(sentence, hit, words) or _by_nobody(sentence, place, words)


_REACH = 5


def _by_nobody(sentence: Sentence, place: int, words: Lexicon) -> bool:
    """Tell whether a relative at a place stands for nobody: "tidak ada pihak yang | menduga"."""
    if place < 1 or not words.has("relatives", sentence.tokens[place]):
        return False
    near = range(place - 1, max(-1, place - _REACH - 1), -1)
    apart = next((i for i in near if sentence.tokens[i].upos == "PUNCT"), near[-1] - 1)
    before = [token.form.lower() for token in sentence.tokens[apart + 1 : place]]
    return any(words.opens("absences", before[start:]) for start in range(len(before)))


def _tree_negated(sentence: Sentence, hit: Hit, words: Lexicon) -> bool:
    for child in sentence.children(hit.head):
        if child.index < hit.first and child.relation in {"advmod", "aux"}:
            between = sentence.tokens[child.index + 1 : hit.first]
            quoted = any(token.form in CLOSING for token in between)  # "… is not," he said
            if words.has("negations", child) and not quoted:
                return True
        elif child.relation == "nsubj" and words.has("nobody", child):
            return True
    return False
