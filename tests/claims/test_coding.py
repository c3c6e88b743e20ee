"""Every act has its codes in CAMEO and PLOVER or says why not, and claims go the right way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import foedera
from foedera.claims.acts import acts
from foedera.claims.coding import GIVEN, Code, Mood, code_of, coded, variants
from foedera.claims.frames import frames
from foedera.resources import record

ROOT = Path(__file__).parents[2]
TABLE = ROOT.parent / "shared" / "data" / "plover" / "CAMEO2PLOVER-2021.txt"
#: PLOVER's type of each of CAMEO's classes, and the codes that PLOVER puts elsewhere.
TYPES = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "08": "RETREAT", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
    "15": "MOBILIZE", "16": "SANCTION", "19": "ASSAULT",
    "163": "COERCE", "192": "COERCE",
}  # fmt: skip
#: Where the conversion table's mode is not that of the manual of the same year.
MODES = {
    "0874": "the manual's `withdraw` is of forces, its `disarm` of weapons",
    "150": "a weapon that is tested is of the mode `weapons`; the table has shows of any kind",
    "085": "the table says itself that `ease` is no longer a mode",
}
ALL = [(act, of) for act in acts() for of in variants(act)]


def codes(act: str, of: str) -> list[Code]:
    return [code_of(act, mood, of=of) for mood in Mood]


def test_every_act_has_its_codes_and_no_other() -> None:
    assert [row["act"] for row in record("codes.yaml")["acts"]] == list(acts())


@pytest.mark.parametrize(("act", "of"), ALL)
def test_every_mood_has_codes_or_the_reason_why_not(act: str, of: str) -> None:
    for code in codes(act, of):
        assert (code.cameo and code.plover) or code.reason
        assert code.plover or not code.mode


@pytest.mark.parametrize(("act", "of"), ALL)
def test_both_schemes_tell_the_same_event(act: str, of: str) -> None:
    for code in codes(act, of):
        if code.cameo and code.plover:
            assert TYPES.get(code.cameo, TYPES.get(code.cameo[:2])) == code.plover


@pytest.mark.skipif(not TABLE.exists(), reason="the conversion table lies in ../shared, not here")
@pytest.mark.parametrize(("act", "of"), ALL)
def test_codes_are_converted_as_the_table_has_it(act: str, of: str) -> None:
    row = re.compile(r"^(\d+): *(\w+) *, *([\w-]*)", re.MULTILINE)
    rows = row.findall(TABLE.read_text(encoding="utf-8"))
    table = {cameo: (plover, mode) for cameo, plover, mode in rows}
    for code in codes(act, of):
        if code.cameo and code.plover:
            plover, mode = table[code.cameo]
            assert plover == code.plover
            assert mode == (code.mode or "") or code.cameo in MODES


def test_entries_of_the_lexicons_that_have_codes_of_their_own_are_there() -> None:
    named = {
        frame.name
        for language in ("en", "id")
        for triggers in frames(language).by_words.values()
        for trigger in triggers
        for frame in trigger.frames
    }
    for row in record("codes.yaml")["acts"]:
        for rule in row.get("rules", ()):
            assert {f"{row['act']}/{name}" for name in rule["names"]} <= named


def test_the_page_shows_every_code() -> None:
    page = (ROOT / "docs" / "reference" / "codes.md").read_text(encoding="utf-8")
    for act, of in ALL:
        start = f"| `{act}`" + (f", {of}" if of else "") + " |"
        row = next(line for line in page.splitlines() if line.startswith(start))
        cells = row.removeprefix(start).rstrip(" |").split(" | ")
        for mood, cell in zip(GIVEN, cells, strict=True):
            code = code_of(act, mood, of=of)
            assert all(one in cell for one in (code.cameo, code.plover, code.mode) if one)
            assert bool(code.reason) == ("[" in cell)


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Narendra Modi visited Japan.", "meet", ("042", "CONSULT", "visit", "IND", "JPN")),
        ("Japan met India in Tokyo.", "meet", ("040", "CONSULT", None, "JPN", "IND")),
        ("India will visit Japan.", "meet", ("036", "AGREE", None, "IND", "JPN")),
        (
            "France demanded that Russia withdraw its troops from Georgia.",
            "withdraw_troops",
            ("1056", "REQUEST", "yield", "FRA", "RUS"),
        ),
        (
            "Pakistan has refused to deploy peacekeepers in Iraq.",
            "deploy",
            ("1224", "REJECT", "assist", "PAK", "IRQ"),
        ),
        (
            "Bangladesh rejected an Indian proposal for signing a trade agreement.",
            "sign",
            ("120", "REJECT", None, "BGD", "IND"),
        ),
        (
            "Russia denied that it had sent troops to Mali.",
            "deploy",
            ("016", None, None, "RUS", "MLI"),
        ),
        ("Russia did not send troops to Mali.", "deploy", (None, None, None, "RUS", "MLI")),
        (
            "Britain denied that Russia had sent troops to Mali.",
            "deploy",
            (None, None, None, "RUS", "MLI"),
        ),
        (
            "The United States lifted sanctions on Syria.",
            "terminate",
            ("085", "RETREAT", None, "USA", "SYR"),
        ),
        (
            "Jordan and Britain held a joint military exercise.",
            "exercise",
            ("062", "COOPERATE", None, "JOR GBR", ""),
        ),
        ("Iran held a military exercise.", "exercise", ("150", "MOBILIZE", None, "IRN", "")),
        (
            "Poland expelled two Russian diplomats.",
            "cut_ties",
            ("166", "SANCTION", "expel", "POL", "RUS"),
        ),
        ("Iran could attack Israel.", "attack", (None, "ASSAULT", None, "IRN", "ISR")),
        ("Iran will attack Israel.", "attack", ("138", "THREATEN", "violence", "IRN", "ISR")),
    ],
)
def test_a_claim_is_coded_from_whom_to_whom(
    text: str, act: str, expected: tuple[str | None, ...]
) -> None:
    dossier = foedera.read(text, language="en")
    claim = next(one for one in dossier.claims if one.act == act)
    made = coded(claim, dossier.text, dossier.catalogue)
    code = made.code
    sides = (" ".join(made.source), " ".join(made.recipient))
    assert (code.cameo, code.plover, code.mode, *sides) == expected


@pytest.mark.parametrize(
    ("text", "act", "cameo"),
    [
        ("Amerika Serikat mencabut sanksi terhadap Suriah.", "terminate", "085"),
        ("Rusia membantah telah mengirim tentara ke Mali.", "deploy", "016"),
        ("Iran menolak menandatangani perjanjian dengan Irak.", "sign", "120"),
        ("Prabowo Subianto berkunjung ke Jepang.", "meet", "042"),
    ],
)
def test_indonesian_claims_bear_the_same_codes(text: str, act: str, cameo: str) -> None:
    dossier = foedera.read(text, language="id")
    claim = next(one for one in dossier.claims if one.act == act)
    assert coded(claim, dossier.text, dossier.catalogue).code.cameo == cameo
