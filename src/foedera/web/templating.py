"""Fills templates: every value is escaped, and what a template lacks is an error."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from foedera.web.asked import fill
from foedera.web.snippets import snippets
from foedera.wording import INTERFACES, clean
from foedera.wording.cleaning import clean_within

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Page

#: Entries of the navigation, by the name a page lights: address, and word of the interface.
NAVIGATION: Final = (
    ("home", "", "web-nav-home"),
    ("read", "/read", "web-nav-read"),
    ("claims", "/claims", "web-nav-claims"),
    ("treaties", "/treaties", "web-nav-treaties"),
    ("ask", "/ask", "web-nav-ask"),
    ("network", "/network", "web-nav-network"),
    ("map", "/map", "web-nav-map"),
    ("timeline", "/timeline", "web-nav-timeline"),
    ("review", "/review", "web-nav-review"),
    ("sources", "/sources", "web-nav-sources"),
    ("releases", "/releases", "web-nav-releases"),
    ("agreement", "/agreement", "web-nav-agreement"),
    ("admin", "/admin", "web-nav-admin"),
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("foedera.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["fill"] = fill
    environment.filters["clean"] = clean
    environment.filters["clean_in"] = clean_within
    environment.globals["static"] = static
    environment.globals["built"] = built
    environment.globals["snippets"] = snippets
    return environment


def filled(page: Page, asked: Asked, stamp: str) -> str:
    """Return a page as HTML.

    Args:
        page: What to show.
        asked: The request it answers.
        stamp: What its forms must send back.
    """
    context: dict[str, Any] = {
        "asked": asked,
        "page": page,
        "data": page.data,
        "words": asked.words,
        "language": asked.language,
        "languages": INTERFACES,
        "link": asked.link,
        "here": asked.here,
        "navigation": NAVIGATION,
        "stamp": stamp,
        # Pictures are drawn by our own hand, escaped there, and hold no script.
        "picture": Markup(page.picture) if page.picture else None,  # noqa: S704
        **page.shown,
    }
    return _environment().get_template(page.template).render(context)


@cache
def static(name: str) -> str:
    """Return the address of one of our own files, another whenever its content changes."""
    data = resources.files("foedera.web").joinpath("static", *name.split("/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:12]}"


@cache
def built(name: str) -> str | None:
    """Return the address of a file built from libraries; None where it was not built."""
    found = resources.files("foedera.web").joinpath("static", "built", name)
    return static(f"built/{name}") if found.is_file() else None
