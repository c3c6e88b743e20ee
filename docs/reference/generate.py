"""Writes what is drawn from the program: ``python docs/reference/generate.py``.

That is ``cli.md`` and ``errors.md`` in this folder, and the output shown in README.md.
"""

from __future__ import annotations

import importlib
import inspect
import io
import pkgutil
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

import foedera
from foedera.cli.commands import foedera as program
from foedera.cli.dossier_view import dossier_view
from foedera.cli.wording import Words
from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = "examples/kemitraan-rusia-iran.txt"
WIDTH = 88

CLI = """\
# The command line

Written by `make reference` from the program itself.

Every command ends with code 0 when all went well, 1 when something given could not be read or
found, 2 when it was called in a way it does not know, and 130 when it was interrupted. Answers go
to standard output, complaints to standard error. `NO_COLOR` turns colour off; output to a file has
none. The width of the window is respected; `COLUMNS` sets another.
"""

ERRORS = """\
# Errors

Written by `make reference` from the classes themselves. Each says what is wrong, where, why foedera
will not go on, and what to do; each keeps what it was told as attributes. All descend from
`foedera.errors.FoederaError`, so that one `except` catches what foedera refuses on purpose and
nothing else. A doubt about a report is no error: it stands in the dossier as a notice, or as "not
known".
"""


def commands(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    """Yield each command's full name and its help."""
    context = click.Context(command, info_name=path, terminal_width=WIDTH, max_content_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from commands(command.commands[name], f"{path} {name}")


def error_classes() -> list[type[FoederaError]]:
    """Return every class of error of the package, by module and name."""
    for module in pkgutil.walk_packages(foedera.__path__, "foedera."):
        importlib.import_module(module.name)
    found: set[type[FoederaError]] = set()
    waiting: list[type[FoederaError]] = [FoederaError]
    while waiting:
        found.update(waiting)
        waiting = [sub for one in waiting for sub in one.__subclasses__()]
    own = [one for one in found if one.__module__.startswith("foedera.")]
    return sorted(own, key=lambda one: (one.__module__, one.__name__))


def cli_page() -> str:
    """Return the page of the commands."""
    parts = [f"## {path}\n\n```text\n{text}\n```\n" for path, text in commands(program, "foedera")]
    return "\n".join([CLI, *parts])


def errors_page() -> str:
    """Return the page of the errors."""
    lines = [ERRORS, "| error | room | raised for | keeps |", "| --- | --- | --- | --- |"]
    for one in error_classes():
        said = (inspect.getdoc(one) or "").split("\n\n")[0].replace("\n", " ")
        kept = ""
        if "__init__" in vars(one):
            names = list(inspect.signature(one.__init__).parameters)[1:]
            kept = ", ".join(f"`{name}`" for name in names)
        room = one.__module__.removeprefix("foedera.").removesuffix(".errors")
        lines.append(f"| `{one.__name__}` | {room} | {said} | {kept} |")
    return "\n".join(lines) + "\n"


def excerpt() -> str:
    """Return the parts of a dossier that the README shows, as wide as 80 columns."""
    dossier = foedera.read((ROOT / SAMPLE).read_bytes(), name=SAMPLE)
    console = Console(width=80, file=io.StringIO(), record=True, color_system=None)
    words = Words("en", dossier.catalogue)
    console.print(dossier_view(dossier, words))
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    starts = [words("standing", day=words.day(dossier.standings[0].on)), words("conduct")]
    first, last = (next(i for i, line in enumerate(lines) if line.startswith(s)) for s in starts)
    ends = next(i for i in range(first, len(lines)) if not lines[i])
    return "\n".join([*lines[first:ends], "", "[…]", "", *lines[last:]])


def main() -> int:
    """Write both pages, and the output shown in the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.compile(r"(?<=```text\n).*?(?=\n```)", re.DOTALL)
    readme = shown.sub(lambda _: excerpt(), readme, count=1)
    (ROOT / "README.md").write_text(readme, encoding="utf-8")
    (HERE / "cli.md").write_text(cli_page(), encoding="utf-8")
    (HERE / "errors.md").write_text(errors_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
