"""Claims, pacts and steps as the ledger keeps them: each with its words and its report."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - fields are read at run time
from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - ditto
from typing import TYPE_CHECKING

import msgspec

from foedera.claims.claim import Claim  # noqa: TC001 - ditto
from foedera.identifiers import ActorId, ContentId, InstrumentId, content_id
from foedera.treaties.steps import Step  # noqa: TC001 - ditto

if TYPE_CHECKING:
    from foedera.spans import Span


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """One claim on record.

    Attributes:
        id: Named after its report and its content: ``clm-…``. Which rules read it is
            no part of that.
        document: The report it stands in.
        place: Its place among the claims of its report, from 0.
        claim: The claim; its spans point into the report's text.
        words: The words of every span of the claim, by ``start-end``.
        reported_on: Day of the report; None where it is not known.
        recorded_at: When it was recorded, in UTC; None before it is.
        closed_at: When a later reading of the report no longer found it; None while it
            stands.
    """

    id: ContentId
    document: ContentId
    place: int
    claim: Claim
    words: Mapping[str, str] = field(repr=False, hash=False)
    reported_on: date | None = None
    recorded_at: datetime | None = None
    closed_at: datetime | None = None

    def of(self, span: Span | None) -> str | None:
        """Return the words of one of the claim's spans; None for none."""
        return None if span is None else self.words[f"{span.start}-{span.end}"]

    @property
    def sentence(self) -> str:
        """The sentence that states it."""
        return self.words[f"{self.claim.span.start}-{self.claim.span.end}"]


@dataclass(frozen=True, slots=True)
class RecordedPact:
    """One agreement that a report on record speaks of.

    Attributes:
        id: Named after its report and its content: ``pct-…``.
        document: The report.
        instrument: Its registry entry; where it has none, what to call it after its
            parties: ``unregistered-prk-rus``.
        registered: Whether the registry had it when the report was read.
        parties: Its parties, as the report names them or as registered.
        candidates: Where several registered instruments fit and nothing decides: which.
        claims: Names of the claims that speak of it.
        titles: The words that name it, without doubles, in order of the text.
        reported_on: Day of the report; None where it is not known.
        recorded_at: When it was recorded, in UTC; None before it is.
    """

    id: ContentId
    document: ContentId
    instrument: InstrumentId
    registered: bool
    parties: tuple[ActorId, ...]
    candidates: tuple[InstrumentId, ...] = ()
    claims: tuple[ContentId, ...] = ()
    titles: tuple[str, ...] = ()
    reported_on: date | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """One step towards an instrument that a claim on record tells of.

    Attributes:
        id: Named after its claim and its content: ``stp-…``.
        claim: The claim that tells of it.
        document: The report of the claim.
        pact: The agreement it is a step of.
        step: Instrument, state, act and days; ``known_from`` is the day of the report and
            its evidence names the claim.
        counts: Whether the report asserts it in its own body.
        denied: Whether the claim denies it.
        recorded_at: When it was recorded, in UTC; None before it is.
    """

    id: ContentId
    claim: ContentId
    document: ContentId
    pact: ContentId
    step: Step
    counts: bool
    denied: bool
    recorded_at: datetime | None = None


def claim_id(document: ContentId, claim: Claim) -> ContentId:
    """Name a claim after its report and what it says, whichever rules read it."""
    told = msgspec.to_builtins(claim)
    told.pop("rules")
    sources = [{k: v for k, v in one.items() if k != "rule"} for one in told["sources"]]
    return content_id("clm", {"document": document, **told, "sources": sources})


def words_of(claim: Claim, text: str) -> dict[str, str]:
    """Return the words of every span of a claim, by ``start-end``.

    Args:
        claim: The claim.
        text: The text of its report.
    """
    found: dict[str, str] = {}
    _gather(msgspec.to_builtins(claim), text, found)
    return found


def _gather(told: object, text: str, found: dict[str, str]) -> None:
    if isinstance(told, dict):
        if told.keys() == {"start", "end"} and isinstance(told["start"], int):
            found[f"{told['start']}-{told['end']}"] = text[told["start"] : told["end"]]
            return
        told = list(told.values())
    if isinstance(told, (list, tuple)):
        for one in told:
            _gather(one, text, found)
