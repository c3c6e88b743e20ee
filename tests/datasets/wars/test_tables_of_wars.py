"""The tables of duties in wars are as their codebook says."""

from __future__ import annotations

import numpy as np
from made_wars import histories, war

from foedera.datasets.checking import checked
from foedera.datasets.columns import definition
from foedera.datasets.tables.wars import cases_table, wars_table, why
from foedera.datasets.wars import Cases, Outcome

FOUGHT = [
    {"state": "DEU", "side": "1", "from": "1930-06-15", "to": "1932-06-12", "began": "yes"},
    {"state": "FRA", "side": "2", "from": "1930-06-15", "to": "1932-06-12", "fought": "2"},
    {"state": "GBR", "side": "2", "from": "1930-07-15", "to": "1932-06-12"},
]
PACT = {
    "members": ["FRA", "GBR", "ITA"],
    "from": "1920-01-01",
    "to": "1940-01-01",
    "kind": "defence",
    "codes": {"defcocon": 1},
}


def outcomes(**changes: object) -> list[Outcome]:
    return list(Cases(histories({**PACT, **changes})).outcomes([war(FOUGHT)]))


def test_columns_are_those_of_the_definition() -> None:
    found = outcomes()
    for table in (cases_table(found, {}), wars_table(found, {})):
        assert tuple(table.columns) == tuple(one.name for one in definition(table.name).columns)
        checked(table)


def test_an_empty_table_is_a_table() -> None:
    for table in (cases_table([], {}), wars_table([], {})):
        checked(table)
        assert len(table) == 0


def test_unclear_is_na_and_the_best_reading_decides_it() -> None:
    table = cases_table(outcomes(), {})
    rows = {
        (int(ally), int(participant)): place
        for place, (ally, participant) in enumerate(
            zip(table.columns["ally"], table.columns["participant"], strict=True)
        )
    }
    britain, italy = rows[200, 220], rows[325, 220]
    assert table.columns["invoked"][britain] is np.ma.masked
    assert table.columns["honoured"][britain] is np.ma.masked
    assert table.columns["invoked_best"][britain] == 1
    assert table.columns["honoured_best"][britain] == 1
    assert table.columns["days_to_join"][britain] == 30
    assert table.columns["honoured_best"][italy] == 0
    assert table.columns["why"][britain] == "open: a further condition"
    assert table.columns["instrument"][britain] == "atop-9100"


def test_an_alliance_is_called_as_the_registry_calls_it() -> None:
    table = wars_table(outcomes(), {9100: ["fra-gbr-ita-1920"]})
    assert table.columns["instrument"].tolist() == ["fra-gbr-ita-1920"]


def test_one_broken_duty_breaks_the_alliance() -> None:
    (outcome,) = outcomes(codes={})
    assert outcome.honoured is False
    table = wars_table([outcome], {})
    # Italy failed France; Britain did not, and Italy owed nothing to Britain, who came to help.
    assert table.columns["duties_invoked"].tolist() == [2]
    assert table.columns["duties_honoured"].tolist() == [1]
    assert table.columns["honoured"].tolist() == [0]


def test_the_words_come_in_both_languages() -> None:
    case = outcomes()[0].cases[0]
    assert why(case, "en") != why(case, "id")
