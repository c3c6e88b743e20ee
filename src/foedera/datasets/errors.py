"""What the room of research tables refuses to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class MissingFileError(FoederaError):
    """A folder or archive without the file that is wanted.

    Attributes:
        place: The folder or archive.
        wanted: Name of the file, or the pattern of such names.
    """

    def __init__(self, place: Path, wanted: str, found: Iterable[str] = ()) -> None:
        self.place = place
        self.wanted = wanted
        seen = sorted(found)[:8]
        holds = f" It holds {', '.join(seen)}." if seen else " It holds no files at all."
        if not place.exists():
            holds = " There is nothing of that name."
        super().__init__(
            f"{place}: no {wanted} there.{holds} Give the folder, or the .zip, into which the "
            "project's own download was put."
        )


class DamagedFileError(FoederaError):
    """A file that says which version it is and is not the file of that version.

    Attributes:
        path: The file.
        found: Its sha256.
        accepted: The digests that are accepted.
    """

    def __init__(
        self, path: str, version: str, found: str, accepted: Sequence[str], line: str = ""
    ) -> None:
        self.path = path
        self.found = found
        self.accepted = tuple(accepted)
        where = f" Line {line} is no row of it." if line else ""
        super().__init__(
            f"{path} says that it is version {version}, but its content is not: its sha256 is "
            f"{found}, accepted is {' or '.join(accepted)}.{where} It was damaged, saved anew by "
            "another program, or corrected since. Nothing was imported; fetch the file again, or "
            "give --unverified if you know what was changed in it."
        )


class MissingColumnError(FoederaError):
    """A file without columns that are needed.

    Attributes:
        path: The file.
        missing: Names of the columns.
    """

    def __init__(self, path: str, missing: Sequence[str], found: Sequence[str]) -> None:
        self.path = path
        self.missing = tuple(missing)
        shown = ", ".join(found[:12]) + (", ..." if len(found) > 12 else "")  # noqa: PLR2004
        plural = "s" if len(missing) > 1 else ""
        super().__init__(
            f"{path} lacks the column{plural} {', '.join(missing)}; it has {shown or 'none'}. "
            "Nothing was imported. Is it the file it is named after?"
        )


class FaultyRowError(FoederaError):
    """A row of a file that cannot be what it should be.

    Attributes:
        path: The file.
        line: Line of the row, from 1.
    """

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        super().__init__(
            f"{path}, line {line}: {reason}. Nothing was imported; compare the line with the "
            "project's own file."
        )


class TooLargeFileError(FoederaError):
    """A file larger than any of its kind is."""

    def __init__(self, path: str, limit: int) -> None:
        super().__init__(
            f"{path} is larger than {limit // 2**20} MiB, which no file of this kind is. "
            "Nothing was imported."
        )


class UnreadableFileError(FoederaError):
    """A file that cannot be read as a table of text."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} cannot be read: {reason}. Nothing was imported.")


class DamagedStoreError(FoederaError):
    """Imported data that are no longer what was imported."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: {reason}. Import the data again, which replaces what is there.")


class NotImportedError(FoederaError):
    """A table that rests on data which nobody has imported."""

    def __init__(self, what: str, command: str, place: Path | None) -> None:
        where = f" under {place}" if place else ""
        super().__init__(f"{what} has not been imported{where}. Do it by '{command}'.")


class EmptyRangeError(FoederaError):
    """Days among which there is nothing to tell."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} No row was written.")


class TooManyRowsError(FoederaError):
    """A table too long to be useful to anybody."""

    def __init__(self, rows: int, limit: int) -> None:
        super().__init__(
            f"That would be {rows:,} rows, and at most {limit:,} are written. Name states "
            "(--state), take a shorter range, or give --by spell, which has one row for each "
            "stretch of days on which nothing changes."
        )


class UnfittingRowsError(FoederaError):
    """Rows that cannot be had for the periods asked for."""

    def __init__(self, by: str, rows: str) -> None:
        super().__init__(
            f"'--rows {rows}' does not go with '--by {by}': pairs that were never allied have "
            "no stretch of days. Give '--by year', '--by month' or '--by day'."
        )


class NoStateThenError(FoederaError):
    """A state that was outside the state system on all the days asked about."""

    def __init__(self, name: str, asked: str, spells: str) -> None:
        super().__init__(
            f"{name} was no member of the state system {asked}: it was one {spells}. "
            "No row was written."
        )


