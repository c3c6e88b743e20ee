"""``foedera plot``: three pictures, their tables, and what is refused."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from foedera.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
DAY = ("--on", "2024-12-12")
YEARS = ("--from", "1930", "--to", "1945")
COMMANDS = {
    "pacts": ("plot", "pacts", *YEARS),
    "allies": ("plot", "allies", "PRK", *DAY),
    "network": ("plot", "network", *DAY),
}


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run([*arguments, "--interface", "en"]) == 0
    return capsys.readouterr().out


def table(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed(capsys, *arguments, "--table"))))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> str:
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert not out
    assert "Traceback" not in err
    return " ".join(err.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_picture_is_printed_or_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    out = printed(capsys, *COMMANDS[name])
    assert ET.fromstring(out).tag == f"{SVG}svg"  # noqa: S314 - our own picture
    place = tmp_path / "picture.svg"
    assert not printed(capsys, *COMMANDS[name], "--output", str(place))
    assert place.read_text(encoding="utf-8") == out
    assert printed(capsys, *COMMANDS[name], "--output", "-") == out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_picture_speaks_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    titles = {}
    for language in ("en", "id"):
        assert run([*COMMANDS[name], "--interface", language]) == 0
        root = ET.fromstring(capsys.readouterr().out)  # noqa: S314 - our own picture
        titles[language] = root.findtext(f"{SVG}title")
    assert titles["en"] != titles["id"]


def test_the_table_of_numbers_has_a_row_for_each_kind_and_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kinds = ("--kind", "neutrality", "--kind", "defence", "--kind", "defence")
    rows = table(capsys, *COMMANDS["pacts"], *kinds)
    assert [row["kind of duty"] for row in rows] == ["defence"] * 16 + ["neutrality"] * 16
    assert {row["number is"] for row in rows} == {"at least"}
    assert int(rows[9]["pacts"]) > 5  # 1939


def test_the_table_of_allies_tells_who_owes_whom(capsys: pytest.CaptureFixture[str]) -> None:
    rows = table(capsys, *COMMANDS["allies"], "--kind", "defence")
    russia = next(row for row in rows if row["ally"] == "Russia")
    assert russia["direction"] == "each to the other"
    assert (russia["since"], russia["instrument"]) == ("2024", "prk-rus-2024")


def test_the_table_of_a_network_tells_every_tie(capsys: pytest.CaptureFixture[str]) -> None:
    rows = table(capsys, "plot", "network", "--on", "1900-01-01")
    pairs = {frozenset((row["state"], row["with"])) for row in rows}
    assert frozenset(("France", "Russia")) in pairs
    assert frozenset(("Germany", "Austria-Hungary")) in pairs


def test_years_are_marked_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    marks = ("--mark", "1939–1945 <War> & peace", "--mark", "1935 Elsewhere")
    out = printed(capsys, *COMMANDS["pacts"], *marks, "--mark", "1700 Long before")
    assert "&lt;War&gt; &amp; peace" in out
    assert "Elsewhere" in out
    assert "Long before</text>" not in out


def test_by_signature_a_pact_is_drawn_before_it_is_in_force(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("plot", "allies", "PRK", "--on", "2024-11-12", "--kind", "defence")
    assert "prk-rus-2024" not in printed(capsys, *asked)
    assert "prk-rus-2024" in printed(capsys, *asked, "--basis", "signature")


def test_without_years_the_picture_goes_from_1815_to_this_year(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = table(capsys, "plot", "pacts", "--kind", "offence")
    assert rows[0]["year"] == "1815"
    assert rows[-1]["year"] == str(datetime.now(UTC).astimezone().year)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("allies", "Atlantis", *DAY), "no state 'Atlantis'"),
        (("allies", "NATO", *DAY), "'NATO' is an organisation"),
        (("allies", "SUN", *DAY), "it was one from"),
        (("allies", "CHE", *DAY, "--kind", "defence"), "There is nothing to draw"),
        (("allies", "CHE", *DAY, "--kind", "defence", "--table"), "There is nothing to draw"),
        (("network", "--on", "1300-01-01"), "no two states have a tie of defence on 1300-01-01"),
        (("pacts", "--from", "1300", "--to", "1310"), "no pact of defence is on record from 1300"),
        (("pacts", "--from", "1300", "--to", "1310", "--table"), "There is nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, "plot", *arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pacts", "--from", "1950", "--to", "1940"), "give the first year with --from"),
        (("pacts", "--to", "9000"), "9000 has not come"),
        (("pacts", "--from", "0"), "not in the range"),
        (("pacts", "--from", "long ago"), "not a valid integer"),
        (("pacts", "--mark", "First World War"), "no year or years with a name"),
        (("pacts", "--mark", "1918-1914 First World War"), "no year or years with a name"),
        (("pacts", "--kind", "friendship"), "'friendship' is not one of"),
        (("allies",), "Missing argument"),
        (("allies", "PRK", "--on", "yesterday"), "Write it as YYYY-MM-DD"),
        (("network", "--basis", "rumour"), "'rumour' is not one of"),
    ],
)
def test_bad_usage_ends_with_code_two(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, "plot", *arguments, code=2)


def test_a_folder_is_no_file_to_draw_into(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = (*COMMANDS["network"], "--output", str(tmp_path))
    assert "is a directory" in refused(capsys, *asked, code=2)


def test_a_file_that_cannot_be_written_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / "no such folder" / "picture.svg"
    said = refused(capsys, *COMMANDS["network"], "--output", str(place))
    assert "could not be written" in said
