"""Files made to harm a reader: bombs, endless lines, bottomless pages, poisoned feeds.

Each is made by its function, so that none need lie in the repository.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MEGABYTE = 1_000_000
MEBIBYTE = 1024 * 1024
SENTENCE = "Seoul, 1 June 2024 - North Korea and Russia signed a defence treaty on Monday. "
PARAGRAPH = f"<p>{SENTENCE * 3}</p>"
#: The same bytes over and over, as Brotli writes them: 1 MiB of "a" (RFC 7932).
BROTLI = bytes.fromhex("5bffff0f000004610000000000000000000000000000000000000000000003")
_RSS = (
    '<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>Wire</title>{items}'
    "</channel></rss>"
)
_ITEM = (
    "<item><title>Two states sign a pact, case {number}</title><link>https://wire.example/{number}"
    "</link><pubDate>Tue, 12 Nov 2024 07:00:00 GMT</pubDate><description>"
    + SENTENCE
    + "</description></item>"
)


def gzip_bomb() -> bytes:
    """Return 100 MB of nothing in about 100 kB."""
    return gzip.compress(b"\0" * (100 * MEGABYTE), 9)


def zip_within_zip() -> bytes:
    """Return five archives, each holding ten copies of the one within; 100 MB in the end."""
    content = b"\0" * MEGABYTE
    for _ in range(5):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", content)
        content = held.getvalue()
    return content


def zip_of_many() -> bytes:
    """Return an archive with 100,000 members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(100_000):
            archive.writestr(f"{number}.txt", b"")
    return held.getvalue()


def one_line(size: int) -> bytes:
    """Return a text of one line."""
    return (SENTENCE * (size // len(SENTENCE) + 1))[:size].encode()


def one_word(size: int) -> bytes:
    """Return a text of one word."""
    return b"a" * size


def one_line_page(size: int) -> bytes:
    """Return a page whose text is one line."""
    return b"<html><body><p>" + one_line(size) + b"</p></body></html>"


def deep_page(depth: int) -> bytes:
    """Return a page whose only article lies so many elements deep, text at every level."""
    down = "".join(f"<div>level {number} " for number in range(depth))
    return f"<html><body>{down}{PARAGRAPH * 4}{'</div>' * depth}</body></html>".encode()


def tag_of_many_attributes(count: int) -> bytes:
    """Return a page with a tag of so many attributes."""
    attributes = " ".join(f'a{number}="{number}"' for number in range(count))
    return f"<html><body><div {attributes}>{PARAGRAPH * 4}</div></body></html>".encode()


def siblings(count: int) -> bytes:
    """Return a page with so many elements side by side."""
    return f"<html><body>{PARAGRAPH * 4}{'<i>x</i>' * count}</body></html>".encode()


def paragraphs(count: int) -> bytes:
    """Return a page with so many paragraphs."""
    return f"<html><body>{PARAGRAPH * count}</body></html>".encode()


def feed(items: int) -> bytes:
    """Return a feed of so many items."""
    told = "".join(_ITEM.format(number=number) for number in range(items))
    return _RSS.format(doctype="", items=told).encode()


def entity_bomb() -> bytes:
    """Return a feed in which a few entities stand for a thousand million words."""
    entities = '<!ENTITY e0 "North Korea and Russia signed a treaty. ">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)
    )
    item = "<item><title>Bomb</title><description>&e9;</description></item>"
    return _RSS.format(doctype=f"<!DOCTYPE rss [{entities}]>", items=item).encode()


def outside_entity() -> bytes:
    """Return a feed that asks for a file of the reader's machine."""
    doctype = '<!DOCTYPE rss [<!ENTITY own SYSTEM "file:///etc/passwd">]>'
    item = f"<item><title>Own</title><description>{SENTENCE}&own;</description></item>"
    return _RSS.format(doctype=doctype, items=item).encode()


def endless_title() -> bytes:
    """Return a feed with a title of a megabyte, and an item that is as it should be."""
    title = "North Korea and Russia sign " * (MEGABYTE // 28)
    item = f"<item><title>{title}</title><description>{SENTENCE}</description></item>"
    return _RSS.format(doctype="", items=item + _ITEM.format(number=1)).encode()


def nested_json_feed() -> bytes:
    """Return a JSON Feed nested 100,000 deep."""
    head = b'{"version": "https://jsonfeed.org/version/1.1", "items": '
    return head + b"[" * 100_000 + b"]" * 100_000 + b"}"


#: Name of the file and what makes it, by what it is.
FILES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "gzip, 1000:1": ("bomb.html", gzip_bomb),
    "zip in zip, five deep": ("nested.txt", zip_within_zip),
    "zip of 100,000 members": ("many.txt", zip_of_many),
    "Brotli": ("bomb.txt", lambda: BROTLI),
    "text, 100 MB in one line": ("line.txt", lambda: one_line(100 * MEGABYTE)),
    "page, 100 MB in one line": ("line.html", lambda: one_line_page(100 * MEGABYTE)),
    "text, 10 MiB in one line": ("ten.txt", lambda: one_line(10 * MEBIBYTE)),
    "text, 10 MiB in one word": ("word.txt", lambda: one_word(10 * MEBIBYTE)),
    "page, 10 MiB less a little": ("ten.html", lambda: one_line_page(10 * MEBIBYTE - 100)),
    "page, 256 deep": ("deep.html", lambda: deep_page(256)),
    "page, 1,000 deep": ("deeper.html", lambda: deep_page(1_000)),
    "page, 200,000 deep": ("deepest.html", lambda: deep_page(200_000)),
    "tag of 300,000 attributes": ("tag.html", lambda: tag_of_many_attributes(300_000)),
    "page, 1,000,000 siblings": ("siblings.html", lambda: siblings(1_000_000)),
    "page, 140,000 siblings": ("brothers.html", lambda: siblings(70_000)),
    "page, 20 MB in one node": ("node.html", lambda: one_line_page(20 * MEGABYTE)),
    "page, 40,000 paragraphs": ("paragraphs.html", lambda: paragraphs(40_000)),
    "feed, 50 items": ("feed.xml", lambda: feed(50)),
    "feed, entities in entities": ("bomb.xml", entity_bomb),
    "feed, a file as entity": ("own.xml", outside_entity),
    "feed, a title of 1 MB": ("title.xml", endless_title),
    "JSON Feed, 100,000 deep": ("nested.json", nested_json_feed),
}
