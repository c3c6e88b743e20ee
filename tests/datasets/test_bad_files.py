"""Files that are not what a user takes them for: what is said of them, and where."""

from __future__ import annotations

import bz2
import csv
import gzip
import hashlib
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import Row, member_file

from foedera.datasets.atop.files import digests, known_files, read_copy
from foedera.datasets.copies import LARGEST
from foedera.datasets.errors import (
    DamagedFileError,
    FaultyRowError,
    MissingColumnError,
    MissingFileError,
    TooLargeFileError,
    UnreadableFileError,
)
from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Callable

PACT = (Row(member=2), Row(member=200), Row(member=220, exit=(2018, "5", "")))
OLDER = member_file(PACT).replace("0.0", "4.01")
NEWEST = member_file(PACT).replace("0.0", "5.1")
NAME = "atop5_1m.csv"


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[bytes | str], Path]:
    """Give a folder that holds a member file of some content."""

    def kept(content: bytes | str, name: str = NAME) -> Path:
        whole = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(whole)
        return tmp_path

    return kept


def zipped(content: bytes, name: str = NAME, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr(name, content)
    return target.getvalue()


# What is taken.


def test_another_version_is_taken_for_what_it_says_and_is_not_verified(
    keep: Callable[..., Path],
) -> None:
    copy = read_copy(keep(OLDER, "atop4_01m.csv"))
    assert (copy.version, copy.verified, copy.name) == ("4.01", False, "atop4_01m.csv")
    assert [one.member for one in copy.memberships] == [2, 200, 220]
    assert copy.digest == hashlib.sha256(OLDER.encode()).hexdigest()
    assert copy.text == OLDER


def test_a_file_that_does_not_say_its_version_is_of_an_unknown_one(
    keep: Callable[..., Path],
) -> None:
    assert read_copy(keep(OLDER.replace("4.01", ""))).version == "unknown"


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        (NAME, bytes),
        ("ATOP5_1M.CSV", bytes),
        ("atop5_1m.csv.gz", gzip.compress),
        ("ATOP5_1M.CSV.GZ", gzip.compress),
        ("atop_5.1__.csv_.zip", zipped),
        ("ATOP.ZIP", zipped),
        ("inner.zip", lambda text: zipped(text, f"ATOP 5.1 (.csv)/{NAME}")),
        ("packed.zip", lambda text: zipped(gzip.compress(text), f"{NAME}.gz")),
        ("stored.zip", lambda text: zipped(text, method=zipfile.ZIP_STORED)),
        ("lzma.zip", lambda text: zipped(text, method=zipfile.ZIP_LZMA)),
    ],
)
def test_a_member_file_is_found_in_a_folder_an_archive_or_itself(
    keep: Callable[..., Path], name: str, pack: Callable[[bytes], bytes]
) -> None:
    folder = keep(pack(OLDER.encode()), name)
    assert read_copy(folder).text == read_copy(folder / name).text == OLDER


def test_the_newest_of_several_versions_is_read(keep: Callable[..., Path]) -> None:
    keep(OLDER, "atop4_01m.csv")
    keep("nothing", "atop9_9m_NNA.csv")
    folder = keep(OLDER.replace("4.01", "5.0"), "atop5m.csv")
    assert read_copy(folder).version == "5.0"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_line_ends_are_not_content(keep: Callable[..., Path], ends: str, mark: str) -> None:
    assert read_copy(keep(mark + OLDER.replace("\n", ends))).text == OLDER


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_published_file_is_verified_whatever_its_line_ends(
    published: Path, keep: Callable[..., Path], ends: str
) -> None:
    text = (published / NAME).read_bytes().replace(b"\r\n", b"\n")
    assert read_copy(keep(text.replace(b"\n", ends.encode()))).verified


# What is refused.


def test_a_changed_byte_of_the_newest_version_is_told_by_both_digests(
    published: Path, keep: Callable[..., Path]
) -> None:
    content = bytearray((published / NAME).read_bytes())
    place = content.index(b"1815")
    content[place + 3] = ord("4")
    found = hashlib.sha256(bytes(content)).hexdigest()
    with pytest.raises(DamagedFileError) as refused:
        read_copy(keep(bytes(content)))
    assert refused.value.found == found
    assert refused.value.accepted == digests("member")
    for told in (found, *digests("member"), "5.1", "--unverified", NAME):
        assert told in str(refused.value)
    copy = read_copy(keep(bytes(content)), unverified=True)
    assert (copy.version, copy.verified, len(copy.memberships)) == ("5.1", False, 2_510)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.9999])
