"""Writes the pages of this folder that are drawn from the code.

``python docs/reference/generate.py`` writes ``cli.md`` and ``errors.md``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import foedera
from foedera.cli.commands import foedera as program
from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
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


def main() -> int:
    """Write both pages."""
    (HERE / "cli.md").write_text(cli_page(), encoding="utf-8")
    (HERE / "errors.md").write_text(errors_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
