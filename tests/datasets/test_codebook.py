"""The codebook tells of every column, shows what is written, and fetches nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from foedera.cli.commands import run
from foedera.datasets.codebook import markdown
from foedera.datasets.codebook_page import html_page
from foedera.datasets.columns import LANGUAGES, definition, read_definition, tables
from foedera.resources import record

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "codebook.md"
ALL = [definition(name) for name in tables()]
HOSTILE = "<script>alert('&')</script> | *x*"


class Elements(HTMLParser):
    """Collects the elements of a page, and complains of any left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def elements(page: str) -> Elements:
    found = Elements()
    found.feed(page)
    found.close()
    assert not found.open
    return found


def test_the_words_of_codebooks_are_in_both_languages() -> None:
    for key, wording in record("wording/codebook.yaml").items():
        assert set(wording) == set(LANGUAGES), key
        gaps = [set(re.findall(r"\{(\w+)\}", text)) for text in wording.values()]
        assert gaps[0] == gaps[1], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_told_of_in_both_forms(language: str) -> None:
    told, page = markdown(ALL, language), html_page(ALL, language)
    anchors = {attributes.get("id") for _, attributes in elements(page).seen}
    for table in ALL:
        assert f"(`{table.name}`)" in told
        for column in table.columns:
            assert f"`{column.name}" in told
            assert f"{table.name}-{column.name}" in anchors
            assert column.source in page


def test_what_the_page_of_the_manual_says_is_what_the_definitions_say() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for part in markdown(ALL).split("\n## ")[1:]:
        assert part.strip() in page


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = html_page(ALL)
    found = elements(page).seen
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in found}
    assert all((one.get("href") or "#").startswith("#") for _, one in found)
    assert not any(name.startswith("on") for _, one in found for name in one)
    assert "://" not in page
    assert "@media print" in page
    assert '<html lang="en">' in page


def test_links_within_the_page_lead_somewhere() -> None:
    found = elements(html_page(ALL)).seen
    anchors = {one.get("id") for _, one in found}
    assert {(one["href"] or "")[1:] for _, one in found if "href" in one} <= anchors


def test_hostile_words_are_shown_and_not_obeyed() -> None:
    content = {
        "title": {"en": HOSTILE, "id": HOSTILE},
        "row": {"en": HOSTILE, "id": HOSTILE},
        "key": ["a"],
        "columns": [
            {
                "name": "a",
                "type": "text",
                "means": {"en": HOSTILE, "id": HOSTILE},
                "values": {HOSTILE: {"en": HOSTILE, "id": HOSTILE}},
                "source": HOSTILE,
                "set": "more",
            }
        ],
    }
    found = read_definition("hostile", content, "hostile.yaml")
    page = html_page([found])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    rows = [line for line in markdown([found]).splitlines() if line.startswith("| `a`")]
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == len("|||||")
    assert r"\<script\>" in rows[0]


def test_the_command_prints_one_table_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "dyads", "--interface", "id"]) == 0
    assert capsys.readouterr().out == markdown([definition("dyads")], "id")
    assert run(["codebook", "--interface", "en"]) == 0
    assert capsys.readouterr().out == markdown(ALL)


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    place = tmp_path / "codebook.html"
    words = ["codebook", "--format", "html", "--interface", "en", "--output", str(place)]
    assert run(words) == 0
    assert place.read_bytes().decode() == html_page(ALL)


def test_the_command_says_which_tables_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "treaties"]) == 1
    assert "alliances, cases, claims" in capsys.readouterr().err


def test_the_command_names_a_place_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["codebook", "--output", str(tmp_path / "no" / "such.md")]) == 1
    assert "such.md could not be written" in capsys.readouterr().err
