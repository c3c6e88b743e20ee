"""A report as captured: its text, its facts, and what each of its lines is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - its fields are read at run time
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.identifiers import ActorId  # noqa: TC001 - its fields are read at run time
from foedera.spans import Span  # noqa: TC001 - its fields are read at run time

if TYPE_CHECKING:
    from collections.abc import Sequence


class LineKind(Enum):
    """What a line of a report is. Claims are read from the first four."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    RELATED = "related"  # a teaser that points to another article
    SUBHEADING = "subheading"
    PUBLISHED = "published"
    BYLINE = "byline"  # writer, editor
    CREDIT = "credit"  # wire or picture credit
    DATELINE = "dateline"  # on a line of its own, or what opens a body paragraph
    PROMOTION = "promotion"
    COPYRIGHT = "copyright"
    FURNITURE = "furniture"  # navigation, buttons, counters


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a part of one, and what it is.

    Attributes:
        span: Its characters, without surrounding space. For a body paragraph that
            opens with a dateline the span begins after the dateline, for a teaser
            after the words that introduce it ("Baca juga:"); those are lines of their own.
        kind: What it is.
        rule: Which rule labelled it, such as ``related/baca-juga``.
    """

    span: Span
    kind: LineKind
    rule: str


@dataclass(frozen=True, slots=True)
class Stated:
    """Something the report states of itself, with the words.

    Attributes:
        value: The value as read, such as a place, a person's or an agency's name.
        span: The words, or None where it was given from outside (``--published``).
        actor: Catalogue code where the value is an outlet, agency or state.
    """

    value: str
    span: Span | None = None
    actor: ActorId | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When the report appeared.

    Attributes:
        day: The day in the outlet's own zone.
        moment: The moment with its offset from UTC, where hour and zone are stated.
        zone: The zone as written or as known of the outlet, such as ``WIB``.
        span: The words, or None where it was given from outside.
    """

    day: date
    moment: datetime | None = None
    zone: str | None = None
    span: Span | None = None


@dataclass(frozen=True)
class Report:
    """A news report.

    Attributes:
        name: Where it came from, as the user gave it.
        text: The text that every span points into. For text and Markdown it is what
            was given, character for character; for HTML it is the page's visible text.
        language: ISO 639-1 code.
        lines: Labelled lines in order of the text; they cover all but space.
        origin: For each character of ``text`` its offset in what was given, or None
            where the two are the same.
        masked: Markup and addresses within ``text`` that are no prose, in order.
        notices: What the user should know of how it was read (an encoding mended,
            a date not found), in English.
    """

    name: str
    text: str
    language: str
    lines: tuple[Line, ...]
    outlet: Stated | None = None
    published: Published | None = None
    dateline: Stated | None = None
    writers: tuple[Stated, ...] = ()
    editors: tuple[Stated, ...] = ()
    wires: tuple[Stated, ...] = ()
    origin: Sequence[int] | None = field(default=None, repr=False, hash=False)
    masked: tuple[Span, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()

    @cached_property
    def prose(self) -> str:
        """The text to read: as long as ``text``, with markup and addresses blanked."""
        return blanked(self.text, self.masked)


def blanked(text: str, spans: tuple[Span, ...]) -> str:
    """Return the text with the spans (in order, apart) replaced by as many spaces."""
    pieces = []
    end = 0
    for span in spans:
        pieces += [text[end : span.start], " " * len(span)]
        end = span.end
    return "".join([*pieces, text[end:]])
