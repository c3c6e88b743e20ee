"""Reports made for the tests of review: a ratification told apart, copied, denied."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from foedera.documents.duplicates import prose_of, signature
from foedera.ledger import create_ledger, open_ledger
from foedera.workspace import Workspace
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedera.ledger import Filing
    from foedera.ledger.sql_ledger import SqlLedger

#: When the reports were recorded, and when the first decision is taken.
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
_LEDGER = "ledger.db"

_WIRE = (
    "SEOUL, Nov 12 (Reuters) - Leaders met again. North Korea ratified its Comprehensive "
    "Strategic Partnership Treaty with Russia on Monday, state news agency KCNA said. Leader "
    "Kim Jong Un signed the decree. The treaty was signed in Pyongyang on June 19. It calls for "
    "mutual assistance if either side is attacked. Analysts watch the exchange of instruments."
)
#: Text and day of each report, by the name it is given.
REPORTS = {
    "wire.txt": ("2024-11-12", f"North Korea ratifies treaty with Russia\n\n{_WIRE}\n"),
    "copy.txt": ("2024-11-12", f"Pyongyang ratifies Russia pact\n\n{_WIRE}\n"),
    "kremlin.txt": (
        "2024-11-13",
        (
            "Russia and North Korea\n\nMOSCOW, Nov 13 - Officials spoke at length. North Korea "
            "ratified its Comprehensive Strategic Partnership Treaty with Russia on November 10, "
            "the Kremlin said. Nothing more was said.\n"
        ),
    ),
    "denial.txt": (
        "2024-11-14",
        (
            "Pyongyang denies\n\nPYONGYANG, Nov 14 - North Korea denied that it had ratified its "
            "Comprehensive Strategic Partnership Treaty with Russia. It said more later.\n"
        ),
    ),
    "manila.txt": (
        "2025-11-02",
        (
            "Manila signs pact\n\nMANILA, Nov 2 (AFP) - The Philippines and Canada signed a Status "
            "of Visiting Forces Agreement on Sunday, officials in Manila said.\n"
        ),
    ),
}


@cache
def desk() -> Workspace:
    """Return the front desk, opened once."""
    return Workspace()


@cache
def _filings() -> tuple[tuple[Filing, bytes], ...]:
    made = []
    for name, (day, text) in REPORTS.items():
        dossier = desk().read(text.encode(), name=name, published=day)
        filing = filing_of(dossier, text.encode(), day)
        known = signature(prose_of(dossier.report), dossier.report.language)
        document = replace(filing.document, signature=known)
        made.append((replace(filing, document=document), text.encode()))
    return tuple(made)


def ledger_in(folder: Path) -> SqlLedger:
    """Return a new ledger in a folder, with the reports on record."""
    return copy_of(_files(), folder)


@cache
def _files() -> Mapping[str, bytes]:
    return files_of(_filings())


def files_of(filings: Iterable[tuple[Filing, bytes]]) -> Mapping[str, bytes]:
    """Return the files of a ledger with some reports on record, to be copied for each test."""
    with TemporaryDirectory() as folder:
        ledger = create_ledger(str(Path(folder) / _LEDGER))
        for filing, data in filings:
            ledger.file(filing, data, RECORDED)
        ledger.close()
        held = (one for one in Path(folder).iterdir() if one.suffix != ".lock")
        return {one.name: one.read_bytes() for one in held}


def copy_of(files: Mapping[str, bytes], folder: Path) -> SqlLedger:
    """Return a ledger of one's own in a folder."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return open_ledger(str(folder / _LEDGER))


def minute(number: int) -> datetime:
    """Return a moment so many minutes after noon."""
    return NOON + timedelta(minutes=number)
