"""Coverage: how much is on record, and where a new outlet makes it jump."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from foedera.ledger.searches import Covered
from foedera.workspace.coverage import coverage_of

_MONTHS = [date(2024, month, 1) for month in range(1, 13)]
_ROWS = st.lists(
    st.builds(
        Covered,
        outlet=st.sampled_from(["", "kompas", "antara", "Courier"]),
        language=st.sampled_from(["en", "id"]),
        month=st.sampled_from([None, *_MONTHS]),
        documents=st.integers(1, 50),
        claims=st.integers(0, 500),
    ),
    max_size=30,
    unique_by=lambda one: (one.outlet, one.language, one.month),
)


def steady(outlet: str, months: list[date], documents: int) -> list[Covered]:
    return [Covered(outlet, "en", month, documents, documents) for month in months]


def test_a_month_stands_out_where_a_new_outlet_makes_the_total_jump() -> None:
    rows = [*steady("kompas", _MONTHS, 10), *steady("antara", _MONTHS[6:], 20)]
    found = {one.first: one.new for one in coverage_of(rows).months if one.new}
    assert found == {_MONTHS[6]: ("antara",)}


def test_more_news_of_the_same_outlets_is_no_new_source() -> None:
    rows = [*steady("kompas", _MONTHS[:6], 10), *steady("kompas", _MONTHS[6:], 40)]
    assert not any(one.new for one in coverage_of(rows).months)


def test_a_small_new_outlet_is_not_what_makes_a_jump() -> None:
    rows = [
        *steady("kompas", _MONTHS[:6], 10),
        *steady("kompas", _MONTHS[6:], 40),
        *steady("antara", _MONTHS[6:], 2),
    ]
    assert not any(one.new for one in coverage_of(rows).months)


def test_the_first_month_of_all_is_no_jump() -> None:
    assert not any(one.new for one in coverage_of(steady("kompas", _MONTHS, 9)).months)


@given(_ROWS)
def test_nothing_is_lost_whichever_way_it_is_counted(rows: list[Covered]) -> None:
    found = coverage_of(rows)
    whole = sum(one.documents for one in rows)
    assert found.total.documents == whole
    assert sum(one.tally.documents for one in found.outlets) == whole
    assert sum(tally.documents for _, tally in found.languages) == whole
    dated = sum(one.tally.documents for one in found.months)
    assert dated + found.undated.documents == whole


@given(_ROWS)
def test_months_follow_one_another_without_gaps(rows: list[Covered]) -> None:
    months = coverage_of(rows).months
    for later, earlier in pairwise(months):
        assert earlier.last + timedelta(days=1) == later.first
