"""A pasted report becomes a dossier; nothing of it is kept unless somebody asks."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import lxml.html
import pytest
from reports_for_review import NOON

from foedera.ledger import Sought
from foedera.web.desk import Desk
from foedera.web.errors import BusyReadingError
from foedera.web.gates.open_gate import OpenGate
from foedera.workspace import Workspace
from foedera.workspace.adding.exchanging import Told, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = EXAMPLES.joinpath("kemitraan-rusia-iran.txt").read_text(encoding="utf-8")
SCHEMA = json.loads(
    Path(__file__)
    .parents[2]
    .joinpath("src/foedera/data/schemas/dossier.schema.json")
    .read_text(encoding="utf-8")
)


def stamp_of(page: str) -> str:
    return page.partition('data-stamp="')[2].partition('"')[0]


@pytest.fixture(scope="module")
def dossier(web: TestClient) -> str:
    answer = web.post("/id/read", data={"report": REPORT})
    assert answer.status_code == 200
    return answer.text


def test_a_pasted_report_gives_its_dossier_without_a_stamp(dossier: str) -> None:
    page = lxml.html.fromstring(dossier)
    assert page.findtext(".//h1") == REPORT.partition("\n")[0]
    assert len(page.find_class("claim-card")) == 18
    assert "belum berlaku" in dossier
    assert "klaim 16 dan 17 berbeda" in dossier


def test_the_text_of_a_dossier_is_the_report_and_nothing_else(dossier: str) -> None:
    page = lxml.html.fromstring(dossier)
    shown = [one.text_content() for one in page.find_class("line")]
    assert shown == [line for line in REPORT.split("\n") if line.strip()]


def test_the_hour_of_a_report_stays_that_of_its_zone(dossier: str) -> None:
    assert "09:40 WIB (UTC+07:00)" in dossier


def test_every_number_of_a_claim_leads_to_its_card_and_back(dossier: str) -> None:
    page = lxml.html.fromstring(dossier)
    names = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(names) == len(set(names))
    links = {one.get("href")[1:] for one in page.iter("a") if one.get("href", "").startswith("#")}
    assert {f"claim-{n}" for n in range(1, 19)} | {f"words-{n}" for n in range(1, 19)} <= links
    assert links <= {*names, "drawer"}


def test_its_data_are_those_of_foedera_read(web: TestClient) -> None:
    told = web.post("/en/read.json", data={"report": REPORT, "published": "2025-05-23"}).json()
    jsonschema.validate(told, SCHEMA)
    plain = Workspace().read(REPORT.encode(), name="pasted text", published="2025-05-23")
    assert told == json.loads(json.dumps(plain.to_dict()))


def test_lines_ended_as_browsers_do_are_read_as_written(web: TestClient) -> None:
    told = web.post("/en/read.json", data={"report": REPORT.replace("\n", "\r\n")}).json()
    assert told["document"]["characters"] == len(REPORT)


def test_an_uploaded_page_is_read_by_its_bytes(web: TestClient) -> None:
    data = EXAMPLES.joinpath("poland-article-four.html").read_bytes()
    file = {"file": ("../../poland.html", data, "text/html")}
    told = web.post("/en/read.json", data={"report": ""}, files=file).json()
    assert told["document"]["name"] == "poland.html"
    assert told["document"]["outlet"]["value"] == "The Straits Courier"


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_samples_are_reports_with_claims_of_several_kinds(
    web: TestClient, language: str
) -> None:
    told = web.get(f"/en/read.json?example={language}").json()
    assert told["document"]["language"] == language
    assert {one["family"] for one in told["claims"]} >= {"treaty life", "conduct"}
    assert any(one["conflicts"] for one in told["conduct"])
    assert [one["registered"] for one in told["instruments"]] == [True]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"report": "  \n "}, "There is nothing to read"),
        ({"report": REPORT, "published": "yesterday"}, "published="),
        ({"report": REPORT, "language": "xx"}, "language="),
    ],
)
def test_what_cannot_be_read_is_told_beside_what_was_pasted(
    web: TestClient, form: dict[str, str], said: str
) -> None:
    answer = web.post("/en/read", data=form)
    assert answer.status_code in {400, 422}
    assert said in lxml.html.fromstring(answer.text).find_class("error")[0].text_content()
    box = lxml.html.fromstring(answer.text).get_element_by_id("paste-report")
    assert (box.text or "").strip() == form["report"].strip()


def test_bytes_that_are_no_report_are_refused_with_the_reason(web: TestClient) -> None:
    file = {"file": ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png")}
    answer = web.post("/en/read.json", files=file)
    assert answer.status_code == 422
    assert "picture.png" in answer.json()["detail"]


def test_more_than_two_mebibytes_are_not_taken(web: TestClient) -> None:
    answer = web.post("/en/read", data={"report": "x" * (2 * 1024 * 1024 + 1)})
    assert answer.status_code == 413


def test_another_site_cannot_have_a_report_read(web: TestClient) -> None:
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    assert web.post("/en/read", data={"report": REPORT}, headers=headers).status_code == 403


def test_nothing_is_kept_unless_asked(own_ledger: SqlLedger, own_web: TestClient) -> None:
    before = own_ledger.head()
    page = own_web.post("/en/read", data={"report": REPORT}).text
    assert own_ledger.head() == before
    kept = lxml.html.fromstring(page)
    form = next(one for one in kept.forms if one.action.endswith("/read/keep"))
    answer = own_web.post(form.action, data=dict(form.fields), follow_redirects=False)
    assert answer.status_code == 303
    assert own_ledger.head().number == before.number + 1
    name = answer.headers["location"].partition("?")[0].rpartition("/")[2]
    assert own_ledger.data(name) == REPORT.encode()
    assert len(list(own_ledger.claims(Sought(documents=(name,))))) == 18
    assert "now in the ledger" in own_web.get(answer.headers["location"]).text
    assert "This very report" in own_web.post("/en/read", data={"report": REPORT}).text
    again = own_web.post(form.action, data=dict(form.fields), follow_redirects=False)
    assert again.headers["location"].endswith("filed=known")


def test_keeping_needs_the_stamp_of_our_pages(own_ledger: SqlLedger, own_web: TestClient) -> None:
    before = own_ledger.head()
    assert own_web.post("/en/read/keep", data={"bytes": "YQ=="}).status_code == 403
    stamp = stamp_of(own_web.get("/en/read").text)
    assert own_web.post("/en/read/keep", data={"bytes": "!", "stamp": stamp}).status_code == 400
    assert own_ledger.head() == before


class Slow:
    """Readers that take their time: they read once they are told to go on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.begun = threading.Semaphore(0)

    def read(self, wanted: Wanted) -> Slow:  # noqa: ARG002 - whatever it is
        self.begun.release()
        return self

    def result(self) -> Told:
        self.go_on.wait(30)
        return Told()


@pytest.fixture
def crowded(web_ledger: SqlLedger) -> Iterator[Desk]:
    desk = Desk(web_ledger, OpenGate("ana"), lambda: NOON)
    slow = Slow()
    desk.__dict__["reading"] = slow
    wanted = Wanted("one", b"")
    waiting = [threading.Thread(target=desk.read, args=(wanted,), daemon=True) for _ in range(8)]
    for one in waiting:
        one.start()
        slow.begun.acquire()
    yield desk
    slow.go_on.set()
    for one in waiting:
        one.join()


def test_where_too_many_wait_the_next_is_turned_away(crowded: Desk) -> None:
    with pytest.raises(BusyReadingError) as turned:
        crowded.read(Wanted("one more", b""))
    assert turned.value.status == 503
