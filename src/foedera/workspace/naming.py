"""Finds what a person calls a treaty or a state: by code, by name, in either language."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from foedera.actors.actor import ActorKind
from foedera.actors.errors import UnknownActorError
from foedera.treaties import Truth, UnknownInstrumentError, status
from foedera.workspace.errors import AmbiguousInstrumentError, NotAStateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedera.actors.catalogue import Catalogue
    from foedera.identifiers import ActorId
    from foedera.treaties import Candidate, Instrument, Registry

#: Languages in which a person may write names.
WRITTEN: Final = ("en", "id")
#: Candidates this close to the best may be meant as well.
_CLOSE: Final = 0.05
#: Below this a candidate is no more than a hint.
_LIKELY: Final = 0.5
#: Candidates named in an error.
_NEAR: Final = 5


def named_instrument(called: str, registry: Registry, catalogue: Catalogue) -> Instrument:
    """Return the instrument that an identifier or a name stands for.

    Raises:
        UnknownInstrumentError: Nothing is called that; what comes near is named.
        AmbiguousInstrumentError: Several instruments may be meant.
    """
    if called in registry:
        return registry.instrument(called)
    parties = {actor for _, actor in mentioned(called, catalogue)}
    found = registry.find(parties, called)
    likely = [one for one in found if one.named or one.score >= _LIKELY]
    if not likely:
        near = [one.instrument.id for one in found[:_NEAR]]
        raise UnknownInstrumentError(called, near or registry.near(called))
    rivals = [one for one in likely if _as_good(one, likely[0])]
    if len(rivals) > 1:
        titled = [one for one in rivals if _bears(one.instrument, called)]
        rivals = titled if len(titled) == 1 else rivals
    if len(rivals) > 1:
        raise AmbiguousInstrumentError(called, [one.instrument.id for one in rivals])
    return rivals[0].instrument


def _bears(one: Instrument, called: str) -> bool:
    """Tell whether a name is an instrument's own, word for word."""
    return called.casefold() in {name.casefold() for name in one.names()}


def _as_good(one: Candidate, best: Candidate) -> bool:
    return one.named == best.named and best.score - one.score < _CLOSE


def named_state(called: str, catalogue: Catalogue, on: date | None = None) -> ActorId:
    """Return the state that a code or a name stands for, whatever the case of its letters.

    Raises:
        UnknownActorError: No state is called that; codes that come near are named.
        NotAStateError: It is the name of an organisation or an armed group.
    """
    code = called.strip()
    if code.upper() in catalogue and catalogue.kind(code.upper()) is ActorKind.STATE:
        return catalogue.state(code.upper()).code
    found = [
        actor
        for words in (code, code.title(), code.upper())
        for actor in _whole(words, catalogue, on)
    ]
    states = [actor for actor in found if catalogue.kind(actor) is ActorKind.STATE]
    if states:
        return states[0]
    if found:
        raise NotAStateError(called, catalogue.kind(found[0]).value)
    raise UnknownActorError(called, "state", near_states(called, catalogue))


def near_states(called: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return codes of states whose code or name, in any language, looks like some words."""
    known: dict[str, str] = {}
    for state in catalogue.states():
        known[state.code.casefold()] = state.code
        known |= {catalogue.name(state.code, one).casefold(): state.code for one in WRITTEN}
    close = get_close_matches(called.casefold(), known, n=3)
    return tuple(dict.fromkeys(known[name] for name in close))


def members(organisation: ActorId, registry: Registry, on: date) -> tuple[ActorId, ...]:
    """Return the states bound that day by the instruments an organisation rests on."""
    found: dict[ActorId, None] = {}
    for one in registry.instruments:
        if one.organisation == organisation:
            parts = status(one, on).participations
            found |= {part.state: None for part in parts if part.bound is Truth.YES}
    return tuple(sorted(found))


def _whole(words: str, catalogue: Catalogue, on: date | None) -> list[ActorId]:
    """Return the actor that some words name as a whole."""
    named = mentioned(words, catalogue, on)
    return [actor for each, actor in named if _plain(each) == _plain(words)]


def _plain(words: str) -> str:
    return words.casefold().removeprefix("the ")


def mentioned(
    text: str, catalogue: Catalogue, on: date | None = None
) -> Iterator[tuple[str, ActorId]]:
    """Yield the actors that a text names, by name in either language, in its order."""
    found: dict[int, tuple[str, ActorId]] = {}
    for language in WRITTEN:
        for one in catalogue.mentions(text, language, on):
            words = one.span.of(text)
            known = found.get(one.span.start)
            if known is None or len(known[0]) < len(words):
                found[one.span.start] = (words, one.actor)
    yield from (found[start] for start in sorted(found))
