from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors import ActorKind, Catalogue, MentionKind, records

if TYPE_CHECKING:
    import random

CATALOGUE = Catalogue.load()


def named(text: str, language: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.actor) for m in CATALOGUE.mentions(text, language, on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rusia dan Korea Utara menandatangani pakta.",
            [("Rusia", "RUS"), ("Korea Utara", "PRK")],
        ),
        ("PBB serta Uni Eropa mengecam.", [("PBB", "UN"), ("Uni Eropa", "EU")]),
        ("Sekjen NATO Mark Rutte tiba.", [("NATO", "NATO"), ("Mark Rutte", "NATO")]),
        ("Milisi Hizbullah menembak.", [("Hizbullah", "HEZBOLLAH")]),
        ("Brigade Al-Qassam mengaku.", [("Brigade Al-Qassam", "HAMAS")]),
        ("Kata Kantor Berita Pusat Korea.", [("Kantor Berita Pusat Korea", "KCNA")]),
        ("Dewan Keamanan PBB bersidang.", [("Dewan Keamanan PBB", "UN")]),
        ("dikutip dari tribunnews.com", [("tribunnews.com", "Tribunnews")]),
        ("menurut UNIFIL di Lebanon", [("UNIFIL", "UN"), ("Lebanon", "LBN")]),
    ],
)
def test_an_indonesian_sentence_names_its_actors(text: str, expected: list[object]) -> None:
    assert named(text, "id") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.N. and the IAEA agreed.", [("U.N.", "UN"), ("IAEA", "IAEA")]),
        (
            "Kaja Kallas spoke for the European Union.",
            [("Kaja Kallas", "EU"), ("European Union", "EU")],
        ),
        ("Reuters and KCNA carried it.", [("Reuters", "Reuters"), ("KCNA", "KCNA")]),
        ("The Houthis fired again.", [("Houthis", "HOUTHIS")]),
        (
            "Russians met Israelis.",
            [("Russians", "RUS"), ("Israelis", "ISR")],
        ),
    ],
)
def test_an_english_sentence_names_its_actors(text: str, expected: list[object]) -> None:
    assert named(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("perang Israel-Hamas", "id", ["ISR", "HAMAS"]),
        ("perang Rusia-Ukraina", "id", ["RUS", "UKR"]),
        ("latihan AS-Korea Selatan", "id", ["USA", "KOR"]),
        ("a US-led force", "en", ["USA"]),
        ("a NATO-Russia council", "en", ["NATO", "RUS"]),
    ],
)
def test_each_half_of_a_hyphened_compound_is_named(
    text: str, language: str, expected: list[str]
) -> None:
    assert [actor for _, actor in named(text, language)] == expected


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_the_english_possessive_lies_outside_the_span(apostrophe: str) -> None:
    assert named(f"North Korea{apostrophe}s army", "en") == [("North Korea", "PRK")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO-nya bubar", ("NATO", "NATO")),
        ("Rusianya kalah", ("Rusia", "RUS")),
        ("Korea Utaranya", ("Korea Utara", "PRK")),
        ("di Kenya", ("Kenya", "KEN")),
    ],
)
def test_the_indonesian_clitic_lies_outside_the_span(text: str, expected: tuple[str, str]) -> None:
    assert named(text, "id") == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("RUSIA DAN KOREA UTARA", "id"),
        ("RUSSIA AND NORTH KOREA", "en"),
    ],
)
def test_names_match_in_capitals(text: str, language: str) -> None:
    assert [actor for _, actor in named(text, language)] == ["RUS", "PRK"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("They told us so, as who would not.", "en"),
        ("rusia, korea utara, nato", "id"),
        ("gandar as mobil", "id"),
        ("The AS flag", "en"),
        ("ujian UN di sekolah", "id"),
        ("Komisi XI membahas Pasal XI", "id"),
        ("tulis ke redaksi@kompas.com", "id"),
        ("biaya US$ 5 juta dan US$5 juta", "id"),
        ("it cost US$5 million", "en"),
        ("Prusiana and Iranology", "en"),
        ("Korea\n\nUtara", "id"),
        ("Korea - Utara", "id"),
    ],
)
def test_these_words_name_nobody(text: str, language: str) -> None:
    assert named(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Antara Rusia dan Ukraina ada perang.", "id", ["RUS", "UKR"]),
        ("Demikian dilansir Antara, kemarin.", "id", ["Antara"]),
        ("Sumber:\nAntara\n", "id", ["Antara"]),
        ("JAKARTA (ANTARA) - Hari ini", "id", ["IDN", "Antara"]),
        ("Foto: Dok. via AP)", "id", ["AP"]),
        ("THE MAN WHO SOLD IT", "en", []),
        ("The WHO warned.", "en", ["WHO"]),
        ("Tempo hari ia pergi.", "id", []),
        ("kata Tempo dalam laporannya", "id", ["Tempo"]),
    ],
)
def test_ordinary_words_are_names_only_where_nothing_speaks_against_it(
    text: str, language: str, expected: list[str]
) -> None:
    assert [actor for _, actor in named(text, language)] == expected


