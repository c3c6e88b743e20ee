"""Definitions of tables and columns: what each cell means, and where that is laid down.

They are data, in ``data/datasets/tables``; codebook, file labels and schemas are drawn from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.datasets.calendar import By
from foedera.datasets.errors import (
    MalformedDefinitionError,
    UndocumentedColumnError,
    UnknownTableError,
)
from foedera.resources import record, records
from foedera.treaties.errors import MalformedInstrumentError
from foedera.treaties.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOLDER: Final = "datasets/tables"
_VALUES: Final = "datasets/values.yaml"
#: How a missing cell is written and called, whatever the format.
NA: Final = "NA"
LANGUAGES: Final = ("en", "id")
_TABLE_KEYS: Final = frozenset({"title", "row", "key", "columns"})
_COLUMN_KEYS: Final = frozenset(
    {"name", "numbered", "type", "unit", "values", "range", "missing"}
    | {"means", "source", "differs", "forms", "set"}
)


class Kind(Enum):
    """What the cells of a column are."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


class Origin(Enum):
    """Whether a column is one of ATOP's own."""

    ATOP = "atop"
    MORE = "more"  # beside ATOP's, in a table that ATOP has, too
    OWN = "own"  # of a table that ATOP does not have


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a table means. Texts are by language.

    Attributes:
        name: As it stands in the header.
        kind: What its cells are.
        means: What a cell tells.
        source: Where that is laid down: a section of ATOP's codebook, an article, or foedera.
        origin: Whether ATOP has a column of this name.
        numbered: Whether there are several, told apart by a number after the name.
        unit: Of what its numbers are; empty where they are of nothing.
        values: What each value means, where they are few.
        missing: What an NA means; empty where there is none.
        least: Smallest value; None where there is no bound.
        most: Largest value; None where there is no bound.
        differs: How it differs from ATOP's column of that name; empty where it does not.
        forms: For which rows of its table it is there; empty for all.
    """

    name: str
    kind: Kind
    means: Mapping[str, str]
    source: str
    origin: Origin
    numbered: bool = False
    unit: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    differs: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[By] = frozenset()

    @property
    def flag(self) -> bool:
        """Whether it tells yes or no: 1 or 0."""
        return set(self.values) == {"1", "0"}

    def covers(self, name: str) -> bool:
        """Tell whether this is the definition of a column of that name."""
        if not self.numbered:
            return name == self.name
        return name.startswith(self.name) and name[len(self.name) :].isdecimal()


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """What a table holds. Texts are by language.

    Attributes:
        name: Of the table: ``dyads``.
        title: What it is called.
        row: What one row stands for.
        key: Columns that tell rows apart, of those that a table has; empty where they do not.
        columns: In order.
    """

    name: str
    title: Mapping[str, str]
    row: Mapping[str, str]
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Return the definition of a column, under its own name where it is one of several.

        Raises:
            UndocumentedColumnError: There is none.
        """
        for one in self.columns:
            if one.covers(name):
                return replace(one, name=name, numbered=False)
        raise UndocumentedColumnError(self.name, name)

    def of(self, names: Iterable[str]) -> TableDefinition:
        """Return the definition of a table with these columns, in this order.

        Raises:
            UndocumentedColumnError: One is not defined.
        """
        return self._with(tuple(self.column(name) for name in names))

    def for_form(self, form: By) -> TableDefinition:
        """Return what a table has of which a row is a year, a month, a day or a spell."""
        return self._with(tuple(one for one in self.columns if not one.forms or form in one.forms))

    def _with(self, columns: tuple[Column, ...]) -> TableDefinition:
        """Return the definition of a part; rows cannot be told apart without the whole key."""
        present = {one.name for one in columns}
        always = {one.name for one in self.columns if not one.forms}
        key = tuple(name for name in self.key if name in present)
        whole = always.intersection(self.key) <= present
        return replace(self, key=key if whole else (), columns=columns)


@cache
def tables() -> tuple[str, ...]:
    """Return the names of the tables that are defined, in alphabetical order."""
    found = (path.rpartition("/")[2].removesuffix(".yaml") for path, _ in records(_FOLDER))
    return tuple(sorted(found))


@cache
def definition(name: str) -> TableDefinition:
    """Return the definition of a table.

    Raises:
        MalformedDefinitionError: The file does not say what it must.
        UnknownTableError: There is no such table.
    """
    if name not in tables():
        raise UnknownTableError(name, tables())
    path = f"{_FOLDER}/{name}.yaml"
    return read_definition(name, record(path), path)


def read_definition(name: str, content: object, place: str) -> TableDefinition:
    """Return the definition that a record lays down.

    Args:
        name: Name of the table.
        content: The record, every scalar as text.
        place: What errors call it.

    Raises:
        MalformedDefinitionError: It does not say what it must.
    """
    try:
        whole = Fields(content, place, _TABLE_KEYS)
        columns = tuple(_column(row) for row in whole.rows("columns", _COLUMN_KEYS, needed=True))
        whole.need("key")
        found = TableDefinition(
            name, _both(whole, "title"), _both(whole, "row"), whole.list("key"), columns
        )
    except MalformedInstrumentError as error:
        raise MalformedDefinitionError(error.place, error.reason) from None
    names = [one.name for one in columns]
    if doubled := next((one for one in names if names.count(one) > 1), None):
        raise MalformedDefinitionError(place, f"the column {doubled!r} is defined twice")
    if strange := next((one for one in found.key if one not in names), None):
        raise MalformedDefinitionError(place, f"the key names {strange!r}, which is no column")
    return found


def _column(row: Fields) -> Column:
    values = _values(row)
    bounds = row.sub("range", frozenset({"least", "most"}))
    missing = _both(row, "missing") if "missing" in row else values.pop(NA, {})
    return Column(
        name=str(row.need("name")),
        kind=row.choice(Kind, "type"),
        means=_both(row, "means"),
        source=_source(row),
        origin=row.choice(Origin, "set"),
        numbered=row.flag("numbered"),
        unit=_both(row, "unit") if "unit" in row else {},
        values=values,
        missing=missing,
        least=bounds.number("least"),
        most=bounds.number("most"),
        differs=_both(row, "differs") if "differs" in row else {},
        forms=frozenset(row.choices(By, "forms")),
    )


def _source(row: Fields) -> str:
    told: object = row.need("source")
    if not isinstance(told, str) or not told.strip():
        raise row.refusal("'source' names a section of a codebook, an article, or foedera")
    return told


def _values(row: Fields) -> dict[str, Mapping[str, str]]:
    """Return the values of a column: its own, or those of the list that it names."""
    told = row.content.get("values", {})
    if isinstance(told, dict):
        listed = row.sub("values")
    else:
        lists = Fields(record(_VALUES), _VALUES)
        if told not in lists:
            raise row.refusal(f"'values' names {told!r}, which is no list of {_VALUES}")
        listed = lists.sub(told)
    return {value: _both(listed, value) for value in listed.content}


def _both(row: Fields, key: str) -> Mapping[str, str]:
    """Return a text in every language of the interface."""
    row.need(key)
    told = row.says(key)
    if lacking := next((one for one in LANGUAGES if not told.get(one, "").strip()), None):
        raise row.refusal(f"{key!r} is not told in {lacking!r}")
    return told


def flags(found: TableDefinition) -> tuple[str, ...]:
    """Return which columns of a table are flags of ATOP's own."""
    return tuple(one.name for one in found.columns if one.flag and one.origin is Origin.ATOP)
