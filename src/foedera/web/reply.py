"""What a screen answers with: a page, another place, or a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a page, for those who take them away as CSV.

    Attributes:
        columns: Their names: English, lower case, whatever the language of the page.
        rows: In the order of the page; as long as they are, they are gone through once.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page, whichever form it is asked for in.

    Attributes:
        template: The file under ``templates/`` that shows it.
        title: What it is called, in the language of the page.
        data: What ``.json`` gives: the same that the Python API gives.
        table: What ``.csv`` gives; None where the page has no rows.
        picture: What ``.svg`` gives, and the template shows; None where there is none.
        shown: What the template needs besides ``data``.
        at: Names of the navigation's entry that is lit.
        scripts: Modules under ``static/`` it is quicker with.
        styles: Style sheets under ``static/`` beside the common one.
        status: HTTP status.
        cookies: Cookies to set: name and value; an empty value takes it back.
        headers: Further headers of the answer.
        private: Whether it must not be kept by any cache: it tells of a person.
    """

    template: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)
    table: Table | None = None
    picture: str | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    status: int = 200
    cookies: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class Moved:
    """The answer stands elsewhere: after a form has done its work.

    Attributes:
        to: The address, within this server.
        cookies: As for ``Page``.
    """

    to: str
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class File:
    """Something to take away.

    Attributes:
        name: What to save it as: plain letters, digits, dots and dashes.
        kind: Its media type.
        parts: Its bytes, in order.
    """

    name: str
    kind: str
    parts: Iterable[bytes]


Reply = Page | Moved | File
