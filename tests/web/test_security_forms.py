"""Forms that other sites send, sessions that others know, passwords that others guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from team_served import HERE, PASSWORD, PEOPLE, PUBLIC, Served, team_served
from test_security_roles import paths

from foedera.accounts import Role
from foedera.web.screens import SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger
    from foedera.web.screen import Screen

POSTS: Final = [screen for screen in SCREENS if "POST" in screen.methods and screen.stamped]
UNSTAMPED: Final = [screen for screen in SCREENS if not screen.stamped]
NAME: Final = PEOPLE[Role.KEEPER]


@pytest.fixture(scope="module")
def served(web_ledger: SqlLedger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with team_served(web_ledger, tmp_path_factory.mktemp("forms")) as made:
        yield made


@pytest.fixture
def own(web_ledger: SqlLedger, tmp_path: Path) -> Iterator[Served]:
    with team_served(web_ledger, tmp_path) as made:
        yield made


@pytest.fixture
def encrypted(web_ledger: SqlLedger, tmp_path: Path) -> Iterator[Served]:
    with team_served(web_ledger, tmp_path, address=PUBLIC) as made:
        yield made


# Forms of other sites ---------------------------------------------------------------------


@pytest.mark.parametrize("screen", POSTS, ids=lambda one: one.path)
def test_no_form_is_taken_that_another_site_may_have_sent(served: Served, screen: Screen) -> None:
    path, browser = paths(screen), served.browser(served.session(Role.KEEPER))
    good, others = browser.stamp(), served.browser(served.session(Role.READER)).stamp()
    unknown = served.browser().stamp()
    before = served.team.count_deeds()
    ours = {"origin": HERE, "sec_fetch_site": "same-origin"}
    for stamp, headers in (
        ("", ours),
        ("x", ours),
        ("\u00e9" * 64, ours),
        (others, ours),
        (unknown, ours),
        (good, {}),
        (good, {"origin": "https://evil.example"}),
        (good, {"origin": "null"}),
        (good, {"origin": "http://127.0.0.1:81"}),
        (good, {"origin": "https://127.0.0.1"}),
        (good, {"origin": "http://127.0.0.1.evil.example"}),
        (good, {**ours, "sec_fetch_site": "cross-site"}),
        (good, {**ours, "sec_fetch_site": "same-site"}),
        (good, {**ours, "sec_fetch_site": "none"}),
        (good, {"origin": "https://evil.example", "sec_fetch_site": "same-origin"}),
    ):
        answer = browser.post_as_it_is(path, {"stamp": stamp}, **headers)
        assert answer.status_code == 403, (stamp, headers)
    assert served.team.count_deeds() == before


@pytest.mark.parametrize("screen", UNSTAMPED, ids=lambda one: one.path)
def test_what_changes_nothing_is_taken_without_a_stamp_and_from_no_other_site(
    served: Served, screen: Screen
) -> None:
    browser, before = served.browser(served.session(Role.KEEPER)), served.team.count_deeds()
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
    ):
        assert browser.post_as_it_is(paths(screen), {}, **headers).status_code == 403
    assert browser.post_as_it_is(paths(screen), {}, origin=HERE).status_code != 403
    assert served.team.count_deeds() == before


@pytest.mark.parametrize("screen", POSTS, ids=lambda one: one.path)
def test_nothing_that_changes_is_done_by_a_link(served: Served, screen: Screen) -> None:
    browser, before = served.browser(served.session(Role.KEEPER)), served.team.count_deeds()
    assert browser.get(paths(screen)).status_code in {200, 404, 405, 410}
    assert served.team.count_deeds() == before


def test_the_one_who_keeps_a_ledger_at_home_is_safe_from_other_sites(web: TestClient) -> None:
    stamp = web.get("/en/admin").text.partition('data-stamp="')[2].partition('"')[0]
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        told = web.post("/en/admin/verify", data={"stamp": stamp}, headers=headers)
        assert told.status_code == 403
    assert web.post("/en/admin/verify", data={}).status_code == 403
    assert web.post("/en/admin/verify", data={"stamp": stamp}).status_code == 200


# Sessions ---------------------------------------------------------------------------------


def sign_in(served: Served, password: str = PASSWORD, secret: str = "", **form: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a response
    browser = served.browser(secret)
    filled = {"name": NAME, "password": password, **form}
    return browser.post("/en/sign-in", filled)


def test_the_cookie_of_a_session_is_for_this_server_alone_and_for_no_script(
    encrypted: Served,
) -> None:
    answer = sign_in(encrypted)
    assert answer.status_code == 303
    (cookie,) = answer.headers.get_list("set-cookie")
    name, _, rest = cookie.partition("=")
    secret, *flags = [part.strip() for part in rest.split(";")]
    assert name == "__Host-foedera"
    assert len(secret) >= 43  # 256 bits
    assert {flag.lower() for flag in flags} == {"httponly", "secure", "samesite=lax", "path=/"}
    assert encrypted.browser(secret).get("/en/account").status_code == 200


def test_nobody_signs_in_over_a_network_in_the_clear(web_ledger: SqlLedger, tmp_path: Path) -> None:
    with team_served(web_ledger, tmp_path, address="http://foedera.example.org") as served:
        answer = sign_in(served)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
        assert not served.team.sessions(NAME, served.at)[1:]


def test_the_cookie_for_this_machine_is_none_for_an_encrypted_server(encrypted: Served) -> None:
    secret = encrypted.secret(Role.KEEPER)
    answer = encrypted.client.get(
        "/en/account", headers={"cookie": f"foedera-insecure-loopback={secret}"}
    )
    assert answer.status_code == 401


def test_a_session_that_somebody_else_planted_is_not_the_one_that_is_signed_in(
    own: Served,
) -> None:
    for planted in ("planted-by-somebody-else", own.secret(Role.READER)):
        answer = sign_in(own, secret=planted)
        given = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
        assert given != planted
        assert own.browser(planted).get("/en/account").status_code == 401
        assert own.browser(given).get("/en/account").status_code == 200


def test_a_session_ends_with_its_password_role_and_person(own: Served) -> None:
    keeper = own.browser(own.secret(Role.KEEPER))
    for change, form in (
        ("/en/admin/people/role", {"role": "reader"}),
        ("/en/admin/people/active", {"active": "0"}),
    ):
        secret = own.secret(Role.CODER)
        name = PEOPLE[Role.CODER]
        assert own.browser(secret).get("/en/account").status_code == 200
        assert keeper.post(change, {"name": name, **form}).status_code == 303
        assert own.browser(secret).get("/en/account").status_code == 401
    other, mine = own.secret(Role.KEEPER), own.secret(Role.KEEPER)
    form = {"present": PASSWORD, "new": "lima gajah di kali", "again": "lima gajah di kali"}
    answer = own.browser(mine).post("/en/account/password", form)
    assert answer.status_code == 303
    new = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert [own.browser(one).get("/en/account").status_code for one in (other, mine, new)] == [
        401,
        401,
        200,
    ]


def test_signing_out_ends_the_session_and_takes_its_cookie_back(own: Served) -> None:
    secret = own.secret(Role.READER)
    answer = own.browser(secret).post("/en/sign-out")
    assert 'foedera-insecure-loopback=""' in answer.headers["set-cookie"]
    assert own.browser(secret).get("/en/account").status_code == 401


def test_no_secret_is_kept_in_the_clear(own: Served, tmp_path: Path) -> None:
    secret, token = own.secret(Role.KEEPER), own.token(Role.CODER)
    page = own.browser(secret).post("/en/admin/people/invite", {"name": "Budi", "role": "reader"})
    link = page.text.partition("invitation?link=")[2].partition("<")[0]
    assert len(link) == 43
    kept = b"".join(one.read_bytes() for one in tmp_path.glob("team.db.accounts*"))
    assert b"Budi" in kept
    for hidden in (secret, token, link, PASSWORD):
        assert hidden.encode() not in kept


# Guessing ---------------------------------------------------------------------------------


def test_five_wrong_passwords_a_minute_and_then_no_more_are_looked_at(own: Served) -> None:
    for _ in range(5):
        assert sign_in(own, "a wrong password").status_code == 401
    answer = sign_in(own)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert "set-cookie" not in answer.headers


def test_a_name_that_nobody_has_is_refused_in_the_same_words(own: Served) -> None:
    known, unknown = sign_in(own, "wrong"), sign_in(own, "wrong", name="Nobody at all")
    assert known.status_code == unknown.status_code == 401
    assert known.text.replace(NAME, "") == unknown.text.replace("Nobody at all", "")


# Where to go afterwards -------------------------------------------------------------------

ELSEWHERE: Final = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/en//evil.example",
    "/en/../..//evil.example",
    "/en/./../x",
    "http:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/en\n/x",
    "/en/\r\nset-cookie: a=b",
    "/en/\t//evil.example",
    "/\t/evil.example",
    "//[::1]/en/",
    "//[bad/en/",
    "/api/openapi.json",
    "/static/foedera.css",
    "/fr/",
    "evil.example/en/",
    "@evil.example/en/",
    ".evil.example",
    "%2f%2fevil.example",
    "/en/" + "x" * 3000,
    "",
)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_whoever_signs_in_is_sent_nowhere_else(served: Served, elsewhere: str) -> None:
    answer = sign_in(served, next=elsewhere)
    assert answer.headers["location"] == "/en/"


def test_whoever_signs_in_goes_on_where_they_were(served: Served) -> None:
    back = "/id/admin/audit?kind=signed-in&name=Siti%20R"
    asked = served.browser().get(back)
    assert asked.status_code == 401
    given = asked.text.partition('name="next" value="')[2].partition('"')[0]
    answer = sign_in(served, next=given.replace("&amp;", "&"))
    assert answer.headers["location"].replace("+", "%20") == back


# What every answer bears ------------------------------------------------------------------

HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/en/"),
        ("GET", "/en/admin"),
        ("GET", "/en/admin.json"),
        ("GET", "/en/sign-in"),
        ("POST", "/en/sign-in"),
        ("DELETE", "/en/sign-in"),
        ("GET", "/static/foedera.css"),
        ("GET", "/static/none"),
        ("GET", "/none"),
        ("GET", "/api/none"),
        ("OPTIONS", "/api/none"),
    ],
)
@pytest.mark.parametrize("signed", [False, True])
def test_every_answer_keeps_browsers_from_harm(
    served: Served, method: str, path: str, *, signed: bool
) -> None:
    secret = served.session(Role.KEEPER) if signed else ""
    headers = {"cookie": f"foedera-insecure-loopback={secret}"} if signed else {}
    answer = served.client.request(method, path, headers=headers, follow_redirects=False)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/en/account",
        "/id/account.json",
        "/en/admin",
        "/en/admin/people",
        "/en/admin/people.csv",
        "/en/admin/tokens",
        "/en/admin/audit.csv",
    ],
)
def test_no_cache_keeps_what_is_of_people(served: Served, path: str) -> None:
    answer = served.browser(served.session(Role.KEEPER)).get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
