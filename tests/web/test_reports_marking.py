"""A text is cut where claims begin and end, and shown with its own characters and no others."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.claims.claim import Claim, Source
from foedera.claims.recorded import RecordedClaim
from foedera.documents.report import Line, LineKind
from foedera.identifiers import ContentId
from foedera.spans import Span
from foedera.web.reader.cutting import Mark, Part, pieces
from foedera.web.reader.markup import html_of, texts_of
from foedera.web.reader.page import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTS = ("ratify", "deploy", "meet", "provide_defence")
LETTERS = st.sampled_from("ab <&\"'>\n\r\u202e\u200b\x00\x07\x1b[é\U0001f600\u0301;&lt")
TEXTS = st.text(LETTERS, max_size=80)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], list[int]]:
    """Draw a text, marks that may overlap, nest and reach beyond it, and borders."""
    text = draw(TEXTS)
    places = st.integers(0, len(text) + 5)
    marks = [
        Mark(Span(*sorted((draw(places), draw(places)))), draw(st.integers(1, 4)), part)
        for part in draw(st.lists(st.sampled_from(Part), max_size=8))
    ]
    return text, marks, draw(st.lists(places, max_size=4))


@given(marked())
def test_pieces_put_together_are_the_text(drawn: tuple[str, list[Mark], list[int]]) -> None:
    text, marks, borders = drawn
    found = list(pieces(len(text), marks, borders))
    assert "".join(one.span.of(text) for one in found) == text
    assert all(len(one.span) for one in found)


@given(marked())
def test_the_pieces_of_a_mark_are_its_words(drawn: tuple[str, list[Mark], list[int]]) -> None:
    text, marks, borders = drawn
    found = list(pieces(len(text), marks, borders))
    for mark in marks:
        told = "".join(one.span.of(text) for one in found if mark in one.marks)
        assert told == mark.span.of(text)


@given(marked())
def test_no_mark_covers_part_of_a_piece(drawn: tuple[str, list[Mark], list[int]]) -> None:
    text, marks, borders = drawn
    for one in pieces(len(text), marks, borders):
        meeting = {mark for mark in marks if len(mark.span) and mark.span.meets(one.span)}
        assert set(one.marks) == meeting


def claim(number: int, sentence: Span, act: Span, source: Span | None = None) -> RecordedClaim:
    told = Claim(
        span=sentence,
        section=LineKind.BODY,
        act=ACTS[number % len(ACTS)],
        trigger=act,
        sources=(Source(("unnamed",), source, None, "test"),) if source else (),
    )
    name = ContentId(f"clm-{number}")
    day = date(2025, 1, 1)
    return RecordedClaim(name, ContentId("doc-1"), number - 1, told, MappingProxyType({}), day)


@st.composite
def claimed(draw: st.DrawFn) -> tuple[str, list[Line], list[RecordedClaim]]:
    """Draw a text, lines in order, and claims whose spans overlap and nest."""
    text = draw(TEXTS)
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    lines = [
        Line(Span(start, end), draw(st.sampled_from(LineKind)), "test")
        for start, end in pairwise(cuts)
    ]

    def span() -> Span:
        return Span(*sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text))))))

    return (
        text,
        lines,
        [claim(n, span(), span(), span()) for n in range(1, draw(st.integers(1, 5)))],
    )


@given(claimed())
def test_paragraphs_hold_every_line_that_holds_anything(
    drawn: tuple[str, list[Line], list[RecordedClaim]],
) -> None:
    text, lines, claims = drawn
    written = [one for one in text.replace("\r", "\n").split("\n") if one.strip()]
    assert list(texts_of(paragraphs(text, lines, claims))) == written


@given(claimed())
def test_the_html_of_a_text_shows_its_characters_and_no_others(
    drawn: tuple[str, list[Line], list[RecordedClaim]],
) -> None:
    text, lines, claims = drawn
    for one in paragraphs(text, lines, claims):
        html = str(html_of(one, "claim {number}", (1,)))
        shown = lxml.html.fromstring(f"<div>{html}</div>")
        own = "".join(stretch.text for stretch in one.stretches)
        writable = "".join(each for each in own if each not in "\x00\x07\x1b")
        assert shown.text_content() == writable
        tags = {each.tag for each in shown.iter()}
        assert tags <= {"div", "span", "a", "mark", "bdi"}


def shown(text: str, claims: Sequence[RecordedClaim] = ()) -> str:
    lines = [Line(Span(0, len(text)), LineKind.BODY, "test")]
    return "".join(str(html_of(one, "claim {number}")) for one in paragraphs(text, lines, claims))


def test_nested_and_overlapping_claims_keep_their_own_numbers() -> None:
    text = "A said B signed and ratified it"
    first = claim(1, Span(0, 31), Span(9, 15), Span(0, 6))
    second = claim(2, Span(7, 31), Span(9, 28))
    told = lxml.html.fromstring(f"<div>{shown(text, [first, second])}</div>")
    acts = {
        n: "".join(
            mark.text_content()
            for mark in told.iter("mark")
            if str(n) in mark.getparent().get("data-claims").split()
        )
        for n in (1, 2)
    }
    assert told.text_content() == text
    assert [one.get("data-number") for one in told.find_class("claim-number")] == ["1", "2"]
    assert acts[2] == "signed and ratified"
    assert [one.text_content() for one in told.find_class("says")] == ["A said"]


@pytest.mark.parametrize(
    ("character", "code"),
    [("\u202e", "U+202E"), ("\u2066", "U+2066"), ("\x1b", "U+001B"), ("\ud800", "U+D800")],
)
def test_what_steers_a_reader_is_shown_as_its_code_and_steers_nothing(
    character: str, code: str
) -> None:
    html = shown(f"before{character}after")
    assert f'<bdi class="steering" data-code="{code}">' in html
    assert html.encode()  # it can be written, whatever it is


def test_markup_in_a_text_stays_text() -> None:
    html = shown('<script>alert(1)</script><img src=x onerror="alert(1)">&lt;')
    assert "<script" not in html
    assert "<img" not in html
    assert "&amp;lt;" in html


def test_a_line_of_a_million_characters_is_cut_as_any_other() -> None:
    text = "x " * 500_000
    claims = [claim(n, Span(n, len(text)), Span(n * 7, n * 7 + 3)) for n in range(1, 50)]
    (paragraph,) = paragraphs(text, [Line(Span(0, len(text)), LineKind.BODY, "t")], claims)
    assert "".join(one.text for one in paragraph.stretches) == text


def test_claims_of_other_families_are_left_unmarked() -> None:
    text = "A signed it and B sent troops"
    lines = [Line(Span(0, len(text)), LineKind.BODY, "test")]
    both = [claim(4, Span(0, 29), Span(2, 8)), claim(1, Span(0, 29), Span(18, 22))]
    (only,) = paragraphs(text, lines, both, ("conduct",))
    assert [one.text for one in only.stretches if one.acting] == ["sent"]
