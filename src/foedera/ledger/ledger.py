"""What every ledger can do, whatever database it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from foedera.claims.outline import Outline
    from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId
    from foedera.ledger.entries import Filed, Filing, Head, Refused, Sought, Verified
    from foedera.ledger.listing import ReportsSought, Trace
    from foedera.ledger.searches import Changes, Covered, Facets, Found, Made, Recent, Search
    from foedera.ledger.telling import ToldOf


class Ledger(Protocol):
    """An append-only record of documents, claims and decisions.

    Nothing is ever altered or removed. Each write is one entry, whole or not at all, chained
    to the one before it. Moments are in UTC and given by the caller; an entry never has an
    earlier moment than the one before it.
    """

    @property
    def address(self) -> str:
        """Where it lies: a file's path, or an address without its password."""

    # Writing -------------------------------------------------------------------------

    def file(self, filing: Filing, data: bytes, at: datetime, *, again: bool = False) -> Filed:
        """Record what was read of one report.

        Args:
            filing: What was read.
            data: The bytes of the report as they were given.
            at: The moment.
            again: Whether a report on record is replaced by this reading of it.
        """

    def quarantine(self, refused: Refused, data: bytes | None, at: datetime) -> bool:
        """Keep a report that could not be read; False where it is kept already."""

    def release_from_quarantine(self, refused: ContentId, at: datetime) -> None:
        """Record that a report in quarantine has been read after all."""

    def decide(
        self, decisions: Sequence[Decision], at: datetime, *, seen: int | None = None
    ) -> int:
        """Record decisions; those on record are passed over. Return how many were new.

        Args:
            decisions: In the order in which they were taken.
            at: The moment.
            seen: Number of the last entry that the coder knew of (``Head.number``). Where
                somebody else has openly decided or undone one of the subjects since,
                nothing is recorded. None for decisions that are to be kept in any case.

        Raises:
            UnknownDecisionError: One undoes a decision that is not on record.
            OvertakenError: Somebody else was first.
        """

    def note_release(self, name: str, told: Mapping[str, str], at: datetime) -> None:
        """Record that a release was made, and what it holds: digests by file."""

    # Asking --------------------------------------------------------------------------

    def knows(self, document: ContentId) -> bool:
        """Tell whether a report is on record."""

    def document(self, document: ContentId) -> RecordedDocument:
        """Return a report on record.

        Raises:
            NotOnRecordError: It is not.
        """

    def documents(self, sought: Sought) -> Iterator[RecordedDocument]:
        """Yield reports in order of their days, then of their names."""

    def reports(self, sought: ReportsSought) -> tuple[RecordedDocument, ...]:
        """Return a page of reports, the latest first, undated ones last; of a day by name."""

    def holder(self, name: ContentId) -> ContentId | None:
        """Return the report that a claim, a step or an agreement stands in; None for none."""

    def traces(self, name: ContentId) -> tuple[Trace, ...]:
        """Return the entries that something on record came with, then those that closed it.

        Args:
            name: Of a report, a claim, a step, an agreement or a decision.
        """

    def text(self, document: ContentId, recorded_by: datetime | None = None) -> str:
        """Return the text of a report, as it was last read. Raises ``NotOnRecordError``.

        Args:
            document: The report.
            recorded_by: As it had been read by this moment; None for now.
        """

    def data(self, document: ContentId) -> bytes | None:
        """Return the bytes of a report, or of one in quarantine; None where not kept."""

    def claims(self, sought: Sought) -> Iterator[RecordedClaim]:
        """Yield claims in order of the days of their reports, then as in the reports."""

    def outlines(self, sought: Sought) -> Iterator[Outline]:
        """Yield claims in outline, in the same order: many at little cost.

        Acts, instrument, days, clocks and ``between`` narrow them; all else does not.
        """

    def steps(self, sought: Sought) -> Iterator[RecordedStep]:
        """Yield steps that claims tell of, in the same order."""

    def pacts(self, sought: Sought) -> Iterator[RecordedPact]:
        """Yield agreements that reports speak of, in the same order.

        Instrument, documents, days and clocks narrow them; acts, actors and claims do not.
        """

    def told_of(self) -> tuple[ToldOf, ...]:
        """Return how much is told of each instrument, those first of which most is."""

    def told_until(self) -> int:
        """Return the number of the last entry since which ``told_of`` tells the same."""

    def decisions(
        self,
        *,
        recorded_by: datetime | None = None,
        subjects: Sequence[ContentId] = (),
        after: int = 0,
    ) -> tuple[Decision, ...]:
        """Return decisions in the order in which they were recorded.

        Args:
            recorded_by: Count only what was on record at this moment; None for now.
            subjects: Only those on these; empty for all.
            after: Only those that came with a later entry than this (``Head.number``).
        """

    def decision_hashes(self) -> Mapping[ContentId, str]:
        """Return the hash of each decision, chained to the one before it."""

    def refused(self) -> tuple[Refused, ...]:
        """Return the reports in quarantine, the oldest first."""

    def releases(self) -> tuple[tuple[str, datetime, Mapping[str, str]], ...]:
        """Return the releases made: name, moment and digests by file, the oldest first."""

    def counts(self, recorded_by: datetime | None = None) -> Mapping[str, int]:
        """Return how many there are: documents, claims, steps, decisions, refused."""

    def head(self, recorded_by: datetime | None = None) -> Head:
        """Return where the chain stands, or stood at a moment."""

    # Looking around ------------------------------------------------------------------

    def search(self, search: Search) -> Found:
        """Return a page of the claims that fit.

        Raises:
            UnknownPlaceError: ``search.after`` is nothing that a page before gave.
        """

    def facets(self, search: Search, of: Sequence[str], most: int = 12) -> Mapping[str, Facets]:
        """Count the claims that fit, on all pages, by what they are.

        Args:
            search: What is looked for.
            of: Names of facets: see ``FACETS``.
            most: At most so many values of each.

        Raises:
            UnknownFacetError: There is none of that name.
        """

    def changes(
        self, after: int | datetime, *, recorded_by: datetime | None = None, most: int = 1000
    ) -> Changes:
        """Return what became of claims after an entry, as far as fits on a page.

        Args:
            after: The entry's number, 0 for the beginning; or a moment, to be told of all that
                was recorded at it or later.
            recorded_by: Count only what was on record at this moment; None for now.
            most: End the page after so many claims, but never within an entry.
        """

    def entries(
        self,
        after: int | datetime = 0,
        *,
        recorded_by: datetime | None = None,
        most: int = 50,
    ) -> tuple[Made, ...]:
        """Return entries made after another, the newest first; see ``changes``."""

    def recent(
        self,
        after: int | datetime,
        *,
        recorded_by: datetime | None = None,
        most: int = 10,
    ) -> Recent:
        """Return what came into the ledger after an entry, the newest first.

        Args:
            after: See ``changes``.
            recorded_by: Count only what was on record at this moment; None for now.
            most: At most so many of each kind.
        """

    def coverage(self, recorded_by: datetime | None = None) -> tuple[Covered, ...]:
        """Return what is on record by outlet, language and month, in that order."""

    # Keeping -------------------------------------------------------------------------

    def verify(self) -> Verified:
        """Go through every row and entry, and tell what is not as it was recorded."""

    def backup(self, place: Path) -> Head:
        """Write a copy into one file, while others may write; the file is a ledger itself.

        Raises:
            UnwritableLedgerError: It cannot be written; what stood there is left alone.
        """

    def close(self) -> None:
        """Let go of the database."""
