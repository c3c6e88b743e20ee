"""A feed file (RSS, Atom, JSON Feed) becomes pages, one an item, that are read as any other.

RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (RFC 4287) through feedparser;
JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) by its own field names. Each item is
laid out as a page whose only element is its article, so that it can be kept, and read
again, without the feed. Nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from foedera.documents.decoding import LIMIT
from foedera.documents.errors import (
    BrokenFeedError,
    OversizedReportError,
    UnreadableReportError,
)
from foedera.documents.feed_entries import entries_of
from foedera.documents.moments import moment_of
from foedera.documents.pages import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.documents.feed_entries import Entry, Fed

#: Endings that a feed file may have; whether it is one is told from its content.
FEED_SUFFIXES: Final = (".xml", ".rss", ".atom", ".rdf", ".json", ".feed")
#: Items a feed may have, bytes an item, and characters a title and an address may have.
MOST_ITEMS: Final = 5_000
LONGEST_ITEM: Final = 2 * 1024 * 1024
LONGEST_TITLE: Final = 1_000
_LONGEST_ADDRESS: Final = 2_000
#: So much of a file is looked at to tell whether it is a feed.
_LOOK: Final = 65_536
#: An item with no content of its own, and so few characters, is taken for a teaser.
_TEASER: Final = 600
_CUT: Final = ("…", "...", "[…]", "[...]")
_BEFORE_ROOT: Final = re.compile(
    rb"(?:\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?[^>]*+>)*+",
    re.IGNORECASE | re.DOTALL,
)
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?(rss|feed|RDF)(?=[\s>])([^>]*+)", re.DOTALL)
_ATOM: Final = re.compile(rb"www\.w3\.org/2005/Atom|purl\.org/atom/")
_RSS_1: Final = re.compile(rb"purl\.org/rss/|my\.netscape\.com/rdf")
_JSON_FEED: Final = re.compile(rb"\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed, as a page.

    Attributes:
        name: Its address; where it has none that can be kept, the feed's name and its own.
        data: The page, in UTF-8.
        notices: What the user should know of how the feed gives it, in English.
        error: Why it is not to be read; None where it is.
    """

    name: str
    data: bytes
    notices: tuple[str, ...] = ()
    error: UnreadableReportError | None = None


def is_feed(data: bytes) -> bool:
    """Tell by its content whether a file is a feed, whatever it is called."""
    head = _head(data)
    if head.lstrip().startswith(b"{"):
        return _JSON_FEED.search(head) is not None
    before = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    if root is None:
        return False
    if root[1] == b"rss":
        return True
    return (_ATOM if root[1] == b"feed" else _RSS_1).search(root[2]) is not None


def feed_items(data: bytes, name: str) -> tuple[FeedItem, ...]:
    """Return the items of a feed as pages, in the order in which it has them.

    Args:
        data: What the feed file holds.
        name: What to call it.

    Raises:
        BrokenFeedError: Nothing in it can be made out as an item.
        OversizedReportError: It has too many bytes or items.
    """
    if len(data) > LIMIT:
        size = f"{len(data) / 1_048_576:.1f} MiB"
        raise OversizedReportError(name, size, f"{LIMIT // 1_048_576} MiB")
    fed = entries_of(data, name)
    if not fed.entries:
        raise BrokenFeedError(name, fed.fault or "it holds no item")
    if len(fed.entries) > MOST_ITEMS:
        raise OversizedReportError(name, f"{len(fed.entries):,} items", f"{MOST_ITEMS:,}")
    return tuple(
        _item(entry, fed, _named(entry, name, number))
        for number, entry in enumerate(fed.entries, start=1)
    )


def _head(data: bytes) -> bytes:
    head = data[:_LOOK]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "ignore").encode().removeprefix(b"\xef\xbb\xbf")
    return head


def _named(entry: Entry, name: str, number: int) -> str:
    """Return what to call an item: by its address, else by the feed and its own identifier."""
    own = " ".join(entry.identifier.split())[:_LONGEST_ADDRESS]
    return kept_address(entry.address) or f"{name}#{own or number}"


def kept_address(address: str) -> str | None:
    """Return an address of the web as it is; None for any other, and for what is none."""
    address = address.strip()
    if len(address) > _LONGEST_ADDRESS or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and host and not parts.username else None


def _item(entry: Entry, fed: Fed, name: str) -> FeedItem:
    notices = [f"The feed is not well-formed: {fed.fault}."] if fed.fault else []
    content = entry.content
    title, told = "", ""
    error: UnreadableReportError | None = None
    try:
        title, told = _shown(entry.title, name), _shown(content, name)
        if len(title) > LONGEST_TITLE:
            raise OversizedReportError(
                name, f"a title of {len(title):,} characters", f"{LONGEST_TITLE:,}"
            )
    except UnreadableReportError as found:
        error = found
    moment, doubts = moment_of(entry.published, entry.changed)
    notices += [*doubts, *_cut(entry, told)]
    data = _page(entry, fed, title, moment).encode("utf-8", "replace")
    if error is None and len(data) > LONGEST_ITEM:
        size = f"{len(data) / 1_048_576:.1f} MiB"
        error = OversizedReportError(name, size, f"{LONGEST_ITEM // 1_048_576} MiB")
    return FeedItem(name, data, tuple(notices), error)


def _shown(source: str, name: str) -> str:
    """Return the words that markup shows, on one line."""
    return " ".join(page(source, name).text.split())


def _cut(entry: Entry, told: str) -> Iterator[str]:
    """Say where a feed gives the beginning of a report alone."""
    if told and (told.endswith(_CUT) or (not entry.whole and len(told) < _TEASER)):
        address = kept_address(entry.address)
        where = f" The whole stands at {address}." if address else ""
        yield f"The feed gives {len(told.split())} words of it, which may not be all.{where}"


def _page(entry: Entry, fed: Fed, title: str, moment: str | None) -> str:
    """Lay an item out as a page that says of itself what the feed says of it."""
    stated = {"article:published_time": moment, "og:site_name": _outlet(entry, fed)}
    metas = [
        f'<meta property="{key}" content="{escape(value)}">'
        for key, value in stated.items()
        if value
    ]
    metas += [f'<meta name="author" content="{escape(entry.author)}">'] if entry.author else []
    address = kept_address(entry.address)
    metas += [f'<link rel="canonical" href="{escape(address)}">'] if address else []
    headline = escape(title) if title else entry.title
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(entry.language or fed.language)}">',
        '<head><meta charset="utf-8">',
        f"<title>{headline}</title>",
        *metas,
        "</head><body><article>",
        f"<h1>{headline}</h1>",
        entry.content,
        "</article></body></html>",
    ]
    return "\n".join(lines) + "\n"


def _outlet(entry: Entry, fed: Fed) -> str:
    """Return who brings the item: the source it names, or the feed where it is on its site."""
    if entry.outlet:
        return entry.outlet
    own = {_site(fed.address)} - {""}
    return fed.title if _site(entry.address) in own else ""


def _site(address: str) -> str:
    kept = kept_address(address)
    host = urlsplit(kept).hostname or "" if kept else ""
    return ".".join(host.split(".")[-2:])
