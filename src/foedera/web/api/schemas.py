"""The JSON Schemas of answers, as components of the OpenAPI document."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from foedera.workspace.recorded_data import ToldClaim, ToldDocument, schemas_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE: Final = "#/components/schemas/"
_SUFFIX: Final = ".schema.json"
#: Files of what no operation answers with.
_OTHERS: Final = frozenset({"bundle", "check", "registry-file"})
_URN: Final = re.compile(r"urn:foedera:schema:([a-z-]+):\d+(?:#/\$defs/(.+))?")
_OWN: Final = "#/$defs/"

TEXT: Final = {"type": "string"}
WHOLE: Final = {"type": "integer"}
FLAG: Final = {"type": "boolean"}
DAY: Final = {"type": "string", "format": "date"}
MOMENT: Final = {"type": "string", "format": "date-time"}


def reference(name: str) -> dict[str, Any]:
    """Return a reference to a component."""
    return {"$ref": f"{_HERE}{name}"}


def listing(items: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": dict(items)}


def maybe(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema of what may be null."""
    return {"anyOf": [dict(schema), {"type": "null"}]}


def shape(about: str = "", /, **properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has just these properties."""
    told = {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": {name: dict(one) for name, one in properties.items()},
    }
    return {"description": about, **told} if about else told


def mapping(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with any names."""
    return {"type": "object", "additionalProperties": dict(values)}


#: Names by code and language.
ACTORS: Final = mapping(mapping(TEXT))


@cache
def components() -> dict[str, Any]:
    """Return every component, by name: of the files under ``data/schemas``, of types, our own."""
    found: dict[str, Any] = {}
    folder = resources.files("foedera").joinpath("data", "schemas")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        name = file.name.removesuffix(_SUFFIX)
        if name in _OTHERS or not file.name.endswith(_SUFFIX):
            continue
        content = json.loads(file.read_text(encoding="utf-8"))
        for part, schema in content.pop("$defs", {}).items():
            found[f"{name}.{part}"] = _placed(schema, name)
        content = {key: one for key, one in content.items() if key not in {"$id", "$schema"}}
        if "type" in content:
            found[name] = _placed(content, name)
    found |= schemas_of(ToldClaim, ToldDocument)
    return {**found, **_own()}


def _placed(schema: Any, file: str) -> Any:  # noqa: ANN401 - any JSON
    """Return a schema whose references point to components."""
    if isinstance(schema, list):
        return [_placed(one, file) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: _placed(one, file) for name, one in schema.items()}
    target = told.get("$ref")
    if isinstance(target, str):
        told["$ref"] = _component(target, file)
    return told


def _component(target: str, file: str) -> str:
    if target.startswith(_OWN):
        return f"{_HERE}{file}.{target.removeprefix(_OWN)}"
    if target.startswith("#/"):
        return f"{_HERE}{file}/{target.removeprefix('#/')}"
    found = _URN.fullmatch(target)
    if found is None:
        return target
    name, part = found.groups()
    return f"{_HERE}{name}.{part}" if part else f"{_HERE}{name}"


def _own() -> dict[str, Any]:
    """Return what only the API answers with."""
    head = shape("Where the chain of entries stands.", number=WHOLE, at=maybe(MOMENT), hash=TEXT)
    problem = {
        "description": "Why there is no answer (RFC 9457).",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": WHOLE,
            "detail": TEXT,
            "error": {**TEXT, "description": "Name of the error, as in the manual."},
            "parameter": {**TEXT, "description": "The parameter that cannot be read."},
        },
    }
    return {"head": head, "problem": problem}
