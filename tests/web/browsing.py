"""A real browser for the tests: Debian's Chromium, watched for whatever a page must not do."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Dialog,
        Page,
        Request,
    )

#: Set where a missing browser is to fail the tests and not to leave some of them out.
REQUIRED: Final = "FOEDERA_REQUIRE_BROWSER"
#: The browser to run, where it does not stand on the path.
CHOSEN: Final = "CHROMIUM"
#: What Debian and others call it.
_CALLED: Final = ("chromium", "chromium-browser", "google-chrome")
#: A browser that talks to nobody of its own accord, and finds nobody but this machine.
_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
#: Tells the console of what the page's policy forbade: workers and frames do so nowhere else.
_POLICED: Final = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`);
});
"""
_HERE: Final = "127.0.0.1"
#: What a browser says to itself, and no page loads.
_UNSENT: Final = frozenset({"about", "blob", "data", "chrome-extension"})
#: What Chromium writes into the console where an answer bears a status of 400 or more.
_REFUSED: Final = "Failed to load resource: the server responded with a status of"


class NoBrowserError(Exception):
    """There is no browser to test with."""

    def __init__(self) -> None:
        super().__init__(
            f"No Chromium was found on the path. Install it (Debian: apt-get install chromium), "
            f"or say in {CHOSEN} where it is."
        )


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium.

    While it runs an event loop stands in this thread: ``asyncio.run`` cannot be called.

    Raises:
        NoBrowserError: There is none.
    """
    place = os.environ.get(CHOSEN) or next(filter(None, map(shutil.which, _CALLED)), None)
    if place is None:
        raise NoBrowserError
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=[*_ARGUMENTS])
        yield browser
        browser.close()


class Tabs:
    """Opens pages, each in a fresh profile, and notes whatever they must not do.

    Args:
        browser: The browser.
        address: Where the server is.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.faults: list[str] = []
        self._browser = browser
        self._open: list[BrowserContext] = []

    def open(  # noqa: PLR0913 - what may differ between two people's browsers
        self,
        path: str | None = None,
        *,
        language: str = "en",
        theme: str = "light",
        width: int = 1280,
        height: int = 900,
        scripts: bool = True,
        **more: Any,  # noqa: ANN401 - whatever Playwright takes
    ) -> Page:
        """Open a tab.

        Args:
            path: What to go to: ``/en/treaties``; None for nothing yet.
            language: What the browser asks for.
            theme: ``light`` or ``dark``.
            width: Of the window, in pixels.
            height: Ditto.
            scripts: Whether scripts run.
            more: Of ``Browser.new_context``.
        """
        context = self._browser.new_context(
            base_url=self.address,
            locale={"en": "en-GB", "id": "id-ID"}.get(language, language),
            color_scheme=theme,  # type: ignore[arg-type] - one of two
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(20_000)
        context.add_init_script(_POLICED)
        self._open.append(context)
        page = context.new_page()
        self.watch(page)
        if path is not None:
            page.goto(path)
        return page

    def watch(self, page: Page) -> None:
        """Note what a page must not do."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self._fault(page, f"error: {error}"))
        page.on("dialog", lambda dialog: self._asked(page, dialog))
        page.on("request", lambda request: self._sent(page, request))
        page.on("crash", lambda _: self._fault(page, "crashed"))

    def close(self) -> None:
        """Close all tabs."""
        for context in self._open:
            context.close()
        self._open.clear()

    def _said(self, message: ConsoleMessage) -> None:
        refused = message.text.startswith(_REFUSED)  # seen by whoever asks for the answer
        if message.type in {"error", "warning", "assert"} and not refused:
            self.faults.append(f"{message.location.get('url', '')}: console: {message.text}")

    def _asked(self, page: Page, dialog: Dialog) -> None:
        self._fault(page, f"dialog: {dialog.message}")
        dialog.dismiss()

    def _sent(self, page: Page, request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme not in _UNSENT and target.hostname != _HERE:
            self._fault(page, f"asks {request.url}")

    def _fault(self, page: Page, what: str) -> None:
        self.faults.append(f"{page.url}: {what}")
