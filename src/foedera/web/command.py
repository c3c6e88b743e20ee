"""The command ``foedera serve``."""

from __future__ import annotations

import getpass

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
def serve(ledger: str | None, host: str, port: int, coder: str | None) -> None:
    """Open a ledger to your browser.

    Pages, pictures and data of the ledger and the registry; paste a report and see its
    dossier. Only this machine can reach it. Ctrl-C ends it.

    Exit codes: 0 ended, 1 the ledger or the address cannot be had, 2 bad usage.
    """
    from foedera.ledger import create_ledger  # noqa: PLC0415 - as late as possible
    from foedera.web.serving import serve_here  # noqa: PLC0415 - ditto

    def say(address: str) -> None:
        click.echo(f"foedera listens at {address} for this machine alone. Ctrl-C ends it.")

    opened = create_ledger(ledger)
    try:
        serve_here(opened, host=host, port=port, coder=coder or getpass.getuser(), ready=say)
    finally:
        opened.close()
