"""``foedera registry``: accepted steps, written out for the registry's files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedera.cli.options import in_interface, in_ledger, recorded_by

if TYPE_CHECKING:
    from datetime import datetime


@click.group()
def registry() -> None:
    """Let the registry grow by what coders accepted."""


@registry.command("propose")
@click.argument("decisions", metavar="[DECISION...]", nargs=-1)
@click.option("--all", "whole", is_flag=True, help="Everything that stands accepted.")
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the changed files into this folder, such as the registry's own in a checkout.",
)
@click.option("--diff", "as_diff", is_flag=True, help="Print the changes as a diff (the default).")
@recorded_by
@in_ledger
@in_interface
def propose(  # noqa: PLR0913 - one argument for each option
    *,
    decisions: tuple[str, ...],
    whole: bool,
    output: Path | None,
    as_diff: bool,
    recorded_by: datetime | None,
    ledger: str | None,
    interface: str | None,
) -> None:
    """Write accepted steps out as changes to the registry's YAML files.

    DECISION names what accepted a step ('dec-…', as 'foedera proposals --all' and
    'foedera status --ledger' show it); of an accepted instrument all its accepted steps are
    written. The diff goes to standard output, for 'git apply' at the root of a checkout; what
    is left out, and what a person has still to fill in, is said on standard error. Files keep
    their layout and comments.

    Exit codes: 0 written, 1 a decision accepts nothing or a file cannot be written, 2 bad usage.
    """
    from foedera.cli.growing import propose_changes  # noqa: PLC0415 - as late as possible

    if bool(decisions) == whole:
        raise click.UsageError("Name decisions, or give --all for everything accepted.")
    if output is not None and as_diff:
        raise click.UsageError("Give --output or --diff, not both.")
    propose_changes(
        None if whole else decisions,
        ledger=ledger,
        recorded_by=recorded_by,
        output=output,
        language=interface,
    )
