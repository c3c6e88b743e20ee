"""Journeys through the whole web in a real browser: what people do, from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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
