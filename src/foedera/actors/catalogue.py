"""The catalogue: whom the words of a report name, and what is known of them."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.actors import records
from foedera.actors.actor import ActorKind, Mention, MentionKind
from foedera.actors.errors import RepeatedActorError, UnknownActorError
from foedera.actors.matching import Alias, NameTree
from foedera.actors.records import Organisation, Outlet, Record, State
from foedera.resources import lineage, spoken
from foedera.resources import records as data
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from foedera.dates import Interval

#: The language in which every actor has a name.
ENGLISH: Final = "en"
#: Which field of a record gives which kind of mention. Where the same words could
#: name several actors the earlier field wins: a seat of power that a record claims
#: as its own ("Brussels", of the EU) comes before a capital (of Belgium).
_KINDS: Final[dict[str, MentionKind | None]] = {
    "names": MentionKind.NAME,
    "adjectives": MentionKind.ADJECTIVE,
    "organs": MentionKind.ORGAN,
    "seats": MentionKind.CAPITAL,
    "capital": MentionKind.CAPITAL,
    "people": MentionKind.PERSON,
    "places": MentionKind.PLACE,
    "short": MentionKind.NAME,
    "not": None,
}
_RANKS: Final = {field: rank for rank, field in enumerate(_KINDS)}
#: A name that goes on behind a short form.
_LARGE: Final = re.compile(r"[ -]+[A-Z]")
_SHORT: Final = _RANKS["short"]
_READERS: Final[tuple[tuple[str, Callable[[str, Any], Record]], ...]] = (
    ("actors/states", records.state),
    ("actors/organisations", records.organisation),
    ("actors/groups", records.organisation),
    ("actors/outlets", records.outlet),
)
#: Names that one language borrows of another, as long as they are no shorter than this
#: ("UN" is an examination in Indonesian).
_BORROWED: Final = 3
_BORROWED_FIELDS: Final = frozenset({"names", "organs"})


class Catalogue:
    """States, organisations, armed groups and outlets, and how texts name them.

    Args:
        entries: The records, in any order.

    Raises:
        RepeatedActorError: Two records claim the same code.
    """

    def __init__(self, entries: Iterable[Record]) -> None:
        self._records: dict[str, Record] = {}
        self._trees: dict[str, NameTree] = {}
        self._shorts: dict[str, NameTree] = {}
        for entry in sorted(entries, key=lambda entry: entry.place):
            if (other := self._records.get(entry.code)) is not None:
                raise RepeatedActorError(entry.code, other.place, entry.place)
            self._records[entry.code] = entry
        self._by_id = {outlet.id: outlet for outlet in self.outlets()}
        self._by_domain = {domain: outlet for outlet in self.outlets() for domain in outlet.domains}

    @classmethod
    @cache
    def load(cls) -> Catalogue:
        """Return the catalogue under ``foedera/data/actors``, read once per process.

        Raises:
            MalformedActorError: A file there is not a record, or ``names.yaml`` of a
                language is not what it should be.
            RepeatedActorError: Two of them claim the same code.
        """
        return cls(
            records.also_named(read(path, content))
            for folder, read in _READERS
            for path, content in data(folder)
        )

    def mentions(self, text: str, language: str, on: date | None = None) -> tuple[Mention, ...]:
        """Return every place where a text names an actor.

        Whole words only, the longest name first; possessive endings ("Russia's",
        "Rusianya") lie outside the span.

        Args:
            text: The text that the spans of the mentions point into.
            language: ISO 639-1 code of the text. Names in that language are found, those
                in the one it builds on, and of organisations, armed groups and outlets
                also those in the language that it borrows from.
            on: The day that decides between holders of one name ("Presiden Marcos").
                A person out of office still stands for the state.

        Returns:
            The mentions in the order of the text; they never overlap. A short form
            ("the North") counts only where the text names its actor otherwise, too.
        """
        found = list(self._tree(language).find(text, on))
        named = {one.alias.actor for one in found if one.alias.kind is not None}
        taken = [Span(one.start, one.end) for one in found]
        found += [
            one
            for one in self._short(language).find(text, on)
            if one.alias.actor in named
            and not _LARGE.match(text, one.end)  # "the North Korean leader"
            and not any(Span(one.start, one.end).meets(span) for span in taken)
        ]
        return tuple(
            Mention(Span(start, end), alias.actor, alias.kind, alias.actor_kind)
            for start, end, alias in sorted(found, key=lambda one: one.start)
            if alias.kind is not None
        )

    def first_words(self, language: str) -> frozenset[str]:
        """Return the words with which names of a language begin, lower case, without accents."""
        return self._tree(language).first_words()

    def record(self, actor: str) -> Record:
        """Return what is known of an actor.

        Raises:
            UnknownActorError: No record has that code.
        """
        try:
            return self._records[actor]
        except KeyError:
            raise UnknownActorError(actor, "actor", self._near(actor)) from None

    def __contains__(self, actor: object) -> bool:
        """Tell whether an actor's code is in the catalogue."""
        return actor in self._records

    def __iter__(self) -> Iterator[Record]:
        """Yield all records in the order of their files."""
        return iter(self._records.values())

    def name(self, actor: str, language: str = ENGLISH) -> str:
        """Return the name to show for an actor; in English where the language lacks one.

        Raises:
            UnknownActorError: No record has that code.
        """
        names = self.record(actor).words["names"]
        return (names.get(language) or names.get(ENGLISH) or (actor,))[0]

    def kind(self, actor: str) -> ActorKind:
        """Return what an actor is.

        Raises:
            UnknownActorError: No record has that code.
        """
        return self.record(actor).kind

    def state(self, iso: str) -> State:
        """Return a state by its ISO 3166-1 alpha-3 code.

        Raises:
            UnknownActorError: No state has that code.
        """
        entry = self._records.get(iso)
        if isinstance(entry, State):
            return entry
        raise UnknownActorError(iso, "state", self._near(iso, ActorKind.STATE))

    def states(self, on: date | None = None) -> tuple[State, ...]:
        """Return the states, or only those in the state system on a day."""
        found = (entry for entry in self if isinstance(entry, State))
        return tuple(
            entry
            for entry in found
            if on is None or any(_holds(spell, on) for spell in entry.spells)
        )

    def organisations(self) -> tuple[Organisation, ...]:
        """Return the organisations and the armed groups."""
        return tuple(entry for entry in self if isinstance(entry, Organisation))

    def near_states(self, wanted: str) -> tuple[str, ...]:
        """Return codes of states whose code or name looks like some words, best first."""
        return self._near(wanted, ActorKind.STATE)

    def outlet(self, name: str) -> Outlet:
        """Return an outlet by its code ("New York Times") or file name ("new-york-times").

        Raises:
            UnknownActorError: No outlet has that code or file name.
        """
        entry = self._records.get(name)
        if isinstance(entry, Outlet):
            return entry
        if name in self._by_id:
            return self._by_id[name]
        raise UnknownActorError(name, "outlet", self._near(name, ActorKind.OUTLET))

    def outlets(self) -> tuple[Outlet, ...]:
        """Return the outlets."""
        return tuple(entry for entry in self if isinstance(entry, Outlet))

    def outlet_by_domain(self, domain: str) -> Outlet | None:
        """Return the outlet that a host name belongs to ("www.kompas.tv"), or None."""
        labels = domain.lower().strip(".").split(".")
        for first in range(len(labels) - 1):
            if (outlet := self._by_domain.get(".".join(labels[first:]))) is not None:
                return outlet
        return None

    def _short(self, language: str) -> NameTree:
        if language not in self._shorts:
            aliases = (a for e in self for a in _aliases(e, language) if a.rank == _SHORT)
            self._shorts[language] = NameTree(aliases)
        return self._shorts[language]

    def _tree(self, language: str) -> NameTree:
        if language not in self._trees:
            every = (alias for entry in self for alias in _aliases(entry, language))
            aliases = (alias for alias in every if alias.rank != _SHORT)
            self._trees[language] = NameTree(aliases, spoken(language).get("clitic", ""))
        return self._trees[language]

    def _near(self, wanted: str, kind: ActorKind | None = None) -> tuple[str, ...]:
        known: dict[str, str] = {}
        for entry in self:
            if kind is None or entry.kind is kind:
                known[entry.code.casefold()] = entry.code
                known[self.name(entry.code).casefold()] = entry.code
        close = get_close_matches(wanted.casefold(), known, n=3)
        return tuple(dict.fromkeys(known[name] for name in close))


