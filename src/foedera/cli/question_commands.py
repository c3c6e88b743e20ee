"""The commands that put questions to the law: who must do what, who is drawn in, who owes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedera.cli.options import (
    as_data,
    as_day,
    by_coding,
    in_interface,
    of_attack,
    on_a_day,
    today,
    with_proofs,
)

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("question", nargs=-1, required=True)
@on_a_day
@by_coding
@of_attack
@click.option(
    "--begun",
    callback=as_day,
    metavar="DATE",
    help="When the attack began, where before the day asked about.",
)
@click.option("--all", "whole", is_flag=True, help="Show what does not bind, too, and why.")
@with_proofs
@as_data
@in_interface
def ask(  # noqa: PLR0913 - one argument for each option
    *,
    question: tuple[str, ...],
    on: date | None,
    known_by: date | None,
    basis: str,
    implied_end: str,
    place: str,
    begun: date | None,
    whole: bool,
    why: bool,
    as_json: bool,
    interface: str | None,
) -> None:
    """Answer who must do what: 'UKR attacks RUS', 'Ukraina menyerang Rusia'.

    QUESTION is in English or Indonesian, with codes or names of states: who attacks whom,
    'who must defend Poland', 'what does Russia owe North Korea'.

    Exit codes: 0 answered, 1 not understood or no such state that day, 2 bad usage.
    """
    from foedera.cli.asking import Wanted, tell_answer  # noqa: PLC0415 - as late as possible
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - ditto

    asked = Consulted(today(on), known_by, (basis, implied_end), interface)
    if begun and begun > asked.on:
        raise click.BadParameter(f"{begun} is after {asked.on}, the day asked about.")
    wanted = Wanted(whole=whole, why=why, as_json=as_json)
    tell_answer(" ".join(question), asked, begun, place, wanted)


@click.command()
@click.argument("question", nargs=-1, required=True)
@on_a_day
@by_coding
@of_attack
@click.option(
    "--assume-unclear", is_flag=True, help="Count duties of which it is unclear as binding."
)
@click.option(
    "--no-spread",
    is_flag=True,
    help="Do not suppose that those who attack turn on every state that helps.",
)
@with_proofs
@as_data
@click.option(
    "--picture",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it as SVG into this file ('-' for standard output) instead.",
)
@in_interface
def cascade(  # noqa: PLR0913 - one argument for each option
    *,
    question: tuple[str, ...],
    on: date | None,
    known_by: date | None,
    basis: str,
    implied_end: str,
    place: str,
    assume_unclear: bool,
    no_spread: bool,
    why: bool,
    as_json: bool,
    picture: Path | None,
    interface: str | None,
) -> None:
    """Tell who is drawn in by an attack if every bound state keeps its word.

    QUESTION says who attacks whom, in English or Indonesian: 'RUS attacks POL',
    'Tiongkok menyerang Filipina'. The answer goes round by round: the sides, states pulled
    to both, those of whom it is unclear, and allies of the attacker that stay out.

    Exit codes: 0 answered, 1 not understood or no such state that day, 2 bad usage.
    """
    from foedera.cli.cascading import War, tell_cascade  # noqa: PLC0415 - as late as possible
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - ditto

    asked = Consulted(today(on), known_by, (basis, implied_end), interface)
    war = War(place, not no_spread, assume_unclear, why, as_json, picture)
    tell_cascade(" ".join(question), asked, war)
