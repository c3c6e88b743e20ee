"""What the recipes for R and Stata rely on holds of the files and of the codebook."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from foedera.datasets.columns import Kind, definition, tables
from foedera.datasets.table import Table
from foedera.datasets.writers import write_table

if TYPE_CHECKING:
    from foedera.datasets.columns import Column

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-tables-in-r-stata-and-python.md"
#: What readr's collectors take, as its manual says: 32-bit whole numbers, days as %Y-%m-%d.
READR = {
    Kind.INTEGER: r"-?\d{1,10}",
    Kind.NUMBER: r"-?\d+(\.\d+)?(e-?\d+)?",
    Kind.DATE: r"\d{4}-\d\d-\d\d",
    Kind.TEXT: r"[^\0]+",
}
LARGEST = 2**31 - 1
#: Words that neither program lets be the name of a variable.
RESERVED = frozenset(
    {"if", "else", "repeat", "while", "function", "for", "next", "break", "NA"}
    | {"in", "byte", "int", "long", "float", "double", "using", "with"}
)
COLLECTORS = {"integer": "integer", "double": "number", "character": "text", "date": "date"}
COLUMNS = [(name, one) for name in tables() for one in definition(name).columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: getattr(one, "name", one))
def test_names_and_numbers_fit_both_programs(table: str, column: Column) -> None:
    name = f"{column.name}999" if column.numbered else column.name
    assert definition(table).column(name)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,31}", name)
    assert name not in RESERVED
    assert column.most is None or column.most <= LARGEST


def test_cells_are_what_readr_reads_as_their_type() -> None:
    rows = 500
    chance = np.random.default_rng(11)
    hidden = chance.random(rows) < 0.2
    table = Table(
        "dyads",
        {
            "stateA": chance.integers(2, 990, rows),
            "start": np.datetime64("1815-01-01") + chance.integers(0, 77000, rows),
            "defense": np.ma.MaskedArray(chance.integers(0, 2, rows), mask=hidden),
            "defense_share": np.ma.MaskedArray(chance.random(rows) * 1e-5, mask=hidden),
            "instruments": np.where(hidden, "", 'a "b", c'),
        },
    )
    stream = io.BytesIO()
    write_table(table, stream)
    text = stream.getvalue().decode("utf-8")
    assert not text.startswith("\ufeff")
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    for name in table.columns:
        form = READR[definition("dyads").column(name).kind]
        assert all(re.fullmatch(form, row[name]) or row[name] == "NA" for row in read)


def test_the_types_that_the_recipe_gives_are_those_of_the_codebook() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, call in re.findall(
        r'read_csv\("package/(\w+)\.csv".*?cols\((.*?)\)\)\n', page, re.DOTALL
    ):
        given = dict(re.findall(r"([\w.]+) = col_(\w+)\(\)?", call))
        default = given.pop(".default")
        for column, kind in given.items():
            assert definition(name).column(column).kind.value == COLLECTORS[kind]
        if "isoA" in given or name == "spells":
            rest = [one for one in definition(name).columns if one.name not in given]
            rest = [one for one in rest if not one.forms or "year" in {f.value for f in one.forms}]
            assert {one.kind.value for one in rest} == {COLLECTORS[default]}
