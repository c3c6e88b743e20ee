"""A release: the ledger as it was at one moment, as tables with all that explains them.

Nothing in it tells when it was written: the same ledger, name and moment give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.calendar import Window
from foedera.datasets.checking import checked
from foedera.datasets.edition import Edition
from foedera.datasets.joining import REGISTRY_FROM
from foedera.datasets.releases.cells import moment
from foedera.datasets.releases.citing import article
from foedera.datasets.releases.counting import Counted
from foedera.datasets.releases.differences import EarlierRelease, columns_apart, differences
from foedera.datasets.releases.errors import (
    MisnamedReleaseError,
    NothingToReleaseError,
    ReleaseNameTakenError,
)
from foedera.datasets.releases.explaining import explain
from foedera.datasets.releases.files import TableFiles
from foedera.datasets.releases.report_rows import (
    address_of,
    claim_rows,
    deletion_rows,
    document_row,
    headline_of,
    reports,
    still_standing,
)
from foedera.datasets.releases.statement import Changes, Contents, Statement
from foedera.datasets.releases.step_rows import decision_rows, event_rows, step_row
from foedera.datasets.sources import Sources
from foedera.datasets.tables.asked import Asked
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.spells import spells
from foedera.datasets.tables.states import states
from foedera.datasets.writers.placing import staged_folder
from foedera.ledger import Sought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.accepting import Accepted
    from foedera.claims.recorded import RecordedClaim
    from foedera.claims.review import Decision
    from foedera.datasets.releases.citing import Reference
    from foedera.identifiers import ContentId
    from foedera.ledger import Ledger
    from foedera.treaties import Registry

_NAME: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,63}")
#: Tables whose rows are held against those of the last release, in the order they are told of.
_COMPARED: Final = ("documents", "claims", "steps", "decisions", "events", "dyads", "spells")
#: Why a row is there no more, where its table alone decides.
_REASONS: Final = {
    "events": "undone",
    "dyads": "out of the tables",
    "spells": "out of the tables",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which release is wanted.

    Attributes:
        name: What it is called: ``2026.11``.
        at: As of which moment, in UTC.
        quoted: Whether sentences of reports are given.
        formats: Of its tables, beside CSV: keys of ``files.WRITERS``.
        since: Folder of the last release; None for none.
        first: First day of the tables of alliances.
        language: Of codebook and statements: ``en`` or ``id``.
    """

    name: str
    at: datetime
    quoted: bool = True
    formats: tuple[str, ...] = ()
    since: Path | None = None
    first: date = REGISTRY_FROM
    language: str = "en"

    def __post_init__(self) -> None:
        """Refuse a name that is none.

        Raises:
            MisnamedReleaseError: It is no name for a release.
        """
        if not _NAME.fullmatch(self.name):
            raise MisnamedReleaseError(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What a release is made of.

    Attributes:
        ledger: What is on record.
        registry: The instruments, with the steps that coders accepted.
        catalogue: Who is who.
        replayable: The decisions as lines, as ``foedera decisions`` writes them.
        accepted: What coders let in.
    """

    ledger: Ledger
    registry: Registry
    catalogue: Catalogue
    replayable: Callable[[Sequence[Decision]], Iterable[bytes]]
    accepted: Accepted


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was written.

    Attributes:
        name: What it is called.
        digests: SHA-256 of each of its files, by name.
        rows: Rows of each table.
        changes: What changed since the last one.
    """

    name: str
    digests: Mapping[str, str]
    rows: Mapping[str, int]
    changes: Changes


def release(
    folder: Path,
    wanted: Wanted,
    of: Materials,
    told: Callable[[int, int], None] | None = None,
) -> Released:
    """Write a release: the whole folder, or nothing.

    Args:
        folder: A folder that does not exist yet, or is empty.
        wanted: Which release.
        of: What it is made of.
        told: Is told how many reports of how many have been written.

    Raises:
        DamagedReleaseError: The last release is not as it was written.
        FolderInUseError: The folder holds something.
        MissingPackageError: The extra that a format needs is not installed.
        NoReleaseError: The folder of the last release is none.
        NothingToReleaseError: No report was on record at the moment.
        ReleaseNameTakenError: Something else was released under that name.
        UnwritableFileError: The folder cannot be written.
    """
    earlier = EarlierRelease(wanted.since) if wanted.since else None
    if not of.ledger.counts(wanted.at)["documents"]:
        raise NothingToReleaseError(moment(wanted.at))
    with staged_folder(folder) as place:
        making = _Making(place, wanted, of)
        making.reports(told)
        making.steps_and_decisions()
        making.alliances()
        changes = making.differences(earlier)
        digests = making.explain(changes)
        _refuse_taken(of.ledger, wanted.name, digests)
    return Released(wanted.name, digests, making.files.rows, changes)


def noted_already(ledger: Ledger, released: Released) -> bool:
    """Tell whether the ledger holds that this release was made."""
    return any(
        name == released.name and dict(digests) == dict(released.digests)
        for name, _, digests in ledger.releases()
    )


def _refuse_taken(ledger: Ledger, name: str, digests: Mapping[str, str]) -> None:
    for other, at, held in ledger.releases():
        if other == name and dict(held) != dict(digests):
            apart = [one for one in {*held, *digests} if held.get(one) != digests.get(one)]
            raise ReleaseNameTakenError(name, moment(at) or "", tuple(sorted(apart)))


class _Making:
    """A release that is being written."""

    def __init__(self, folder: Path, wanted: Wanted, of: Materials) -> None:
        self.files = TableFiles(folder, wanted.formats, wanted.language)
        self._folder, self._wanted, self._of = folder, wanted, of
        self._sought = Sought(recorded_by=wanted.at, closed=True)
        self._decisions = of.ledger.decisions(recorded_by=wanted.at)
        self._counted = Counted()
        self._articles: list[Reference] = []
        self._closed: dict[ContentId, RecordedClaim] = {}

    def reports(self, told: Callable[[int, int], None] | None) -> None:
        """Write the tables of documents and claims, and count what goes by."""
        ledger, quoted = self._of.ledger, self._wanted.quoted
        count = ledger.counts(self._wanted.at)["documents"]
        standing: set[ContentId] = set()
        claims = still_standing(ledger.claims(self._sought), self._closed)
        with self.files.opened("documents") as documents, self.files.opened("claims") as rows:
            for document, found in reports(ledger.documents(self._sought), claims):
                text = ledger.text(document.id)
                for row in claim_rows(found, document, self._of.catalogue, quoted=quoted):
                    rows.add(row)
                documents.add(document_row(document, text, len(found)))
                self._counted.count(document, len(found))
                headline = headline_of(document, text)
                self._articles.append(article(document, headline, address_of(document)))
                if self._closed:
                    standing.update(one.id for one in found)
                if told is not None:
                    told(self._counted.documents, count)
        for name in standing & self._closed.keys():
            del self._closed[name]

    def steps_and_decisions(self) -> None:
        """Write the tables of steps, decisions, events, deletions, and reports by month."""
        hashes = self._of.ledger.decision_hashes()
        self._write("steps", map(step_row, self._of.ledger.steps(self._sought)))
        self._write("decisions", decision_rows(self._decisions, hashes))
        self._write("events", event_rows(self._of.accepted))
        self._write("deletions", deletion_rows(self._closed.values(), self._decisions))
        self._write("coverage", self._counted.rows())

    def _write(self, name: str, rows: Iterable[Any]) -> None:
        with self.files.opened(name) as table:
            for row in rows:
                table.add(row)

    def alliances(self) -> None:
        """Write the tables of alliances, as ATOP has them."""
        window = Window(self._wanted.first, self._wanted.at.date())
        found = Sources(self._of.registry).alliances(window)
        asked = Asked(window, more=True)
        for table in (dyads(found, asked), states(found, asked), spells(found, asked, ())):
            self.files.write(table, checked(table))

    def differences(self, earlier: EarlierRelease | None) -> Changes:
        """Write what changed since the last release."""
        changes = Changes(None if earlier is None else earlier.name)
        with self.files.opened("differences") as table:
            for name in _COMPARED if earlier else ():
                for row in self._differing(name, earlier, changes):
                    counts = changes.counts.setdefault(name, {})
                    counts[row["change"]] = counts.get(row["change"], 0) + 1
                    table.add(row)
        return changes

    def _differing(
        self, name: str, earlier: EarlierRelease | None, changes: Changes
    ) -> Iterator[dict[str, Any]]:
        before = earlier.table(name) if earlier else None
        if before is None:
            return
        now = self.files.place(name)
        changes.counts.setdefault(name, {})
        new, gone = columns_apart(before, now)
        changes.new |= {name: new} if new else {}
        changes.gone |= {name: gone} if gone else {}
        written = next(one for one in self.files.tables() if one.definition.name == name)
        for one in differences(before, now, written.definition.key):
            reason = self._reason(name, one.row) if one.row is not None else None
            yield {
                "table": name,
                "id": one.id,
                "change": one.change,
                "columns": ";".join(one.columns) or None,
                "reason": reason,
            }

    def _reason(self, table: str, row: Mapping[str, str]) -> str:
        """Return why a row of the last release is there no more."""
        if table in _REASONS:
            return _REASONS[table]
        claim = row.get("claim" if table == "steps" else "id", "")
        return "closed by a later reading" if claim in self._closed else "not on record"

    def explain(self, changes: Changes) -> dict[str, str]:
        """Write everything that explains the tables; return the digests of all files."""
        wanted, of = self._wanted, self._of
        say = Statement(wanted.language)
        contents = Contents(
            counted=self._counted,
            refused=of.ledger.counts(wanted.at).get("refused", 0),
            quoted=wanted.quoted,
            moment=moment(wanted.at) or "",
            steps=sum(map(len, of.accepted.steps.values())),
            instruments=len(of.accepted.instruments),
            first=max(wanted.first, REGISTRY_FROM),
            changes=changes,
        )
        edition = Edition(
            name="foedera-release",
            title=say("title", name=wanted.name),
            version=wanted.name,
            sources=("foedera",),
            coverage=say.coverage(contents),
            released=wanted.at.date(),
        )
        return explain(
            self._folder,
            edition,
            self.files,
            (self._articles, b"".join(of.replayable(self._decisions))),
            (wanted.language, contents.moment, changes.since),
        )
