"""The screen: what reading finds is never screened out, and what holds nothing is not parsed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedera
from foedera.actors.catalogue import Catalogue
from foedera.claims.frames import frames
from foedera.claims.screening import Screen, screen_of
from foedera.language.errors import UnknownLanguageError
from foedera.language.packs import languages

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "examples").glob("*-*.*"))
GOLD = ROOT.parent / "shared" / "gold" / "dev"
NOTHING = {
    "en": "Beat the eggs with sugar. Bake for an hour and let it cool.",
    "id": "Aduk telur dan gula. Panggang satu jam.",
    "ms": "Pukul telur dan gula. Bakar selama satu jam.",
}


def screen(language: str) -> Screen:
    return screen_of(language, Catalogue.load())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_claim_of_a_sample_lies_in_a_line_that_passes(path: Path) -> None:
    dossier = foedera.read(path)
    found = screen(dossier.report.language).screen(dossier.report.prose)
    assert dossier.claims
    for claim in dossier.claims:
        assert any(span.meets(claim.span) for span in found.passages), claim.trigger
        sentence = claim.span.of(dossier.report.prose)
        assert screen(dossier.report.language).holds(sentence)


@pytest.mark.skipif(
    not GOLD.is_dir(), reason="the gold reports lie beside the project, in ../shared"
)
def test_every_claim_of_the_gold_reports_lies_in_a_line_that_passes() -> None:
    for path in sorted((GOLD / "texts").glob("*.txt")):
        dossier = foedera.read(path, language=path.name[:2])
        found = screen(dossier.report.language).screen(dossier.report.prose)
        for claim in dossier.claims:
            assert any(span.meets(claim.span) for span in found.passages), claim.trigger


@pytest.mark.parametrize("language", languages())
def test_a_text_without_a_word_for_an_act_is_screened_out_and_not_parsed(language: str) -> None:
    text = NOTHING[language]
    assert not foedera.screen(text, language=language).holds
    dossier = foedera.read(text, language=language, published="2025-03-12")
    assert dossier.claims == ()
    assert [notice.kind for notice in dossier.notices] == ["screened out"]


def test_a_word_passes_only_with_a_thing_that_its_frame_needs() -> None:
    assert not screen("en").holds("Japan sent a letter to Russia.")
    assert screen("en").holds("Japan sent two warships to Russia.")


def test_a_report_that_names_nobody_passes_only_where_nobody_need_be_named() -> None:
    unknown = "Somebody sent many warships."
    assert not screen("en").screen(unknown).holds
    assert screen("en").screen("At least 40 people were killed on Monday.").holds


@pytest.mark.parametrize("language", languages())
def test_every_word_that_names_an_act_without_more_passes_in_any_line(language: str) -> None:
    for words, triggers in frames(language).by_words.items():
        if any(not (f.needs or f.near) for trigger in triggers for f in trigger.frames):
            assert screen(language).holds(f"xx {words} yy"), words


@given(st.text(max_size=400))
def test_passages_are_lines_of_the_text_in_order(text: str) -> None:
    found = screen("en").screen(text)
    assert all(span.of(text).strip() for span in found.passages)
    assert list(found.passages) == sorted(found.passages)
    assert len(found.passages) <= found.lines


def test_a_language_that_nobody_reads_is_refused() -> None:
    with pytest.raises(UnknownLanguageError):
        foedera.screen("Le pacte est signé.", language="fr")
