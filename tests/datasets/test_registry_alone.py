"""Without ATOP the tables hold what the registry records, and claim nothing beyond it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from synthetic import Row, memberships

from foedera.datasets.atop.memberships import LAST
from foedera.datasets.calendar import By, Window
from foedera.datasets.joining import REGISTRY_FROM, alliances
from foedera.datasets.obligations import OBLIGATIONS
from foedera.datasets.recorded import begun_after, numbered
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.spells import spells
from foedera.datasets.tables.states import states
from foedera.treaties import Basis, Registry

if TYPE_CHECKING:
    from foedera.datasets.atop.files import AtopCopy
    from foedera.datasets.joining import Alliances

WHOLE = Window(date(1815, 1, 1), date(2026, 6, 30))
RUSSIA, KOREA, USA = 365, 731, 2
FLAGS = ("atopally", *OBLIGATIONS)
DAY = timedelta(days=1)


@pytest.fixture(scope="module", params=list(Basis), ids=lambda one: one.value)
def found(registry: Registry, request: pytest.FixtureRequest) -> Alliances:
    return alliances(registry, None, WHOLE, request.param)


def test_nothing_is_told_of_days_before_the_registry_speaks_for_itself(found: Alliances) -> None:
    for by in (By.YEAR, By.SPELL):
        table = dyads(found, Asked(WHOLE, by)).columns
        if by is By.YEAR:
            assert table["year"].min() == 2018
        else:
            assert table["start"].min().item() == REGISTRY_FROM
    early = Window(date(1900, 1, 1), REGISTRY_FROM - DAY)
    assert len(dyads(found, Asked(early))) == 0
    assert len(alliances(Registry.load(), None, early).runs) == 0
    pair = frozenset({RUSSIA}), frozenset({USA})
    wide = dyads(found, Asked(early, By.YEAR, Rows.SYSTEM, *pair)).columns
    assert len(wide["year"]) > 100
    assert all(np.ma.getmaskarray(wide[name]).all() for name in FLAGS)


@pytest.mark.parametrize("rows", [Rows.ALLIED, Rows.SYSTEM])
def test_no_flag_is_0_and_nothing_is_covered(found: Alliances, rows: Rows) -> None:
    asked = Asked(WHOLE, By.YEAR, rows, either=frozenset({RUSSIA, USA}), more=True)
    table = dyads(found, asked).columns
    assert not table["covered"].any()
    for name in FLAGS:
        assert (table[name].compressed() == 1).all()
        assert name == "offense" or table[name].count() > 10  # nobody owes that these days
    for name in OBLIGATIONS:
        share = table[f"{name}_share"]
        assert (share.compressed() > 0).all()
        assert (np.ma.getmaskarray(share) == np.ma.getmaskarray(table[name])).all()


def test_no_row_counts_an_alliance_twice(found: Alliances) -> None:
    table = dyads(found, Asked(WHOLE)).columns
    ids = np.stack([np.ma.filled(table[f"atopid{n}"], 0) for n in range(1, 10)])
    listed = np.sort(ids, axis=0)
    assert not ((np.diff(listed, axis=0) == 0) & (listed[1:] > 0)).any()
    assert ((ids > 0).sum(axis=0) <= table["number"]).all()


def test_an_instrument_that_atop_does_not_count_is_no_alliance_here(
    found: Alliances, registry: Registry
) -> None:
    """The Charter and the Pact of Paris ATOP could have counted, and did not."""
    names = {name for bond in found.runs.bonds for name in bond.instruments}
    for uncounted in ("un-charter-1945", "kellogg-briand-1928"):
        assert registry.instrument(uncounted).atop is None
        assert uncounted not in names
    late = {one.id for one in begun_after(registry, LAST)}
    numbers = {name for ids in numbered(registry).values() for name in ids}
    assert names <= late | numbers
    assert "prk-rus-2024" in late
    assert late.isdisjoint(numbers)


@pytest.mark.parametrize(
    ("basis", "begins"),
    [(Basis.SIGNATURE, date(2024, 6, 19)), (Basis.IN_FORCE, date(2024, 12, 4))],
)
@pytest.mark.parametrize("imported", [False, True], ids=["registry", "with ATOP"])
def test_the_treaty_of_2024_binds_from_the_day_of_the_basis(
    registry: Registry,
    request: pytest.FixtureRequest,
    basis: Basis,
    begins: date,
    imported: bool,  # noqa: FBT001 - a parameter
) -> None:
    members = request.getfixturevalue("atop").memberships if imported else None
    window = Window(date(2024, 1, 1), date(2025, 3, 31))
    made = alliances(registry, members, window, basis, among={KOREA})
    for pair in ((RUSSIA, KOREA), (KOREA, RUSSIA)):
        sides = (frozenset({pair[0]}), frozenset({pair[1]}))
        days = dyads(made, Asked(window, By.DAY, Rows.SYSTEM, *sides)).columns
        bound = np.ma.filled(days["defense"] == 1, fill_value=False)
        assert days["day"][bound].min().item() == begins
        assert int(bound.sum()) == (window.last - begins).days + 1
        assert np.ma.getmaskarray(days["defense"])[~bound].all()
        years = dyads(made, Asked(window, By.YEAR, Rows.ALLIED, *sides, more=True)).columns
        assert years["defense"].tolist() == [1, 1]
        assert years["defense_share"].tolist()[0] == pytest.approx(
            ((date(2024, 12, 31) - begins).days + 1) / 366, abs=1e-6
        )
        assert "prk-rus-2024" in years["instruments"][0]
    table = states(made, Asked(window, By.DAY, debtors=frozenset({KOREA}))).columns
    entered = table["day"][table["transyr"] == 1].tolist()
    assert begins in entered


def test_what_was_not_yet_known_is_not_told(registry: Registry) -> None:
    window = Window(date(2024, 6, 1), date(2025, 3, 31))
    made = alliances(registry, None, window, known_by=date(2024, 6, 1))
    assert all("prk-rus-2024" not in made.runs.bonds[place].instruments for place in made.runs.bond)


def test_what_is_merely_cut_off_neither_begins_nor_ends(found: Alliances) -> None:
    """Hundreds of alliances go on when the registry begins to speak, and when the days end."""
    state, day = found.changes
    changed = set(zip(state.tolist(), day.tolist(), strict=True))
    first, last = (np.datetime64(one).astype(int) for one in (REGISTRY_FROM, WHOLE.last))
    assert sum(day == first for _, day in changed) < 10
    assert sum(day == last for _, day in changed) < 10
    table = states(found, Asked(WHOLE)).columns
    there = table["year"] == 2018
    assert table["transyr"][there].sum() < 10 < there.sum()


def test_the_spells_of_the_registry_have_no_gap_and_no_overlap(found: Alliances) -> None:
    table = spells(found, Asked(WHOLE, more=True)).columns
    columns = ("instruments", "phase", "member", "start", "end")
    rows = sorted(zip(*(table[name].tolist() for name in columns), strict=True))
    for one, other in pairwise(rows):
        if one[:3] == other[:3]:
            assert one[4] < other[3]
    assert (table["start"] <= table["end"]).all()


# By entry into force.


def cells(rows: tuple[Row, ...], window: Window) -> list[dict[str, Any]]:
    made = alliances(Registry(()), memberships(rows), window, Basis.IN_FORCE)
    table = dyads(made, Asked(window, more=True)).columns
    names = ("year", "atopally", "defense", "consul", "unclear")
    return [
        dict(zip(names, row, strict=True))
        for row in zip(*(table[name].tolist() for name in names), strict=True)
    ]


@pytest.mark.parametrize(("estmode", "flag"), [("1", None), ("", None), ("0", 1)])
def test_an_alliance_that_had_to_be_ratified_is_unclear_by_entry_into_force(
    estmode: str, flag: int | None
) -> None:
    rows = tuple(Row(member=code, estmode=estmode) for code in (2, 200))
    window = Window(date(2017, 1, 1), date(2017, 12, 31))
    for row in cells(rows, window):
        assert (row["atopally"], row["defense"]) == (flag, flag)
        assert row["consul"] == 0  # of all that ATOP holds, nothing says that it is owed
        assert row["unclear"] == ("defense" if flag is None else "")


def test_by_entry_into_force_only_what_needed_no_ratification_is_sure(
    registry: Registry, atop: AtopCopy
) -> None:
    """Where the registry does not follow an alliance, ATOP's ESTMODE tells."""
    window = Window(date(1990, 1, 1), date(1990, 12, 31))
    made = alliances(registry, atop.memberships, window, Basis.IN_FORCE)
    modes = {one.alliance: one.codes["estmode"] for one in atop.memberships}
    names = numbered(registry)
    seen = set()
    for place in np.unique(made.runs.bond):
        bond = made.runs.bonds[place]
        if bond.atop == 0 or bond.atop in names:
            continue
        mine = made.runs.where(made.runs.bond == place)
        sure = modes[bond.atop] not in {1, None}
        assert (mine.unclear == 0).all() == sure, bond
        assert (mine.held == 0).all() == (not sure), bond
        seen.add(sure)
    assert seen == {True, False}
