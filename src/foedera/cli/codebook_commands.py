"""``foedera codebook``: what every column of the research tables means."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from foedera.cli.options import in_interface

_STANDARD_OUTPUT: Final = Path("-")


@click.command()
@click.argument("table", required=False)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["md", "html"]),
    default="md",
    show_default=True,
    help="Markdown, or a page for a browser and for paper.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    default=_STANDARD_OUTPUT,
    help="File to write; '-', as when left out, for standard output.",
)
@in_interface
def codebook(*, table: str | None, kind: str, output: Path, interface: str | None) -> None:
    """Tell what every column of the research tables means, and how it differs from ATOP's.

    TABLE is one of them, such as 'dyads' or 'states'; all of them where it is left out.

    Exit codes: 0 written, 1 no such table, or the file cannot be written, 2 bad usage.
    """
    from foedera.cli.terminal import as_utf8  # noqa: PLC0415 - as late as possible
    from foedera.cli.terminal import interface as chosen  # noqa: PLC0415 - ditto
    from foedera.datasets.codebook import markdown  # noqa: PLC0415 - ditto
    from foedera.datasets.codebook_page import html_page  # noqa: PLC0415 - ditto
    from foedera.datasets.columns import definition, tables  # noqa: PLC0415 - ditto
    from foedera.datasets.writers.placing import put  # noqa: PLC0415 - ditto

    wanted = [definition(name) for name in ([table] if table else tables())]
    draw = html_page if kind == "html" else markdown
    text = draw(wanted, chosen(interface))
    if output == _STANDARD_OUTPUT:
        as_utf8()
        sys.stdout.write(text)
    else:
        put(text, output)
