"""The benchmark of the model reader writes what a scorer of claims can judge, live and replayed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pydantic_ai", reason="the extra foedera[llm] is not installed")

if TYPE_CHECKING:
    from conftest import Server

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "evaluation" / "llm_reading.py"
TEXT = "LIMA - Chile and Peru signed a treaty on 5 November 2024. Chad condemned Togo."
ANSWER = {
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
            "quote": "Chad condemned Togo",
            "words": "condemned",
            "act": "condemn",
            "modality": "denied",
            "agents": ["Chad"],
            "counterparts": ["Sudan"],
        },
    ]
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PATH": os.environ["PATH"]},
    )


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]


def test_predictions_are_written_beside_those_by_rule_and_come_back_in_a_replay(
    server: Server, tmp_path: Path
) -> None:
    gold = {"doc": "one", "language": "en", "published": "2024-11-12", "claims": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    server.says(ANSWER)
    inputs = [tmp_path / "gold.jsonl", tmp_path]
    options = ["--propose", "tiny", "--replies", tmp_path / "kept"]
    both = ["--endpoint", server.url, "--rules", tmp_path / "rules"]
    live = run(*inputs, tmp_path / "live", *options, *both)
    assert live.returncode == 0, live.stderr
    (row,) = rows(tmp_path / "live")
    assert row["doc"] == "one"
    first, second = row["claims"]  # type: ignore[misc]
    start, end = first["span"]
    assert TEXT[start:end] == "Chile and Peru signed a treaty on 5 November 2024."
    assert (first["act"], first["agents"]) == ("sign", ["CHL", "PER"])
    assert first["when"] == ["2024-11-05", "2024-11-05"]
    assert (second["act"], second["counterparts"]) == ("condemn", [])
    assert [c["act"] for c in rows(tmp_path / "rules")[0]["claims"]] == ["sign", "condemn"]  # type: ignore[attr-defined]
    assert "1  dropped: counterpart, not in the text" in live.stdout
    assert "1  proposals: for review" in live.stdout
    asked = len(server.requests)
    again = run(*inputs, tmp_path / "again", *options, "--replay")
    assert again.returncode == 0, again.stderr
    assert rows(tmp_path / "again") == rows(tmp_path / "live")
    assert again.stdout == live.stdout
    sure = run(*inputs, tmp_path / "sure", *options, "--replay", "--sure")
    assert sure.returncode == 0
    assert [c["act"] for c in rows(tmp_path / "sure")[0]["claims"]] == ["sign"]  # type: ignore[attr-defined]
    assert len(server.requests) == asked


def test_a_report_without_a_kept_reply_is_named(tmp_path: Path) -> None:
    gold = {"doc": "one", "language": "en", "published": "2024-11-12"}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    options = ["--propose", "tiny", "--replies", tmp_path / "kept", "--replay"]
    done = run(tmp_path / "gold.jsonl", tmp_path, tmp_path / "out", *options)
    assert done.returncode == 1
    assert "one: " in done.stderr
    assert "keeps no reply" in done.stderr
    assert rows(tmp_path / "out") == [{"doc": "one", "claims": []}]
