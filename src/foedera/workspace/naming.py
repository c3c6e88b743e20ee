"""Finds what a person calls a treaty or a state: by code, by name, in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.actors.actor import ActorKind
from foedera.actors.errors import UnknownActorError
from foedera.treaties import UnknownInstrumentError
from foedera.workspace.errors import AmbiguousInstrumentError

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
        raise AmbiguousInstrumentError(called, [one.instrument.id for one in rivals])
    return rivals[0].instrument


def _as_good(one: Candidate, best: Candidate) -> bool:
    return one.named == best.named and best.score - one.score < _CLOSE


def named_state(called: str, catalogue: Catalogue, on: date | None = None) -> ActorId:
    """Return the state that a code or a name stands for.

    Raises:
        UnknownActorError: No state is called that; codes that come near are named.
    """
    code = called.strip()
    if code.upper() in catalogue and catalogue.kind(code.upper()) is ActorKind.STATE:
        return catalogue.state(code.upper()).code
    whole = [actor for words, actor in mentioned(code, catalogue, on) if words == code]
    if whole and catalogue.kind(whole[0]) is ActorKind.STATE:
        return whole[0]
    raise UnknownActorError(called, "state", catalogue.near_states(called))


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