def test_the_longest_name_wins() -> None:
    text = "Guinea-Bissau, Papua New Guinea and Guinea"
    assert [actor for _, actor in named(text, "en")] == ["GNB", "PNG", "GIN"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Laut China Selatan", "id"),
        ("the South China Sea", "en"),
        ("South China Sea", "id"),
        ("Amerika Latin", "id"),
        ("National Security Council", "en"),
    ],
)
def test_a_name_within_another_name_is_passed_over(text: str, language: str) -> None:
    assert named(text, language) == []


def test_accents_and_their_lack_are_one() -> None:
    text = "Türkiye, Turkiye, TÜRKİYE, Tu\u0308rkiye"
    assert [actor for _, actor in named(text, "en")] == ["TUR"] * 4


@pytest.mark.parametrize("name", ["Kim Jong Un", "Kim Jong-un", "Kim Jong-Un", "KIM JONG UN"])
def test_a_person_is_found_however_the_name_is_joined(name: str) -> None:
    text = f"{name} berpidato"
    (mention,) = CATALOGUE.mentions(text, "id")
    assert (mention.actor, mention.kind) == ("PRK", MentionKind.PERSON)
    assert mention.span.of(text) == name


@pytest.mark.parametrize(
    ("on", "actor"),
    [
        (date(2020, 5, 1), "AAA"),
        (date(2023, 12, 1), "AAA"),  # between the two: the nearer
        (date(2024, 11, 12), "LEAGUE"),
        (None, "LEAGUE"),
    ],
)
def test_the_day_decides_whom_a_person_speaks_for(on: date | None, actor: str) -> None:
    first = {"name": "Ana Bolena", "from": "2019", "to": "2023-10-31"}
    then = {"name": "Ana Bolena", "from": "2024-10-01"}
    names = {"en": ["Aland"]}
    league = {"code": "LEAGUE", "kind": "organisation", "names": names, "people": [then]}
    catalogue = Catalogue(
        [
            records.organisation("actors/organisations/league.yaml", league),
            records.state(
                "actors/states/aaa.yaml", {"iso": "AAA", "names": names, "people": [first]}
            ),
        ]
    )
    (mention,) = catalogue.mentions("kata Ana Bolena", "id", on)
    assert mention.actor == actor


def test_a_person_out_of_office_still_stands_for_the_actor() -> None:
    assert named("Kofi Annan", "en", date(2024, 1, 1)) == [("Kofi Annan", "UN")]


def test_a_mention_tells_by_what_it_names_whom() -> None:
    text = "The Guardian said the Pentagon and Moscow briefed Russian envoys on Hamas"
    kinds = [(m.kind.value, m.actor_kind) for m in CATALOGUE.mentions(text, "en")]
    assert kinds == [
        ("name", ActorKind.OUTLET),
        ("organ", ActorKind.STATE),
        ("capital", ActorKind.STATE),
        ("adjective", ActorKind.STATE),
        ("name", ActorKind.ARMED_GROUP),
    ]


@pytest.mark.parametrize("text", ["the Kurdistan Workers’ Party", "the Kurdistan Workers' Party"])
def test_straight_and_curly_apostrophes_are_one(text: str) -> None:
    assert [actor for _, actor in named(text, "en")] == ["PKK"]


def test_a_line_break_within_a_name_does_no_harm() -> None:
    assert named("Korea\nUtara", "id") == [("Korea\nUtara", "PRK")]


def test_a_language_the_catalogue_does_not_know_is_read_by_the_english_names() -> None:
    assert named("La Russia e la NATO", "it") == [("Russia", "RUS"), ("NATO", "NATO")]


def test_a_long_line_without_a_space_is_read() -> None:
    assert named("a" * 1_000_000 + " NATO " + "-" * 1_000_000 + "nya" * 100_000, "id") == [
        ("NATO", "NATO")
    ]


WORDS = sorted(
    {
        text
        for record in CATALOGUE
        for by_language in record.words.values()
        for texts in by_language.values()
        for text in texts
    }
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(str.upper),
        st.sampled_from(["dan", "The", "as", "nya", "'s", "led", "$", ".", "Republik"]),
        st.text(max_size=6),
    ),
    max_size=25,
).flatmap(
    lambda pieces: st.lists(
        st.sampled_from([" ", "-", "\n", "", ". ", ", "]),
        min_size=len(pieces),
        max_size=len(pieces),
    ).map(lambda signs: "".join(a + b for a, b in zip(pieces, signs, strict=True)))
)


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from(["id", "en"]))
def test_mentions_lie_in_order_within_the_text_and_never_overlap(text: str, language: str) -> None:
    free = 0
    for mention in CATALOGUE.mentions(text, language):
        assert free <= mention.span.start < mention.span.end <= len(text)
        free = mention.span.end


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.sampled_from(["id", "en"]))
def test_the_words_of_every_mention_name_somebody_on_their_own(text: str, language: str) -> None:
    for mention in CATALOGUE.mentions(text, language):
        words = mention.span.of(text)
        (alone,) = CATALOGUE.mentions(words, language)
        assert alone.span.of(words) == words
        assert alone.actor in CATALOGUE


@settings(deadline=None, max_examples=6)
@given(st.lists(TEXTS, max_size=4).map("\n".join), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(text: str, order: random.Random) -> None:
    records = list(CATALOGUE)
    order.shuffle(records)
    shuffled = Catalogue(records)
    for language in ("id", "en"):
        assert shuffled.mentions(text, language) == CATALOGUE.mentions(text, language)