def lends_to(language: str) -> str:
    """Return the language whose names texts in a language borrow: English, if none is told."""
    lender: str = spoken(language).get("borrows", ENGLISH)
    return lender


def _holds(spell: Interval, on: date) -> bool:
    return (spell.start is None or spell.start <= on) and (spell.end is None or on <= spell.end)


def _aliases(entry: Record, language: str) -> Iterator[Alias]:
    """Yield every way in which a text in a language names an actor."""
    spells = tuple(_ordinals(spell) for spell in entry.spells)
    for field in entry.words:
        for text in _words(entry, field, language):
            yield _alias(entry, field, text, spells)
    if isinstance(entry, Outlet):  # "dikutip dari detik.com"
        for domain in entry.domains:
            yield _alias(entry, "names", domain, spells)
    for person in entry.people:
        for text in (person.name, *person.aliases):
            yield _alias(entry, "people", text, (_ordinals(person.term),))


def _alias(entry: Record, field: str, text: str, spells: tuple[tuple[int, int], ...]) -> Alias:
    kind = _KINDS[field]
    return Alias(text, entry.code, entry.kind, kind, _RANKS[field], spells, text in entry.ambiguous)


def _words(entry: Record, field: str, language: str) -> Iterator[str]:
    """Yield the words of a field in a language, or in the nearest that it takes over from."""
    told, by_language = spoken(language), entry.words[field]
    lender = lends_to(language)
    kin = next((one for one in (*lineage(language), lender) if one in by_language), lender)
    own = by_language.get(kin, ())
    yield from own
    if field == "adjectives" and "plurals" in told:  # "Russians", "Israelis"
        after, ending = tuple(told["plurals"]["after"]), told["plurals"]["ending"]
        yield from (text + ending for text in own if text.endswith(after))
    borrowed = field == "not" or (entry.kind is not ActorKind.STATE and field in _BORROWED_FIELDS)
    if borrowed and lender != language:
        yield from (text for text in by_language.get(lender, ()) if len(text) >= _BORROWED)


def _ordinals(spell: Interval) -> tuple[int, int]:
    start, end = spell.start or date.min, spell.end or date.max
    return start.toordinal(), end.toordinal()
