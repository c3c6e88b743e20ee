"""``foedera bundle``: gathers the evidence for one fact, and writes it where it is wanted."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedera.cli.consulting import print_data
from foedera.cli.options import today
from foedera.cli.terminal import as_utf8, complain, interface
from foedera.datasets.releases.bundle_data import bundle_data
from foedera.datasets.writers.placing import staged_folder
from foedera.ledger import open_ledger
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.bundle_files import bundle_files, summed
from foedera.workspace.bundling import Bundling
from foedera.workspace.stories import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from foedera.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A bundle as the options ask for it."""

    fact: str
    on: date | None
    known_by: date | None
    recorded_by: datetime | None
    output: Path | None
    originals: bool
    ledger: str | None
    as_json: bool
    interface: str | None


def bundle_fact(wanted: Wanted) -> None:
    """Gather the evidence for a fact and write it: to a folder, or to standard output.

    Raises:
        FoederaError: There is no such fact, or the folder cannot be written.
    """
    as_utf8()
    workspace = Workspace()
    words = Words(interface(wanted.interface), workspace.catalogue)
    clocks = Clocks(known_by=wanted.known_by, recorded_by=wanted.recorded_by)
    with open_ledger(wanted.ledger) as ledger:
        found = Bundling(ledger, workspace, clocks).bundle(wanted.fact, today(wanted.on))
        told = bundle_data(found, workspace.catalogue)
        files = bundle_files(told, words.language)
        if wanted.output is not None and str(wanted.output) != "-":
            if wanted.originals:
                files |= dict(_originals(told, ledger))
            _write(wanted.output, files)
            complain(words("bundle-written", folder=str(wanted.output)))
            return
    if wanted.as_json:
        print_data(told)
    else:
        sys.stdout.write(files["bundle.md"].decode())


def _originals(told: Mapping[str, Any], ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of the reports, as they were given, under their names."""
    for side in ("evidence", "against"):
        for one in told[side]:
            for report in (one["report"], *one["copies"]):
                data = ledger.data(report["id"])
                if data is not None:
                    yield f"{report['id']}.original", data


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    with staged_folder(folder) as place:
        for name, content in summed(files).items():
            (place / name).write_bytes(content)
