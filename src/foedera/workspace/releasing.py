"""Makes a release of a ledger, and has the ledger note that it was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.datasets.joining import REGISTRY_FROM
from foedera.datasets.releases.errors import MomentToComeError, NothingToReleaseError
from foedera.datasets.releases.release import Materials, Wanted, noted_already, release
from foedera.workspace.on_record import OnRecord
from foedera.workspace.review.decisions_file import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from foedera.datasets.releases.release import Released
    from foedera.ledger import Ledger
    from foedera.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Releasing:
    """A release as it is asked for.

    Attributes:
        folder: A folder that does not exist yet, or is empty.
        name: What it is called; after the month of its moment if left out.
        recorded_by: As of which moment; the ledger's last entry if left out.
        since: Folder of the last release.
        formats: Of its tables, beside CSV.
        quoted: Whether sentences of reports are given.
        first: First day of the tables of alliances.
        language: Of codebook and statements.
    """

    folder: Path
    name: str | None = None
    recorded_by: datetime | None = None
    since: Path | None = None
    formats: tuple[str, ...] = ("parquet", "jsonld")
    quoted: bool = True
    first: date = REGISTRY_FROM
    language: str = "en"


def make_release(
    ledger: Ledger,
    workspace: Workspace,
    asked: Releasing,
    at: datetime,
    told: Callable[[int, int], None] | None = None,
) -> Released:
    """Write a release whole, and have the ledger note its digests.

    One that is on record with the same digests is not noted again.

    Args:
        ledger: The ledger.
        workspace: Has the registry and the catalogue.
        asked: Which release.
        at: This moment, in UTC.
        told: Is told how many reports of how many have been written.

    Raises:
        DamagedReleaseError: The last release is not as it was written.
        FolderInUseError: The folder holds something.
        MisnamedReleaseError: No release can have the name.
        MissingPackageError: The extra that a format needs is not installed.
        MomentToComeError: More may come in before the moment asked for.
        NoReleaseError: The folder of the last release is none.
        NothingToReleaseError: No report was on record at the moment.
        ReleaseNameTakenError: Something else was released under that name.
        UnwritableFileError: The folder cannot be written.
    """
    if asked.recorded_by is not None and asked.recorded_by > at:
        raise MomentToComeError(asked.recorded_by, at)
    moment = asked.recorded_by or ledger.head().at
    if moment is None:
        raise NothingToReleaseError(None)
    wanted = Wanted(
        name=asked.name or f"{moment:%Y.%m}",
        at=moment,
        quoted=asked.quoted,
        formats=asked.formats,
        since=asked.since,
        first=asked.first,
        language=asked.language,
    )
    on_record = OnRecord(ledger, workspace.registry, workspace.catalogue, moment)
    materials = Materials(
        ledger=ledger,
        registry=on_record.registry(),
        catalogue=workspace.catalogue,
        replayable=lines_of,
        accepted=on_record.accepted,
    )
    made = release(asked.folder, wanted, materials, told)
    if not noted_already(ledger, made):
        ledger.note_release(made.name, made.digests, at)
    return made
