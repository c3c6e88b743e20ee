"""A coder decides by keys alone, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import Tabs
from playwright.sync_api import expect
from reports_for_review import desk, minute
from reports_to_decide import ledger_to_decide, served_to

from foedera.claims.review import Verdict, standing_decisions
from foedera.workspace.review.reviewing import Reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from foedera.ledger.sql_ledger import SqlLedger


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[SqlLedger]:
    """A ledger in which a dozen proposals wait."""
    ledger = ledger_to_decide(tmp_path)
    yield ledger
    ledger.close()


@pytest.fixture
def tabs(browser: Browser, waiting: SqlLedger) -> Iterator[Tabs]:
    """Opens pages over it; faults of theirs fail the test."""
    with served_to(waiting, "ana") as address:
        tabs = Tabs(browser, address)
        yield tabs
        tabs.close()
    assert tabs.faults == []


def begin(tabs: Tabs, path: str = "/en/review") -> Page:
    """Open the queue and begin with the first proposal, by one key."""
    page = tabs.open(path)
    if page.locator("#begin").count() == 0:
        page.locator("#begin").wait_for()
    page.keyboard.press("Enter")
    page.locator("#sheet").wait_for()
    return page


def name_of(page: Page) -> str:
    return page.locator("#sheet").get_attribute("data-proposal") or ""


def press(page: Page, key: str, subject: str) -> str:
    """Press a key, and wait until what is in view is no longer ``subject``; return what is."""
    page.keyboard.press(key)
    expect(page.locator("#sheet")).not_to_have_attribute("data-proposal", subject)
    return name_of(page)


def settled(page: Page, count: int) -> None:
    """Wait until so many decisions are on record, and the page in view tells what follows."""
    done = page.locator('#recent li[data-state="done"]')
    expect(done).to_have_count(count)
    expect(page.locator("#review")).not_to_have_attribute("aria-busy", "true")


def unreached(tabs: Tabs) -> None:
    """Pass over what the browser says where there is no server: that is what is tried."""
    tabs.faults[:] = [one for one in tabs.faults if "net::ERR_" not in one]


def test_ten_proposals_are_decided_by_keys_alone_and_one_is_undone(
    tabs: Tabs, waiting: SqlLedger
) -> None:
    page = begin(tabs)
    subject, passed = name_of(page), []
    for number in range(10):
        passed.append(subject)
        subject = press(page, "x" if number else "a", subject)
        settled(page, number + 1)
    assert [one.subject for one in waiting.decisions()] == passed
    assert {one.coder for one in waiting.decisions()} == {"ana"}
    assert page.locator("#recent li").count() == 10
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("u")
    expect(page.locator("#sheet")).to_have_attribute("data-proposal", passed[-1])
    last = waiting.decisions()[-1]
    assert (last.verdict, last.subject) == (Verdict.UNDO, passed[-1])
    page.keyboard.press("Backspace")
    expect(page.locator("#sheet")).to_have_attribute("data-proposal", passed[-2])
    assert len(standing_decisions(waiting.decisions())) == 8


@pytest.mark.thorough
def test_the_next_page_is_at_hand_before_it_is_asked_for(tabs: Tabs) -> None:
    page = begin(tabs)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)  # nothing can be fetched: it is there already
    press(page, "j", name_of(page))
    page.context.set_offline(False)
    unreached(tabs)


@pytest.mark.thorough
def test_skipping_going_back_and_folded_parts_need_no_mouse(tabs: Tabs, waiting: SqlLedger) -> None:
    page = begin(tabs)
    first = name_of(page)
    second = press(page, "Space", first)
    assert press(page, "k", second) == first
    page.keyboard.press("?")
    expect(page.locator("#help")).to_have_attribute("open", "")
    page.keyboard.press("e")
    expect(page.locator("#edit-act")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("axu: keys are letters in a field")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settled(page, 1)
    page.keyboard.press("f")
    settled(page, 2)
    assert name_of(page) == first
    noted = [(one.verdict, one.note) for one in waiting.decisions()]
    assert noted == [
        (Verdict.NOTE, "axu: keys are letters in a field"),
        (Verdict.NOTE, "flag"),
    ]


def test_what_is_amended_wrongly_stays_in_the_form(tabs: Tabs, waiting: SqlLedger) -> None:
    page = begin(tabs)
    first = name_of(page)
    page.keyboard.press("e")
    page.locator("#edit-days").fill("last week")
    page.keyboard.press("Enter")
    expect(page.locator("#edit-days")).to_have_attribute("aria-invalid", "true")
    assert waiting.decisions() == ()
    page.locator("#edit-days").fill("2024-10")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).not_to_have_attribute("data-proposal", first)
    assert [one.verdict for one in waiting.decisions()] == [Verdict.AMEND]


def test_a_proposal_comes_back_where_somebody_else_was_first(
    tabs: Tabs, waiting: SqlLedger
) -> None:
    page = begin(tabs)
    first = name_of(page)
    page.wait_for_load_state("networkidle")
    other = Reviewing(waiting, desk().registry, desk().catalogue, "budi")
    other.reject(next(one.id for one in other.queue() if one.id == first), minute(0))
    page.keyboard.press("a")
    failure = page.locator("#failure")
    expect(failure).to_contain_text("budi decided")
    expect(failure).to_contain_text("rejected · ratifies")
    expect(failure).to_contain_text("accepted · ratifies")
    assert name_of(page) == first
    assert page.locator('#recent li[data-state="done"]').count() == 0


def test_a_proposal_comes_back_where_the_server_cannot_be_reached(
    tabs: Tabs, waiting: SqlLedger
) -> None:
    page = begin(tabs)
    first = name_of(page)
    page.wait_for_load_state("networkidle")
    page.route("**/*.json*", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator("#failure")).to_contain_text("The server cannot be reached.")
    unreached(tabs)
    assert name_of(page) == first
    assert waiting.decisions() == ()


@pytest.mark.thorough
def test_keys_that_are_switched_off_do_nothing(tabs: Tabs, waiting: SqlLedger) -> None:
    page = tabs.open("/en/review/keys")
    page.get_by_label("Keys do something").uncheck()
    page.get_by_role("button", name="Keep").click()
    page.goto("/en/review")
    page.locator("#begin").click()
    first = name_of(page)
    page.keyboard.press("a")
    page.keyboard.press("x")
    page.wait_for_load_state("networkidle")
    assert name_of(page) == first
    assert waiting.decisions() == ()
    page.get_by_role("button", name="Reject").click()
    settled(page, 1)


def test_blind_coding_goes_by_the_same_keys(tabs: Tabs, waiting: SqlLedger) -> None:
    other = Reviewing(waiting, desk().registry, desk().catalogue, "budi")
    for number, one in enumerate(other.queue()[:3]):
        other.reject(one.id, minute(number))
    page = begin(tabs, "/en/review?blind=1")
    assert "budi" not in page.locator("main").inner_text()
    press(page, "x", name_of(page))
    settled(page, 1)
    blind = [one for one in waiting.decisions() if one.blind]
    assert [(one.coder, one.verdict) for one in blind] == [("ana", Verdict.REJECT)]


@pytest.mark.thorough
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_review_fits_a_narrow_screen_and_works_without_scripts(
    tabs: Tabs, waiting: SqlLedger, theme: str
) -> None:
    page = tabs.open("/id/review", language="id", theme=theme, width=320, scripts=False)
    page.get_by_role("link", name="Mulai dari yang pertama").click()
    narrow = "() => document.documentElement.scrollWidth"
    assert page.locator("h1").count() == 1
    page.get_by_role("button", name="Tolak").click()
    assert len(waiting.decisions()) == 1
    assert page.locator("#recent li").count() == 1
    wide = tabs.open(page.url.removeprefix(tabs.address), width=320, theme=theme)
    assert wide.evaluate(narrow) == 320
