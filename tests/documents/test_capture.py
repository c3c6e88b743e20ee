"""From bytes to a report: formats, encodings, and input that is none."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from foedera.documents import LineKind, capture, capture_text, report_files
from foedera.documents.decoding import LIMIT
from foedera.documents.errors import (
    BinaryReportError,
    EmptyReportError,
    FolderGivenError,
    MalformedPublishedError,
    MissingReportError,
    NoReportsError,
    OversizedReportError,
    UnknownFormatError,
    UnsupportedLanguageError,
)

SENTENCE = "Pemerintah negara itu mengatakan bahwa perjanjian dengan tetangganya akan berlaku. "
QUOTED = "“Kami sepakat,” kata menteri itu kepada para wartawan yang datang ke ibu kota. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_of_unicode_is_read(encoding: str) -> None:
    assert capture(QUOTED.encode(encoding)).text == QUOTED


def test_windows_1252_is_read_with_a_notice() -> None:
    report = capture(QUOTED.encode("windows-1252"))
    assert report.text == QUOTED
    assert "Windows-1252" in report.notices[0]


def test_a_few_broken_bytes_are_marked_with_a_notice() -> None:
    report = capture(QUOTED.encode() + b"\xff" + QUOTED.encode())
    assert report.text == QUOTED + "\ufffd" + QUOTED
    assert "not valid UTF-8" in report.notices[0]


def test_garbled_characters_are_noticed_and_left() -> None:
    garbled = QUOTED.encode().decode("windows-1252", "replace")
    report = capture(garbled.encode())
    assert report.text == garbled
    assert "garbled" in report.notices[0]


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"... 123 ---"])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyReportError, match="holds no text"):
        capture(data, name="leer.txt")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 abc", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(range(256)) * 9]
)
def test_a_file_that_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryReportError, match="not text but"):
        capture(data, name="x.txt")


def test_a_file_beyond_ten_mebibytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * (LIMIT + 1))
    with pytest.raises(OversizedReportError, match="10 MiB at most"):
        capture(path)


def test_a_file_with_too_many_lines_is_refused() -> None:
    with pytest.raises(OversizedReportError, match="lines"):
        capture(b"ya\n" * 60_000)


def test_one_line_as_long_as_a_file_may_be_is_read_whole() -> None:
    text = (SENTENCE * (LIMIT // len(SENTENCE))).strip()
    report = capture(text.encode())
    assert [len(line.span) for line in report.lines] == [len(text)]


def test_a_folder_is_refused_where_one_report_is_read(tmp_path: Path) -> None:
    with pytest.raises(FolderGivenError, match="is a folder"):
        capture(tmp_path)


def test_a_path_with_nothing_behind_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingReportError, match="No such file"):
        capture(tmp_path / "none.txt")


def test_a_folder_lists_its_reports_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.HTML", "d.pdf", "e.htm"):
        (tmp_path / name).write_text(SENTENCE)
    assert [path.name for path in report_files(tmp_path)] == ["a.md", "b.txt", "c.HTML", "e.htm"]
    assert report_files(tmp_path / "b.txt") == (tmp_path / "b.txt",)


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.pdf").write_text(SENTENCE)
    with pytest.raises(NoReportsError, match=r"\.txt"):
        report_files(tmp_path)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormatError, match="'docx'"):
        capture_text(SENTENCE, format="docx")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De minister zei maandag dat het verdrag tussen beide landen is bekrachtigd.", "nl"),
        ("Le président a déclaré lundi que le traité entre les deux pays serait ratifié.", "fr"),
        ("Sinabi ng pangulo na ang kasunduan sa pagitan ng dalawang bansa ay nilagdaan.", "tl"),
        ("Президент подписал договор о взаимной обороне с соседней страной.", "ru"),
    ],
)
def test_a_language_that_is_not_read_is_named(text: str, language: str) -> None:
    with pytest.raises(UnsupportedLanguageError, match=rf"'{language}'.*--language"):
        capture_text(text)


def test_the_language_given_overrides_what_the_text_seems_to_be_in() -> None:
    text = "Perdana Menteri berkata bahawa polis setuju kerana syarikat itu milik kerajaan."
    assert capture_text(text, language="id").language == "id"


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2024-11-12T14:15+07:00", "2024-11-12T14:15:00+07:00"),
        ("12 November 2024, 14:15 WIB", "2024-11-12T14:15:00+07:00"),
        ("2024-11-12T07:15:00Z", "2024-11-12T07:15:00+00:00"),
    ],
)
def test_the_date_given_overrides_what_the_text_says(given: str, moment: str) -> None:
    report = capture_text(f"Kabar\n\nSenin, 1 Mei 2023\n\n{SENTENCE}", published=given)
    assert report.published is not None
    assert report.published.moment == datetime.fromisoformat(moment)
    assert report.published.span is None
    assert report.notices == ()


@pytest.mark.parametrize("given", ["2024-02-30", "kemarin", "", "13/13/2024", "03/04/2024"])
def test_a_date_that_cannot_be_is_refused(given: str) -> None:
    with pytest.raises(MalformedPublishedError, match="2024-11-12T14:15"):
        capture_text(SENTENCE, published=given)


def test_the_date_in_the_body_is_taken_only_with_a_notice() -> None:
    report = capture_text(f"Kabar\n\n{SENTENCE}Itu terjadi pada Selasa (12/11/2024) pagi.")
    assert report.published is not None
    assert str(report.published.day) == "2024-11-12"
    assert any("--published" in notice for notice in report.notices)


SHARED = Path(__file__).parents[2] / ".." / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the founding report lies in ../shared")
def test_the_founding_report_is_read_as_its_newsroom_printed_it() -> None:
    report = capture(SHARED / "data" / "seed" / "article.txt")
    assert report.language == "id"
    assert report.outlet is not None
    assert report.outlet.actor == "Kompas.tv"
    assert report.published is not None
    assert report.published.moment == datetime.fromisoformat("2024-11-12T14:15+07:00")
    assert report.dateline is not None
    assert (report.dateline.value, report.dateline.actor) == ("Seoul", "KOR")
    assert [name.value for name in report.writers] == ["Tussie Ayu"]
    assert [name.value for name in report.editors] == ["Deni-Muliya"]
    assert [name.actor for name in report.wires] == ["AP"]
    kinds = [line.kind for line in report.lines]
    assert kinds.count(LineKind.HEADLINE) == 1
    assert kinds.count(LineKind.CAPTION) == 1
    assert kinds.count(LineKind.RELATED) == 2
    assert report.notices == ()


@pytest.mark.skipif(os.name == "nt", reason="file modes")
def test_a_name_is_kept_as_given(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    path.write_text(SENTENCE)
    assert capture(path).name == str(path)
    assert capture(path, name="laporan").name == "laporan"


def test_words_that_indonesian_shares_with_malay_do_not_make_a_report_malay() -> None:
    text = (
        "Perjanjian itu berlaku lima tahun. Tahun ini kedua negeri memperpanjangnya.\n\n"
        "Pejabat pelabuhan berkata kereta api boleh melintas sejak tahun lalu, ujarnya semalam."
    )
    assert capture_text(text, name="sample", published="2024-11-12").language == "id"
