"""The first page: what came in, what changed since the last visit, and an empty ledger's demo."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from reports_for_review import RECORDED
from starlette.testclient import TestClient
from web_served import desk_of, stamp_of

from foedera.claims.review import Decision, Verdict, named
from foedera.identifiers import ContentId
from foedera.ledger import create_ledger
from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate
from foedera.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.ledger.sql_ledger import SqlLedger


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at = RECORDED + timedelta(days=1)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(own_ledger: SqlLedger, clock: Clock) -> Iterator[TestClient]:
    desk = Desk(own_ledger, OpenGate("ana"), clock)
    with TestClient(application(desk), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def beginner(tmp_path: Path) -> Iterator[TestClient]:
    """Somebody before an empty ledger."""
    with (
        create_ledger(str(tmp_path / "empty.db")) as ledger,
        TestClient(application(desk_of(ledger)), base_url="http://127.0.0.1") as client,
    ):
        yield client


def figures(page: str) -> dict[str, tuple[str, str]]:
    """Return what each figure says, and where it leads."""
    found = re.findall(
        r'<a class="figure" href="([^"]+)"><strong>([^<]+)</strong> <span>([^<]+)</span>', page
    )
    return {told: (number, unescape(to)) for to, number, told in found}


def accept(ledger: SqlLedger, at: datetime) -> Decision:
    """Accept that North Korea ratified, as a coder would."""
    proposed = Workspace(ledger=ledger).on_record.proposed().proposals
    step = next(
        one
        for one in proposed
        if one.step is not None and one.step.state == "PRK" and one.step.act.value == "ratify"
    )
    decision = named(
        Decision(
            id=ContentId(""),
            coder="ben",
            at=at,
            verdict=Verdict.ACCEPT,
            subject=step.id,
            proposed=step.step,
            step=step.step,
            evidence=tuple(one.claim for one in step.support),
        )
    )
    ledger.decide([decision], at)
    return decision


def test_every_figure_leads_to_its_rows(web: TestClient) -> None:
    told = figures(web.get("/en/").text)
    assert told["reports"][0] == "5"
    number, to = told["claims"]
    assert web.get(f"{to}.json").json()["total"] == int(number)
    number, to = told["new claims"]
    assert len(web.get(f"{to}.json").json()["recorded"]) == int(number)


def test_stories_are_told_in_a_line_of_evidence_with_their_sources(web: TestClient) -> None:
    page = web.get("/id/").text
    assert "Dipersengketakan" in page
    assert re.search(r"<strong>sumber mandiri: \d+</strong>", page)
    assert '<q lang="en">' in page


def test_a_first_visit_is_shown_the_latest_and_the_next_what_came_since(
    visitor: TestClient, own_ledger: SqlLedger, clock: Clock
) -> None:
    assert "What came in last" in visitor.get("/en/").text
    clock.at += timedelta(minutes=5)
    assert "What came in last" in visitor.get("/en/").text  # the same visit still
    accept(own_ledger, clock.at + timedelta(minutes=1))
    clock.at += timedelta(hours=3)
    page = visitor.get("/en/").text
    assert "What changed since 2026-01-01" in page
    assert figures(page)["new claims"][0] == "0"
    assert figures(page)["decisions taken"][0] == "1"
    clock.at += timedelta(minutes=5)
    assert figures(visitor.get("/en/").text)["decisions taken"][0] == "1"  # until one comes again
    clock.at += timedelta(hours=3)
    assert "decisions taken" not in figures(visitor.get("/en/").text)


def test_a_treaty_that_stands_otherwise_is_told_with_who_accepted_it_and_why(
    visitor: TestClient, own_ledger: SqlLedger, clock: Clock
) -> None:
    """By the registry alone it is in force; on the day of the reports only Russia had ratified."""
    decision = accept(own_ledger, clock.at)
    asked = {"since": RECORDED.isoformat(), "on": "2024-11-12", "known_by": "2024-11-12"}
    told: dict[str, Any] = visitor.get("/en/.json", params=asked).json()
    page = visitor.get("/en/", params=asked).text
    for change in told["status_changes"]:
        assert change["instrument"] == "prk-rus-2024"
        assert change["evidence"] == decision.id
    assert figures(page)["decisions taken"][0] == "1"


@pytest.mark.parametrize("cookie", ["x", "1.2", "1.2.3.4", "-1.2.3", "9" * 400, "0.0.0; a=b"])
def test_a_cookie_that_says_nothing_is_a_first_visit(visitor: TestClient, cookie: str) -> None:
    page = visitor.get("/en/", headers={"cookie": f"seen={cookie}"})
    assert page.status_code == 200
    assert "What came in last" in page.text


def test_a_look_back_leaves_the_cookie_alone(visitor: TestClient) -> None:
    answer = visitor.get("/en/", params={"recorded_by": "2026-01-01"})
    assert "seen" not in answer.cookies


def test_an_empty_ledger_offers_three_ways_to_begin(beginner: TestClient) -> None:
    page = beginner.get("/en/").text
    assert 'href="#paste-report"' in page
    assert 'href="#adding"' in page
    assert 'action="/en/demo"' in page
    assert "/id/demo" in beginner.get("/id/").text


def test_the_demo_is_filed_when_asked_for_and_only_into_an_empty_ledger(
    beginner: TestClient,
) -> None:
    assert beginner.get("/en/demo").status_code in {404, 405}
    assert beginner.post("/en/demo").status_code == 403
    assert beginner.get("/en/claims.json").json()["total"] == 0
    stamp = stamp_of(beginner.get("/en/").text)
    page = beginner.post("/en/demo", data={"stamp": stamp})
    assert page.status_code == 200
    assert figures(page.text)["reports"][0] == "8"
    assert int(figures(page.text)["claims"][0]) > 15
    assert "disputed" in page.text
    again = beginner.post("/en/demo", data={"stamp": stamp})
    assert again.status_code == 409
    assert "on record already" in again.text


def test_the_first_page_is_small(web: TestClient) -> None:
    assert len(web.get("/en/").content) < 100_000


def test_all_that_came_in_can_be_gone_through_and_taken_away(web: TestClient) -> None:
    told = web.get("/en/changes.json").json()
    rows = web.get("/en/changes.csv").text.splitlines()
    assert len(rows) == 1 + len(told["recorded"])
    later = (RECORDED + timedelta(seconds=1)).astimezone(UTC).isoformat()
    assert web.get("/en/changes.json", params={"since": later}).json()["recorded"] == []
