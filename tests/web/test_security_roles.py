"""Every screen and every operation of the API, for every role: nobody does more than they may.

The pairs are made from what the application serves, so that a new screen is tried without
anybody thinking of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from team_served import Served, team_served

from foedera.accounts import Role
from foedera.web.api import VERSION
from foedera.web.api.operations import OPERATIONS
from foedera.web.screens import SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger.sql_ledger import SqlLedger
    from foedera.web.api.operation import Operation
    from foedera.web.screen import Screen

WHO: Final = (None, *Role)
#: What a program with a token may not do, whatever its role.
BY_SESSION: Final = ("/account", "/admin/people/", "/admin/tokens/", "/admin/backup")


def paths(screen: Screen) -> str:
    """Return an address of a screen, with names in it that mean nothing."""
    parts = [("x" if "{" in part else part) for part in screen.path.split("/")]
    return "/en" + ("/".join(parts) or "/")


def expected(screen: Screen, who: Role | None, everybody: Role | None = None) -> int | None:
    """Return the status of a refusal; None where there is to be none."""
    held = who or everybody
    if screen.role is None or (held is not None and held.covers(screen.role)):
        return None
    return 401 if who is None else 403


#: Every pair that is to be refused, and every form; of pages that are to be shown, which take
#: long to make, those for the least of the roles.
PAIRS: Final = [
    pytest.param(screen, who, id=f"{screen.methods[0]} {screen.path or '/'} {who and who.value}")
    for screen in SCREENS
    for who in WHO
    if "POST" in screen.methods or expected(screen, who) or who is screen.role
]


@pytest.fixture(scope="module")
def served(web_ledger: SqlLedger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with team_served(web_ledger, tmp_path_factory.mktemp("roles")) as made:
        yield made


@pytest.fixture(scope="module")
def open_to_read(
    web_ledger: SqlLedger, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("public")
    with team_served(web_ledger, folder, public=True) as made:
        yield made


@pytest.mark.parametrize(("screen", "who"), PAIRS)
def test_a_screen_is_for_whoever_has_its_role(
    served: Served, screen: Screen, who: Role | None
) -> None:
    ends = screen.path == "/sign-out"
    secret = (served.secret(who) if ends else served.session(who)) if who else ""
    browser = served.browser(secret)
    path, refusal = paths(screen), expected(screen, who)
    posts = "POST" in screen.methods
    answer = browser.post(path) if posts else browser.get(path)
    if refusal is None:
        assert answer.status_code not in {403, 500}
        assert answer.status_code != 401 or screen.role is None
        if screen.role is not None:
            assert answer.headers["cache-control"] in {"no-store", "private, no-cache"}
        return
    assert answer.status_code == refusal
    if not posts:
        for form in ("json", "csv", "svg"):
            data = browser.get(f"/en/.{form}" if path == "/en/" else f"{path}.{form}")
            assert data.status_code == refusal


@pytest.mark.parametrize(("screen", "who"), PAIRS)
def test_a_token_does_what_its_role_allows(
    served: Served, screen: Screen, who: Role | None
) -> None:
    secret = served.token(who) if who else "foedera_made-up"
    sender = {"authorization": f"Bearer {secret}"}
    browser, path = served.browser(), paths(screen)
    posts = "POST" in screen.methods
    answer = browser.post_as_it_is(path, {}, **sender) if posts else browser.get(path, **sender)
    if who is None:
        assert answer.status_code == 401
    elif expected(screen, who) is not None or screen.path.startswith(BY_SESSION):
        assert answer.status_code == 403
    else:
        assert answer.status_code != 401 or screen.role is None
        assert answer.status_code < 500


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: f"{one.methods[0]} {one.path or '/'}")
def test_where_everybody_may_read_nobody_unknown_does_more(
    open_to_read: Served, screen: Screen
) -> None:
    browser, path = open_to_read.browser(), paths(screen)
    answer = browser.post(path) if "POST" in screen.methods else browser.get(path)
    refusal = expected(screen, None, Role.READER)
    if refusal is not None or screen.path.startswith("/account"):
        assert answer.status_code == 401
    else:
        assert answer.status_code != 401 or screen.role is None


def operations(served: Served) -> list[tuple[str, str]]:
    """Return the operations of the API, by method and path, as its own description has them."""
    browser = served.browser(served.session(Role.KEEPER))
    found = next((one for one in map(browser.get, DESCRIBED) if one.status_code == 200), None)
    assert found is not None
    told = found.json()
    base = (told.get("servers") or [{"url": "/api"}])[0]["url"]
    return [
        (method.upper(), base.rstrip("/") + path.replace("{", "").replace("}", ""))
        for path, methods in told["paths"].items()
        for method in methods
        if method in {"get", "post", "put", "patch", "delete"}
    ]


#: Where the API may describe itself.
DESCRIBED: Final = ("/api/openapi.json", "/api/v1/openapi.json")


def test_no_operation_of_the_api_answers_whoever_is_unknown(served: Served) -> None:
    for method, path in operations(served):
        for sender in ({}, {"authorization": "Bearer foedera_made-up"}, {"authorization": "x"}):
            answer = served.client.request(method, path, headers=sender)
            assert answer.status_code == 401, (method, path, sender)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_an_operation_of_the_api_is_for_whoever_has_its_role(
    served: Served, operation: Operation
) -> None:
    path = f"/api/{VERSION}{operation.path.replace('{', '').replace('}', '')}"
    assert (operation.method, path) in operations(served)
    for role in Role:
        sender = {"authorization": f"Bearer {served.token(role)}"}
        browser = served.browser()
        if role.covers(operation.role) and role is not operation.role:
            continue  # it takes long, and is answered to a lesser one
        if operation.method == "GET":
            answer = browser.get(path, **sender)
        else:
            answer = browser.post_as_it_is(path, {}, **sender)
        if role is operation.role:
            assert answer.status_code not in {401, 403, 500}
        else:
            assert answer.status_code == 403


def test_an_operation_of_the_api_is_answered_to_a_session(served: Served) -> None:
    browser = served.browser(served.session(Role.READER))
    assert browser.get(f"/api/{VERSION}/ledger").status_code not in {401, 403, 500}


def test_a_program_may_send_what_a_browser_may_not_without_a_stamp(served: Served) -> None:
    session = served.session(Role.KEEPER)
    for method, path in operations(served):
        if method == "GET":
            continue
        sent = served.browser(session).post_as_it_is(path, {}, origin="https://evil.example")
        assert sent.status_code == 403, path