def test_a_truncated_file_is_never_taken(
    published: Path, keep: Callable[..., Path], share: float
) -> None:
    content = (published / NAME).read_bytes()
    with pytest.raises((DamagedFileError, FaultyRowError)):
        read_copy(keep(content[: int(len(content) * share)]))


def test_a_made_up_file_that_says_it_is_the_newest_is_refused(keep: Callable[..., Path]) -> None:
    with pytest.raises(DamagedFileError, match=r"says that it is version 5\.1"):
        read_copy(keep(NEWEST))
    assert not read_copy(keep(NEWEST), unverified=True).verified


@pytest.mark.parametrize("column", [str(one) for one in known_files()["columns"]])
def test_a_missing_column_is_named(keep: Callable[..., Path], column: str) -> None:
    rows = list(csv.reader(io.StringIO(OLDER)))
    place = rows[0].index(column)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(row[:place] + row[place + 1 :] for row in rows)
    with pytest.raises(MissingColumnError) as refused:
        read_copy(keep(text.getvalue()))
    assert refused.value.missing == (column,)
    assert column in str(refused.value)


def test_a_file_with_other_separators_lacks_every_column(keep: Callable[..., Path]) -> None:
    with pytest.raises(MissingColumnError, match="atopid;") as refused:
        read_copy(keep(OLDER.replace(",", ";")))
    assert refused.value.missing == tuple(known_files()["columns"])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Row(member=365, duties=("x", "0", "0", "0", "0")), "'x' is no whole number"),
        (Row(member=365, duties=("0.5", "0", "0", "0", "0")), "'0.5' is no whole number"),
        (Row(member=365, duties=("nan", "0", "0", "0", "0")), "'nan' is no whole number"),
        (Row(member=365, duties=("inf", "0", "0", "0", "0")), "'inf' is no whole number"),
        (Row(member=365, phase=10**30), "is no whole number"),
        (Row(member=365, phase=40_000), "is no whole number"),
        (Row(member=365, entry=(2017, "13", "1")), "are no date"),
        (Row(member=365, entry=(2017, "2", "29")), "are no date"),
        (Row(member=365, entry=(12017, "1", "1")), "are no date"),
        (Row(member=365, entry=(-2017, "1", "1")), "are no date"),
        (Row(member=365, entry=(0, "", "")), "are no date"),
        (Row(member=365, exit=(2017, "4", "31")), "are no date"),
        (Row(member=365, exit=(2016, "12", "31")), "it leaves on 2016-12-31 and enters on 2017"),
        (Row(member=365, more={"atopid": ""}), "column atopid is empty"),
        (Row(member=365, more={"member": "NA"}), "column member is empty"),
        (Row(member=365, more={"yrexit": "."}), "column yrexit is empty"),
    ],
)
def test_a_faulty_row_is_told_by_its_line(keep: Callable[..., Path], row: Row, reason: str) -> None:
    text = member_file([*PACT, row, Row(member=710)]).replace("0.0", "4.01")
    with pytest.raises(FaultyRowError) as refused:
        read_copy(keep(text, "atop4_01m.csv"))
    assert refused.value.line == 5
    assert reason in str(refused.value)
    assert "atop4_01m.csv, line 5: " in str(refused.value)
    assert "Nothing was imported" in str(refused.value)


@pytest.mark.parametrize(
    "change", [lambda line: line + ",1", lambda line: line[:-5], lambda _: "1"]
)
def test_a_row_with_more_or_fewer_cells_is_told_by_its_line(
    keep: Callable[..., Path], change: Callable[[str], str]
) -> None:
    lines = OLDER.splitlines()
    lines[2] = change(lines[2])
    with pytest.raises(FaultyRowError, match="line 3: it has another number of cells"):
        read_copy(keep("\n".join(lines)))


def test_a_column_that_is_there_twice_is_refused(keep: Callable[..., Path]) -> None:
    lines = OLDER.splitlines()
    doubled = [f"{line},{line.partition(',')[0]}" for line in lines]
    with pytest.raises(FaultyRowError, match="line 1: the column atopid is there twice"):
        read_copy(keep("\n".join(doubled)))


def test_a_cell_longer_than_any_is_told_by_its_line(keep: Callable[..., Path]) -> None:
    lines = OLDER.splitlines()
    lines[2] = "1" * 200_000 + lines[2]
    with pytest.raises(FaultyRowError, match="line 3"):
        read_copy(keep("\n".join(lines)))


