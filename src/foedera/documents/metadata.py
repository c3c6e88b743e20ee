"""What a page says of itself where readers do not see it: linked data and meta elements."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from foedera.resources import lexicon_languages, spoken
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.documents.pages import Page
    from foedera.documents.press import Press
    from foedera.documents.report import Stated

_LONGEST: Final = 500_000
_MOST: Final = 20
_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "content_publisheddate",
    "date",
)
_AUTHOR: Final = ("author", "article:author", "dc.creator", "content_author", "parsely-author")
_SITE: Final = ("og:site_name", "application-name", "publisher", "dc.publisher")
_ADDRESS: Final = ("og:url", "twitter:url")
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?![a-z])")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’ -]{1,60}")


@dataclass(slots=True)
class PageFacts:
    """What a page states of itself.

    Attributes:
        outlet: By the name of the site or its address.
        writers: Persons, or an agency, that wrote the article.
        published: As written there.
        language: ISO 639-1 code, where stated.
    """

    outlet: Stated | None
    writers: list[Stated]
    published: str | None
    language: str | None


def page_facts(page: Page, press: Press) -> PageFacts:
    """Gather what a page states of itself; names are given the place where the text has them."""
    linked = list(_linked(page))
    names = [*_names(linked, "author"), *_metas(page, _AUTHOR)]
    moments = [str(node["datePublished"]) for node in linked if node.get("datePublished")]
    moments += [*_metas(page, _PUBLISHED), *page.times]
    writers = dict.fromkeys(
        name for name in names if _NAME.fullmatch(name) and not name.startswith("http")
    )
    return PageFacts(
        outlet=_outlet(page, linked, press),
        writers=[press.stated_as(name, _place(page, name)) for name in writers],
        published=moments[0] if moments else None,
        language=page_language(page),
    )


def page_language(page: Page) -> str | None:
    """Return the language a page says it is in, as an ISO 639-1 code."""
    for said in (page.language, page.metas.get("og:locale"), page.metas.get("language")):
        found = _LANGUAGE.match(said.lower()) if said else None
        if found:
            return _other_codes().get(found.group(), found.group())
    return None


@cache
def _other_codes() -> dict[str, str]:
    """Return what else pages call a language, to its code."""
    return {other: code for code in lexicon_languages() for other in spoken(code).get("codes", ())}


def _outlet(page: Page, linked: list[dict[str, Any]], press: Press) -> Stated | None:
    """Return the outlet: by an address the catalogue knows, else by the site's name."""
    addresses = [page.address or "", *_metas(page, _ADDRESS)]
    for address in addresses:
        known = press.by_address(urlsplit_host(address))
        if known is not None:
            return press.stated_as(known, None)
    names = [*_metas(page, _SITE), *_names(linked, "publisher")]
    stated = [press.stated_as(name, _place(page, name)) for name in names]
    return next((name for name in stated if name.actor), stated[0] if stated else None)


def urlsplit_host(address: str) -> str:
    """Return the host name of an address, or nothing where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _metas(page: Page, keys: tuple[str, ...]) -> list[str]:
    return [" ".join(page.metas[key].split()) for key in keys if page.metas.get(key)]


def _place(page: Page, name: str) -> Span | None:
    at = page.text.find(name)
    return Span(at, at + len(name)) if at >= 0 else None


def _linked(page: Page) -> Iterator[dict[str, Any]]:
    """Yield what linked data says of articles; the broken and the huge are passed over."""
    for script in page.scripts[:_MOST]:
        if len(script) > _LONGEST:
            continue
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        nodes = list(data) if isinstance(data, list) else [data]
        graphs = [node.get("@graph") for node in nodes if isinstance(node, dict)]
        for node in [
            *nodes,
            *(node for graph in graphs if isinstance(graph, list) for node in graph),
        ]:
            if isinstance(node, dict) and "article" in str(node.get("@type", "")).lower():
                yield node


def _names(linked: list[dict[str, Any]], key: str) -> Iterator[str]:
    """Yield the names that linked data gives for authors or publishers."""
    for node in linked:
        value = node.get(key)
        for one in value if isinstance(value, list) else [value]:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str) and name.strip():
                yield " ".join(name.split())
