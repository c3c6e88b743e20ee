"""Noun phrases that name an actor: whom they stand for, and in which voice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from foedera.actors.actor import ActorKind, MentionKind
from foedera.claims.wording import functions, voices
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.actors.actor import Mention
    from foedera.identifiers import ActorId
    from foedera.language.reading import Sentence

#: Words that a title may put between its noun and its state.
_REACH = 7
#: Parts of speech that may stand inside a name with a title.
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_OPENERS = frozenset("(")
_CLOSERS = frozenset(")")


class Voice(Enum):
    """As what a phrase names its actor."""

    SELF = "self"
    OFFICIAL = "official"
    ORGAN = "organ"
    FORCES = "forces"
    PEOPLE = "people"
    PLACE = "place"
    EDGE = "edge"  # of a place: what comes to it comes not to the state behind it
    OTHERS = "others"  # who has its name from a state, and does not stand for it
    OBSERVER = "observer"  # who tells of others
    BACK = "back"  # a word that points back: he, both countries


@dataclass(frozen=True, slots=True)
class Naming:
    """A phrase that names actors.

    Attributes:
        first: Index of its first token.
        last: Index of its last token.
        head: Index of the token that the tree hangs it by.
        actors: Whom it stands for; several only for words that point back.
        voice: As what.
        row: Namings of one sentence with the same number are joined by "and".
        span: The words.
        person: Whether the phrase ends in a person's own name.
        back: What a word that points back refers to: ``speaker``, ``first`` (the one
            who speaks the quotation), ``pair``, ``either``, ``instrument``; ``owner`` of
            a word that only says whose something is.
    """

    first: int
    last: int
    head: int
    actors: tuple[ActorId, ...]
    voice: Voice
    row: int
    span: Span
    person: bool = False
    back: str | None = None

    @property
    def acts(self) -> bool:
        """Whether what it names can act or speak for the actor."""
        return self.voice not in {Voice.PEOPLE, Voice.PLACE, Voice.EDGE}


def _token_range(sentence: Sentence, span: Span) -> tuple[int, int] | None:
    inside = [token.index for token in sentence.tokens if token.span.meets(span)]
    return (inside[0], inside[-1]) if inside else None


def _span(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.tokens[first].span.start, sentence.tokens[last].span.end)


def _kind(mention: Mention) -> Voice:
    match mention.kind:
        case MentionKind.PERSON:
            return Voice.OFFICIAL
        case MentionKind.ORGAN:
            return Voice.ORGAN
        case MentionKind.PLACE:
            return Voice.PLACE
        case _:
            return Voice.SELF


def _title_before(sentence: Sentence, first: int, language: str) -> tuple[int, Voice] | None:
    """Find the title that opens a phrase: "juru bicara militer" before "Ukraina"."""
    book, best = voices(language), None
    low = max(0, first - _REACH)
    index = first - 1
    while index >= low and sentence.tokens[index].upos in _NOMINAL:
        if sentence.tokens[index].form.lower() in functions(language)["others"]:
            return index, Voice.OTHERS
        found = book.at(sentence.tokens, index, first)
        if found:
            best = (index, Voice(found[1]))
        index -= 1
    return best


def _title_after(sentence: Sentence, last: int, language: str) -> tuple[int, Voice] | None:
    """Find the title that closes a phrase: "Defence Ministry spokesman" after "Russian"."""
    book, best = voices(language), None
    index, high = last + 1, min(len(sentence.tokens), last + 1 + _REACH)
    while index < high:
        token = sentence.tokens[index]
        if token.form in functions(language)["possessive"] and index == last + 1:
            index += 1
            continue
        if token.upos not in _NOMINAL:
            break
        if token.form.lower() in functions(language)["others"]:
            return index, Voice.OTHERS
        found = book.at(sentence.tokens, index)
        if found:
            best = (index + found[0] - 1, Voice(found[1]))
            index += found[0]
        elif best and token.upos == "PROPN":
            break
        else:
            index += 1
    return best


def _is_place(sentence: Sentence, first: int, last: int, language: str) -> bool:
    """Tell whether a capital is where something happens, not who speaks: "di Pyongyang".

    What owns something acts: "in response to Pyongyang's fourth test".
    """
    table = functions(language)
    after = sentence.tokens[last + 1].form if last + 1 < len(sentence.tokens) else ""
    if after in table["possessive"]:
        return False
    before = sentence.tokens[first - 1].form.lower() if first else ""
    return before in table["in"] or before in table["from"] or before in table["to"]


def _title_of(sentence: Sentence, first: int, last: int, language: str) -> tuple[int, Voice] | None:
    """Find "president of" before "Russia", and "officials in" before a place.

    Troops "from" or "in" a state are not its own: "withdrew its troops from Niger".
    """
    index = first - 1
    after = sentence.tokens[last + 1].form if last + 1 < len(sentence.tokens) else ""
    if after in functions(language)["possessive"]:
        return None  # "the coalition in Yemen's war"
    if index >= 1 and sentence.tokens[index].form.lower() in functions(language)["article"]:
        index -= 1
    table, word = functions(language), sentence.tokens[max(index, 0)].form.lower()
    placed = word in table["in"] or (bool(table["of"]) and word in table["from"])
    if index < 1 or not (word in table["of"] or placed):
        return None
    title = _title_before(sentence, index, language)
    if title is None:
        return None
    if word in table["of"]:
        return title
    official = title[1] in {Voice.OFFICIAL, Voice.ORGAN}
    common = all(t.upos in {"NOUN", "ADJ"} for t in sentence.tokens[title[0] : index])
    return title if official and (common or table["of"]) else None


def _only_adjoined(sentence: Sentence, last: int, language: str) -> bool:
    """Tell whether a name only says who backs, made or runs what follows: "Iran-backed"."""
    behind = [token.form.lower() for token in sentence.tokens[last : last + 3]]
    _, _, glued = behind[0].rpartition("-")
    parts = functions(language)["adjoined"]
    return (glued in parts and "-" in behind[0]) or (behind[1:2] == ["-"] and behind[-1] in parts)


def _titles(
    sentence: Sentence, first: int, last: int, language: str
) -> tuple[tuple[int, Voice] | None, tuple[int, Voice] | None]:
    """Find the titles before and behind a name."""
    before = _title_before(sentence, first, language) or _title_of(sentence, first, last, language)
    after = _title_after(sentence, last, language) if functions(language).get("of") else None
    return before, after


def _own_title(title: tuple[int, Voice] | None, mention: Mention) -> tuple[int, Voice] | None:
    """Let somebody known speak for the state, whatever opens the title: "National Adviser X"."""
    if title and mention.kind is MentionKind.PERSON and title[1] is Voice.PEOPLE:
        return title[0], Voice.OFFICIAL
    return title


def _name_after(sentence: Sentence, last: int, taken: frozenset[int]) -> int:
    """Return the last token of a person's name that follows a title."""
    index = last + 1
    while (
        index < len(sentence.tokens)
        and index not in taken
        and index - last <= 4  # noqa: PLR2004 - names are rarely longer
        and sentence.tokens[index].upos == "PROPN"
        and sentence.tokens[index].form[:1].isupper()
    ):
        index += 1
    return index - 1


