"""What holds of the claims of any report."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors.catalogue import Catalogue
from foedera.claims.acts import acts
from foedera.claims.claim import Modality
from foedera.claims.reading import claims_of, read_claims
from foedera.claims.scene import LONGEST_SENTENCE, MOST_SENTENCES, lay_out
from foedera.documents import LineKind, capture, capture_text

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(
    path
    for path in (ROOT / "examples").iterdir()
    if path.suffix in {".txt", ".md", ".html"} and path.name != "README.md"
)
PHRASES = [
    "Rusia",
    "Ukraina",
    "Korea Utara",
    "perjanjian pertahanan",
    "meratifikasi",
    "menyerang",
    "mengirim tentara",
    "ke",
    "dengan",
    "oleh",
    "yang",
    "tidak akan",
    "mengatakan",
    "menurut",
    "dan",
    ",",
    ".",
    "12.000 rudal",
    "Senin (11/11/2024)",
    "kedua negara",
    '"',
    "membantah",
    "khawatir",
    "jika",
    "gencatan senjata itu",
]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_word_of_evidence_stands_in_the_text(path: Path) -> None:
    report = capture(path)
    for claim in read_claims(report, Catalogue.load()):
        parties = [*claim.agents, *claim.counterparts]
        spans = [claim.trigger, *(party.span for party in parties)]
        spans += [rule.span for rule in claim.rules]
        spans += [source.span for source in claim.sources if source.span]
        assert claim.span.covers(claim.trigger)
        assert claim.act in acts()
        assert all(0 <= span.start < span.end <= len(report.text) for span in spans)
        assert claim.rules[0].span == claim.trigger


@pytest.mark.parametrize("path", SAMPLES[:3], ids=lambda path: path.name)
def test_reading_twice_gives_the_same(path: Path) -> None:
    report, catalogue = capture(path), Catalogue.load()
    assert read_claims(report, catalogue) == read_claims(report, catalogue)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_answer_names_the_rule_and_the_words_it_rests_on(path: Path) -> None:
    for claim in read_claims(capture(path), Catalogue.load()):
        named = {rule.rule.partition("/")[0] for rule in claim.rules}
        answers = {
            "when": claim.when is not None,
            "quantity": claim.amount is not None,
            "modality": claim.modality is not Modality.ASSERTED,
            "source": bool(claim.sources),
        }
        assert {slot for slot, given in answers.items() if given} <= named, claim
        assert all("/" in rule.rule for rule in claim.rules)


def test_claims_come_in_the_order_of_the_text() -> None:
    claims = read_claims(capture(SAMPLES[0]), Catalogue.load())
    starts = [claim.span.start for claim in claims]
    assert starts == sorted(starts)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=60))
def test_any_row_of_words_is_read_without_fail(words: list[str]) -> None:
    text = "JAKARTA - " + " ".join(words)
    report = capture_text(text, language="id", published="2024-11-12")
    for claim in read_claims(report, Catalogue.load()):
        assert claim.trigger.of(text)


def test_a_teaser_is_kept_apart_from_the_body() -> None:
    text = (
        "JAKARTA - Hujan turun di kota itu.\n\n"
        "Baca juga: Rusia Serang Ukraina dengan Rudal\n\n"
        "Warga tetap bekerja seperti biasa.\n"
    )
    (claim,) = read_claims(
        capture_text(text, language="id", published="2024-11-12"), Catalogue.load()
    )
    assert claim.section is LineKind.RELATED
    assert claim.sources == ()


def test_a_denial_is_not_an_assertion() -> None:
    text = "KIGALI - Rwanda membantah telah mengirim tentara ke Kongo pada Senin."
    claims = read_claims(
        capture_text(text, language="id", published="2024-11-12"), Catalogue.load()
    )
    (claim,) = [c for c in claims if c.act == "deploy"]
    assert claim.modality is Modality.DENIED
    assert claim.sources[0].actors == ("RWA",)


def test_the_soviet_union_is_russia_in_a_report_of_today() -> None:
    text = "MOSCOW - The Soviet Union attacked Afghanistan in December 1979."
    claims = read_claims(
        capture_text(text, language="en", published="2024-11-12"), Catalogue.load()
    )
    assert [p.actor for p in claims[0].agents] == ["RUS"]


def test_a_text_without_acts_has_no_claims() -> None:
    text = "The weather was fine in the village, and birds sang in the old trees."
    assert read_claims(capture_text(text, language="en"), Catalogue.load()) == ()


def test_what_is_too_long_is_left_unread_and_counted() -> None:
    many = "Hujan turun. " * (MOST_SENTENCES + 5)
    laid = lay_out(capture_text(many, language="id", published="2024-11-12"), Catalogue.load())
    assert laid.unread == 5
    endless = "kata " * LONGEST_SENTENCE
    laid = lay_out(capture_text(endless, language="id", published="2024-11-12"), Catalogue.load())
    assert laid.unread == 1
    assert claims_of(laid) == ()
