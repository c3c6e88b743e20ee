"""The door for formats: what a writer offers, and where writers are found."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Final, Protocol

from foedera.datasets.checking import checked
from foedera.datasets.writers.errors import UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

GROUP: Final = "foedera.writers"


class Writer(Protocol):
    """What foedera needs of a format.

    Attributes:
        extension: How names of its files end, without the dot.
        media_type: What a data package calls the format.
        needs: The extra of foedera that must be installed for it; None for none.
    """

    extension: str
    media_type: str
    needs: str | None

    def write(
        self, table: Table, definition: TableDefinition, target: Target, *, language: str
    ) -> None:
        """Write a table whole, or leave the target as it was.

        The same table gives the same bytes. NA stays apart from every value.

        Args:
            table: The table, checked.
            definition: What its columns are, no more and no fewer.
            target: File, or stream.
            language: In which labels are, where the format has any.

        Raises:
            MissingPackageError: The extra is not installed.
            UnwritableFileError: The target cannot be written.
            UnwritableTextError: The format cannot hold a text.
        """


class PartWriter(Writer, Protocol):
    """A format that is written part by part, so that a long table need never be whole.

    Those that derive from it have ``write`` by it: a whole table is its one part.
    """

    def write(
        self, table: Table, definition: TableDefinition, target: Target, *, language: str
    ) -> None:
        """Write a table whole, or leave the target as it was; see ``Writer``."""
        with self.in_parts(definition, target, language=language) as put:
            put(table)

    def in_parts(
        self, definition: TableDefinition, target: Target, *, language: str
    ) -> AbstractContextManager[Callable[[Table], None]]:
        """Give what takes the parts of a table, each checked, one after another.

        The target is written whole when the last part has been taken, or left as it was. The
        bytes are those that ``write`` gives for all of the parts as one table.

        Args:
            definition: What the columns of every part are.
            target: File, or stream.
            language: In which labels are, where the format has any.

        Raises:
            MissingPackageError: The extra is not installed.
            UnwritableFileError: The target cannot be written.
            UnwritableTextError: The format cannot hold a text.
        """


@cache
def _entries() -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUP))


def formats() -> tuple[str, ...]:
    """Return the names of the formats installed, in alphabetical order."""
    return tuple(sorted({entry.name for entry in _entries()}))


def writer(name: str) -> Writer:
    """Return the writer of a format.

    Raises:
        UnknownFormatError: No package offers it.
    """
    for entry in _entries():
        if entry.name == name:
            made: Writer = entry.load()()
            return made
    raise UnknownFormatError(name, formats())


def write_table(table: Table, target: Target, name: str = "csv", *, language: str = "en") -> None:
    """Write a table whole, or leave the target as it was.

    Args:
        table: The table.
        target: File, or stream of bytes.
        name: Of the format: one of ``formats()``.
        language: In which labels are, where the format has any: ``en`` or ``id``.

    Raises:
        MissingPackageError: The extra that the format needs is not installed.
        MistypedColumnError: A column does not hold what its codebook says.
        UndocumentedColumnError: A column has no entry in the codebook.
        UnknownFormatError: No package offers the format.
        UnwritableFileError: The target cannot be written.
        UnwritableTextError: The format cannot hold a text.
    """
    writer(name).write(table, checked(table), target, language=language)
