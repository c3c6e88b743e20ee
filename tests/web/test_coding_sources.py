"""Sources, quarantine, releases and agreement in the browser."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from reports_for_review import desk, ledger_in, minute
from reports_to_decide import TODAY, stamp_of
from starlette.testclient import TestClient

from foedera.web.application import application
from foedera.web.desk import Desk
from foedera.web.gates.open_gate import OpenGate
from foedera.workspace.review.reviewing import Reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from foedera.ledger.sql_ledger import SqlLedger

_PACT = (
    "MANILA, Nov 2 (AFP) - The Philippines and Canada signed a Status of Visiting Forces "
    "Agreement on Sunday, officials in Manila said."
)
_FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>
<link>http://courier.example/</link><description>News</description>
<item><title>Manila signs pact</title><link>http://courier.example/1</link>
<pubDate>Sun, 02 Nov 2025 10:00:00 GMT</pubDate><description>{_PACT}</description></item>
<item><title>Manila again</title><link>http://courier.example/2</link>
<pubDate>Mon, 03 Nov 2025 10:00:00 GMT</pubDate><description>{_PACT} Twice.</description></item>
</channel></rss>"""


def sent(client: TestClient, data: bytes, name: str = "report.txt", **fields: str) -> Any:  # noqa: ANN401 - as it is told
    """Send a file, and return what became of it as data."""
    stamp = stamp_of(client.get("/en/sources").text)
    files = {"report": (name, data)}
    answer = client.post(
        "/en/sources", data={"stamp": stamp, **fields}, files=files, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text
    return outcome(client, answer.headers["location"])


def outcome(client: TestClient, place: str) -> Any:  # noqa: ANN401 - as it is told
    """Return what became of some work, once it is done."""
    while (answer := client.get(f"{place}.json")).status_code == 202:
        time.sleep(0.05)
    return answer.json()


# Coverage.


def test_coverage_is_told_by_outlet_language_and_month(web: TestClient) -> None:
    data = web.get("/en/sources.json").json()
    assert data["total"]["reports"] == 5
    assert sum(one["reports"] for one in data["months"]) + data["undated"]["reports"] == 5
    assert sum(one["reports"] for one in data["outlets"]) == 5
    assert {one["language"] for one in data["languages"]} == {"en"}
    rows = list(csv.DictReader(io.StringIO(web.get("/en/sources.csv").text)))
    assert sum(int(one["claims"]) for one in rows) == data["total"]["claims"]
    page = web.get("/en/sources").text
    assert "/en/reports?since=2024-11-01&amp;until=2024-11-30" in page
    assert "/en/claims?since=2024-11-01&amp;until=2024-11-30" in page


def test_coverage_stands_as_it_stood(web: TestClient) -> None:
    data = web.get("/en/sources.json?recorded_by=2025-12-31").json()
    assert data["total"]["reports"] == 0


# Adding.


def test_reports_and_items_of_feeds_come_on_record_once(
    own_web: TestClient, own_ledger: SqlLedger
) -> None:
    (one,) = sent(own_web, _PACT.encode(), published="2025-11-02")["reports"]
    assert one["became"] == "new"
    assert own_ledger.knows(one["id"])
    (again,) = sent(own_web, _PACT.encode(), published="2025-11-02")["reports"]
    assert (again["became"], again["id"]) == ("known", one["id"])
    told = sent(own_web, _FEED.encode(), "feed.xml")
    assert [one["became"] for one in told["reports"]] == ["new", "new"]
    assert all(own_ledger.knows(one["id"]) for one in told["reports"])


def test_what_cannot_be_read_waits_in_quarantine(own_web: TestClient) -> None:
    names = ("..\\..\\windows\\x\u202e.txt", "../../etc/<b>passwd", "\x00", "")
    for number, name in enumerate(names):
        data = b"\x00\x01binary" + bytes([number])
        (one,) = sent(own_web, data, name or "x")["reports"]
        assert one["became"] == "quarantined"
        assert not {"/", "\\", "\x00", "\u202e"} & set(one["name"])
    refused = own_web.get("/en/sources/quarantine.json").json()["refused"]
    assert len(refused) == len(names)
    page = own_web.get("/en/sources/quarantine").text
    assert "&lt;b&gt;passwd" in page
    assert "BinaryReportError" in page
    # Its bytes are given as a file that no browser runs.
    data = b"\x00<script>alert(1)</script>"
    (one,) = sent(own_web, data, "x.html")["reports"]
    given = own_web.get(f"/en/sources/quarantine/{one['id']}/bytes")
    assert given.content == data
    assert given.headers["content-type"].startswith("text/plain")
    assert given.headers["content-disposition"] == f'attachment; filename="{one["id"]}.txt"'
    assert given.headers["x-content-type-options"] == "nosniff"
    elsewhere = own_web.get("/en/sources/quarantine/doc-000000000000000000000000/bytes")
    assert elsewhere.status_code == 404
    # It can be read once more, with the others or alone.
    stamp = stamp_of(own_web.get("/en/sources/quarantine").text)
    for name, count in ((one["id"], 1), ("all", len(names) + 1)):
        answer = own_web.post(
            "/en/sources/quarantine", data={"stamp": stamp, "name": name}, follow_redirects=False
        )
        again = outcome(own_web, answer.headers["location"])["reports"]
        assert len(again) == count
        assert {one["reason"] for one in again} == {"BinaryReportError"}
    unknown = {"stamp": stamp, "name": "doc-000000000000000000000000"}
    assert own_web.post("/en/sources/quarantine", data=unknown).status_code == 404


def test_forms_that_say_nothing_are_refused(own_web: TestClient) -> None:
    stamp = stamp_of(own_web.get("/en/sources").text)
    assert own_web.post("/en/sources", data={"stamp": stamp}).status_code == 422
    for wrong in ({"published": "soon"}, {"language": "xx"}):
        files = {"report": ("x.txt", b"words")}
        answer = own_web.post("/en/sources", data={"stamp": stamp, **wrong}, files=files)
        assert answer.status_code == 400, wrong
    assert own_web.post("/en/sources", files={"report": ("x", b"words")}).status_code == 403
    assert own_web.get("/en/sources/added/0000").status_code == 404


# Releases.


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[tuple[TestClient, SqlLedger, Path]]:
    """A client over a ledger of one's own, and the folder in which its releases lie."""
    ledger = ledger_in(tmp_path)
    place = tmp_path / "releases"
    place.mkdir()
    of = Desk(ledger, OpenGate("ana"), lambda: TODAY, releases=place)
    with TestClient(application(of), base_url="http://127.0.0.1") as client:
        yield client, ledger, place
    ledger.close()


def laid(place: Path, ledger: SqlLedger, name: str = "2026.01") -> dict[str, str]:
    """Lay a release into a folder, and have the ledger note it; return its digests."""
    files = {
        "datapackage.json": json.dumps({"version": name}),
        "tables/claims.csv": "id\r\nclm-1\r\n",
        "tables/differences.csv": "table,id,change\r\nclaims,clm-1,added\r\n",
        "tables/deletions.csv": "table,id,reason\r\nclaims,clm-0,undone\r\n",
        "citation.bib": "@misc{cited}",
    }
    digests = {}
    for file, text in files.items():
        where = place / "january" / file
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(text.encode())
        digests[file] = hashlib.sha256(text.encode()).hexdigest()
    ledger.note_release(name, digests, TODAY)
    return digests


def test_a_release_tells_its_tables_checks_differences_deletions_and_citation(
    shelf: tuple[TestClient, SqlLedger, Path],
) -> None:
    client, ledger, place = shelf
    digests = laid(place, ledger)
    assert client.get("/en/releases.json").json()["releases"][0]["here"]
    data = client.get("/en/releases/2026.01.json").json()
    assert set(data["sound"].values()) == {True}
    assert data["changes"] == {"claims": {"added": 1}}
    assert data["deletions"] == [{"table": "claims", "id": "clm-0", "reason": "undone"}]
    assert data["citation"] == "@misc{cited}"
    given = client.get("/en/releases/2026.01/files/tables/claims.csv")
    assert given.content == b"id\r\nclm-1\r\n"
    sums = client.get("/en/releases/2026.01/files/SHA256SUMS").text
    assert f"{digests['citation.bib']}  citation.bib\n" in sums
    (place / "january" / "citation.bib").write_text("altered!")
    again = client.get("/en/releases/2026.01.json").json()
    assert again["sound"]["citation.bib"] is False
    assert "altered" in client.get("/en/releases/2026.01").text


def test_a_release_that_lies_elsewhere_tells_its_checksums_alone(
    own_web: TestClient, own_ledger: SqlLedger, tmp_path: Path
) -> None:
    laid(tmp_path / "elsewhere", own_ledger)
    page = own_web.get("/en/releases/2026.01").text
    assert "foedera release 2026.01/ --name 2026.01" in page
    assert own_web.get("/en/releases/2026.01/files/tables/claims.csv").status_code == 404
    assert own_web.get("/en/releases/2026.02").status_code == 404
    stamp = stamp_of(own_web.get("/en/releases").text)
    answer = own_web.post("/en/releases", data={"stamp": stamp, "name": "2026.02"})
    assert answer.status_code == 409


def test_no_name_leads_out_of_a_releases_folder(
    shelf: tuple[TestClient, SqlLedger, Path],
) -> None:
    client, ledger, place = shelf
    laid(place, ledger)
    (place.parent / "secret.csv").write_text("secret")
    (place / "january" / "link.csv").symlink_to(place.parent / "secret.csv")
    outside = "../../secret.csv"
    noted = {outside: "0" * 64, "link.csv": "0" * 64, "a\x00b": "0" * 64}
    (place / "february").mkdir()
    (place / "february" / "datapackage.json").write_text('{"version": "2026.02"}')
    (place / "february" / "link.csv").symlink_to(place.parent / "secret.csv")
    ledger.note_release("2026.02", noted, TODAY)
    for name in (
        "../../secret.csv",
        "..%2F..%2Fsecret.csv",
        "%2e%2e/%2e%2e/secret.csv",
        "....//secret.csv",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "C:%5Cwindows",
        "%5C%5Chost%5Cshare",
        "a%00b",
        "link.csv",
        "tables/../../../secret.csv",
        "tables%2f..%2f..%2f..%2fsecret.csv",
        "\u2025/\u2025/secret.csv",
    ):
        for release in ("2026.01", "2026.02"):
            answer = client.get(f"/en/releases/{release}/files/{name}")
            assert answer.status_code in {404, 400}, name
            assert "secret\n" not in answer.text
            assert answer.text != "secret"


@pytest.mark.thorough
def test_a_release_is_made_beside_other_requests(
    shelf: tuple[TestClient, SqlLedger, Path],
) -> None:
    client, ledger, place = shelf
    stamp = stamp_of(client.get("/en/releases").text)
    for wrong in ("../x", ".x", "a/b", "x" * 65, "\u00e9"):
        answer = client.post("/en/releases", data={"stamp": stamp, "name": wrong})
        assert answer.status_code == 400, wrong
    assert list(place.iterdir()) == []
    answer = client.post(
        "/en/releases", data={"stamp": stamp, "name": "first"}, follow_redirects=False
    )
    job = answer.headers["location"]
    assert client.get("/en/sources").status_code == 200
    while client.get(f"{job}.json", follow_redirects=False).status_code == 202:
        time.sleep(0.1)
    done = client.get(job, follow_redirects=False)
    assert done.headers["location"] == "/en/releases/first"
    data = client.get("/en/releases/first.json").json()
    assert set(data["sound"].values()) == {True}
    assert dict(ledger.releases()[0][2]) == data["digests"]


# Agreement.


def test_agreement_tells_pairs_alpha_and_disagreements(
    own_web: TestClient, own_ledger: SqlLedger
) -> None:
    empty = own_web.get("/en/agreement.json").json()
    assert (empty["coders"], empty["pairs"], empty["corrected"]) == ([], [], [])
    mine = Reviewing(own_ledger, desk().registry, desk().catalogue, "ana")
    theirs = Reviewing(own_ledger, desk().registry, desk().catalogue, "budi", blind=True)
    subjects = [one.id for one in mine.queue()]
    for number, subject in enumerate(subjects):
        mine.accept(subject, minute(number))
        verdict = theirs.reject if number == 0 else theirs.accept
        verdict(subject, minute(60 + number))
    data = own_web.get("/en/agreement.json").json()
    assert data["coders"] == ["ana", "budi"]
    assert data["contents"]["shared"] == len(subjects)
    assert [one["proposal"] for one in data["disagreements"]] == subjects[:1]
    page = own_web.get("/en/agreement").text
    assert f"/en/review/{subjects[0]}" in page
    assert "Krippendorff" in page
    rows = list(csv.DictReader(io.StringIO(own_web.get("/en/agreement.csv").text)))
    assert {one["measure"] for one in rows} == {"contents", "verdicts"}


def test_agreement_lists_ones_own_decisions_that_others_corrected(
    own_web: TestClient, own_ledger: SqlLedger
) -> None:
    mine = Reviewing(own_ledger, desk().registry, desk().catalogue, "ana")
    theirs = Reviewing(own_ledger, desk().registry, desk().catalogue, "budi")
    subject = next(one.id for one in mine.queue() if one.step)
    mine.accept(subject, minute(0))
    theirs.reject(subject, minute(1))
    (one,) = own_web.get("/en/agreement.json").json()["corrected"]
    assert (one["proposal"], one["mine"]["coder"], one["theirs"]["coder"]) == (
        subject,
        "ana",
        "budi",
    )
    assert "My corrected decisions (1)" in own_web.get("/en/agreement").text
