"""Journeys through the whole web in a real browser: what people do, from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Tabs
from playwright.sync_api import expect
from reports_to_decide import MANY, ledger_to_decide
from web_served import served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("done", "noted"),
    [
        ("console.error('oh')", "console: oh"),
        ("throw new Error('oh')", "error: oh"),
        ("alert('oh')", "dialog: oh"),
        ("fetch('https://example.org/x').catch(() => 0)", "policy: connect-src forbids"),
        ("document.body.insertAdjacentHTML('beforeend', '<p style=color:red>')", "policy: style"),
        ("location.assign('https://example.org/x')", "asks https://example.org/x"),
    ],
)
def test_what_a_page_must_not_do_is_noted(
    browser: Browser, site: str, done: str, noted: str
) -> None:
    tabs = Tabs(browser, site)
    page = tabs.open("/en/nowhere")
    page.evaluate(f"() => {{ setTimeout(() => {{ {done}; }}); }}")
    page.wait_for_timeout(500)
    tabs.close()
    assert any(noted in fault for fault in tabs.faults)


def test_a_wrong_turn_is_answered_in_ones_own_language(tab: Tabs) -> None:
    page = tab.open("/id/tidak-ada", language="id", theme="dark", width=320)
    assert page.locator("h1").inner_text() == "Tidak ada apa-apa di situ"
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_newcomer_pastes_a_report_and_goes_from_its_claim_to_the_treaty(own_tab: Tabs) -> None:
    """Without an account: paste, dossier, keep it, evidence of a claim, the treaty."""
    page = own_tab.open("/")
    assert page.url.endswith("/en/")
    page.get_by_label("The report").fill(
        "Russia and North Korea\n\nMOSCOW, Nov 13, 2024 - North Korea ratified its Comprehensive "
        "Strategic Partnership Treaty with Russia on November 11, the Kremlin said.\n"
    )
    page.get_by_role("button", name="Read it").click()
    card = page.locator(".claim-card", has_text="the Kremlin").first
    expect(card).to_contain_text("ratifies")
    expect(card).to_contain_text("North Korea")
    page.locator("form[action$='/read/keep'] button").click()
    page.wait_for_url("**/reports/doc-*")
    card = page.locator(".claim-card", has_text="the Kremlin").first
    card.locator("a[data-drawer]").click()
    drawer = page.locator("#drawer")
    expect(drawer).to_be_visible()
    expect(drawer).to_contain_text("ratified its Comprehensive Strategic Partnership Treaty")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    card.locator("a[href*='/treaties/prk-rus-2024']").click()
    page.wait_for_url("**/treaties/prk-rus-2024*")
    expect(page.locator("h1")).to_contain_text("Comprehensive Strategic Partnership")


def test_a_newcomer_needs_no_scripts(own_tab: Tabs) -> None:
    page = own_tab.open("/id/", language="id", scripts=False)
    page.locator("#paste-report").fill(
        "Rusia dan Korea Utara\n\nMOSKWA, 13 November 2024 - Korea Utara meratifikasi perjanjian "
        "kemitraan strategis komprehensif dengan Rusia, kata Kremlin.\n"
    )
    page.locator(".paste button").click()
    card = page.locator(".claim-card", has_text="meratifikasi").first
    expect(card).to_contain_text("Korea Utara")
    page.goto("/id/claims?words=ratified")
    page.locator("a.evidence").first.click()
    page.wait_for_url("**/id/provenance/clm-*")


def test_an_editor_asks_who_must_help_and_sees_on_what_words_that_rests(tab: Tabs) -> None:
    page = tab.open("/en/ask", width=320, theme="dark")
    page.get_by_label("Who attacks").or_(page.locator("#attacker")).first.fill("Ukraine")
    page.locator("#victim").fill("Russia")
    page.locator("#on").fill("2025-01-01")
    page.locator("#on").press("Enter")
    page.wait_for_url("**/ask?*victim=Russia*")
    expect(page.locator("#answer")).to_be_visible()
    expect(page.locator("main")).to_contain_text("North Korea")
    page.locator("main a[href*='/treaties/prk-rus-2024']").first.click()
    page.wait_for_url("**/treaties/prk-rus-2024*")
    assert "on=2025-01-01" in page.url  # the day goes along


def test_a_searcher_narrows_by_facets_and_shares_the_address(tab: Tabs) -> None:
    page = tab.open("/en/")
    page.locator("#front-words").fill("north korea")
    page.locator("#front-words").press("Enter")
    page.wait_for_url("**/en/claims?*")
    page.get_by_role("link", name="doing it").click()
    page.locator("#by-modality summary").click()
    page.locator("#by-modality a", has_text="denied").click()
    expect(page.locator("#found")).to_have_text("Claims that fit: 1")
    address = page.url
    again = tab.open(None)
    again.goto(address)
    expect(again.locator("#found")).to_have_text("Claims that fit: 1")
    again.locator("main a", has_text="The story").first.click()
    expect(again.locator("main")).to_contain_text("What does not go together")


def test_a_coder_decides_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    with ledger_to_decide(tmp_path) as ledger, served(ledger) as address:
        tabs = Tabs(browser, address)
        page = tabs.open("/en/review")
        page.wait_for_selector("#begin", timeout=60_000)
        for _ in range(80):  # by the tabulator to where one begins
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "begin":
                break
        page.keyboard.press("Enter")
        page.wait_for_selector("#sheet")
        for key, count in (("a", 1), ("x", 2)):
            first = page.url
            page.keyboard.press(key)
            page.wait_for_url(lambda url, first=first: url != first)
            expect(page.locator("#review")).not_to_have_attribute("aria-busy", "true")
            assert len(ledger.decisions()) == count
        page.keyboard.press("u")
        page.wait_for_timeout(1500)
        assert [one.verdict.value for one in ledger.decisions()] == ["accept", "reject", "undo"]
        assert len(ledger.decisions()) < MANY
        tabs.close()
    assert tabs.faults == []
