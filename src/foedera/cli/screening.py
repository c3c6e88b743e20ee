"""``foedera screen``: which reports can hold a claim, a line for each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.cli.reading import MOST_INPUT, STANDARD_INPUT
from foedera.cli.terminal import as_utf8, complain, interface
from foedera.documents import report_files
from foedera.errors import FoederaError
from foedera.wording.cleaning import clean
from foedera.wording.words import Words
from foedera.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.workspace import Sifted


def screen_all(
    given: Sequence[str],
    *,
    as_json: bool,
    language: str | None,
    interface_language: str | None,
) -> int:
    """Screen every report given, and return 0 if all were, else 1.

    Args:
        given: Files, folders, or ``-`` for standard input.
        as_json: Data, an object a line, instead of lines for people.
        language: Language of every report; None to tell it from each.
        interface_language: Language of the interface; None for the environment's.
    """
    as_utf8()
    workspace, failed = Workspace(), False
    words = Words(interface(interface_language), workspace.catalogue)
    for name in _named(given):
        if isinstance(name, FoederaError):
            complain(str(name))
            failed = True
            continue
        try:
            from_input = name == STANDARD_INPUT
            raw = sys.stdin.buffer.read(MOST_INPUT) if from_input else Path(name)
            found = workspace.screen(raw, name=name, language=language)
        except FoederaError as error:
            complain(str(error))
            failed = True
            continue
        sys.stdout.write(_line(found, words, as_json=as_json) + "\n")
    sys.stdout.flush()
    return 1 if failed else 0


def _named(given: Sequence[str]) -> Iterator[str | FoederaError]:
    for one in given:
        if one == STANDARD_INPUT:
            yield one
            continue
        try:
            yield from (str(path) for path in report_files(Path(one)))
        except FoederaError as error:
            yield error


def _line(found: Sifted, words: Words, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(found.to_dict(), ensure_ascii=False)
    told = words(
        "can-hold" if found.holds else "cannot-hold",
        count=str(len(found.screened.passages)),
        lines=str(found.screened.lines),
    )
    return f"{told}  {found.language}  {clean(found.name)}"
