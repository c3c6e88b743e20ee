"""The visible text of a saved page, each character with its place in the source."""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from foedera.documents.errors import OversizedReportError
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Elements whose content is never shown.
_HIDDEN: Final = frozenset(
    "script style noscript template svg iframe object textarea select canvas math title".split()  # noqa: SIM905 - a list of names reads best so
)
#: Elements that break the line before and after them.
_BLOCKS: Final = frozenset(
    "address article aside blockquote body br button dd details dialog div dl dt fieldset "  # noqa: SIM905 - ditto
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html label legend li main "
    "menu nav ol option p pre section summary table tbody td tfoot th thead tr ul video".split()
)
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905 - ditto
)
#: Elements whose names are kept with the blocks inside them.
_KEPT: Final = frozenset(
    "article main aside nav header footer form figure figcaption blockquote button "  # noqa: SIM905 - ditto
    "h1 h2 h3 h4 h5 h6 p li time table dialog".split()
)
#: Elements that close one of their own kind left open.
_CLOSES_ITSELF: Final = frozenset({"p", "li", "td", "tr", "th", "dt", "dd", "option"})
_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,60}+)"
    r"(?P<rest>(?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+')*+)>"
)
_LOOSE_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]{0,60}+)(?P<rest>[^<>]*+)>")
_TAG_START: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_ATTRIBUTE: Final = re.compile(
    r"([\w:.-]{1,60}+)\s{0,9}=\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
_TEXT: Final = re.compile(
    r"(?P<space>\s+)|(?P<entity>&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|\w{1,31});?)"
    r"|[^\s&]++(?: [^\s&]++)*+|&"
)
#: Attributes are read up to this length; beyond it they tell nothing of an article.
_ATTRIBUTES: Final = 20_000
#: A tag with quotation marks is looked for so far; and so many may turn out to be none.
_TAG_REACH: Final = 20_000
_MISSES: Final = 1_000
#: Tags a page may have.
MOST_TAGS: Final = 150_000
#: Elements within one another that are kept track of; text deeper down is read all the same.
DEEPEST: Final = 2_000


@dataclass(slots=True)
class Block:
    """A stretch of visible text between two line breaks.

    Attributes:
        span: Where it stands in the visible text.
        within: The names of the elements it stands in that tell what it is.
        linked: How many of its characters are links.
        classes: The class and id words of the elements nearest to it.
    """

    span: Span
    within: frozenset[str]
    linked: int = 0
    classes: str = ""


@dataclass(slots=True)
class Page:
    """What a page shows, and what it says of itself.

    Attributes:
        text: The visible text; one line for each block.
        origin: For each of its characters, the offset in the source.
        blocks: The lines of the text.
        tags: How many tags the page has.
        widest: How many characters its longest tag has.
        deepest: How many elements stand within one another.
        metas: What its ``meta`` elements state, by name or property, lower case.
        scripts: Its linked-data scripts.
        language: What the ``html`` element calls the language.
        address: The address it says it has.
        title: The words of its ``title`` element.
        times: Machine-readable moments of its ``time`` elements, in order.
    """

    text: str = ""
    origin: array[int] = field(default_factory=lambda: array("L"))
    blocks: list[Block] = field(default_factory=list)
    tags: int = 0
    widest: int = 0
    deepest: int = 0
    metas: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    language: str | None = None
    address: str | None = None
    title: str = ""
    times: list[str] = field(default_factory=list)


def page(source: str, name: str) -> Page:
    """Read a page's source; takes time linear in its length, however broken it is.

    Raises:
        OversizedReportError: It has more tags than any article's page.
    """
    tags = sum(1 for _ in _TAG_START.finditer(source))
    if tags > MOST_TAGS:
        raise OversizedReportError(name, f"{tags:,} tags", f"{MOST_TAGS:,}")
    reader = _Reader(source)
    reader.read()
    return reader.page


@dataclass(slots=True)
class _Open:
    """An element not yet closed."""

    name: str
    classes: str


class _Reader:
    """Goes through the source once, tag by tag."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page()
        self._pieces: list[str] = []
        self._length = 0
        self._start = 0
        self._linked = 0
        self._links = 0
        self._space: int | None = None
        self._open: list[_Open] = []
        self._counts: dict[str, int] = {}
        self._misses = 0
        self._never_closed: set[str] = set()

    def read(self) -> None:
        """Fill in the page."""
        source, at, end = self.source, 0, len(self.source)
        while at < end:
            start = _TAG_START.search(source, at)
            tag = start.start() if start else end
            if tag > at:
                self._text(at, tag)
            at = self._tag(tag) if start else end
        self._break(end)
        self.page.text = "".join(self._pieces)

    def _tag(self, at: int) -> int:
        """Take in what begins with ``<``; return the offset past it."""
        source = self.source
        if source.startswith("<!--", at):
            end = source.find("-->", at + 4)
            return len(source) if end < 0 else end + 3
        if source.startswith(("<!", "<?"), at):
            end = source.find(">", at)
            return len(source) if end < 0 else end + 1
        found = None
        if self._misses < _MISSES:
            found = _TAG.match(source, at, at + _TAG_REACH)
            self._misses += found is None
        found = found or _LOOSE_TAG.match(source, at)
        if found is None:
            self._text(at, at + 1)
            return at + 1
        self.page.tags += 1
        self.page.widest = max(self.page.widest, found.end() - at)
        name = found["name"].lower()
        if found["close"]:
            self._closed(name, at)
            return found.end()
        self._opened(name, found["rest"], at)
        if name in _HIDDEN and not found["rest"].endswith("/"):
            return self._hidden(name, found)
        return found.end()

    def _hidden(self, name: str, tag: re.Match[str]) -> int:
        """Pass over an element that is not shown; keep what linked data and title say."""
        if name in self._never_closed:
            return tag.end()
        closing = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE).search(self.source, tag.end())
        if closing is None:
            self._never_closed.add(name)
            return tag.end()
        end = closing.start()
        content = self.source[tag.end() : end]
        if name == "script" and "ld+json" in tag["rest"]:
            self.page.scripts.append(content)
        elif name == "title" and not self.page.title:
            self.page.title = " ".join(html.unescape(content[:1000]).split())
        return closing.end()

    def _opened(self, name: str, rest: str, at: int) -> None:
        if name in _BLOCKS:
            self._break(at)
        if name in {"meta", "html", "link", "time"}:
            self._stated(name, rest)
        if name in _VOID or name in _HIDDEN or rest.endswith("/"):
            return
        if name in _CLOSES_ITSELF and self._open and self._open[-1].name == name:
            self._closed(name, at)
        if len(self._open) >= DEEPEST:
            return
        classes = ""
        if "class" in rest or "id=" in rest:
            attributes = _attributes(rest)
            classes = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
        self._open.append(_Open(name, classes))
        self._counts[name] = self._counts.get(name, 0) + 1
        self.page.deepest = max(self.page.deepest, len(self._open))
        self._links += name == "a"

    def _closed(self, name: str, at: int) -> None:
        if name in _BLOCKS:
            self._break(at)
        if not self._counts.get(name):
            return
        while self._open:
            element = self._open.pop()
            self._counts[element.name] -= 1
            self._links -= element.name == "a"
            if element.name == name:
                return

    def _stated(self, name: str, rest: str) -> None:
        """Keep what an element of the page's head says of the page."""
        attributes = _attributes(rest)
        page = self.page
        if name == "html":
            page.language = page.language or attributes.get("lang")
        elif name == "time" and attributes.get("datetime"):
            page.times.append(attributes["datetime"])
        elif name == "link" and attributes.get("rel", "").lower() == "canonical":
            page.address = attributes.get("href")
        elif name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            if key and attributes.get("content"):
                page.metas.setdefault(key.lower(), attributes["content"])

    def _text(self, start: int, end: int) -> None:
        """Take in text: space is gathered to one blank, entities become characters."""
        origin = self.page.origin
        for found in _TEXT.finditer(self.source, start, end):
            if found["space"]:
                if self._space is None:
                    self._space = found.start()
                continue
            words = found.group()
            places: range | list[int] = range(found.start(), found.end())
            if found["entity"]:
                words = html.unescape(words)
                places = [found.start()] * len(words)
                if not words.strip():
                    self._space = found.start() if self._space is None else self._space
                    continue
            if self._space is not None and self._length > self._start:
                self._pieces.append(" ")
                origin.append(self._space)
                self._length += 1
            self._space = None
            self._pieces.append(words)
            origin.extend(places)
            self._length += len(words)
            if self._links:
                self._linked += len(words)

    def _break(self, at: int) -> None:
        """End a block."""
        self._space = None
        if self._length == self._start:
            return
        within = frozenset(name for name in _KEPT if self._counts.get(name))
        classes = " ".join(element.classes for element in self._open[-6:] if element.classes)
        span = Span(self._start, self._length)
        self.page.blocks.append(Block(span, within, self._linked, classes))
        self._pieces.append("\n")
        self.page.origin.append(min(at, max(len(self.source) - 1, 0)))
        self._length += 1
        self._start = self._length
        self._linked = 0


def _attributes(rest: str) -> dict[str, str]:
    """Return an element's attributes, their names in lower case, the first of each name."""
    found: dict[str, str] = {}
    for name, *values in _pairs(rest[:_ATTRIBUTES]):
        found.setdefault(name.lower(), html.unescape(next((v for v in values if v), "")).strip())
    return found


def _pairs(rest: str) -> Iterator[tuple[str, ...]]:
    for match in _ATTRIBUTE.finditer(rest):
        yield tuple(group or "" for group in match.groups())
