"""The search for claims: words, facets, chips, offers, pages, and all of it as data."""

from __future__ import annotations

import csv
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def links(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'href="([^"]+)"', page)]


def test_words_and_facets_narrow_the_list_and_its_address_says_so(web: TestClient) -> None:
    found = web.get("/en/claims.json", params={"words": "ratified", "modality": "denied"}).json()
    assert found["total"] == 1
    (claim,) = found["claims"]
    assert claim["modality"] == "denied"
    assert "denied that it had ratified" in claim["span"]["text"]
    page = web.get("/en/claims", params={"words": "ratified", "modality": "denied"}).text
    assert "Claims that fit: 1" in page
    assert "/en/claims?words=ratified" in links(page)  # the chip that takes "denied" away


def test_every_facet_leads_to_as_many_claims_as_it_says(web: TestClient) -> None:
    page = web.get("/en/claims").text
    values = re.findall(r'<li><a href="([^"]+)">[^<]+</a> <span class="count">(\d+)</span>', page)
    assert len(values) > 12
    for address, count in values:
        path, _, query = unescape(address).partition("?")
        assert web.get(f"{path}.json?{query}").json()["total"] == int(count), address


def test_a_facet_set_twice_can_be_left_again(web: TestClient) -> None:
    page = web.get("/en/claims?act=sign").text
    leaving = re.search(r'<li class="set"><a href="([^"]+)" aria-current="true"', page)
    assert leaving is not None
    assert leaving[1] == "/en/claims"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("north korea", "agent=PRK"),
        ("Korea Utara meratifikasi", "words=meratifikasi&agent=PRK"),
        ("PRK", "counterpart=PRK"),
        ("KCNA said", "words=said&source=KCNA"),
        ("prk-rus-2024", "instrument=prk-rus-2024"),
        ("Comprehensive Strategic Partnership North Korea Russia", "instrument=prk-rus-2024"),
    ],
)
def test_names_and_codes_are_offered_as_what_they_mean(
    web: TestClient, typed: str, offered: str
) -> None:
    page = web.get("/en/claims", params={"words": typed}).text
    assert any(one.endswith(f"?{offered}") for one in links(page)), links(page)


def test_pages_follow_one_another_without_a_gap(web: TestClient) -> None:
    whole = web.get("/en/claims.json").json()
    names, after = [], ""
    while True:
        page = web.get("/en/claims.json", params={"most": "4", "after": after}).json()
        names += [one["id"] for one in page["claims"]]
        after = page["next"]
        if after is None:
            break
    assert names == [one["id"] for one in whole["claims"]]
    assert len(names) == whole["total"]


def test_all_rows_can_be_taken_away_in_the_columns_of_a_release(web: TestClient) -> None:
    told = web.get("/id/claims.csv", params={"most": "2", "agent": "PRK"})
    rows = list(csv.DictReader(told.text.splitlines()))
    assert len(rows) == web.get("/en/claims.json?agent=PRK").json()["total"] > 2
    assert all("PRK" in row["agents"].split(";") for row in rows)
    assert {"id", "document", "act", "sentence", "modality", "reported_on"} <= rows[0].keys()


@pytest.mark.parametrize("query", ["act=x", "modality=sure", "year=x", "since=soon", "order=best"])
def test_what_says_nothing_is_refused_with_what_would(web: TestClient, query: str) -> None:
    answer = web.get(f"/en/claims?{query}")
    assert answer.status_code == 400
    assert "cannot be read" in answer.text


def test_the_clocks_hold_for_the_search(web: TestClient) -> None:
    before = web.get("/en/claims.json?known_by=2024-11-12").json()
    assert {one["reported_on"] for one in before["claims"]} == {"2024-11-12"}
    assert web.get("/en/claims.json?recorded_by=2025-12-31").json()["total"] == 0
    page = web.get("/en/claims?known_by=2024-11-12").text
    assert all("known_by=2024-11-12" in one for one in links(page) if "/en/claims/clm-" in one)


def test_each_language_is_spoken_and_quotations_keep_their_own(web: TestClient) -> None:
    page = web.get("/id/claims?words=ratified").text
    assert "Klaim yang sesuai" in page
    assert '<q lang="en">' in page
