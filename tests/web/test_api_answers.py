"""What the API answers: as the Python API does, page by page, and only what is new."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_review import RECORDED, REPORTS, desk
from starlette.testclient import TestClient

from foedera.ledger import Search, Sought
from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate
from foedera.workspace import Workspace
from foedera.workspace.recorded_data import claims_told
from foedera.workspace.stories import Clocks, StoriesOnRecord
from foedera.workspace.story_data import stories_data
from foedera.workspace.whole_data import whole_answer

if TYPE_CHECKING:
    from foedera.ledger.sql_ledger import SqlLedger

_TODAY = datetime(2026, 1, 3, 9, 30, tzinfo=UTC)
_DAY = date(2024, 11, 13)


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(msgspec.json.encode(value))


# As the Python API ----------------------------------------------------------------------


def test_claims_are_those_of_the_ledger(web: TestClient, web_ledger: SqlLedger) -> None:
    found = web_ledger.search(Search(sought=Sought(acts=("ratify",), known_by=_DAY)))
    told = web.get("/api/v1/claims", params={"act": "ratify", "known_by": "2024-11-13"}).json()
    assert told["claims"] == _plain(claims_told(found.claims, found.documents))
    assert told["total"] == found.total > 0


def _read(web: TestClient, sent: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON
    """Have a text read; a busy machine may need longer to start what reads than it is given."""
    for _ in range(10):
        answer = web.post("/api/v1/read", json=sent)
        if answer.status_code == 200:
            return answer.json()
    raise AssertionError(answer.text)


def test_a_dossier_is_that_of_read(web: TestClient) -> None:
    day, text = REPORTS["kremlin.txt"]
    told = _read(web, {"text": text, "name": "kremlin.txt", "published": day})
    assert told == _plain(desk().read(text.encode(), name="kremlin.txt", published=day).to_dict())


def test_the_law_answers_as_from_python(web: TestClient, web_ledger: SqlLedger) -> None:
    workspace = Workspace(ledger=web_ledger)
    found = workspace.ask("siapa wajib membela Polandia", date(2024, 12, 12))
    asked = {"question": "siapa wajib membela Polandia", "on": "2024-12-12"}
    told = web.get("/api/v1/ask", params=asked).json()
    assert told == _plain(whole_answer(found, workspace.called))


def test_stories_are_those_of_the_front_desk(web: TestClient, web_ledger: SqlLedger) -> None:
    clocks = Clocks(known_by=_DAY)
    claim = next(web_ledger.claims(Sought(acts=("ratify",))))
    story = StoriesOnRecord(web_ledger, desk().catalogue, clocks).story(claim.id)
    told = web.get(f"/api/v1/stories/{story.id}", params={"known_by": "2024-11-13"}).json()
    assert told == _plain(stories_data([story], clocks, desk().called))


# Forms, marks, refusals -----------------------------------------------------------------


def test_rows_are_the_same_in_every_form(web: TestClient) -> None:
    told = web.get("/api/v1/claims").json()["claims"]
    lines = web.get("/api/v1/claims", headers={"accept": "application/x-ndjson"})
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(one) for one in lines.text.splitlines()] == told
    table = web.get("/api/v1/claims?format=csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text, newline="")))
    assert [one["claim"] for one in rows] == [one["id"] for one in told]
    assert [one["sentence"] for one in rows] == [one["span"]["text"] for one in told]


def test_an_answer_that_stands_is_not_sent_again(
    own_web: TestClient, own_ledger: SqlLedger
) -> None:
    first = own_web.get("/api/v1/claims?act=ratify")
    again = own_web.get(
        "/api/v1/claims?act=ratify", headers={"if-none-match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert own_web.get("/api/v1/claims?act=sign").headers["etag"] != first.headers["etag"]
    own_ledger.note_release("2026-01", {"claims.csv": "0" * 64}, _TODAY)
    grown = own_web.get(
        "/api/v1/claims?act=ratify", headers={"if-none-match": first.headers["etag"]}
    )
    assert grown.status_code == 200
    assert grown.headers["etag"] != first.headers["etag"]


def test_the_same_question_has_the_same_bytes(web: TestClient, web_ledger: SqlLedger) -> None:
    other = Desk(web_ledger, OpenGate("ana"), lambda: _TODAY)
    with TestClient(application(other), base_url="http://127.0.0.1") as fresh:
        for path in ("claims", "changes?after=0", "treaties/prk-rus-2024", "proposals?all=true"):
            one, two = web.get(f"/api/v1/{path}"), fresh.get(f"/api/v1/{path}")
            assert one.status_code == 200
            assert one.content == two.content == web.get(f"/api/v1/{path}").content


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("claims?agnet=PRK", 400),
        ("claims?limit=0", 400),
        ("claims?limit=5&limit=6", 400),
        ("claims?known_by=20241113", 400),
        ("claims?known_by=2024-02-30", 400),
        ("claims?agent=Nowhereland", 400),
        ("claims/clm-000000000000000000000000", 404),
        ("claims/x", 400),
        ("documents/doc-000000000000000000000000/text", 404),
        ("stories/sty-000000000000000000000000", 404),
        ("treaties/no-such-treaty", 404),
        ("changes", 400),
        ("dyads?since=1900-01-01", 400),
        ("nowhere", 404),
    ],
)
def test_what_cannot_be_answered_says_why(web: TestClient, path: str, status: int) -> None:
    answer = web.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]


def test_more_parameters_than_anything_takes_are_refused(web: TestClient) -> None:
    answer = web.get("/api/v1/claims?" + "&".join(["act=sign"] * 2000))
    assert answer.status_code in {413, 414, 431}


def test_what_is_sent_is_bounded_and_of_a_known_kind(web: TestClient) -> None:
    long = "a" * (2 * 1024 * 1024 + 1)
    assert web.post("/api/v1/screen", json={"text": long}).status_code in {400, 413}
    assert web.post("/api/v1/screen", data={"text": "a"}).status_code == 415
    assert web.post("/api/v1/screen", json={"text": "a", "more": "b"}).status_code == 400
    foreign = {"origin": "http://elsewhere.example", "content-type": "text/plain"}
    assert web.post("/api/v1/screen", content=b"a", headers=foreign).status_code == 403


def test_nothing_is_kept_of_what_is_read(web: TestClient, web_ledger: SqlLedger) -> None:
    before = web_ledger.head()
    _read(web, {"text": REPORTS["wire.txt"][1]})
    assert web_ledger.head() == before


def test_a_head_is_answered_without_a_body(web: TestClient) -> None:
    answer = web.head("/api/v1/claims")
    assert (answer.status_code, answer.content) == (200, b"")
    assert web.delete("/api/v1/claims").status_code == 405


# Page by page ---------------------------------------------------------------------------

_FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "act": st.lists(st.sampled_from(["ratify", "sign", "deny"]), min_size=1, max_size=2),
        "agent": st.sampled_from(["PRK", "RUS", "PHL"]),
        "modality": st.sampled_from(["asserted", "denied"]),
        "words": st.sampled_from(["treaty", "ratified", "visiting forces", "-treaty"]),
        "known_by": st.dates(date(2024, 11, 10), date(2025, 11, 5)).map(str),
        "order": st.sampled_from(["newest", "oldest"]),
    },
)


@settings(max_examples=40, deadline=None)
@given(filters=_FILTERS, limit=st.integers(1, 6))
def test_pages_put_together_are_the_whole(
    web: TestClient, filters: dict[str, Any], limit: int
) -> None:
    whole = web.get("/api/v1/claims", params={**filters, "limit": 1000}).json()
    found: list[str] = []
    address: str | None = None
    while True:
        answer = (
            web.get("/api/v1/claims", params={**filters, "limit": limit})
            if address is None
            else web.get(address)
        )
        told = answer.json()
        assert told["total"] == whole["total"]
        found += [one["id"] for one in told["claims"]]
        address = told["next"]
        if address is None:
            assert "link" not in answer.headers
            break
        assert answer.headers["link"] == f'<{address}>; rel="next"'
        assert len(told["claims"]) == limit
    assert found == [one["id"] for one in whole["claims"]]
    assert len(found) == len(set(found)) == whole["total"]


@settings(max_examples=20, deadline=None)
@given(limit=st.integers(1, 4))
def test_pages_of_documents_put_together_are_the_whole(web: TestClient, limit: int) -> None:
    whole = web.get("/api/v1/documents?limit=1000").json()["documents"]
    found, address = [], f"/api/v1/documents?limit={limit}"
    while address:
        told = web.get(address).json()
        found += told["documents"]
        address = told["next"]
    assert found == whole


# What changed ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def reread(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - a client
    """A client of a ledger in which reports were read anew, and claims closed and reopened."""
    from foedera.ledger import create_ledger  # noqa: PLC0415 - with the rest of it
    from foedera.workspace.filing import filing_of  # noqa: PLC0415 - ditto

    ledger = create_ledger(str(tmp_path_factory.mktemp("reread") / "ledger.db"))
    moment = RECORDED
    filings = []
    for name, (day, text) in REPORTS.items():
        data = text.encode()
        filings.append((filing_of(desk().read(data, name=name, published=day), data, day), data))
    for number, (filing, data) in enumerate(filings):
        ledger.file(filing, data, moment + timedelta(hours=number))
    whole = filings[0][0]
    fewer = replace(whole, claims=whole.claims[1:], steps=(), pacts=())
    for number, filing in enumerate((fewer, whole, fewer), start=1):
        ledger.file(filing, filings[0][1], moment + timedelta(days=number), again=True)
    with TestClient(
        application(Desk(ledger, OpenGate("ana"), lambda: _TODAY)), base_url="http://127.0.0.1"
    ) as client:
        yield client
    ledger.close()


def _standing(client: TestClient, recorded_by: str | None = None) -> dict[str, Any]:
    clock = {"recorded_by": recorded_by} if recorded_by else {}
    told = client.get("/api/v1/claims", params={"limit": 1000, **clock}).json()["claims"]
    return {one["id"]: one for one in told}


@settings(max_examples=25, deadline=None)
@given(hours=st.integers(-2, 100), limit=st.integers(1, 5))
def test_replaying_what_changed_since_any_moment_gives_what_stands(
    reread: TestClient, hours: int, limit: int
) -> None:
    moment = RECORDED + timedelta(hours=hours)
    just_before = (moment - timedelta(microseconds=1)).isoformat().replace("+00:00", "Z")
    held = _standing(reread, just_before)
    address: str | None = f"/api/v1/changes?limit={limit}&updated_since={moment:%Y-%m-%dT%H:%M:%SZ}"
    while address:
        told = reread.get(address).json()
        for one in told["deleted"]:
            held.pop(one["claim"], None)
        held |= {one["id"]: one for one in told["claims"]}
        address = told["next"]
    assert held == _standing(reread)


@settings(max_examples=15, deadline=None)
@given(hours=st.integers(-2, 100))
def test_claims_updated_since_a_moment_are_those_recorded_since(
    reread: TestClient, hours: int
) -> None:
    moment = RECORDED + timedelta(hours=hours)
    asked = {"updated_since": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "limit": 1000}
    told = reread.get("/api/v1/claims", params=asked).json()["claims"]
    assert {one["id"] for one in told} == {
        name
        for name, one in _standing(reread).items()
        if datetime.fromisoformat(one["recorded_at"]) >= moment
    }


def test_deleted_claims_are_told_with_when_and_why(reread: TestClient) -> None:
    (gone,) = reread.get("/api/v1/claims/deleted?after=0").json()["deleted"]
    assert gone["closed_at"] == "2026-01-04T00:00:00Z"
    assert "later reading" in gone["why"]
    told = reread.get(f"/api/v1/claims/{gone['claim']}").json()["claim"]
    assert told["closed_at"] == gone["closed_at"]
    before = reread.get(f"/api/v1/claims/{gone['claim']}?recorded_by=2026-01-03").json()["claim"]
    assert before["closed_at"] is None
