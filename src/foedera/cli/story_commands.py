"""``foedera story`` and ``foedera conduct``: what many reports tell of one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedera.cli.options import as_data, as_day, in_interface, in_ledger, recorded_by

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from typing import Any


def _acts(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse at once an act that no claim is of."""
    from foedera.claims.acts import acts  # noqa: PLC0415 - as late as possible

    for one in value:
        if one not in acts():
            known = ", ".join(sorted(acts()))
            raise click.BadParameter(f"{one!r} is no act. Acts are: {known}.")
    return value


def _of_acts(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--act",
        "wanted",
        metavar="ACT",
        multiple=True,
        callback=_acts,
        help="Only this act, such as deploy; may be given several times.",
    )(command)


def _in_days(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--known-by",
        callback=as_day,
        metavar="DATE",
        help="Count only what had been reported by this day.",
    )(command)
    command = click.option(
        "--until",
        callback=as_day,
        metavar="DATE",
        help="Only what was reported on this day or before; what came later is told with it.",
    )(command)
    return click.option(
        "--since",
        callback=as_day,
        metavar="DATE",
        help="Only what was reported on this day or later; what went before is told with it.",
    )(command)


@click.command()
@click.argument("called", metavar="[STORY|CLAIM]", required=False)
@_of_acts
@click.option("--agent", metavar="ACTOR", help="Who does it: code or name.")
@click.option("--counterpart", metavar="ACTOR", help="To or against whom: code or name.")
@click.option(
    "--instrument", metavar="TREATY", help="The agreement spoken of: see 'treaties list'."
)
@_in_days
@recorded_by
@in_ledger
@as_data
@in_interface
def story(  # noqa: PLR0913 - one argument for each option
    *,
    called: str | None,
    wanted: tuple[str, ...],
    agent: str | None,
    counterpart: str | None,
    instrument: str | None,
    since: date | None,
    until: date | None,
    known_by: date | None,
    recorded_by: datetime | None,
    ledger: str | None,
    as_json: bool,
    interface: str | None,
) -> None:
    """Tell a story: who says it first, who repeats, who denies, and the figures side by side.

    STORY is its name (sty-…), CLAIM that of any of its claims (clm-…). Without either, the
    stories that fit the options are listed, with their names. Copies of one text are folded,
    and count as one source.

    Exit codes: 0 answered, 1 no such story, actor or ledger, 2 bad usage.
    """
    from foedera.cli.telling_stories import Asked, tell_fitting, tell_one  # noqa: PLC0415 - late

    asked = Asked(ledger, known_by, recorded_by, interface, as_json)
    narrowed = (*wanted, agent, counterpart, instrument, since, until)
    if called is not None:
        if any(narrowed):
            raise click.UsageError("A story has its name alone: leave out what narrows a list.")
        tell_one(called, asked)
        return
    if not any((*wanted, agent, counterpart, instrument)):
        raise click.UsageError(
            "Name a story or a claim, or say which stories to list: --act, --agent, "
            "--counterpart or --instrument."
        )
    tell_fitting((wanted, agent, counterpart, instrument, since, until), asked)


@click.command()
@click.argument("one", metavar="ACTOR")
@click.argument("other", metavar="ACTOR")
@_of_acts
@_in_days
@recorded_by
@in_ledger
@as_data
@in_interface
def conduct(  # noqa: PLR0913 - one argument for each option
    *,
    one: str,
    other: str,
    wanted: tuple[str, ...],
    since: date | None,
    until: date | None,
    known_by: date | None,
    recorded_by: datetime | None,
    ledger: str | None,
    as_json: bool,
    interface: str | None,
) -> None:
    """Tell what two actors are reported to do to, with or for each other.

    One line for each story, the latest last: its figures side by side, how many reports
    tell of it, in how many texts once copies are folded, and how many independent sources
    there are at most. Without --act, acts of war and of preparation for it are told of.

    ACTOR is a code or a name, in English or Indonesian: PRK, 'Korea Utara'.

    Exit codes: 0 answered, 1 no such actor or ledger, 2 bad usage.
    """
    from foedera.cli.telling_stories import Asked, tell_between  # noqa: PLC0415 - late

    asked = Asked(ledger, known_by, recorded_by, interface, as_json)
    tell_between((one, other), (wanted, since, until), asked)
