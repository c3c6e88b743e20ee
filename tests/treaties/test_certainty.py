"""Arithmetic with days that are only partly known."""

from __future__ import annotations

from datetime import date

import pytest

from foedera.dates import Interval
from foedera.treaties import Truth, happened
from foedera.treaties.certainty import first_of_month, last, nth, one_event, shifted

MAY = Interval(date(2020, 5, 1), date(2020, 5, 31))
TENTH = Interval.on(date(2020, 5, 10))


@pytest.mark.parametrize(
    ("when", "on", "expected"),
    [
        (None, date(2020, 5, 10), Truth.NO),
        (MAY, date(2020, 4, 30), Truth.NO),
        (MAY, date(2020, 5, 15), Truth.UNCLEAR),
        (MAY, date(2020, 5, 31), Truth.YES),
        (Interval(None, date(2020, 5, 1)), date(2000, 1, 1), Truth.UNCLEAR),
        (Interval(date(2020, 5, 1), None), date(2030, 1, 1), Truth.UNCLEAR),
    ],
)
def test_a_vague_day_is_sure_only_when_it_is_surely_over(
    when: Interval | None, on: date, expected: Truth
) -> None:
    assert happened(when, on) is expected


def test_the_last_of_two_is_bounded_by_both() -> None:
    assert last([MAY, TENTH]) == Interval(date(2020, 5, 10), date(2020, 5, 31))
    assert nth([MAY, TENTH], 1) == Interval(date(2020, 5, 1), date(2020, 5, 10))


def test_tellings_of_one_event_narrow_each_other() -> None:
    assert one_event([MAY, TENTH]) == TENTH
    assert one_event([Interval(None, date(2020, 5, 20)), MAY]).end == date(2020, 5, 20)


def test_of_tellings_that_shut_each_other_out_the_one_over_first_stands() -> None:
    assert one_event([Interval.on(date(2020, 6, 1)), TENTH]) == TENTH


def test_months_keep_to_the_calendar() -> None:
    end_of_month = Interval.on(date(2024, 1, 31))
    assert shifted(end_of_month, months=1) == Interval.on(date(2024, 2, 29))
    assert shifted(end_of_month, months=12) == Interval.on(date(2025, 1, 31))
    assert first_of_month(end_of_month, 2) == Interval.on(date(2024, 3, 1))
