"""What rows and columns are called as JSON-LD: W3C PROV-O, schema.org, and foedera's own terms.

That is data, in ``data/datasets/linked.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.columns import Kind
from foedera.datasets.errors import MalformedDefinitionError
from foedera.resources import record
from foedera.treaties.errors import MalformedInstrumentError
from foedera.treaties.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.datasets.columns import TableDefinition

_FILE: Final = "datasets/linked.yaml"
_OWN: Final = "foedera"
_TABLE_KEYS: Final = frozenset({"type", "columns", "also", "nodes"})
_COLUMN_KEYS: Final = frozenset({"is", "of", "list", "type"})
#: Types of literals, where JSON does not tell them by itself.
_LITERALS: Final = {Kind.DATE: "xsd:date", Kind.NUMBER: "xsd:double"}


@dataclass(frozen=True, slots=True)
class Said:
    """How the cells of a column are told.

    Attributes:
        term: Its term, with a prefix; ``@id`` where it names the row.
        names: Prefix of the things that its cells name; None where they are literals.
        many: Whether a cell is a list.
        type: Type of the literals; None where JSON tells it.
    """

    term: str
    names: str | None = None
    many: bool = False
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A name that is made of a column: ``reading:doc-…``.

    Attributes:
        column: The column.
        names: Prefix of the things it names.
    """

    column: str
    names: str


@dataclass(frozen=True, slots=True)
class Linked:
    """How the rows of a table are told.

    Attributes:
        types: What a row is.
        columns: How each column is told, by its name.
        also: Further keys of a row, and of what each is made.
        nodes: Things told of beside each row: what each is, and its keys.
        context: The JSON-LD context that files of the table carry.
    """

    types: tuple[str, ...]
    columns: Mapping[str, Said]
    also: Mapping[str, Made]
    nodes: tuple[tuple[str, Mapping[str, Made]], ...]
    context: Mapping[str, Any]


def linked(definition: TableDefinition) -> Linked:
    """Return how the rows of a table are told.

    Args:
        definition: The columns that it has.

    Raises:
        MalformedDefinitionError: The file does not say what it must.
    """
    try:
        tables = Fields(record(_FILE), _FILE).sub("tables")
        tables.need(definition.name)
        told = tables.sub(definition.name, _TABLE_KEYS)
        return _linked(definition, told)
    except MalformedInstrumentError as error:
        raise MalformedDefinitionError(error.place, error.reason) from None


@cache
def prefixes() -> Mapping[str, str]:
    """Return what each prefix stands for."""
    return dict(record(_FILE)["prefixes"])


def _linked(definition: TableDefinition, told: Fields) -> Linked:
    named = told.sub("columns")
    columns = {
        one.name: _said(one.name, one.kind, named.sub(one.name, _COLUMN_KEYS))
        for one in definition.columns
    }
    also = _made(told.sub("also"))
    nodes = tuple((str(row.need("type")), _made(row)) for row in told.rows("nodes", None))
    keys = {*also, *(key for _, made in nodes for key in made)} - {"id"}
    types = told.need("type")
    return Linked(
        types=(types,) if isinstance(types, str) else tuple(types),
        columns=columns,
        also=also,
        nodes=nodes,
        context=_context(columns, keys),
    )


def _said(name: str, kind: Kind, told: Fields) -> Said:
    return Said(
        term=str(told.text("is", f"{_OWN}:{name}")),
        names=told.text("of"),
        many=told.flag("list"),
        type=told.text("type", _LITERALS.get(kind)),
    )


def _made(told: Fields) -> dict[str, Made]:
    found = {}
    for key in told.content:
        if key != "type":
            one = told.sub(key)
            found[key] = Made(str(one.need("column")), str(one.need("of")))
    return found


def _context(columns: Mapping[str, Said], keys: set[str]) -> dict[str, Any]:
    """Return a context that needs no other: nothing is fetched to read the file."""
    terms = record(_FILE)["terms"]
    if doubled := {*prefixes()} & {*columns, *keys}:
        reason = f"the prefix {min(doubled)!r} is called as a column or a key is"
        raise MalformedDefinitionError(_FILE, reason)
    context: dict[str, Any] = {"@version": 1.1, **prefixes(), "id": "@id", "type": "@type"}
    for name, said in columns.items():
        if said.term != "@id":
            context[name] = _term(said)
    context |= {key: {"@id": terms[key]["is"], "@type": "@id"} for key in sorted(keys)}
    return context


def _term(said: Said) -> dict[str, str]:
    kind = "@id" if said.names else said.type
    told = {"@id": said.term, **({"@type": kind} if kind else {})}
    return {**told, **({"@container": "@set"} if said.many else {})}
