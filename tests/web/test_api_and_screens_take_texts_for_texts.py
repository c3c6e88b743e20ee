"""A thousand injections of SQL on every parameter of the API and the screens.

``FOEDERA_INJECTIONS`` says how many are tried on each parameter: 12 unless told otherwise, each
parameter taking its turn through all of them; 1000 at night.
"""

from __future__ import annotations

import os
import re
from importlib import resources
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from injections import MANY, injections
from reports_for_review import REPORTS

from foedera.web.api.describing import every_parameter
from foedera.web.api.operations import OPERATIONS
from foedera.web.screens import SCREENS
from plain_search import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

_EACH = int(os.environ.get("FOEDERA_INJECTIONS", "12"))
_ALL = injections()
_TURN = count()
#: How screens ask for a parameter.
_ASKED = re.compile(
    r'\.(?:text|all|day|moment|whole|choice|choices)\(\s*"([a-z_]+)"|_actors\(asked, "([a-z_]+)"\)'
)
#: What stands for another part of a path while one is tried.
_PLAIN = {"claim": "clm-000000000000000000000000", "treaty": "prk-rus-2024"}


def _turn() -> Iterator[str]:
    """Yield the next ones: together the parameters go through all of them."""
    start = next(_TURN) * _EACH
    yield from (_ALL[(start + number) % MANY] for number in range(_EACH))


def test_there_are_a_thousand_and_each_is_another() -> None:
    assert len(set(_ALL)) == MANY


def _of_api() -> Iterator[Any]:
    for one in OPERATIONS:
        if one.name == "verify_ledger":
            continue
        for each in every_parameter(one):
            yield pytest.param(one, each.name, each.in_path, id=f"{one.name}-{each.name}")


@pytest.mark.parametrize(("operation", "name", "in_path"), list(_of_api()))
def test_no_parameter_of_the_api_is_more_than_a_text(
    web: TestClient,
    operation: Any,  # noqa: ANN401 - as made above
    name: str,
    in_path: bool,  # noqa: FBT001 - ditto
) -> None:
    required = {
        each.name: each.example
        for each in operation.parameters
        if each.required and not each.in_path and each.name != name
    }
    for text in _turn():
        path = operation.path
        for part in re.findall(r"\{(\w+)\}", path):
            value = text if in_path and part == name else _PLAIN.get(part, "x")
            path = path.replace(f"{{{part}}}", quote(value, safe=""))
        asked = required if in_path else {**required, name: text}
        answer = web.get(f"/api/v1{path}", params=asked)
        assert answer.status_code in {200, 400, 404, 431}, (text, answer.text)
        if answer.status_code == 400:
            assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.body], ids=lambda o: o.name)
def test_no_field_that_is_sent_is_more_than_a_text(web: TestClient, operation: Any) -> None:  # noqa: ANN401 - ditto
    for field in operation.body:
        for text in _turn():
            sent = {"text": "A treaty was signed.", field.name: text}
            answer = web.post(f"/api/v1{operation.path}", json=sent)
            assert answer.status_code in {200, 400, 422}, (text, answer.text)


def _names_of(screen: Any) -> list[str]:  # noqa: ANN401 - a screen
    """Return the parameters that a screen's module, or those beside it, ask for."""
    module = screen.answer.__module__.removeprefix("foedera.web.screens.").partition(".")[0]
    place = resources.files("foedera.web.screens").joinpath(module)
    files = (
        [one for one in place.iterdir() if one.name.endswith(".py")]
        if place.is_dir()
        else [place.parent.joinpath(f"{module}.py")]  # type: ignore[attr-defined]
    )
    told = "".join(one.read_text(encoding="utf-8") for one in files)
    names = {one or other for one, other in _ASKED.findall(told)}
    return sorted(names | {"on", "known_by", "recorded_by"})


_SEEN = [
    pytest.param(one, id=one.path or "/")
    for one in SCREENS
    if "GET" in one.methods and "verify" not in one.path
]


@pytest.mark.parametrize("screen", _SEEN)
def test_no_parameter_of_a_screen_is_more_than_a_text(web: TestClient, screen: Any) -> None:  # noqa: ANN401 - ditto
    form = ".json" if screen.path else ""
    parts = re.findall(r"\{(\w+)\}", screen.path)
    plain = re.sub(r"\{(\w+)\}", "clm-000000000000000000000000", screen.path)
    each = max(1, _EACH // 12)
    for name in _names_of(screen):
        for text in list(_turn())[:each]:
            answer = web.get(f"/en{plain}{form}", params={name: text}, follow_redirects=False)
            assert answer.status_code < 500, (name, text)
    for part in parts:
        for text in list(_turn())[:each]:
            path = screen.path.replace(f"{{{part}}}", quote(text, safe=""))
            path = re.sub(r"\{(\w+)\}", "x", path)
            answer = web.get(f"/en{path}{form}", follow_redirects=False)
            assert answer.status_code < 500, (part, text)


def test_what_is_found_is_what_the_text_says_and_nothing_else(
    web: TestClient, web_ledger: SqlLedger
) -> None:
    from foedera.ledger import Sought  # noqa: PLC0415 - with what it is for

    every = list(web_ledger.claims(Sought()))
    for text in _ALL[:: max(1, MANY // (_EACH * 4))]:
        for name in ("source", "outlet", "instrument"):
            told = web.get("/api/v1/claims", params={name: text}).json()
            assert told["claims"] == [], (name, text)
        found = web.get("/api/v1/claims", params={"words": text, "limit": 1000}).json()
        told = {one["id"] for one in found["claims"]}
        assert told == {one.id for one in every if holds(one.sentence, text)}, text


def test_the_ledger_is_what_it_was(web: TestClient, web_ledger: SqlLedger) -> None:
    before = web_ledger.head()
    rows = web_ledger.verify()
    for text in _ALL[:: max(1, MANY // (_EACH * 4))]:
        web.get("/api/v1/claims", params={"words": text, "source": text})
        web.get("/en/claims", params={"words": text, "agent": text})
        web.get("/api/v1/decisions", params={"coder": text})
    after = web_ledger.verify()
    assert web_ledger.head() == before
    assert before.number == len(REPORTS)
    assert after.faults == ()
    assert (after.head, after.entries, after.rows) == (rows.head, rows.entries, rows.rows)
