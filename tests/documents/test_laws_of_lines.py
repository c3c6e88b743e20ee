"""What holds of the lines of any text whatever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors import Catalogue
from foedera.documents import Report, capture_text
from foedera.documents.errors import UnreadableReportError
from foedera.documents.report import LineKind

WORDS = st.sampled_from(
    [
        *("Baca juga:", "Penulis :", "Editor:", "SEOUL, KOMPAS.TV — ", "(AFP)", "Kami sepakat."),
        *("\n", "\n\n", "\r\n", "  ", "\u00a0", "12 November 2024, 14:15 WIB", "Sumber:", "AP"),
        *(
            "BRUSSELS (Reuters) – ",
            "kata menteri itu",
            "“Ya,”",
            "[Gambas:Video 20detik]",
            "TERBARU",
        ),
        *("Menurut", "ADVERTISEMENT", "> >", "Ikuti kami di", " - Kompas.com", "By Ann Lee"),
        *("Foto: ", "(Ann Lee/AFP)", "Simak Video '", "Reporter :", "TAG:", "3 min read", "57"),
        *("\x00", "\x1b[31m", "â€œKamiâ€\x9d", "Ã¤", "\u202e", "\ufeff", "\x0c", "Image:"),
        *("ISLAMABAD: ", "MOSCOW, May 3. /TASS/. ", "Sign up here.", "— Reuters", "News Editor"),
        *("# ", "**", "[a](http://x.example)", "---\n", "*", "_", "- ", "Copyright 2016 Reuters"),
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=25).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=25).map("".join),
    st.text(max_size=120),
)
CATALOGUE = Catalogue.load()


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["text", "markdown"]))
def test_lines_are_in_order_apart_and_cover_all_but_space(text: str, form: str) -> None:
    try:
        report = capture_text(text, language="id", format=form, catalogue=CATALOGUE)
    except UnreadableReportError:
        return
    assert report.text == text
    assert len(report.prose) == len(text)
    end = 0
    for line in report.lines:
        assert line.span.start >= end
        assert line.span.of(text) == line.span.of(text).strip() != ""
        assert not text[end : line.span.start].strip()
        end = line.span.end
    assert not text[end:].strip()


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_a_report_states_rests_on_its_words(text: str) -> None:
    try:
        report = capture_text(text, language="id", catalogue=CATALOGUE)
    except UnreadableReportError:
        return
    stated = [*report.writers, *report.editors, *report.wires, report.outlet, report.dateline]
    for name in stated:
        if name is not None and name.span is not None:
            assert name.span.of(text).strip()
    for name in (*report.writers, *report.editors):
        assert name.span is not None
        assert name.span.of(text) == name.value


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_lines_and_the_gaps_between_them_give_the_text_back(text: str) -> None:
    try:
        report = capture_text(text, language="id", format="text", catalogue=CATALOGUE)
    except UnreadableReportError:
        return
    assert put_together(report) == text


BAD_PAGES = {
    "teasers alone": "Baca juga: Dua Negara Berunding di Hanoi\n" * 5_000,
    "one line of a megabyte": "Pakta itu diteken di Hanoi. " * 38_000,
    "teasers in one line": "Pakta diteken. Baca juga: Dua Negara Berunding " * 20_000,
    "names alone": "Ann Lee\n" * 20_000,
    "credits alone": "Ann Lee (Tom Berg/AFP)\n" * 10_000,
    "roles alone": "Oleh:\nAnn Lee\n" * 10_000,
    "initials alone": "(abc/xyz)\n" * 20_000,
    "brackets": "(" * 200_000 + "a",
    "spaces": "Pakta" + " " * 200_000 + "diteken.",
    "carriage returns": "Judul Pakta\r\n\r\nPakta diteken di Hanoi.\r\nBaca juga: Judul Lain\r\n",
    "no newline at the end": "Judul Pakta\n\nPakta diteken di Hanoi.\n\nBaca juga: Judul Lain",
    "control characters": "Judul\x00 Pakta\n\n\x1b[31mPakta diteken.\x07 Baca juga: Lain\n",
    "an encoding read twice": "Judul Pakta\n\nâ€œKami sepakat,â€\x9d kata CÃ´te dâ€™Ivoire.\n",
    "two languages": "Judul Pakta\n\nIt was signed.\n\nBaca juga: Envoys\n\nRead also: Kembali\n",
}


@pytest.mark.parametrize("text", BAD_PAGES.values(), ids=BAD_PAGES)
def test_a_page_out_of_all_measure_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    report = capture_text(text, language="id", format="text", catalogue=CATALOGUE)
    assert put_together(report) == text


def test_a_page_of_teasers_alone_has_no_body() -> None:
    text = "Baca juga: Dua Negara Berunding di Hanoi\n" * 50
    report = capture_text(text, language="id", format="text", catalogue=CATALOGUE)
    assert {line.kind for line in report.lines} == {LineKind.RELATED, LineKind.FURNITURE}


def put_together(report: Report) -> str:
    """Return the lines of a report with what stands between them."""
    parts, end = [], 0
    for line in report.lines:
        parts += [report.text[end : line.span.start], line.span.of(report.text)]
        end = line.span.end
    return "".join([*parts, report.text[end:]])
