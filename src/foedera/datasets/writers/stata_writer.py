"""Stata files (.dta, for Stata 14 and later) by ReadStat, with labels drawn from the codebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import Column, Kind
from foedera.datasets.frames import frame
from foedera.datasets.packages import borrowed
from foedera.datasets.writers.errors import UnwritableColumnError, UnwritableTextError
from foedera.datasets.writers.placing import staged

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: Format 118 as ReadStat counts: 119, its next, is for more than 32,767 columns.
_VERSION: Final = 14
#: Names that Stata allows, and how long its labels may be.
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")
_LABEL: Final = 80
_RESERVED: Final = re.compile(
    r"byte|double|float|if|in|int|long|str[0-9]+|strL|using|with"
    r"|_all|_b|_coef|_cons|_n|_N|_pi|_pred|_rc|_skip"
)
#: Where the header has the day of writing: the tag before it, and the length behind that.
_STAMPED: Final = b"<timestamp>"
_STAMP: Final = b"01 Jan 1960 00:00"
_HEADER: Final = 512
_COMMAND: Final = "pip install 'foedera[stata]'"


class StataWriter:
    """Writes Stata files."""

    extension = "dta"
    media_type = "application/x-stata-dta"
    needs: str | None = "stata"

    def write(
        self, table: Table, definition: TableDefinition, target: Target, *, language: str
    ) -> None:
        """Write a table for Stata; labels tell what columns, and flags, mean.

        Raises:
            MissingPackageError: The extra ``foedera[stata]`` is not installed.
            UnwritableColumnError: Stata does not allow a name, or keeps it for itself.
            UnwritableFileError: The target cannot be written.
            UnwritableTextError: A text has a NUL, or half of a character, in it.
        """
        for one in definition.columns:
            if not _NAME.fullmatch(one.name):
                reason = "Stata's names are of at most 32 letters, digits and underscores"
                raise UnwritableColumnError(one.name, reason)
            if _RESERVED.fullmatch(one.name):
                raise UnwritableColumnError(one.name, "Stata keeps that word for itself")
        library = borrowed("pyreadstat", "Writing for Stata", _COMMAND)
        borrowed("pandas", "Writing for Stata", _COMMAND)
        with staged(target, ".dta") as place:
            library.write_dta(
                _frame(table, definition),
                str(place),
                file_label=definition.title[language][:_LABEL],
                column_labels={
                    one.name: one.means[language][:_LABEL] for one in definition.columns
                },
                version=_VERSION,
                variable_value_labels={
                    one.name: {int(value): told[language] for value, told in one.values.items()}
                    for one in definition.columns
                    if _labelled(one)
                },
            )
            _unstamp(place)


def _frame(table: Table, definition: TableDefinition) -> Any:  # noqa: ANN401 - a frame of pandas
    """Return the table as ReadStat takes it: days as days, missing texts as empty ones."""
    for one in definition.columns:
        if one.kind is Kind.TEXT:
            texts, missing = cells_of(table, definition, one.name)
            for text in set(texts[~missing].tolist()):
                _writable(text, one.name)
    made = frame(table, "pandas")
    for one in definition.columns:
        if one.kind is Kind.DATE:
            days, missing = cells_of(table, definition, one.name)
            told = days.astype(object)
            told[missing] = None
            made[one.name] = told
        elif one.kind is Kind.TEXT:
            made[one.name] = made[one.name].fillna("").astype(object)
    return made


def _writable(text: str, column: str) -> None:
    """Refuse a text that the file cannot hold."""
    if "\0" in text:
        raise UnwritableTextError(column, text, "a NUL ends the text for Stata")
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode(errors="backslashreplace").decode()
        reason = "it has half of a character, which UTF-8 cannot write"
        raise UnwritableTextError(column, shown, reason) from None


def _labelled(column: Column) -> bool:
    return column.kind is Kind.INTEGER and bool(column.values)


def _unstamp(place: Path) -> None:
    """Put a fixed day in place of the clock, so that the same table gives the same bytes."""
    with place.open("r+b") as file:
        header = file.read(_HEADER)
        begins = header.index(_STAMPED) + len(_STAMPED) + 1
        file.seek(begins)
        file.write(_STAMP)
