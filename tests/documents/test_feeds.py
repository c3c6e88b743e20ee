"""Feed files: each item becomes a page, and nothing in a feed harms the one who reads it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.documents import LineKind, Report, capture
from foedera.documents.errors import (
    BrokenFeedError,
    NoArticleError,
    OversizedReportError,
    UnreadableReportError,
)
from foedera.documents.feeds import (
    LONGEST_TITLE,
    MOST_ITEMS,
    FeedItem,
    feed_items,
    is_feed,
    kept_address,
)

PROSE = "North Korea and Russia signed a defence treaty in Pyongyang on Wednesday, KCNA said."
CONTENT = f"""<p>SEOUL - {PROSE}</p><figure><img src="x"><figcaption>Ministers at the table.
</figcaption></figure><p><a href="/2">Read also: parliament puts off its vote on the pact</a></p>"""


def rss(*items: str, head: str = "", doctype: str = "") -> bytes:
    content = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    told = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<rss version="2.0" {content}><channel>'
        f"<title>The Wire</title><link>https://wire.example/</link>{head}{''.join(items)}"
        "</channel></rss>"
    )
    return told.encode()


def item(**told: str) -> str:
    fields = {"title": "Two states sign a pact", "description": PROSE, **told}
    named = {name.replace("_", ":"): value for name, value in fields.items()}
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in named.items()) + "</item>"


def only(feed: bytes) -> FeedItem:
    (found,) = feed_items(feed, "feed.xml")
    return found


def read(found: FeedItem) -> Report:
    return capture(found.data, name=found.name)


def words(report: Report, kind: LineKind) -> list[str]:
    return [line.span.of(report.text) for line in report.lines if line.kind is kind]


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>The Wire</title><link href="https://wire.example/"/><entry><id>tag:wire,1</id>
<title type="text">A &lt;b&gt; in a title</title><link href="https://wire.example/1"/>
<published>2024-06-19T23:30:00+09:00</published><updated>2024-07-01T00:00:00Z</updated>
<author><name>Jane Doe</name></author><content type="html">&lt;p&gt;{PROSE}&lt;/p&gt;</content>
</entry></feed>""".encode()
DEEP = b"[" * 100_000
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Wire",
        "items": [
            {
                "id": "1",
                "url": "https://wire.example/1",
                "title": "Two states sign a pact",
                "content_text": f"First of all.\n\n{PROSE}",
                "date_published": "2024-06-19T23:30:00+09:00",
                "authors": [{"name": "Jane Doe"}],
            }
        ],
    }
).encode()


def test_a_feed_is_known_by_its_content_and_not_by_its_name() -> None:
    feeds = [rss(item()), ATOM, JSON, b"\xef\xbb\xbf" + rss(), rss().decode().encode("utf-16")]
    assert all(is_feed(feed) for feed in feeds)
    others = [
        b"",
        PROSE.encode(),
        b"<!DOCTYPE html><html><body><p>About &lt;rss&gt;</p></body></html>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><rss></rss></html>",
        b"<feed><entry>of cattle</entry></feed>",
        b'{"version": 1, "items": []}',
        b"A text about <rss> and <feed> elements.",
    ]
    assert not any(is_feed(other) for other in others)


def test_an_item_is_read_with_its_headline_day_outlet_and_captions() -> None:
    told = {"content_encoded": f"<![CDATA[{CONTENT}]]>", "link": "https://wire.example/1.html"}
    found = only(rss(item(**told, pubDate="Wed, 19 Jun 2024 23:30:00 +0900")))
    assert (found.name, found.notices, found.error) == ("https://wire.example/1.html", (), None)
    report = read(found)
    assert report.published is not None
    assert report.published.day == date(2024, 6, 19)
    assert report.outlet is not None
    assert report.outlet.value == "The Wire"
    assert words(report, LineKind.HEADLINE) == ["Two states sign a pact"]
    assert words(report, LineKind.BODY) == [PROSE]
    assert words(report, LineKind.CAPTION) == ["Ministers at the table."]
    assert words(report, LineKind.RELATED)


@pytest.mark.parametrize("feed", [ATOM, JSON])
def test_atom_and_json_feeds_are_read_as_well(feed: bytes) -> None:
    report = read(only(feed))
    assert report.published is not None
    assert report.published.day == date(2024, 6, 19)
    assert [writer.value for writer in report.writers] == ["Jane Doe"]
    assert PROSE in words(report, LineKind.BODY)


def test_markup_in_a_title_of_text_is_shown_as_it_is_written() -> None:
    assert words(read(only(ATOM)), LineKind.HEADLINE) == ["A <b> in a title"]


def test_an_item_of_another_site_is_not_taken_for_the_outlet_of_the_feed() -> None:
    assert read(only(rss(item(link="https://other.example/1")))).outlet is None
    source = '<source url="https://other.example/">Other Times</source>'
    told = rss(item(link="https://other.example/1").replace("</item>", f"{source}</item>"))
    outlet = read(only(told)).outlet
    assert outlet is not None
    assert outlet.value == "Other Times"


