"""Hostile texts in every field that is shown, and in every parameter, before a real browser."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from browsing import Tabs
from payloads import SIGN, payloads
from reports_for_review import RECORDED, _filings
from starlette.testclient import TestClient
from web_served import desk_of, served

from foedera.claims.review import Decision, Verdict, named
from foedera.documents.report import Stated
from foedera.identifiers import ContentId
from foedera.ledger import create_ledger
from foedera.ledger.rows import storable
from foedera.web.application import application

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

    from foedera.ledger import Filing
    from foedera.ledger.sql_ledger import SqlLedger

HOSTILE = payloads()
#: What a ledger takes: it has no room for a null character.
KEPT = tuple(one for one in HOSTILE if storable(one))
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _name(kind: str, number: int) -> ContentId:
    return ContentId(f"{kind}-{hashlib.sha256(f'{kind}{number}'.encode()).hexdigest()[:24]}")


def _hostile(filing: Filing, number: int, text: str) -> Filing:
    """Return a report every shown word of which is hostile."""
    document = _name("doc", number)
    span = filing.claims[0].claim.span
    stated = Stated(text[:900], span)
    claims = tuple(
        replace(
            one,
            id=_name("clm", 1000 * place + number),
            document=document,
            claim=replace(
                one.claim,
                sources=tuple(replace(link, actors=(text[:900],)) for link in one.claim.sources),
            ),
            words={key: f"{words} {text}" for key, words in one.words.items()},
        )
        for place, one in enumerate(filing.claims)
    )
    return replace(
        filing,
        document=replace(
            filing.document,
            id=document,
            name=text[:900],
            digest=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
            outlet=stated,
            writers=(stated,),
            wires=(),
            notices=(text,),
            signature=(),
        ),
        text=f"{filing.text}\n\n{text}\n",
        claims=claims,
        pacts=(),
        steps=(),
    )


def _filed(ledger: SqlLedger, texts: Sequence[str]) -> None:
    filing, data = _filings()[2]
    notes = []
    for number, text in enumerate(texts):
        ledger.file(_hostile(filing, number, text), data, RECORDED)
        note = Decision(
            id=ContentId(""),
            coder="ana",
            at=RECORDED + timedelta(seconds=number),
            verdict=Verdict.NOTE,
            subject=_name("clm", number),
            note=text,
        )
        notes.append(named(note))
    ledger.decide(notes, RECORDED + timedelta(hours=1))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlLedger]:
    """A ledger in which every report, source, outlet, name and note is hostile."""
    with create_ledger(str(tmp_path_factory.mktemp("hostile") / "ledger.db")) as ledger:
        _filed(ledger, KEPT)
        yield ledger


@pytest.fixture(scope="module")
def lair(hostile: SqlLedger) -> Iterator[str]:
    with served(hostile) as address:
        yield address


@pytest.fixture(scope="module")
def den(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a few reports, each with as many hostile texts as there is room for."""
    parts = ["\n\n".join(KEPT[start::6]) for start in range(6)]
    with create_ledger(str(tmp_path_factory.mktemp("den") / "ledger.db")) as ledger:
        _filed(ledger, parts)
        with served(ledger) as address:
            yield address


def harm(page: Page) -> list[str]:
    """Return what ran, and what leads anywhere but to a page."""
    page.wait_for_timeout(150)
    found = [f"{SIGN} is set"] if page.evaluate(f"window.{SIGN} !== undefined") else []
    found += page.evaluate("""
        [...document.querySelectorAll("a, area, form, link, iframe, object, embed, base, meta")]
          .map((one) => [one.href, one.action, one.src, one.data].find((at) => at) ?? "")
          .map((at) => typeof at === "string" ? at : String(at.baseVal ?? ""))
          .filter((at) => at && new URL(at, location).origin !== location.origin)
    """)
    return found


