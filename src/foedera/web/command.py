"""The command ``foedera serve``."""

from __future__ import annotations

import getpass
from pathlib import Path

import click


@click.command()
@click.option(
    "--ledger",
    envvar="FOEDERA_LEDGER",
    metavar="FILE|URL",
    help="The ledger: a file, or postgresql://…; the system's place for it if left out. "
    "Where there is none, an empty one is made.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--coder",
    envvar="FOEDERA_CODER",
    metavar="NAME",
    help="Under which name decisions stand; your own on this machine if left out.",
)
@click.option(
    "--world",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Outlines of states to draw the map with, in place of those that were built.",
)
def serve(ledger: str | None, host: str, port: int, coder: str | None, world: Path | None) -> None:
    """Open a ledger to your browser.

    Pages, pictures and data of the ledger and the registry; paste a report and see its
    dossier. Only this machine can reach it. Ctrl-C ends it.

    Exit codes: 0 ended, 1 the ledger or the address cannot be had, 2 bad usage.
    """
    from foedera.ledger import create_ledger  # noqa: PLC0415 - as late as possible
    from foedera.web.built import missing, world_at  # noqa: PLC0415 - ditto
    from foedera.web.serving import serve_here  # noqa: PLC0415 - ditto

    world_at(world)  # what cannot be drawn is refused before anybody asks for it
    if lacking := missing():
        click.echo(
            f"Not built: {', '.join(lacking)}. Pages work without them, but nothing is zoomed and "
            "the map is a table; 'make browser' builds them (Node 20, npm).",
            err=True,
        )

    def say(address: str) -> None:
        click.echo(f"foedera listens at {address} for this machine alone. Ctrl-C ends it.")

    opened = create_ledger(ledger)
    try:
        serve_here(
            opened, host=host, port=port, coder=coder or getpass.getuser(), ready=say, world=world
        )
    finally:
        opened.close()
