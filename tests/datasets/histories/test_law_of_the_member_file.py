"""The engine, asked by ATOP's coding rules, answers as ATOP's member file does."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.datasets.atop.corrections import NotOwed, corrections
from foedera.datasets.atop.memberships import LAST, Membership, membership_of
from foedera.datasets.histories import Histories
from foedera.datasets.histories.pledges import KINDS
from foedera.datasets.state_codes import cow_of, state_of
from foedera.treaties import Basis, Coding, ImpliedEnd, Instrument, ObligationKind, Registry, Truth
from foedera.treaties.existence import gone
from foedera.treaties.obligations import Day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    Answers = dict[tuple[int, int, ObligationKind], Truth]

MEMBERS = Path(__file__).parents[4] / "shared" / "data" / "atop" / "atop5_1m.csv"
BY_ATOP = Coding(Basis.SIGNATURE, ImpliedEnd.ATOP)
DAY = timedelta(days=1)
#: Every so many alliances are held against the file each time; of those with phases more are.
EVERY, EVERY_PHASED = 40, 7


def by_the_file(
    rows: Sequence[Membership], on: date, spared: Collection[NotOwed] = frozenset()
) -> Answers:
    """Return who owes what to whom on a day, read straight from the member file's rows."""
    found: Answers = {}
    alive: dict[int, list[Membership]] = defaultdict(list)
    for one in rows:
        if one.start <= on and (one.exit is None or on <= one.end):
            alive[one.phase].append(one)
    for phase, members in alive.items():
        if any(begun_from(members, alive[later]) for later in alive if later > phase):
            continue  # the later phase stands
        for debtor, creditor in product(members, repeat=2):
            if debtor.member == creditor.member or never_together(debtor, creditor):
                continue
            if any(gone(state_of(one.member, on), on) for one in (debtor, creditor)):
                continue  # what is no state any more owes nothing
            sure = all(surely(one, on) for one in (debtor, creditor))
            for kind, (name, _) in KINDS.items():
                pair = (debtor.member, creditor.member)
                keys = {NotOwed(debtor.alliance, of, *pair, name) for of in (None, phase)}
                if debtor.owes(name) and keys.isdisjoint(spared):
                    told = Truth.YES if sure else Truth.UNCLEAR
                    key = (*pair, kind)
                    found[key] = told if found.get(key) is not Truth.YES else Truth.YES
    return found


def begun_from(earlier: Iterable[Membership], later: Iterable[Membership]) -> bool:
    return any(
        one.member == two.member and one.exit is not None and one.exit.end == two.start
        for one, two in product(earlier, later)
    )


def never_together(one: Membership, other: Membership) -> bool:
    """Tell whether one entered on the day the other left (codebook 2.7)."""
    return one.exit == other.entry or other.exit == one.entry


def surely(row: Membership, on: date) -> bool:
    entered, left = row.entry.end or date.max, row.exit.start if row.exit else None
    return entered <= on and (left is None or on <= left)


def by_the_engine(instrument: Instrument, on: date) -> Answers:
    found: Answers = {}
    for owed in Day(Registry(()), on, None, BY_ATOP).owed(instrument):
        for tie in owed.ties():
            if tie.truth is not Truth.NO:
                pair = (cow_of(tie.debtor) or 0, cow_of(tie.creditor) or 0)
                key = (*pair, owed.obligation.kind)
                found[key] = tie.truth if found.get(key) is not Truth.YES else Truth.YES
    return found


