"""The commands that put questions to the law: who must do what, who is drawn in, who owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from foedera.cli.options import (
    KINDS,
    as_data,
    as_day,
    by_coding,
    counting_ledger,
    in_interface,
    of_attack,
    on_a_day,
    today,
    with_history,
    with_picture,
    with_proofs,
)

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path


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
@counting_ledger
@as_data
@with_history
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
    history: bool,
    store: Path | None,
    ledger: str | None,
    recorded_by: datetime | None,
    interface: str | None,
) -> None:
    """Answer who must do what: 'UKR attacks RUS', 'Ukraina menyerang Rusia'.

    QUESTION is in English or Indonesian, with codes or names of states: who attacks whom,
    'who must defend Poland', 'what does Russia owe North Korea'.

    Exit codes: 0 answered, 1 not understood or no such state that day, 2 bad usage.
    """
    from foedera.cli.asking import Wanted, tell_answer  # noqa: PLC0415 - as late as possible
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - ditto

    switches = (basis, implied_end)
    asked = Consulted(today(on), known_by, switches, interface, history, store, ledger, recorded_by)
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
@counting_ledger
@as_data
@with_picture("it")
@with_history
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
    history: bool,
    store: Path | None,
    ledger: str | None,
    recorded_by: datetime | None,
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

    switches = (basis, implied_end)
    asked = Consulted(today(on), known_by, switches, interface, history, store, ledger, recorded_by)
    war = War(place, not no_spread, assume_unclear, why, as_json, picture)
    tell_cascade(" ".join(question), asked, war)


@click.command()
@click.argument("state", required=False)
@click.option("--toward", metavar="STATE", help="Only what is owed to this state: code or name.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="Only duties of this kind.",
)
@on_a_day
@by_coding
@click.option("--all", "whole", is_flag=True, help="Show what does not bind, too, and why.")
@with_proofs
@counting_ledger
@as_data
@with_history
@in_interface
def obligations(  # noqa: PLR0913 - one argument for each option
    *,
    state: str | None,
    toward: str | None,
    kind: str | None,
    on: date | None,
    known_by: date | None,
    basis: str,
    implied_end: str,
    whole: bool,
    why: bool,
    as_json: bool,
    history: bool,
    store: Path | None,
    ledger: str | None,
    recorded_by: datetime | None,
    interface: str | None,
) -> None:
    """Tell every duty alive on a day: who owes it to whom, under which instrument.

    STATE is a code or a name: only what it owes. Without it and without --toward a table
    of every duty on record is printed.

    Exit codes: 0 answered, 1 no such state that day, 2 bad usage.
    """
    from foedera.cli.asking import Wanted  # noqa: PLC0415 - as late as possible
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - ditto
    from foedera.cli.owing import tell_obligations  # noqa: PLC0415 - ditto

    switches = (basis, implied_end)
    asked = Consulted(today(on), known_by, switches, interface, history, store, ledger, recorded_by)
    wanted = Wanted(whole=whole, why=why, as_json=as_json)
    tell_obligations((state, toward), kind, asked, wanted)


@click.command()
@click.argument("first", metavar="FROM", callback=as_day)
@click.argument("last", metavar="TO", callback=as_day)
@click.option(
    "--by",
    type=click.Choice(["day", "year"]),
    default="year",
    show_default=True,
    help="A row for each year, or for each stretch of days on which nothing changes.",
)
@click.option(
    "--debtor", "debtors", multiple=True, metavar="STATE", help="Only what it owes; repeatable."
)
@click.option(
    "--creditor",
    "creditors",
    multiple=True,
    metavar="STATE",
    help="Only what is owed to it; repeatable.",
)
@click.option("--known-by", callback=as_day, metavar="DATE", help="Count only what was known then.")
@by_coding
@click.option(
    "--charter",
    is_flag=True,
    help="Count the Charter of the United Nations, too: nonaggression of nearly every pair.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="CSV, or an object a line.",
)
@click.option("--why", is_flag=True, help="With --format json: the proof of each row.")
@in_interface
def dyads(  # noqa: PLR0913 - one argument for each option
    *,
    first: date,
    last: date,
    by: Literal["day", "year"],
    debtors: tuple[str, ...],
    creditors: tuple[str, ...],
    known_by: date | None,
    basis: str,
    implied_end: str,
    charter: bool,
    form: str,
    why: bool,
    interface: str | None,
) -> None:
    """Print who owed whom what, pair by pair, from day FROM to day TO, as a table.

    The five flags have ATOP's names: defense, offense, neutral, nonagg, consul. 1 is owed,
    0 not owed, NA unclear or not on record: the registry claims to be complete for nobody.

    Exit codes: 0 printed, 1 no such state, 2 bad usage, 130 interrupted.
    """
    from foedera.cli.consulting import Consulted  # noqa: PLC0415 - as late as possible
    from foedera.cli.tabling import Table, print_dyads  # noqa: PLC0415 - ditto

    if last < first:
        raise click.BadParameter(f"{last} is before {first}; give the first day first.")
    if why and form != "json":
        raise click.UsageError("--why goes with --format json: a row of CSV has no place for it.")
    asked = Consulted(last, known_by, (basis, implied_end), interface)
    print_dyads(Table((first, last), by, (debtors, creditors), charter, form, why), asked)
