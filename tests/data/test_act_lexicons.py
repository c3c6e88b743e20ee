"""Every entry of the act lexicons is read from its examples, and not from the others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.acts import acts
from foedera.claims.reading import claims_of
from foedera.claims.scene import lay_out
from foedera.documents.capture import capture_text
from foedera.resources import records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.claims.claim import Claim
    from foedera.claims.scene import Scene

LANGUAGES = ("id", "en")
PUBLISHED = "2025-03-12"
#: Fields of an entry of which at least one lists words.
WORDS = ("verbs", "nouns", "phrases", "passives")
#: Fields that an entry may have.
FIELDS = {
    "act", *WORDS, "needs", "bars", "near", "agents", "counterparts", "requires", "also", "yields",
    "lone", "modality", "without", "unit", "carriers", "priority", "examples", "not",
}  # fmt: skip


def entries(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, rows in records(f"lexicons/{language}/acts"):
        for number, row in enumerate(rows, 1):
            yield f"{path}, entry {number} ({row['act']})", row


def texts(language: str) -> list[str]:
    found = []
    for _, row in entries(language):
        found += [example["text"] for example in row.get("examples", ())]
        found += row.get("not", ())
    return list(dict.fromkeys(found))


def own(scene: Scene) -> Scene:
    """Leave out who speaks in another paragraph."""
    within = scene.paragraph.covers
    return replace(
        scene,
        attributions=tuple(a for a in scene.attributions if a.cue is None or within(a.cue)),
    )


@cache
def read(language: str) -> Mapping[str, tuple[Claim, ...]]:
    """Read all examples as paragraphs of one report, each for itself.

    Parsing them together takes a fifth of the time; the claims of each paragraph are
    made without the others, and without speakers of other paragraphs.
    """
    given = texts(language)
    report = capture_text(
        "\n\n".join(given),
        name="examples",
        language=language,
        published=PUBLISHED,
        format="text",
    )
    laid = lay_out(report, Catalogue.load())
    found: dict[str, tuple[Claim, ...]] = dict.fromkeys(given, ())
    for paragraph, scenes in groupby(laid.scenes, key=lambda scene: scene.paragraph):
        alone = replace(laid, scenes=tuple(own(scene) for scene in scenes))
        found[paragraph.of(laid.text).strip()] = claims_of(alone)
    return found


def codes(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    sides = (
        frozenset(str(p.actor) for p in claim.agents),
        frozenset(str(p.actor) for p in claim.counterparts),
    )
    return (sides[0] | sides[1], frozenset()) if acts()[claim.act].symmetric else sides


def wanted(act: str, example: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    sides = frozenset(example.get("agents", ())), frozenset(example.get("counterparts", ()))
    return (sides[0] | sides[1], frozenset()) if acts()[act].symmetric else sides


def examples() -> Iterator[Any]:
    for language in LANGUAGES:
        for place, row in entries(language):
            for example in row.get("examples", ()):
                yield pytest.param(language, row, example, id=f"{place}: {example['text']}")


def counters() -> Iterator[Any]:
    for language in LANGUAGES:
        for place, row in entries(language):
            for text in row.get("not", ()):
                yield pytest.param(language, row, text, id=f"{place}: {text}")


@pytest.mark.parametrize(("language", "row", "example"), list(examples()))
def test_an_entry_is_read_from_its_example(
    language: str, row: dict[str, Any], example: dict[str, Any]
) -> None:
    act = row["act"]
    expected = (act, *wanted(act, example), example.get("modality", "asserted"))
    found = [(c.act, *codes(c), c.modality.value) for c in read(language)[example["text"]]]
    assert expected in found


@pytest.mark.parametrize(("language", "row", "text"), list(counters()))
def test_an_entry_is_not_read_from_its_counter_examples(
    language: str, row: dict[str, Any], text: str
) -> None:
    assert row["act"] not in [claim.act for claim in read(language)[text]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_words_an_example_and_no_unknown_field(language: str) -> None:
    for place, row in entries(language):
        assert any(row.get(key) for key in WORDS), place
        assert row.get("examples"), place
        assert set(row) <= FIELDS, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_lists_a_word_once_and_in_lower_case(language: str) -> None:
    for place, row in entries(language):
        for key in WORDS:
            words = row.get(key, [])
            assert len(words) == len(set(words)), (place, key)
            assert [word.lower() for word in words] == words, (place, key)


def test_both_languages_name_the_same_acts() -> None:
    named = [{row["act"] for _, row in entries(language)} for language in LANGUAGES]
    assert named[0] == named[1]
    assert named[0] == {name for name in acts() if not name.startswith("provide_")}


def test_no_example_serves_two_entries() -> None:
    for language in LANGUAGES:
        given = [e["text"] for _, row in entries(language) for e in row.get("examples", ())]
        assert len(given) == len(set(given))
