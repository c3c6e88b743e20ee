"""The PLOVER scorer counts events once a sentence, and folds actors as the records do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCORER = ROOT / "evaluation" / "plover.py"


def record(number: int, event: str, text: str, source: list[str], target: list[str]) -> object:
    return {
        "id": f"PLOVER-GSR01-{event}-{number:04}",
        "event": event,
        "source": [{"code": code} for code in source],
        "target": [{"code": code} for code in target] or "",
        "text": text,
    }


def score(folder: Path, *options: str, rows: list[object]) -> str:
    path = folder / "records.json"
    path.write_text(json.dumps([{"id": "0", "event": "DOCUMENT"}, *rows]), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, SCORER, path, *options], capture_output=True, text=True, check=True
    )
    return run.stdout


MET = record(1, "CONSULT", "Japan and India met in Tokyo.", ["JPN", "IND"], [])
STRUCK = record(1, "FIGHT", "Israel attacked the Taliban on Monday.", ["ISR"], ["AFG"])
UNREAD = record(1, "AID", "Benin opened its borders to Chad.", ["BEN"], ["TCD"])
PROTEST = record(1, "PROTEST", "Students rallied in Jakarta.", ["IDN"], ["IDN"])


def test_what_is_read_right_counts_in_full(tmp_path: Path) -> None:
    first, _, whole, _ = score(tmp_path, rows=[MET]).splitlines()[1:5]
    assert first.endswith("1.000/1.000/1.000 1.000/1.000/1.000  1.000  1.000  1.000")
    assert whole.endswith("1.000/1.000/1.000 1.000/1.000/1.000  1.000  1.000  1.000")


def test_what_is_not_read_lowers_recall_alone(tmp_path: Path) -> None:
    first = score(tmp_path, rows=[MET, UNREAD]).splitlines()[1]
    # one type of two; two directed pairs of three
    assert first.endswith("1.000/0.500/0.667 1.000/0.667/0.800  0.667  0.667  0.500")


def test_types_outside_are_left_out_of_the_first_row_only(tmp_path: Path) -> None:
    first, _, whole, _ = score(tmp_path, rows=[MET, PROTEST]).splitlines()[1:5]
    assert first.endswith("1.000  1.000")
    assert "1.000/0.500/0.667" in whole


def test_a_sentence_with_two_records_is_read_once(tmp_path: Path) -> None:
    twice = record(2, "CONSULT", "Japan and India met in Tokyo.", ["JPN", "IND"], [])
    first = score(tmp_path, rows=[MET, twice]).splitlines()[1]
    assert first.endswith("1.000/1.000/1.000 1.000/1.000/1.000  1.000  1.000  1.000")


def test_an_armed_group_bears_the_state_it_fights_in_where_that_is_one(tmp_path: Path) -> None:
    first = score(tmp_path, rows=[STRUCK]).splitlines()[1]
    assert "1.000/1.000/1.000 1.000/1.000/1.000" in first


def test_errors_of_a_type_are_listed_alone(tmp_path: Path) -> None:
    output = score(tmp_path, "--errors-of", "AID", rows=[MET, UNREAD, PROTEST])
    assert "AID-0001: Benin opened its borders to Chad." in output
    assert "   - BEN  AID  TCD" in output
    assert "PROTEST-0001" not in output
    assert "CONSULT-0001" not in output


def test_without_the_records_nothing_is_scored(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, SCORER, tmp_path / "none.txt"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert "left out" in run.stderr
