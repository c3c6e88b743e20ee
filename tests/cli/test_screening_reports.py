"""``foedera screen``, as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("foedera")
SAMPLE = Path(__file__).parents[2] / "examples" / "karabakh-truce.txt"


def run(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [COMMAND, "screen", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=given, check=False)


def test_each_report_gets_a_line(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Beat the eggs with sugar.\nBake for an hour.\n", encoding="utf-8")
    done = run(SAMPLE, recipe, "--language", "en", "--interface", "en")
    first, second = done.stdout.splitlines()
    assert first.startswith("can hold claims: ")
    assert first.endswith(str(SAMPLE))
    assert second == f"holds no claim: 0 of 2 lines  en  {recipe}"
    assert (done.returncode, done.stderr) == (0, "")


def test_the_interface_speaks_indonesian(tmp_path: Path) -> None:
    recipe = tmp_path / "resep.txt"
    recipe.write_text("Aduk telur dan gula.\n", encoding="utf-8")
    done = run(recipe, "--language", "id", "--interface", "id")
    assert done.stdout.startswith("tidak memuat klaim: 0 dari 1 baris")


def test_data_hold_the_lines_that_can_hold_a_claim() -> None:
    text = "It rained.\nNorth Korea ratified the treaty on Monday.\n"
    done = run("-", "--json", "--language", "en", given=text)
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["holds"], row["lines"], row["language"]) == (True, 2, "en")
    (passage,) = row["passages"]
    assert passage["text"] == "North Korea ratified the treaty on Monday."
    assert text[passage["start"] : passage["end"]] == passage["text"]


def test_a_folder_is_screened_report_by_report(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("Mali attacked Niger.\n", encoding="utf-8")
    done = run(tmp_path, "--language", "en")
    assert len(done.stdout.splitlines()) == 3


def test_a_report_that_is_not_there_does_not_stop_the_others(tmp_path: Path) -> None:
    done = run(tmp_path / "gone.txt", SAMPLE)
    assert done.returncode == 1
    assert "gone.txt" in done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
