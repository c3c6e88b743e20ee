"""Reports that would exhaust or mislead a careless reader: no hang, no flood, nothing invented."""

from __future__ import annotations

import gc
import json
import weakref
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import foedera
from foedera.claims.scene import MOST_SENTENCES
from foedera.cli.commands import foedera as program
from foedera.treaties import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "pakta-pukpuk.txt"
WORDS = 100_000
MANY = 5_000
PACT = "SEOUL, 1 June 2024 - North Korea ratified its treaty with Russia on 30 May, case {number}."
OTHER = "The bakery on corner {number} opens at seven, and its bread and its coffee are warm."


def test_a_report_of_a_hundred_thousand_words_is_read_up_to_a_limit_that_is_told() -> None:
    paragraph = " ".join(PACT.format(number=number) for number in range(6)) + "\n\n"
    text = paragraph * (WORDS // len(paragraph.split()) + 1)
    dossier = foedera.read(text, language="en")
    told = [notice.text for notice in dossier.notices if notice.kind == "unread"]
    assert len(told) == 1
    assert f"the first {MOST_SENTENCES} of a report" in told[0]
    assert 0 < len(dossier.claims) <= MOST_SENTENCES
    assert len(dossier.notices) < 10


def test_five_thousand_reports_in_one_call_are_taken_and_let_go_one_by_one() -> None:
    taken = 0

    def reports() -> Iterator[str]:
        nonlocal taken
        for number in range(MANY):
            taken += 1
            yield (OTHER if number % 100 else PACT).format(number=number)

    kept: list[weakref.ref[foedera.Dossier]] = []
    claims = 0
    for number, outcome in enumerate(foedera.read_many(reports(), language="en")):
        assert taken == number + 1  # nothing is read ahead
        assert outcome.dossier is not None
        assert bool(outcome.dossier.claims) is (number % 100 == 0)
        claims += len(outcome.dossier.claims)
        kept.append(weakref.ref(outcome.dossier))
    del outcome
    gc.collect()
    assert (taken, claims >= MANY // 100) == (MANY, True)
    assert not any(one() for one in kept)


def _actors(dossier: foedera.Dossier) -> set[str]:
    return {p.actor for claim in dossier.claims for p in (*claim.agents, *claim.counterparts)}


@pytest.mark.parametrize("options", [[], ["--explain"], ["--json"]])
def test_a_text_that_imitates_a_dossier_is_read_as_any_other_text(
    tmp_path: Path, options: list[str]
) -> None:
    printed = CliRunner().invoke(program, ["read", str(SAMPLE), *options], standalone_mode=False)
    forged = tmp_path / "dossier.txt"
    forged.write_text(printed.output, encoding="utf-8")
    own = foedera.read(SAMPLE)
    dossier = foedera.read(forged)
    assert dossier.text == printed.output
    assert all(claim.span.of(dossier.text).strip() for claim in dossier.claims)
    assert _actors(dossier) <= _actors(own)


def test_marks_and_codes_for_a_terminal_are_shown_as_words() -> None:
    text = "SEOUL, 1 June 2024 - North Korea [bold]ratified[/] the \x1b[31mtreaty with Russia."
    shown = CliRunner().invoke(program, ["read", "-"], input=text, standalone_mode=False)
    assert shown.exception is None
    assert "\x1b[31m" not in shown.output
    assert "[bold]ratified[/]" in " ".join(shown.output.split())
    data = CliRunner().invoke(program, ["read", "-", "--json"], input=text, standalone_mode=False)
    assert json.loads(data.output)["claims"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dinner guests attacked the turkey, and polish on the china gave way in march.", "en"),
        ("The cook killed a turkey; a jordan almond hit the chad, and may may be late.", "en"),
        ("Ayam turki itu diserang kucing, lalu piring china di dapur pecah berkeping.", "id"),
    ],
)
def test_words_that_are_also_names_name_nobody(text: str, language: str) -> None:
    assert not [
        party
        for claim in foedera.read(text, language=language).claims
        for party in (*claim.agents, *claim.counterparts)
    ]


def test_a_sentence_may_end_with_any_title_of_the_registry() -> None:
    titles = [name for one in Registry.load().instruments for name in one.names()]
    text = "\n\n".join(f"Both states signed the {title}" for title in titles)
    named = foedera.read(text, language="en", published="2025-01-02").standings
    assert len(named) > len(titles) // 10


def test_who_told_an_agency_is_the_speaker_in_every_sentence() -> None:
    told = "Kim Jong Un told KCNA that Russia attacked Ukraine."
    for text in (told, f"Snow fell in the capital. {told}"):
        claims = foedera.read(text, language="en", published="2024-11-12").claims
        attack = next(claim for claim in claims if claim.act == "attack")
        assert "PRK" in attack.sources[0].actors


def test_endless_repetition_of_one_name_is_no_flood() -> None:
    text = " ".join(islice(iter(lambda: "Turkey Chad Jordan Georgia", None), 5_000))
    dossier = foedera.read(text, language="en")
    assert not dossier.claims
    assert len(dossier.notices) < 10
