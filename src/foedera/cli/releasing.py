"""``foedera release``: makes a release, and says what it holds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from foedera.cli.consulting import print_data
from foedera.cli.options import now
from foedera.cli.terminal import as_utf8, interface, progress
from foedera.datasets.joining import REGISTRY_FROM
from foedera.ledger import open_ledger
from foedera.wording.cleaning import clean
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.releasing import Releasing, make_release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from foedera.datasets.releases.release import Released


def release_ledger(
    *,
    folder: Path,
    ledger: str | None,
    without_quotations: bool,
    first: date | None,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - as the options have them
) -> None:
    """Make a release and say what it holds.

    Raises:
        FoederaError: It cannot be made; nothing was written.
    """
    as_utf8()
    workspace = Workspace()
    words = Words(interface(asked.pop("interface")), workspace.catalogue)
    wanted = Releasing(
        folder=folder,
        quoted=not without_quotations,
        first=first or REGISTRY_FROM,
        language=words.language,
        **asked,
    )
    with open_ledger(ledger) as held:
        made = make_release(held, workspace, wanted, now(), progress(words, "release-reports"))
    if as_json:
        print_data(_data(made, folder))
        return
    for line in _told(made, folder, words):
        sys.stdout.write(f"{line}\n")


def _data(made: Released, folder: Path) -> dict[str, Any]:
    changes = made.changes
    return {
        "name": made.name,
        "folder": str(folder),
        "rows": dict(made.rows),
        "since": changes.since,
        "changes": changes.counts,
        "digests": dict(sorted(made.digests.items())),
    }


def _told(made: Released, folder: Path, words: Words) -> Iterator[str]:
    yield clean(words("release-written", name=made.name, folder=str(folder)))
    for table, rows in made.rows.items():
        counts = made.changes.counts.get(table)
        yield f"  {table:12} {words.number(rows):>12}{_changed(counts, words)}"
    if made.changes.since is None:
        yield words("release-first")
    else:
        yield clean(words("release-since", name=made.changes.since))
    yield words("release-check")


def _changed(counts: dict[str, int] | None, words: Words) -> str:
    """Return how many rows of a table were added, changed and deleted."""
    if not counts:
        return ""
    told = {one: words.number(counts.get(one, 0)) for one in ("added", "changed", "deleted")}
    return "  " + words("release-changes", **told)
