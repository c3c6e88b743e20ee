"""Where ATOP ends and the registry goes on, nothing changes that nobody changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from synthetic import Row, memberships

from foedera.datasets.atop.memberships import FIRST, LAST
from foedera.datasets.calendar import By, Window, number_of
from foedera.datasets.joining import Disagreement, alliances
from foedera.datasets.obligations import ALLIED, OBLIGATIONS
from foedera.datasets.recorded import numbered
from foedera.datasets.state_codes import cow_of
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.states import states
from foedera.treaties import Basis, Registry, instrument_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.datasets.atop.files import AtopCopy
    from foedera.datasets.joining import Alliances
    from foedera.datasets.table import Table

    Cells = dict[tuple[int, int], dict[str, int | None]]

AFTER = LAST + timedelta(days=1)
WHOLE = Window(FIRST, date(2026, 6, 30))
FLAGS = ("atopally", *OBLIGATIONS)
MKD, USA, TUR, FIN = 343, 2, 640, 375
NATO = 3180


@pytest.fixture(scope="module")
def found(registry: Registry, atop: AtopCopy) -> Alliances:
    return alliances(registry, atop.memberships, WHOLE)


def cells(table: Table) -> Cells:
    """Return the flags of a table of one period by pair, None where one is missing."""
    columns = [table.columns[name].tolist() for name in FLAGS]
    pairs = zip(table.columns["stateA"].tolist(), table.columns["stateB"].tolist(), strict=True)
    rows = zip(*columns, strict=True)
    return {pair: dict(zip(FLAGS, row, strict=True)) for pair, row in zip(pairs, rows, strict=True)}


def on(found: Alliances, day: date, **asked: Any) -> Table:  # noqa: ANN401 - any of Asked's
    return dyads(found, Asked(Window(day, day), By.DAY, **asked))


def ties(found: Alliances, day: date) -> set[tuple[int, int, int]]:
    """Return alliance, debtor and creditor of every run of a day."""
    number = number_of(day)
    runs = found.runs.where((found.runs.start <= number) & (found.runs.end >= number))
    numbers = [runs.bonds[place].atop for place in runs.bond]
    return set(zip(numbers, runs.debtor.tolist(), runs.creditor.tolist(), strict=True))


def test_what_held_on_the_last_day_of_atop_holds_or_is_unclear_on_the_next(
    found: Alliances,
) -> None:
    before, after = (cells(on(found, day)) for day in (LAST, AFTER))
    assert len(before) > 5_000
    for pair, flags in before.items():
        for name, flag in flags.items():
            if flag == 1:
                assert pair in after, pair
                assert after[pair][name] in {1, None}, (pair, name)


def test_a_duty_that_begins_on_the_next_day_is_of_a_step_of_that_day(
    found: Alliances, registry: Registry
) -> None:
    stepped: dict[date, set[int]] = defaultdict(set)
    for instrument in registry.instruments:
        for step in instrument.steps:
            if step.when.start == AFTER:
                stepped[AFTER] |= {cow_of(one) or 0 for one in instrument.parties}
    before, after = (cells(on(found, day)) for day in (LAST, AFTER))
    for pair, flags in after.items():
        for name, flag in flags.items():
            if flag == 1 and before.get(pair, {}).get(name) != 1:
                assert stepped[AFTER] & set(pair), (pair, name)


def test_no_alliance_gains_a_pair_on_the_next_day(found: Alliances) -> None:
    assert ties(found, AFTER) == ties(found, LAST)


def test_the_successors_of_a_state_are_no_allies_of_one_another(found: Alliances) -> None:
    """France's treaties with Czechoslovakia went on with each of its successors (4070)."""
    czechia, slovakia = 316, 317
    for day in (LAST, AFTER, date(2024, 1, 1)):
        assert (4070, 220, czechia) in ties(found, day)
        assert (4070, czechia, slovakia) not in ties(found, day)


