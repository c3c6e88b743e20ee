"""The map, the network and the timeline: pages, pictures, tables, data, and the claims behind."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient
from web_served import desk_of

from foedera.ledger import create_ledger
from foedera.web.application import application
from foedera.workspace import Workspace
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger.sql_ledger import SqlLedger

BUILT = Path(__file__).parents[2] / "src/foedera/web/static/built/world.json"
drawn = pytest.mark.skipif(not BUILT.is_file(), reason="not built: run 'make browser'")
SVG = "{http://www.w3.org/2000/svg}"
REPORTS = {
    "2024-10-20": (
        "SEOUL, Oct 20 (Reuters) - North Korea sent 12,000 troops to Russia, South Korea's spy "
        "agency said. Russia denied that North Korea had sent troops to Ukraine.\n"
    ),
    "2024-11-02": (
        "KYIV, Nov 2 (AFP) - Russia attacked Ukraine with drones on Saturday, Kyiv said. "
        "North Korea ratified its Comprehensive Strategic Partnership Treaty with Russia.\n"
    ),
}
PAGES = (
    "/map?period=all",
    "/network",
    "/network?state=RUS&depth=2",
    "/timeline",
    "/timeline?by=actor&state=PRK&period=all",
)


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client over a ledger with reports of deployments and strikes."""
    ledger = create_ledger(str(tmp_path_factory.mktemp("pictures") / "ledger.db"))
    desk = Workspace()
    for day, text in REPORTS.items():
        read = desk.read(f"Troops\n\n{text}".encode(), name=f"{day}.txt", published=day)
        filing = filing_of(read, f"Troops\n\n{text}".encode(), day)
        ledger.file(filing, f"Troops\n\n{text}".encode(), datetime(2026, 1, 1, tzinfo=UTC))
    with TestClient(application(desk_of(ledger)), base_url="http://127.0.0.1") as client:
        yield client
    ledger.close()


def rows_in(page: str) -> set[str]:
    return {unescape(key) for key in re.findall(r'id="row-([^"]+)"', page)}


def marks_in(page: str) -> set[str]:
    return {unescape(key) for key in re.findall(r'id="mark-([^"]+)"', page)}


@drawn
@pytest.mark.parametrize("path", PAGES)
def test_every_mark_of_a_picture_has_its_row_and_the_reverse(
    pictured: TestClient, path: str
) -> None:
    page = pictured.get(f"/en{path}").text
    nowhere = page.partition('id="nowhere"')[2] or page.partition('id="undated"')[2]
    marks = marks_in(page)
    rows = rows_in(page) - rows_in(nowhere)
    states = {key for key in marks if re.fullmatch("[A-Z]{3}", key)}  # tags: not ties
    assert marks
    assert marks - states == rows


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_in_both_languages_and_as_data(
    pictured: TestClient, language: str, path: str
) -> None:
    page = pictured.get(f"/{language}{path}")
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert not re.search(r"\sstyle=", page.text)
    name, _, query = path.partition("?")
    assert pictured.get(f"/{language}{name}.json?{query}").json()["on"] == "2026-01-03"
    rows = list(csv.reader(io.StringIO(pictured.get(f"/{language}{name}.csv?{query}").text)))
    assert len({len(row) for row in rows}) == 1


@drawn
@pytest.mark.parametrize("path", PAGES)
def test_a_picture_is_the_same_bytes_every_time_and_whole_by_itself(
    pictured: TestClient, path: str
) -> None:
    name, _, query = path.partition("?")
    first, second = (pictured.get(f"/en{name}.svg?{query}") for _ in range(2))
    assert first.headers["content-type"].startswith("image/svg+xml")
    assert first.content == second.content
    root = ET.fromstring(first.text)  # noqa: S314 - our own picture
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert not list(root.iter(f"{SVG}script"))


@drawn
def test_claims_counted_on_the_map_are_those_that_its_mark_leads_to(
    pictured: TestClient,
) -> None:
    data = pictured.get("/en/map.json?period=all").json()
    sent = [
        one
        for one in data["movements"]
        if one["layer"] == "deployment" and (one["agent"], one["place"]) == ("PRK", "RUS")
    ]
    assert sent
    page = pictured.get("/en/map?period=all").text
    for link in set(re.findall(r'href="(/en/map/claims\?[^"]*mark=[^"]*)"', page)):
        answer = pictured.get(unescape(link).replace("/map/claims?", "/map/claims.json?")).json()
        assert answer["total"] == len(answer["claims"]) > 0
        assert str(answer["total"]) in answer["told"]


@drawn
def test_the_map_says_claims_and_reports_and_never_events(pictured: TestClient) -> None:
    page = pictured.get("/en/map?period=all").text
    assert re.search(r"\d+ claims in 2 reports", page)
    assert "event" not in page.partition("<main")[2].partition("</main>")[0].lower()
    assert "Boundaries do not imply endorsement" in page
    assert "tidak menyiratkan pengakuan" in pictured.get("/id/map").text


