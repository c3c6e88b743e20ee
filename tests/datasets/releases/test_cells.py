"""What is recorded becomes cells that every format holds, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import unquote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.datasets.columns import definition
from foedera.datasets.releases.cells import listed, moment, plain, precision
from foedera.datasets.releases.citing import Reference, bibtex, csl, ris
from foedera.datasets.releases.spreadsheet import SpreadsheetWriter
from foedera.datasets.table import Table
from foedera.dates import Interval

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5), (367, 6)]
)
def test_days_are_as_precise_as_ucdp_has_it(days: int, code: int) -> None:
    assert precision(Interval(DAY, DAY + timedelta(days=days - 1))) == code


def test_an_open_end_is_the_least_precise_and_no_day_is_none() -> None:
    assert precision(Interval(DAY, None)) == 6
    assert precision(Interval(None, DAY)) == 6
    assert precision(Interval(None, None)) is None
    assert precision(None) is None


@given(st.text())
def test_a_text_keeps_its_length_and_can_be_written(text: str) -> None:
    told = plain(text)
    if not text:
        assert told is None
        return
    assert told is not None
    assert told != "NA"
    assert len(told) == (len(text) if text != "NA" else 4)
    told.encode()
    assert not set(told) & {"\0", "\r"}


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["C"]), min_size=1)))
def test_the_members_of_a_list_can_be_told_apart(members: list[str]) -> None:
    told = listed(members)
    found = [] if told is None else [unquote(one) for one in told.split(";")]
    expected = [one if one != "NA" else "'NA'" for one in dict.fromkeys(members)]
    if not any("%" in one for one in members):
        assert found == expected
    assert len(found) == len(expected)


def test_moments_are_in_utc_and_sort_as_text() -> None:
    jakarta = timezone(timedelta(hours=7))
    assert moment(datetime(2024, 11, 12, 14, tzinfo=jakarta)) == "2024-11-12T07:00:00.000000Z"
    times = [datetime(2024, 11, 12, 7, 0, 0, part, tzinfo=UTC) for part in (0, 5, 50, 500000)]
    told = [str(moment(one)) for one in times]
    assert sorted(told) == told


@given(st.lists(st.text(alphabet=st.sampled_from("=+-@\t\n ab1'\"")), min_size=1, max_size=5))
def test_no_cell_of_a_spreadsheet_begins_a_formula(texts: list[str]) -> None:
    found = definition("coverage").of(["outlet"])
    cells = np.array([None, *texts], dtype=object)[1:]
    stream = io.BytesIO()
    SpreadsheetWriter().write(Table("coverage", {"outlet": cells}), found, stream, language="en")
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    told = [row[0] if row else "" for row in rows[1:]]
    assert not any(one.startswith(("=", "+", "-", "@", "\t", "\n")) for one in told)
    assert [one.removeprefix("'") for one in told] == [
        (one or "NA").removeprefix("'") for one in texts
    ]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
)
def test_references_cannot_be_broken_out_of(words: str) -> None:
    line = " ".join(words.split()) or "x"
    work = Reference("doc-1", "article", line, authors=(line,), container=line, issued=DAY)
    fields = re.findall(r"^(\w\w)  - ", ris([work]), re.MULTILINE)
    assert fields == ["TY", "ID", "TI", "AU", "T2", "PY", "DA", "ER"]
    told = re.sub(r"\\[{}]", "", bibtex([work]))
    depth = np.cumsum([(one == "{") - (one == "}") for one in told])
    assert depth[-1] == 0
    assert depth.min() >= 0
    assert '"type": "article-newspaper"' in csl([work])
