"""A language that builds on another shows every difference at work, in sentences of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.claims import attributions_of, modalities_of
from foedera.claims.acts import acts
from foedera.claims.reading import claims_of
from foedera.claims.scene import lay_out
from foedera.documents.capture import capture_text
from foedera.documents.line_rules import line_rules
from foedera.language.quantities import quantities
from foedera.language.times import times
from foedera.resources import DATA, lexicon_languages, lineage, read_record, record, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.claims.claim import Claim
    from foedera.claims.naming import Naming
    from foedera.claims.scene import Scene

#: Languages that build on another, with that other.
KINDRED = [(code, lineage(code)[1]) for code in lexicon_languages() if len(lineage(code)) > 1]
READ_ON = date(2024, 11, 12)
PUBLISHED = "2025-03-12"
#: Lexicons whose entries hold sentences that tell of acts, and those that tell of names.
OF_ACTS = ("acts/conduct", "acts/diplomacy", "acts/treaty-life", "things", "provisions", "modality")
OF_NAMES = ("voices", "anaphora")
#: Small closed classes, whose words are shown by the sentences of the others.
CLOSED = {"attribution", "functions", "speakers", "persons", "media", "identifying", "published",
          "titles", "affixes", "abbreviations", "treaty-words"}  # fmt: skip
LISTS = ("words", "verbs", "nouns", "phrases", "passives", "cues", "forms", "bound", "all")


def rows(language: str, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = record(f"lexicons/{language}/{name}.yaml")
    return found


def own(language: str, below: str, name: str, field: str) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield the sentences that a language's rows have, and those of the other have not."""
    taken = [one for row in rows(below, name) for one in row.get(field, ())]
    for row in rows(language, name):
        yield from ((row, one) for one in row.get(field, ()) if one not in taken)


def sentences(*names: str, field: str = "examples", skip: str = "") -> list[Any]:
    return [
        pytest.param(code, row, one, id=f"{code}: {one['text'] if isinstance(one, dict) else one}")
        for code, below in KINDRED
        for name in names
        for row, one in own(code, below, name, field)
        if not (skip and isinstance(one, dict) and skip in one)
    ]


def pairs(name: str) -> list[Any]:
    """Return the examples of a lexicon of times, numbers or units that the language added."""
    found = []
    for code, below in KINDRED:
        mine, taken = (
            record(f"lexicons/{code}/{name}.yaml"),
            record(f"lexicons/{below}/{name}.yaml"),
        )
        listed = [one for one in mine["examples"] if one not in taken["examples"]]
        for rule, told in mine.get("rules", {}).items():
            listed += [o for o in told["examples"] if o not in taken["rules"][rule]["examples"]]
        found += [pytest.param(code, *one, id=f"{code}: {one[0]}") for one in listed]
    return found


def bounds(low: float | None, high: float | None, *, about: bool) -> str:
    ends = ("" if end is None else f"{float(end):.10g}" for end in (low, high))
    return ("~" if about else "") + "..".join(
        end if "e" not in end else f"{float(end):.0f}" for end in ends
    )


@pytest.mark.parametrize(("language", "text", "days"), pairs("times"))
def test_an_expression_of_time_has_its_days(language: str, text: str, days: str) -> None:
    interval = times(text, language, published=READ_ON)[-1].interval
    assert days == (f"{interval.start or ''}..{interval.end or ''}" if interval else "?")


@pytest.mark.parametrize(("language", "text", "expected"), pairs("numbers"))
def test_a_number_has_its_bounds(language: str, text: str, expected: str) -> None:
    found = quantities(text, language)
    assert [bounds(one.low, one.high, about=one.about) for one in found] == [expected]


