"""WCAG 2.2 AA by axe-core on every page: both languages and themes, a wide and a narrow window.

Every page is gone through in one look, the next page in another; with ``FOEDERA_EVERY_WIDTH``
set (``make screens``), each page in every combination of them. Where ``FOEDERA_SCREENS`` names a
folder, a picture of each is kept there.
"""

from __future__ import annotations

import os
import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from addresses import ASKED, addresses, filled, unasked
from browsing import REQUIRED

if TYPE_CHECKING:
    from browsing import Tabs
    from playwright.sync_api import Page

    from foedera.ledger.sql_ledger import SqlLedger

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).parent / "built" / "axe.min.js"
EVERY_WIDTH = "FOEDERA_EVERY_WIDTH"
SCREENS = "FOEDERA_SCREENS"
WIDTHS = (1280, 320)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """
async (tags) => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const asked = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
  const found = await axe.run(document, asked);
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
}
"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        why = f"{AXE.name} is not built: run 'make browser'"
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, but {why}")
        pytest.skip(why)
    return AXE.read_text(encoding="utf-8")


def faults_of(page: Page, axe: str) -> list[str]:
    """Return what axe finds, and whether the page is wider than the window."""
    page.evaluate(axe)
    faults = [f"{rule}: {nodes[:4]}" for rule, nodes in page.evaluate(_RUN, RULES)]
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > page.viewport_size["width"]:  # type: ignore[index] - it has one
        faults.append(f"the page is {wide} pixels wide")
    return faults


def keep(page: Page, name: str) -> None:
    """Keep a picture of a page, where pictures are wanted."""
    folder = os.environ.get(SCREENS)
    if folder:
        called = re.sub(r"[^a-z0-9-]+", "_", name.lower())
        page.screenshot(path=Path(folder) / f"{called}.png", full_page=True)


def test_every_screen_has_an_address_to_be_tested_at() -> None:
    assert unasked() == set()


def test_every_address_belongs_to_a_screen() -> None:
    """Whoever takes a screen away takes its addresses away, too."""
    assert len(addresses()) <= sum(map(len, ASKED.values()))


def looks(turn: int) -> list[tuple[str, str, int]]:
    """Return the languages, themes and widths a page is looked at in."""
    every = list(product(("en", "id"), ("light", "dark"), WIDTHS))
    return every if EVERY_WIDTH in os.environ else [every[turn * 3 % len(every)]]


@pytest.mark.parametrize("address", addresses())
def test_every_page_can_be_used_by_everybody(
    tab: Tabs, web_ledger: SqlLedger, axe: str, address: str
) -> None:
    faults: list[str] = []
    turn = addresses().index(address)
    page = tab.open()
    for language, theme, width in looks(turn):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(f"/{language}{filled(address, web_ledger)}")
        assert answer is not None
        assert answer.status == 200, address
        found = faults_of(page, axe)
        faults += [f"{language} {theme} {width}: {one}" for one in found]
        keep(page, f"{turn:02}{address}-{language}-{theme}-{width}")
    assert faults == []
