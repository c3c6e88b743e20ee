"""The ledger over SQL: one layer for SQLite in a file and for Postgres."""

from __future__ import annotations

import json
from contextlib import closing
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sqlalchemy import select

from foedera.ledger import (
    asking,
    changes,
    keeping,
    listing,
    outlining,
    recording,
    rows,
    sealing,
    telling,
    verifying,
)
from foedera.ledger.chain import START, moment
from foedera.ledger.connecting import is_postgres, reading, shown, writing
from foedera.ledger.entries import Head, Sought
from foedera.ledger.errors import NotOnRecordError
from foedera.ledger.pulse import Pulse
from foedera.ledger.storing import storage_of
from foedera.ledger.tables import (
    CLAIM,
    DECISION,
    DOCUMENT,
    ENTRY,
    ORIGINAL,
    PACT,
    QUARANTINE,
    RELEASE,
    STEP,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Row

    from foedera.claims.outline import Outline
    from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId
    from foedera.ledger.entries import Filed, Filing, Refused, Verified
    from foedera.ledger.finding import Finder
    from foedera.ledger.listing import ReportsSought, Trace
    from foedera.ledger.searches import Changes, Covered, Facets, Found, Made, Recent, Search
    from foedera.ledger.storing import Storage
    from foedera.ledger.telling import ToldOf

_Told = TypeVar("_Told")


class SqlLedger:
    """A ledger in a database; see ``Ledger`` for what each method does.

    Args:
        engine: Opens its connections.
        address: Where it lies, password and all.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self._engine = engine
        self._address = address
        self._written = False
        self._head = Head(0, None, START)
        self._pulse = None if is_postgres(address) else Pulse(engine)
        self._beaten: int | None = None

    @property
    def address(self) -> str:
        """Where it lies: a file's path, or an address without its password."""
        return shown(self._address)

    # Writing -------------------------------------------------------------------------

    def file(self, filing: Filing, data: bytes, at: datetime, *, again: bool = False) -> Filed:
        """Record what was read of one report."""
        with writing(self._engine, self._address) as connection:
            filed = recording.file(connection, filing, data, at, again=again)
        self._written = True
        return filed

    def quarantine(self, refused: Refused, data: bytes | None, at: datetime) -> bool:
        """Keep a report that could not be read; False where it is kept already."""
        with writing(self._engine, self._address) as connection:
            new = recording.quarantine(connection, refused, data, at)
        self._written = True
        return new

    def release_from_quarantine(self, refused: ContentId, at: datetime) -> None:
        """Record that a report in quarantine has been read after all.

        Raises:
            NotOnRecordError: Nothing of that name is in quarantine.
        """
        if not rows.storable(refused):
            raise NotOnRecordError(refused)
        with writing(self._engine, self._address) as connection:
            if not recording.release_from_quarantine(connection, refused, at):
                raise NotOnRecordError(refused)
        self._written = True

    def decide(
        self, decisions: Sequence[Decision], at: datetime, *, seen: int | None = None
    ) -> int:
        """Record decisions; return how many were new."""
        with writing(self._engine, self._address) as connection:
            new = recording.decide(connection, decisions, at, seen)
        self._written = True
        return new

    def note_release(self, name: str, told: Mapping[str, str], at: datetime) -> None:
        """Record that a release was made, and what it holds: digests by file."""
        with writing(self._engine, self._address) as connection:
            recording.note_release(connection, name, told, at)
        self._written = True

    # Asking --------------------------------------------------------------------------

    def knows(self, document: ContentId) -> bool:
        """Tell whether a report is on record."""
        chosen = select(DOCUMENT.c.entry).where(DOCUMENT.c.id == document).limit(1)
        with reading(self._engine, self._address) as connection:
            return rows.storable(document) and connection.execute(chosen).first() is not None

    def document(self, document: ContentId) -> RecordedDocument:
        """Return a report on record; ``NotOnRecordError`` where it is not."""
        found = next(iter(tuple(self.documents(Sought(documents=(document,))))), None)
        if found is None:
            raise NotOnRecordError(document)
        return found

    def documents(self, sought: Sought) -> Iterator[RecordedDocument]:
        """Yield reports in order of their days, then of their names."""
        yield from self._told(asking.documents, rows.document_of, sought)

    def reports(self, sought: ReportsSought) -> tuple[RecordedDocument, ...]:
        """Return a page of reports, the latest first."""
        with reading(self._engine, self._address) as connection:
            return tuple(listing.reports(connection, sought))

    def holder(self, name: ContentId) -> ContentId | None:
        """Return the report that a claim, a step or an agreement stands in; None for none."""
        with reading(self._engine, self._address) as connection:
            return listing.holder(connection, name)

    def traces(self, name: ContentId) -> tuple[Trace, ...]:
        """Return the entries that something on record came with, then those that closed it."""
        with reading(self._engine, self._address) as connection:
            return tuple(listing.traces(connection, name))

    def text(self, document: ContentId, recorded_by: datetime | None = None) -> str:
        """Return the text of a report; ``NotOnRecordError`` where there is none."""
        if not rows.storable(document):
            raise NotOnRecordError(document)
        chosen = select(DOCUMENT.c.text).where(DOCUMENT.c.id == document)
        with reading(self._engine, self._address) as connection:
            if recorded_by is not None:
                chosen = chosen.where(DOCUMENT.c.entry <= asking.bound(connection, recorded_by))
            row = connection.execute(chosen.order_by(DOCUMENT.c.entry.desc()).limit(1)).first()
        if row is None:
            raise NotOnRecordError(document)
        return rows.text_unpacked(row.text)

    def data(self, document: ContentId) -> bytes | None:
        """Return the bytes of a report, or of one in quarantine; None where not kept."""
        if not rows.storable(document):
            return None
        held = select(QUARANTINE.c.original).where(QUARANTINE.c.id == document)
        with reading(self._engine, self._address) as connection:
            chosen = select(ORIGINAL.c.data).where(ORIGINAL.c.id == document)
            found = connection.execute(chosen).scalar()
            found = found or connection.execute(held.order_by(QUARANTINE.c.entry.desc())).scalar()
        return None if found is None else rows.unpacked(found)

    def claims(self, sought: Sought) -> Iterator[RecordedClaim]:
        """Yield claims in order of the days of their reports, then as in the reports."""
        yield from self._told(asking.claims, rows.claim_of, sought)

    def outlines(self, sought: Sought) -> Iterator[Outline]:
        """Yield claims in outline, in the same order."""
        with reading(self._engine, self._address) as connection:
            yield from outlining.outlines(connection, sought)

    def steps(self, sought: Sought) -> Iterator[RecordedStep]:
        """Yield steps that claims tell of, in the same order."""
        yield from self._told(asking.steps, rows.step_of, sought)

    def pacts(self, sought: Sought) -> Iterator[RecordedPact]:
        """Yield agreements that reports speak of, in the same order."""
        yield from self._told(asking.pacts, rows.pact_of, sought)

    def told_of(self) -> tuple[ToldOf, ...]:
        """Return how much is told of each instrument, those first of which most is."""
        with reading(self._engine, self._address) as connection:
            return telling.told_of(connection)

    def told_until(self) -> int:
        """Return the number of the last entry since which ``told_of`` tells the same."""
        with reading(self._engine, self._address) as connection:
            return telling.told_until(connection)

    def decisions(
        self,
        *,
        recorded_by: datetime | None = None,
        subjects: Sequence[ContentId] = (),
        after: int = 0,
    ) -> tuple[Decision, ...]:
        """Return decisions in the order in which they were recorded."""
        with reading(self._engine, self._address) as connection:
            found = asking.decisions(connection, recorded_by, tuple(subjects), after)
            return tuple(rows.decision_of(row.data) for row in found)

    def decision_hashes(self) -> Mapping[ContentId, str]:
        """Return the hash of each decision, chained to the one before it."""
        with reading(self._engine, self._address) as connection:
            return {row.id: row.hash for row in asking.decisions(connection, None, ())}

    def refused(self) -> tuple[Refused, ...]:
        """Return the reports in quarantine, the oldest first."""
        with reading(self._engine, self._address) as connection:
            return tuple(map(rows.refused_of, asking.quarantined(connection)))

    def releases(self) -> tuple[tuple[str, datetime, Mapping[str, str]], ...]:
        """Return the releases made: name, moment and digests by file, the oldest first."""
        chosen = select(RELEASE, ENTRY.c.at).join(ENTRY, ENTRY.c.number == RELEASE.c.entry)
        with reading(self._engine, self._address) as connection:
            found = connection.execute(chosen.order_by(RELEASE.c.entry)).all()
        told = ((row.name, moment(row.at), json.loads(row.data)) for row in found)
        return tuple((name, at, MappingProxyType(digests)) for name, at, digests in told)

    def counts(self, recorded_by: datetime | None = None) -> Mapping[str, int]:
        """Return how many there are: documents, claims, pacts, steps, decisions, refused."""
        tables = {
            "documents": DOCUMENT,
            "claims": CLAIM,
            "pacts": PACT,
            "steps": STEP,
            "decisions": DECISION,
            "refused": QUARANTINE,
        }
        with reading(self._engine, self._address) as connection:
            return {
                name: asking.count(connection, table, recorded_by) for name, table in tables.items()
            }

    def head(self, recorded_by: datetime | None = None) -> Head:
        """Return where the chain stands, or stood at a moment."""
        beat = None if self._pulse is None or recorded_by is not None else self._pulse.beat()
        if beat is not None and beat == self._beaten:
            return self._head
        with reading(self._engine, self._address) as connection:
            if recorded_by is not None:
                return asking.head(connection, recorded_by)
            if asking.last_entry(connection) != self._head.number:  # what an entry is never alters
                self._head = asking.head(connection, None)
            self._beaten = beat  # asked for before the entry: one made in between beats anew
            return self._head

    def _told(
        self,
        ask: Callable[[Connection, Sought], Generator[Row[Any]]],
        read: Callable[[Row[Any]], _Told],
        sought: Sought,
    ) -> Iterator[_Told]:
        """Yield what a question finds, and let go of the database however it ends."""
        with (
            reading(self._engine, self._address) as connection,
            closing(ask(connection, sought)) as found,
        ):
            for row in found:
                yield read(row)

    # Looking around ------------------------------------------------------------------

    def search(self, search: Search) -> Found:
        """Return a page of the claims that fit."""
        from foedera.ledger import browsing  # noqa: PLC0415 - with numpy, which few need

        with reading(self._engine, self._address) as connection:
            return browsing.page(connection, self._finder, search)

    def facets(self, search: Search, of: Sequence[str], most: int = 12) -> Mapping[str, Facets]:
        """Count the claims that fit, on all pages, by what they are."""
        from foedera.ledger import facets  # noqa: PLC0415 - ditto

        with reading(self._engine, self._address) as connection:
            return facets.facets(self._finder.look(connection, search), of, most)

    def changes(
        self, after: int | datetime, *, recorded_by: datetime | None = None, most: int = 1000
    ) -> Changes:
        """Return what became of claims after an entry, as far as fits on a page."""
        with reading(self._engine, self._address) as connection:
            return changes.changes(connection, after, recorded_by, most)

    def entries(
        self,
        after: int | datetime = 0,
        *,
        recorded_by: datetime | None = None,
        most: int = 50,
    ) -> tuple[Made, ...]:
        """Return entries made after another, the newest first."""
        with reading(self._engine, self._address) as connection:
            return changes.entries(connection, after, recorded_by, most)

    def recent(
        self,
        after: int | datetime,
        *,
        recorded_by: datetime | None = None,
        most: int = 10,
    ) -> Recent:
        """Return what came into the ledger after an entry, the newest first."""
        with reading(self._engine, self._address) as connection:
            return changes.recent(connection, after, recorded_by, most)

    def coverage(self, recorded_by: datetime | None = None) -> tuple[Covered, ...]:
        """Return what is on record by outlet, language and month, in that order."""
        from foedera.ledger import facets  # noqa: PLC0415 - ditto

        with reading(self._engine, self._address) as connection:
            columns, head = self._finder.columns(connection)
            last = min(head, asking.bound(connection, recorded_by))
            return facets.coverage(columns, last)

    @cached_property
    def _finder(self) -> Finder:
        from foedera.ledger.finding import Finder  # noqa: PLC0415 - ditto

        return Finder()

    # Keeping -------------------------------------------------------------------------

    def storage(self) -> Storage:
        """Return which database it lies in, and how large it is."""
        with reading(self._engine, self._address) as connection:
            return storage_of(connection)

    def verify(self) -> Verified:
        """Go through every row and entry, and tell what is not as it was recorded."""
        return verifying.verify(self._engine, self._address)

    def backup(self, place: Path) -> Head:
        """Write a copy into one file, while others may write; the file is a ledger itself."""
        return keeping.backup(self._engine, self._address, place)

    def close(self) -> None:
        """Let go of the database; a file that was written to is sealed."""
        if self._pulse is not None:
            self._pulse.close()
        if self._written and not is_postgres(self._address):
            sealing.seal(self._engine, self._address)
        self._written = False
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return itself: closed at the end of a ``with``."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
