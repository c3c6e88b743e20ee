"""The reader's word lists: their examples are read, and the code finds what it asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims.acts import acts
from foedera.claims.frames import frames, things
from foedera.claims.naming import Voice
from foedera.claims.reading import claims_of
from foedera.claims.scene import lay_out
from foedera.documents.capture import capture_text
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.claims.claim import Claim
    from foedera.claims.naming import Naming

LANGUAGES = ("id", "en")
CODE = Path(__file__).parents[2] / "src" / "foedera" / "claims"
PUBLISHED = "2025-03-12"
#: Lists whose examples tell of acts, and the field that names an entry's act. The examples
#: of `modality` that name a predicate instead are read in `claims/test_modalities.py`.
OF_ACTS = ("modality", "things", "provisions")
OF_NAMES = ("voices", "anaphora")


def rows(language: str, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record(f"lexicons/{language}/{name}.yaml")
    return found


def given(language: str) -> list[str]:
    found = []
    for name in (*OF_ACTS, *OF_NAMES):
        for row in rows(language, name):
            both = [*row.get("examples", ()), *row.get("not", ())]
            told = [one for one in both if isinstance(one, dict) and "predicate" not in one]
            found += [one["text"] for one in told]
    return list(dict.fromkeys(found))


@cache
def read(language: str) -> Mapping[str, tuple[tuple[Claim, ...], tuple[tuple[str, Naming], ...]]]:
    """Read all examples as paragraphs of one report, the claims of each for itself."""
    texts = given(language)
    report = capture_text(
        "\n\n".join(texts), name="examples", language=language, published=PUBLISHED, format="text"
    )
    laid = lay_out(report, Catalogue.load())
    found: dict[str, tuple[tuple[Claim, ...], tuple[tuple[str, Naming], ...]]]
    found = dict.fromkeys(texts, ((), ()))
    for paragraph, scenes in groupby(laid.scenes, key=lambda scene: scene.paragraph):
        its = tuple(scenes)
        named = tuple((n.span.of(laid.text), n) for scene in its for n in scene.namings)
        found[paragraph.of(laid.text).strip()] = claims_of(replace(laid, scenes=its)), named
    return found


def examples(*names: str, field: str = "examples") -> Iterator[Any]:
    for language in LANGUAGES:
        for name in names:
            for row in rows(language, name):
                for one in row.get(field, ()):
                    if isinstance(one, dict) and "predicate" not in one:
                        yield pytest.param(language, row, one, id=f"{name}: {one['text']}")


def agents(claim: Claim) -> set[str]:
    both = (*claim.agents, *claim.counterparts) if acts()[claim.act].symmetric else claim.agents
    return {str(party.actor) for party in both}


@pytest.mark.parametrize(("language", "row", "one"), list(examples(*OF_ACTS)))
def test_an_example_tells_of_its_act(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    claims, _ = read(language)[one["text"]]
    act = one.get("act") or row["act"]
    sure = row.get("modality")
    fitting = [c for c in claims if c.act == act and (sure is None or c.modality.value == sure)]
    assert fitting, claims
    if "agents" in one:
        assert set(one["agents"]) in [agents(c) for c in fitting]


@pytest.mark.parametrize(("language", "row", "one"), list(examples("things", field="not")))
def test_a_counter_example_does_not_tell_of_its_act(
    language: str,
    row: dict[str, Any],  # noqa: ARG001 - as the other examples
    one: dict[str, Any],
) -> None:
    assert one["act"] not in [claim.act for claim in read(language)[one["text"]][0]]


@pytest.mark.parametrize(("language", "row", "one"), list(examples("voices")))
def test_a_noun_stands_for_its_state(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    _, named = read(language)[one["text"]]
    found = [(words, naming.actors, naming.voice.value) for words, naming in named]
    assert (one["words"], (one["actor"],), row["class"]) in found


@pytest.mark.parametrize(("language", "row", "one"), list(examples("anaphora")))
def test_a_word_points_back_to_whom_its_example_says(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    _, named = read(language)[one["text"]]
    found = [
        (words, set(naming.actors), naming.back)
        for words, naming in named
        if naming.voice is Voice.BACK
    ]
    assert (one["words"], set(one["actors"]), row["refers"]) in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*OF_ACTS, *OF_NAMES])
def test_every_entry_of_a_list_has_an_example(language: str, name: str) -> None:
    for row in rows(language, name):
        assert row.get("examples") or row.get("not"), row


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*OF_ACTS, *OF_NAMES])
def test_a_list_gives_a_word_once_in_an_entry_and_in_lower_case(language: str, name: str) -> None:
    for row in rows(language, name):
        lists = [row.get("words", []), row.get("sectors", []), *row.get("all", [])]
        for words in lists:
            assert len(words) == len(set(words)), [w for w in words if words.count(w) > 1]
            assert [word.lower() for word in words] == words


@pytest.mark.parametrize("name", ["voices", "anaphora"])
def test_both_languages_have_the_same_classes(name: str) -> None:
    """Code asks for these classes by name; those of things are asked for by frames alone."""
    key = "refers" if name == "anaphora" else "class"
    assert [row[key] for row in rows("id", name)] == [row[key] for row in rows("en", name)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_of_things_serves_an_act_and_no_act_asks_for_another(language: str) -> None:
    listed = {row["class"] for row in rows(language, "things")}
    asked = {
        name
        for triggers in frames(language).by_words.values()
        for trigger in triggers
        for frame in trigger.frames
        for name in frame.needs | frame.bars | frame.near | frame.without
    }
    assert asked - {"place"} == listed  # places come from the catalogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_things_are_found_in_the_plural_too(language: str) -> None:
    plural = {"id": "rudal-rudal", "en": "missiles"}[language]
    assert {"arms", "projectiles"} <= things(language)[plural]


def asked_functions() -> set[str]:
    """Return the names by which the code asks for function words."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CODE.glob("*.py")))
    named = set(re.findall(r"functions\([a-z_.]+\)(?:\.get\(|\[)\"([a-z_]+)\"", code))
    named |= set(re.findall(r"table(?:\.get\(|\[)\"([a-z_]+)\"", code))
    return named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_finds_every_function_it_asks_for(language: str) -> None:
    assert asked_functions() <= set(record(f"lexicons/{language}/functions.yaml"))


def test_both_languages_have_the_same_functions() -> None:
    tables = [set(record(f"lexicons/{language}/functions.yaml")) for language in LANGUAGES]
    assert tables[0] == tables[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_function_words_are_lower_case_and_given_once(language: str) -> None:
    for name, words in record(f"lexicons/{language}/functions.yaml").items():
        assert len(words) == len(set(words)), (name, [w for w in words if words.count(w) > 1])
        assert [word.lower() for word in words] == words, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_for_state_media_are_lower_case_and_given_once(language: str) -> None:
    words = record(f"lexicons/{language}/media.yaml")["state_media"]
    assert words
    assert len(words) == len(set(words))
    assert [word.lower() for word in words] == words
