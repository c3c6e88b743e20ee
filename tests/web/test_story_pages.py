"""Stories in the browser: a happening as several reports tell it."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from foedera.resources import DATA

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def ratification(web: TestClient) -> str:
    """The name of the story of the ratification: told twice on one wire, and denied."""
    found = web.get("/en/stories.json?act=ratify&agent=PRK").json()
    (name,) = {one["id"] for one in found["stories"] if one["denied"]["texts"]}
    return str(name)


def test_copies_are_folded_and_sources_counted(web: TestClient, ratification: str) -> None:
    page = web.get(f"/en/stories/{ratification}").text
    (story,) = web.get(f"/en/stories/{ratification}.json").json()["stories"]
    assert (story["told"]["reports"], story["told"]["texts"]) == (3, 2)
    assert f"independent sources: {story['told']['origins']}" in page
    assert "The same text elsewhere: 1" in page
    assert "Denied by" in page


def test_what_does_not_go_together_is_told_side_by_side(web: TestClient, ratification: str) -> None:
    page = web.get(f"/en/stories/{ratification}").text
    (story,) = web.get(f"/en/stories/{ratification}.json").json()["stories"]
    assert {one["difference"] for one in story["oppositions"]} == {"date", "denial"}
    assert page.count('<ul class="sides">') == len(story["oppositions"])
    for one in story["oppositions"]:
        for side in one["sides"]:
            assert all(f'<a href="#telling-{number}">' in page for number in side)


def test_data_are_those_of_the_command_line(web: TestClient, ratification: str) -> None:
    schema = json.loads(DATA.joinpath("schemas", "story.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(web.get(f"/en/stories/{ratification}.json").json())


def test_a_claim_leads_to_its_story(web: TestClient, ratification: str) -> None:
    (story,) = web.get(f"/en/stories/{ratification}.json").json()["stories"]
    for telling in story["tellings"]:
        for one in telling["claims"]:
            found = web.get(f"/en/stories/{one['claim']}.json").json()["stories"]
            assert [each["id"] for each in found] == [ratification]


def test_every_telling_is_a_row_and_a_mark(web: TestClient, ratification: str) -> None:
    (story,) = web.get(f"/en/stories/{ratification}.json").json()["stories"]
    rows = list(csv.DictReader(web.get(f"/en/stories/{ratification}.csv").text.splitlines()))
    assert [row["sentence"] for row in rows] == [one["sentence"] for one in story["tellings"]]
    picture = web.get(f"/id/stories/{ratification}.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    drawn = ET.fromstring(picture.text)  # noqa: S314 - our own
    marks = [one for one in drawn.iter() if one.tag.endswith(("circle", "path"))]
    assert len(marks) == len(story["tellings"])


def test_the_clocks_hold_for_stories(web: TestClient, ratification: str) -> None:
    (story,) = web.get(f"/en/stories/{ratification}.json?known_by=2024-11-12").json()["stories"]
    assert story["denied"]["texts"] == 0
    assert web.get(f"/en/stories/{ratification}?recorded_by=2025-01-01").status_code == 404


@pytest.mark.parametrize("name", ["sty-0", "clm-ffffffffffffffffffffffff", "x", "%2e%2e%2fx"])
def test_a_story_that_is_not_there_is_not_found(web: TestClient, name: str) -> None:
    assert web.get(f"/en/stories/{name}").status_code == 404


def test_the_list_tells_the_stories_of_the_claims_that_fit(web: TestClient) -> None:
    page = web.get("/id/stories?agent=PHL").text
    assert "Filipina" in page
    assert "Korea Utara" not in page.partition('<ul class="row-list">')[2]
    assert "/id/claims?agent=PHL" in page
