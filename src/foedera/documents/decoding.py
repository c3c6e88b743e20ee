"""From bytes to text, saying what had to be guessed."""

from __future__ import annotations

import codecs
import re
from typing import Final

from foedera.documents.errors import BinaryReportError, EmptyReportError, OversizedReportError

#: Bytes, and characters, a report may have.
LIMIT: Final = 10 * 1024 * 1024
#: Lines a report may have; each costs time and a label.
LINES: Final = 50_000
_LOOK: Final = 65_536
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, Word or OpenDocument file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF file"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE: Final = 0.02
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE
)
_MOJIBAKE: Final = re.compile(r"â€[œ\u009d™˜“”¦]|Ã[©¨¶¼¤ŸŒ¡³±]|Â[\u00a0«»·]|ï»¿")
_NUL: Final = b"\x00"


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Turn bytes into text.

    Returns:
        The text, without a byte order mark, and notices of what was guessed.

    Raises:
        EmptyReportError: There is nothing but space.
        OversizedReportError: More than ``LIMIT`` bytes or ``LINES`` lines.
        BinaryReportError: The bytes are no text.
    """
    if len(data) > LIMIT:
        size = f"{len(data) / 1_048_576:.1f} MiB"
        raise OversizedReportError(name, size, f"{LIMIT // 1_048_576} MiB")
    if not data.strip():
        raise EmptyReportError(name)
    text, notices = _marked(data, name) or _unmarked(data, name)
    return text, (*notices, *checked(text, name))


def checked(text: str, name: str) -> tuple[str, ...]:
    """Refuse a text that cannot be a report; return notices of what looks wrong in it.

    Raises:
        EmptyReportError: There is no letter in it.
        OversizedReportError: It has too many characters or lines.
    """
    if not any(character.isalpha() for character in text):
        raise EmptyReportError(name)
    if len(text) > LIMIT:
        raise OversizedReportError(name, f"{len(text):,} characters", f"{LIMIT:,}")
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if lines > LINES:
        raise OversizedReportError(name, f"{lines:,} lines", f"{LINES:,}")
    garbled = sum(1 for _ in _MOJIBAKE.finditer(text[:_LOOK]))
    if not garbled:
        return ()
    sample = next(_MOJIBAKE.finditer(text[:_LOOK])).group()
    return (
        (
            f"Some characters look garbled ({sample!r}, {garbled} of the kind): the file was "
            "probably decoded wrongly before it was saved. It is read as it is."
        ),
    )


def _marked(data: bytes, name: str) -> tuple[str, tuple[str, ...]] | None:
    """Decode by the byte order mark, if there is one."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                text = data.decode(encoding, "replace")
                if text.count("\ufffd") > len(text) // 50:
                    raise BinaryReportError(name, "bytes in no encoding") from None
                return text, (f"Some bytes were not valid {encoding}; '\ufffd' stands for them.",)
    return None


def _unmarked(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    head = data[:_LOOK]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise BinaryReportError(name, kind)
    if _NUL in head:
        wide = _wide(head)
        if wide is None:
            raise BinaryReportError(name, "binary data")
        return data.decode(wide, "replace"), (f"No byte order mark; read as {wide}.",)
    if len(_CONTROL.findall(head)) > _CONTROL_SHARE * len(head):
        raise BinaryReportError(name, "binary data")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(data, head)


def _wide(head: bytes) -> str | None:
    """Return the UTF-16 encoding whose every other byte is nought, if one fits."""
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _guessed(data: bytes, head: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode what is no UTF-8: as the page says, as damaged UTF-8, or as Windows-1252."""
    declared = _CHARSET.search(head)
    if declared:
        encoding = declared[1].decode("ascii").lower()
        try:
            return data.decode(encoding), ()
        except (LookupError, UnicodeDecodeError):
            pass
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    whole = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", mended))
    if whole >= 4 * broken:
        return mended, (f"{broken} bytes were not valid UTF-8; '\ufffd' stands where they were.",)
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text, (
        "The file is not UTF-8; it was read as Windows-1252. Check letters with accents.",
    )
