"""The commands that consult the registry and put questions to the law."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedera.cli.options import (
    as_data,
    as_day,
    by_coding,
    counting_ledger,
    in_interface,
    on_a_day,
    today,
    with_history,
    with_picture,
    with_proofs,
)

if TYPE_CHECKING:
    from datetime import date, datetime


@click.command()
@click.argument("names", metavar="TREATY...", nargs=-1, required=True)
@on_a_day
@by_coding
@with_proofs
@counting_ledger
@click.option(
    "--proposals",
    "proposed",
    is_flag=True,
    help="Count what reports in the ledger propose and no coder has decided on; shown as such.",
)
@as_data
@with_picture("its life")
@with_history
@in_interface
def status(  # noqa: PLR0913 - one argument for each option
    *,
    names: tuple[str, ...],
    on: date | None,
    known_by: date | None,
    basis: str,
    implied_end: str,
    why: bool,
    ledger: str | None,
    recorded_by: datetime | None,
    proposed: bool,
    as_json: bool,
    picture: Path | None,
    history: bool,
    store: Path | None,
    interface: str | None,
) -> None:
    """Tell where a treaty stands on a day, what is missing, who is bound, and why.

    TREATY is an identifier ('foedera treaties list' shows them) or a name by which it
    goes: 'North Atlantic Treaty', 'perjanjian Rusia-Korea Utara'.

    With --ledger, steps and treaties count that coders accepted there, each from the day on
    which it was first reported (--known-by) and the moment at which it was accepted
    (--recorded-by); the answer tells which those are.

    Exit codes: 0 answered, 1 no such treaty, 2 bad usage.
    """
    from foedera.cli.consulting import Consulted, draw, tell_status  # noqa: PLC0415 - as late as possible

    if proposed and ledger is None:
        raise click.UsageError("--proposals counts what a ledger holds: name it with --ledger.")
    switches = (basis, implied_end)
    asked = Consulted(today(on), known_by, switches, interface, history, store, ledger, recorded_by)
    if picture is not None:
        if len(names) != 1:
            raise click.UsageError("A picture shows one treaty: name one.")
        draw(names[0], picture, asked)
        return
    tell_status(names, asked, as_json=as_json, why=why, proposed=proposed)


@click.group()
def treaties() -> None:
    """Consult the registry of instruments."""


@treaties.command("list")
@click.option("--on", callback=as_day, metavar="DATE", help="Day asked about; today if left out.")
@click.option("--party", metavar="STATE", help="Only those this state acted on: code or name.")
@as_data
@in_interface
def list_treaties(
    *, on: date | None, party: str | None, as_json: bool, interface: str | None
) -> None:
    """List every instrument, and where it stood on a day."""
    from foedera.cli.treaties import show_all  # noqa: PLC0415 - as late as possible

    show_all(today(on), interface, party=party, as_json=as_json)


@treaties.command("show")
@click.argument("identifier", metavar="TREATY")
@on_a_day
@as_data
@with_history
@in_interface
def show_treaty(  # noqa: PLR0913 - one argument for each option
    *,
    identifier: str,
    on: date | None,
    known_by: date | None,
    as_json: bool,
    history: bool,
    store: Path | None,
    interface: str | None,
) -> None:
    """Show one instrument: who is bound since when, to what, and why."""
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - as late as possible
    from foedera.cli.treaties import show_one  # noqa: PLC0415 - ditto

    asked = Consulted(today(on), known_by, ("in_force", "vclt"), interface, history, store)
    show_one(identifier, asked, as_json=as_json)


@treaties.command("check")
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@as_data
@in_interface
def check_treaties(*, folder: Path | None, as_json: bool, interface: str | None) -> int:
    """Verify the registry: form, references, order of steps, overlaps, sources.

    FOLDER holds registry files of your own, checked together with those foedera carries;
    one that lies in it as foedera's does (bilateral/prk-rus-2024.yaml) stands in its place.
    Without FOLDER foedera's own are checked.

    Exit codes: 0 nothing is wrong, 1 something is, 2 bad usage.
    """
    from foedera.cli.checking import check  # noqa: PLC0415 - as late as possible

    return check(folder, as_json=as_json, language=interface)
