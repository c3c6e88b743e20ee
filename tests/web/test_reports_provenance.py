"""Every fact can be followed down to the bytes of a report and its place in the chain."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from reports_for_review import NOON

from foedera.claims.review import Decision, Verdict, named
from foedera.identifiers import ContentId
from foedera.ledger import Sought
from foedera.workspace import Workspace

if TYPE_CHECKING:
    from browsing import Tabs
    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

SCHEMAS = Path(__file__).parents[2] / "src/foedera/data/schemas"
BUNDLE = json.loads((SCHEMAS / "bundle.schema.json").read_text(encoding="utf-8"))


def first(ledger: SqlLedger, kind: str) -> str:
    """Return the name of something on record."""
    claim = next(one for one in ledger.claims(Sought()) if one.claim.act == "ratify")
    names = {
        "clm": claim.id,
        "doc": claim.document,
        "sty": f"sty-{claim.id.removeprefix('clm-')}",
        "stp": next(iter(tuple(ledger.steps(Sought())))).id,
        "pct": next(iter(tuple(ledger.pacts(Sought())))).id,
        "prp": Workspace(ledger=ledger).on_record.proposed().proposals[0].id,
    }
    return str(names[kind])


@pytest.mark.parametrize("kind", ["clm", "sty", "stp", "pct", "prp", "doc"])
def test_a_fact_leads_to_the_bytes_and_the_entry_of_its_report(
    web: TestClient, web_ledger: SqlLedger, kind: str
) -> None:
    name = first(web_ledger, kind)
    answer = web.get(f"/en/provenance/{name}")
    assert answer.status_code == 200
    told = web.get(f"/en/provenance/{name}.json").json()
    documents = {one["id"] for one in told["references"]}
    assert documents
    for document in documents:
        assert web_ledger.document(ContentId(document)).digest in answer.text
    hashes = {one["hash"] for each in told["entries"].values() for one in each}
    assert hashes
    assert any(one in answer.text for one in hashes)
    assert told["ledger"]["hash"] == web_ledger.head().digest


@pytest.mark.parametrize("name", ["prk-rus-2024", "prk-rus-2024/defence"])
def test_an_instrument_and_its_obligations_lead_to_the_sources_of_the_registry(
    web: TestClient, name: str
) -> None:
    page = web.get(f"/id/provenance/{name}?on=2024-12-10").text
    assert "TASS" in page
    assert "https://" in page
    told = web.get(f"/id/provenance/{name}.json?on=2024-12-10").json()
    assert told["bundle"]["status"]["status"] == "in force"
    assert (told["obligation"] is not None) == ("/" in name)


def test_a_decision_leads_to_its_claims_and_its_hash(
    own_web: TestClient, own_ledger: SqlLedger
) -> None:
    proposal = Workspace(ledger=own_ledger).on_record.proposed().proposals[0]
    decision = named(
        Decision(
            ContentId(""),
            "ana",
            NOON,
            Verdict.ACCEPT,
            proposal.id,
            proposed=proposal.step,
            step=proposal.step,
            evidence=tuple(one.claim for one in proposal.support),
            note="seen <b>twice</b>",
        )
    )
    own_ledger.decide([decision], NOON)
    page = own_web.get(f"/en/provenance/{decision.id}").text
    assert own_ledger.decision_hashes()[decision.id] in page
    assert "seen &lt;b&gt;twice&lt;/b&gt;" in page
    for one in decision.evidence[:1]:
        assert f"/en/claims/{one}" in page
        assert f"/en/provenance/{decision.id}" in own_web.get(f"/en/claims/{one}").text


def test_a_fact_can_be_cited_in_three_ways(web: TestClient, web_ledger: SqlLedger) -> None:
    name = first(web_ledger, "clm")
    path = f"/en/provenance/{name}"
    cited, *_ = web.get(f"{path}?as=csl").json()
    assert cited["title"]
    assert web.get(f"{path}?as=bibtex").text.startswith(f"@misc{{{cited['id']},")
    assert web.get(f"{path}?as=ris").text.startswith("TY  - NEWS")
    assert web.get(f"{path}?as=poem").status_code == 400


def test_an_evidence_bundle_is_whole_and_the_same_each_time(
    web: TestClient, web_ledger: SqlLedger
) -> None:
    path = f"/id/provenance/{first(web_ledger, 'clm')}"
    jsonschema.validate(web.get(f"{path}?as=bundle").json(), BUNDLE)
    packed = web.get(f"{path}?as=zip").content
    assert packed == web.get(f"{path}?as=zip").content
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        files = {one: held.read(one) for one in held.namelist()}
    sums = {f"{hashlib.sha256(data).hexdigest()}  {one}" for one, data in files.items()}
    assert set(files.pop("SHA256SUMS").decode().splitlines()) <= sums
    assert files["bundle.md"].decode() == web.get(f"{path}?as=markdown").text
    assert web.get(f"/en/provenance/{first(web_ledger, 'doc')}?as=zip").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "clm-0",
        "sty-0",
        "stp-0",
        "pct-0",
        "prp-0",
        "dec-0",
        "doc-0",
        "prk-rus-2024/none",
        "%00",
        "a",
    ],
)
def test_what_nobody_knows_is_not_found(web: TestClient, name: str) -> None:
    assert web.get(f"/en/provenance/{name}").status_code == 404


def test_evidence_opens_beside_the_page_and_gives_the_focus_back(
    tab: Tabs, web_ledger: SqlLedger
) -> None:
    page = tab.open(f"/en/claims/{first(web_ledger, 'clm')}")
    opener = page.locator("main a[data-drawer]").first
    opener.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer[open] #drawer-title")
    assert page.evaluate("document.activeElement.id") == "drawer-title"
    assert page.locator("#drawer-back").is_hidden()
    page.keyboard.press("Escape")
    assert page.locator("#drawer[open]").count() == 0
    assert opener.evaluate("one => one === document.activeElement")


def test_evidence_within_evidence_can_be_gone_back_from(tab: Tabs) -> None:
    page = tab.open("/en/provenance/prk-rus-2024?on=2024-11-20")
    page.locator("main a[data-drawer]").first.click()
    page.wait_for_selector("#drawer[open] #drawer-title")
    led = page.locator("#drawer-title").inner_text()
    # The same link within the drawer: what is opened from there is gone back from.
    page.evaluate(
        "document.querySelector('#drawer-content').append("
        "document.querySelector('main a[data-drawer]').cloneNode(true))"
    )
    page.locator("#drawer-content a[data-drawer]").last.click()
    page.locator("#drawer-back").wait_for()
    page.locator("#drawer-back").click()
    assert page.locator("#drawer-title").inner_text() == led
    assert page.locator("#drawer-back").is_hidden()


def test_the_card_of_a_claim_and_its_words_light_each_other(
    tab: Tabs, web_ledger: SqlLedger
) -> None:
    page = tab.open(f"/en/reports/{first(web_ledger, 'doc')}")
    page.locator("#claim-1").hover()
    assert page.locator('.states.lit[data-claims~="1"]').count() > 0
    page.locator("#words-1").hover()
    assert page.locator("#claim-1.lit").count() == 1
    page.locator('a.claim-number[data-number="1"]').click()
    assert page.evaluate("document.activeElement.id") == "claim-1"


def test_without_scripts_a_report_and_its_evidence_can_be_read(
    tab: Tabs, web_ledger: SqlLedger
) -> None:
    page = tab.open(f"/id/reports/{first(web_ledger, 'doc')}", scripts=False, width=320)
    page.locator("#claim-1 a[data-drawer]").click()
    assert "/id/provenance/clm-" in page.url
    assert page.locator("h1").inner_text() == "Klaim"
