from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from foedera.actors import ActorKind, Catalogue, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

CATALOGUE = Catalogue.load()
OTHERS = [record for record in CATALOGUE if record.kind is not ActorKind.STATE]
STATES = {state.code for state in CATALOGUE.states()}
#: Codes that are no states in the state system and still stand as the seat of outlets.
TERRITORIES = {"HKG"}


def words_of(record: Record, *fields: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each list of words with its language."""
    for field in fields or record.words:
        yield from record.words.get(field, {}).items()


def found(text: str, language: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.actor) for m in CATALOGUE.mentions(text, language, on)]


def test_the_catalogue_is_as_broad_as_promised() -> None:
    assert len(CATALOGUE.organisations()) >= 45
    assert len(CATALOGUE.outlets()) >= 70


def test_every_record_is_named_in_both_languages_and_says_where_to_check() -> None:
    for record in OTHERS:
        names = record.words["names"]
        assert names.get("en"), record.place
        assert names.get("id"), record.place
        assert record.sources, record.place


def test_no_word_stands_twice_in_a_list() -> None:
    for record in OTHERS:
        for _, texts in words_of(record):
            assert [t for t, times in Counter(texts).items() if times > 1] == [], record.place


def test_ambiguous_words_are_words_of_their_record() -> None:
    for record in OTHERS:
        words = {text for _, texts in words_of(record) for text in texts}
        assert record.ambiguous <= words, record.place


def test_every_name_and_organ_finds_its_actor() -> None:
    for record in OTHERS:
        for language, texts in words_of(record, "names", "organs"):
            for text in texts:
                assert found(text, language) == [(text, record.code)], record.place


def test_words_that_are_no_names_name_nobody() -> None:
    for record in OTHERS:
        for language, texts in words_of(record, "not"):
            for text in texts:
                assert found(text, language) == [], record.place


def test_every_person_is_found_on_a_day_of_the_term() -> None:
    for record in OTHERS:
        for person in record.people:
            on = person.term.start or person.term.end
            for text in (person.name, *person.aliases):
                assert found(text, "en", on) == [(text, record.code)], record.place


def test_terms_and_spells_do_not_end_before_they_begin() -> None:
    for record in OTHERS:
        for spell in (*record.spells, *(person.term for person in record.people)):
            assert spell.start is None or spell.end is None or spell.start <= spell.end, record


def test_every_outlet_works_from_a_known_state_in_a_real_zone() -> None:
    for outlet in CATALOGUE.outlets():
        assert outlet.state in STATES | TERRITORIES, outlet.place
        assert ZoneInfo(outlet.zone).key == outlet.zone
        assert all(len(language) == 2 for language in outlet.languages), outlet.place


def test_groups_fight_in_and_belong_to_known_actors() -> None:
    for organisation in CATALOGUE.organisations():
        assert set(organisation.fights_in) <= STATES, organisation.place
        assert organisation.belongs_to is None or organisation.belongs_to in CATALOGUE


def test_no_two_outlets_claim_a_domain() -> None:
    domains = Counter(domain for outlet in CATALOGUE.outlets() for domain in outlet.domains)
    assert [domain for domain, times in domains.items() if times > 1] == []