@pytest.mark.parametrize("text", ["", "\n\n", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_an_empty_file_lacks_every_column(keep: Callable[..., Path], text: str) -> None:
    with pytest.raises(MissingColumnError, match="it has none"):
        read_copy(keep(text))


def test_names_of_columns_alone_are_no_table(keep: Callable[..., Path]) -> None:
    with pytest.raises(FaultyRowError, match="no row below the names"):
        read_copy(keep(OLDER.splitlines()[0]))


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 4,
        OLDER.encode("utf-16"),
        OLDER.encode().replace(b"2017", b"20\x0017"),
        OLDER.encode() + b"\xff",
        b"\x89PNG\r\n\x1a\n\x00",
        zipped(OLDER.encode()),
        gzip.compress(OLDER.encode()),
        bz2.compress(OLDER.encode()),
    ],
)
def test_what_is_no_text_is_refused(keep: Callable[..., Path], content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="Nothing was imported"):
        read_copy(keep(content))


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", OLDER.encode(), zipped(b"x")[:-9]])
@pytest.mark.parametrize("name", ["atop.zip", "atop5_1m.csv.gz"])
def test_a_broken_archive_is_refused(keep: Callable[..., Path], content: bytes, name: str) -> None:
    folder = keep(content, name)
    if name.endswith(".gz") and not content:
        with pytest.raises(MissingColumnError):  # gzip takes nothing for nothing packed
            read_copy(folder)
        return
    with pytest.raises(UnreadableFileError, match="it is no whole"):
        read_copy(folder)


def test_an_archive_with_a_password_is_refused(keep: Callable[..., Path]) -> None:
    content = bytearray(zipped(OLDER.encode()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    with pytest.raises(UnreadableFileError, match="it is no whole zip archive"):
        read_copy(keep(bytes(content), "atop.zip"))


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        (f"{NAME}.gz", gzip.compress),
        ("atop.zip", zipped),
        ("twice.zip", lambda text: zipped(gzip.compress(text), f"{NAME}.gz")),
    ],
)
def test_what_unpacks_to_more_than_any_file_has_is_refused(
    keep: Callable[..., Path], name: str, pack: Callable[[bytes], bytes]
) -> None:
    bomb = pack(b"0" * (LARGEST + 1))
    assert len(bomb) < LARGEST // 500
    with pytest.raises(TooLargeFileError, match="64 MiB"):
        read_copy(keep(bomb, name))


def test_a_file_larger_than_any_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(TooLargeFileError, match="64 MiB"):
        read_copy(tmp_path)


def test_a_folder_without_a_member_file_tells_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="It holds no files at all"):
        read_copy(tmp_path)
    (tmp_path / "atop5_1a.csv").write_text(OLDER)
    (tmp_path / "atop5_1m_NNA.csv").write_text(OLDER)
    (tmp_path / "atop5_1m.csv").mkdir()
    with pytest.raises(MissingFileError, match=r"It holds atop5_1a\.csv, atop5_1m_NNA\.csv"):
        read_copy(tmp_path)
    (tmp_path / "atop.zip").write_bytes(zipped(b"x", "readme.txt"))
    with pytest.raises(MissingFileError, match=r"It holds readme\.txt"):
        read_copy(tmp_path)
    with pytest.raises(MissingFileError, match="There is nothing of that name"):
        read_copy(tmp_path / "nowhere")


def test_a_file_that_the_system_does_not_give_out_is_refused() -> None:
    kept = Path("/proc/self/mem")
    if not kept.exists():
        pytest.skip("the system has no file of which no byte can be read")
    with pytest.raises(UnreadableFileError, match="Nothing was imported"):
        read_copy(kept)


# Whatever the bytes.

_WHOLE = {
    NAME: OLDER.encode(),
    f"{NAME}.gz": gzip.compress(OLDER.encode(), mtime=0),
    "deflated.zip": zipped(OLDER.encode()),
    "lzma.zip": zipped(OLDER.encode(), method=zipfile.ZIP_LZMA),
    "bzip2.zip": zipped(OLDER.encode(), method=zipfile.ZIP_BZIP2),
}


@given(
    st.sampled_from(sorted(_WHOLE)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=3),
    st.floats(0, 1),
)
@settings(max_examples=400, deadline=None)
def test_a_damaged_file_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    changes: list[tuple[float, int]],
    share: float,
) -> None:
    content = bytearray(_WHOLE[name])
    for place, byte in changes:
        content[int(place * len(content))] = byte
    if share < 0.5:
        content = content[: int(2 * share * len(content))]
    folder = tmp_path_factory.mktemp("damaged")
    (folder / name).write_bytes(content)
    try:
        copy = read_copy(folder)
    except FoederaError:
        return  # anything else is a fault of ours
    assert copy.memberships
    assert not copy.verified
