"""Files that are whole or not there: written under another name beside, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from foedera.datasets.writers.errors import FolderInUseError, UnwritableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    #: Where a table goes: a file, or a stream of bytes that the caller keeps open.
    Target = Path | BinaryIO


@contextmanager
def staged(target: Target, suffix: str) -> Iterator[Path]:
    """Give a place to write to; what is written there is then put where it belongs, at once.

    Where the writing fails, the target is left as it was.

    Args:
        target: Where it belongs.
        suffix: With what the name of the place ends: ``.csv``.

    Raises:
        UnwritableFileError: The target cannot be written.
    """
    if not isinstance(target, Path):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / f"table{suffix}"
            yield place
            with place.open("rb") as written:
                shutil.copyfileobj(written, target)
        return
    try:
        place = _beside(target, suffix)
    except OSError as error:
        raise UnwritableFileError(target, error.strerror or str(error)) from None
    try:
        yield place
        _kept(place)
        place.replace(target)
        _kept(target.parent)
    except OSError as error:
        raise UnwritableFileError(target, error.strerror or str(error)) from None
    finally:
        place.unlink(missing_ok=True)


@contextmanager
def staged_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which then becomes the one wanted: whole, or not at all.

    Args:
        folder: One that does not exist yet, or is empty.

    Raises:
        FolderInUseError: The folder holds something.
        UnwritableFileError: It cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUseError(folder)
    try:
        place = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise UnwritableFileError(folder, error.strerror or str(error)) from None
    try:
        place.chmod(0o755)
        yield place
        for one in sorted(place.rglob("*")):
            _kept(one)
        _kept(place)
        if folder.exists():
            folder.rmdir()
        place.rename(folder)
        _kept(folder.parent)
    except OSError as error:
        raise UnwritableFileError(folder, error.strerror or str(error)) from None
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _beside(target: Path, suffix: str) -> Path:
    """Return a new file in the target's folder, with the rights a new file there has."""
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    handle, name = tempfile.mkstemp(suffix, f".{target.name}.", target.parent)
    os.close(handle)
    place = Path(name)
    place.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask())
    return place


def _mask() -> int:
    """Return which rights new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _kept(place: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and place.is_dir():
        return  # Windows opens no folders
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(text: str, target: Path) -> None:
    """Write a text whole, in UTF-8 with LF, or leave the file as it was.

    Raises:
        UnwritableFileError: The file cannot be written.
    """
    with staged(target, target.suffix) as place:
        place.write_bytes(text.encode())
