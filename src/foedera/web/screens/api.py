"""The page of the API: every operation, what it takes, what it gives, and a way to try it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from foedera.web.api import VERSION, document
from foedera.web.api.describing import every_parameter
from foedera.web.api.operations import GROUPS, OPERATIONS
from foedera.web.reply import Page, Table
from foedera.web.screen import Screen
from foedera.web.snippets.question import Question
from foedera.web.snippets.snippet import curl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.web.api.operation import Operation
    from foedera.web.api.parameters import Parameter
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.wording import Words

_COLUMNS: Final = ("method", "path", "operation", "role", "parameter", "in", "required", "values")
#: Values of a parameter that are named one by one.
_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class Taken:
    """A parameter as the page shows it.

    Attributes:
        name: Its name.
        values: What it may be, in words.
        about: What it says.
        notes: Whether it is needed, given several times, or something if left out.
    """

    name: str
    values: str
    about: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as the page shows it.

    Attributes:
        name: What clients call it.
        method: ``GET`` or ``POST``.
        path: With its version.
        about: What it does.
        role: Who may ask, in words; empty for every reader.
        forms: What the answer may be had as.
        taken: Its parameters.
        body: Fields of what is sent.
        example: An address to try; empty for a ``POST``.
        command: The same with curl.
    """

    name: str
    method: str
    path: str
    about: str
    role: str
    forms: tuple[str, ...]
    taken: tuple[Taken, ...]
    body: tuple[Taken, ...]
    example: str
    command: str


def api(asked: Asked) -> Reply:
    """Show the API."""
    groups = [
        (name, asked.words(f"api-group-{name}"), [_described(one, asked) for one in several])
        for name, several in _grouped()
    ]
    closed = asked.desk.gate.everybody is None
    wants_data = asked.request.scope.get("form") == "json"
    return Page(
        template="api.html",
        title=asked.words("api-title"),
        data=document(asked.desk.words("en"), closed=closed) if wants_data else {},
        table=Table(_COLUMNS, _rows(asked.words)),
        shown={"groups": groups, "closed": closed, "address": f"/api/{VERSION}"},
        at="api",
    )


def _grouped() -> Iterator[tuple[str, list[Operation]]]:
    for name in GROUPS:
        yield name, [one for one in OPERATIONS if one.group == name]


def _described(one: Operation, asked: Asked) -> Described:
    words = asked.words
    path, parameters = _example(one)
    url = asked.request.url
    question = Question(f"{url.scheme}://{url.netloc}{path}", parameters, one)
    query = f"?{urlencode(parameters)}" if parameters else ""
    role = words(f"api-role-{one.role.value}")
    return Described(
        name=one.name,
        method=one.method,
        path=f"/api/{VERSION}{one.path}",
        about=words(one.about),
        role="" if one.role.value == "reader" else words("api-for-role", role=role),
        forms=tuple(form.value for form in one.forms) if len(one.forms) > 1 else (),
        taken=tuple(_taken(each, words) for each in every_parameter(one)),
        body=tuple(_taken(each, words) for each in one.body),
        example="" if one.body else f"{path}{query}",
        command=curl(question, closed=asked.desk.gate.everybody is None),
    )


def _example(one: Operation) -> tuple[str, list[tuple[str, str]]]:
    """Return a path to try, and the parameters that must be there."""
    path = f"/api/{VERSION}{one.path}"
    parameters = []
    for each in one.parameters:
        if each.in_path:
            path = path.replace(f"{{{each.name}}}", each.example or f"{{{each.name}}}")
        elif each.required and each.example is not None:
            parameters.append((each.name, each.example))
    return path, parameters


def _taken(one: Parameter, words: Words) -> Taken:
    notes = []
    if one.required:
        notes.append(words("api-needed"))
    if one.many:
        notes.append(words("api-several"))
    if one.default is not None:
        usual = str(one.default).lower() if isinstance(one.default, bool) else str(one.default)
        notes.append(words("api-usually", value=usual))
    return Taken(one.name, _values(one, words), words(one.about), tuple(notes))


def _values(one: Parameter, words: Words) -> str:
    schema: dict[str, Any] = dict(one.schema)
    if "enum" in schema:
        named = [str(value) for value in schema["enum"]]
        more = ", …" if len(named) > _NAMED else ""
        return ", ".join(named[:_NAMED]) + more
    if "anyOf" in schema:
        return words("api-a-moment")
    if schema.get("format") == "date":
        return words("api-a-day")
    return _bounds(schema, words)


def _bounds(schema: dict[str, Any], words: Words) -> str:
    if schema["type"] == "boolean":
        return words("api-true-false")
    if schema["type"] == "integer":
        least, most = words.number(schema["minimum"]), words.number(schema["maximum"])
        return words("api-from-to", least=least, most=most)
    if "pattern" in schema:
        return words("api-pattern", pattern=schema["pattern"].strip("^$"))
    if "maxLength" not in schema:
        return words("api-a-text")
    return words("api-at-most", count=words.number(schema["maxLength"]))


def _rows(words: Words) -> Iterator[Sequence[Any]]:
    for one in OPERATIONS:
        head = (one.method, f"/api/{VERSION}{one.path}", one.name, one.role.value)
        taken = [(each, "path" if each.in_path else "query") for each in every_parameter(one)]
        for each, place in (*taken, *((field, "body") for field in one.body)):
            yield (*head, each.name, place, each.required, _values(each, words))
        if not taken and not one.body:
            yield (*head, None, None, None, None)


SCREENS: Final[tuple[Screen, ...]] = (Screen("/api", api, role=None),)
