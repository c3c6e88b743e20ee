"""A page that stays the same is kept, and made anew as soon as anything can be other."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from foedera.web.screens import SCREENS
from made import START, Told, filing

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

LISTED = "/en/claims"


def test_a_page_that_is_held_already_is_not_sent_again(web: TestClient) -> None:
    first = web.get(LISTED)
    assert first.status_code == HTTPStatus.OK
    again = web.get(LISTED)
    assert (again.text, again.headers["etag"]) == (first.text, first.headers["etag"])
    held = web.get(LISTED, headers={"if-none-match": first.headers["etag"]})
    assert (held.status_code, held.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert held.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_a_kept_page_is_sent_as_it_was_made(web: TestClient) -> None:
    first, again = (web.get(LISTED, params={"words": "pakta"}) for _ in range(2))
    assert dict(first.headers) == dict(again.headers)


def test_what_is_recorded_shows_at_once(own_web: TestClient, own_ledger: SqlLedger) -> None:
    before = own_web.get(LISTED)
    total = own_web.get(f"{LISTED}.json").json()["total"]
    made, data = filing([Told("FJI", "sign", "TON")], number=4711)
    own_ledger.file(made, data, START + timedelta(days=900))
    after = own_web.get(LISTED)
    assert after.headers["etag"] != before.headers["etag"]
    assert made.claims[0].id in after.text
    assert own_web.get(f"{LISTED}.json").json()["total"] == total + 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("/id/claims", {}), id="language"),
        pytest.param((f"{LISTED}.json", {}), id="form"),
        pytest.param((f"{LISTED}?order=oldest", {}), id="question"),
        pytest.param((LISTED, {"cookie": "followed=chn-prk-1961"}), id="cookie"),
    ],
)
def test_another_question_has_another_answer(
    web: TestClient, other: tuple[str, dict[str, str]]
) -> None:
    address, headers = other
    marks = {web.get(LISTED).headers["etag"], web.get(address, headers=headers).headers["etag"]}
    assert len(marks) == 2


def test_what_tells_of_a_person_or_of_this_moment_is_never_kept() -> None:
    lasting = {one.path for one in SCREENS if one.lasting}
    passing = ("", "/changes", "/read", "/account", "/sign-in", "/admin", "/review", "/releases")
    assert not [one for one in lasting if one in passing or one.startswith(("/admin", "/review"))]
    assert all(one.methods == ("GET",) for one in SCREENS if one.lasting)
