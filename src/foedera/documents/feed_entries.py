"""What the items of a feed hold, whichever format it has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from foedera.documents.errors import BrokenFeedError
from foedera.documents.moments import NO_DATE, Dated

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Longest name of an author or an outlet that is kept; beyond it, it is none.
_NAME: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed.

    Attributes:
        title: Its title, as markup.
        content: Its text, as markup.
        whole: Whether that was given as its content, not as a summary of it.
        address: Where it can be read, as written.
        identifier: What the feed calls it.
        published: When it appeared.
        changed: When it was last changed.
        author: Who wrote it.
        outlet: Whom the feed says it was taken from.
        language: Its language.
    """

    title: str
    content: str
    whole: bool
    address: str = ""
    identifier: str = ""
    published: Dated = NO_DATE
    changed: Dated = NO_DATE
    author: str = ""
    outlet: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fed:
    """A feed.

    Attributes:
        title: What it calls itself.
        address: The site it belongs to, as written.
        language: Its language.
        entries: Its items, in the order in which it has them.
        fault: What is wrong with its form; None where nothing is.
    """

    title: str
    address: str
    language: str
    entries: tuple[Entry, ...]
    fault: str | None = None


def entries_of(data: bytes, name: str) -> Fed:
    """Return what a feed holds.

    Args:
        data: What the feed file holds.
        name: What errors call it.

    Raises:
        BrokenFeedError: It is a JSON Feed that is no JSON, or has another shape.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, name)
    return _xml_feed(data)


def paragraphs(text: str) -> str:
    """Return plain text as markup, each paragraph an element."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return "\n".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _xml_feed(data: bytes) -> Fed:
    """Read RSS or Atom; links within the content are left as they are, as in any saved page."""
    import feedparser  # noqa: PLC0415 - slow to load, and only feeds need it

    read = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    told = read.get("bozo_exception") if read.get("bozo") else None
    fault = None
    if told is not None and hasattr(told, "getLineNumber"):  # an encoding mended is no fault
        fault = f"{told.getMessage()} (line {told.getLineNumber()})"
    feed = read["feed"]
    return Fed(
        title=_name(feed.get("title")),
        address=_text(feed.get("link")),
        language=_text(feed.get("language"))[:12],
        entries=tuple(_entry(one) for one in read["entries"]),
        fault=fault,
    )


def _entry(told: Mapping[str, Any]) -> Entry:
    bodies = [_markup(body) for body in told.get("content", ())]
    summary = _markup(told.get("summary_detail"))
    content = max(bodies, key=len, default="")
    published, changed = _dated(told, "published"), NO_DATE
    if not published.written:  # feedparser warns where one is asked for and the other is there
        changed = _dated(told, "updated")
    return Entry(
        title=_markup(told.get("title_detail"), paragraph=False),
        content=content or summary,
        whole=bool(content),
        address=_text(told.get("link")),
        identifier=_text(told.get("id")),
        published=published,
        changed=changed,
        author=_name((told.get("author_detail") or {}).get("name")),
        outlet=_name((told.get("source") or {}).get("title")),
    )


def _dated(told: Mapping[str, Any], key: str) -> Dated:
    return Dated(_text(told.get(key)), told.get(f"{key}_parsed"))


def _markup(detail: Mapping[str, Any] | None, *, paragraph: bool = True) -> str:
    """Return a piece of a feed as markup, whatever it was written as."""
    value = _text((detail or {}).get("value"))
    if detail is None or detail.get("type") != "text/plain":
        return value
    return paragraphs(value) if paragraph else escape(value)


def _json_feed(data: bytes, name: str) -> Fed:
    """Read a JSON Feed."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BrokenFeedError(name, "it is not in UTF-8") from None
    except ValueError as error:
        raise BrokenFeedError(name, f"it is no JSON ({error})") from None
    except RecursionError:
        raise BrokenFeedError(name, "it is nested too deeply") from None
    entries = told.get("items")
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise BrokenFeedError(name, "its 'items' are no list of items")
    return Fed(
        title=_name(told.get("title")),
        address=_text(told.get("home_page_url")),
        language=_text(told.get("language"))[:12],
        entries=tuple(_json_entry(one) for one in entries),
    )


def _json_entry(told: Mapping[str, Any]) -> Entry:
    content = _text(told.get("content_html")) or paragraphs(_text(told.get("content_text")))
    authors = told.get("authors") or [told.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    return Entry(
        title=escape(_text(told.get("title"))),
        content=content or paragraphs(_text(told.get("summary"))),
        whole=bool(content),
        address=_text(told.get("url")),
        identifier=_text(told.get("id")),
        published=Dated(_text(told.get("date_published"))),
        changed=Dated(_text(told.get("date_modified"))),
        author=_name(first.get("name") if isinstance(first, dict) else None),
        language=_text(told.get("language"))[:12],
    )


def _text(value: Any) -> str:  # noqa: ANN401 - whatever stands there
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:  # noqa: ANN401 - ditto
    named = " ".join(_text(value).split())
    return named if len(named) <= _NAME else ""
