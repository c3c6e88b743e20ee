"""The commands that draw alliances: how many there were, whose they are, who is tied to whom."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from foedera.cli.options import (
    KINDS,
    as_day,
    by_coding,
    in_interface,
    on_a_day,
    today,
    with_history,
)

if TYPE_CHECKING:
    from collections.abc import Callable

#: First year of ATOP and of the Correlates of War.
_FIRST: Final = 1815
_MARK: Final = re.compile(r"\s*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?\s+(\S.*)")


def _of_kinds(default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option of which kinds of duty to draw."""
    return click.option(
        "--kind",
        "kinds",
        type=click.Choice(KINDS),
        multiple=True,
        help=f"Only duties of this kind; repeatable. Without it: {default}.",
    )


def _drawn(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of where its picture goes, and of the table instead."""
    command = click.option(
        "--table", "as_table", is_flag=True, help="Write what it shows as a table (CSV) instead."
    )(command)
    return click.option(
        "--output",
        metavar="FILE",
        default="-",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Draw as SVG into this file; standard output if left out, or '-'.",
    )(command)


def _marks(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[int, int, str], ...]:
    """Read what is to be marked among the years, or refuse it as bad usage."""
    found = []
    for value in values:
        read = _MARK.fullmatch(value)
        if read is None or (read[2] and int(read[2]) < int(read[1])):
            message = f"{value!r} is no year or years with a name: '1914-1918 First World War'."
            raise click.BadParameter(message)
        found.append((int(read[1]), int(read[2] or read[1]), read[3].strip()))
    return tuple(found)


@click.group()
def plot() -> None:
    """Draw alliances as SVG: numbers by year, one state's allies, the whole network.

    The pictures are readable in black and white, run and fetch nothing, and tell in words
    what they show; --table gives the same as rows.
    """


@plot.command()
@_of_kinds("defence")
@click.option(
    "--from",
    "first",
    metavar="YEAR",
    type=click.IntRange(1, 9999),
    default=_FIRST,
    show_default=True,
    help="First year.",
)
@click.option(
    "--to",
    "last",
    metavar="YEAR",
    type=click.IntRange(1, 9999),
    help="Last year; this year if left out.",
)
@click.option(
    "--mark",
    "marks",
    metavar="WORDS",
    multiple=True,
    callback=_marks,
    help="Mark years: '1914-1918 First World War'; repeatable.",
)
@click.option("--known-by", callback=as_day, metavar="DATE", help="Count only what was known then.")
@by_coding
@_drawn
@with_history
@in_interface
def pacts(  # noqa: PLR0913 - one argument for each option
    *,
    kinds: tuple[str, ...],
    first: int,
    last: int | None,
    marks: tuple[tuple[int, int, str], ...],
    known_by: date | None,
    basis: str,
    implied_end: str,
    output: Path,
    as_table: bool,
    history: bool,
    store: Path | None,
    interface: str | None,
) -> None:
    """Draw how many pacts were in force, year by year.

    A pact counts for every year on any day of which it made a duty of the kind. The registry
    claims to be complete for nobody: each number is a lower bound, and drawn so.

    Exit codes: 0 drawn, 1 nothing to draw or not writable, 2 bad usage.
    """
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - as late as possible
    from foedera.cli.plots import Plot, draw_pacts  # noqa: PLC0415 - ditto

    now = today(None)
    until = now.year if last is None else last
    if until > now.year:
        raise click.BadParameter(f"{until} has not come: nobody can count its pacts yet.")
    if until < first:
        raise click.BadParameter(f"{until} is before {first}; give the first year with --from.")
    days = (date(first, 1, 1), min(date(until, 12, 31), now))
    asked = Consulted(days[1], known_by, (basis, implied_end), interface, history, store)
    draw_pacts(days, marks, Plot(kinds or ("defence",), output, as_table), asked)


@plot.command()
@click.argument("state", metavar="STATE")
@_of_kinds("defence, offence, neutrality, nonaggression and consultation")
@on_a_day
@by_coding
@_drawn
@with_history
@in_interface
def allies(  # noqa: PLR0913 - one argument for each option
    *,
    state: str,
    kinds: tuple[str, ...],
    on: date | None,
    known_by: date | None,
    basis: str,
    implied_end: str,
    output: Path,
    as_table: bool,
    history: bool,
    store: Path | None,
    interface: str | None,
) -> None:
    """Draw one state's allies: who owes whom what, since when, under which instrument.

    STATE is a code or a name. The Charter of the United Nations is left out.

    Exit codes: 0 drawn, 1 no such state that day, no allies or not writable, 2 bad usage.
    """
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - as late as possible
    from foedera.cli.plots import Plot, draw_allies  # noqa: PLC0415 - ditto

    asked = Consulted(today(on), known_by, (basis, implied_end), interface, history, store)
    draw_allies(state, Plot(kinds, output, as_table), asked)


@plot.command()
@_of_kinds("defence")
@on_a_day
@by_coding
@_drawn
@with_history
@in_interface
def network(  # noqa: PLR0913 - one argument for each option
    *,
    kinds: tuple[str, ...],
    on: date | None,
    known_by: date | None,
    basis: str,
    implied_end: str,
    output: Path,
    as_table: bool,
    history: bool,
    store: Path | None,
    interface: str | None,
) -> None:
    """Draw who is tied to whom by a kind of duty, all states at once.

    States lie on the circle of their part of the world; a pact between more than six is one
    sign with a spoke to each. The Charter of the United Nations is left out.

    Exit codes: 0 drawn, 1 nothing to draw or not writable, 2 bad usage.
    """
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - as late as possible
    from foedera.cli.plots import Plot, draw_network  # noqa: PLC0415 - ditto

    asked = Consulted(today(on), known_by, (basis, implied_end), interface, history, store)
    draw_network(Plot(kinds or ("defence",), output, as_table), asked)