def titled(sentence: Sentence, mention: Mention, language: str) -> Naming | None:
    """Read the phrase round one mention: its title before or behind, and a name.

    Args:
        sentence: The sentence it stands in.
        mention: A mention of the catalogue.
        language: ISO 639-1 code of the sentence.

    Returns:
        The phrase; None where it stands for others than the one who is named in it.
    """
    place = _token_range(sentence, mention.span)
    if place is None or _only_adjoined(sentence, place[1], language):
        return None
    first, last = place
    if mention.kind is MentionKind.PLACE:
        return Naming(
            first, last, _top(sentence, first, last), (mention.actor,), Voice.PLACE, 0, mention.span
        )
    head, voice = _top(sentence, first, last), _kind(mention)
    if mention.kind is MentionKind.CAPITAL and _is_place(sentence, first, last, language):
        voice = Voice.PLACE
    before, after = _titles(sentence, first, last, language)
    before = _own_title(before, mention)
    if Voice.OTHERS in {one[1] for one in (before, after) if one}:
        if mention.actor_kind is ActorKind.STATE and mention.kind is not MentionKind.PERSON:
            return None  # "Syrian rebels"
        before = after = None
    if after:
        last, voice = after
        head = last
    elif before:
        first, voice = before
        head = _top(sentence, first, last)
    person = mention.kind is MentionKind.PERSON
    if voice in {Voice.OFFICIAL, Voice.ORGAN} and not person:
        named = _name_after(sentence, last, frozenset())
        person, last = named > last, named
    voice = Voice.OBSERVER if mention.actor_kind is ActorKind.OBSERVER else voice
    span = _span(sentence, first, last)
    if not (before or after) and "-" in sentence.tokens[last].form:
        span = mention.span  # "AS-Australia" is one word of two names
    return Naming(first, last, head, (mention.actor,), voice, 0, span, person)


def _top(sentence: Sentence, first: int, last: int) -> int:
    for index in range(first, last + 1):
        if not first <= sentence.tokens[index].head <= last:
            return index
    return first


def merged(sentence: Sentence, namings: Sequence[Naming]) -> tuple[Naming, ...]:
    """Join namings that say the same twice: overlaps, appositions, "Amerika Serikat (AS)"."""
    found: list[Naming] = []
    for naming in sorted(namings, key=lambda n: (n.first, -n.last)):
        if found and _same(sentence, found[-1], naming):
            found[-1] = _joined(sentence, found[-1], naming)
        else:
            found.append(naming)
    return tuple(found)


