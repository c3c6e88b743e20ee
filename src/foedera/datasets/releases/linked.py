"""JSON-LD: the same rows as every other format has, each a thing with a name that can be linked.

One file a table; its context lies in it, so that nothing is fetched to read it (JSON-LD 1.1).
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from foedera.datasets.cells import cells_of
from foedera.datasets.columns import Kind
from foedera.datasets.releases.cells import MEMBERS
from foedera.datasets.releases.terms import linked
from foedera.datasets.writers.placing import staged
from foedera.datasets.writers.writer import PartWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TextIO

    from foedera.datasets.columns import TableDefinition
    from foedera.datasets.releases.terms import Linked, Made
    from foedera.datasets.table import Table
    from foedera.datasets.writers.placing import Target

#: What stands in names of things as it is; all else is written as in addresses.
_SAFE: Final = "-._~"


class LinkedWriter(PartWriter):
    """Writes JSON-LD, a line for each thing."""

    extension = "jsonld"
    media_type = "application/ld+json"
    needs: str | None = None

    @contextmanager
    def in_parts(
        self,
        definition: TableDefinition,
        target: Target,
        *,
        language: str,  # noqa: ARG002 - the format has no labels
    ) -> Iterator[Callable[[Table], None]]:
        """Give what takes the parts of a table one after another; see ``PartWriter``."""
        told = linked(definition)
        with (
            staged(target, ".jsonld") as place,
            place.open("w", encoding="utf-8", newline="") as file,
        ):
            file.write(f'{{"@context": {_json(told.context)},\n"@graph": [')
            writing = _Writing(file, definition, told)
            yield writing.put
            file.write("\n]}\n")


class _Writing:
    """A file that is being written, node by node."""

    def __init__(self, file: TextIO, definition: TableDefinition, told: Linked) -> None:
        self._file = file
        self._definition = definition
        self._told = told
        self._between = "\n"

    def put(self, table: Table) -> None:
        """Write the rows of a part."""
        names = [one.name for one in self._definition.columns]
        columns = [_cells(table, self._definition, name) for name in names]
        for cells in zip(*columns, strict=True):
            row = {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
            for node in nodes(row, self._told):
                self._file.write(f"{self._between}{_json(node)}")
                self._between = ",\n"


def nodes(row: Mapping[str, Any], told: Linked) -> Iterator[dict[str, Any]]:
    """Yield what is told of a row: the thing it is, then what is told of beside it.

    Args:
        row: Its cells by column, without those that are NA.
        told: How rows of its table are told.
    """
    node: dict[str, Any] = {"type": told.types[0] if len(told.types) == 1 else list(told.types)}
    for name, cell in row.items():
        said = told.columns[name]
        key = "id" if said.term == "@id" else name
        if said.many:
            members = cell.split(MEMBERS)
            node[key] = [_named(said.names, one) for one in members] if said.names else members
        else:
            node[key] = _named(said.names, cell) if said.names else cell
    node.update(_names(row, told.also))
    yield node
    for kind, made in told.nodes:
        yield {"type": kind, **_names(row, made)}


def _names(row: Mapping[str, Any], made: Mapping[str, Made]) -> dict[str, str]:
    return {
        key: _named(one.names, row[one.column]) for key, one in made.items() if one.column in row
    }


@lru_cache(maxsize=1 << 14)  # the same few actors, and one report after another
def _named(prefix: str, cell: str) -> str:
    return f"{prefix}:{quote(cell, safe=_SAFE)}"


def cells_in(node: Mapping[str, Any], definition: TableDefinition) -> dict[str, Any] | None:
    """Return the cells of a row that a node tells of; None for a node beside the rows.

    Args:
        node: Of the ``@graph`` of a file.
        definition: Of the table.
    """
    told = linked(definition)
    kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
    if tuple(kinds) != told.types:
        return None
    found: dict[str, Any] = {}
    for name, said in told.columns.items():
        key = "id" if said.term == "@id" else name
        if key not in node:
            continue
        values = node[key] if said.many else [node[key]]
        plain = [_unnamed(value) if said.names else value for value in values]
        found[name] = MEMBERS.join(plain) if said.many else plain[0]
    return found


def _unnamed(name: str) -> str:
    return unquote(name.partition(":")[2])


def _cells(table: Table, definition: TableDefinition, name: str) -> list[Any]:
    """Return the cells of a column as JSON has them, None where they are missing."""
    cells, missing = cells_of(table, definition, name)
    if definition.column(name).kind is Kind.DATE:
        cells = cells.astype(str)
    told = cells.astype(object)
    told[missing] = None
    found: list[Any] = told.tolist()
    return found


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