def visited(browser: Browser, address: str, paths: list[str]) -> list[str]:
    """Go to pages, and return all harm that was done."""
    tabs = Tabs(browser, address)
    found: list[str] = []
    page = tabs.open()
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < 500, path
        found += [f"{path[:80]}: {one[:200]}" for one in harm(page)]
    tabs.close()
    return found + tabs.faults


def test_there_are_many_and_each_is_another() -> None:
    assert len(HOSTILE) >= 300
    assert len(set(HOSTILE)) == len(HOSTILE)


@pytest.mark.thorough
def test_nothing_on_record_runs_in_any_list(browser: Browser, lair: str) -> None:
    """Sentences, sources, outlets, file names and addresses, all on one page each."""
    paths = ["/en/claims?most=1000", "/id/claims?most=1000&unfold=source", "/en/", "/id/changes"]
    paths += ["/en/claims?unfold=outlet", "/en/stories", "/en/reports", "/en/sources"]
    assert visited(browser, lair, paths) == []


def test_nothing_on_record_runs_on_a_page_of_its_own(browser: Browser, den: str) -> None:
    """Texts, headlines, notes, and all else that is told of one report or one claim."""
    names = [(_name("clm", number), _name("doc", number)) for number in range(6)]
    paths = [f"/en/stories/{names[0][0]}", "/en/timeline", "/en/map", "/en/changes", "/en/"]
    for number, (claim, report) in enumerate(names):
        language = ("en", "id")[number % 2]
        paths += [f"/{language}/reports/{report}?claim={claim}", f"/{language}/claims/{claim}"]
        paths += [f"/{language}/provenance/{claim}"] if number < 2 else []
    assert visited(browser, den, paths) == []


@pytest.mark.thorough
def test_no_parameter_runs(browser: Browser, site: str) -> None:
    """As many at once as an address has room for."""
    paths = []
    for name, step in (("agent", 1), ("source", 3), ("outlet", 3), ("report", 5)):
        for start in range(0, len(HOSTILE), 50 * step):
            told = [(name, one[:300]) for one in HOSTILE[start : start + 50]]
            paths.append(f"/en/claims?{urlencode(told, errors='replace')}")
    for one in HOSTILE[::70]:
        text = quote(one[:200], safe="", errors="replace")
        paths += [f"/en/claims?words={text}", f"/en/claims?instrument={text}&since={text}"]
        paths += [f"/en/ask?question={text}", f"/en/treaties?words={text}", f"/en/{text}"]
    assert visited(browser, site, paths) == []


class Skeleton(HTMLParser):
    """The elements of a page and the names of their attributes, without what they say."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join([tag, *sorted({name for name, _ in attrs})]))
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("turn", "name"),
    list(enumerate(["words", "agent", "source", "outlet", "report", "known_by"])),
)
def test_no_parameter_adds_an_element_to_the_page(web: TestClient, turn: int, name: str) -> None:
    """A page is made of the same elements whatever is asked; each payload for two parameters."""
    tried = ("zzz", "zzz yyy", "north korea", "-drill", "2024-01-01", "z" * 301)
    pages = [web.get("/en/claims", params={name: one}) for one in tried]
    known = frozenset(tag for page in pages for tag in Skeleton(page.text).tags)
    known |= frozenset(Skeleton(web.get("/en/claims?since=x").text).tags)
    for one in HOSTILE[turn % 3 :: 3]:
        told = one[:300].encode("utf-8", "replace").decode()
        page = web.get("/en/claims", params={name: told})
        assert page.status_code in {200, 400}
        found = Skeleton(page.text)
        assert not set(found.tags) - known, one
        assert all(link.startswith(("/", "#")) for link in found.links), one


def test_what_steers_the_direction_of_writing_is_made_visible(hostile: SqlLedger) -> None:
    with TestClient(application(desk_of(hostile)), base_url="http://127.0.0.1") as client:
        for path in ("/en/claims?most=1000", "/en/", "/en/stories", "/en/reports"):
            page = client.get(path).text
            assert not any(one in page for one in _BIDI), path
