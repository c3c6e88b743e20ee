"""What research tables rest on: how each source is named, cited and may be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.errors import MalformedDefinitionError, UnknownSourceError
from foedera.resources import record
from foedera.treaties.errors import MalformedInstrumentError
from foedera.treaties.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE: Final = "datasets/sources.yaml"
_KEYS: Final = frozenset({"title", "path", "version", "authors", "article", "licence", "terms"})


@dataclass(frozen=True, slots=True)
class DataSource:
    """A source of research tables.

    Attributes:
        name: Key of ``data/datasets/sources.yaml``: ``atop``.
        title: What it is called.
        terms: On what terms it may be used, by language.
        authors: As the Citation File Format has them: ``family-names`` and ``given-names``, or
            ``name``.
        path: Where it is found; None where nowhere lasting.
        version: Which version; None where it has none.
        article: What is cited for it, by keys of the Citation File Format; empty for none.
        licence: Name and address of its licence; empty where it has none.
    """

    name: str
    title: str
    terms: Mapping[str, str]
    authors: tuple[Mapping[str, str], ...]
    path: str | None = None
    version: str | None = None
    article: Mapping[str, str] = field(default_factory=dict)
    licence: Mapping[str, str] = field(default_factory=dict)


@cache
def sources() -> Mapping[str, DataSource]:
    """Return every source, by name.

    Raises:
        MalformedDefinitionError: The file does not say what it must.
    """
    try:
        return {name: _source(name, content) for name, content in record(_FILE).items()}
    except MalformedInstrumentError as error:
        raise MalformedDefinitionError(error.place, error.reason) from None


def source(name: str) -> DataSource:
    """Return a source.

    Raises:
        UnknownSourceError: There is none of that name.
    """
    try:
        return sources()[name]
    except KeyError:
        raise UnknownSourceError(name, tuple(sources())) from None


def _source(name: str, content: Any) -> DataSource:  # noqa: ANN401 - any YAML shape
    row = Fields(content, f"{_FILE}: {name}", _KEYS)
    return DataSource(
        name=name,
        title=str(row.need("title")),
        terms=row.says("terms"),
        authors=tuple(dict(one.content) for one in row.rows("authors", None, needed=True)),
        path=row.text("path"),
        version=row.text("version"),
        article=dict(row.sub("article").content),
        licence=dict(row.sub("licence").content),
    )