def test_an_alliance_that_the_registry_does_not_follow_is_unclear_from_then_on(
    found: Alliances, registry: Registry, atop: AtopCopy
) -> None:
    names = numbered(registry)
    unfollowed = {
        one.alliance for one in atop.memberships if one.exit is None and one.alliance not in names
    }
    noted = {one.alliance for one in found.seams if one.how is Disagreement.NOT_FOLLOWED}
    assert noted == unfollowed
    late = found.runs.where(found.runs.start >= number_of(AFTER))
    for place in np.unique(late.bond):
        if late.bonds[place].atop in unfollowed:
            mine = late.where(late.bond == place)
            assert (mine.held == 0).all()
            assert (mine.unclear & ALLIED).all()
            assert (mine.end == number_of(WHOLE.last)).all()


def test_nothing_is_0_after_the_last_day_and_nothing_missing_before(found: Alliances) -> None:
    for rows in (Rows.ALLIED, Rows.SYSTEM):
        window = Window(date(2015, 1, 1), WHOLE.last)
        table = dyads(found, Asked(window, By.YEAR, rows, either=frozenset({USA, 365}))).columns
        late = table["year"] > 2018
        assert late.any()
        assert (~late).any()
        for name in FLAGS:
            flag = table[name]
            assert not np.ma.getmaskarray(flag)[~late].any()
            assert (np.ma.getdata(flag)[late & ~np.ma.getmaskarray(flag)] == 1).all()


def test_the_members_of_nato_stay_bound_and_new_ones_are_bound_as_they_are(
    found: Alliances,
) -> None:
    first, last = date(2018, 12, 1), date(2026, 6, 30)
    asked = Asked(
        Window(first, last), By.SPELL, debtors=frozenset({TUR}), creditors=frozenset({USA})
    )
    table = dyads(found, asked).columns
    assert (np.ma.filled(table["defense"], 0) == 1).all()
    joined = {MKD: date(2020, 3, 27), FIN: date(2023, 4, 4)}
    for state, entered in joined.items():
        assert (NATO, state, TUR) not in ties(found, date(2019, 6, 1))
        day = entered + timedelta(days=30)
        assert {(NATO, state, TUR), (NATO, TUR, state)} <= ties(found, day)
        flags = cells(on(found, day))
        assert flags[state, TUR]["defense"] == 1
        assert flags[USA, state]["defense"] == 1
    runs = found.runs
    mine = [
        place
        for place in np.flatnonzero((runs.debtor == MKD) & (runs.creditor == USA))
        if runs.bonds[runs.bond[place]].atop == NATO
    ]
    theirs = [
        place
        for place in np.flatnonzero((runs.debtor == TUR) & (runs.creditor == USA))
        if runs.bonds[runs.bond[place]].atop == NATO
    ]
    assert {int(runs.held[place]) for place in mine} == {int(runs.held[place]) for place in theirs}


def test_who_enters_after_2018_has_a_year_of_transition(found: Alliances) -> None:
    table = states(found, Asked(WHOLE, debtors=frozenset({MKD, TUR}))).columns
    years = {
        (state, year): flag
        for state, year, flag in zip(
            table["state"].tolist(), table["year"].tolist(), table["transyr"].tolist(), strict=True
        )
    }
    assert years[MKD, 2020] == 1
    assert years[MKD, 2019] == 0


@pytest.mark.parametrize("basis", Basis)
def test_a_table_of_later_days_is_the_end_of_the_longer_one(
    registry: Registry, atop: AtopCopy, basis: Basis
) -> None:
    late = Window(date(2021, 1, 1), date(2022, 12, 31))
    names = frozenset({MKD, 365, 710, 200})
    longer = alliances(registry, atop.memberships, WHOLE, basis, among=names)
    shorter = alliances(registry, atop.memberships, late, basis, among=names)
    for make in (dyads, states):
        asked = Asked(late, either=names, more=True)
        tables = [make(one, asked).columns for one in (longer, shorter)]
        assert list(tables[0]) == list(tables[1])
        for name, column in tables[0].items():
            assert column.tolist() == tables[1][name].tolist(), name