def _same(sentence: Sentence, left: Naming, right: Naming) -> bool:
    if right.first <= left.last:
        return left.actors == right.actors or left.span.meets(right.span)
    between = [token.form for token in sentence.tokens[left.last + 1 : right.first]]
    if left.actors != right.actors or {left.voice, right.voice} & {Voice.PLACE, Voice.EDGE}:
        return False
    if between in ([], ["("]):
        return True
    apposed = between == [","] and (left.voice is Voice.OFFICIAL) != (right.voice is Voice.SELF)
    return apposed and right.voice is Voice.OFFICIAL


def _joined(sentence: Sentence, left: Naming, right: Naming) -> Naming:
    last = max(left.last, right.last)
    after = last + 1
    if after < len(sentence.tokens) and sentence.tokens[after].form in _CLOSERS:
        last += any(t.form in _OPENERS for t in sentence.tokens[left.last + 1 : right.first])
    outer = left if left.voice is not Voice.SELF or right.voice is Voice.SELF else right
    return replace(
        outer,
        first=min(left.first, right.first),
        last=last,
        head=left.head if left.voice is not Voice.SELF else outer.head,
        span=_span(sentence, min(left.first, right.first), last),
        person=left.person or right.person,
    )


def rowed(
    sentence: Sentence, namings: Sequence[Naming], language: str, *, headline: bool = False
) -> tuple[Naming, ...]:
    """Number the namings so that those joined by "and" or a hyphen share a row.

    A title covers the whole row: "pejabat AS, Korea Selatan, dan Ukraina" names
    officials of all three, and "Japanese and Philippine officials" of both.
    """
    table = functions(language)
    rows: list[list[Naming]] = []
    for naming in namings:
        between = [] if not rows else sentence.tokens[rows[-1][-1].last + 1 : naming.first]
        words = [token.form.lower() for token in between]
        hyphened = bool(rows) and naming.first <= rows[-1][-1].last  # "AS-Australia"
        link = "and" if hyphened else _link(words, table)
        if rows and len(rows[-1]) == 1 and words[:1] == [","] and len(words) > 1:
            link = None  # "supported Chad, and Niger ...": another clause
        joins = link == "and" or (link and _closes(sentence, namings, naming, table))
        if rows and (joins or (headline and link and _opens_row(sentence, rows, naming))):
            rows[-1].append(naming)
        else:
            rows.append([naming])
    return tuple(
        replace(naming, row=number, voice=voice)
        for number, row in enumerate(rows)
        for naming, voice in zip(row, _row_voices(row), strict=True)
    )


def _opens_row(sentence: Sentence, rows: Sequence[Sequence[Naming]], naming: Naming) -> bool:
    """Tell whether a headline opens with two names: "Philippines, US launch drills"."""
    after = naming.last + 1
    verb = after < len(sentence.tokens) and sentence.tokens[after].upos in {"VERB", "AUX"}
    return verb and len(rows) == 1 and rows[0][0].first == 0


def _link(words: list[str], table: Mapping[str, frozenset[str]]) -> str | None:
    bare = [word for word in words if word not in {",", "("} and word not in table["article"]]
    if words and not bare and "(" not in words:
        return "comma"
    if bare and all(word in table["and"] or word in {"-", "–", "/", "—"} for word in bare):
        return None if bare in (["–"], ["—"]) else "and"
    return None


def _closes(
    sentence: Sentence,
    namings: Sequence[Naming],
    naming: Naming,
    table: Mapping[str, frozenset[str]],
) -> bool:
    """Tell whether a comma list ends in "and": then its commas join, too."""
    later = [n for n in namings if n.first > naming.last]
    previous = naming
    for following in later:
        words = [t.form.lower() for t in sentence.tokens[previous.last + 1 : following.first]]
        match _link(words, table):
            case "and":
                return True
            case "comma":
                previous = following
            case _:
                break
    tail = sentence.tokens[previous.last + 1 : previous.last + 3]
    return [t.form.lower() for t in tail[:1]] == [","] and any(
        t.form.lower() in table["and"] for t in tail[1:]
    )


def _row_voices(row: Sequence[Naming]) -> list[Voice]:
    titles = [n.voice for n in row if n.voice in {Voice.OFFICIAL, Voice.ORGAN, Voice.FORCES}]
    first_titled = row[0].voice in {Voice.OFFICIAL, Voice.ORGAN, Voice.FORCES}
    last_titled = row[-1].voice in {Voice.OFFICIAL, Voice.ORGAN, Voice.FORCES}
    if len(titles) == 1 and (first_titled or last_titled) and not row[0].person:
        return [titles[0] if n.voice is Voice.SELF else n.voice for n in row]
    return [n.voice for n in row]
