from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.attributing import attributions
from foedera.claims.persons import Known
from foedera.claims.quoting import quotes
from foedera.language.packs import pack
from foedera.language.reading import Reading
from foedera.resources import read_record, record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.attribution import Attribution
    from foedera.language.packs import LanguagePack

CASES = Path(__file__).parents[1] / "cases" / "attribution"
LANGUAGES = ("id", "en")


#: Letters that forms of one lemma share ("deny", "denied").
STEM = 4


@cache
def opened(language: str) -> LanguagePack:
    return pack(language)


def paragraphs_of(text: str) -> list[Span]:
    places, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            places.append(Span(start, start + len(line)))
        start += len(line) + 1
    return places


def read(text: str, language: str) -> tuple[Attribution, ...]:
    places = paragraphs_of(text)
    spans = [span for place in places for span in opened(language).sentences(text, place)]
    reading = Reading(language, text, opened(language).parse(text, spans))
    known = Known.of(Catalogue.load().mentions(text, language, None))
    return attributions(text, reading, places, known)


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


def described(text: str, found: Attribution) -> dict[str, str | None]:
    return {
        "source": words(text, found.source),
        "cue": words(text, found.cue),
        "content": words(text, found.content),
        "names": words(text, found.names),
        "person": words(text, found.person),
        "introduced": words(text, found.introduced),
        "capacity": found.capacity.value if found.capacity else None,
        "quotation": found.quotation.value,
        "stance": found.stance.value,
        "rule": found.rule,
    }


def wanted(expected: dict[str, str]) -> dict[str, str | None]:
    return {key: value or None for key, value in expected.items()}


def examples() -> Iterator[Any]:
    for language in LANGUAGES:
        for row in record(f"lexicons/{language}/cues.yaml"):
            for example in row["examples"]:
                yield pytest.param(language, row, example, id=f"{language}: {example['text']}")


def counters() -> Iterator[Any]:
    for language in LANGUAGES:
        for row in record(f"lexicons/{language}/cues.yaml"):
            for text in row.get("not", ()):
                yield pytest.param(language, row, text, id=f"{language}: {text}")


def entries() -> Iterator[Any]:
    for language in LANGUAGES:
        for place, row in enumerate(record(f"lexicons/{language}/cues.yaml")):
            yield pytest.param(row, id=f"{language}: {place} {row['cue']}")


def forms_of(row: dict[str, Any]) -> list[str]:
    return [*row.get("forms", [row["cue"]]), *row.get("bound", [])]


def stands(form: str, texts: list[str]) -> bool:
    word = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
    return any(word.search(text) for text in texts)


def cases() -> Iterator[Any]:
    for language in LANGUAGES:
        path = CASES / f"{language}.yaml"
        for case in read_record(path.read_text(encoding="utf-8"), str(path)):
            yield pytest.param(language, case, id=f"{language}: {case['case']}")


@pytest.mark.parametrize(("language", "row", "example"), list(examples()))
def test_a_cue_is_read_as_its_example_shows(
    language: str, row: dict[str, Any], example: dict[str, str]
) -> None:
    text = example["text"]
    expected = {key: example.get(key) for key in ("source", "cue", "content")}
    expected["stance"] = row["stance"]
    found = [described(text, one) for one in read(text, language)]
    assert expected in [{key: one[key] for key in expected} for one in found], found


@pytest.mark.parametrize(("language", "row", "text"), list(counters()))
def test_a_cue_attributes_nothing_in_its_counter_examples(
    language: str, row: dict[str, Any], text: str
) -> None:
    forms = forms_of(row)
    linked = [f"{form} {link}" for form in forms for link in row.get("links", [])]
    found = [words(text, one.cue) for one in read(text, language)]
    assert not [cue for cue in found if cue and cue.lower() in {*forms, *linked}]


@pytest.mark.parametrize("row", list(entries()))
def test_a_cue_has_an_example_and_a_counter_example(row: dict[str, Any]) -> None:
    assert row["examples"]
    assert row["not"]
    assert all(any(stands(form, [text]) for form in forms_of(row)) for text in row["not"])


@pytest.mark.parametrize("row", list(entries()))
def test_every_lemma_of_a_cue_is_shown(row: dict[str, Any]) -> None:
    texts = [example["text"] for example in row["examples"]] + row.get("not", [])
    shown = {form[:STEM] for form in forms_of(row) if stands(form, texts)}
    assert not [form for form in forms_of(row) if form[:STEM] not in shown]


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_case(language: str, case: dict[str, Any]) -> None:
    text = "\n".join(case["text"]) if isinstance(case["text"], list) else case["text"]
    found = [described(text, one) for one in read(text, language)]
    for expected in case.get("expect", ()):
        asked = wanted(expected)
        assert asked in [{key: one[key] for key in asked} for one in found], found
    for unwanted in case.get("never", ()):
        asked = wanted(unwanted)
        assert asked not in [{key: one[key] for key in asked} for one in found], found
    if case.get("only") == "yes":
        assert len(found) == len(case.get("expect", ())), found


def test_a_chain_nests_so_that_the_nearest_speaker_has_the_smallest_content() -> None:
    text = "Kantor berita KCNA melaporkan Kim mengatakan bahwa perjanjian itu tetap berlaku."
    found = sorted(read(text, "id"), key=lambda one: len(one.content))
    assert [words(text, one.source) for one in found] == ["Kim", "Kantor berita KCNA"]
    assert found[1].content.covers(found[0].content)


def test_reading_twice_gives_the_same() -> None:
    text = 'Menteri itu berkata, "Kami siap." Ia menambahkan, pasukan sudah tiba.'
    assert read(text, "id") == read(text, "id")


def test_a_speaker_is_not_carried_into_another_section() -> None:
    text = "Pejabat Kyiv mengatakan, pasukan maju.\nSementara artileri menembaki kota."
    places = paragraphs_of(text)
    spans = [s for place in places for s in opened("id").sentences(text, place)]
    reading = Reading("id", text, opened("id").parse(text, spans))
    assert any(one.rule == "carried" for one in attributions(text, reading, places))
    assert not attributions(text, reading, places[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Kami siap," kata X. "Kami mau."', ['"Kami siap,"', '"Kami mau."']),
        ("«Nous partons», he said.", ["«Nous partons»"]),
        ("“A “b” c,” he said.", ["“A “b” c,”"]),
        ("”Di sana aman,” katanya.", ["”Di sana aman,”"]),
        ("''Do what you can,'' he said.", ["''Do what you can,''"]),
        ('He said: "We go. And stay.', ['"We go. And stay.']),
        ('go now," he said. He left.', ['go now,"']),
        ("It isn't Washington's 'fault'.", []),
    ],
)
def test_quotation_marks_are_paired(text: str, expected: list[str]) -> None:
    assert [q.span.of(text) for q in quotes(text, [Span(0, len(text))])] == expected


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'Dia berkata, "Kami siap.\nPasukan sudah tiba di kota.'
    first, second = paragraphs_of(text)
    (found,) = quotes(text, [first, second])
    assert not found.closed
    assert first.covers(found.span)


def test_a_megabyte_of_quotation_marks_is_read_in_linear_time() -> None:
    text = '" ' * 200_000
    assert quotes(text, [Span(0, len(text))])