@pytest.mark.parametrize("basis", Basis)
def test_looking_at_some_states_alone_finds_the_same_rows(
    found: Alliances, registry: Registry, atop: AtopCopy, basis: Basis
) -> None:
    if basis is Basis.IN_FORCE:
        found = alliances(registry, atop.memberships, WHOLE, basis)
    for state in (USA, MKD, 731, 651):
        few = alliances(registry, atop.memberships, WHOLE, basis, among={state})
        for make, by in ((dyads, By.SPELL), (states, By.YEAR)):
            asked = Asked(WHOLE, by, debtors=frozenset({state}), more=True)
            one, other = make(found, asked).columns, make(few, asked).columns
            assert list(one) == list(other)
            for name, column in one.items():
                assert column.tolist() == other[name].tolist(), (state, name)


def test_the_corrections_hold_by_entry_into_force_too(registry: Registry, atop: AtopCopy) -> None:
    """Germany was promised help at Locarno, and promised none (2130)."""
    window = Window(date(1930, 1, 1), date(1930, 12, 31))
    by_law, by_atop = (
        cells(dyads(alliances(registry, atop.memberships, window, basis), Asked(window)))
        for basis in (Basis.IN_FORCE, Basis.SIGNATURE)
    )
    britain, germany, italy, belgium = 200, 255, 325, 211
    for pair in ((germany, britain), (britain, italy), (italy, britain)):
        assert by_atop[pair]["defense"] == by_law[pair]["defense"], pair
    assert by_law[britain, belgium]["defense"] == 1


# Made up.

_SAYS = {"en": "What the case says.", "id": "Yang dikatakan perkara ini."}
_CITED = {"sources": ["case"]}


def followed(*steps: dict[str, Any], **more: Any) -> Registry:  # noqa: ANN401 - record fields
    """Return a registry with ATOP's alliance 1001: USA, GBR and FRA, and what came after."""
    record = {
        "id": "trio-2017",
        "kind": "treaty",
        "atop": "1001",
        "titles": {"en": ["Trio"], "id": ["Trio"]},
        "parties": ["USA", "GBR", "FRA"],
        "entry_into_force": {"rule": "signature"},
        "term": {"renewal": "automatic", "notice_months": "12"},
        "provisions": {"1": _SAYS},
        "obligations": [
            {
                "id": "defence",
                "kind": "defence",
                "provision": "1",
                "means": "all available means",
                "trigger": {"occurrence": "armed attack"},
                **_CITED,
            }
        ],
        "steps": [
            {"act": "sign", "states": ["USA", "GBR", "FRA"], "date": "2017-01-01", **_CITED},
            *({**step, **_CITED} for step in steps),
        ],
        "sources": {"case": {"cite": "case", "supports": "case"}},
        **more,
    }
    return Registry([instrument_of(record, "trio-2017")])


TRIO = tuple(Row(member=code, duties=("1", "0", "0", "0", "1")) for code in (2, 200, 220))
YEARS = Window(date(2017, 1, 1), date(2022, 12, 31))


def spans(registry: Registry, rows: Sequence[Row], pair: tuple[int, int]) -> list[tuple[Any, ...]]:
    """Return the stretches of a pair: first day, last day, defence and consultation."""
    made = alliances(registry, memberships(rows), YEARS)
    asked = Asked(YEARS, By.SPELL, Rows.ALLIED, frozenset({pair[0]}), frozenset({pair[1]}))
    table = dyads(made, asked).columns
    cols = [table[name].tolist() for name in ("start", "end", "defense", "consul")]
    return list(zip(*cols, strict=True))


def test_who_stays_bound_keeps_the_codes_of_atop() -> None:
    """The registry tells of defence alone; that consultation is owed, too, ATOP has it."""
    assert spans(followed(), TRIO, (2, 200)) == [
        (YEARS.first, LAST, 1, 1),
        (AFTER, YEARS.last, 1, 1),
    ]