@drawn
def test_states_that_did_not_exist_that_day_are_not_coloured(pictured: TestClient) -> None:
    page = pictured.get("/en/map?on=1955-06-01&layer=pact").text
    assert "Soviet Union" in page
    assert re.search(r"left pale, since their states were none that day", page)
    shapes = re.findall(r'class="pic-(?:state|taking)"[^>]*>\s*<title>([^<]*)', page)
    assert "Ukraine" not in shapes
    assert "France" in shapes


def test_without_outlines_the_map_is_a_table_and_says_how_to_build_them(
    web_ledger: SqlLedger,
) -> None:
    desk = desk_of(web_ledger)
    desk.__dict__["world"] = None
    with TestClient(application(desk), base_url="http://127.0.0.1") as client:
        page = client.get("/en/map?period=all").text
        rows = client.get("/en/map.json?period=all").json()["movements"]
    assert "make browser" in page
    assert "<svg" not in page
    assert rows_in(page)
    assert not any(one["on_map"] or one["drawn"] for one in rows)


def test_a_period_leaves_out_what_was_published_before_it_or_after_the_day(
    pictured: TestClient,
) -> None:
    def told(query: str) -> int:
        return int(pictured.get(f"/en/map.json?{query}").json()["claims"])

    assert told("period=all") > told("on=2024-11-30&since=2024-11-01") > 0
    assert told("on=2024-10-31&period=month") > 0
    assert told("on=2024-09-30&period=all") == 0
    assert told("period=all&known_by=2024-10-31") == told("on=2024-10-31&period=all")


def test_denials_are_told_apart_from_assertions(pictured: TestClient) -> None:
    rows = pictured.get("/en/map.json?period=all&manner=denied").json()["movements"]
    claimed = [one for one in rows if one["claims"]]
    assert claimed
    assert {one["manner"] for one in claimed} == {"denied"}


def test_the_network_around_a_state_holds_nobody_beyond_its_steps(pictured: TestClient) -> None:
    one = pictured.get("/en/network.json?state=PRK").json()
    two = pictured.get("/en/network.json?state=PRK&depth=2").json()
    near = {node["state"] for node in one["nodes"]}
    assert {"PRK", "RUS"} <= near
    assert near < {node["state"] for node in two["nodes"]}
    assert all("PRK" in {tie["one"], tie["other"]} for tie in one["ties"])


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_the_network_can_be_taken_to_programs_that_draw_networks(
    pictured: TestClient, name: str
) -> None:
    answer = pictured.get(f"/en/network.{name}?kind=defence&kind=consultation")
    data = pictured.get("/en/network.json?kind=defence&kind=consultation").json()
    root = ET.fromstring(answer.text)  # noqa: S314 - our own file
    nodes = [one for one in root.iter() if one.tag.endswith("}node")]
    edges = [one for one in root.iter() if one.tag.endswith("}edge")]
    names = {one.get("id") for one in nodes}
    members = sum(len(bloc["members"]) for bloc in data["blocs"])
    assert len(nodes) == len(names) == len(data["nodes"]) + len(data["blocs"])
    assert len(edges) == len(data["ties"]) + members
    assert all({one.get("source"), one.get("target")} <= names for one in edges)


def test_the_buttons_go_a_day_a_month_and_a_year_either_way(pictured: TestClient) -> None:
    page = pictured.get("/en/network?on=2024-02-29&kind=defence").text
    for day in ("2023-02-28", "2024-01-29", "2024-02-28", "2024-03-01", "2024-03-29", "2025-02-28"):
        assert f"on={day}" in page


@pytest.mark.parametrize(
    "path",
    [
        "/map?layer=nothing",
        "/map?state=Atlantis",
        "/timeline?since=2025-01-01&on=2024-01-01",
        "/timeline?treaty=nothing-at-all",
        "/network?depth=9",
        "/timeline?by=moon",
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_reason(pictured: TestClient, path: str) -> None:
    assert pictured.get(f"/en{path}").status_code in {400, 404}


@pytest.mark.parametrize("path", ["/map", "/network", "/timeline", "/timeline?by=act"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1816-01-01"])
def test_a_page_is_there_on_any_day_of_the_calendar(
    pictured: TestClient, path: str, day: str
) -> None:
    joined = "&" if "?" in path else "?"
    assert pictured.get(f"/en{path}{joined}on={day}").status_code == 200


def test_steps_and_claims_of_a_treaty_share_its_lane(pictured: TestClient) -> None:
    data = pictured.get("/en/timeline.json?treaty=prk-rus-2024").json()
    assert [lane["key"] for lane in data["lanes"]] == ["prk-rus-2024"]
    assert {one["kind"] for one in data["moments"]} == {"step", "claim"}
    page = pictured.get("/en/timeline?treaty=prk-rus-2024").text
    for link in set(re.findall(r'href="(/en/timeline/claims\?[^"]*)"', page)):
        assert pictured.get(unescape(link)).status_code == 200
        answer = pictured.get(unescape(link).replace("/claims?", "/claims.json?")).json()
        assert answer["total"] > 0
