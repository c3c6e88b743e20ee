"""Which files of a folder are reports; what links lead outside it is left alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.documents.feeds import FEED_SUFFIXES, is_feed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

#: So much of a file that may be a feed is looked at.
_LOOK = 65_536


@dataclass(frozen=True, slots=True)
class Gathered:
    """What lies in a folder and those in it.

    Attributes:
        files: The reports, in order of name.
        others: How many other files there are.
        outside: Links that lead outside the folder, which are not followed.
    """

    files: tuple[Path, ...]
    others: int
    outside: tuple[Path, ...]


def gathered(folder: Path, suffixes: Collection[str], *, feeds: bool = False) -> Gathered:
    """Find the reports in a folder.

    A link to a file within the folder counts as the file; one to a folder is not followed,
    since what it leads to is either found anyway or lies outside.

    Args:
        folder: The folder.
        suffixes: Endings of reports, lower case.
        feeds: Whether feed files count as reports, too.
    """
    root = folder.resolve()
    files, outside, others = [], [], 0
    for path in _all(folder):
        if path.is_symlink() and not _within(path, root):
            outside.append(path)
        elif not path.is_file():
            continue
        elif path.suffix.lower() in suffixes or (feeds and _feeds(path)):
            files.append(path)
        else:
            others += 1
    return Gathered(tuple(sorted(files)), others, tuple(sorted(outside)))


def _all(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, followlinks=False):
        yield from (Path(place, name) for name in names)
        yield from (path for name in folders if (path := Path(place, name)).is_symlink())


def _within(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # it leads nowhere, or round in a circle
        return False


def _feeds(path: Path) -> bool:
    if path.suffix.lower() not in FEED_SUFFIXES:
        return False
    try:
        with path.open("rb") as file:
            return is_feed(file.read(_LOOK))
    except OSError:
        return True  # reading it will say what is wrong with it
