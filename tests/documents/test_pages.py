"""Saved pages: their article, what stands around it, and what they say of themselves."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.documents import LineKind, Report, capture
from foedera.documents.errors import NoArticleError, OversizedReportError
from foedera.documents.pages import page

PARAGRAPHS = """
<p><strong>HANOI, KOMPAS.TV &mdash;</strong> Vietnam dan&nbsp;Laos menandatangani perjanjian
pertahanan baru pada Selasa (2/5/2023), demikian kata kantor berita setempat.</p>
<p>Perjanjian itu mewajibkan kedua negara saling memberi bantuan militer bila
salah satu diserang.</p>
<p><strong>Baca Juga: <a href="/2">Parlemen Laos Menunda Pengesahan
Pakta Perbatasan</a></strong></p>
<div class="ads">Advertisement</div>
<h3>Menunggu ratifikasi</h3>
<p>Menurut menteri itu, perjanjian berlaku setelah pertukaran dokumen &ldquo;secepatnya&rdquo;.</p>
"""
PAGE = f"""<!DOCTYPE html>
<html lang="id-ID"><head><meta charset="utf-8"><title>Pakta Diteken - Kompas.tv</title>
<meta property="og:title" content="Dua Negara Teken Pakta Pertahanan">
<link rel="canonical" href="https://www.kompas.tv/internasional/1/dua-negara">
<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2023-05-03T03:20:00Z",
"author":[{{"name":"Dewi Anggraeni"}}]}}</script><style>p{{color:red}}</style></head>
<body><nav><ul><li><a href="/">Beranda</a></li><li><a href="/n">Dunia</a></li></ul></nav>
<article><h1>Dua Negara Teken Pakta <b>Pertahanan</b></h1>
<div>Kompas dunia | 3 Mei 2023, 10:20 WIB</div><div><a href="#">Facebook</a></div>
<figure><img src="x.jpg">
<figcaption>Menteri kedua negara di Hanoi. (Sumber: AP)</figcaption></figure>
{PARAGRAPHS}
<p>Penulis : Dewi Anggraeni Editor : Made Suartana</p><p>Sumber : Associated Press</p></article>
<aside><h2>TERPOPULER</h2>
<a href="/3">Amerika Serikat Kirim Kapal Perang Lagi ke Laut Itu</a></aside>
<footer>Hak Cipta © Kompas TV 2023</footer></body></html>"""


@pytest.fixture(scope="module")
def report() -> Report:
    return capture(PAGE.encode(), name="halaman.html")


def words(report: Report, kind: LineKind) -> list[str]:
    return [line.span.of(report.text) for line in report.lines if line.kind is kind]


def test_the_article_is_told_from_what_stands_around_it(report: Report) -> None:
    assert words(report, LineKind.HEADLINE) == ["Dua Negara Teken Pakta Pertahanan"]
    assert words(report, LineKind.CAPTION) == ["Menteri kedua negara di Hanoi."]
    assert words(report, LineKind.SUBHEADING) == ["Menunggu ratifikasi"]
    assert words(report, LineKind.RELATED) == ["Parlemen Laos Menunda Pengesahan Pakta Perbatasan"]
    body = words(report, LineKind.BODY)
    assert len(body) == 3
    assert body[0].startswith("Vietnam dan Laos menandatangani")
    assert body[2].endswith("“secepatnya”.")
    furniture = words(report, LineKind.FURNITURE)
    assert "Amerika Serikat Kirim Kapal Perang Lagi ke Laut Itu" in furniture
    assert "Beranda" in furniture


def test_a_page_says_what_it_is(report: Report) -> None:
    assert report.outlet is not None
    assert report.outlet.actor == "Kompas.tv"
    assert report.published is not None
    assert report.published.moment == datetime.fromisoformat("2023-05-03T10:20+07:00")
    assert report.published.zone == "WIB"
    assert [name.value for name in report.writers] == ["Dewi Anggraeni"]
    assert [name.value for name in report.editors] == ["Made Suartana"]
    assert [name.actor for name in report.wires] == ["AP"]
    assert report.dateline is not None
    assert report.dateline.actor == "VNM"


def test_every_character_is_found_again_in_the_source(report: Report) -> None:
    assert report.origin is not None
    assert len(report.origin) == len(report.text)
    for character, place in zip(report.text, report.origin, strict=True):
        if character.isspace():
            continue
        assert PAGE[place] in {character, "&"}


@pytest.mark.parametrize(
    "source",
    [
        "<html><body>" + '<a href="x">Satu dua tiga empat</a><br>' * 50,
        "<html><body></body></html>",
        "<!doctype html><title>Judul</title><script>var x = 1;</script>",
        "<html><body><form>Nama <input> Kata sandi <input></form></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(source: str) -> None:
    with pytest.raises(NoArticleError, match="no article"):
        capture(source.encode(), name="x.html")


@pytest.mark.parametrize(
    "source",
    [
        "<html>" + "<div>" * 50_000 + PARAGRAPHS * 3 + "</div>" * 50_000,
        "<html><p " + 'a="b" ' * 100_000 + ">" + PARAGRAPHS * 3,
        "<html>" + PARAGRAPHS * 3 + '<a href="' * 50_000,
        "<html>" + PARAGRAPHS * 3 + "<i>x</i>" * 30_000,
        "<html>" + PARAGRAPHS * 3 + "<!--" * 50_000,
        "<html>" + PARAGRAPHS * 3 + "<script>" * 50_000,
    ],
)
def test_a_page_made_to_choke_on_is_read_all_the_same(source: str) -> None:
    report = capture(source.encode(), name="x.html")
    assert any(line.startswith("Perjanjian itu") for line in words(report, LineKind.BODY))


def test_a_page_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(OversizedReportError, match="tags"):
        capture(("<html>" + "<i>x</i>" * 200_000).encode(), name="x.html")


def test_broken_linked_data_do_no_harm() -> None:
    script = '<script type="application/ld+json">' + "[" * 5000 + "</script>"
    report = capture(PAGE.replace("<style>", f"{script}<style>").encode(), name="x.html")
    assert [name.value for name in report.writers] == ["Dewi Anggraeni"]


FRAGMENTS = st.sampled_from(
    [
        *("<p>", "</p>", "<b", ">", "</div>", "<div a='", '"', "&amp;", "&", "&#65;", "kata ", "<"),
        *(
            "!--",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "\n",
            "é",
            "<br/>",
            "<a href=x>",
            "</a>",
            "<?",
        ),
    ]
)


@given(st.lists(FRAGMENTS, max_size=60).map("".join))
def test_any_source_keeps_text_and_places_together(source: str) -> None:
    found = page(source, "x")
    assert len(found.origin) == len(found.text)
    assert list(found.origin) == sorted(found.origin)
    for character, place in zip(found.text, found.origin, strict=True):
        assert character.isspace() or source[place] in {character, "&"}
    for block in found.blocks:
        assert block.span.of(found.text).strip()
