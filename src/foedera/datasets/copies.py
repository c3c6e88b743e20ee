"""A user's own copies of others' files: their bytes, their text, and how they are told apart."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from typing import TYPE_CHECKING, Final

from foedera.datasets.errors import TooLargeFileError, UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

#: Largest file read, in bytes: the largest of those that are known has some twenty million.
LARGEST: Final = 64 * 2**20
_LINE_ENDS: Final = ("\n", "\r\n", "\r")


def bytes_of(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        TooLargeFileError: It is larger than any such file.
        UnreadableFileError: It cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise TooLargeFileError(str(path), LARGEST)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or str(error)) from None


def unpacked(name: str, content: bytes) -> bytes:
    """Return a file's content, unpacked where its name says that gzip packed it.

    Raises:
        TooLargeFileError: Unpacked it is larger than any such file.
        UnreadableFileError: It is no whole gzip file.
    """
    if not name.lower().endswith(".gz"):
        return content
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            content = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFileError(name, f"it is no whole gzip file ({error})") from None
    if len(content) > LARGEST:
        raise TooLargeFileError(name, LARGEST)
    return content


def text_of(name: str, content: bytes) -> str:
    """Return a file's content as text, line ends LF, those of old Macs among them.

    Raises:
        UnreadableFileError: It is no text in UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is no text in UTF-8"
        raise UnreadableFileError(name, reason) from None
    if "\0" in text:
        raise UnreadableFileError(name, "it holds null bytes, as no table of text does")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest_of(content: bytes) -> str:
    """Return the sha256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def digests_of(content: bytes, text: str) -> frozenset[str]:
    """Return the sha256 of a file's content, be its line ends those of any system.

    An editor or an archive may have changed the line ends, and nothing else.
    """
    by_ends = (text.replace("\n", ends).encode() for ends in _LINE_ENDS)
    return frozenset({digest_of(content), *map(digest_of, by_ends)})