@pytest.mark.parametrize(("language", "text", "unit"), pairs("units"))
def test_what_is_counted_has_its_unit(language: str, text: str, unit: str) -> None:
    number = text.count(", ") + 1
    assert [found.unit or "?" for found in quantities(text, language)] == [unit] * number


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (code, text)
        for code, below in KINDRED
        for name in ("numbers", "units", "times")
        for text in record(f"lexicons/{code}/{name}.yaml")["not"]
        if text not in record(f"lexicons/{below}/{name}.yaml")["not"]
    ],
)
def test_what_is_no_quantity_is_not_read_as_one(language: str, text: str) -> None:
    assert quantities(text, language) == ()


@pytest.mark.parametrize(("language", "row", "example"), sentences("cues"))
def test_a_cue_attributes(language: str, row: dict[str, Any], example: dict[str, str]) -> None:
    text = example["text"]
    found = [
        {
            "source": one.source.of(text) if one.source else None,
            "cue": one.cue.of(text) if one.cue else None,
            "content": one.content.of(text),
            "stance": one.stance.value,
        }
        for one in attributions_of(text, language)
    ]
    fields = {key: example.get(key) for key in ("source", "cue", "content")}
    assert {**fields, "stance": row["stance"]} in found


@pytest.mark.parametrize(("language", "row", "text"), sentences("cues", field="not"))
def test_a_cue_attributes_nothing(language: str, row: dict[str, Any], text: str) -> None:
    forms = [*row.get("forms", [row["cue"]]), *row.get("bound", [])]
    assert not [
        one
        for one in attributions_of(text, language)
        if one.cue and one.cue.of(text).lower() in forms
    ]


def own_scene(scene: Scene) -> Scene:
    within = scene.paragraph.covers
    kept = tuple(a for a in scene.attributions if a.cue is None or within(a.cue))
    return replace(scene, attributions=kept)


@cache
def read(
    language: str, below: str
) -> Mapping[str, tuple[tuple[Claim, ...], tuple[tuple[str, Naming], ...]]]:
    """Read all sentences as paragraphs of one report, the claims of each for itself."""
    given = [
        one["text"] if isinstance(one, dict) else one
        for name in (*OF_ACTS, *OF_NAMES)
        for field in ("examples", "not")
        for _, one in own(language, below, name, field)
    ]
    texts = list(dict.fromkeys(given))
    report = capture_text(
        "\n\n".join(texts), name="examples", language=language, published=PUBLISHED, format="text"
    )
    laid = lay_out(report, Catalogue.load())
    found: dict[str, tuple[tuple[Claim, ...], tuple[tuple[str, Naming], ...]]]
    found = dict.fromkeys(texts, ((), ()))
    for paragraph, scenes in groupby(laid.scenes, key=lambda scene: scene.paragraph):
        its = tuple(own_scene(scene) for scene in scenes)
        named = tuple((n.span.of(laid.text), n) for scene in its for n in scene.namings)
        found[paragraph.of(laid.text).strip()] = claims_of(replace(laid, scenes=its)), named
    return found


