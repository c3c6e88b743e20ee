"""The commands that import others' data and export research tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from foedera.cli.options import as_data, as_day, in_interface, in_store

if TYPE_CHECKING:
    from datetime import date

#: Tables and formats, told here so that the rooms are not loaded for the help.
TABLES: Final = ("dyads", "states", "alliances", "spells", "cases", "wars")
FORMATS: Final = ("csv", "parquet", "dta")


def _first_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    found = _days(value)
    return found[0] if found else None


def _last_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    found = _days(value)
    return found[1] if found else None


def _days(value: str | None) -> tuple[date, date] | None:
    """Read a day, a month or a year, or refuse it as bad usage."""
    if value is None:
        return None
    from foedera.dates import MalformedDateError, PartialDate  # noqa: PLC0415 - as late as possible

    try:
        found = PartialDate.parse(value)
    except MalformedDateError as error:
        raise click.BadParameter(str(error)) from None
    return found.earliest, found.latest


@click.group("import")
def import_() -> None:
    """Import data that others publish: your own copy, verified, kept on your machine."""


@import_.command("atop")
@click.argument("place", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--unverified",
    is_flag=True,
    help="Take a file of version 5.1 whose content is not the published one.",
)
@in_store
@as_data
@in_interface
def import_atop(
    *, place: Path, unverified: bool, store: Path | None, as_json: bool, interface: str | None
) -> None:
    """Import the alliances of ATOP from its member file (atop5_1m.csv).

    FOLDER holds your own copy, unpacked or as the .zip that the project offers; the file
    itself may be named, too. foedera carries none of ATOP's data.

    Exit codes: 0 imported, 1 refused, and what was imported before is still there.
    """
    from foedera.cli.importing import Taking, take_atop  # noqa: PLC0415 - as late as possible

    take_atop(Taking(place, store, interface, unverified, as_json))


@import_.command("cow-wars")
@click.argument("place", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--unverified",
    is_flag=True,
    help="Take a file of version 4.0 whose content is not the published one.",
)
@in_store
@as_data
@in_interface
def import_wars(
    *, place: Path, unverified: bool, store: Path | None, as_json: bool, interface: str | None
) -> None:
    """Import the inter-state wars of the Correlates of War (Inter-StateWarData_v4.0.csv).

    FILE is your own copy. Together with ATOP it gives the tables 'cases' and 'wars': which
    duties of allies each war triggered, and whether they were honoured.

    Exit codes: 0 imported, 1 refused, and what was imported before is still there.
    """
    from foedera.cli.importing import Taking, take_wars  # noqa: PLC0415 - as late as possible

    take_wars(Taking(place, store, interface, unverified, as_json))


@import_.command("list")
@in_store
@as_data
@in_interface
def list_imported(*, store: Path | None, as_json: bool, interface: str | None) -> None:
    """Show what was imported: version, digest, and where it lies."""
    from foedera.cli.importing import show_imported  # noqa: PLC0415 - as late as possible

    show_imported(store, interface, as_json=as_json)


@import_.command("drop")
@click.argument("what", metavar="NAME", type=click.Choice(["atop", "cow-wars"]))
@in_store
@in_interface
def drop_imported(*, what: str, store: Path | None, interface: str | None) -> None:
    """Remove imported data from the store: atop or cow-wars."""
    from foedera.cli.importing import drop  # noqa: PLC0415 - as late as possible

    drop(what, store, interface)


@click.command()
@click.argument("table", type=click.Choice(TABLES))
@click.option(
    "--from",
    "first",
    callback=_first_day,
    metavar="DATE",
    help="First day, month or year; the first day covered if left out.",
)
@click.option(
    "--to", "last", callback=_last_day, metavar="DATE", help="Last one; today if left out."
)
@click.option(
    "--by",
    type=click.Choice(["year", "month", "day", "spell"]),
    default="year",
    show_default=True,
    help="What a row stands for; spell: a stretch of days on which nothing changes.",
)
@click.option(
    "--basis",
    type=click.Choice(["signature", "in_force"]),
    default="signature",
    show_default=True,
    help="From when a state counts as bound: ATOP's reading, or the law's.",
)
@click.option(
    "--rows",
    type=click.Choice(["allied", "system", "system-period"]),
    default="allied",
    show_default=True,
    help="Pairs that were allied; or all of the state system, on one day of the period, "
    "or at some time in it.",
)
@click.option(
    "--state", "states", multiple=True, metavar="STATE", help="Only rows with it; repeatable."
)
@click.option("--debtor", "debtors", multiple=True, metavar="STATE", help="Only what it owes.")
@click.option(
    "--creditor", "creditors", multiple=True, metavar="STATE", help="Only what is owed to it."
)
@click.option("--more", is_flag=True, help="Columns beyond ATOP's: codes, shares, instruments.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="By the output's name if left out, else csv; dta and parquet are extras.",
)
@click.option(
    "--output",
    metavar="PATH",
    help="File; or a folder (ending in /) for a data package with codebook and coverage; "
    "standard output if left out.",
)
@click.option("--known-by", callback=as_day, metavar="DATE", help="Count only what was known then.")
@click.option("--registry-only", is_flag=True, help="Leave aside what was imported of ATOP.")
@in_store
@in_interface
def export(**options: Any) -> None:  # noqa: ANN401 - as the options above have them
    """Export a research table: who owed whom what, from ATOP's 1815 to today.

    TABLE is dyads (directed pairs), states, alliances or spells; cases and wars tell which
    duties of allies each war triggered and whether they were honoured ('foedera import
    cow-wars'). Columns and codes are ATOP's ('foedera codebook' explains each). NA is not
    known; 0 stands only where every alliance of those days is held. Without an import of
    ATOP the registry alone speaks, from 2018 on.

    Exit codes: 0 exported, 1 refused or nothing to export, 2 bad usage, 130 interrupted.
    """
    from foedera.cli.exporting import Wanted, export_table  # noqa: PLC0415 - as late as possible

    export_table(Wanted(**options))
