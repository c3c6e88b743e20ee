"""The OpenAPI document: every operation with its parameters, answers and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.web.api.endpoint import format_of
from foedera.web.api.operation import Form
from foedera.web.api.problems import KIND
from foedera.web.api.schemas import components, reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedera.web.api.operation import Operation
    from foedera.web.api.parameters import Parameter
    from foedera.wording import Words

#: What each kind of refusal says.
_REFUSALS: Final = {
    400: "api-status-400",
    401: "api-status-401",
    403: "api-status-403",
    404: "api-status-404",
    413: "api-status-413",
    415: "api-status-415",
    422: "api-status-422",
    431: "api-status-431",
    503: "api-status-503",
}
_ALWAYS: Final = (400, 401, 403, 431, 503)
_BEARER: Final = "token"


def described(operation: Operation, words: Words) -> dict[str, Any]:
    """Return what the document says of an operation, beside its path and method.

    Args:
        operation: The operation.
        words: What the API says, in the language of the document.
    """
    told: dict[str, Any] = {
        "operationId": operation.name,
        "summary": words(operation.about),
        "tags": [operation.group],
        "x-foedera-role": operation.role.value,
        "x-foedera-judges": operation.judges,
        "parameters": [_parameter(one, words) for one in every_parameter(operation)],
        "responses": _responses(operation, words),
    }
    if operation.body:
        told["requestBody"] = _body(operation.body, words)
    return told


def every_parameter(operation: Operation) -> tuple[Parameter, ...]:
    """Return what an operation takes, its form included."""
    form = format_of(operation)
    return (*operation.parameters, *([form] if form else []))


def _parameter(one: Parameter, words: Words) -> dict[str, Any]:
    schema: dict[str, Any] = dict(one.schema)
    if one.many:
        schema = {"type": "array", "items": schema, "maxItems": 50}
    told: dict[str, Any] = {
        "name": one.name,
        "in": "path" if one.in_path else "query",
        "required": one.required,
        "description": words(one.about),
        "schema": schema,
    }
    if one.example is not None:
        told["example"] = [one.example] if one.many else one.example
    return told


def _body(fields: Iterable[Parameter], words: Words) -> dict[str, Any]:
    properties = {}
    for one in fields:
        properties[one.name] = {**one.schema, "description": words(one.about)}
        if one.example is not None:
            properties[one.name]["examples"] = [one.example]
    schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [one.name for one in fields if one.required],
        "properties": properties,
    }
    plain = {"type": "string", "minLength": 1}
    content = {"application/json": {"schema": schema}, "text/plain": {"schema": plain}}
    return {"required": True, "content": content}


def _responses(operation: Operation, words: Words) -> dict[str, Any]:
    schema = operation.schema
    told = reference(schema) if isinstance(schema, str) else dict(schema)
    content: dict[str, Any] = {}
    for form in operation.forms:
        kind = form.kind.partition(";")[0]
        content[kind] = {"schema": told if form is Form.JSON else {"type": "string"}}
    done: dict[str, Any] = {"description": words("api-status-200"), "content": content}
    headers: dict[str, Any] = {}
    if operation.lasting:
        headers["ETag"] = {"description": words("api-etag"), "schema": {"type": "string"}}
    if any(one.name == "after" for one in operation.parameters):
        headers["Link"] = {"description": words("api-link"), "schema": {"type": "string"}}
    if headers:
        done["headers"] = headers
    statuses = {*_ALWAYS}
    statuses |= {404} if operation.finds else set()
    statuses |= {413, 415} if operation.body else set()
    statuses |= {422} if operation.reads else set()
    refusal = {"content": {KIND: {"schema": reference("problem")}}}
    refused = {
        str(status): {"description": words(_REFUSALS[status]), **refusal}
        for status in sorted(statuses)
    }
    kept = {"304": {"description": words("api-status-304")}} if operation.lasting else {}
    return {"200": done, **kept, **refused}


def completed(document: dict[str, Any], groups: Mapping[str, str], *, closed: bool) -> None:
    """Add to a document what holds for all operations: components, groups, how to be let in.

    Args:
        document: The document; it is altered.
        groups: What each group of operations is about.
        closed: Whether nobody is let in without a token.
    """
    parts = document.setdefault("components", {})
    parts["schemas"] = components()
    parts["securitySchemes"] = {_BEARER: {"type": "http", "scheme": "bearer"}}
    document["security"] = [{_BEARER: []}] if closed else [{}, {_BEARER: []}]
    document["tags"] = [{"name": name, "description": told} for name, told in groups.items()]
