"""From the address of a page to the operation of the API that gives what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.web.api.operations import OPERATIONS
from foedera.web.asked import CLOCKS, fill
from foedera.web.errors import UnreadableParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.web.api.operation import Operation
    from foedera.web.asked import Asked

_ROOT: Final = "/api/v1"


@dataclass(frozen=True, slots=True)
class _Page:
    """What the API calls that which a page shows.

    Attributes:
        operation: Its operation.
        renamed: Parameters, and parts of the path, that it calls otherwise.
    """

    operation: str
    renamed: Mapping[str, str] = field(default_factory=dict)


_OF_CLAIMS: Final = {"actor": "between", "report": "document", "most": "limit"}
#: Pages by their paths below the language; all others are had as their own JSON.
_PAGES: Final[Mapping[str, _Page]] = {
    "/read": _Page("read"),
    "/claims": _Page("list_claims", _OF_CLAIMS),
    "/claims/{name}": _Page("get_claim", {"name": "claim"}),
    "/changes": _Page("list_changes", {"since": "updated_since"}),
    "/reports": _Page("list_documents"),
    "/reports/{name}": _Page("get_document", {"name": "document"}),
    "/stories": _Page("list_stories", _OF_CLAIMS),
    "/stories/{name}": _Page("get_story", {"name": "story"}),
    "/treaties": _Page("list_treaties", {"state": "party"}),
    "/treaties/{name}": _Page("get_treaty", {"name": "treaty"}),
    "/ask": _Page("ask"),
    "/network": _Page("list_ties"),
    "/review": _Page("list_proposals"),
    "/review/{name}": _Page("get_proposal", {"name": "proposal"}),
    "/releases": _Page("list_releases"),
    "/agreement": _Page("get_agreement"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the server.

    Attributes:
        address: Without its parameters.
        parameters: In order.
        operation: The operation of the API; None where it is a page's own JSON.
        given: What the parameters say.
    """

    address: str
    parameters: Sequence[tuple[str, str]]
    operation: Operation | None = None
    given: Mapping[str, Any] = field(default_factory=dict)


def question(asked: Asked) -> Question:
    """Return what a program asks to have what a page shows."""
    url = asked.request.url
    server = f"{url.scheme}://{url.netloc}"
    given = [(name, value) for name, value in asked.given if value]
    below = asked.request.scope["path"].removeprefix(f"/{asked.language}") or "/"
    for pattern, page in _patterns():
        found = pattern.fullmatch(below)
        if found is not None:
            told = _asking(page, found.groupdict(), given)
            if told is not None:
                path, parameters, values = told
                operation = _operations()[page.operation]
                return Question(f"{server}{_ROOT}{path}", parameters, operation, values)
    return Question(f"{server}{asked.path}.json", given)


def _asking(
    page: _Page, parts: Mapping[str, str], given: Sequence[tuple[str, str]]
) -> tuple[str, list[tuple[str, str]], dict[str, Any]] | None:
    """Return path, parameters and what they say; None where the operation cannot say the same."""
    operation = _operations()[page.operation]
    known = {one.name: one for one in operation.parameters}
    kept = [(page.renamed.get(name, name), value) for name, value in given]
    kept = [(name, value) for name, value in kept if name in known or name not in CLOCKS]
    named = {page.renamed.get(name, name): value for name, value in parts.items()}
    if any(name not in known or known[name].in_path for name, _ in kept):
        return None
    values: dict[str, Any] = {name: () if one.many else one.default for name, one in known.items()}
    try:
        for name in {name for name, _ in kept}:
            values[name] = known[name].value([value for each, value in kept if each == name])
        for name, value in named.items():
            values[name] = known[name].value((value,))
    except UnreadableParameterError:
        return None
    if any(one.required and values[one.name] is None for one in known.values()):
        return None
    path = operation.path
    for name, value in named.items():
        path = path.replace(f"{{{name}}}", fill(value))
    return path, kept, values


@cache
def _operations() -> dict[str, Operation]:
    return {one.name: one for one in OPERATIONS}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Page], ...]:
    return tuple(
        (re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), page)
        for path, page in _PAGES.items()
    )
