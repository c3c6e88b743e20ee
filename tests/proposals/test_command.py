"""``foedera read --propose`` as a person runs it, against a server on loopback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from foedera.resources import DATA

if TYPE_CHECKING:
    from conftest import Server

ROOT = Path(__file__).parents[2]
FOEDERA = Path(sys.executable).with_name("foedera")
KEY = "sk-loopback-5d1f"
PATIENCE = 120

REPORT = """\
LIMA, 6 November 2024 - Chile and Peru signed a treaty on 5 November 2024.

Mali said that Niger had sent more than 13,000 containers of munitions to Chad.
"""
ANSWER: dict[str, Any] = {
    "claims": [
        {
            "quote": "Chile and Peru signed a treaty on 5 November 2024",
            "words": "signed",
            "act": "sign",
            "modality": "asserted",
            "agents": ["Chile", "Peru"],
            "when": "5 November 2024",
        },
        {
            "quote": "Mali said that Niger had sent more than 13,000 containers of munitions "
            "to Chad",
            "words": "had sent",
            "act": "transfer",
            "modality": "planned",
            "agents": ["Mali"],
            "counterparts": ["Chad"],
            "number": "more than 14,000 containers of munitions",
            "source": "Mali",
            "cue": "said",
        },
    ]
}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def foedera(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [FOEDERA, *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        cwd=ROOT,
        env={"LANG": "C.UTF-8", "COLUMNS": "100", "PATH": os.environ["PATH"]} | environment,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def flat(text: str) -> str:
    return " ".join(text.split())


class TestWithTheExtra:
    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        pytest.importorskip("pydantic_ai", reason="the extra foedera[llm] is not installed")

    def test_proposals_are_printed_in_a_section_of_their_own(
        self, server: Server, report: Path
    ) -> None:
        server.says(ANSWER)
        options = ["--propose", "tiny", "--endpoint", server.url]
        done = foedera("read", report, *options, FOEDERA_API_KEY=KEY)
        assert done.returncode == 0, done.stderr
        above, _, below = flat(done.stdout).partition("Proposed by the model tiny (2)")
        alone = foedera("read", report)
        assert above.strip() == flat(alone.stdout)
        assert "Not read by rule" in below
        assert "P1 signs Chile and Peru" in below
        assert "proposed by tiny · agrees with claim 1" in below
        assert "proposed by tiny · other parties than claim 2" in below
        assert "to review: proposed as planned, read as asserted" in below
        assert "to review: a part of it was dropped: how many" in below
        assert "Dropped of the model's answers (1)" in below
        assert "1 how many: not in the text “more than 14,000 containers of munitions”" in below
        assert server.headers[0]["authorization"] == f"Bearer {KEY}"
        assert KEY not in done.stdout + done.stderr

    def test_an_explained_proposal_names_the_rules_its_parts_were_read_by(
        self, server: Server, report: Path
    ) -> None:
        server.says(ANSWER)
        options = ["--propose", "tiny", "--endpoint", server.url, "--explain"]
        done = foedera("read", report, *options)
        below = flat(done.stdout).partition("Proposed by")[2]
        assert "proposed/sign" in below
        assert "when/" in below

    def test_the_section_speaks_indonesian_too(self, server: Server, report: Path) -> None:
        server.says(ANSWER)
        done = foedera(
            "read", report, "--propose", "tiny", "--endpoint", server.url, "--interface", "id"
        )
        text = flat(done.stdout)
        assert "Diusulkan oleh model tiny (2)" in text
        assert "perlu diperiksa: ada bagiannya yang dibuang: jumlah" in text
        assert "Dibuang dari jawaban model (1)" in text

    def test_data_hold_proposals_beside_the_claims_in_the_published_shape(
        self, server: Server, report: Path
    ) -> None:
        server.says(ANSWER)
        done = foedera("read", "--json", report, "--propose", "tiny", "--endpoint", server.url)
        data = json.loads(done.stdout)
        schema = json.loads((DATA / "schemas" / "dossier.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator(schema).validate(data)
        told = data["proposals"]
        assert [one["relation"] for one in told["claims"]] == ["agrees", "differs"]
        assert [one["beside"] for one in told["claims"]] == [[1], [2]]
        assert [one["needs_review"] for one in told["claims"]] == [False, True]
        assert {one["proposed_by"] for one in told["claims"]} == {"tiny"}
        assert told["claims"][1]["claim"]["quantity"] is None
        assert told["dropped"] == [
            {
                "part": "number",
                "reason": "not in the text",
                "count": 1,
                "words": ["more than 14,000 containers of munitions"],
            }
        ]
        alone = json.loads(foedera("read", "--json", report).stdout)
        assert alone["proposals"] is None
        same = set(data) - {"proposals", "actors"}
        assert {key: data[key] for key in same} == {key: alone[key] for key in same}

    def test_kept_replies_are_replayed_without_the_server(
        self, server: Server, report: Path, tmp_path: Path
    ) -> None:
        server.says(ANSWER)
        folder = tmp_path / "replies"
        kept = ["--propose", "tiny", "--replies", str(folder)]
        first = foedera("read", "--json", report, *kept, "--endpoint", server.url)
        asked = len(server.requests)
        again = foedera("read", "--json", report, *kept, "--replay")
        assert again.returncode == 0, again.stderr
        assert again.stdout == first.stdout
        assert len(server.requests) == asked
        other = ["--propose", "other", "--replies", str(folder)]
        missing = foedera("read", report, *other, "--replay")
        assert missing.returncode == 1
        assert "keeps no reply of 'other'" in missing.stderr

    def test_an_endpoint_that_fails_leaves_the_dossier_and_is_told(
        self, server: Server, report: Path
    ) -> None:
        kind = type(server.replies[0])
        server.replies = [kind(status=401)]
        done = foedera("read", report, "--propose", "tiny", "--endpoint", server.url)
        assert done.returncode == 1
        assert done.stdout == foedera("read", report).stdout
        assert "it refuses the key (code 401)" in done.stderr

    def test_the_key_is_taken_from_the_variable_named(self, server: Server, report: Path) -> None:
        options = ["--propose", "tiny", "--endpoint", server.url, "--key-variable", "MY_KEY"]
        done = foedera("read", report, *options, MY_KEY="mine-alone", FOEDERA_API_KEY=KEY)
        assert done.returncode == 0
        assert server.headers[0]["authorization"] == "Bearer mine-alone"

    def test_a_model_s_words_cannot_steer_the_terminal(self, server: Server, report: Path) -> None:
        wild = {**ANSWER["claims"][1], "number": "14\x1b[2J\u202e000", "agents": ["\x07Mars"]}
        server.says({"claims": [wild]})
        done = foedera("read", report, "--propose", "ti\x1b[31mny", "--endpoint", server.url)
        assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)

    def test_many_reports_are_each_given_their_own(
        self, server: Server, report: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "other.txt").write_text("KABUL - Chad met Togo.", encoding="utf-8")
        server.says(ANSWER)
        options = ["--propose", "tiny", "--endpoint", server.url]
        done = foedera("read", "--json", report, tmp_path / "other.txt", *options)
        first, second = map(json.loads, done.stdout.splitlines())
        assert len(first["proposals"]["claims"]) == 2
        assert second["proposals"]["claims"] == []
        assert second["proposals"]["dropped"][0]["reason"] == "not in the text"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--propose", "tiny"], "--endpoint"),
        (["--propose", "tiny", "--replay"], "--replies"),
        (["--endpoint", "http://localhost:1/v1"], "--propose"),
        (["--replay"], "--propose"),
        (["--replies", "folder"], "--propose"),
        (["--plain-http"], "--propose"),
        (["--propose", "tiny", "--endpoint", "http://example.org/v1"], "unencrypted"),
        (["--propose", "tiny", "--endpoint", "http://example.org/v1", "--timeout", "0"], "range"),
        (["--propose", "tiny", "--endpoint", "nonsense"], "no http or https address"),
        (["--propose", "tiny", "--endpoint", "https://me:secret@host/v1"], "password"),
    ],
)
def test_options_that_cannot_be_meant_are_bad_usage(
    report: Path, options: list[str], words: str
) -> None:
    done = foedera("read", report, *options)
    assert done.returncode == 2
    assert words in flat(done.stderr.replace("│", " "))
    assert "me:secret" not in done.stderr
    assert not done.stdout


def test_without_the_extra_the_error_says_how_to_install_it(report: Path) -> None:
    code = "import sys; sys.modules['pydantic_ai'] = None; from foedera.cli import main; main()"
    options = ["read", str(report), "--propose", "tiny", "--endpoint", "http://localhost:1/v1"]
    done = subprocess.run(
        [sys.executable, "-c", code, *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert "pip install 'foedera[llm]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_the_tests_are_set_up_with_the_extra() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"\$\(INSTALL\) --editable '\.\[llm[],]", makefile)
