"""Who is meant by a word that points back, and by a name introduced before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.actors.actor import ActorKind
from foedera.claims.frames import things
from foedera.claims.naming import Naming, Voice, merged, rowed, titled
from foedera.claims.wording import anaphora, functions, voices
from foedera.language.reading import ROOT
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.actors.actor import Mention
    from foedera.identifiers import ActorId
    from foedera.language.reading import Sentence

#: Parts of names that are nobody's own.
_PARTICLES = frozenset({"al", "el", "ul", "de", "di", "da", "du", "le", "la", "bin", "van", "von"})
#: A person's name is rarely longer than this, in words.
_NAME_WORDS = 4
_PAIR = 2
#: Classes of things that two have together.
_SHARED = frozenset({"treaty", "instrument", "war", "talks"})
#: Words that may say where an official is posted.
_POST = 9


@dataclass
class Memory:
    """What a report has said so far that later words point back to.

    Attributes:
        home: State of the outlet, to which a title without a state belongs.
        people: Words of names introduced with a title, lower case, to their actor.
        speaker: Who acted or spoke last.
        speakers: Those who did so together; else the one.
        several: The three or more last named in one row.
        official: Whose official was named last.
        pair: The two states last named together in one sentence.
    """

    home: ActorId | None = None
    people: dict[str, ActorId] = field(default_factory=dict)
    speaker: ActorId | None = None
    official: ActorId | None = None
    pair: tuple[ActorId, ...] = ()
    speakers: tuple[ActorId, ...] = ()
    several: tuple[ActorId, ...] = ()

    def refer(self, label: str) -> tuple[ActorId, ...]:
        """Return whom a word that points back stands for; empty if unknown."""
        if label == "speaker":
            return (self.speaker,) if self.speaker else ()
        if label == "speakers":
            return self.speakers
        if label == "several":
            return self.several
        if label == "office":
            return (self.official,) if self.official else ()
        if label in {"pair", "either", "instrument", "each"}:
            return self.pair
        return ()


def namings(
    sentence: Sentence,
    mentions: Sequence[Mention],
    language: str,
    memory: Memory,
    *,
    headline: bool = False,
) -> tuple[Naming, ...]:
    """Name everybody in a sentence, and remember them for the next.

    Args:
        sentence: The sentence.
        mentions: Mentions of states, organisations and groups within it; outlets
            are left to attribution.
        language: ISO 639-1 code.
        memory: What came before; it is brought up to date.
        headline: Whether the sentence is one: a comma joins its first two names.
    """
    known = [m for m in mentions if m.actor_kind is not ActorKind.OUTLET]
    found = [n for m in known if (n := titled(sentence, m, language)) is not None]
    found = list(merged(sentence, found))
    found += _introduced(sentence, found, language, memory)
    _remember_names(sentence, found, memory)
    found += _recalled(sentence, found, memory)
    found += _pointing(sentence, found, language, memory)
    result = rowed(sentence, merged(sentence, found), language, headline=headline)
    owned = _owners(sentence, result, language, memory)
    _remember(sentence, result, memory)
    return (*result, *owned)


def _free(found: Sequence[Naming], index: int) -> bool:
    return not any(n.first <= index <= n.last for n in found)


def _own_name(sentence: Sentence, start: int) -> int:
    """Return the index after a run of capitalised proper nouns."""
    index = start
    while (
        index < len(sentence.tokens)
        and index - start < _NAME_WORDS
        and sentence.tokens[index].upos == "PROPN"
        and sentence.tokens[index].form[:1].isupper()
    ):
        index += 1
    return index


def _naming(
    sentence: Sentence,
    bounds: tuple[int, int],
    actors: tuple[ActorId, ...],
    voice: Voice,
    **more: object,
) -> Naming:
    first, last = bounds
    span = Span(sentence.tokens[first].span.start, sentence.tokens[last].span.end)
    head = next(
        (i for i in range(first, last + 1) if not first <= sentence.tokens[i].head <= last), first
    )
    return Naming(first, last, head, actors, voice, 0, span, **more)  # type: ignore[arg-type]


def _introduced(
    sentence: Sentence, found: Sequence[Naming], language: str, memory: Memory
) -> list[Naming]:
    """Titles with a name but no state: "Menteri Pertahanan Sjafrie Sjamsoeddin"."""
    book, new, index = voices(language), [], 0
    if book.firsts.keys().isdisjoint(sentence.words):
        return []
    while index < len(sentence.tokens):
        title = book.at(sentence.tokens, index) if _free(found, index) else None
        if title is None or title[1] != "official":
            index += 1
            continue
        end = index + title[0]
        while (
            end < len(sentence.tokens)
            and sentence.tokens[end].upos in {"NOUN", "ADJ"}
            and _free(found, end)
        ):
            end += 1
        if end < len(sentence.tokens) and sentence.tokens[end].form == "(":
            close = next(
                (
                    i
                    for i in range(end, min(end + 4, len(sentence.tokens)))
                    if sentence.tokens[i].form == ")"
                ),
                None,
            )
            end = close + 1 if close else end
        name = _own_name(sentence, end)
        own = next((n.actors[0] for n in found if n.first <= end <= n.last and n.actors), None)
        actor = own or memory.official or memory.home  # "juru bicara militer Gaza X" is Gaza's
        names = [t.form.lower() for t in sentence.tokens[end:name]]
        actor = next((memory.people[w] for w in names if w in memory.people), actor)
        if name > end and _free(found, name - 1) and actor:
            new.append(_naming(sentence, (index, name - 1), (actor,), Voice.OFFICIAL, person=True))
            index = name
        else:
            index = end
    return new


def _remember_names(sentence: Sentence, found: Sequence[Naming], memory: Memory) -> None:
    """Learn the names behind titles, within the phrase or set off by a comma."""
    for naming in found:
        if naming.voice not in {Voice.OFFICIAL, Voice.ORGAN} or not naming.actors:
            continue
        words = [
            t
            for t in sentence.tokens[naming.first : naming.last + 1]
            if naming.person and t.upos == "PROPN"
        ]
        after = _past_post(sentence, naming.last + 1)
        if (
            not naming.person
            and after < len(sentence.tokens)
            and sentence.tokens[after].form == ","
        ):
            words = list(sentence.tokens[after + 1 : _own_name(sentence, after + 1)])
            words = words if all(_free(found, t.index) for t in words) else []
        for token in words[-_NAME_WORDS:]:
            if (
                len(token.form) > 1
                and token.form.lower() not in _PARTICLES
                and token.form.isalpha()
                and token.form[:1].isupper()
            ):
                memory.people.setdefault(token.form.lower(), naming.actors[0])


def _past_post(sentence: Sentence, index: int) -> int:
    """Step over where somebody is posted: "the ambassador to the United Nations, ..."."""
    tokens = sentence.tokens
    if index < len(tokens) and tokens[index].upos == "ADP":
        for later in range(index + 1, min(index + _POST, len(tokens))):
            if tokens[later].form == ",":
                return later
            if tokens[later].upos == "VERB":
                break
    return index


def _recalled(sentence: Sentence, found: Sequence[Naming], memory: Memory) -> list[Naming]:
    """Names alone that a title introduced before: "Roy", "Konashenkov"."""
    new: list[Naming] = []
    if memory.people.keys().isdisjoint(sentence.words):
        return []
    for token in sentence.tokens:
        actor = memory.people.get(token.form.lower())
        if actor and token.form[:1].isupper() and _free([*found, *new], token.index):
            last = token.index
            while (
                last + 1 < len(sentence.tokens)
                and memory.people.get(sentence.tokens[last + 1].form.lower()) == actor
                and _free([*found, *new], last + 1)
            ):
                last += 1
            new.append(
                _naming(sentence, (token.index, last), (actor,), Voice.OFFICIAL, person=True)
            )
    return new


def _pointing(
    sentence: Sentence, found: Sequence[Naming], language: str, memory: Memory
) -> list[Naming]:
    book, new, index = anaphora(language), [], 0
    if book.firsts.keys().isdisjoint(sentence.words):
        return []
    here = _pair(found)
    rows = rowed(sentence, merged(sentence, found), language)
    while index < len(sentence.tokens):
        hit = book.at(sentence.tokens, index) if _free(found, index) else None
        if hit is None:
            index += 1
            continue
        length, label = hit
        if not all(_free(found, place) for place in range(index, index + length)):
            index += 1  # "the president of Chad" points to nobody before
            continue
        actors = memory.refer(label)
        if label in {"pair", "either", "each"}:
            before = [n for n in found if n.last < index]
            leads = any(_leads(sentence, n, language) for n in before)
            actors = (_pair(before) if leads else ()) or actors or _pair(before) or here
        if label == "speaker":
            actors = _subject_before(sentence, rows, index)[:1] or actors
        if label == "speakers":
            actors = _subject_before(sentence, rows, index) or actors
        new.append(_naming(sentence, (index, index + length - 1), actors, Voice.BACK, back=label))
        index += length
    return new


def _owners(
    sentence: Sentence, found: Sequence[Naming], language: str, memory: Memory
) -> tuple[Naming, ...]:
    """Return the words that say whose something is: "his visit", "serangannya"."""
    table, new = functions(language), []
    for token in sentence.tokens:
        word = token.form.lower()
        one = word in table["owner"] or (token.upos == "NOUN" and "Clitic=Nya" in token.feats)
        if not (one or word in table["owners"]) or not _free(found, token.index):
            continue
        before = _subject_before(sentence, found, token.index)
        actors = (before[:1] if one else before) or memory.refer("speaker" if one else "speakers")
        if actors:
            bounds = (token.index, token.index)
            new.append(_naming(sentence, bounds, actors, Voice.BACK, back="owner"))
    return tuple(new)


def _leads(sentence: Sentence, naming: Naming, language: str) -> bool:
    """Tell whether a sentence is about a name: its subject, or whose treaty or war it is."""
    tokens, table = sentence.tokens, things(language)
    before = tokens[naming.first - 1].form.lower() if naming.first else ""
    if before in functions(language)["between"]:
        return True
    current = naming.head
    for _ in range(_NAME_WORDS):
        if tokens[current].relation == "nsubj":
            return True
        if tokens[current].head == ROOT or tokens[current].relation not in {"nmod", "conj"}:
            return False
        current = tokens[current].head
        if table.get(tokens[current].form.lower(), frozenset()) & _SHARED:
            return True
    return False


def _subject_before(sentence: Sentence, rows: Sequence[Naming], index: int) -> tuple[ActorId, ...]:
    """Return who the sentence itself is about: "Berlin and Washington said they ..."."""
    for naming in rows:
        subject = sentence.tokens[naming.head].relation == "nsubj" or naming.first == 0
        if naming.last < index and naming.acts and subject:
            row = [n for n in rows if n.row == naming.row]
            return tuple(dict.fromkeys(a for n in row for a in n.actors))
    return ()


def _pair(found: Sequence[Naming]) -> tuple[ActorId, ...]:
    actors = list(dict.fromkeys(a for n in found if n.voice is not Voice.PLACE for a in n.actors))
    return tuple(actors) if len(actors) == _PAIR else ()


def _remember(sentence: Sentence, result: Sequence[Naming], memory: Memory) -> None:
    named = [n for n in result if n.voice is not Voice.BACK]
    memory.pair = _pair(named) or memory.pair
    officials = [n for n in named if n.voice in {Voice.OFFICIAL, Voice.ORGAN, Voice.FORCES}]
    if officials:
        memory.official = officials[-1].actors[0]
    acting = [n for n in named if n.acts]
    subjects = [n for n in acting if sentence.tokens[n.head].relation == "nsubj"]
    subjects.sort(key=lambda n: not _of_root(sentence, n))
    if any(n.back in {"speaker", "speakers"} and _of_root(sentence, n) for n in result):
        subjects, acting = [], []  # "He said Israel had attacked": he goes on speaking
    if subjects or acting:
        first = (subjects or acting)[0]
        memory.speaker = first.actors[0]
        memory.speakers = _row_of(first, named)
    rows = (_row_of(naming, named) for naming in named)
    memory.several = next((row for row in rows if len(row) > _PAIR), memory.several)


def _of_root(sentence: Sentence, naming: Naming) -> bool:
    """Tell whether a naming is the subject of the sentence, not of a clause within it."""
    token = sentence.tokens[naming.head]
    return token.relation == "nsubj" and sentence.tokens[token.head].head == ROOT


def _row_of(naming: Naming, named: Sequence[Naming]) -> tuple[ActorId, ...]:
    row = [n for n in named if n.row == naming.row and n.acts] or [naming]
    return tuple(dict.fromkeys(actor for n in row for actor in n.actors))