def test_a_headline_and_one_sentence_are_a_report_and_a_headline_alone_is_none() -> None:
    teaser = only(rss(item(link="https://wire.example/1")))
    assert "may not be all" in teaser.notices[0]
    assert "https://wire.example/1" in teaser.notices[0]
    assert words(read(teaser), LineKind.BODY) == [PROSE]
    with pytest.raises(NoArticleError, match="nothing in it but a headline"):
        read(only(rss(item(description=""))))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 12 Nov 2024 14:15:00 +0700", date(2024, 11, 12)),
        ("Tue, 12 Nov 2024 14:15:00 WIB", date(2024, 11, 12)),
        ("Tue, 12 Nov 2024 14:15:00 XYZ", date(2024, 11, 12)),
        ("2024-11-12T14:15:00Z", date(2024, 11, 12)),
        ("2024-11-12", date(2024, 11, 12)),
        ("yesterday", None),
        ("2 hours ago", None),
        ("Tue, 31 Feb 2024 10:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("1" * 1_000_000, None),
    ],
)
def test_a_day_is_taken_as_written_and_a_relative_one_is_none(
    written: str, day: date | None
) -> None:
    found = only(rss(item(pubDate=written)))
    report = read(found)
    assert (report.published.day if report.published else None) == day
    assert day is not None or any("date" in told for told in (*found.notices, *report.notices))


def test_where_only_the_last_change_is_told_that_is_taken_and_said() -> None:
    told = ATOM.replace(b"<published>2024-06-19T23:30:00+09:00</published>", b"")
    found = only(told)
    assert any("last changed" in notice for notice in found.notices)
    report = read(found)
    assert report.published is not None
    assert report.published.day == date(2024, 7, 1)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://wire.example/1",
        "//wire.example/1",
        "/etc/passwd",
        "https://user:secret@wire.example/1",
        "https://wire.example/\u202e1",
        "https://wire.example/a b",
        "http://[::1",
        "https://wire.example/" + "1" * 3_000,
    ],
)
def test_only_addresses_of_the_web_are_kept(address: str) -> None:
    assert kept_address(address) is None
    found = only(rss(item(link=f"<![CDATA[{address}]]>", guid="one")))
    assert found.name == "feed.xml#one"
    assert b"canonical" not in found.data


def test_entities_within_entities_are_not_unfolded_and_files_not_fetched() -> None:
    bomb = '<!ENTITY a "treaty ">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    doctype = f'<!DOCTYPE rss [{bomb}<!ENTITY own SYSTEM "file:///etc/passwd">]>'
    found = only(rss(item(description=f"{PROSE} &i; &own;"), doctype=doctype))
    assert len(found.data) < 10_000
    assert b"root:" not in found.data


def test_a_broken_feed_is_read_as_far_as_it_goes_and_says_so() -> None:
    whole = rss(item(guid="one"), item(guid="two"), item(guid="three"))
    cut = feed_items(whole[: whole.index(b"three")], "feed.xml")
    assert len(cut) >= 2
    assert all("not well-formed" in found.notices[0] for found in cut)
    with pytest.raises(BrokenFeedError, match="holds no item"):
        feed_items(rss(), "feed.xml")
    with pytest.raises(BrokenFeedError, match="no JSON"):
        feed_items(JSON[:-20], "feed.json")
    with pytest.raises(BrokenFeedError, match="nested too deeply"):
        feed_items(b'{"version": "https://jsonfeed.org/version/1.1", "x": ' + DEEP, "feed.json")
    with pytest.raises(BrokenFeedError, match="no list"):
        feed_items(b'{"version": "https://jsonfeed.org/version/1.1", "items": 3}', "feed.json")


def test_an_endless_title_is_refused_and_its_neighbours_are_read() -> None:
    first, second = feed_items(rss(item(title="sign " * 200_000), item()), "feed.xml")
    assert isinstance(first.error, OversizedReportError)
    assert str(LONGEST_TITLE // 1000) in str(first.error)
    assert second.error is None
    assert words(read(second), LineKind.BODY) == [PROSE]


def test_an_item_or_a_feed_that_is_too_large_is_refused() -> None:
    large = only(rss(item(description="word " * 500_000)))
    assert isinstance(large.error, OversizedReportError)
    with pytest.raises(OversizedReportError, match="items"):
        feed_items(rss("<item><title>x</title></item>" * (MOST_ITEMS + 1)), "feed.xml")
    with pytest.raises(OversizedReportError, match="MiB"):
        feed_items(rss() + b" " * 11 * 1024 * 1024, "feed.xml")


@pytest.mark.parametrize(
    "content",
    [
        "</article></body></html><p>after the end</p>",
        "<article>" * 50 + PROSE,
        "<!-- " + PROSE,
        "<script>" + PROSE,
        "<div>" * 5_000 + PROSE,
        "<svg/onload=alert(1)>" + PROSE,
        "]]>" + PROSE,
        "\x00\x01" + PROSE,
    ],
)
def test_content_that_breaks_out_of_its_page_is_read_or_refused(content: str) -> None:
    escaped = content.replace("&", "&amp;").replace("<", "&lt;")
    for found in feed_items(rss(item(description=escaped)), "feed.xml"):
        with suppress(UnreadableReportError):
            assert read(found).text


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from([rss(item(), item()), ATOM, JSON]), st.data())
def test_any_feed_however_damaged_is_read_or_refused(
    noise: bytes, feed: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(feed)))
    damaged = feed[:place] + noise + feed[place + data.draw(st.integers(0, 50)) :]
    with suppress(UnreadableReportError):
        assert all(one.name and one.data for one in feed_items(damaged, "feed.xml"))


def test_the_same_item_is_the_same_page_each_time() -> None:
    one, two = feed_items(rss(item(guid="a"), item(guid="b")), "feed.xml")
    assert one.data == two.data == only(rss(item(guid="c"))).data
