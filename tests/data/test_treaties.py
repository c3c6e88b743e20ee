"""The registry, the rules and the wordings: whole, consistent and sourced."""

from __future__ import annotations

import json
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from foedera.resources import DATA, read_record, record, records
from foedera.treaties import (
    Act,
    Condition,
    Immediacy,
    Instrument,
    Lack,
    LinkKind,
    MalformedInstrumentError,
    Means,
    ObligationForce,
    ObligationKind,
    Occurrence,
    Registry,
    Side,
    Standing,
    Status,
    Target,
    Verdict,
    instrument_of,
    label,
    procedure,
    rule,
    status,
)
from foedera.treaties.schema import instrument_schema

if TYPE_CHECKING:
    from enum import Enum

LANGUAGES = ("en", "id")
REGISTRY = Registry.load()
FILES = dict(records("treaties"))
WORDINGS: dict[str, dict[str, str]] = record("wording/treaties.yaml")
SCHEMA = instrument_schema()

each_file = pytest.mark.parametrize("path", FILES)
each_instrument = pytest.mark.parametrize("instrument", REGISTRY.instruments, ids=lambda i: i.id)


def test_the_schema_for_editors_is_what_the_types_say() -> None:
    shipped = (DATA / "schemas" / "registry-file.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == SCHEMA


@each_file
def test_every_record_is_valid(path: str) -> None:
    errors = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(FILES[path])]
    assert errors == []


@each_file
def test_every_source_is_used_or_supports_the_whole_and_every_one_named_exists(path: str) -> None:
    content = FILES[path]
    owed = content.get("obligations", ())
    cited = {key for one in (*content["steps"], *owed) for key in one["sources"]}
    assert cited <= set(content["sources"])


@each_file
def test_a_step_gives_a_date_or_bounds_never_both(path: str) -> None:
    for step in FILES[path]["steps"]:
        assert ("date" in step) != ("not_before" in step or "not_after" in step), step


@each_file
def test_bilateral_and_multilateral_lie_in_their_own_folders(path: str) -> None:
    folder = "bilateral" if len(FILES[path]["parties"]) == 2 else "multilateral"
    assert path.startswith(f"treaties/{folder}/")


@each_file
def test_every_duty_has_its_wording(path: str) -> None:
    for obligation in FILES[path].get("obligations", ()):
        assert obligation["provision"] in FILES[path]["provisions"]


@each_instrument
def test_every_link_leads_to_an_instrument_and_back(instrument: Instrument) -> None:
    back = {LinkKind.REPLACES: LinkKind.REPLACED_BY, LinkKind.REPLACED_BY: LinkKind.REPLACES}
    for link in instrument.links:
        other = REGISTRY.instrument(link.instrument)
        if link.kind in back:
            assert instrument.id in other.linked(back[link.kind])


@each_instrument
def test_a_replaced_instrument_ends_on_the_day_the_later_one_is_in_force(
    instrument: Instrument,
) -> None:
    for name in instrument.linked(LinkKind.REPLACED_BY):
        later = status(REGISTRY.instrument(name), date(2030, 1, 1))
        if later.status is Status.IN_FORCE:
            assert later.since == status(instrument, date(2030, 1, 1)).since


@each_instrument
def test_what_is_on_record_is_what_the_rule_gives(instrument: Instrument) -> None:
    open_points = {one.wording for one in status(instrument, date(2026, 6, 29)).unsettled}
    assert "open-stated-early" not in open_points
    assert "open-force-date" not in open_points


@each_instrument
def test_only_parties_owe_and_are_owed(instrument: Instrument) -> None:
    states = {*instrument.parties, *(step.state for step in instrument.steps)}
    for obligation in instrument.obligations:
        named = {*obligation.owed_by, *obligation.owed_to}
        named |= {*obligation.trigger.homelands, *obligation.trigger.excluded}
        assert named <= states


def test_the_registry_is_as_large_as_promised() -> None:
    assert len(REGISTRY.instruments) >= 16


def test_no_title_or_alias_means_two_instruments_of_the_same_parties() -> None:
    seen: dict[tuple[str, frozenset[str]], str] = {}
    for instrument in REGISTRY.instruments:
        for name in instrument.names():
            key = (name.casefold(), frozenset(instrument.parties))
            assert seen.setdefault(key, instrument.id) == instrument.id


WORDED: list[type[Enum]] = [
    *(Standing, Status, Lack, ObligationForce, Verdict, ObligationKind),
    *(Occurrence, Means, Immediacy, Condition, Target, Side),
]


@pytest.mark.parametrize("kind", WORDED)
def test_every_value_shown_to_a_reader_has_its_wording(kind: type[Enum]) -> None:
    for member in kind:
        assert all(label(member, language) for language in LANGUAGES)


@pytest.mark.parametrize("key", WORDINGS)
def test_every_wording_speaks_both_languages_with_the_same_gaps(key: str) -> None:
    gaps = [
        {name for _, name, _, _ in Formatter().parse(WORDINGS[key][language]) if name}
        for language in LANGUAGES
    ]
    assert gaps[0] == gaps[1]
    allowed = {"states", "when", "count", "until", "event", "article", "first", "last", "organ"}
    allowed |= {"others", "words"}
    assert gaps[0] <= allowed | {"start", "end"}


@pytest.mark.parametrize("name", record("law/rules.yaml"))
def test_every_rule_names_its_article_and_speaks_both_languages(name: str) -> None:
    found = rule(name)
    assert found.article
    assert all(found.says[language] for language in LANGUAGES)


@pytest.mark.parametrize("path", dict(records("procedures/ratification")))
def test_every_procedure_is_sourced_and_ends_in_an_act_towards_other_states(path: str) -> None:
    content = dict(records("procedures/ratification"))[path]
    found = procedure(content["state"])
    assert found is not None
    assert path.endswith(f"/{content['state'].lower()}.yaml")
    assert found.sources
    assert found.stages[-1].act in {Act.EXCHANGE, Act.DEPOSIT, Act.NOTIFY}
    assert all(stage.organ[language] for stage in found.stages for language in LANGUAGES)


BROKEN = """
id: aaa-bbb-2000
kind: treaty
titles: {en: [A treaty]}
parties: [AAA, BBB]
entry_into_force: {rule: exchange}
provisions: {"1": {en: Help., id: Membantu.}}
steps: [{act: sign, states: [AAA], date: 2000-01-01, sources: [x]}]
sources: {x: {cite: X, supports: all}}
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "pact"}, "'pact' is no value of 'kind'"),
        ({"color": "red"}, "unknown key 'color'"),
        ({"entry_into_force": {"rule": "magic"}}, "no rule of entry into force is called 'magic'"),
        ({"steps": [{"act": "sign", "sources": ["y"]}]}, "no source is called 'y'"),
        ({"steps": [{"act": "sing", "sources": ["x"]}]}, "'sing' is no value of 'act'"),
        ({"binding": "maybe"}, "'binding' is yes, no or unknown"),
        ({"term": {"years": "ten"}}, "'years' is a whole number"),
        ({"obligations": [{"provision": "9"}]}, "no provision '9'"),
    ],
)
def test_a_faulty_record_is_refused_with_the_place_and_the_reason(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(MalformedInstrumentError, match=told) as refused:
        instrument_of({**read_record(BROKEN), **change}, "aaa-bbb-2000.yaml")
    assert refused.value.place.startswith("aaa-bbb-2000.yaml")