def test_who_leaves_after_the_last_day_of_atop_leaves_then() -> None:
    """Notice on 10 June 2019, of twelve months."""
    registry = followed(
        {"act": "withdraw", "states": ["FRA"], "date": "2019-06-10", "ground": "text"}
    )
    assert spans(registry, TRIO, (220, 2))[-1] == (AFTER, date(2020, 6, 9), 1, 1)
    assert spans(registry, TRIO, (200, 2))[-1] == (AFTER, YEARS.last, 1, 1)


def test_who_joins_after_the_last_day_of_atop_owes_what_all_others_owe() -> None:
    registry = followed({"act": "accede", "states": ["DEU"], "date": "2020-03-01"})
    assert spans(registry, TRIO, (255, 2)) == [(date(2020, 3, 1), YEARS.last, 1, 1)]
    unlike = (*TRIO[:2], Row(member=220, duties=("0", "1", "0", "0", "0")))
    ((start, _, defense, consul),) = spans(registry, unlike, (255, 2))
    assert (start, defense, consul) == (date(2020, 3, 1), None, None)


def test_who_was_no_member_by_atop_joins_only_by_a_step_of_its_own() -> None:
    """Only the registry has Germany bound at the end of 2018, and it left and came again."""
    joined = {"act": "accede", "states": ["DEU"], "date": "2018-03-01"}
    assert spans(followed(joined), TRIO, (255, 2)) == []
    left = {"act": "withdraw", "states": ["DEU"], "date": "2019-01-10", "ground": "text"}
    again = {"act": "accede", "states": ["DEU"], "date": "2021-05-01"}
    assert spans(followed(joined, left, again), TRIO, (255, 2)) == [
        (date(2021, 5, 1), YEARS.last, 1, 1)
    ]


def test_what_ended_by_the_registry_before_atop_ends_is_unclear_after() -> None:
    registry = followed({"act": "terminate", "date": "2018-05-01"})
    assert spans(registry, TRIO, (2, 200)) == [
        (YEARS.first, LAST, 1, 1),
        (AFTER, YEARS.last, None, None),
    ]


def test_what_atop_ended_does_not_begin_again() -> None:
    ended = tuple(Row(member=code, exit=(2018, "5", "1")) for code in (2, 200, 220))
    assert spans(followed(), ended, (2, 200)) == [(YEARS.first, date(2018, 5, 1), 1, 0)]


def test_the_successors_of_a_state_stay_apart_where_the_registry_follows_them_too() -> None:
    """Phases side by side, as France had with each of Czechoslovakia's successors."""
    side_by_side = tuple(
        Row(member=code, phase=phase, duties=("1", "0", "0", "0", "1"))
        for phase, code in ((2, 2), (2, 200), (3, 2), (3, 220))
    )
    assert spans(followed(), side_by_side, (2, 200))[-1] == (AFTER, YEARS.last, 1, 1)
    assert spans(followed(), side_by_side, (2, 220))[-1] == (AFTER, YEARS.last, 1, 1)
    assert spans(followed(), side_by_side, (200, 220)) == []


@pytest.mark.parametrize("imported", [True, False], ids=["with ATOP", "registry"])
@pytest.mark.parametrize("ends", [date(2020, 5, 1), date(2021, 1, 1)])
def test_an_end_is_a_transition_though_nothing_else_goes_on(
    ends: date,
    imported: bool,  # noqa: FBT001 - a parameter
) -> None:
    """The year in which the last day lies; so, too, where the days asked about end with it."""
    registry = followed({"act": "terminate", "date": ends.isoformat()})
    for last in (date(2020, 12, 31), date(2023, 12, 31)):
        window = Window(date(2019, 1, 1), last)
        made = alliances(registry, memberships(TRIO) if imported else None, window)
        table = states(made, Asked(window, debtors=frozenset({2}))).columns
        assert table["year"].tolist() == [2019, 2020]
        assert table["transyr"].tolist() == [0, 1]
