"""The programs at the foot of every page: quoted rightly, and saying what the page was asked."""

from __future__ import annotations

import ast
import json
import re
import shlex
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.web.snippets.question import Question
from foedera.web.snippets.snippet import curl, python, r, r_text

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from foedera.ledger.sql_ledger import SqlLedger

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
_HOSTILE = st.sampled_from(
    [
        "'; rm -rf /",
        '"; system("x")',
        "$(id)",
        "`id`",
        "\\",
        "a\nb",
        "%27",
        "\0",
        "é’\u202e",
        "\\u{41}",
    ]
)
_NAMES = st.sampled_from(["words", "act", "known_by", "agent"])
_PARAMETERS = st.lists(st.tuples(_NAMES, _TEXTS | _HOSTILE), max_size=4)
_ADDRESS = "http://127.0.0.1:8080/api/v1/claims"


def _r_value(text: str) -> str:
    """Read a text of R in double quotes."""
    assert text[0] == text[-1] == '"'

    def read(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    return re.sub(r"\\(?:[uU]\{([0-9a-f]+)\}|(.))", read, text[1:-1], flags=re.DOTALL)


@settings(max_examples=150, deadline=None)
@given(parameters=_PARAMETERS, closed=st.booleans())
def test_python_asks_what_was_asked(parameters: list[tuple[str, str]], closed: bool) -> None:  # noqa: FBT001 - drawn
    program = ast.parse(python(Question(_ADDRESS, parameters), closed=closed))
    told = {
        one.targets[0].id: ast.literal_eval(one.value)
        for one in program.body
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
        if one.targets[0].id != "headers"
    }
    assert told["address"] == _ADDRESS
    assert told.get("asked", []) == parameters


@settings(max_examples=150, deadline=None)
@given(parameters=_PARAMETERS, closed=st.booleans())
def test_curl_asks_what_was_asked(parameters: list[tuple[str, str]], closed: bool) -> None:  # noqa: FBT001 - drawn
    *words, url = shlex.split(curl(Question(_ADDRESS, parameters), closed=closed))
    assert words[0] == "curl"
    assert url.split("?")[0] == _ADDRESS
    assert parse_qsl(urlsplit(url).query, keep_blank_values=True) == parameters


@settings(max_examples=150, deadline=None)
@given(
    text=_TEXTS.filter(lambda one: "\0" not in one) | _HOSTILE.filter(lambda one: "\0" not in one)
)
def test_texts_of_r_say_what_they_stand_for_and_hold_no_other_quote(text: str) -> None:
    written = r_text(text)
    assert _r_value(written) == text
    assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', written, re.DOTALL)
    assert written.isprintable()


@settings(max_examples=100, deadline=None)
@given(parameters=_PARAMETERS)
def test_r_is_one_call_after_another_whatever_is_asked(parameters: list[tuple[str, str]]) -> None:
    program = r(Question(_ADDRESS, parameters), closed=False)
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', program, flags=re.DOTALL)
    assert re.fullmatch(
        r'library\(httr2\)\nlibrary\(jsonlite\)\n\ntold <- request\(""\)'
        r'( \|>\n  req_url_query\([a-z_]+ = [^|]*, \.multi = ""\))?'
        r" \|>\n  req_perform\(\) \|>\n  resp_body_string\(\) \|>\n  fromJSON\(\)\n",
        bare,
    )


def _shown(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'translate="no">(.*?)</code>', page, re.DOTALL)]


@pytest.mark.parametrize(
    ("page", "operation"),
    [
        ("/claims?agent=PRK&act=ratify&known_by=2024-11-13", "/api/v1/claims"),
        ("/stories?act=ratify", "/api/v1/stories"),
        ("/claims?unfold=act", "/en/claims.json"),
        ("/claims?words=%27%3B--", "/api/v1/claims"),
        ("/reports?language=en", "/api/v1/documents"),
        ("/changes?since=2025-01-01", "/api/v1/changes"),
    ],
)
def test_pages_name_the_operation_that_gives_what_they_show(
    web: TestClient, page: str, operation: str
) -> None:
    answer = web.get(f"/en{page}")
    assert answer.status_code == 200
    command = _shown(answer.text)[-1]
    url = urlsplit(shlex.split(command)[-1])
    assert url.path == operation
    if operation.startswith("/api"):
        again = web.get(f"{url.path}?{url.query}")
        assert again.status_code in {200, 400}
        assert again.headers["content-type"].startswith("application/")


def test_foederas_own_program_runs_and_finds_the_same(
    web: TestClient, own_ledger: SqlLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = web.get("/en/claims?act=ratify&known_by=2024-11-13&recorded_by=2026-01-02")
    program = _shown(page.text)[0]
    own_ledger.backup(tmp_path / "my.ledger")
    monkeypatch.chdir(tmp_path)
    told: dict[str, object] = {}
    exec(compile(program, "snippet", "exec"), told)  # noqa: S102 - our own page's
    data = web.get("/api/v1/claims?act=ratify&known_by=2024-11-13&recorded_by=2026-01-02").json()
    found = told["found"]
    assert [one.id for one in found.claims] == [one["id"] for one in data["claims"]]  # type: ignore[attr-defined]
    assert data["claims"]


def test_a_pasted_report_is_asked_for_by_its_file(web: TestClient) -> None:
    programs = _shown(web.get("/en/read").text)
    assert "report.txt" in programs[0]
    assert shlex.split(programs[-1])[-1].endswith("/api/v1/read")


def test_nothing_that_was_asked_breaks_out_of_the_page(web: TestClient) -> None:
    hostile = "</code></pre><script>alert(1)</script>"
    page = web.get(f"/en/claims?words={quote(hostile)}").text
    assert "<script>alert" not in page
    assert json.dumps(hostile)[1:-1].replace("<", "&lt;").split("/")[0] in page
