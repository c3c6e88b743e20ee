"""``foedera release`` and ``foedera bundle``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from foedera.cli.options import as_data, in_interface, in_ledger, on_a_day, recorded_by

if TYPE_CHECKING:
    from datetime import date

#: Formats beside CSV, told here so that the rooms are not loaded for the help.
FORMATS: Final = ("csv", "parquet", "jsonld", "spreadsheet-csv")
_USUAL: Final = ("csv", "parquet", "jsonld")


def _first_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Read a day, a month or a year as its first day, or refuse it as bad usage."""
    if value is None:
        return None
    from foedera.dates import MalformedDateError, PartialDate  # noqa: PLC0415 - as late as possible

    try:
        return PartialDate.parse(value).earliest
    except MalformedDateError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--name",
    metavar="NAME",
    help="What it is called; after the month of its moment (2026.11) if left out.",
)
@recorded_by
@click.option(
    "--since",
    metavar="FOLDER",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="The last release: what was added, changed and deleted since is told.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Format of its tables; repeatable. csv, parquet and jsonld if left out; csv is always "
    "there, parquet is an extra.",
)
@click.option(
    "--without-quotations",
    is_flag=True,
    help="Leave out the sentences of reports, which are their outlets' own.",
)
@click.option(
    "--from",
    "first",
    callback=_first_day,
    metavar="DATE",
    help="First day, month or year of the tables of alliances; 2018 if left out.",
)
@in_ledger
@as_data
@in_interface
def release(**options: Any) -> None:  # noqa: ANN401 - as the options above have them
    """Write a release of the ledger into FOLDER: tables, and all that explains them.

    Claims, reports, steps, decisions and accepted events, and the alliances in ATOP's tables,
    as CSV, Parquet and JSON-LD; with codebook, coverage, what changed since the last
    release, references, checksums, and how to cite it. The same ledger, name and
    --recorded-by give the same bytes. FOLDER is written whole, or not at all.

    Exit codes: 0 written, 1 refused, 2 bad usage, 130 interrupted.
    """
    from foedera.cli.releasing import release_ledger  # noqa: PLC0415 - as late as possible

    formats = options.pop("formats") or _USUAL
    release_ledger(formats=tuple(formats), **options)


@click.command()
@click.argument("fact")
@on_a_day
@recorded_by
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Folder for the page, its data and checksums; '-' or left out: the page, to standard "
    "output.",
)
@click.option(
    "--with-originals",
    "originals",
    is_flag=True,
    help="Put the bytes of the reports into the folder, too. They are their outlets' own.",
)
@in_ledger
@as_data
@in_interface
def bundle(**options: Any) -> None:  # noqa: ANN401 - as the options above have them
    """Gather the evidence for one FACT: for a memo, an article, a court.

    FACT is a claim (clm-…), a story (sty-…), a step (stp-…), a proposal (prp-…), a decision
    (dec-…) or an event (evt-…) by its name; or an instrument, and then the fact is where it
    stands --on that day. The page tells whose words it rests on, in their context, copies of
    one text folded; who denies it; what coders decided; digests; how to verify and to cite it.

    Exit codes: 0 written, 1 nothing of that name on record, 2 bad usage.
    """
    from foedera.cli.bundling import Wanted, bundle_fact  # noqa: PLC0415 - as late as possible

    bundle_fact(Wanted(**options))
