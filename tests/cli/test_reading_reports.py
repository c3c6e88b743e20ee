"""``foedera read`` as a person runs it: what it prints, and with which code it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from foedera.resources import DATA

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FOEDERA = Path(sys.executable).with_name("foedera")
#: Longer than any plain outcome takes even on a busy machine.
PATIENCE = 120

PLAIN = {"LANG": "C.UTF-8", "COLUMNS": "100", "PATH": os.environ["PATH"]}


def foedera(
    *arguments: str | Path, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command, and check that nobody ever sees a traceback."""
    done = subprocess.run(
        [FOEDERA, *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        cwd=ROOT,
        env=PLAIN | environment,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture(scope="module")
def sample() -> str:
    done = foedera("read", EXAMPLES / "kemitraan-rusia-iran.txt")
    assert done.returncode == 0
    assert not done.stderr
    return done.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_dossier_states_the_facts_of_the_document(sample: str) -> None:
    text = flat(sample)
    assert "Published 22 May 2025, 09:40 WIB (UTC+07:00)" in text
    assert "Dateline Teheran, Iran" in text
    assert "Writer Ratna Widyastuti" in text
    assert "Editor Bagus Hanggoro" in text
    assert "Wire Reuters" in text


def test_captions_teasers_and_furniture_stand_apart_from_the_claims(sample: str) -> None:
    text = flat(sample)
    assert "Caption “Presiden Rusia Vladimir Putin (kanan)" in text
    assert "Teaser “Perjanjian Dagang Bebas Iran" in text
    assert "Page furniture Baca Juga:" in text


def test_a_claim_shows_its_act_its_source_and_its_very_words(sample: str) -> None:
    text = flat(sample)
    assert "transfers arms or technology Iran → Russia" in text
    assert "says: Ukraine and United States" in text
    words = "“Ukraina dan Amerika Serikat menuduh Iran memasok pesawat nirawak kepada Rusia"
    assert words in text


def test_a_denial_is_called_one(sample: str) -> None:
    assert "denied says: Iran (“Teheran”)" in flat(sample)


def test_the_treaty_is_said_not_to_be_in_force_and_what_it_waits_for(sample: str) -> None:
    text = flat(sample)
    assert "Where the treaty stands on 22 May 2025" in text
    assert "Status not in force" in text
    assert "Missing notice by Iran and Russia that procedures at home are done" in text
    assert "in Iran, approval by: Guardian Council" in text
    assert "VCLT 24(1)" in text


def test_nothing_printed_to_a_file_steers_a_terminal(sample: str) -> None:
    assert "\x1b" not in sample


def test_the_dossier_fits_a_narrow_terminal() -> None:
    done = foedera("read", EXAMPLES / "pakta-pukpuk.txt", COLUMNS="46")
    assert done.returncode == 0
    assert max(len(line) for line in done.stdout.splitlines()) <= 46


def test_the_interface_speaks_indonesian_and_leaves_quotations_alone() -> None:
    done = foedera("read", EXAMPLES / "riyadh-islamabad-pact.txt", LANG="id_ID.UTF-8")
    text = flat(done.stdout)
    assert done.returncode == 0
    assert "Laporan" in text
    assert "Arab Saudi" in text
    assert "28 September 2025" in text
    assert "Saudi Arabia and Pakistan sign" in text


def test_an_explained_claim_names_its_rules_and_their_places() -> None:
    done = foedera("read", EXAMPLES / "serangan-drone-lahore.txt", "--explain")
    text = (EXAMPLES / "serangan-drone-lahore.txt").read_text(encoding="utf-8")
    assert "read by:" in done.stdout
    row = next(line for line in done.stdout.splitlines() if "act/attack/" in line).split()
    start, end = map(int, row[1].split("-"))
    assert text[start:end] == " ".join(row[2:]).strip("“”")


def test_an_explained_report_names_the_rule_behind_each_line_that_is_no_body_text() -> None:
    path = EXAMPLES / "serangan-drone-lahore.txt"
    text = path.read_text(encoding="utf-8")
    shown = foedera("read", path, "--explain").stdout
    row = next(line for line in shown.splitlines() if "byline/initials-closing" in line).split()
    start, end = map(int, row[1].split("-"))
    assert text[start:end] == row[2].strip("“”")
    assert "byline/initials-closing" not in foedera("read", path).stdout


def test_data_name_the_rule_behind_each_line_that_is_no_body_text_and_the_wires() -> None:
    text = (
        "Pact signed\n\nHANOI (Reuters) - Laos and Vietnam signed a pact on Monday.\n\n"
        "Read also: Envoys return\n"
    )
    document = json.loads(foedera("read", "-", "--json", given=text.encode()).stdout)["document"]
    lines = [(line["kind"], line["rule"], line["span"]["text"]) for line in document["lines"]]
    assert lines == [
        ("headline", "headline/first-line", "Pact signed"),
        ("dateline", "dateline/opening", "HANOI (Reuters) -"),
        ("furniture", "furniture/lead", "Read also:"),
        ("related", "related/read-also", "Envoys return"),
    ]
    assert [wire["actor"] for wire in document["wires"]] == ["Reuters"]


def test_a_wire_is_the_outer_source_of_the_body_alone() -> None:
    text = (
        "Laos and Vietnam sign pact\n\nHANOI (Reuters) - Laos and Vietnam signed a pact on Monday. "
        "Thailand threatened Laos with war, Reuters reported.\n"
    )
    done = foedera("read", "-", "--json", given=text.encode())
    claims = json.loads(done.stdout)["claims"]
    assert len(claims) == 3
    headline, own, reported = claims
    assert headline["section"] == "headline"
    assert headline["carriers"] == []
    assert own["sources"] == []
    assert [wire["actor"] for wire in own["carriers"]] == ["Reuters"]
    assert [code for one in reported["sources"] for code in one["actors"]][-1:] == ["Reuters"]
    assert reported["carriers"] == []
    shown = foedera("read", "-", given=text.encode()).stdout
    assert shown.count("on the wire of Reuters") == 1


def test_data_follow_the_published_schema_and_every_span_carries_its_words() -> None:
    path = EXAMPLES / "kemitraan-rusia-iran.txt"
    done = foedera("read", path, "--json")
    data = json.loads(done.stdout)
    schema = json.loads((DATA / "schemas" / "dossier.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    text = path.read_text(encoding="utf-8")
    for claim in data["claims"]:
        span = claim["span"]
        assert text[span["start"] : span["end"]] == span["text"]


def test_data_are_in_utf_8_whatever_the_terminal_uses() -> None:
    done = foedera("read", EXAMPLES / "pakta-pukpuk.txt", "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["language"] == "id"


def test_a_terminal_without_the_letters_gets_question_marks() -> None:
    done = foedera("read", EXAMPLES / "pakta-pukpuk.txt", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "?" in done.stdout


def test_several_reports_give_one_line_of_data_each_and_one_bad_does_not_stop_the_rest(
    tmp_path: Path,
) -> None:
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    done = foedera(
        "read", "--json", EXAMPLES / "karabakh-truce.txt", bad, EXAMPLES / "pakta-pukpuk.txt"
    )
    names = [json.loads(line)["document"]["name"] for line in done.stdout.splitlines()]
    assert [Path(name).stem for name in names] == ["karabakh-truce", "pakta-pukpuk"]
    assert done.returncode == 1
    assert "empty.txt holds no text" in done.stderr


def test_a_folder_is_read_whole_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "JAKARTA, 3 June 2024 - Indonesia signed the treaty with Australia.", encoding="utf-8"
    )
    (tmp_path / "two.md").write_text("", encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n")
    done = foedera("read", tmp_path)
    assert done.returncode == 1
    assert "one.txt" in done.stdout
    assert "two.md holds no text" in done.stderr
    assert "1 other files were left out" in done.stderr


def test_standard_input_is_read_and_a_day_given_counts_over_the_text() -> None:
    text = "SEOUL - North Korea ratified its treaty with Russia on Monday, KCNA said."
    done = foedera("read", "-", "--published", "2024-11-12", given=text.encode())
    shown = flat(done.stdout)
    assert done.returncode == 0
    assert "standard input" in shown
    assert "12 November 2024 (as given)" in shown
    assert "ratifies North Korea" in shown
    assert "11 November 2024" in shown


def test_a_report_cannot_steer_the_terminal_it_is_shown_on() -> None:
    text = "SEOUL, 12 November 2024 - North Korea \x1b[31mratified\x1b[0m its treaty with Russia."
    done = foedera("read", "-", "--language", "en", given=text.encode(), FORCE_COLOR="")
    assert "\x1b[31mratified" not in done.stdout
    assert done.returncode in {0, 1}
