"""Research tables: ATOP's alliances read, rebuilt to the day, and carried on by the registry.

>>> from foedera import datasets
>>> table = datasets.dyads(2024, 2024, by="spell", debtors=["PRK"], creditors=["RUS"])
>>> [str(day) for day in table.columns["start"]]
['2024-01-01', '2024-06-19']

What was imported of ATOP ('foedera import atop FOLDER') is used where it lies; without it the
registry alone speaks, from 2018 on. With ``backend`` a table is a frame of that library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from types import ModuleType

    from foedera.datasets.days import Days
    from foedera.datasets.table import Table

    #: A day, a year, or either (or a month) as text.
    Day = date | int | str

__all__ = [
    "add_alliances",
    "alliances",
    "alliances_in_wars",
    "cases",
    "dyads",
    "index",
    "spells",
    "states",
]


def dyads(  # noqa: PLR0913 - what may be asked of a table
    first: Day | None,
    last: Day,
    *,
    by: Literal["year", "month", "day", "spell"] = "year",
    basis: Literal["signature", "in_force"] = "signature",
    rows: Literal["allied", "system", "system-period"] = "allied",
    debtors: Iterable[str | int] | None = None,
    creditors: Iterable[str | int] | None = None,
    states: Iterable[str | int] | None = None,
    more: bool = False,
    known_by: date | None = None,
    backend: str | ModuleType | None = None,
    store: Path | None = None,
    registry_only: bool = False,
) -> Any:  # noqa: ANN401 - a table, or a frame of the caller's library
    """Return the table of directed dyads: who owed whom what.

    Args:
        first: First day, month or year; None for the first covered.
        last: Last one.
        by: What a row stands for; ``spell``: a stretch of days on which nothing changes.
        basis: From when a state counts as bound: ATOP's reading, or the law's.
        rows: Pairs that were allied; or all of the state system, on one day of the period,
            or at some time in it.
        debtors: Only what these owe: codes of states (``PRK``) or COW codes (731).
        creditors: Only what is owed to these.
        states: Only rows with one of these.
        more: Columns beyond ATOP's: codes, shares of the days, instruments.
        known_by: Of the registry, count only what had become known by that day.
        backend: ``pandas``, ``polars`` or ``pyarrow``, or the module: a frame of it is
            returned. None: a ``Table`` of numpy arrays.
        store: Folder of imported data; the system's place if left out.
        registry_only: Leave aside what was imported of ATOP.

    Raises:
        EmptyRangeError: The last day is before the first.
        TooManyRowsError: There would be more rows than anybody can use.
        UnfittingRowsError: Every pair of the system is asked for by spells.
        UnknownActorError: No state has such a code.
        MissingPackageError: The library asked for is not installed.
    """
    sides = {"debtors": debtors, "creditors": creditors, "either": states}
    asked = {"by": by, "rows": rows, "more": more, **sides}
    return _made("dyads", (first, last), asked, (basis, known_by), (backend, store, registry_only))


def states(  # noqa: PLR0913 - ditto
    first: Day | None,
    last: Day,
    *,
    by: Literal["year", "month", "day", "spell"] = "year",
    basis: Literal["signature", "in_force"] = "signature",
    rows: Literal["allied", "system"] = "allied",
    only: Iterable[str | int] | None = None,
    more: bool = False,
    known_by: date | None = None,
    backend: str | ModuleType | None = None,
    store: Path | None = None,
    registry_only: bool = False,
) -> Any:  # noqa: ANN401 - ditto
    """Return the table of single states: under which obligations each was.

    Args:
        first: First day, month or year; None for the first covered.
        last: Last one.
        by: What a row stands for.
        basis: From when a state counts as bound.
        rows: States that were allied, or all of the state system.
        only: Only these: codes of states or COW codes.
        more: Columns beyond ATOP's.
        known_by: Of the registry, count only what had become known by that day.
        backend: As for ``dyads``.
        store: Folder of imported data; the system's place if left out.
        registry_only: Leave aside what was imported of ATOP.

    Raises:
        EmptyRangeError: The last day is before the first.
        UnknownActorError: No state has such a code.
        MissingPackageError: The library asked for is not installed.
    """
    asked = {"by": by, "rows": rows, "more": more, "debtors": only}
    return _made("states", (first, last), asked, (basis, known_by), (backend, store, registry_only))


def spells(  # noqa: PLR0913 - ditto
    first: Day | None,
    last: Day,
    *,
    basis: Literal["signature", "in_force"] = "signature",
    only: Iterable[str | int] | None = None,
    more: bool = False,
    known_by: date | None = None,
    backend: str | ModuleType | None = None,
    store: Path | None = None,
    registry_only: bool = False,
) -> Any:  # noqa: ANN401 - ditto
    """Return the table of memberships: from when to when each state was in each alliance.

    Args:
        first: First day, month or year; None for the first covered.
        last: Last one.
        basis: From when a state counts as bound.
        only: Only these: codes of states or COW codes.
        more: Columns beyond ATOP's.
        known_by: Of the registry, count only what had become known by that day.
        backend: As for ``dyads``.
        store: Folder of imported data; the system's place if left out.
        registry_only: Leave aside what was imported of ATOP.

    Raises:
        EmptyRangeError: The last day is before the first.
        UnknownActorError: No state has such a code.
        MissingPackageError: The library asked for is not installed.
    """
    asked = {"more": more, "debtors": only}
    return _made("spells", (first, last), asked, (basis, known_by), (backend, store, registry_only))


def alliances(
    *,
    more: bool = False,
    backend: str | ModuleType | None = None,
    store: Path | None = None,
) -> Any:  # noqa: ANN401 - ditto
    """Return ATOP's table of alliances, rebuilt from its member file.

    Args:
        more: The registry's identifiers, too.
        backend: As for ``dyads``.
        store: Folder of imported data; the system's place if left out.

    Raises:
        NotImportedError: Nobody has imported ATOP.
        MissingPackageError: The library asked for is not installed.
    """
    rest = ("signature", None), (backend, store, False)
    return _made("alliances", (None, 2018), {"more": more}, *rest)


def index(
    first: Day | None,
    last: Day,
    *,
    basis: Literal["signature", "in_force"] = "signature",
    store: Path | None = None,
    registry_only: bool = False,
) -> Days:
    """Return an index that tells within a millisecond who owed whom what on a single day.

    >>> from datetime import date
    >>> from foedera import datasets
    >>> told = datasets.index(2024, 2024, basis="in_force", registry_only=True)
    >>> [one.obligations for one in told.owed("PRK", "RUS", date(2024, 12, 4))]
    [('defense', 'consul'), ('nonagg',)]

    Args:
        first: First day, month or year it is made for; None for the first covered.
        last: Last one.
        basis: From when a state counts as bound.
        store: Folder of imported data; the system's place if left out.
        registry_only: Leave aside what was imported of ATOP.

    Raises:
        EmptyRangeError: The last day is before the first.
    """
    from foedera.datasets.days import Days  # noqa: PLC0415 - keeps imports light
    from foedera.datasets.making import wanted  # noqa: PLC0415 - ditto
    from foedera.datasets.sources import Sources  # noqa: PLC0415 - ditto
    from foedera.datasets.store import Store  # noqa: PLC0415 - ditto
    from foedera.treaties import Basis  # noqa: PLC0415 - ditto

    sources = Sources.opened(Store(store), registry_only=registry_only)
    asked = wanted(sources, (first, last), {})
    return Days(sources.alliances(asked.window, Basis(basis)))


def cases(
    *,
    only: Iterable[str | int] | None = None,
    backend: str | ModuleType | None = None,
    store: Path | None = None,
) -> Any:  # noqa: ANN401 - ditto
    """Return the table of duties in wars: which were triggered, and whether they were honoured.

    Args:
        only: Only those in which one of these states fought or was the ally.
        backend: As for ``dyads``.
        store: Folder of imported data; the system's place if left out.

    Raises:
        NotImportedError: Nobody has imported ATOP, or the wars.
        UnknownActorError: No state has such a code.
        MissingPackageError: The library asked for is not installed.
    """
    return _made_of_wars("cases", only, backend, store)


def alliances_in_wars(
    *,
    only: Iterable[str | int] | None = None,
    backend: str | ModuleType | None = None,
    store: Path | None = None,
) -> Any:  # noqa: ANN401 - ditto
    """Return the table of alliances in wars, one row for each.

    Args:
        only: Only those in which one of these states fought or was the ally.
        backend: As for ``dyads``.
        store: Folder of imported data; the system's place if left out.

    Raises:
        NotImportedError: Nobody has imported ATOP, or the wars.
        UnknownActorError: No state has such a code.
        MissingPackageError: The library asked for is not installed.
    """
    return _made_of_wars("wars", only, backend, store)


def add_alliances(
    frame: Any,  # noqa: ANN401 - a frame of the caller's library
    on: Sequence[str] | Mapping[str, str] = ("ccode1", "ccode2", "year"),
    *,
    basis: Literal["signature", "in_force"] = "signature",
    columns: Sequence[str] | None = None,
    store: Path | None = None,
) -> Any:  # noqa: ANN401 - ditto
    """Return the caller's frame of directed dyad-years with the alliance flags beside it.

    0 stands only where every alliance of the year is held; what is unclear, after the last
    day covered, or of states outside the state system, is NA.

    Args:
        frame: Of pandas, polars or pyarrow.
        on: Its columns for debtor and creditor (COW codes) and year.
        basis: From when a state counts as bound.
        columns: Which columns of the table; atopally and the five flags if left out.
        store: Folder of imported data; the system's place if left out.

    Raises:
        UnjoinableFrameError: The frame lacks a key, or has a column of that name.
        EmptyRangeError: It has no row.
    """
    from foedera.datasets.frames import joined, years_in  # noqa: PLC0415 - keeps imports light

    first, last = years_in(frame, on)
    table = dyads(first, last, basis=basis, rows="system-period", store=store)
    return joined(frame, table, on, columns)


def _made(
    name: str,
    days: tuple[Day | None, Day],
    asked: dict[str, Any],
    reading: tuple[str, date | None],
    place: tuple[str | ModuleType | None, Path | None, bool],
) -> Any:  # noqa: ANN401 - a table, or a frame of the caller's library
    from foedera.datasets.making import made, wanted  # noqa: PLC0415 - keeps imports light
    from foedera.datasets.sources import Sources  # noqa: PLC0415 - ditto
    from foedera.datasets.store import Store  # noqa: PLC0415 - ditto
    from foedera.treaties import Basis  # noqa: PLC0415 - ditto

    backend, store, registry_only = place
    sources = Sources.opened(Store(store), registry_only=registry_only)
    found = made(name, sources, wanted(sources, days, asked), Basis(reading[0]), reading[1])
    return _as(found.table, backend)


def _made_of_wars(
    name: str,
    only: Iterable[str | int] | None,
    backend: str | ModuleType | None,
    place: Path | None,
) -> Any:  # noqa: ANN401 - ditto
    from foedera.datasets.making import made_of_wars, wanted  # noqa: PLC0415 - keeps imports light
    from foedera.datasets.sources import Sources  # noqa: PLC0415 - ditto
    from foedera.datasets.store import Store  # noqa: PLC0415 - ditto

    sources = Sources.opened(Store(place), with_wars=True)
    asked = wanted(sources, (1815, 9999), {"either": only})
    return _as(made_of_wars(name, sources, asked).table, backend)


def _as(table: Table, backend: str | ModuleType | None) -> Any:  # noqa: ANN401 - ditto
    """Return a table as a frame of a library, or as it is."""
    if backend is None:
        return table
    from foedera.datasets.frames import frame  # noqa: PLC0415 - keeps imports light

    return frame(table, backend)