def sides(act: str, agents: Any, counterparts: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401
    told = ({str(one) for one in agents}, {str(one) for one in counterparts})
    symmetric = acts()[act].symmetric or act.startswith("provide_")
    return (told[0] | told[1], set()) if symmetric else told


@pytest.mark.parametrize(("language", "row", "one"), sentences(*OF_ACTS, skip="predicate"))
def test_a_sentence_tells_of_its_act(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    claims, _ = read(language, lineage(language)[1])[one["text"]]
    act = one.get("act") or row["act"]
    sure = row["modality"] if "kind" in row else one.get("modality", "asserted")
    found = [
        sides(act, [p.actor for p in c.agents], [p.actor for p in c.counterparts])
        for c in claims
        if c.act == act and (c.modality.value == sure or row.get("class"))
    ]
    wanted = sides(act, one.get("agents", ()), one.get("counterparts", ()))
    assert (wanted in found) if "agents" in one else found, claims


@pytest.mark.parametrize(
    ("language", "row", "text"),
    sentences("acts/conduct", "acts/diplomacy", "acts/treaty-life", field="not"),
)
def test_a_sentence_does_not_tell_of_the_act(language: str, row: dict[str, Any], text: str) -> None:
    claims, _ = read(language, lineage(language)[1])[text]
    assert row["act"] not in [claim.act for claim in claims]


@pytest.mark.parametrize(
    ("language", "row", "one"),
    [param for param in sentences("modality") if "predicate" in param.values[2]],
)
def test_a_word_weighs_a_predicate(language: str, row: dict[str, Any], one: dict[str, Any]) -> None:
    text = one["text"]
    found = [
        f
        for f in modalities_of(text, language, nouns=True)
        if f.predicate.of(text) == one["predicate"]
    ]
    assert [f.modality.value for f in found] == [row["modality"]]


@pytest.mark.parametrize(
    ("language", "row", "one"),
    [param for param in sentences("modality", field="not") if "predicate" in param.values[2]],
)
def test_a_word_does_not_weigh_a_predicate(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    text = one["text"]
    found = [
        f
        for f in modalities_of(text, language, nouns=True)
        if f.predicate.of(text) == one["predicate"]
    ]
    assert row["modality"] not in [f.modality.value for f in found if f.deciding is not None]


@pytest.mark.parametrize(("language", "row", "one"), sentences("voices"))
def test_a_noun_stands_for_its_state(
    language: str, row: dict[str, Any], one: dict[str, Any]
) -> None:
    _, named = read(language, lineage(language)[1])[one["text"]]
    found = [(words, naming.actors, naming.voice.value) for words, naming in named]
    assert (one["words"], (one["actor"],), row["class"]) in found


@pytest.mark.parametrize(("language", "row", "one"), sentences("anaphora"))
def test_a_word_points_back(language: str, row: dict[str, Any], one: dict[str, Any]) -> None:
    _, named = read(language, lineage(language)[1])[one["text"]]
    found = [(words, set(naming.actors), naming.back) for words, naming in named]
    assert (one["words"], set(one["actors"]), row["refers"]) in found


def edits() -> list[Any]:
    found = []
    for code, _ in KINDRED:
        for path, _ in records(f"lexicons/{code}"):
            node = DATA / path
            if not node.is_file():
                continue
            told = read_record(node.read_text(encoding="utf-8"), path)
            listed = told.get("differences", []) if isinstance(told, dict) else []
            name = path.removeprefix(f"lexicons/{code}/").removesuffix(".yaml")
            if name not in CLOSED:
                found += [pytest.param(edit, id=f"{path}, {n}") for n, edit in enumerate(listed, 1)]
    return found


def added(edit: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in ("add", "first"):
        told = edit.get(key, {})
        yield from (told if isinstance(told, list) else [told])


@pytest.mark.parametrize("edit", edits())
def test_a_difference_that_adds_words_shows_one_at_work(edit: dict[str, Any]) -> None:
    for told in added(edit):
        if isinstance(told, dict) and told.keys() & set(LISTS):
            assert told.get("examples") or told.get("not"), told


@pytest.mark.parametrize(("code", "below"), KINDRED)
def test_names_are_those_of_known_actors_in_known_fields(code: str, below: str) -> None:
    catalogue = Catalogue.load()
    for actor, told in record(f"lexicons/{code}/names.yaml").items():
        for field, words in told.items():
            assert list(catalogue.record(actor).words[field][code]) == words
        for name in told.get("names", ()):
            assert actor in [m.actor for m in catalogue.mentions(f"kata {name},", code)], name
    assert below in lexicon_languages()


def test_a_rule_for_lines_that_a_language_takes_over_is_tried_once() -> None:
    given = [(rule.name, rule.phrases, rule.leads) for rule in line_rules()]
    assert len(given) == len(set(given))


@pytest.mark.parametrize(("language", "row", "one"), sentences("things", field="not"))
def test_a_thing_keeps_an_act_from_being_read(
    language: str,
    row: dict[str, Any],  # noqa: ARG001 - as the others
    one: dict[str, Any],
) -> None:
    claims, _ = read(language, lineage(language)[1])[one["text"]]
    assert one["act"] not in [claim.act for claim in claims]