class UnwritableStoreError(FoederaError):
    """A folder for imported data that cannot be written to."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"{folder}: cannot be written to ({reason}). Name another folder by --store, or by "
            "the variable FOEDERA_STORE."
        )


# Columns, codebook, writers and frames


class MalformedDefinitionError(FoederaError):
    """A definition of a table's columns that does not say what it must.

    Attributes:
        place: File, and the entry within it.
        reason: What is wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place}: {reason}. No table is described until the file is mended; "
            "'docs/how-to/add-a-column.md' lists every key and its values."
        )


class UnknownTableError(FoederaError):
    """A table that foedera does not make.

    Attributes:
        name: What was asked for.
        known: The tables there are.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"No table is called {name!r}. There are {', '.join(known)}.")


class UndocumentedColumnError(FoederaError):
    """A column that is in a table and not in its codebook.

    Attributes:
        table: Name of the table.
        column: Name of the column.
    """

    def __init__(self, table: str, column: str) -> None:
        self.table = table
        self.column = column
        super().__init__(
            f"The table {table!r} has a column {column!r} that its codebook does not explain, and "
            "no such column is written. Give it an entry in "
            f"'data/datasets/tables/{table}.yaml'."
        )


class MistypedColumnError(FoederaError):
    """A column that does not hold what its codebook says.

    Attributes:
        table: Name of the table.
        column: Name of the column.
        reason: What it holds instead.
    """

    def __init__(self, table: str, column: str, reason: str) -> None:
        self.table = table
        self.column = column
        self.reason = reason
        super().__init__(
            f"The column {column!r} of the table {table!r} is not what its codebook says: "
            f"{reason}. Nothing was written."
        )


class MissingPackageError(FoederaError):
    """Something was asked for that needs a package which is not installed.

    Attributes:
        purpose: What was asked for.
        package: Name of the package.
        command: What installs it.
    """

    def __init__(self, purpose: str, package: str, command: str) -> None:
        self.purpose = purpose
        self.package = package
        self.command = command
        super().__init__(
            f"{purpose} needs the package {package!r}, which is not installed: foedera itself "
            f"works without. Install it with {command}."
        )


class UnknownLibraryError(FoederaError):
    """A library of whose frames foedera makes none.

    Attributes:
        name: What was asked for.
        known: The libraries there are.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"A table cannot be a frame of {name!r}, only of {', '.join(known)}. Write it as a "
            "file that the other library reads, such as Parquet."
        )


class UnjoinableFrameError(FoederaError):
    """A frame to which a table cannot be joined.

    Attributes:
        reason: Why.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The table cannot be joined to this frame: {reason}. It must be a frame of pandas, "
            "polars or pyarrow, whose keys are numbers, and without columns of the names that "
            "are joined: convert, collect or rename first."
        )


class RepeatedRowsError(FoederaError):
    """A table with several rows for one key, where one is wanted.

    Attributes:
        table: Name of the table.
        key: Columns that should tell its rows apart.
    """

    def __init__(self, table: str, key: Sequence[str]) -> None:
        self.table = table
        self.key = tuple(key)
        super().__init__(
            f"The table {table!r} has several rows with the same {', '.join(key)}: joined, they "
            "would multiply the rows of the frame. Make it anew with one row for each."
        )


class UnknownSourceError(FoederaError):
    """A source of tables that foedera cannot cite.

    Attributes:
        name: What was asked for.
        known: The sources there are.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"No source is called {name!r}. There are {', '.join(known)}; "
            "'data/datasets/sources.yaml' says how each is cited."
        )


class UnknownStateNumberError(FoederaError):
    """A number of the state system that no state of the catalogue bears.

    Attributes:
        number: The number.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"{number} is no state's number in the Correlates of War's list.")


class MalformedClauseError(FoederaError):
    """A clause file that does not say what a clause file must say.

    Attributes:
        place: File, and the entry within it.
        reason: What is wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place}: {reason}. The alliance's duties cannot be read until the file is mended; "
            "'docs/how-to/add-a-clause.md' lists every key and its values."
        )


class StateWithoutNumberError(FoederaError):
    """A state that never had a number of the state system."""

    def __init__(self, called: str, state: str) -> None:
        super().__init__(
            f"{called} ({state}) has no number in the Correlates of War's list of states, by "
            "which these tables go. 'foedera dyads' goes by names."
        )
