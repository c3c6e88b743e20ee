"""The command ``foedera serve``."""

from __future__ import annotations

import getpass
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from foedera.web.gates.gate import Gate
    from foedera.web.serving import Place

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
#: What has no meaning where nobody signs in.
_OF_TEAMS: Final = ("public_reading", "behind_proxy", "certificate", "key")


@click.command()
@click.option(
    "--ledger",
    envvar="FOEDERA_LEDGER",
    metavar="FILE|URL",
    help="The ledger: a file, or postgresql://…; the system's place for it if left out. "
    "Where there is none, an empty one is made.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen at; 0 takes any that is free.",
)
@click.option(
    "--coder",
    envvar="FOEDERA_CODER",
    metavar="NAME",
    help="Without accounts: under which name decisions stand; your own on this machine if left "
    "out.",
)
@click.option("--open", "opens", is_flag=True, help="Open the first page in your browser.")
@click.option(
    "--accounts",
    is_flag=True,
    help="Let people sign in who were invited: see 'foedera people'. Needed to serve others.",
)
@click.option("--public-reading", is_flag=True, help="With accounts: let everybody read.")
@click.option(
    "--url",
    "urls",
    envvar="FOEDERA_URL",
    multiple=True,
    metavar="URL",
    help="How people reach the server, such as https://foedera.example.org; it answers under "
    "these names, and this machine's own, alone.",
)
@click.option(
    "--behind-proxy",
    multiple=True,
    metavar="ADDRESS",
    help="With accounts: take the word of a proxy at this address for who asks, and whether "
    "encrypted (X-Forwarded-For, X-Forwarded-Proto).",
)
@click.option("--certificate", type=_FILE, help="With accounts: encrypt with this certificate.")
@click.option("--key", type=_FILE, help="The key of the certificate.")
@click.option(
    "--world",
    type=_FILE,
    metavar="FILE",
    help="Outlines of states to draw the map with, in place of those that were built.",
)
@click.option(
    "--releases",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where the folders of releases lie: their files can then be had, and keepers make more.",
)
def serve(*, ledger: str | None, **options: Any) -> None:  # noqa: ANN401 - of several types
    """Open a ledger to your browser, or to a team's.

    Pages, pictures and data of the ledger and the registry; paste a report and see its
    dossier. Without accounts only this machine can reach it. Ctrl-C ends it.

    Exit codes: 0 ended, 1 the ledger, its accounts or the port cannot be had, 2 bad usage: also
    an address that others can reach, without accounts or without encryption.
    """
    from foedera.ledger import create_ledger  # noqa: PLC0415 - as late as possible
    from foedera.web.built import world_at  # noqa: PLC0415 - ditto
    from foedera.web.desk import Desk  # noqa: PLC0415 - ditto
    from foedera.web.errors import (  # noqa: PLC0415 - ditto
        OpenToAllError,
        UnencryptedError,
        UnnamedServerError,
    )
    from foedera.web.serving import serve as serve_at  # noqa: PLC0415 - ditto

    place = _place(options)
    world_at(options["world"])  # what cannot be drawn is refused before anybody asks for it
    with ExitStack() as done:
        gate = _gate(ledger, options, done)
        opened = create_ledger(ledger)
        done.callback(opened.close)
        desk = Desk(
            opened,
            gate,
            lambda: datetime.now(UTC),
            world_file=options["world"],
            releases=options["releases"],
        )
        _hint(ledger, options)
        try:
            serve_at(desk, place, lambda address: _say(address, options))
        except (OpenToAllError, UnencryptedError, UnnamedServerError) as error:
            raise click.UsageError(str(error)) from None


def _place(options: dict[str, Any]) -> Place:
    from foedera.web.serving import Place  # noqa: PLC0415 - as late as possible

    if not options["accounts"]:
        for name in _OF_TEAMS:
            if options[name]:
                raise click.UsageError(f"--{name.replace('_', '-')} needs --accounts.")
    certificate, key = options["certificate"], options["key"]
    if (certificate is None) != (key is None):
        raise click.UsageError("--certificate and --key go together.")
    for url in options["urls"]:
        if not url.startswith(("https://", "http://")):
            raise click.BadParameter(f"{url!r} does not begin with https://.", param_hint="--url")
    return Place(
        host=options["host"],
        port=options["port"],
        urls=options["urls"],
        proxies=options["behind_proxy"],
        certificate=(certificate, key) if certificate else None,
    )


def _gate(ledger: str | None, options: dict[str, Any], done: ExitStack) -> Gate:
    if options["accounts"]:
        from foedera.accounts import open_team  # noqa: PLC0415 - as late as possible
        from foedera.web.gates.team_gate import TeamGate  # noqa: PLC0415 - ditto

        team = done.enter_context(open_team(ledger))
        return TeamGate(team, public=options["public_reading"])
    from foedera.web.gates.open_gate import OpenGate  # noqa: PLC0415 - ditto

    return OpenGate(options["coder"] or getpass.getuser())


def _hint(ledger: str | None, options: dict[str, Any]) -> None:
    from foedera.accounts import has_accounts  # noqa: PLC0415 - as late as possible
    from foedera.web.built import missing  # noqa: PLC0415 - ditto

    if lacking := missing():
        click.echo(
            f"Not built: {', '.join(lacking)}. Pages work without them, but nothing is zoomed and "
            "the map is a table; 'make browser' builds them (Node 20, npm).",
            err=True,
        )

    if not options["accounts"] and has_accounts(ledger):
        click.echo("This ledger has accounts; without --accounts nobody is asked to sign in.")


def _say(address: str, options: dict[str, Any]) -> None:
    whom = "whoever has an account" if options["accounts"] else "this machine alone"
    reached = f", reached at {', '.join(options['urls'])}" if options["urls"] else ""
    click.echo(f"foedera listens at {address}{reached} for {whom}. Ctrl-C ends it.")
    if options["opens"]:
        click.launch(options["urls"][0] if options["urls"] else address)
