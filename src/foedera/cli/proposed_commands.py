"""``foedera proposals``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedera.cli.options import as_data, as_day, in_interface, in_ledger, recorded_by

if TYPE_CHECKING:
    from datetime import date, datetime


@click.command()
@click.argument("instrument", required=False)
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help="Show, too, what was decided and what the registry has already.",
)
@click.option(
    "--known-by",
    callback=as_day,
    metavar="DATE",
    help="Count only reports published by this day.",
)
@recorded_by
@in_ledger
@as_data
@in_interface
def proposals(  # noqa: PLR0913 - one argument for each option
    *,
    instrument: str | None,
    whole: bool,
    known_by: date | None,
    recorded_by: datetime | None,
    ledger: str | None,
    as_json: bool,
    interface: str | None,
) -> None:
    """List what reports on record propose for the registry, and what each proposal rests on.

    A step is proposed once, with the narrowest days told of it, however many reports tell it;
    days that shut each other out are proposals of their own. Confidence is told part by part;
    the parts marked * decide how sure the whole is. INSTRUMENT narrows the list to one: an
    identifier, a name, or what an agreement is called that the registry does not have
    (unregistered-fji-ken).

    Coders decide on proposals with 'foedera review'.

    Exit codes: 0 listed, 1 no such instrument or no ledger, 2 bad usage.
    """
    from foedera.cli.proposed_view import tell_proposals  # noqa: PLC0415 - as late as possible

    tell_proposals(
        instrument,
        ledger=ledger,
        known_by=known_by,
        recorded_by=recorded_by,
        whole=whole,
        as_json=as_json,
        language=interface,
    )
