"""The terminal: how wide it is, what it can show, and which language its user prefers."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Final

from rich.console import Console

from foedera.wording.words import preferred

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.wording.words import Words

#: A line longer than this is tiring to read, however wide the window.
WIDEST: Final = 110


def console(*, stderr: bool = False) -> Console:
    """Return the terminal to print on: plain where it is a file or colour is unwanted."""
    stream = sys.stderr if stderr else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        # What a terminal's character set lacks becomes "?", rather than an error.
        stream.reconfigure(errors="replace")
    made = Console(file=stream, highlight=False, markup=False, emoji=False)
    made.width = min(made.width, WIDEST)
    return made


def interface(given: str | None) -> str:
    """Return the interface language: the one asked for, else the environment's."""
    return given or preferred(os.environ)


def complain(message: str) -> None:
    """Print a plain message for a person on standard error."""
    print(f"foedera: {message}", file=sys.stderr)  # noqa: T201 - this is the door


def as_utf8() -> None:
    """Write standard output in UTF-8, as JSON must be, whatever the terminal uses."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def progress(words: Words, key: str) -> Callable[[int, int], None] | None:
    """Return what tells somebody at a terminal how far the work is; None for a file.

    Args:
        words: The interface's.
        key: Entry of its wording, with gaps for ``number`` and ``count``.
    """
    if not sys.stderr.isatty():
        return None

    def tell(number: int, count: int) -> None:
        said = words(key, number=str(number), count=str(count))
        sys.stderr.write(f"\r\x1b[K{said}" if number < count else "\r\x1b[K")
        sys.stderr.flush()

    return tell