def telling_days(rows: Iterable[Membership]) -> set[date]:
    """Return the first, middle and last day of every spell, and the days around."""
    found: set[date] = set()
    for one in rows:
        middle = date.fromordinal((one.start.toordinal() + one.end.toordinal()) // 2)
        ends = [one.exit.start, one.exit.end] if one.exit else []
        for day in (one.start, one.entry.end, middle, *ends):
            if day is not None:
                found |= {day - DAY, day, day + DAY}
    return {day for day in found if day <= LAST}


@pytest.fixture(scope="module")
def published() -> Histories:
    if not MEMBERS.is_file():
        pytest.skip("ATOP's member file lies in ../shared, not here")
    with MEMBERS.open(encoding="utf-8") as file:
        return Histories([membership_of(row) for row in csv.DictReader(file)])


def test_atops_alliances_bind_as_its_member_file_has_it(published: Histories) -> None:
    assert len(published) == 789
    for place, alliance in enumerate(published.alliances):
        rows = published.rows(alliance)
        if place % EVERY and (place % EVERY_PHASED or {one.phase for one in rows} == {0}):
            continue
        instrument = published.instrument(alliance)
        for on in sorted(telling_days(rows)):
            expected = by_the_file(rows, on, corrections())
            assert by_the_engine(instrument, on) == expected, (alliance, on)


def row(alliance: int, phase: int, member: int, days: tuple[str, str], **codes: int) -> Membership:
    """Return a membership from one day to another; no last day: it goes on."""
    entered, left = (text.split("-") if text else ["0", "0", "0"] for text in days)
    cells = {"atopid": alliance, "phase": phase, "member": member, "estmode": 1, **codes}
    names = ("yrent", "moent", "dayent"), ("yrexit", "moexit", "dayexit")
    for parts, keys in zip((entered, left), names, strict=True):
        cells |= {key: int(parts[n]) if n < len(parts) else 0 for n, key in enumerate(keys)}
    return membership_of({name: str(cell) for name, cell in cells.items()})


_days = st.dates(date(1900, 1, 1), date(1990, 1, 1))
_flags = st.fixed_dictionaries({name: st.integers(0, 1) for name, _ in KINDS.values()})


@st.composite
def alliances(draw: st.DrawFn) -> list[Membership]:
    """Make an alliance: founders, later members, early leavers, one phase or two."""
    numbers = draw(
        st.lists(
            st.sampled_from([2, 20, 200, 220, 365, 345, 740, 750]),
            unique=True,
            min_size=2,
            max_size=5,
        )
    )
    start = draw(_days)
    end = start + draw(st.integers(40, 30000)) * DAY
    last = "" if end >= LAST else str(end)
    turn = start + draw(st.integers(5, 39)) * DAY if draw(st.booleans()) else None
    ratified = draw(st.integers(0, 1))
    rows = []
    for place, number in enumerate(numbers):
        first, final = start, last
        if place > 1 and turn is None:
            span = ((date.fromisoformat(last) if last else LAST) - start).days
            first = start + draw(st.integers(0, span - 2)) * DAY
            if draw(st.booleans()):
                left = first + draw(st.integers(1, 400)) * DAY
                final = str(left) if not last or left < date.fromisoformat(last) else last
        codes = {**draw(_flags), "estmode": ratified}
        if turn is None:
            rows.append(row(9001, 0, number, (str(first), final), **codes))
            continue
        rows.append(row(9001, 1, number, (str(first), str(turn)), **codes))
        again = {**draw(_flags), "estmode": ratified}
        rows.append(row(9001, 2, number, (str(turn), final), **again))
    return rows


@settings(max_examples=40, deadline=None)
@given(alliances(), st.data())
def test_any_alliance_binds_as_its_rows_have_it(
    rows: list[Membership], data: st.DataObject
) -> None:
    instrument = Histories(rows, {}, None, ()).instrument(9001)
    days = data.draw(st.lists(st.sampled_from(sorted(telling_days(rows))), max_size=8))
    for on in days:
        assert by_the_engine(instrument, on) == by_the_file(rows, on), on


def test_duties_that_are_not_owed_to_one_member_are_owed_to_the_others() -> None:
    days = ("1834-04-22", "1840-01-01")
    rows = [row(9002, 0, one, days, defense=1) for one in (200, 220, 230)]
    spared = frozenset({NotOwed(9002, None, 200, 220, "defense")})
    instrument = Histories(rows, {}, None, spared).instrument(9002)
    on = date(1836, 1, 1)
    assert by_the_engine(instrument, on) == by_the_file(rows, on, spared)
    assert (200, 220, ObligationKind.DEFENCE) not in by_the_engine(instrument, on)


def test_a_ratified_alliance_may_be_in_force_at_any_time_until_its_end() -> None:
    days = ("1930-01-01", "1935-06-30")
    rows = [row(9003, 0, one, days, defense=1) for one in (200, 220)]
    instrument = Histories(rows, {}, None, ()).instrument(9003)
    law = {
        on: {tie.truth for owed in Day(Registry(()), on).owed(instrument) for tie in owed.ties()}
        for on in (date(1930, 1, 1), date(1933, 1, 1), date(1935, 7, 1))
    }
    assert list(law.values()) == [{Truth.UNCLEAR}, {Truth.UNCLEAR}, set()]
    assert set(by_the_engine(instrument, date(1930, 1, 1)).values()) == {Truth.YES}


def test_an_alliance_that_needed_no_ratification_binds_from_signature_in_law_too() -> None:
    days = ("1930-01-01", "1935-06-30")
    rows = [row(9004, 0, one, days, defense=1, estmode=0) for one in (200, 220)]
    instrument = Histories(rows, {}, None, ()).instrument(9004)
    (owed,) = Day(Registry(()), date(1930, 1, 1)).owed(instrument)
    assert {tie.truth for tie in owed.ties()} == {Truth.YES}


def test_an_alliance_outlives_the_name_of_its_member() -> None:
    rows = [row(9005, 0, one, ("1921-03-16", "1999-01-01"), nonagg=1) for one in (365, 640)]
    instrument = Histories(rows, {}, None, ()).instrument(9005)
    for on, code in (
        (date(1921, 3, 16), "RUS"),
        (date(1922, 12, 29), "RUS"),
        (date(1922, 12, 30), "SUN"),
        (date(1991, 12, 26), "SUN"),
        (date(1991, 12, 27), "RUS"),
    ):
        (owed,) = Day(Registry(()), on, None, BY_ATOP).owed(instrument)
        assert owed.tie(code, "TUR").truth is Truth.YES, on


def test_an_alliance_that_nobody_is_in_for_a_while_rests() -> None:
    rows = [
        *(row(9006, 1, one, ("2008-08-30", "2011-02-27"), nonagg=1) for one in (325, 620)),
        *(row(9006, 2, one, ("2011-12-15", ""), nonagg=1) for one in (325, 620)),
    ]
    instrument = Histories(rows, {}, None, ()).instrument(9006)
    for on, bound in (
        (date(2011, 2, 27), True),
        (date(2011, 2, 28), False),
        (date(2011, 12, 14), False),
        (date(2011, 12, 15), True),
    ):
        assert bool(by_the_engine(instrument, on)) is bound, on
