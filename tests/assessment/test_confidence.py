"""Confidence: the rule of each part, what decides the whole, and its words."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import product
from typing import Any

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.assessment import Against, Confidence, Level, PartName, proposals
from foedera.assessment.interest import Deed, Stand, rivalries, stand, voice
from foedera.assessment.weighing import RANKS, rule_of
from foedera.claims.claim import Modality
from foedera.documents.report import LineKind
from foedera.resources import record
from foedera.treaties import Registry
from made_reports import Made, Says, told

TABLE = record("confidence.yaml")
WORDS = record("wording/standing.yaml")
CATALOGUE = Catalogue.load()
REGISTRY = Registry.load()
PARTS = ("independence", "interest", "directness", "modality", "precision", "naming")
EXAMPLES = [
    (part, row["rule"], example)
    for part in PARTS
    for row in TABLE[part]
    for example in row["examples"]
]
D = partial(date, 2024)
MONDAY, TUESDAY = D(11, 11), D(11, 12)


def confidence(*reports: Made, state: str = "PRK") -> Confidence:
    found = proposals(told(*reports), Against(REGISTRY)).proposals
    return next(one.confidence for one in found if one.step and one.step.state == state)


def says(*sources: str | tuple[str, ...], state: str = "PRK", **more: Any) -> Says:  # noqa: ANN401
    return Says("ratify", (state,), MONDAY, sources, **more)


@pytest.mark.parametrize(("part", "rule", "example"), EXAMPLES)
def test_a_rule_holds_for_its_examples(part: str, rule: str, example: dict[str, Any]) -> None:
    facts = dict(example)
    if part == "interest":
        parties = frozenset(example["parties"])
        doers = frozenset({example["state"]}) if "state" in example else parties
        deed = Deed(doers, parties, example.get("organisation"), date(2024, 11, 11))
        facts = {"stand": stand(example["source"][0], deed, CATALOGUE).value}
    assert rule_of(part, facts)[0] == rule


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_an_answer_for_whatever_is_known(part: str) -> None:
    values: dict[str, set[str]] = {}
    for row in TABLE[part]:
        for example in row["examples"]:
            for key, value in example.items():
                if isinstance(value, str):
                    values.setdefault(key, set()).add(value)
    if part == "interest":
        values = {"stand": {one.value for one in Stand}}
    keys = sorted(values)
    for chosen in product(*(sorted(values[key]) for key in keys)):
        assert rule_of(part, dict(zip(keys, chosen, strict=True)))[1] in Level


def test_every_rule_and_level_has_words_in_both_languages() -> None:
    wanted = {f"confidence-{row['rule']}" for part in PARTS for row in TABLE[part]}
    wanted |= {f"level-{level.value}" for level in Level}
    wanted |= {f"confidence-part-{name.value}" for name in PartName}
    assert wanted <= WORDS.keys()
    assert all(WORDS[key].keys() == {"en", "id"} for key in wanted)


def test_no_rule_of_a_part_bears_the_name_of_another() -> None:
    names = [row["rule"] for part in PARTS for row in TABLE[part]]
    assert len(set(names)) == len(names)


def test_rivals_are_states_of_the_catalogue_and_their_spells_run_forwards() -> None:
    for two, spells in rivalries().items():
        assert len(two) == 2
        assert all(code in CATALOGUE for code in two)
        assert all(one.end is None or (one.start and one.start <= one.end) for one in spells)


def test_a_rivalry_counts_only_while_it_lasts() -> None:
    parties = frozenset({"CHN", "PAK"})
    for year, expected in ((1960, Stand.ADVERSARY), (1980, Stand.THIRD), (2020, Stand.ADVERSARY)):
        deed = Deed(frozenset({"CHN"}), parties, on=date(year, 1, 1))
        assert stand("USA", deed, CATALOGUE) is expected


def test_a_governments_agency_speaks_for_its_state() -> None:
    assert voice("KCNA", CATALOGUE) == "PRK"
    assert voice("AP", CATALOGUE) == "AP"
    assert voice("Somebody Else", CATALOGUE) == "Somebody Else"


def test_a_partys_word_on_its_own_act_needs_no_second_source() -> None:
    found = confidence(Made(TUESDAY, (says("KCNA"),)))
    assert found.part(PartName.INDEPENDENCE).level is Level.LOW
    assert found.overall is Level.HIGH
    assert PartName.INDEPENDENCE not in found.decided_by


def test_once_it_is_denied_a_partys_own_word_is_not_enough() -> None:
    denial = says("RUS", modality=Modality.DENIED)
    found = confidence(Made(TUESDAY, (says("KCNA"),)), Made(TUESDAY, (denial,), outlet="AFP"))
    assert found.overall is Level.LOW
    assert found.part(PartName.MODALITY).reason == "denied-by-others"
    assert found.part(PartName.MODALITY).gaps["names"] == ("RUS",)


def test_one_report_in_its_own_voice_is_not_much() -> None:
    found = confidence(Made(TUESDAY, (says(),)))
    assert found.overall is Level.LOW
    assert found.decided_by == (PartName.INDEPENDENCE,)


def test_one_voice_repeated_by_many_is_one_source() -> None:
    reports = [Made(TUESDAY, (says("KOR"),), outlet=one) for one in ("Reuters", "AFP", "Antara")]
    part = confidence(*reports).part(PartName.INDEPENDENCE)
    assert part.reason == "one-repeated"
    assert part.gaps == {"origins": "1", "texts": "3"}


def test_a_state_and_its_own_agency_are_one_voice() -> None:
    found = confidence(Made(TUESDAY, (says("KCNA"),)), Made(TUESDAY, (says("PRK"),), outlet="AFP"))
    assert found.part(PartName.INDEPENDENCE).gaps["origins"] == "1"


def test_a_headline_is_no_source_beside_the_one_its_report_names() -> None:
    headline = says(section=LineKind.HEADLINE)
    found = confidence(Made(TUESDAY, (headline, says("KOR"))))
    assert found.part(PartName.INDEPENDENCE).gaps["origins"] == "1"


def test_those_who_say_it_together_are_one_source_with_each_of_them() -> None:
    found = confidence(
        Made(TUESDAY, (says(("USA", "KOR", "UKR")),)),
        Made(TUESDAY, (says("KOR"),), outlet="AFP"),
        Made(TUESDAY, (says("MNG"),), outlet="Antara"),
    )
    assert found.part(PartName.INDEPENDENCE).gaps["origins"] == "2"


def test_three_apart_are_sure_even_of_anothers_act() -> None:
    reports = [
        Made(TUESDAY, (says(source),), outlet=outlet)
        for source, outlet in (("MNG", "Reuters"), ("IDN", "AFP"), ("CHE", "Antara"))
    ]
    found = confidence(*reports)
    assert found.part(PartName.INDEPENDENCE).level is Level.HIGH
    assert found.overall is Level.MEDIUM  # third states: no stake known, and one between
    assert found.decided_by == (PartName.INTEREST, PartName.DIRECTNESS)


def test_an_adversarys_word_alone_is_weak_and_is_named() -> None:
    part = confidence(Made(TUESDAY, (says("KOR"),))).part(PartName.INTEREST)
    assert (part.reason, part.level, part.gaps["names"]) == ("adversary", Level.LOW, ("KOR",))


def test_two_who_sign_do_one_thing_of_which_either_may_speak() -> None:
    report = Made(TUESDAY, (Says("sign", ("PRK", "RUS"), MONDAY, ("TASS",)),))
    assert confidence(report, state="PRK").part(PartName.INTEREST).reason == "own-act"
    found = confidence(Made(TUESDAY, (says("TASS"),)))
    assert found.part(PartName.INTEREST).reason == "other-party"


def test_a_long_chain_is_far_from_the_fact() -> None:
    assert (
        confidence(Made(TUESDAY, (says("KCNA", "AFP"),))).part(PartName.DIRECTNESS).reason
        == "doer-relayed"
    )
    assert (
        confidence(Made(TUESDAY, (says("MNG", "AFP"),))).part(PartName.DIRECTNESS).reason
        == "several-between"
    )


def test_what_a_noun_alone_names_is_less_flatly_said() -> None:
    found = confidence(Made(TUESDAY, (says("KCNA", nominal=True),)))
    assert found.part(PartName.MODALITY).reason == "noun-only"
    assert found.overall is Level.LOW  # and so a second source is needed after all


def test_how_exactly_the_day_is_told_decides_nothing_of_whether_it_was() -> None:
    vague = Says("ratify", ("PRK",), None, ("KCNA",))
    found = confidence(Made(TUESDAY, (vague,)))
    assert found.part(PartName.PRECISION).level is Level.LOW
    assert found.overall is Level.HIGH


def test_the_whole_is_as_sure_as_the_weakest_part_that_decides() -> None:
    for sources in ((), ("KCNA",), ("KOR",), ("unnamed",), ("MNG", "AFP"), ("Budi",)):
        found = confidence(Made(TUESDAY, (says(*sources),)))
        levels = [found.part(name).level for name in found.decided_by]
        assert set(levels) == {found.overall}
        decisive = [PartName(name) for name in TABLE["overall"]["decisive"]]
        strongest = max(RANKS[found.part(name).level] for name in decisive)
        assert RANKS[found.overall] <= strongest


def test_every_part_says_which_claims_it_rests_on() -> None:
    found = confidence(Made(TUESDAY, (says("KCNA"), says())))
    assert all(part.rests_on for part in found.parts)
