"""Options that several commands share."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from foedera.wording.words import INTERFACES

if TYPE_CHECKING:
    from collections.abc import Callable

#: Kinds of duty and what of a state may be attacked, as the law room has them; told here so
#: that the room is not loaded for the help of a command.
KINDS: Final = (
    "defence",
    "offence",
    "neutrality",
    "nonaggression",
    "consultation",
    "cooperation",
    "restraint",
)
TARGETS: Final = ("territory", "overseas", "forces", "vessels")


def as_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Read a full day, or refuse it as bad usage."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        message = f"{value!r} is not a day ({error}). Write it as YYYY-MM-DD."
        raise click.BadParameter(message) from None


def as_published(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Refuse at once a publication date that every report would refuse."""
    if value is None:
        return None
    from foedera.actors.catalogue import Catalogue  # noqa: PLC0415 - ditto
    from foedera.documents.dating import given  # noqa: PLC0415 - only where it is used
    from foedera.documents.errors import MalformedPublishedError  # noqa: PLC0415 - ditto
    from foedera.documents.press import Press  # noqa: PLC0415 - ditto

    try:
        given(value, None, Press(Catalogue.load(), "en"))
    except MalformedPublishedError as error:
        raise click.BadParameter(str(error)) from None
    return value


def as_language(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Refuse at once a language that no pack reads."""
    from foedera.language.errors import UnknownLanguageError  # noqa: PLC0415 - ditto
    from foedera.language.packs import languages  # noqa: PLC0415 - ditto

    if value is not None and value not in languages():
        raise click.BadParameter(str(UnknownLanguageError(value, languages())))
    return value


def today(given: date | None) -> date:
    """Return the day asked about; the reader's own today where none was given."""
    return given or date.today()  # noqa: DTZ011 - the reader's own day


def in_interface(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option of the language foedera itself speaks."""
    return click.option(
        "--interface",
        type=click.Choice(INTERFACES),
        help="Language foedera itself speaks; the environment's (LANG), else English. "
        "Quotations keep theirs.",
    )(command)


def on_a_day(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command both clocks: the day asked about, and what was known by a day."""
    command = click.option(
        "--known-by",
        callback=as_day,
        metavar="DATE",
        help="Count only what had become known by this day.",
    )(command)
    return click.option(
        "--on", callback=as_day, metavar="DATE", help="Day asked about; today if left out."
    )(command)


def by_coding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the switches by which ATOP and the law differ."""
    command = click.option(
        "--implied-end",
        type=click.Choice(["vclt", "atop"]),
        default="vclt",
        show_default=True,
        help="What ends an instrument of which nobody says that it ended.",
    )(command)
    return click.option(
        "--basis",
        type=click.Choice(["in_force", "signature"]),
        default="in_force",
        show_default=True,
        help="From when a state counts as bound; ATOP counts from signature.",
    )(command)


def as_data(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option to print data instead of a page."""
    return click.option("--json", "as_json", is_flag=True, help="Print data.")(command)


def of_attack(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option of what an attack falls upon."""
    return click.option(
        "--place",
        type=click.Choice(TARGETS),
        default="territory",
        show_default=True,
        help="What of the victim is attacked.",
    )(command)


def with_proofs(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option to show why, down to the steps and their sources."""
    return click.option(
        "--why", is_flag=True, help="Show the proofs: articles, steps, days and sources."
    )(command)


def with_picture(drawn: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option to draw its answer.

    Args:
        drawn: What is drawn, as the help calls it.
    """
    return click.option(
        "--picture",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help=f"Draw {drawn} as SVG into this file ('-' for standard output) instead.",
    )


def in_store(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option of the folder for imported data."""
    return click.option(
        "--store",
        envvar="FOEDERA_STORE",
        metavar="FOLDER",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of imported data; the system's place for them if left out.",
    )(command)


def in_ledger(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option of which ledger it works on."""
    return click.option(
        "--ledger",
        envvar="FOEDERA_LEDGER",
        metavar="FILE|URL",
        help="The ledger: a file, or postgresql://…; the system's place for it if left out.",
    )(command)


def recorded_by(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the clock of the ledger: what was on record at a moment."""
    return click.option(
        "--recorded-by",
        callback=as_moment,
        metavar="MOMENT",
        help="Count only what was on record at this moment: a day (its end), or 2024-11-12T14:15Z.",
    )(command)


def counting_ledger(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a question to the law the option to count what coders accepted in a ledger.

    Without it, and without ``FOEDERA_LEDGER``, the registry alone answers.
    """
    return click.option(
        "--ledger",
        envvar="FOEDERA_LEDGER",
        metavar="FILE|URL",
        help="Count what coders accepted in this ledger, too: a file, or postgresql://…",
    )(recorded_by(command))


def as_moment(_: click.Context, __: click.Parameter, value: str | None) -> datetime | None:
    """Read a moment in UTC, a bare day as its end, or refuse it as bad usage."""
    if value is None:
        return None
    try:
        if len(value) == len("2024-11-12"):
            day = date.fromisoformat(value)
            return datetime.combine(day, time.max, tzinfo=UTC)
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        message = f"{value!r} is no moment ({error}). Write 2024-11-12 or 2024-11-12T14:15Z."
        raise click.BadParameter(message) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def now() -> datetime:
    """Return this moment in UTC. The clock is read here, at the door, and passed on."""
    return datetime.now(UTC)


def with_history(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option to count what was imported of ATOP, too."""
    return click.option(
        "--history",
        is_flag=True,
        help="Count the alliances of ATOP that the registry does not record, where they were "
        "imported; with --basis signature --implied-end atop as ATOP has them.",
    )(in_store(command))
