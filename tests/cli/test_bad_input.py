"""Bad input ends in a plain message or an honest empty dossier: no traceback, no hang."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOEDERA = Path(sys.executable).with_name("foedera")
PLAIN = {"LANG": "C.UTF-8", "COLUMNS": "100", "PATH": os.environ["PATH"]}
#: No command may take longer, even on a busy machine.
PATIENCE = 300

NOT_HTML = b"<html><head><title>Menu</title></head><body><nav>Home</nav></body></html>"
FRENCH = (
    "La Corée du Nord a ratifié son traité de défense avec la Russie, ont annoncé mardi les "
    "médias officiels, alors que les deux pays renforcent leur coopération militaire depuis des "
    "mois et que plusieurs milliers de soldats auraient été envoyés sur le front."
).encode()
NO_CLAIM = (
    b"The bakery on the corner opens at seven. Its bread is warm, its coffee is strong, and the "
    b"neighbours like to talk about the weather while they wait for their turn.\n"
)


def foedera(*arguments: str | Path, given: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [FOEDERA, *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        env=PLAIN,
    )
    err = done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return done.returncode, " ".join(done.stdout.decode("utf-8").split()), err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "holds no text"),
        ("spaces.txt", b" \n\t \n", "holds no text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "is not text"),
        ("page.html", NOT_HTML, "no article"),
        ("french.txt", FRENCH, "foedera reads"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = foedera("read", path)
    assert code == 1
    assert not out
    assert err.startswith("foedera: ")
    assert name in err
    assert said in err


def test_a_missing_file_is_bad_input() -> None:
    code, out, err = foedera("read", "no-such-report.txt")
    assert (code, out) == (1, "")
    assert "no-such-report.txt cannot be opened: there is no such file" in err


def test_a_wrong_encoding_is_mended_or_said(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    text = "LONDON, 12 November 2024 – “Britain” ratified its treaty with Poland, the café said."
    path.write_bytes(text.encode("cp1252"))
    code, out, err = foedera("read", path)
    assert code == 0
    assert "ratified its treaty with Poland" in out
    assert "Notice" in out
    assert not err


def test_a_text_with_no_claim_is_an_honest_empty_dossier() -> None:
    code, out, err = foedera("read", "-", "--language", "en", given=NO_CLAIM)
    assert (code, err) == (0, "")
    assert "Claims (0)" in out
    assert "No claim about a pact between states" in out


def test_a_report_beyond_the_limit_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"North Korea ratified the treaty with Russia and " * 220_000)
    code, out, err = foedera("read", path)
    assert (code, out) == (1, "")
    assert "line.txt has" in err


def test_ten_megabytes_on_one_line_end_plainly(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"North Korea ratified the treaty with Russia and " * 215_000)
    code, out, err = foedera("read", path)
    assert (code, bool(out)) in {(0, True), (1, False)}
    assert len(out) < 10_000
    assert len(err) < 1_000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read"], "Missing argument"),
        (["read", "-", "--published", "2024-02-31"], "cannot be the publication date"),
        (["read", "-", "--language", "xx"], "cannot read the language 'xx'"),
        (["read", "-", "--colour"], "No such option"),
        (["treaties", "show", "prk-rus-2024", "--on", "yesterday"], "is not a day"),
        (["divine"], "No such command"),
    ],
)
def test_bad_usage_ends_with_code_two(arguments: list[str], said: str) -> None:
    code, out, err = foedera(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_an_unknown_treaty_is_bad_input_and_its_neighbours_are_named() -> None:
    code, out, err = foedera("treaties", "show", "prk-rus-2023")
    assert (code, out) == (1, "")
    assert "No instrument is called 'prk-rus-2023'. Did you mean 'prk-rus-2024'" in err


def test_a_reader_who_stops_reading_is_no_error() -> None:
    sample = ROOT / "examples" / "pakta-pukpuk.txt"
    command = f"'{FOEDERA}' read '{sample}' '{sample}' | head -n 1"
    done = subprocess.run(  # noqa: S602 - a pipe is what is tested
        command, shell=True, capture_output=True, check=False, timeout=PATIENCE, env=PLAIN
    )
    assert done.stdout.strip()
    assert not done.stderr


def test_an_interrupted_run_ends_plainly() -> None:
    # Run behind a shell's "&", the tests inherit that SIGINT is ignored, and would pass it on.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = subprocess.Popen(
            [FOEDERA, "read", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=PLAIN
        )
    finally:
        signal.signal(signal.SIGINT, before)
    time.sleep(3)  # it waits for its input by then
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=PATIENCE)
    assert running.returncode == 130
    assert b"Traceback" not in err
