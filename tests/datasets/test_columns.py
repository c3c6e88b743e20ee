"""Every column is defined, in both languages, with a source; what is not is refused."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from foedera.datasets.calendar import By
from foedera.datasets.checking import checked
from foedera.datasets.columns import (
    LANGUAGES,
    Column,
    Kind,
    Origin,
    TableDefinition,
    definition,
    flags,
    read_definition,
    tables,
)
from foedera.datasets.errors import (
    MalformedDefinitionError,
    UndocumentedColumnError,
    UnknownTableError,
)
from foedera.datasets.table import Table
from foedera.resources import record

TABLES = (
    *("alliances", "cases", "claims", "coverage", "decisions", "deletions", "differences"),
    *("documents", "dyads", "events", "spells", "states", "steps", "wars"),
)
DEFINED = [(name, one) for name in tables() for one in definition(name).columns]


def known(definition_: TableDefinition) -> list[str]:
    return [one.name for one in definition_.columns]


def test_the_tables_are_those_that_are_made() -> None:
    assert tables() == TABLES


@pytest.mark.parametrize(("table", "column"), DEFINED, ids=lambda one: getattr(one, "name", one))
def test_a_column_is_told_in_both_languages_and_has_a_source(table: str, column: Column) -> None:
    assert table in tables()
    texts = [column.means, *column.values.values()]
    texts += [one for one in (column.unit, column.missing, column.differs) if one]
    for text in texts:
        assert set(text) == set(LANGUAGES)
        assert all(said.strip() for said in text.values())
    assert column.source


def test_the_names_and_order_of_the_directed_dyads_are_those_of_atop() -> None:
    yearly = definition("dyads").for_form(By.YEAR)
    atop = [one.name for one in yearly.columns if one.origin is Origin.ATOP]
    kinds = ("defense", "offense", "neutral", "nonagg", "consul")
    assert atop == ["ddyad", "stateA", "stateB", "year", "atopally", *kinds, "number", "atopid"]


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (By.YEAR, ("stateA", "stateB", "year")),
        (By.MONTH, ("stateA", "stateB", "year", "month")),
        (By.DAY, ("stateA", "stateB", "day")),
        (By.SPELL, ("stateA", "stateB", "start")),
    ],
)
def test_what_tells_rows_apart_follows_from_what_a_row_is(form: By, key: tuple[str, ...]) -> None:
    assert definition("dyads").for_form(form).key == key
    assert definition("dyads").of((*key, "defense")).key == key


def test_a_column_of_several_is_known_by_its_number() -> None:
    found = definition("states").of(["state", "atopid1", "atopid73"])
    assert known(found) == ["state", "atopid1", "atopid73"]
    for name in ("atopid", "atopid1x", "atopids"):
        with pytest.raises(UndocumentedColumnError):
            definition("states").column(name)


def test_a_table_is_described_by_its_own_columns_in_their_order() -> None:
    table = Table("wars", {"invoked": np.array([1]), "warnum": np.array([106])})
    assert known(checked(table)) == ["invoked", "warnum"]


def test_a_column_without_an_entry_is_named() -> None:
    with pytest.raises(UndocumentedColumnError, match=r"'shoe_size'.*tables/wars\.yaml") as caught:
        checked(Table("wars", {"shoe_size": np.array([43])}))
    assert (caught.value.table, caught.value.column) == ("wars", "shoe_size")


def test_an_unknown_table_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownTableError, match="dyads"):
        definition("dyad")


def test_flags_are_those_of_atop_alone() -> None:
    kinds = ("defense", "offense", "neutral", "nonagg", "consul")
    assert flags(definition("dyads")) == ("atopally", *kinds)


def test_what_na_means_is_told_with_the_values() -> None:
    defense = definition("dyads").column("defense")
    assert set(defense.values) == {"1", "0"}
    assert defense.missing["en"].startswith("unclear")
    assert defense.flag
    assert defense.kind is Kind.INTEGER


def altered(**changes: object) -> dict[str, Any]:
    """The definition of a table, changed in its first column."""
    content = deepcopy(record("datasets/tables/wars.yaml"))
    content["columns"][0].update(changes)
    return {**content, "columns": content["columns"]}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (altered(means={"en": "Number"}), "not told in 'id'"),
        (altered(means={"en": "Number", "id": " "}), "not told in 'id'"),
        (altered(source=" "), "names a section"),
        (altered(type="whole"), "allowed are integer, number, text, date"),
        (altered(set="cow"), "allowed are atop, more"),
        (altered(values="shades"), "no list of"),
        (altered(meaning="x"), "unknown key 'meaning'"),
        (altered(range={"least": "few"}), "whole number"),
        (altered(forms=["week"]), "'week' is no value"),
        (altered(name="atopid"), "defined twice"),
        ({**altered(), "key": ["peace"]}, "which is no column"),
        ({"title": {"en": "x", "id": "x"}}, "is missing"),
        ("wars", "a mapping is wanted"),
    ],
)
def test_a_definition_that_does_not_say_what_it_must_is_refused(
    content: object, reason: str
) -> None:
    with pytest.raises(MalformedDefinitionError, match=reason) as caught:
        read_definition("wars", content, "wars.yaml")
    assert caught.value.place.startswith("wars.yaml")
