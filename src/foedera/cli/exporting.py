"""``foedera export``: makes a research table and writes it where it is wanted."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from foedera.cli.options import today
from foedera.cli.terminal import interface, progress
from foedera.datasets.atop.memberships import FIRST
from foedera.datasets.calendar import By, Window
from foedera.datasets.errors import EmptyRangeError, NoStateThenError, StateWithoutNumberError
from foedera.datasets.joining import REGISTRY_FROM, Disagreement
from foedera.datasets.making import WAR_TABLES, edition_of, made, made_of_wars
from foedera.datasets.package import write_package
from foedera.datasets.sources import Sources
from foedera.datasets.state_codes import cow_of, state_of
from foedera.datasets.store import Store
from foedera.datasets.system import outside, partly_outside, spells_of
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.writers import write_table
from foedera.treaties import Basis
from foedera.wording.words import Words
from foedera.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from foedera.datasets.edition import Edition
    from foedera.datasets.making import Made

#: Names of formats, as people call them and as their writers are called.
_WRITERS: Final = {"csv": "csv", "parquet": "parquet", "dta": "stata"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An export as the options ask for it."""

    table: str
    first: date | None
    last: date | None
    by: str
    basis: str
    rows: str
    states: tuple[str, ...]
    debtors: tuple[str, ...]
    creditors: tuple[str, ...]
    more: bool
    form: str | None
    output: str | None
    known_by: date | None
    registry_only: bool
    store: Path | None
    interface: str | None


def export_table(wanted: Wanted) -> None:
    """Make a table and write it: to a file, as a data package, or to standard output.

    Raises:
        FoederaError: It cannot be made or written; what was there before is as it was.
    """
    workspace = Workspace()
    words = Words(interface(wanted.interface), workspace.catalogue)
    form = _form(wanted)
    of_wars = wanted.table in WAR_TABLES
    sources = Sources.opened(
        Store(wanted.store),
        workspace.registry,
        registry_only=wanted.registry_only,
        with_wars=of_wars,
    )
    begins = FIRST if sources.atop else REGISTRY_FROM
    window = Window(wanted.first or begins, today(wanted.last))
    if window.last < begins:
        key = "export-before-atop" if sources.atop else "export-before-registry"
        raise EmptyRangeError(words(key, day=str(begins)))
    asked = Asked(
        window=window,
        by=By(wanted.by),
        rows=Rows(wanted.rows),
        debtors=_codes(wanted.debtors, workspace, window),
        creditors=_codes(wanted.creditors, workspace, window),
        either=_codes(wanted.states, workspace, window),
        more=wanted.more,
    )
    if of_wars:
        found = made_of_wars(
            wanted.table, sources, asked, words.language, progress(words, "export-wars")
        )
    else:
        found = made(
            wanted.table,
            sources,
            asked,
            Basis(wanted.basis),
            wanted.known_by,
            told=progress(words, "export-alliances"),
        )
    if not len(found.table):
        reason = words("export-nothing", first=str(window.first), last=str(window.last))
        raise EmptyRangeError(reason)
    _write(found, wanted, form, words, lambda: edition_of(found, sources, asked, words.language))
    _tell(found, words)
    _tell_partly(asked, words)


def _form(wanted: Wanted) -> str:
    """Return the format: as given, else by the output's name, else CSV."""
    if wanted.form:
        return wanted.form
    suffix = Path(wanted.output).suffix[1:].lower() if wanted.output else ""
    if suffix and suffix not in _WRITERS and not _is_folder(str(wanted.output)):
        known = ", ".join(f".{one}" for one in _WRITERS)
        raise click.UsageError(
            f"{wanted.output}: no format is known by '.{suffix}', only {known}. Give --format."
        )
    return suffix if suffix in _WRITERS else "csv"


def _is_folder(output: str) -> bool:
    """Tell whether an output names a folder, which gets a data package."""
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _codes(called: Iterable[str], workspace: Workspace, window: Window) -> frozenset[int] | None:
    """Return the numbers of states, as they are called.

    Raises:
        NoStateThenError: One was no member of the state system on any of the days.
        StateWithoutNumberError: One never had a number.
        UnknownActorError: No state is called that.
    """
    found: dict[int, str] = {}
    for one in called:
        state = workspace.state(one, window.last)
        code = cow_of(state)
        if code is None:
            raise StateWithoutNumberError(one, state)
        found[code] = one
    for code in outside(found, window):
        asked = f"from {window.first} to {window.last}"
        raise NoStateThenError(found[code], asked, spells_of(code))
    return frozenset(found) or None


def _write(
    found: Made, wanted: Wanted, form: str, words: Words, edition: Callable[[], Edition]
) -> None:
    """Write a table where it is wanted.

    Raises:
        FoederaError: It cannot be written; what was there before is as it was.
    """
    output, language = wanted.output, words.language
    if output is None or output == "-":
        if form != "csv":
            raise click.UsageError(f"A {form} file cannot go to standard output: give --output.")
        write_table(found.table, sys.stdout.buffer, "csv", language=language)
    elif _is_folder(output):
        folder = Path(output)
        write_package(folder, [found.table], edition(), name=_WRITERS[form], language=language)
    else:
        write_table(found.table, Path(output), _WRITERS[form], language=language)


def _tell(found: Made, words: Words) -> None:
    """Say on standard error what was written, and what of it is not known."""
    told = [words("export-rows", rows=words.number(len(found.table)), table=found.table.name)]
    joined = found.alliances
    if joined is not None and joined.covered is None:
        told.append(words("export-registry-only", day=str(REGISTRY_FROM)))
    seams = joined.seams if joined is not None else ()
    unfollowed = [one for one in seams if one.how is Disagreement.NOT_FOLLOWED]
    if unfollowed:
        told.append(words("export-unfollowed", count=words.number(len(unfollowed))))
    for one in told:
        sys.stderr.write(f"foedera: {one}\n")


def _tell_partly(asked: Asked, words: Words) -> None:
    """Say which of the states named were members of the state system on some of the days only."""
    named = frozenset().union(*filter(None, (asked.debtors, asked.creditors, asked.either)))
    for code in partly_outside(named, asked.window):
        state = words.name(state_of(code, asked.window.last))
        told = words("export-partly", state=state, spells=spells_of(code))
        sys.stderr.write(f"foedera: {told}\n")
