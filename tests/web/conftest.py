"""A real ledger, the whole application over it, and a server of it for a real browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import REQUIRED, NoBrowserError, Tabs, chromium
from reports_for_review import ledger_in
from starlette.testclient import TestClient
from web_served import desk_of, served

from foedera.web.application import application

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from foedera.ledger.sql_ledger import SqlLedger


#: With this set, nothing is left to a sample: before a release, and at night.
THOROUGH = "FOEDERA_THOROUGH"
#: Of a test with more cases than this, every fourth is tried unless all are wanted.
_FEW = 12


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a sample of what is tried many times over, and leave the longest journeys out.

    The sample is the same each time. What describes the API is always tried whole.
    """
    if os.environ.get(THOROUGH):
        return
    ours = [one for one in items if one.path.is_relative_to(Path(__file__).parent)]
    cases: dict[str, list[pytest.Item]] = {}
    for one in ours:
        cases.setdefault(one.nodeid.partition("[")[0], []).append(one)
    why = f"a sample is tried: set {THOROUGH} to try all ('make thorough')"
    for name, every in cases.items():
        if len(every) > _FEW and "schemathesis" not in name:
            for number, one in enumerate(every):
                if number % 4:
                    one.add_marker(pytest.mark.skip(reason=why))
    for one in ours:
        if one.get_closest_marker("thorough"):
            one.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def web_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlLedger]:
    """A ledger with reports told apart, copied and denied; not to be written to."""
    ledger = ledger_in(tmp_path_factory.mktemp("web"))
    yield ledger
    ledger.close()


@pytest.fixture
def own_ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    """The same, of one's own: for what writes."""
    ledger = ledger_in(tmp_path)
    yield ledger
    ledger.close()


@pytest.fixture(scope="session")
def web(web_ledger: SqlLedger) -> Iterator[TestClient]:
    """A client of the whole application over the ledger that is not written to."""
    with TestClient(
        application(desk_of(web_ledger)), base_url="http://127.0.0.1", raise_server_exceptions=True
    ) as client:
        yield client


@pytest.fixture
def own_web(own_ledger: SqlLedger) -> Iterator[TestClient]:
    """A client of the whole application over a ledger of one's own."""
    with TestClient(application(desk_of(own_ledger)), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def site(web_ledger: SqlLedger) -> Iterator[str]:
    """The address of a real server over the ledger that is not written to."""
    with served(web_ledger) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser; the test is left out where there is none.

    One for each module: its event loop must not stand in the way of other modules' own.
    """
    try:
        running = chromium()
        started = running.__enter__()
    except NoBrowserError as error:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, but {error}")
        pytest.skip(str(error))
    yield started
    running.__exit__(None, None, None)


@pytest.fixture
def tab(browser: Browser, site: str) -> Iterator[Tabs]:
    """Opens pages of ``site``: ``tab.open("/en/", theme="dark", width=320)``.

    The test fails where a page writes an error into the console, raises one, breaks its own
    policy, opens a dialog, or asks any other machine for anything.
    """
    tabs = Tabs(browser, site)
    yield tabs
    tabs.close()
    assert tabs.faults == []


@pytest.fixture
def own_tab(browser: Browser, own_ledger: SqlLedger) -> Iterator[Tabs]:
    """The same over a ledger of one's own: for what writes."""
    with served(own_ledger) as address:
        tabs = Tabs(browser, address)
        yield tabs
        tabs.close()
    assert tabs.faults == []
