"""What the writers of files refuse to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class UnknownFormatError(FoederaError):
    """A format of files in which no table can be written.

    Attributes:
        name: What was asked for.
        known: The formats there are.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"No table is written as {name!r}. Formats are {', '.join(known)}.")


class UnwritableTextError(FoederaError):
    """A text that a reader of the file would take for something else.

    Attributes:
        column: Name of the column.
        text: The text.
    """

    def __init__(self, column: str, text: str, reason: str) -> None:
        self.column = column
        self.text = text
        super().__init__(
            f"The text {text!r} in the column {column!r} cannot be written: {reason}. Nothing "
            "was written; texts are never altered. Name the cell otherwise."
        )


class UnwritableFileError(FoederaError):
    """A file or folder that could not be written.

    Attributes:
        place: File or folder.
        reason: Why.
    """

    def __init__(self, place: Path, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place} could not be written: {reason}. What was there before is as it was. Name "
            "a place in a folder that exists and that you may write to."
        )


class UnwritableColumnError(FoederaError):
    """A column that a format has no room for.

    Attributes:
        column: Name of the column.
        reason: Why.
    """

    def __init__(self, column: str, reason: str) -> None:
        self.column = column
        self.reason = reason
        super().__init__(
            f"The column {column!r} cannot be written: {reason}. Nothing was written; choose "
            "another format, or leave the column out."
        )


class FolderInUseError(FoederaError):
    """A folder that holds something, where a new one is to be written.

    Attributes:
        place: The folder.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        super().__init__(
            f"{place} holds something already, and a data package is a folder of its own. Name "
            "a new folder, or empty this one."
        )


# Histories and wars
