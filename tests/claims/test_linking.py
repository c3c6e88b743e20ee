"""Claims are linked to the instruments they speak of, by words, parties, days and thread."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

import foedera
from foedera.claims.linking import Linking, linked
from foedera.claims.reading import claims_of
from foedera.claims.scene import lay_out
from foedera.claims.treaty_words import NameBook, names_legislature
from foedera.documents import capture_text
from foedera.identifiers import InstrumentId
from foedera.resources import record
from foedera.treaties import Registry

REGISTRY = Registry.load()


def linking(text: str, language: str, published: str) -> Linking:
    workspace = foedera.Workspace()
    report = capture_text(text, language=language, published=published)
    laid = lay_out(report, workspace.catalogue)
    return linked(laid, claims_of(laid), REGISTRY)


def instruments(text: str, language: str, published: str) -> list[str | None]:
    return [claim.instrument for claim in linking(text, language, published).claims]


def test_parties_and_days_tell_the_new_treaty_from_the_old_one_of_the_same_parties() -> None:
    text = "Korea Utara meratifikasi perjanjian pertahanan dengan Rusia pada 11 November 2024."
    assert instruments(text, "id", "2024-11-13") == ["prk-rus-2024"]


def test_a_ratification_long_before_is_not_of_the_treaty_that_came_later() -> None:
    text = "North Korea ratified a defence treaty with Russia, officials in Pyongyang said."
    assert "prk-rus-2024" not in instruments(text, "en", "2001-03-01")


def test_words_that_point_back_follow_the_treaty_spoken_of_before() -> None:
    text = (
        "Korea Utara meratifikasi perjanjian pertahanan dengan Rusia pada 11 November 2024.\n\n"
        "Perjanjian tersebut ditandatangani kedua negara pada 19 Juni 2024.\n"
    )
    found = linking(text, "id", "2024-11-13")
    assert {claim.instrument for claim in found.claims} == {"prk-rus-2024"}
    words = [claim.instrument_span.of(text) for claim in found.claims if claim.instrument_span]
    assert "Perjanjian tersebut" in words


def test_a_title_links_whatever_the_language_of_the_report() -> None:
    text = (
        "Menteri Luar Negeri Indonesia membahas Lombok Treaty. Australia melanggar Lombok Treaty."
    )
    assert "idn-aus-2006" in instruments(text, "id", "2024-02-01")


def test_a_treaty_the_registry_does_not_have_is_kept_with_its_parties() -> None:
    text = (
        "Chile and Fiji signed a mutual defence treaty in Suva.\n\n"
        "Chile ratified the treaty on Wednesday, the foreign ministry of Chile said.\n"
    )
    found = linking(text, "en", "2025-06-12")
    assert [claim.instrument for claim in found.claims] == [None, None]
    assert [(pact.instrument, set(pact.parties)) for pact in found.pacts] == [
        (None, {"CHL", "FJI"})
    ]
    assert found.pacts[0].claims == (0, 1)


def test_treaties_of_other_parties_are_not_taken_for_one_on_record() -> None:
    text = "Chile signed a defence treaty with Fiji. Russia praised the treaty with North Korea."
    pacts = linking(text, "en", "2025-06-12").pacts
    assert all(pact.instrument != "prk-rus-2024" for pact in pacts if "FJI" in pact.parties)


def test_two_names_of_their_own_are_two_agreements() -> None:
    text = (
        "Chile and Fiji signed the Coral Treaty in 1999.\n\n"
        "Chile and Fiji signed the Condor Treaty in 2004.\n"
    )
    assert len(linking(text, "en", "2025-06-12").pacts) == 2


def test_leaving_an_organisation_is_a_step_towards_its_treaty() -> None:
    text = "Mali, Niger and Burkina Faso withdrew from ECOWAS."
    assert instruments(text, "en", "2025-02-01") == ["ecowas-1993"]


def test_where_two_instruments_fit_alike_the_claim_stays_unlinked_with_both_kept() -> None:
    old = REGISTRY.instrument("prk-rus-2024")
    name = InstrumentId("twin")
    steps = tuple(replace(step, instrument=name) for step in old.steps)
    twin = replace(old, id=name, steps=steps)
    workspace = foedera.Workspace()
    text = "Korea Utara dan Rusia menandatangani perjanjian pertahanan pada 19 Juni 2024."
    report = capture_text(text, language="id", published="2024-06-20")
    laid = lay_out(report, workspace.catalogue)
    found = linked(laid, claims_of(laid), Registry([old, twin]))
    assert {claim.instrument for claim in found.claims} == {None}
    assert {one.instrument.id for one in found.pacts[0].candidates} == {"prk-rus-2024", "twin"}


def test_a_report_that_speaks_of_no_treaty_has_no_pact() -> None:
    text = "Ukraine said North Korea sent about 11,000 troops to Russia."
    assert linking(text, "en", "2024-11-12").pacts == ()


def test_the_report_s_words_for_entry_into_force_are_kept() -> None:
    text = (
        "Chile and Fiji signed a mutual defence treaty in Suva.\n\n"
        "The treaty will enter into force once both countries exchange the instruments.\n"
    )
    (pact,) = linking(text, "en", "2025-06-12").pacts
    assert pact.entry is not None
    assert (pact.entry.act, pact.entry.span.of(text)) == ("exchange", "exchange")


def test_a_name_of_one_word_counts_only_as_the_registry_writes_it() -> None:
    book = NameBook([REGISTRY.instrument("anzus-1951")])
    assert [ids for _, ids in book.find("Under ANZUS they consult.")] == [{"anzus-1951"}]
    assert list(book.find("under anzus they consult")) == []


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [("Parlemen Rusia", "id", True), ("Presiden Rusia", "id", False), ("US Senate", "en", True)],
)
def test_a_legislature_is_known_by_its_words(words: str, language: str, *, expected: bool) -> None:
    assert names_legislature(words, language) is expected


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_entry_of_the_treaty_words_is_borne_out_by_its_examples(language: str) -> None:
    for row in record(f"lexicons/{language}/treaty-words.yaml"):
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, row['words']))})\b", re.IGNORECASE)
        assert all(pattern.search(example) for example in row["examples"]), row["use"]
        assert not any(pattern.search(example) for example in row.get("not", ())), row["use"]


def test_no_instrument_is_linked_before_anything_was_done_about_it() -> None:
    for instrument in REGISTRY.instruments:
        days = [step.when.start for step in instrument.steps if step.when.start]
        early = date(min(days).year - 1, 1, 1)
        assert all(
            one.instrument.id != instrument.id
            for one in REGISTRY.find((), instrument.title("en"), early)
        )
