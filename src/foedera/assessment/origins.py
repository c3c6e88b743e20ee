"""How many sources say a thing apart from one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.assessment.interest import UNNAMED, voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.proposed import Telling
    from foedera.claims.claim import Claim
    from foedera.identifiers import ContentId

    #: Gives each report one name for it and all copies of its text; those of which it says
    #: nothing stand for themselves.
    Folded = Mapping[ContentId, ContentId]


@dataclass(frozen=True, slots=True)
class Heard:
    """One claim's word on a step, with the claim itself."""

    telling: Telling
    claim: Claim

    @property
    def nearest(self) -> tuple[str, ...]:
        """Who is nearest to the fact: the first of the chain, else whoever tells the report."""
        return self.claim.sources[0].actors if self.claim.sources else (self.telling.teller,)


@dataclass(frozen=True, slots=True)
class Origins:
    """Where what is told comes from.

    Attributes:
        voices: Those who said it apart from one another: one set of names for each.
        texts: How many texts tell it, copies counted once.
    """

    voices: tuple[frozenset[str], ...]
    texts: int

    def beyond(self, others: Origins) -> bool:
        """Tell whether somebody says it who is not among others."""
        return any(not any(one & other for other in others.voices) for one in self.voices)


def origins(heard: Iterable[Heard], folded: Folded, catalogue: Catalogue) -> Origins:
    """Tell who says a thing apart from one another.

    A voice counts once, however many reports carry it. Where a text names who said it, its
    headline and its own prose are no second origin beside that.

    Args:
        heard: Those who say it.
        folded: Which reports carry one text.
        catalogue: Who speaks for whom.
    """
    by_text: dict[ContentId, list[Heard]] = {}
    for one in heard:
        document = one.telling.document
        by_text.setdefault(folded.get(document, document), []).append(one)
    voices: list[frozenset[str]] = []
    for text in by_text.values():
        voices += _named(text, catalogue) or [_teller(one, catalogue) for one in text[:1]]
    return Origins(joined(voices), len(by_text))


def _named(text: Sequence[Heard], catalogue: Catalogue) -> list[frozenset[str]]:
    """Return those whom a text names as having said it."""
    told = (one.nearest for one in text if one.claim.sources)
    return [frozenset(voice(a, catalogue) for a in actors) for actors in told if _names(actors)]


def _names(actors: Sequence[str]) -> bool:
    return UNNAMED not in actors


def _teller(one: Heard, catalogue: Catalogue) -> frozenset[str]:
    return frozenset({voice(one.telling.teller, catalogue)})


def joined(voices: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Make one of those that share a voice: what three said jointly, one of them says again."""
    apart: list[frozenset[str]] = []
    for one in voices:
        shared = [other for other in apart if other & one]
        apart = [other for other in apart if other not in shared]
        apart.append(one.union(*shared))
    return tuple(sorted(apart, key=sorted))
