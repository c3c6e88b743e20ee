"""The evidence for one fact: whose words it rests on, who denies it, and who decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - fields are read at run time
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.ledger import Head
    from foedera.treaties import Step


class FactKind(Enum):
    """What a fact is."""

    CLAIM = "claim"
    STORY = "story"  # one act, as many reports tell it
    STEP = "step"  # of treaty life, as one claim tells it
    PROPOSAL = "proposal"
    DECISION = "decision"
    EVENT = "event"  # a step that was accepted
    STATUS = "status"  # where an instrument stands on a day


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One claim that a fact rests on, or that denies it, in its context.

    Attributes:
        claim: The claim.
        document: Its report.
        headline: The report's headline.
        before: Sentences before its own.
        after: Sentences after it.
        copies: Further reports that carry the same text.
    """

    claim: RecordedClaim
    document: RecordedDocument
    headline: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    copies: tuple[RecordedDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision that bears on a fact.

    Attributes:
        decision: The decision.
        hash: Its hash, chained to the decision before it.
        stands: Whether it has not been undone.
    """

    decision: Decision
    hash: str | None
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The evidence for one fact.

    Attributes:
        kind: What the fact is.
        id: What it is called.
        on: For a status: on which day.
        known_by: Only reports published by this day were counted.
        recorded_by: Only what was on record at this moment was counted.
        step: The step that it is, or is about.
        status: For a status: where the instrument stands, as plain data.
        evidence: What it rests on, the fact's own claim first, then by day.
        against: Who denies it, by day.
        rulings: What coders decided of it, in order.
        head: Where the ledger's chain stood.
        releases: Names and moments of the releases made since it was on record.
    """

    kind: FactKind
    id: str
    on: date | None = None
    known_by: date | None = None
    recorded_by: datetime | None = None
    step: Step | None = None
    status: Mapping[str, Any] | None = None
    evidence: tuple[Exhibit, ...] = ()
    against: tuple[Exhibit, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    head: Head
    releases: tuple[tuple[str, datetime], ...] = ()
