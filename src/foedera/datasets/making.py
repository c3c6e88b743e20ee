"""Makes a table by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.datasets.errors import NotImportedError, UnknownTableError
from foedera.datasets.recorded import numbered
from foedera.datasets.tables.alliances import alliances_table
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.spells import spells
from foedera.datasets.tables.states import states
from foedera.treaties import Basis

if TYPE_CHECKING:
    from datetime import date

    from foedera.datasets.joining import Alliances
    from foedera.datasets.sources import Sources
    from foedera.datasets.table import Table
    from foedera.datasets.tables.asked import Asked

#: The tables of alliances, in the order people are told of them.
TABLES: Final = ("dyads", "states", "alliances", "spells")


@dataclass(frozen=True, slots=True)
class Made:
    """A table, and what it was made of.

    Attributes:
        table: The table.
        alliances: The alliances of its days.
    """

    table: Table
    alliances: Alliances


def made(
    name: str,
    sources: Sources,
    asked: Asked,
    basis: Basis = Basis.SIGNATURE,
    known_by: date | None = None,
) -> Made:
    """Make a table.

    Args:
        name: One of ``TABLES``.
        sources: The registry and, where it was imported, ATOP.
        asked: Which days, rows, states and columns.
        basis: From when a state counts as bound.
        known_by: Of the registry, count only what had become known by that day.

    Raises:
        NotImportedError: The table is ATOP's alone, and ATOP was not imported.
        TooManyRowsError: There would be more rows than anybody can use.
        UnfittingRowsError: Rows are asked for that do not go with the periods.
        UnknownTableError: There is no table of that name.
    """
    if name not in TABLES:
        raise UnknownTableError(name, TABLES)
    found = sources.alliances(asked.window, basis, known_by, asked.states)
    members = () if sources.atop is None else sources.atop.memberships
    if name == "dyads":
        table = dyads(found, asked)
    elif name == "states":
        table = states(found, asked)
    elif name == "spells":
        table = spells(found, asked, members)
    elif sources.atop is None:
        raise NotImportedError(
            "The table of alliances is ATOP's, which", "foedera import atop FOLDER", None
        )
    else:
        table = alliances_table(members, numbered(sources.registry), more=asked.more)
    return Made(table, found)
