"""An evidence bundle tells whose words a fact rests on, and no report can break out of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import (
    BEGUN,
    DAY,
    LATER,
    RATIFIED,
    REFUSED,
    SENT,
    TREATY,
    accepting,
    ledger_of,
    report,
    undoing,
)
from markdown_it import MarkdownIt

from foedera.claims.claim import Modality
from foedera.claims.review import named
from foedera.datasets.releases.bundle_data import bundle_data
from foedera.datasets.releases.bundle_page import BundlePage, address, shown
from foedera.datasets.releases.errors import UnknownFactError
from foedera.datasets.releases.step_rows import event_id
from foedera.documents.report import Stated
from foedera.ledger import Filing
from foedera.resources import record
from foedera.workspace.bundling import Bundling
from foedera.workspace.stories import Clocks

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.ledger import Ledger
    from foedera.workspace import Workspace

#: What pages are drawn by: as GitHub does, with elements let through and bare links found.
DRAWN = MarkdownIt("gfm-like", {"html": True, "linkify": False}).enable(
    ["html_block", "html_inline"]
)
OUTSIDE = {"html_inline", "html_block", "image", "code_block", "fence", "table_open", "hr"}
HOSTILE = (
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "# A heading\n\n- a list\n> quote",
    "```\ncode\n```",
    "</blockquote><img src=x onerror=alert(1)>",
    "| a | b |\n|---|---|\n| c | d |",
    "&lt;b&gt; &#60;b&#62; <!-- comment -->",
    "https://evil.example www.evil.example @somebody #1 ~~gone~~ **bold** _thin_ `code`",
    "\u202etxt.exe\x1b[31m\u2028\u0000",
    "1. one\n2) two\n+ three\n=== \n---",
)


def told_of(ledger: Ledger, workspace: Workspace, fact: str, **clocks: Any) -> dict[str, Any]:  # noqa: ANN401 - any clock
    on = clocks.pop("on", DAY)
    found = Bundling(ledger, workspace, Clocks(**clocks)).bundle(fact, on)
    return bundle_data(found, workspace.catalogue)


def kinds(page: str) -> list[str]:
    """What a page is made of, as another program reads it."""
    found = []
    for token in DRAWN.parse(page):
        found += [token.type, *(child.type for child in token.children or ())]
    return found


def links(page: str) -> set[str]:
    children = [child for token in DRAWN.parse(page) for child in token.children or ()]
    return {str(child.attrs["href"]) for child in children if child.type == "link_open"}


@pytest.fixture(scope="module")
def claim() -> str:
    """The claim that the accepted step rests on."""
    return report(number=0)[0].claims[0].id


def test_a_claim_stands_in_its_context(ledger: Ledger, workspace: Workspace) -> None:
    told = told_of(ledger, workspace, report(number=0)[0].claims[1].id)
    first = told["evidence"][0]
    assert first["claim"]["sentence"] == SENT
    assert first["before"][-1] == RATIFIED
    assert first["after"][0] == REFUSED
    assert first["report"]["sha256"] == report(number=0)[0].document.digest
    assert (first["claim"]["span_start"], first["claim"]["span_end"]) == (70, 126)
    assert told["ledger"]["hash"] == ledger.head().digest


def test_others_who_say_it_follow_and_copies_are_folded(
    workspace: Workspace, tmp_path: Path
) -> None:
    mark = tuple(range(128))
    reports = [
        report(RATIFIED, number=0, signature=mark),
        report(RATIFIED, number=1, signature=mark, outlet=Stated("The Copy")),
        report(RATIFIED, number=2, signature=tuple(range(500, 628)), outlet=Stated("The Own")),
    ]
    with ledger_of(tmp_path / "l.db", reports) as ledger:
        told = told_of(ledger, workspace, reports[0][0].claims[0].id)
    outlets = [one["report"]["outlet"] for one in told["evidence"]]
    assert outlets == ["The Daily, Example & Sons", "The Own"]
    assert [one["outlet"] for one in told["evidence"][0]["copies"]] == ["The Copy"]
    assert "The same text was carried by" in str(BundlePage(told, "en"))


def test_a_step_a_decision_and_an_event_lead_to_the_same_claim(
    ledger: Ledger, workspace: Workspace, claim: str
) -> None:
    filing = report(number=0)[0]
    decision = accepting(filing)
    names = {
        "claim": claim,
        "step": filing.steps[0].id,
        "decision": decision.id,
        "event": event_id(filing.steps[0].step),
        "story": claim.replace("clm-", "sty-"),
    }
    for kind, name in names.items():
        told = told_of(ledger, workspace, name)
        assert told["fact"] == {"kind": kind, "id": name, "on": None}
        assert told["evidence"][0]["claim"]["id"] == claim
        assert [one["id"] for one in told["decisions"]] == [decision.id]
        assert told["decisions"][0]["hash"] == ledger.decision_hashes()[decision.id]


def test_a_proposal_is_bundled_before_and_after_it_is_decided(
    workspace: Workspace, tmp_path: Path
) -> None:
    filing = report(RATIFIED, number=0)
    with ledger_of(tmp_path / "l.db", [filing]) as ledger:
        made = Bundling(ledger, workspace)
        (proposal,) = made._on_record.proposed().proposals  # noqa: SLF001 - its name
        told = told_of(ledger, workspace, proposal.id)
        assert told["fact"]["kind"] == "proposal"
        assert told["evidence"][0]["claim"]["id"] == filing[0].claims[0].id
        decision = named(replace(accepting(filing[0]), subject=proposal.id))
        ledger.decide([decision], LATER)
        again = told_of(ledger, workspace, proposal.id)
    assert [one["id"] for one in again["decisions"]] == [decision.id]


def test_a_status_shows_its_steps_and_what_coders_added(
    ledger: Ledger, workspace: Workspace, claim: str
) -> None:
    told = told_of(ledger, workspace, str(TREATY), on=date(2024, 12, 5))
    assert told["status"]["status"] == "in force"
    assert told["evidence"][0]["claim"]["id"] == claim
    page = str(BundlePage(told, "en"))
    assert "North Korea, ratifies (ratify), 11 November 2024" in page
    assert "https://news.example/0" in links(page)


def test_both_clocks_count(ledger: Ledger, workspace: Workspace) -> None:
    told = told_of(ledger, workspace, str(TREATY), on=date(2024, 12, 5), recorded_by=BEGUN)
    assert told["decisions"] == []
    assert told["recorded_by"] == "2026-01-01T08:00:00.000000Z"
    late = report(RATIFIED, number=1)[0].claims[0].id
    with pytest.raises(UnknownFactError, match=late):
        told_of(ledger, workspace, late, known_by=DAY)


def test_a_denial_is_shown_against_and_the_other_way_round(
    workspace: Workspace, tmp_path: Path
) -> None:
    reports = [report(RATIFIED, number=0)]
    filing, data = report(RATIFIED, number=3)
    denied = replace(filing.claims[0].claim, modality=Modality.DENIED)
    claims = (replace(filing.claims[0], claim=denied, id=f"clm-{'d' * 24}"),)
    reports.append((Filing(filing.document, filing.text, claims), data))
    with ledger_of(tmp_path / "l.db", reports) as ledger:
        told = told_of(ledger, workspace, reports[0][0].claims[0].id)
        other = told_of(ledger, workspace, claims[0].id)
    assert [one["claim"]["id"] for one in told["against"]] == [claims[0].id]
    assert [one["claim"]["id"] for one in other["against"]] == [reports[0][0].claims[0].id]


def test_a_claim_that_was_closed_says_so(workspace: Workspace, tmp_path: Path) -> None:
    first, data = report(RATIFIED, SENT)
    again = Filing(first.document, first.text, first.claims[:1], first.pacts, first.steps)
    with ledger_of(tmp_path / "l.db", [(first, data)]) as ledger:
        ledger.file(again, data, BEGUN + timedelta(days=1), again=True)
        told = told_of(ledger, workspace, first.claims[1].id)
    assert told["evidence"][0]["claim"]["closed_at"] == "2026-01-02T08:00:00.000000Z"
    assert "No longer found" in str(BundlePage(told, "en"))


def test_what_was_undone_is_said_to_be(workspace: Workspace, tmp_path: Path) -> None:
    filing = report(number=0)
    decision = accepting(filing[0], BEGUN + timedelta(days=1))
    undo = undoing(decision, BEGUN + timedelta(days=2))
    with ledger_of(tmp_path / "l.db", [filing], [decision, undo]) as ledger:
        told = told_of(ledger, workspace, decision.id)
    assert [one["verdict"] for one in told["decisions"]] == ["accept", "undo"]
    assert "since undone" in str(BundlePage(told, "en"))


def test_the_same_fact_gives_the_same_bytes(
    ledger: Ledger, workspace: Workspace, claim: str
) -> None:
    pages = {json.dumps(told_of(ledger, workspace, claim)) for _ in range(2)}
    assert len(pages) == 1


def test_nothing_of_that_name_is_named(ledger: Ledger, workspace: Workspace) -> None:
    for prefix in ("clm", "stp", "dec", "evt", "prp"):
        with pytest.raises(UnknownFactError, match=f"{prefix}-nobody"):
            told_of(ledger, workspace, f"{prefix}-nobody")


def test_every_word_of_the_page_is_in_both_languages(
    ledger: Ledger, workspace: Workspace, claim: str
) -> None:
    for key, told in record("wording/releases.yaml").items():
        assert set(told) == {"en", "id"}, key
    page = str(BundlePage(told_of(ledger, workspace, claim), "id"))
    assert page.startswith("# Klaim: `clm-")
    assert "Yang membantahnya" in page


@pytest.mark.parametrize("words", HOSTILE)
def test_no_report_breaks_out_of_the_page(
    words: str, ledger: Ledger, workspace: Workspace, claim: str
) -> None:
    told = told_of(ledger, workspace, claim)
    clean = kinds(str(BundlePage(told, "en")))
    for side in told["evidence"]:
        side["claim"]["sentence"] = words
        side["claim"] |= {"where_name": words, "unresolved": words, "agents": None}
        side["report"] |= {"headline": words, "outlet_name": words}
        side["before"] = [words]
    for one in told["decisions"]:
        one |= {"note": words, "coder": words}
    told["references"][0] |= {"title": words, "URL": words}
    page = str(BundlePage(told, "en"))
    found = kinds(page)
    assert not OUTSIDE & set(found)
    assert found.count("heading_open") == clean.count("heading_open")
    assert found.count("blockquote_open") == clean.count("blockquote_open")
    assert found.count("ordered_list_open") == 0
    assert not [link for link in links(page) if "evil" in link or "javascript" in link]
    assert not set(page) & set("\u202e\x1b\0\u2028")


@given(st.text(max_size=40))
def test_a_text_is_shown_as_it_is(text: str) -> None:
    tokens = DRAWN.parse(f"> {shown(text)}")
    inline = [token for token in tokens if token.type == "inline"]
    children = [child for token in inline for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special"}
    assert not OUTSIDE & {token.type for token in tokens}
    printed = "".join(child.content for child in children)
    whole = " ".join(text.split())
    assert len(printed) == len(whole)


@pytest.mark.parametrize(
    ("told", "linked"),
    [
        ("https://news.example/a?b=c&d=e#f", True),
        ("https://news.example/> <script>", False),
        ("javascript:alert(1)", False),
        ("https://user@evil.example", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_what_is_an_address_becomes_a_link(told: str, linked: bool) -> None:  # noqa: FBT001 - a case
    assert address(told).startswith("<") is linked
    assert bool(links(address(told))) is linked
