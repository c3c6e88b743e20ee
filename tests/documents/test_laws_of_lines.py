"""What holds of the lines of any text whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.actors import Catalogue
from foedera.documents import capture_text
from foedera.documents.errors import UnreadableReportError

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
