"""Stata's .dta (format 118: Stata 14 and later), with labels drawn from the codebook.

The format is written here, as Stata documents it (``help dta``), and not by a package: pandas
renames columns that Stata allows (``end``) and lays the whole table out in memory once more.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import Kind
from foedera.datasets.writers.errors import UnwritableColumnError, UnwritableTextError
from foedera.datasets.writers.placing import staged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from foedera.datasets.columns import Column, TableDefinition
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

_ROWS: Final = 1 << 16
#: Names that Stata allows, and how long its labels may be.
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")
_LABEL: Final = 80
#: Longer texts, in bytes, are kept outside the rows, each once.
_SHORT: Final = 244
#: Where Stata's days begin; also in place of the clock, so that bytes can be compared.
_FIRST_DAY: Final = np.datetime64("1960-01-01", "D")
_STAMP: Final = b"01 Jan 1960 00:00"


@dataclass(frozen=True, slots=True)
class _Storage:
    """How Stata keeps a column.

    Attributes:
        code: Of the type, in the file.
        numpy: The same type for numpy.
        missing: What stands for ``.``.
        format: How Stata shows it.
        largest: Largest value it holds; smallest is the same below nought, or less.
    """

    code: int
    numpy: str
    missing: Any
    format: str
    largest: int = 0


_DOUBLE: Final = _Storage(65526, "<f8", np.float64(2.0**1023), "%10.0g")
#: Types of integers, the narrowest first.
_INTEGERS: Final = (
    _Storage(65530, "<i1", 101, "%8.0g", 100),
    _Storage(65529, "<i2", 32741, "%8.0g", 32740),
    _Storage(65528, "<i4", 2147483621, "%12.0g", 2147483620),
)
_DAYS: Final = _Storage(65528, "<i4", 2147483621, "%td")
_OUTSIDE: Final = _Storage(32768, "<u8", 0, "%-9s")


class StataWriter:
    """Writes Stata files."""

    extension = "dta"
    media_type = "application/x-stata-dta"
    needs: str | None = None

    def write(
        self, table: Table, definition: TableDefinition, target: Target, *, language: str
    ) -> None:
        """Write a table for Stata: variables and values of few have labels, NA is ``.``.

        Raises:
            UnwritableColumnError: Stata does not allow the name of a column.
            UnwritableFileError: The target cannot be written.
            UnwritableTextError: A text has a NUL in it.
        """
        laid = _Dta(table, definition, language)
        if not isinstance(target, Path):
            for part in laid.parts():
                target.write(part)
            return
        with staged(target, ".dta") as place, place.open("wb") as file:
            for part in laid.parts():
                file.write(part)


@dataclass(slots=True)
class _Kept:
    """A column as it is kept, and its texts that lie outside the rows, by first row."""

    column: Column
    storage: _Storage
    outside: dict[str, int] = field(default_factory=dict)


class _Dta:
    """A table laid out as a file of Stata."""

    def __init__(self, table: Table, definition: TableDefinition, language: str) -> None:
        self._table = table
        self._definition = definition
        self._language = language
        self._kept = [self._keep(one) for one in definition.columns]

    def _keep(self, column: Column) -> _Kept:
        if not _NAME.fullmatch(column.name):
            reason = "Stata's names are at most 32 letters, digits and underscores"
            raise UnwritableColumnError(column.name, reason)
        cells, missing = cells_of(self._table, self._definition, column.name)
        if column.kind is Kind.TEXT:
            return _kept_text(column, cells, missing)
        if column.kind is Kind.INTEGER:
            return _Kept(column, _integers(cells[~missing]))
        return _Kept(column, _DAYS if column.kind is Kind.DATE else _DOUBLE)

    def parts(self) -> Iterator[bytes]:
        """Yield the file, part by part."""
        label = _short(self._definition.title[self._language]).encode()
        header = b"".join(
            (
                b"<stata_dta><header><release>118</release><byteorder>LSF</byteorder>",
                b"<K>" + struct.pack("<H", len(self._kept)) + b"</K>",
                b"<N>" + struct.pack("<Q", len(self._table)) + b"</N>",
                b"<label>" + struct.pack("<H", len(label)) + label + b"</label>",
                b"<timestamp>" + bytes([len(_STAMP)]) + _STAMP + b"</timestamp></header>",
            )
        )
        described = self._described()
        texts = b"<strls>" + b"".join(self._outside()) + b"</strls>"
        values = b"<value_labels>" + b"".join(self._labels()) + b"</value_labels>"
        rows = len(b"<data></data>") + len(self._table) * self._row.itemsize
        # The map tells where each part begins: the header, itself, the descriptions, and so on.
        places = [0, len(header)]
        places.append(places[-1] + len(b"<map></map>") + 14 * 8)
        for size in (*map(len, described), rows, len(texts), len(values)):
            places.append(places[-1] + size)
        places.append(places[-1] + len(b"</stata_dta>"))
        yield header + b"<map>" + struct.pack("<14Q", *places) + b"</map>" + b"".join(described)
        yield b"<data>"
        for first in range(0, len(self._table), _ROWS):
            yield self._rows(first)
        yield b"</data>" + texts + values + b"</stata_dta>"

    def _described(self) -> tuple[bytes, ...]:
        """Return the parts that describe the variables, in the format's order."""
        names = [one.column.name for one in self._kept]
        said = [_short(one.column.means[self._language]) for one in self._kept]
        labelled = [one.column.name if _has_labels(one.column) else "" for one in self._kept]
        types = [struct.pack("<H", one.storage.code) for one in self._kept]
        return (
            _part("variable_types", types),
            _part("varnames", [_padded(name, 129) for name in names]),
            _part("sortlist", [b"\0\0"] * (len(names) + 1)),
            _part("formats", [_padded(one.storage.format, 57) for one in self._kept]),
            _part("value_label_names", [_padded(name, 129) for name in labelled]),
            _part("variable_labels", [_padded(text, 321) for text in said]),
            _part("characteristics", []),
        )

    @cached_property
    def _row(self) -> np.dtype[Any]:
        """How one row lies in the file."""
        return np.dtype([(one.column.name, one.storage.numpy) for one in self._kept])

    def _rows(self, first: int) -> bytes:
        """Return some rows, from one on."""
        chunk = self._table.chunk(first, first + _ROWS)
        laid = np.zeros(len(chunk), dtype=self._row)
        for number, one in enumerate(self._kept, start=1):
            cells, missing = cells_of(chunk, self._definition, one.column.name)
            laid[one.column.name] = _cells(number, one, cells, missing)
        return laid.tobytes()

    def _outside(self) -> Iterator[bytes]:
        """Yield the texts outside the rows, in the order of columns and rows."""
        for number, one in enumerate(self._kept, start=1):
            for text, row in one.outside.items():
                told = text.encode() + b"\0"
                yield b"GSO" + struct.pack("<IQBI", number, row, 130, len(told)) + told

    def _labels(self) -> Iterator[bytes]:
        """Yield what the values of each column mean, where they are few."""
        for one in self._kept:
            if not _has_labels(one.column):
                continue
            told = sorted(
                (int(value), says[self._language].encode() + b"\0")
                for value, says in one.column.values.items()
            )
            ends = np.cumsum([0, *(len(text) for _, text in told)]).tolist()
            count = len(told)
            content = struct.pack(f"<2i{count}i", count, ends[-1], *ends[:-1])
            content += struct.pack(f"<{count}i", *(value for value, _ in told))
            content += b"".join(text for _, text in told)
            name = _padded(one.column.name, 129) + b"\0\0\0"
            yield b"<lbl>" + struct.pack("<i", len(content)) + name + content + b"</lbl>"


