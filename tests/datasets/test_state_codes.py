"""Numbers of the state system, and the states that bore them one after another."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from foedera.actors import Catalogue
from foedera.datasets.errors import UnknownStateNumberError
from foedera.datasets.state_codes import bearers, codes_between, cow_of, state_of


@pytest.mark.parametrize(
    ("number", "day", "state"),
    [
        (365, date(1914, 8, 1), "RUS"),
        (365, date(1922, 12, 29), "RUS"),
        (365, date(1922, 12, 30), "SUN"),
        (365, date(1991, 12, 26), "SUN"),
        (365, date(1991, 12, 27), "RUS"),
        (345, date(1914, 7, 28), "SRB"),
        (345, date(1941, 4, 6), "YUG"),
        (345, date(1999, 3, 24), "YUG"),
        (345, date(2005, 1, 1), "SCG"),
        (345, date(2006, 6, 3), "SRB"),
        (255, date(1866, 6, 15), "DEU"),
        (260, date(1960, 1, 1), "XWG"),
    ],
)
def test_a_number_stands_for_one_state_on_a_day(number: int, day: date, state: str) -> None:
    assert state_of(number, day) == state


def test_every_number_of_the_catalogue_has_a_state_on_every_day() -> None:
    for one in Catalogue.load().states():
        if one.cow is None:
            continue
        rows = bearers(int(one.cow))
        assert rows[0].first == date.min
        assert rows[-1].last == date.max
        for earlier, later in itertools.pairwise(rows):
            assert later.first - earlier.last == timedelta(days=1)


def test_the_number_of_a_state_leads_back_to_it() -> None:
    assert cow_of("SUN") == cow_of("RUS") == 365
    assert {cow_of(one) for one in ("SRB", "YUG", "SCG")} == {345}
    assert cow_of("VAT") is None


def test_the_states_between_two_days_come_in_order() -> None:
    found = codes_between(365, date(1921, 3, 16), date(1992, 1, 1))
    assert [one.state for one in found] == ["RUS", "SUN", "RUS"]


def test_an_unknown_number_is_refused() -> None:
    with pytest.raises(UnknownStateNumberError, match="8152"):
        state_of(8152, date(1900, 1, 1))
