"""What holds for every page: languages, forms, refusals, headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_an_unknown_address_says_so_in_the_language_of_its_path(web: TestClient) -> None:
    english, indonesian = web.get("/en/nowhere"), web.get("/id/nowhere")
    assert (english.status_code, indonesian.status_code) == (404, 404)
    assert "Nothing is there" in english.text
    assert "Tidak ada apa-apa di situ" in indonesian.text


@pytest.mark.parametrize(
    ("wish", "language"), [("id,en;q=0.5", "id"), ("en-GB", "en"), ("fr", "en"), ("", "en")]
)
def test_the_first_page_is_in_the_language_a_browser_asks_for(
    web: TestClient, wish: str, language: str
) -> None:
    answer = web.get("/", headers={"accept-language": wish}, follow_redirects=False)
    assert answer.headers["location"] == f"/{language}/"


@pytest.mark.parametrize("path", ["/en/nowhere", "/static/foedera.css", "/static/nowhere"])
def test_every_answer_forbids_scripts_of_others_and_frames(web: TestClient, path: str) -> None:
    policy = web.get(path).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
