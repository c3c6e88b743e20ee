"""Reading a user's own copy of the inter-state war data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foedera.datasets.errors import (
    DamagedFileError,
    FaultyRowError,
    MissingColumnError,
    MissingFileError,
    UnreadableFileError,
)
from foedera.datasets.regions import Region
from foedera.datasets.wars import read_wars, read_wars_copy
from foedera.datasets.wars.clashes import clashes

HEADER = (
    "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,"
    "EndDay1,EndYear1,StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,WhereFought,"
    "Initiator,Version"
)
NONE = "-8,-8,-8,-8,-8,-8"
ROWS = (
    f'900,"War, the first",1,220,France,1,4,7,1823,11,13,1823,{NONE},2,1,5',
    f'900,"War, the first",1,230,Spain,2,4,7,1823,11,-9,1823,{NONE},2,2,5',
    f'900,"War, the first",1,325,Italy,2,5,1,1823,6,1,1823,{NONE},11,2,5',
    f'900,"War, the first",1,325,Italy,1,6,2,1823,11,13,1823,{NONE},2,2,5',
    "901,The other,1,200,Britain,1,1,1,1901,2,1,1901,3,1,1901,-7,-7,-7,7,2,5",
    f"901,The other,1,710,China,2,1,1,1901,3,9,1901,{NONE},7,1,5",
)
PUBLISHED = Path(__file__).parents[4] / "shared/data/cow/Inter-StateWarData_v4.0.csv"


def put(folder: Path, *rows: str, header: str = HEADER, end: str = "\r") -> Path:
    path = folder / "wars.csv"
    path.write_bytes((end.join([header, *rows]) + end).encode())
    return path


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_line_ends_of_every_system_are_read(tmp_path: Path, end: str) -> None:
    first, second = read_wars(put(tmp_path, *ROWS, end=end))
    assert (first.number, first.name) == (900, "War, the first")
    assert [one.cow for one in first.participants] == [220, 230, 325]
    assert second.by_state[710].initiator


def test_a_state_may_be_on_both_sides(tmp_path: Path) -> None:
    italy = read_wars(put(tmp_path, *ROWS))[0].by_state[325]
    assert [one.side for one in italy.stints] == [2, 1]
    assert italy.stints[0].regions == {Region.EUROPE, Region.MIDDLE_EAST}
    assert italy.side(date(1823, 5, 2)) == 2
    assert italy.side(date(1823, 7, 1)) == 1


def test_a_second_stint_a_missing_day_and_a_war_without_end_are_read(tmp_path: Path) -> None:
    first, second = read_wars(put(tmp_path, *ROWS))
    assert first.by_state[230].stints[0].last == date(1823, 11, 30)
    britain = second.by_state[200].stints
    assert [one.first for one in britain] == [date(1901, 1, 1), date(1901, 3, 1)]
    assert britain[1].end is None


def test_another_version_is_read_by_its_columns_and_not_verified(tmp_path: Path) -> None:
    copy = read_wars_copy(put(tmp_path, *ROWS))
    assert (copy.version, copy.verified) == ("5", False)


def test_a_changed_copy_of_a_known_version_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, *(row.removesuffix("5") + "4" for row in ROWS))
    with pytest.raises(DamagedFileError, match="sha256"):
        read_wars(path)
    assert not read_wars_copy(path, unverified=True).verified


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingColumnError, match="Initiator"):
        read_wars(put(tmp_path, *ROWS, header=HEADER.replace("Initiator", "Starter")))


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        (",220,", ",two,", "ccode"),
        ("France,1,4,7", "France,3,4,7", "Side is 3"),
        ("4,7,1823", "4,31,1823", "1823-04-31"),
        ("11,13,1823", "3,13,1823", "before it starts"),
        (",2,1,5", ",2,5", "number of cells"),
    ],
)
def test_a_damaged_row_is_named_by_its_line(
    tmp_path: Path, was: str, becomes: str, reason: str
) -> None:
    path = put(tmp_path, ROWS[0].replace(was, becomes, 1), *ROWS[1:])
    with pytest.raises(FaultyRowError, match=reason) as caught:
        read_wars(path)
    assert caught.value.line == 2


def test_what_is_no_file_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read_wars(tmp_path / "nothing.csv")
    (tmp_path / "bytes.csv").write_bytes(b"WarNum\xff\n")
    with pytest.raises(UnreadableFileError):
        read_wars(tmp_path / "bytes.csv")


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the war data lie in ../shared, not here")
def test_the_published_data_are_known_and_whole() -> None:
    copy = read_wars_copy(PUBLISHED)
    assert (copy.version, copy.verified, len(copy.wars)) == ("4", True, 95)
    for war in copy.wars:
        assert len(war.begun_by) == 1, war.name
        found = {one.attacker for one in clashes(war)} | {one.victim for one in clashes(war)}
        assert found == war.by_state.keys(), war.name
