"""``foedera registry propose``: prints or writes changes of registry files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import click

from foedera.cli.consulting import opened
from foedera.cli.errors import UnwritableFileError
from foedera.cli.on_record_view import step_text
from foedera.cli.terminal import as_utf8, interface
from foedera.wording.cleaning import clean
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.errors import ChangedSinceError
from foedera.workspace.registry_growth import Growth, growth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from foedera.identifiers import ContentId
    from foedera.workspace.registry_growth import Change


def propose_changes(
    decisions: Sequence[str] | None,
    *,
    ledger: str | None,
    recorded_by: datetime | None,
    output: Path | None,
    language: str | None,
) -> None:
    """Print accepted steps as a diff, or write the changed files.

    Args:
        decisions: Only what these accepted; None for all.
        ledger: Where they are on record.
        recorded_by: Count only what was on record at this moment.
        output: Folder to write to; None for a diff on standard output.
        language: Language of the interface; None for the environment's.

    Raises:
        NotAcceptedError: A decision accepts nothing that stands.
        UnwritableEntryError: A registry file is not laid out line by line.
        ChangedSinceError: A file in the folder is neither old nor new.
        UnwritableFileError: A file cannot be written.
        LedgerError: The ledger cannot be opened.
    """
    workspace = Workspace(ledger=opened(ledger), recorded_by=recorded_by)
    named = None if decisions is None else cast("tuple[ContentId, ...]", tuple(decisions))
    found = growth(workspace.on_record, workspace.registry, named)
    words = Words(interface(language), workspace.catalogue)
    as_utf8()
    for line in _remarks(found, words):
        click.echo(clean(line), err=True)
    if output is None:
        sys.stdout.write("".join(change.diff() for change in found.changes))
        return
    for change in found.changes:
        _check(output / change.path, change)
    for change in found.changes:
        place = output / change.path
        _write(place, change)
        count = words.number(len(change.steps))
        sys.stdout.write(f"{words('growth-written', path=str(place), count=count)}\n")


def _remarks(found: Growth, words: Words) -> Iterator[str]:
    if not found.changes:
        yield words("growth-none")
    for one, why in found.left:
        yield words(
            f"growth-{why.value}",
            decision=one.decision.id,
            instrument=one.step.instrument,
            step=step_text(one.step, words).plain,
        )
    for change in found.changes:
        for step in change.contradicts:
            told = step_text(step, words).plain
            yield words("growth-contradicts", path=change.path, step=told)
        for what in change.to_fill:
            yield words("growth-fill", path=change.path, what=what)


def _check(place: Path, change: Change) -> None:
    """Refuse to write over a file that somebody else has changed."""
    try:
        there = place.read_bytes().decode("utf-8") if place.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise UnwritableFileError(place, str(error)) from None
    if there not in {None, change.before, change.after}:
        raise ChangedSinceError(str(place))


def _write(place: Path, change: Change) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(change.after.encode("utf-8"))
    except OSError as error:
        raise UnwritableFileError(place, error.strerror or str(error)) from None
