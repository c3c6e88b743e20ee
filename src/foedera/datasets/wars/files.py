"""The Correlates of War's inter-state war data as a user has them: verified, and read."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.copies import bytes_of, digest_of, digests_of, entries_of, text_of
from foedera.datasets.errors import (
    DamagedFileError,
    FaultyRowError,
    MissingColumnError,
    MissingFileError,
)
from foedera.datasets.regions import fought_in
from foedera.datasets.wars.war import Participant, Stint, War
from foedera.dates import Interval, MalformedDateError, PartialDate
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

#: How the project calls its files of wars.
_NAMES: Final = re.compile(r"Inter-StateWarData.*\.csv", re.IGNORECASE)
#: What stands for a number that is not known, and for one that does not apply.
_UNKNOWN, _NONE = -9, -8
#: End years of wars that went on when the data ended.
_ONGOING: Final = -7
_INITIATOR: Final = 1
_SIDES: Final = frozenset({1, 2})


@dataclass(frozen=True, slots=True)
class WarsCopy:
    """A user's own copy of the inter-state war data, read.

    Attributes:
        version: As the file says of itself.
        name: What the file is called.
        digest: Its sha256.
        verified: Whether that is the digest of a version that is known. One that is not is
            read by its columns, and whoever shows it should say so.
        text: Its content, line ends LF.
        wars: In the order of their numbers.
    """

    version: str
    name: str
    digest: str
    verified: bool
    text: str
    wars: tuple[War, ...]


def read_wars(path: Path) -> tuple[War, ...]:
    """Read the wars of a file; see ``read_wars_copy``."""
    return read_wars_copy(path).wars


def read_wars_copy(path: Path, *, unverified: bool = False) -> WarsCopy:
    """Read the inter-state war data in a user's copy.

    Args:
        path: The file, or the folder it lies in; line ends may be those of any system.
        unverified: Take version 4, too, whose content is not the published one.

    Raises:
        MissingFileError: There is no such file.
        DamagedFileError: It says it is version 4, and its digest is another.
        MissingColumnError: A column is missing.
        FaultyRowError: A row is not as it must be.
        TooLargeFileError: It is larger than any such file.
        UnreadableFileError: It is no text.
    """
    path = _found(path)
    content = bytes_of(path)
    text = text_of(path.name, content)
    digest = digest_of(content)
    version, wars = wars_of(text, path.name)
    known = record("datasets/war-files.yaml")
    accepted = tuple(one["sha256"] for one in known["files"])
    verified = not digests_of(content, text).isdisjoint(accepted)
    if version.removesuffix(".0") == known["version"] and not verified and not unverified:
        raise DamagedFileError(path.name, version, digest, accepted)
    return WarsCopy(version, path.name, digest, verified, text, wars)


def wars_of(text: str, name: str) -> tuple[str, tuple[War, ...]]:
    """Return the version that a file of wars says it is, and its wars.

    Args:
        text: Its content.
        name: What errors call it.

    Raises:
        MissingColumnError: A column is missing.
        FaultyRowError: A row is not as it must be, or there is none.
    """
    rows = csv.DictReader(io.StringIO(text))
    columns = [one.strip() for one in rows.fieldnames or ()]
    needed = record("datasets/war-files.yaml")["columns"]
    if missing := [one for one in needed if one not in columns]:
        raise MissingColumnError(name, missing, columns)
    rows.fieldnames = columns
    read = list(_rows(name, rows))
    if not read:
        raise FaultyRowError(name, 2, "there is no row below the names of the columns")
    return read[0].version, _wars(read)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: a state's fighting on one side of one war, in one stint or two."""

    war: int
    name: str
    cow: int
    stints: tuple[Stint, ...]
    version: str


def _found(place: Path) -> Path:
    """Return the file of wars: the one named, or the one of that name in a folder."""
    wanted = "file of wars (Inter-StateWarData_v4.0.csv)"
    if not place.is_dir():
        if not place.is_file():
            raise MissingFileError(place, wanted)
        return place
    names = {path.name: path for path in entries_of(place) if path.is_file()}
    fitting = sorted(name for name in names if _NAMES.fullmatch(name))
    if not fitting:
        raise MissingFileError(place, wanted, names)
    return names[fitting[-1]]


def _rows(name: str, rows: csv.DictReader[str]) -> Iterator[_Row]:
    for row in rows:
        if None in row or None in row.values():
            reason = "it has another number of cells than the first line has names"
            raise FaultyRowError(name, rows.line_num, reason)
        try:
            yield _row(row)
        except (ValueError, MalformedDateError) as error:
            raise FaultyRowError(name, rows.line_num, str(error)) from None


def _row(row: Mapping[str, str]) -> _Row:
    side = _number(row, "Side")
    if side not in _SIDES:
        raise ValueError(f"Side is {side}, and a war has sides 1 and 2")
    stints = [_stint(row, part, side) for part in ("1", "2")]
    found = tuple(one for one in stints if one is not None)
    if not found:
        raise ValueError("StartYear1 is no year")
    return _Row(
        _number(row, "WarNum"),
        row["WarName"].strip(),
        _number(row, "ccode"),
        found,
        row["Version"].strip(),
    )


def _stint(row: Mapping[str, str], part: str, side: int) -> Stint | None:
    start = _days(row, f"Start{{}}{part}")
    if start is None:
        return None
    end = _days(row, f"End{{}}{part}")
    if end is not None and end.end is not None and start.start and end.end < start.start:
        raise ValueError(f"it ends on {end.end}, before it starts on {start.start}")
    fought = _number(row, "WhereFought")
    return Stint(
        side,
        start,
        end,
        _number(row, "Initiator") == _INITIATOR,
        fought if fought > 0 else None,
        fought_in(fought),
    )


def _days(row: Mapping[str, str], name: str) -> Interval | None:
    """Return the days a date may be; None where it does not apply, or the war went on."""
    year = _number(row, name.format("Year"))
    if year in {_NONE, _ONGOING}:
        return None
    told = f"{year:04}"
    for part in ("Month", "Day"):
        number = _number(row, name.format(part))
        if number == _UNKNOWN:
            break
        told += f"-{number:02}"
    partial = PartialDate.parse(told)
    return Interval(partial.earliest, partial.latest)


def _number(row: Mapping[str, str], name: str) -> int:
    try:
        return int(row[name])
    except ValueError:
        raise ValueError(f"{name} is {row[name]!r}, and a whole number is wanted") from None


def _wars(rows: Iterable[_Row]) -> tuple[War, ...]:
    names: dict[int, str] = {}
    stints: dict[int, dict[int, list[Stint]]] = defaultdict(lambda: defaultdict(list))
    for one in rows:
        names.setdefault(one.war, one.name)
        stints[one.war][one.cow] += one.stints
    return tuple(
        War(number, names[number], tuple(_participants(stints[number])))
        for number in sorted(stints)
    )


def _participants(stints: Mapping[int, list[Stint]]) -> Iterator[Participant]:
    def place(one: Stint) -> Any:  # noqa: ANN401 - what sorts it
        return one.first, one.last

    for cow in sorted(stints):
        yield Participant(cow, tuple(sorted(stints[cow], key=place)))
