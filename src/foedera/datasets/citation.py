"""How an edition of research tables is cited: the Citation File Format, version 1.2.0."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.cited import source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.datasets.cited import DataSource
    from foedera.datasets.edition import Edition

_MESSAGE: Final = (
    "If you use these tables, please cite them, and with them everything they rest on that is "
    "listed under references."
)
_OWN: Final = "foedera"
_NUMBERS: Final = frozenset({"year"})


def citation(edition: Edition) -> str:
    """Return the ``CITATION.cff`` of an edition.

    Raises:
        UnknownSourceError: It names a source that cannot be cited.
    """
    own = source(_OWN)
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": edition.title,
        "version": edition.version,
        "authors": [dict(one) for one in own.authors],
    }
    if edition.released is not None:
        told["date-released"] = edition.released
    others = [source(name) for name in edition.sources if name != _OWN]
    if others:
        told["references"] = [one for other in others for one in _references(other)]
    return "\n".join(_lines(told)) + "\n"


def _references(one: DataSource) -> list[dict[str, Any]]:
    """Return the data of a source, and the article or book that its authors ask to be cited."""
    authors = [dict(author) for author in one.authors]
    data: dict[str, Any] = {"type": "data", "title": one.title, "authors": authors}
    if one.version:
        data["version"] = one.version
    if one.path:
        data["url"] = one.path
    if not one.article:
        return [data]
    kind = "article" if "journal" in one.article else "book"
    cited: dict[str, Any] = {"type": kind, "authors": [dict(author) for author in one.authors]}
    for key, value in one.article.items():
        if key == "publisher":
            cited[key] = {"name": value}
        else:
            cited[key] = int(value) if key in _NUMBERS else value
    return [data, cited]


def _lines(content: dict[str, Any]) -> Iterator[str]:
    """Yield a mapping as YAML: texts as JSON quotes them, which YAML reads alike."""
    for key, value in content.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        elif isinstance(value, list):
            yield f"{key}:"
            for one in value:
                first, *rest = _lines(one)
                yield f"  - {first}"
                yield from (f"    {line}" for line in rest)
        elif isinstance(value, date):
            yield f"{key}: {value.isoformat()}"
        else:
            yield f"{key}: {json.dumps(value, ensure_ascii=False)}"
