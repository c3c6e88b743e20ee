"""``foedera dyads``: the table of who owed whom what, row by row as it is made."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from foedera.cli.terminal import as_utf8, progress
from foedera.treaties import dyad_rows
from foedera.treaties.case import THE_CHARTER
from foedera.workspace import Workspace
from foedera.workspace.answer_data import DYAD_COLUMNS, dyad_cells, dyad_data, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from foedera.cli.consulting import Consulted
    from foedera.identifiers import ActorId
    from foedera.treaties import DyadRow

COLUMNS: Final = DYAD_COLUMNS


@dataclass(frozen=True, slots=True)
class Table:
    """Which table is wanted.

    Attributes:
        days: First and last day.
        by: A row for each year, or for each stretch of days.
        between: Only these debtors and creditors, as they are called; empty for all.
        charter: Whether the Charter of the United Nations counts.
        form: ``csv`` or ``json``.
        why: Whether each row bears its proof.
    """

    days: tuple[date, date]
    by: Literal["day", "year"]
    between: tuple[Sequence[str], Sequence[str]]
    charter: bool
    form: str
    why: bool


def print_dyads(table: Table, asked: Consulted) -> None:
    """Print a table of directed dyads row by row.

    Args:
        table: Which.
        asked: What was known, the switches and the language.

    Raises:
        UnknownActorError: No state is called what was given.
        NotAStateError: An organisation or an armed group is.
    """
    workspace = Workspace()
    debtors, creditors = (_states(called, workspace) for called in table.between)
    rows = dyad_rows(
        workspace.registry,
        table.days,
        table.by,
        (debtors, creditors),
        known_by=asked.known_by,
        coding=asked.coding,
        without=frozenset() if table.charter else frozenset({THE_CHARTER}),
        told=progress(asked.words(workspace), "tabling"),
    )
    as_utf8()
    if table.form == "csv":
        _write_csv(rows)
        return
    naming = workspace.called if table.why else None
    for row in rows:
        data = {"schema": schema_of("dyads"), **dyad_data(row, naming)}
        sys.stdout.write(f"{json.dumps(data, ensure_ascii=False)}\n")


def _states(called: Sequence[str], workspace: Workspace) -> frozenset[ActorId] | None:
    return frozenset(workspace.state(one) for one in called) if called else None


def _write_csv(rows: Iterable[DyadRow]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(dyad_cells(row))
