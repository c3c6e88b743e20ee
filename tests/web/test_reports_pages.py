"""Reports on record: the list, the text with its claims, each claim, and hostile texts."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import lxml.html
import pytest
from starlette.testclient import TestClient

from foedera.ledger import Filing, Sought
from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate
from foedera.workspace import Workspace
from foedera.workspace.filing import filing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.recorded import RecordedClaim
    from foedera.identifiers import ContentId
    from foedera.ledger.sql_ledger import SqlLedger

LATER = datetime(2026, 1, 2, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script> \"onmouseover='x'\" & Russia\n\n"
    "SEOUL, Nov 12 \u2014 North Korea \u202eratified its treaty\u202c with "
    "<b onclick=x>Russia</b>, "
    "KCNA </a></blockquote><img src=x onerror=alert(1)> said.\n"
    "North Korea sent \x1b[31m11,000 troops\x07 to Russia, \u2066Seoul said\u2069.\n"
    "javascript:alert(1) https://example.org/?a=<i> &lt;b&gt; &#x202e; \u200b\ufeff\n"
)


@pytest.fixture(scope="module")
def claims(web_ledger: SqlLedger) -> tuple[RecordedClaim, ...]:
    return tuple(web_ledger.claims(Sought()))


def named(ledger: SqlLedger, name: str) -> ContentId:
    return next(one.id for one in ledger.documents(Sought()) if one.name == name)


def test_reports_are_listed_the_latest_first_and_narrowed(web: TestClient) -> None:
    told = web.get("/en/reports.json").json()["reports"]
    days = [one["day"] for one in told]
    assert days == sorted(days, reverse=True)
    assert len(told) == 5
    few = web.get("/en/reports.json?since=2024-11-13&until=2024-11-14&language=en").json()
    assert [one["day"] for one in few["reports"]] == ["2024-11-14", "2024-11-13"]
    assert web.get("/en/reports.json?outlet=Nobody%20Known").json()["reports"] == []
    assert web.get("/en/reports?language=xx").status_code == 400
    assert web.get("/en/reports?after=doc-nowhere").status_code == 404


def test_known_by_leaves_later_reports_out(web: TestClient) -> None:
    told = web.get("/en/reports.json?known_by=2024-11-12").json()["reports"]
    assert {one["day"] for one in told} == {"2024-11-12"}


def test_the_list_can_be_taken_away(web: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(web.get("/id/reports.csv").text)))
    assert [row["headline"] for row in rows][:2] == ["Manila signs pact", "Pyongyang denies"]
    assert rows[0]["claims"] == "2"


def test_a_report_shows_its_text_its_hash_and_its_copies(
    web: TestClient, web_ledger: SqlLedger
) -> None:
    name = named(web_ledger, "wire.txt")
    page = lxml.html.fromstring(web.get(f"/en/reports/{name}").text)
    text = web_ledger.text(name)
    shown = [one.text_content() for one in page.find_class("line")]
    assert shown == [one for one in text.split("\n") if one.strip()]
    whole = page.text_content()
    assert web_ledger.document(name).digest in whole
    assert "The same text in other reports (1)" in whole
    told = web.get(f"/en/reports/{name}.json").json()
    assert told["text"] == text
    assert [one["id"] for one in told["copies"]] == [named(web_ledger, "copy.txt")]
    assert [one["kind"] for one in told["entries"]] == ["filing"]
    assert all(
        one["span"]["text"] == text[one["span"]["start"] : one["span"]["end"]]
        for one in told["claims"]
    )


def test_kinds_narrow_the_marks_and_the_cards_alike(web: TestClient, web_ledger: SqlLedger) -> None:
    name = named(web_ledger, "wire.txt")
    page = lxml.html.fromstring(web.get(f"/en/reports/{name}?kind=diplomacy").text)
    cards = page.find_class("claim-card")
    assert 0 < len(cards) < len(web.get(f"/en/reports/{name}.json").json()["claims"])
    text = page.find_class("report-text")[0]
    assert {one.get("class") for one in text.iter("mark")} == {"of-diplomacy"}
    assert web.get(f"/en/reports/{name}?kind=gossip").status_code == 400


def test_the_claim_that_is_asked_for_takes_the_focus(
    web: TestClient, claims: tuple[RecordedClaim, ...]
) -> None:
    one = claims[0]
    page = lxml.html.fromstring(web.get(f"/en/reports/{one.document}?claim={one.id}").text)
    (focused,) = page.xpath("//*[@autofocus]")
    assert focused.text_content() == one.of(one.claim.trigger)
    assert web.get(f"/en/reports/{one.document}?claim=clm-nowhere").status_code == 404


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_claim_has_a_page_of_its_own(
    web: TestClient, claims: tuple[RecordedClaim, ...], language: str
) -> None:
    for one in claims[:: 3 if language == "en" else 4]:
        answer = web.get(f"/{language}/claims/{one.id}")
        assert answer.status_code == 200
        assert f"/{language}/reports/{one.document}?claim={one.id}" in answer.text
        assert f"/{language}/stories/sty-" in answer.text
        told = web.get(f"/{language}/claims/{one.id}.json").json()
        assert told["span"]["text"] == one.sentence


def test_a_claim_names_the_proposals_it_supports(
    web: TestClient, claims: tuple[RecordedClaim, ...]
) -> None:
    spoken = [one for one in claims if one.claim.act == "ratify"]
    told = [web.get(f"/en/claims/{one.id}.json").json() for one in spoken]
    proposing = [one for one in told if one["proposals"]]
    assert proposing
    assert {each["denied"] for one in proposing for each in one["proposals"]} == {True, False}


@pytest.mark.parametrize("path", ["reports/doc-nowhere", "claims/clm-nowhere", "claims/x%00y"])
def test_what_is_not_on_record_is_not_found(web: TestClient, path: str) -> None:
    assert web.get(f"/en/{path}").status_code == 404
    assert web.get(f"/en/{path}.json").status_code == 404


def test_a_report_is_not_there_before_it_was_recorded(
    web: TestClient, web_ledger: SqlLedger
) -> None:
    name = named(web_ledger, "wire.txt")
    assert web.get(f"/en/reports/{name}?recorded_by=2025-12-31").status_code == 404
    assert web.get(f"/en/reports/{name}?known_by=2024-11-01").status_code == 404


# Hostile texts -----------------------------------------------------------------------


@pytest.fixture
def hostile(own_ledger: SqlLedger) -> Iterator[tuple[TestClient, ContentId]]:
    data = HOSTILE.encode()
    name = '<img src=x onerror="alert(1)">\u202e.txt'
    dossier = Workspace().read(data, name=name, published="2024-11-12", language="en")
    filing = filing_of(dossier, data, "2024-11-12")
    own_ledger.file(filing, data, LATER)
    with TestClient(
        application(Desk(own_ledger, OpenGate("ana"), lambda: LATER)), base_url="http://127.0.0.1"
    ) as client:
        yield client, filing.document.id


def test_a_hostile_report_is_shown_as_text_and_nothing_else(
    hostile: tuple[TestClient, ContentId], own_ledger: SqlLedger
) -> None:
    web, name = hostile
    found = list(own_ledger.claims(Sought(documents=(name,))))
    assert found
    pages = [f"/en/reports/{name}", "/id/reports", f"/en/provenance/{name}"]
    pages += [f"/en/claims/{one.id}" for one in found]
    pages += [f"/id/provenance/{one.id}" for one in found]
    for path in pages:
        answer = web.get(path)
        assert answer.status_code == 200, path
        main = lxml.html.fromstring(answer.text).get_element_by_id("main")
        assert not list(main.iter("script", "img", "i")), path
        loud = [name for one in main.iter() for name in one.attrib if name.startswith("on")]
        assert loud == [], path
        assert not [one for one in main.iter("a") if "javascript" in one.get("href", "")], path


def test_a_hostile_report_keeps_its_characters_and_turns_no_line_around(
    hostile: tuple[TestClient, ContentId], own_ledger: SqlLedger
) -> None:
    web, name = hostile
    main = lxml.html.fromstring(web.get(f"/en/reports/{name}").text).get_element_by_id("main")
    text = own_ledger.text(name)
    shown = "\n".join(one.text_content() for one in main.find_class("line"))
    written = "\n".join(one for one in text.split("\n") if one.strip())
    assert shown == written.replace("\x1b", "").replace("\x07", "")
    steering = {one.get("data-code") for one in main.find_class("steering")}
    assert {"U+202E", "U+202C", "U+2066", "U+001B", "U+0007", "U+200B"} <= steering
    for box in main.find_class("claim-card"):
        assert "\u202e" not in box.text_content()


def test_earlier_readings_and_what_they_alone_found_are_told(
    own_web: TestClient, own_ledger: SqlLedger
) -> None:
    name = named(own_ledger, "wire.txt")
    held = Sought(documents=(name,))
    document, text = own_ledger.document(name), own_ledger.text(name)
    *kept, gone = own_ledger.claims(held)
    filing = Filing(document=document, text=text, claims=tuple(kept))
    own_ledger.file(filing, own_ledger.data(name) or b"", LATER, again=True)
    page = own_web.get(f"/en/reports/{name}").text
    assert "Readings of this report (2)" in page
    assert "read again" in page
    assert f"/en/claims/{gone.id}" in page
    closed = own_web.get(f"/en/claims/{gone.id}")
    assert closed.status_code == 200
    assert "no longer found this claim" in closed.text
    before = own_web.get(f"/en/reports/{name}?recorded_by=2026-01-01")
    assert "Readings of this report" not in before.text
    assert f'id="claim-{gone.place + 1}"' in before.text
    assert own_web.get(f"/id/provenance/{gone.id}").status_code == 200
