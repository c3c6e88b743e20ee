"""Bad input to the law: the exact place, what to do, exit code 1 or 2, and no traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from foedera.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--on", "2024-12-12")
GOOD = """\
id: {name}
kind: treaty
titles:
  en: ["Treaty {name}"]
  id: ["Traktat {name}"]
parties: [PRK, RUS]
entry_into_force: {{rule: signature}}
provisions:
  "1": {{en: Help., id: Bantu.}}
obligations:
  - id: defence
    provision: "1"
    kind: defence
    trigger: {{occurrence: armed attack}}
    means: all available means
    sources: [gazette]
steps:
  - {{act: sign, states: [PRK, RUS], date: 1990-05-01, sources: [gazette]}}
{more}sources:
  gazette: {{cite: "A gazette", supports: "all of it"}}
"""


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> str:
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert not out
    assert "Traceback" not in err
    return " ".join(err.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "Atlantis attacks Russia"), "no state 'Atlantis'"),
        (("ask", "Rusya menyerang Ukraina"), "Did you mean 'RUS'"),
        (("ask", "UKR attacks NATO"), "'NATO' is an organisation"),
        (("ask", "UKR attacks NATO"), "Ask of one of its members: ALB, BEL"),
        (("ask", "Hamas attacks Israel"), "is an armed group"),
        (("ask", "UKR attacks"), "names UKR and is no question of a form that is understood"),
        (("ask", "apa kabar"), "siapa wajib membela Polandia"),
        (("ask", "Russia attacks RUS"), "names RUS in both places"),
        (("ask", "East Germany attacks Poland"), "DDR was no member of the state system"),
        (("ask", "East Germany attacks Poland"), "Did you mean DEU"),
        (("cascade", "who must defend Poland"), "does not say who attacks whom"),
        (("cascade", "SUN attacks POL"), "it was one from"),
        (("obligations", "Atlantis"), "no state 'Atlantis'"),
        (("obligations", "NATO"), "is an organisation"),
        (("obligations", "POL", "--toward", "DDR"), "DDR was no member"),
        (("status", "prk-rus-2023"), "Did you mean 'prk-rus-2024'"),
        (("status", "Treaty of Atlantis"), "No instrument is called"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_way_on(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, *arguments, *DAY)


@pytest.mark.parametrize("debtor", ["Atlantis", "NATO"])
def test_the_table_of_dyads_wants_states(capsys: pytest.CaptureFixture[str], debtor: str) -> None:
    said = refused(capsys, "dyads", "2024-01-01", "2024-12-31", "--debtor", debtor)
    assert debtor in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "UKR attacks RUS", "--on", "2024-02-31"), "'2024-02-31' is not a day"),
        (("ask", "UKR attacks RUS", "--known-by", "yesterday"), "Write it as YYYY-MM-DD"),
        (("ask", "UKR attacks RUS", *DAY, "--begun", "2025-01-01"), "after 2024-12-12"),
        (("ask", "UKR attacks RUS", "--place", "moon"), "'moon' is not one of"),
        (("ask",), "Missing argument"),
        (("cascade", "UKR attacks RUS", "--basis", "rumour"), "'rumour' is not one of"),
        (("obligations", "--kind", "friendship"), "'friendship' is not one of"),
        (("dyads", "2024-01-01"), "Missing argument"),
        (("dyads", "2024", "2025-01-01"), "is not a day"),
        (("dyads", "2024-12-31", "2024-01-01"), "give the first day first"),
        (("dyads", "2024-01-01", "2024-12-31", "--why"), "--format json"),
        (("treaties", "check", "no-such-folder"), "does not exist"),
    ],
)
def test_bad_usage_ends_with_code_two(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, *arguments, code=2)


def test_a_picture_that_cannot_be_written_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / "no such folder" / "picture.svg"
    asked = ("cascade", "UKR attacks RUS", *DAY, "--picture", str(place))
    assert "could not be written" in refused(capsys, *asked)


def checked(capsys: pytest.CaptureFixture[str], folder: Path, name: str) -> list[str]:
    """Return what is wrong with one file of a folder, as data tells it."""
    assert run(["treaties", "check", str(folder), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [
        one["says"]
        for one in findings
        if one["severity"] == "fault" and one["place"] == str(folder / name)
    ]


FAULTS = {
    "doubled": ("kind: treaty\n", "kind: treaty\nkind: agreement\n", "'kind' is given twice"),
    "doubled-place": ("kind: treaty\n", "kind: treaty\nkind: agreement\n", "line 3, column 1"),
    "actor": ("[PRK, RUS]\nentry", "[PRK, XQX]\nentry", "no actor has the code 'XQX'"),
    "day": ("1990-05-01", "1990-13-01", "1990-13-01"),
    "source": ("sources: [gazette]}", "sources: [rumour]}", "rumour"),
    "act": ("act: sign", "act: sing", "sing"),
    "key": ("kind: treaty", "kynd: treaty", "kynd"),
    "provision": ('provision: "1"', 'provision: "2"', "2"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_file_is_told_with_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    old, new, said = FAULTS[name]
    content = GOOD.format(name=name, more="")
    assert old in content
    (tmp_path / f"{name}.yaml").write_text(content.replace(old, new, 1), encoding="utf-8")
    found = checked(capsys, tmp_path, f"{name}.yaml")
    assert any(said in one for one in found), found


MORE = {
    "order": (
        "  - {act: ratify, states: [PRK], date: 1989-01-01, sources: [gazette]}\n",
        "ratify of PRK (1989-01-01) lies before its sign (1990-05-01)",
    ),
    "bounds": (
        "  - {act: approve, not_before: 1992-01-01, not_after: 1991-01-01, sources: [gazette]}\n",
        "its bounds (1992-01-01 to 1991-01-01) are the wrong way round",
    ),
    "link": (
        "links:\n  - {kind: replaces, instrument: no-such-1900}\n",
        "no instrument is called 'no-such-1900'",
    ),
    "back": (
        "links:\n  - {kind: replaces, instrument: prk-rus-2000}\n",
        "does not link back",
    ),
    "notice": (
        "  - {act: resume, states: [PRK], date: 1995-01-01, sources: [gazette]}\n",
        "resume of PRK without suspend",
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_what_does_not_hang_together_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    more, said = MORE[name]
    place = tmp_path / f"{name}.yaml"
    place.write_text(GOOD.format(name=name, more=more), encoding="utf-8")
    found = checked(capsys, tmp_path, f"{name}.yaml")
    assert any(said in one for one in found), found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not nothing"),
        (b"- a\n- b\n", "a mapping is wanted here, not ['a', 'b']"),
        (b"just words\n", "a mapping is wanted here"),
        (b"id: [a\n", "line 2, column 1"),
        (
            GOOD.format(name="x", more="").replace("Help", "Aidé").encode("latin-1"),
            "line 9 is not UTF-8",
        ),
        (b"a: &x [1]\nb: *x\n", "an alias (*x)"),
        (b"id: a\0b\n", "control characters"),
        (b"[" * 3000 + b"]" * 3000, "x.yaml"),
    ],
)
def test_what_is_no_registry_file_is_told_plainly(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    found = checked(capsys, tmp_path, "x.yaml")
    assert any(said in one for one in found), found


def test_a_folder_called_like_a_file_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "x.yaml").mkdir()
    assert any("Is a directory" in one for one in checked(capsys, tmp_path, "x.yaml"))


def test_one_bad_file_does_not_hide_another(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty.yaml").write_bytes(b"")
    (tmp_path / "list.yaml").write_bytes(b"- a\n")
    (tmp_path / "good.yaml").write_text(GOOD.format(name="good", more=""), encoding="utf-8")
    assert checked(capsys, tmp_path, "empty.yaml")
    assert checked(capsys, tmp_path, "list.yaml")
    assert not checked(capsys, tmp_path, "good.yaml")


def test_an_identifier_taken_by_foedera_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    content = GOOD.format(name="prk-rus-2024", more="")
    (tmp_path / "prk-rus-2024.yaml").write_text(content, encoding="utf-8")
    found = checked(capsys, tmp_path, "prk-rus-2024.yaml")
    assert any("is taken by treaties/bilateral/prk-rus-2024.yaml" in one for one in found)


def test_a_page_of_findings_names_the_file_and_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    content = GOOD.format(name="order", more=MORE["order"][0])
    (tmp_path / "order.yaml").write_text(content, encoding="utf-8")
    assert run(["treaties", "check", str(tmp_path), "--interface", "en"]) == 1
    shown = "".join(capsys.readouterr().out.split())
    assert "order.yaml" in shown
    assert "".join(MORE["order"][1].split()) in shown
    assert "oneofthedaysiswrong" in shown


def test_an_interrupted_table_ends_plainly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("foedera.cli.tabling.dyad_rows", interrupted)
    assert run(["dyads", "2024-01-01", "2024-12-31"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_question_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "\x1b[2J attacks \u202eRussia", *DAY]) == 1
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert "\u202e" not in err
