"""``foedera review``, ``foedera decisions`` and ``foedera agreement``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from foedera.cli.options import as_data, as_day, in_interface, in_ledger

if TYPE_CHECKING:
    from datetime import date

#: Levels of confidence; told here so that the room is not loaded for the help of a command.
_LEVELS = ("high", "medium", "low", "unknown")


@click.command()
@click.argument("instrument", required=False)
@click.option(
    "--coder",
    envvar="FOEDERA_CODER",
    metavar="NAME",
    help="Who decides: every decision bears this name.",
)
@click.option(
    "--blind",
    is_flag=True,
    help="Decide again what others decided, without seeing what they, the registry or "
    "confidence say: for agreement between coders.",
)
@click.option(
    "--share",
    type=click.FloatRange(min=0, max=100, min_open=True),
    default=100,
    show_default=True,
    metavar="PERCENT",
    help="With --blind: so much of what others decided, drawn by --seed.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="With --blind: which draw.")
@click.option("--state", metavar="STATE", help="Only acts of this state, by code or name.")
@click.option(
    "--since", callback=as_day, metavar="DATE", help="Only what reports of this day or later tell."
)
@click.option("--confidence", type=click.Choice(_LEVELS), help="Only what is as sure as this.")
@click.option(
    "--keys",
    metavar="KEYS",
    help="Other keys than usual: accept=y,x=n,u=off. Those in review-keys.yaml count, too.",
)
@click.option(
    "--corrected",
    is_flag=True,
    help="List your decisions that others decided otherwise later, and nothing else.",
)
@in_ledger
@as_data
@in_interface
def review(
    *,
    ledger: str | None,
    as_json: bool,
    interface: str | None,
    **options: Any,  # noqa: ANN401 - the other options, of several types
) -> int:
    r"""Decide, one by one, what reports propose for the registry.

    INSTRUMENT narrows it to one: an identifier or a name.

    \b
    a accept   x reject   space skip   e edit   f flag   n note   u undo   1-9 choose
    j next     k previous   d copies   o whole report   ? help   q quit

    A decision is on record before it is shown as done. Keys are read from standard input,
    one a character where that is no terminal. With --json the queue is listed instead.

    Exit codes: 0 done, 1 no ledger or no coder's name, 2 bad usage.
    """
    from foedera.cli.reviewing import Reviewed, list_corrections, list_queue, sit  # noqa: PLC0415 - as late as possible

    asked = Reviewed(ledger=ledger, interface=interface, **options)
    if asked.corrected:
        list_corrections(asked, as_json=as_json)
    elif as_json:
        list_queue(asked)
    else:
        sit(asked)
    return 0


@click.group()
def decisions() -> None:
    """List what coders decided; take it from one ledger to another."""


@decisions.command("list")
@click.option("--coder", metavar="NAME", help="Only this coder's.")
@click.option("--about", metavar="PROPOSAL", help="Only those on this proposal (prp-…).")
@click.option(
    "--since", callback=as_day, metavar="DATE", help="Only those taken on this day or later (UTC)."
)
@in_ledger
@as_data
@in_interface
def list_decisions(  # noqa: PLR0913 - one argument for each option
    *,
    coder: str | None,
    about: str | None,
    since: date | None,
    ledger: str | None,
    as_json: bool,
    interface: str | None,
) -> None:
    """List decisions in the order in which they were recorded, those undone included."""
    from foedera.cli.decisions_view import tell_decisions  # noqa: PLC0415 - as late as possible

    tell_decisions(
        ledger, coder=coder, about=about, since=since, as_json=as_json, language=interface
    )


@decisions.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@in_ledger
@in_interface
def export_decisions(*, file: Path, ledger: str | None, interface: str | None) -> None:
    """Write all decisions into FILE as JSON Lines ('-' for standard output).

    Each line is a whole decision, hashed together with the line before. The same decisions
    are always the same bytes.
    """
    from foedera.cli.decisions_view import write_decisions  # noqa: PLC0415 - as late as possible

    write_decisions(ledger, file, interface)


@decisions.command("replay")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True)
)
@in_ledger
@in_interface
def replay_decisions(*, file: Path, ledger: str | None, interface: str | None) -> None:
    """Record the decisions of FILE, which 'foedera decisions export' wrote elsewhere.

    They keep who decided and when. All are recorded or, where a line was altered, none; those
    on record already are passed over.
    """
    from foedera.cli.decisions_view import replay_file  # noqa: PLC0415 - as late as possible

    replay_file(ledger, file, interface)


@click.command()
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Only between these.")
@in_ledger
@as_data
@in_interface
def agreement(
    *, coders: tuple[str, ...], ledger: str | None, as_json: bool, interface: str | None
) -> None:
    """Tell how far coders agree: Krippendorff's alpha, percentages, and where they differ.

    Only decisions taken independently count: blind, or before anybody else had openly decided
    the proposal ('foedera review --blind' makes more of them).
    """
    from foedera.cli.agreement_view import tell_agreement  # noqa: PLC0415 - as late as possible

    tell_agreement(ledger, coders, as_json=as_json, language=interface)
