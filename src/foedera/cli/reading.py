"""``foedera read``: one dossier for each report given, in the order given."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from foedera.cli.proposing import Proposing
from foedera.cli.terminal import as_utf8, complain, console, interface
from foedera.documents import SUFFIXES, report_files
from foedera.errors import FoederaError
from foedera.wording.cleaning import clean
from foedera.wording.words import Words
from foedera.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.workspace import Dossier

STANDARD_INPUT: Final = "-"
#: Most bytes taken from standard input; one report never has as many.
MOST_INPUT: Final = 11 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the options of ``foedera read`` ask for.

    Attributes:
        as_json: Data instead of a printed dossier.
        explain: Name the rules behind every claim.
        published: Publication date of every report, over what it says.
        language: Language of every report, over what it seems to be.
        interface: Language of the interface; None for the environment's.
        proposing: Which model is asked for proposals, if any.
    """

    as_json: bool = False
    explain: bool = False
    published: str | None = None
    language: str | None = None
    interface: str | None = None
    proposing: Proposing = field(default_factory=Proposing)


class Reader:
    """Reads reports one by one and prints each as soon as it is read.

    Args:
        asked: What the options ask for.
        many: Whether more than one report is read: data then take one line each.
    """

    def __init__(self, asked: Asked, *, many: bool) -> None:
        self._asked = asked
        self._many = many
        self._workspace = Workspace()
        self._words = Words(interface(asked.interface), self._workspace.catalogue)
        self._console = console()
        self._printed = 0
        self._model = asked.proposing.reader()

    def read(self, name: str) -> bool:
        """Read and print one report; tell whether that went well."""
        try:
            dossier = self._workspace.read(
                sys.stdin.buffer.read(MOST_INPUT) if name == STANDARD_INPUT else Path(name),
                name=None if name == STANDARD_INPUT else name,
                published=self._asked.published,
                language=self._asked.language,
            )
        except FoederaError as error:
            complain(str(error))
            return False
        dossier, whole = self._proposed(dossier)
        self._print(dossier)
        return whole

    def _proposed(self, dossier: Dossier) -> tuple[Dossier, bool]:
        """Ask the model, if any; tell whether that went well. The dossier stands anyhow."""
        if self._model is None:
            return dossier, True
        watch = sys.stderr.isatty()
        if watch:
            sys.stderr.write(f"\r\x1b[K{self._words('asking', model=clean(self._model.model))}")
            sys.stderr.flush()
        try:
            return self._workspace.propose(dossier, self._model), True
        except FoederaError as error:
            complain(str(error))
            return dossier, False
        finally:
            if watch:
                sys.stderr.write("\r\x1b[K")

    def _print(self, dossier: Dossier) -> None:
        if self._asked.as_json:
            self._print_data(dossier.to_dict())
            return
        from foedera.cli.dossier_view import dossier_view  # noqa: PLC0415 - data need no layout

        if self._printed:
            self._console.print("\n", "═" * self._console.width, "\n", sep="")
        self._printed += 1
        self._console.print(dossier_view(dossier, self._words, explain=self._asked.explain))

    def _print_data(self, data: dict[str, Any]) -> None:
        indent = None if self._many else 2
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")
        sys.stdout.flush()


def read_all(given: Sequence[str], asked: Asked) -> int:
    """Read every report given, and return 0 if all were read, else 1.

    Args:
        given: Files, folders, or ``-`` for standard input.
        asked: What the options ask for.
    """
    if asked.as_json:
        as_utf8()
    names: list[str] = []
    failed = False
    for one in given:
        try:
            names.extend(_named(one, asked))
        except FoederaError as error:
            complain(str(error))
            failed = True
    many = len(given) > 1 or any(Path(one).is_dir() for one in given)
    reader = Reader(asked, many=many)
    for name in _watched(names, asked):
        failed = not reader.read(name) or failed
    return 1 if failed else 0


def _named(given: str, asked: Asked) -> Iterator[str]:
    """Yield the reports behind one argument; say what a folder holds besides."""
    if given == STANDARD_INPUT:
        yield given
        return
    path = Path(given)
    files = report_files(path)
    if path.is_dir():
        others = sum(child.is_file() for child in path.rglob("*")) - len(files)
        if others:
            words = Words(interface(asked.interface))
            endings = ", ".join(SUFFIXES)
            complain(words("left-out", folder=given, count=str(others), suffixes=endings))
    yield from map(str, files)


def _watched(names: Sequence[str], asked: Asked) -> Iterator[str]:
    """Yield the names; on a terminal whose output goes elsewhere, say how far it is."""
    watch = len(names) > 1 and sys.stderr.isatty() and not sys.stdout.isatty()
    words = Words(interface(asked.interface))
    for number, name in enumerate(names, start=1):
        if watch:
            line = words("reading", number=str(number), count=str(len(names)), name=name)
            sys.stderr.write(f"\r\x1b[K{line}")
        yield name
        if watch:
            sys.stderr.write("\r\x1b[K")
