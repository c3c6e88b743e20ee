"""ATOP's files as a user has them: found in a folder or archive, verified, and read."""

from __future__ import annotations

import csv
import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.atop.memberships import membership_of
from foedera.datasets.copies import (
    LARGEST,
    bytes_of,
    digest_of,
    digests_of,
    text_of,
    unpacked,
)
from foedera.datasets.errors import (
    DamagedFileError,
    FaultyRowError,
    MissingColumnError,
    MissingFileError,
    TooLargeFileError,
    UnreadableFileError,
)
from foedera.dates import MalformedDateError
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from foedera.datasets.atop.memberships import Membership

#: How the project calls its member files: atop5_1m.csv, atop4_01m.csv, not those without
#: nonaggression pacts (atop5_1m_NNA.csv).
_MEMBERS: Final = re.compile(r"atop[\d_]*m\.csv(\.gz)?", re.IGNORECASE)
_OTHER_NUMBER: Final = "it has another number of cells than the first line has names"
_NO_DATE: Final = "year, month and day of an entry or exit are no date"
#: What the readers of archives say of one that is not whole.
_NOT_WHOLE: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(RuntimeError, NotImplementedError, ValueError, struct.error),
)


@dataclass(frozen=True, slots=True)
class AtopCopy:
    """A user's own copy of ATOP's member file, read.

    Attributes:
        version: As the file says of itself.
        name: What the file is called.
        digest: Its sha256.
        verified: Whether that is the digest of a version that is known.
        text: Its content, line ends LF.
        memberships: Its rows, members without a COW code among them.
    """

    version: str
    name: str
    digest: str
    verified: bool
    text: str
    memberships: tuple[Membership, ...]


@cache
def known_files() -> Mapping[str, Any]:
    """Return ``data/datasets/atop-files.yaml``: the versions whose digests are known."""
    known: Mapping[str, Any] = record("datasets/atop-files.yaml")
    return known


def digests(unit: str) -> tuple[str, ...]:
    """Return the digests known of a file, by its unit of analysis: ``member``."""
    return tuple(one["sha256"] for one in known_files()["files"] if one["unit"] == unit)


def read_copy(place: Path, *, unverified: bool = False) -> AtopCopy:
    """Read the member file in a user's copy of ATOP.

    Args:
        place: The folder, the archive (.zip) or the file itself.
        unverified: Take version 5.1, too, whose content is not the published one.

    Raises:
        MissingFileError: There is no member file.
        DamagedFileError: It says it is version 5.1, and its digest is another.
        MissingColumnError: A column is missing that the tables are made of.
        FaultyRowError: A row is not as it must be.
        TooLargeFileError: It is larger than any such file.
        UnreadableFileError: It is no text, or no archive.
    """
    name, content = _found(place)
    content = unpacked(name, content)
    text = text_of(name, content)
    digest, accepted = digest_of(content), digests("member")
    verified = not digests_of(content, text).isdisjoint(accepted)
    says = _version_of(text)
    damaged = says == known_files()["version"] and not verified and not unverified
    try:
        version, memberships = rows_of(text, name)
    except FaultyRowError as error:
        if damaged:
            raise DamagedFileError(name, says, digest, accepted, str(error.line)) from None
        raise
    if damaged:
        raise DamagedFileError(name, says, digest, accepted)
    return AtopCopy(version, name, digest, verified, text, memberships)


def rows_of(text: str, name: str) -> tuple[str, tuple[Membership, ...]]:
    """Return the version that a member file says it is, and its rows.

    Args:
        text: Its content.
        name: What errors call it.

    Raises:
        MissingColumnError: A column is missing that the tables are made of.
        FaultyRowError: A row is not as it must be, or there is none.
    """
    rows = csv.DictReader(io.StringIO(text))
    memberships, version = [], ""
    try:
        _check_columns(name, list(rows.fieldnames or ()))
        for row in rows:
            if None in row or None in row.values():
                raise FaultyRowError(name, rows.line_num, _OTHER_NUMBER)
            memberships.append(membership_of(row))
            version = version or row["version"].strip()
    except csv.Error as error:
        raise FaultyRowError(name, rows.line_num + 1, str(error)) from None
    except MalformedDateError:
        raise FaultyRowError(name, rows.line_num, _NO_DATE) from None
    except ValueError as error:
        raise FaultyRowError(name, rows.line_num, str(error)) from None
    if not memberships:
        raise FaultyRowError(name, 2, "there is no row below the names of the columns")
    return version or "unknown", tuple(memberships)


def _check_columns(name: str, columns: Sequence[str]) -> None:
    missing = [one for one in known_files()["columns"] if one not in columns]
    if missing:
        raise MissingColumnError(name, missing, columns)
    for one in columns:
        if columns.count(one) > 1:
            raise FaultyRowError(name, 1, f"the column {one} is there twice")


def _version_of(text: str) -> str:
    """Return which version the first row of a file says it is; nothing where it does not."""
    try:
        row = next(csv.DictReader(io.StringIO(text)), {})
    except csv.Error:
        return ""
    return str(row.get("version") or "").strip()


def _found(place: Path) -> tuple[str, bytes]:
    """Return the member file's name and bytes."""
    wanted = "member file (atop5_1m.csv)"
    if place.is_dir():
        names = {path.name: path for path in _entries(place) if path.is_file()}
        mine = _member_among(names)
        archive = next((names[one] for one in sorted(names) if _archived(names[one])), None)
        if mine is None and archive is not None:
            return _in_archive(archive, wanted)
        if mine is None:
            raise MissingFileError(place, wanted, names)
        return mine, bytes_of(names[mine])
    if not place.is_file():
        raise MissingFileError(place, wanted)
    return _in_archive(place, wanted) if _archived(place) else (place.name, bytes_of(place))


def _archived(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise UnreadableFileError(str(folder), error.strerror or str(error)) from None


def _member_among(names: Mapping[str, object]) -> str | None:
    fitting = sorted(name for name in names if _MEMBERS.fullmatch(name.rpartition("/")[2]))
    return fitting[-1] if fitting else None  # the newest version of several


def _in_archive(path: Path, wanted: str) -> tuple[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {one.filename: one for one in archive.infolist()}
            mine = _member_among(names)
            if mine is None:
                raise MissingFileError(path, wanted, names)
            with archive.open(names[mine]) as member:
                content = member.read(LARGEST + 1)
    except _NOT_WHOLE as error:
        raise UnreadableFileError(str(path), f"it is no whole zip archive ({error})") from None
    if len(content) > LARGEST:
        raise TooLargeFileError(f"{path}: {mine}", LARGEST)
    return mine.rpartition("/")[2], content
