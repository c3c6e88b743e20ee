"""Finds the instrument a text means by its parties and the words it uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from foedera.resources import record
from foedera.treaties.certainty import Truth, happened
from foedera.treaties.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.shelf import Card, Shelf

#: What each kind of agreement weighs; sums lie between 0 and 1.
_PARTIES_ALL = 0.5
_FEW_OF_MANY = 0.3  # least share of the above: two parties named of forty
_ENOUGH_PARTIES = 0.4  # share of its parties that alone makes an instrument a candidate
_NAMED = 0.5
_PARTLY_NAMED = 0.3
_KIND = 0.2
_ENDED = 0.5  # factor for what had ended by the day of the text
_ENOUGH_WORDS = 0.6  # share of a title's words that must occur for a part to count
_RECORDS = 1024  # of instruments by day, which are kept: a report asks for some of them often
_KEPT = 4096  # instruments, and texts, of which what is worked out is kept


@dataclass(frozen=True, slots=True)
class Candidate:
    """An instrument that a text may mean.

    Attributes:
        instrument: Which.
        score: How well it fits, from 0 to 1; only the order means anything.
        reasons: What fits: ``parties:PRK,RUS``, ``title:Treaty of ...``, ``kind:...``,
            ``ended``.
        named: Whether the words are one of its own titles or aliases.
    """

    instrument: Instrument
    score: float
    reasons: tuple[str, ...]
    named: bool


def candidates(
    shelf: Shelf, parties: frozenset[ActorId], words: str, on: date | None
) -> tuple[Candidate, ...]:
    """Return the instruments that fit the parties and the words, best first.

    A list of parties that names a state foreign to the instrument rules it out, unless
    the words are its very name; for two states' own treaty even then, since titles such
    as "Reciprocal Access Agreement" are shared, unless both are in the list.
    """
    wanted = _words(words)
    meant, found = _kinds_meant(wanted), []
    for card in _drawers(shelf).drawn(parties, wanted):
        known = _known(card)
        title, share, whole = _best_title(known, wanted)
        strange = parties.isdisjoint(known.concerned)
        if strange and (share < 1 or (parties and not whole)):
            continue  # what follows could only rule it out, at some cost
        instrument = shelf[card.id]
        begun = _begun(instrument, on)
        if begun is None:
            continue
        told = _Told(parties, title, share, meant & _kinds_of(instrument))
        if (candidate := _candidate(instrument, told, begun)) is not None:
            found.append(candidate)
    return tuple(sorted(found, key=lambda one: (-one.score, -_last_day(one), one.instrument.id)))


class _Drawers:
    """Finds the cards that a text may mean at all, so that not each is held against it.

    Those of the parties named; those of which some name may stand in the text, since its
    rarest word does; where no party is named, those of which a name holds all its words.
    """

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards
        self._by_actor: dict[ActorId, set[int]] = {}
        self._by_word: dict[str, set[int]] = {}
        self._by_rarest: dict[str, set[int]] = {}
        for place, card in enumerate(cards):
            for actor in card.concerned:
                self._by_actor.setdefault(actor, set()).add(place)
            for _, words, _ in _known(card).names:
                for word in words:
                    self._by_word.setdefault(word, set()).add(place)
        for place, card in enumerate(cards):
            for _, words, _ in _known(card).names:
                if words:
                    rarest = min(words, key=lambda word: (len(self._by_word[word]), word))
                    self._by_rarest.setdefault(rarest, set()).add(place)

    def drawn(self, parties: frozenset[ActorId], wanted: tuple[str, ...]) -> Iterator[Card]:
        """Yield the cards to hold a text against, in their order."""
        none: set[int] = set()
        places = none.union(*(self._by_actor.get(one, none) for one in parties))
        places |= none.union(*(self._by_rarest.get(word, none) for word in set(wanted)))
        if not parties and wanted:
            first, *others = (self._by_word.get(word, none) for word in set(wanted))
            places |= first.intersection(*others)
        yield from (self._cards[place] for place in sorted(places))


@lru_cache(maxsize=4)
def _drawers(shelf: Shelf) -> _Drawers:
    return _Drawers(shelf.cards)


class _Known(NamedTuple):
    """What the words of a text are held against, of one instrument.

    Attributes:
        names: Titles and aliases, each with its words, and those joined.
        concerned: Whoever was ever bound by it or acted on it, and its organisation.
    """

    names: tuple[tuple[str, frozenset[str], str], ...]
    concerned: frozenset[ActorId]


@lru_cache(maxsize=_KEPT)
def _known(card: Card) -> _Known:
    parts = [(name, _words(name)) for name in card.names()]
    names = tuple((name, frozenset(words), _joined(words)) for name, words in parts)
    return _Known(names, card.concerned)


class _Told(NamedTuple):
    """What a text tells of an agreement.

    Attributes:
        parties: Named as its parties.
        title: The title of an instrument that fits its words best.
        share: How much of that occurs; 1 for all.
        kinds: The instrument's kinds that are named.
    """

    parties: frozenset[ActorId]
    title: str
    share: float
    kinds: frozenset[str]


def _candidate(instrument: Instrument, told: _Told, begun: Record) -> Candidate | None:
    parties, title, share, kinds = told
    reasons, score = [], 0.0
    if share == 1:
        score += _NAMED
        reasons.append(f"title:{title}")
    elif share >= _ENOUGH_WORDS:
        score += _PARTLY_NAMED * share
        reasons.append(f"title:{title}")
    bound = {*begun.states, *([instrument.organisation] if instrument.organisation else [])}
    if parties & bound:
        strangers = parties - bound
        if strangers and (share < 1 or (instrument.bilateral and not bound <= parties)):
            return None
        by_name = instrument.organisation in parties
        near = 1.0 if by_name else len(parties & bound) / len(bound)
        if near < _ENOUGH_PARTIES and not (reasons or kinds):
            return None
        score += _PARTIES_ALL * max(_FEW_OF_MANY, near)
        reasons.append(f"parties:{','.join(sorted(parties & bound))}")
    elif share < 1:
        return None
    if kinds:
        score += _KIND
        reasons.append(f"kind:{','.join(sorted(kinds))}")
    if happened(begun.ended, begun.on) is Truth.YES:
        score *= _ENDED
        reasons.append("ended")
    return Candidate(instrument, round(min(score, 1.0), 4), tuple(reasons), share == 1)


@lru_cache(maxsize=_RECORDS)
def _begun(instrument: Instrument, on: date | None) -> Record | None:
    """Return what the registered steps up to a day make of an instrument."""
    ends = (step.when.end or step.when.start for step in instrument.steps)
    day = on or max((end for end in ends if end), default=None)
    if day is None:
        return None
    begun = Record(instrument, instrument.steps, day)
    return begun if begun.steps else None


def _last_day(candidate: Candidate) -> int:
    days = [step.when.start for step in candidate.instrument.steps if step.when.start]
    return max((day.toordinal() for day in days), default=0)


def _best_title(known: _Known, wanted: tuple[str, ...]) -> tuple[str, float, bool]:
    """Return the title that fits best, how much of it occurs, and whether all of it does.

    Words that are part of a title ("mutual assistance treaty") fit it as well as can be,
    but many instruments may have such a part.
    """
    best, share = "", 0.0
    joined, words = _joined(wanted), frozenset(wanted)
    part = ""
    for name, parts, line in known.names:
        if not parts:
            continue
        if line in joined:
            return name, 1.0, True
        if len(wanted) > 2 and joined in line:  # noqa: PLR2004 - two words name no treaty
            part = part or name
        common = len(parts & words) / len(parts)
        if common > share:
            best, share = name, min(common, 0.99)
    return (part, 1.0, False) if part else (best, share, False)


def _runs(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Tell whether ``part`` stands in ``whole`` as a run of words."""
    return bool(part) and _joined(part) in _joined(whole)


def _joined(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


@lru_cache(maxsize=_KEPT)
def _kinds_of(instrument: Instrument) -> frozenset[str]:
    kinds = {f"obligation {one.kind.value}" for one in instrument.obligations}
    return frozenset({*kinds, f"instrument {instrument.kind.value}"})


def _kinds_meant(wanted: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        kind for phrase, kinds in _kind_phrases().items() if _runs(phrase, wanted) for kind in kinds
    )


@cache
def _kind_phrases() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    table = record("law/names_of_kinds.yaml")
    return {_words(phrase): tuple(kinds) for phrase, kinds in table.items()}


@lru_cache(maxsize=_KEPT)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))