def _kept_text(column: Column, cells: NDArray[Any], missing: NDArray[np.bool_]) -> _Kept:
    """Return how texts are kept: within the rows, or where one is long, outside them."""
    first: dict[str, int] = {}
    for row in np.flatnonzero(~missing).tolist():
        first.setdefault(cells[row], row + 1)
    if bad := next((text for text in first if "\0" in text), None):
        raise UnwritableTextError(column.name, bad, "a NUL ends the text for Stata")
    longest = max((len(text.encode()) for text in first), default=1)
    if longest > _SHORT:
        return _Kept(column, _OUTSIDE, first)
    return _Kept(column, _Storage(longest, f"S{longest}", b"", f"%-{longest}s"))


def _integers(known: NDArray[Any]) -> _Storage:
    """Return the narrowest type that holds some integers."""
    largest = max(int(known.max()), -int(known.min())) if len(known) else 0
    return next((one for one in _INTEGERS if largest <= one.largest), _DOUBLE)


def _cells(
    number: int, kept: _Kept, cells: NDArray[Any], missing: NDArray[np.bool_]
) -> NDArray[Any]:
    """Return cells as they lie in the file."""
    if kept.storage is _OUTSIDE:
        # The column in the lower two bytes, the row of the first such text above them.
        rows = [0 if out else kept.outside[text] for text, out in zip(cells, missing, strict=True)]
        return np.array([row << 16 | number if row else 0 for row in rows], dtype="<u8")
    if kept.column.kind is Kind.TEXT:
        encoded = {text: (text or "").encode() for text in set(cells.tolist())}
        laid = np.array([encoded[text] for text in cells.tolist()], dtype=kept.storage.numpy)
    elif kept.column.kind is Kind.DATE:
        laid = (cells - _FIRST_DAY).astype(np.int64)
    else:
        laid = cells.astype(np.float64 if kept.storage is _DOUBLE else np.int64)
    laid[missing] = kept.storage.missing
    return laid


def _has_labels(column: Column) -> bool:
    return column.kind is Kind.INTEGER and bool(column.values)


def _part(name: str, content: list[bytes]) -> bytes:
    return f"<{name}>".encode() + b"".join(content) + f"</{name}>".encode()


def _padded(text: str, size: int) -> bytes:
    return text.encode().ljust(size, b"\0")


def _short(text: str) -> str:
    """Return a text as long as a label may be."""
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
