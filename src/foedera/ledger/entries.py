"""What goes into the ledger together, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - fields are read at run time
from enum import Enum

from foedera.claims.recorded import (  # noqa: TC001 - ditto
    RecordedClaim,
    RecordedPact,
    RecordedStep,
)
from foedera.documents.recorded import RecordedDocument  # noqa: TC001 - ditto
from foedera.identifiers import ActorId, ContentId, InstrumentId  # noqa: TC001 - ditto


@dataclass(frozen=True, slots=True)
class Filing:
    """All that reading one report adds to the ledger, in one transaction.

    Attributes:
        document: What is known of the report.
        text: The text that every span points into.
        claims: In order of the text.
        pacts: The agreements it speaks of.
        steps: What it says was done towards them.
    """

    document: RecordedDocument
    text: str
    claims: tuple[RecordedClaim, ...] = ()
    pacts: tuple[RecordedPact, ...] = ()
    steps: tuple[RecordedStep, ...] = ()


class Filed(Enum):
    """What became of a filing."""

    NEW = "new"
    KNOWN = "known"  # on record as it is: nothing was changed
    REREAD = "reread"  # on record, but read otherwise: what no longer stands was closed


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that could not be read, kept with its reason.

    Attributes:
        id: Named after its bytes, as a document is.
        name: Where it came from.
        reason: Name of the error: ``BinaryReportError``.
        message: What the error says.
        size: Bytes that were given.
        refused_at: When, in UTC; None before it is recorded.
        kept: Whether its bytes are kept, so that it can be tried again.
    """

    id: ContentId
    name: str
    reason: str
    message: str
    size: int
    refused_at: datetime | None = None
    kept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is asked of the ledger; what is left out does not narrow it.

    Two clocks: ``known_by`` counts by the day of the report, ``recorded_by`` by the moment
    at which it came into this ledger.

    Attributes:
        acts: Names of acts, any of them.
        agents: Actors who do it, any of them.
        counterparts: Actors it is done to or with, any of them.
        between: Actors all of whom take part, on either side.
        among: Actors besides whom nobody takes part.
        instrument: The instrument spoken of.
        documents: Reports, any of them.
        claims: Claims by name, any of them.
        since: First day of a report.
        until: Last day of a report.
        known_by: Count only reports published by this day.
        recorded_by: Count only what was on record at this moment, in UTC.
        closed: Whether claims that a later reading no longer found are told of, too.
        most: At most so many, the earliest reports first; None for all.
    """

    acts: tuple[str, ...] = ()
    agents: tuple[ActorId, ...] = ()
    counterparts: tuple[ActorId, ...] = ()
    between: tuple[ActorId, ...] = ()
    among: tuple[ActorId, ...] = ()
    instrument: InstrumentId | None = None
    documents: tuple[ContentId, ...] = ()
    claims: tuple[ContentId, ...] = ()
    since: date | None = None
    until: date | None = None
    known_by: date | None = None
    recorded_by: datetime | None = None
    closed: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain of entries stands.

    Attributes:
        number: How many entries there are.
        at: When the last was made, in UTC; None where there is none.
        digest: SHA-256 over the chain, in hexadecimal.
    """

    number: int
    at: datetime | None
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was recorded.

    Attributes:
        entry: Number of the entry; 0 where it is of the file as a whole.
        where: Table, row or file.
        what: What is wrong, in English.
    """

    entry: int
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying the ledger found.

    Attributes:
        head: Where the chain stands.
        entries: How many entries were gone through.
        rows: How many rows.
        faults: What is wrong; empty where nothing is.
        sealed: Whether the file itself could be held against a digest taken when it was
            last closed; None where the ledger is no file.
    """

    head: Head
    entries: int
    rows: int
    faults: tuple[Fault, ...]
    sealed: bool | None = None
