"""JSON-LD of a release says what its CSV and Parquet say, and means it to other programs."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from foedera.datasets.columns import Kind, definition, tables
from foedera.datasets.releases.cells import listed, plain
from foedera.datasets.releases.linked import LinkedWriter, cells_in
from foedera.datasets.releases.parts import Gathering
from foedera.datasets.releases.terms import linked, prefixes
from foedera.datasets.writers.csv_writer import CsvWriter
from foedera.datasets.writers.parquet_writer import ParquetWriter
from foedera.resources import record

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.datasets.columns import TableDefinition

#: rdflib's own parser uses a class that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
#: Tables of a release that have a definition in the vocabulary.
LINKED = tuple(record("datasets/linked.yaml")["tables"])
PREFIXES = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/>"


def graph_of(file: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def told(released: Path) -> rdflib.Graph:
    """The things a release tells of, in one graph."""
    graph = rdflib.Graph()
    for name in ("documents", "claims", "steps", "decisions", "events"):
        graph.parse(released / "tables" / f"{name}.jsonld", format="json-ld")
    return graph


@pytest.mark.parametrize("name", LINKED)
def test_every_key_is_a_term_and_none_is_dropped(name: str, released: Path) -> None:
    if name == "alliances":
        return  # ATOP's own table is no part of a release
    content = graph_of(released / "tables" / f"{name}.jsonld")
    content["@graph"] = content["@graph"][:50]
    dropped: list[str | None] = []
    found = jsonld.expand(content, on_property_dropped=dropped.append)
    assert not dropped
    assert sum(len(one) for one in found) >= len(content["@graph"])
    for node in found:
        assert all(key.startswith("@") or ":" in key for key in node)


@pytest.mark.parametrize("name", LINKED)
def test_contexts_name_nothing_that_would_be_fetched(name: str) -> None:
    context = linked(definition(name)).context
    assert isinstance(context, dict)
    assert "@import" not in json.dumps(context)
    for value in context.values():
        term = value["@id"] if isinstance(value, dict) else value
        if isinstance(term, str) and not term.startswith("@"):
            assert term in prefixes().values() or term.partition(":")[0] in prefixes()


def test_the_vocabulary_tells_of_defined_tables_and_columns_alone() -> None:
    for name, one in record("datasets/linked.yaml")["tables"].items():
        assert name in tables()
        known = {column.name for column in definition(name).columns}
        assert set(one.get("columns", {})) <= known, name
        made = [
            *one.get("also", {}).values(),
            *(
                part
                for node in one.get("nodes", ())
                for part in node.values()
                if isinstance(part, dict)
            ),
        ]
        assert {part["column"] for part in made} <= known, name


def test_each_claim_is_derived_from_a_report_that_was_read(told: rdflib.Graph) -> None:
    query = f"""{PREFIXES}
    SELECT ?claim ?report WHERE {{
        ?claim a schema:Claim, prov:Entity ; prov:wasDerivedFrom ?report ;
               prov:wasGeneratedBy ?reading ; prov:generatedAtTime ?at .
        ?report a schema:NewsArticle, prov:Entity ; schema:headline ?headline .
        ?reading a prov:Activity ; prov:used ?report ; prov:wasAssociatedWith ?reader .
    }}"""
    found = {str(row.claim) for row in told.query(query)}
    claims = {str(one) for one in told.subjects(rdflib.RDF.type, rdflib.SDO.Claim)}
    assert len(claims) == 5
    assert found == claims


def test_an_event_is_traced_to_its_claim_and_its_coder(told: rdflib.Graph) -> None:
    query = f"""{PREFIXES}
    SELECT ?coder ?words WHERE {{
        ?event a schema:Event ; prov:wasDerivedFrom ?claim ; prov:wasAttributedTo ?coder .
        ?claim a schema:Claim ; schema:text ?words .
        ?review a schema:ClaimReview ; prov:wasAttributedTo ?coder ; prov:wasDerivedFrom ?claim .
    }}"""
    (row,) = told.query(query)
    assert str(row.coder) == "urn:foedera:coder:Ana%20%3D1%2B1"
    assert str(row.words).startswith("North Korea ratified")


def test_who_says_it_is_whom_a_claim_is_attributed_to(told: rdflib.Graph) -> None:
    query = (
        f"{PREFIXES} SELECT DISTINCT ?who WHERE {{ ?c a schema:Claim ; prov:wasAttributedTo ?who }}"
    )
    found = {str(row.who) for row in told.query(query)}
    assert found == {"urn:foedera:actor:The%20Daily%2C%20Example%20%26%20Sons"}


def test_the_release_itself_is_told_of(released: Path) -> None:
    graph = rdflib.Graph().parse(released / "release.jsonld", format="json-ld")
    (it,) = graph.subjects(rdflib.RDF.type, rdflib.SDO.Dataset)
    assert str(it) == "urn:foedera:release:2026.01"
    files = {str(one) for one in graph.objects(None, rdflib.SDO.contentUrl)}
    assert "tables/claims.csv" in files


def cells(kind: Kind, *, many: bool) -> st.SearchStrategy[Any]:
    text = st.text(max_size=12)
    kinds: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.INTEGER: st.integers(-(2**53), 2**53),
        Kind.NUMBER: st.floats(allow_nan=False, allow_infinity=False),
        Kind.DATE: st.dates(date(1, 1, 2), date(9999, 12, 30)),
        Kind.TEXT: st.lists(text, max_size=3).map(listed) if many else text.map(plain),
    }
    return st.none() | kinds[kind]


@cache
def rows_of(name: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    found = definition(name)
    said = linked(found).columns
    columns = {one.name: cells(one.kind, many=said[one.name].many) for one in found.columns}
    return st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=4)


@pytest.mark.parametrize("name", ["claims", "documents", "decisions", "events"])
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(data=st.data())
def test_all_formats_hold_the_same_rows(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found, given_rows = definition(name), data.draw(rows_of(name))
    key = found.key[0]
    for number, row in enumerate(given_rows):
        row[key] = f"id-{number}"
    folder = tmp_path_factory.mktemp("formats")
    for writer in (CsvWriter(), ParquetWriter(), LinkedWriter()):
        with writer.in_parts(found, folder / f"t.{writer.extension}", language="en") as put:
            gathering = Gathering(found, put)
            for row in given_rows:
                gathering.add(row)
            gathering.hand_on()
    assert (
        by_csv(folder, found) == by_parquet(folder, found) == by_linked(folder, found) == given_rows
    )


def by_csv(folder: Path, found: TableDefinition) -> list[dict[str, Any]]:
    with (folder / "t.csv").open(encoding="utf-8", newline="") as file:
        return [
            {name: of_text(cell, found, name) for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def of_text(cell: str, found: TableDefinition, name: str) -> Any:  # noqa: ANN401 - a cell
    made = {Kind.INTEGER: int, Kind.NUMBER: float, Kind.DATE: date.fromisoformat, Kind.TEXT: str}
    return None if cell == "NA" else made[found.column(name).kind](cell)


def by_parquet(folder: Path, found: TableDefinition) -> list[dict[str, Any]]:
    told = duckdb.sql(f"FROM '{folder}/t.parquet'")
    assert told.columns == [one.name for one in found.columns]
    return [dict(zip(told.columns, row, strict=True)) for row in told.fetchall()]


def by_linked(folder: Path, found: TableDefinition) -> list[dict[str, Any]]:
    nodes = (cells_in(node, found) for node in graph_of(folder / "t.jsonld")["@graph"])
    days = {one.name for one in found.columns if one.kind is Kind.DATE}
    return [
        {
            one.name: date.fromisoformat(row[one.name])
            if one.name in days and one.name in row
            else row.get(one.name)
            for one in found.columns
        }
        for row in nodes
        if row is not None
    ]
