"""Who says it: texts with their copies folded, first speakers, and how many are independent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.assessment.interest import UNNAMED, voice
from foedera.assessment.origins import joined
from foedera.claims.claim import Modality
from foedera.documents.duplicates import copies
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from foedera.actors.catalogue import Catalogue
    from foedera.claims.claim import Claim
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId


@dataclass(frozen=True, slots=True)
class Text:
    """One text, and the reports that carry it.

    Attributes:
        documents: The reports, the earliest first; copies of one text stand together.
        teller: Who speaks where the text speaks in its own voice: the agency that one of
            the copies credits, else the outlet of the earliest.
        day: The day on which it was first published; None where no copy has one.
    """

    documents: tuple[RecordedDocument, ...]
    teller: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The one nearest the fact of whom a report says that they say it.

    Attributes:
        actors: Catalogue codes, or names as written; several where they say it together.
        text: For somebody who is not named: in which text. Of two unnamed sources nobody
            knows whether they are one.
    """

    actors: tuple[str, ...]
    text: int | None = None

    @property
    def named(self) -> bool:
        """Whether the report says who it is."""
        return self.text is None


class Role(Enum):
    """What a telling adds to what was told before."""

    FIRST = "first"  # nobody had it from this first speaker before
    CHANGES = "changes"  # the same first speaker, with another figure or another sureness
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True)
class Telling:
    """What one first speaker says of the act in one text, copies folded.

    Attributes:
        claims: The claims that say it, the earliest first; one at least.
        text: The number of the text among the story's.
        origin: Who says it first.
        day: The first day on which it was reported so.
        own: Whether the text says it in its own voice.
        echo: Whether it does so beside somebody whom it cites for it, as a headline does:
            its own voice is then no source of its own.
        role: What it adds.
    """

    claims: tuple[RecordedClaim, ...]
    text: int
    origin: Origin
    day: date | None
    own: bool
    echo: bool = False
    role: Role = Role.FIRST

    @property
    def claim(self) -> Claim:
        """The earliest of its claims."""
        return self.claims[0].claim

    @property
    def shown(self) -> RecordedClaim:
        """The claim whose words to show: the earliest from a report's prose, if there is one."""
        prose = (one for one in self.claims if one.claim.section is LineKind.BODY)
        return next(prose, self.claims[0])

    @property
    def denied(self) -> bool:
        """Whether it denies the act."""
        return self.claim.modality is Modality.DENIED

    @property
    def asserted(self) -> bool:
        """Whether it says that the act was done, at least by estimate."""
        return self.claim.modality in (Modality.ASSERTED, Modality.ESTIMATED)


@dataclass(frozen=True, slots=True)
class Support:
    """How many say a thing, by what is counted.

    Attributes:
        reports: How many reports.
        texts: How many texts, copies of one counting as one.
        named: How many first speakers that are named, the tellers of texts included. A
            government's agency is its state, and those who say it together are one.
        unnamed: In how many texts it is said by somebody unnamed.
    """

    reports: int
    texts: int
    named: int
    unnamed: int

    @property
    def origins(self) -> int:
        """How many independent sources there are at most: first speakers of any kind."""
        return self.named + self.unnamed


def texts_of(documents: Iterable[RecordedDocument]) -> tuple[Text, ...]:
    """Return the texts that reports carry, the earliest first, copies of one folded."""
    by_id = {one.id: one for one in documents}
    groups = ([by_id[each] for each in group] for group in copies(by_id.values()))
    return tuple(Text(tuple(group), _teller(group), group[0].day) for group in groups)


def numbered(texts: Sequence[Text]) -> Mapping[ContentId, int]:
    """Return the number of the text that each report carries."""
    return {one.id: number for number, text in enumerate(texts) for one in text.documents}


def origin_of(claim: Claim, text: Text, number: int) -> Origin:
    """Return who says it first, of the chain that a claim gives.

    Args:
        claim: The claim.
        text: The text it stands in.
        number: The number of that text.
    """
    if not claim.sources:
        return Origin((text.teller,))
    actors = tuple(sorted(set(claim.sources[0].actors)))
    return Origin(actors, number if set(actors) <= {UNNAMED} else None)


def support(tellings: Iterable[Telling], catalogue: Catalogue) -> Support:
    """Count who says it, by reports, by texts and by first speakers.

    Args:
        tellings: Those who say it.
        catalogue: Who speaks for whom.
    """
    told = list(tellings)
    speaking = {one.origin for one in told if not one.echo}
    named = (origin.actors for origin in speaking if origin.named)
    voices = (frozenset(voice(actor, catalogue) for actor in actors) for actors in named)
    return Support(
        reports=len({claim.document for one in told for claim in one.claims}),
        texts=len({one.text for one in told}),
        named=len(joined(voices)),
        unnamed=sum(not origin.named for origin in speaking),
    )


def _teller(group: Collection[RecordedDocument]) -> str:
    wires = sorted(one.teller for one in group if one.wires)
    return wires[0] if wires else next(iter(group)).teller
