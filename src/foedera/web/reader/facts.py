"""What a report states of itself, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.documents.dating import zone_offset
from foedera.documents.report import LineKind
from foedera.wording import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.documents.recorded import RecordedDocument
    from foedera.documents.report import Published, Stated
    from foedera.wording import Words


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a report's facts.

    Attributes:
        label: What it is.
        told: What it says.
        stated: Whether it is stated at all.
    """

    label: str
    told: str
    stated: bool = True


def facts_of(document: RecordedDocument, words: Words) -> Iterator[Fact]:
    """Yield what a report states of itself.

    Args:
        document: The report.
        words: The interface's words.
    """
    yield _stated(words("outlet"), document.outlet, words)
    yield _published(document.published, words)
    if document.dateline is not None:
        yield Fact(words("dateline"), _place(document.dateline, words))
    for label, people in (("writer", document.writers), ("editor", document.editors)):
        if people:
            yield Fact(words(label), ", ".join(clean(one.value) for one in people))
    for wire in document.wires:
        yield _stated(words("wire"), wire, words)
    yield Fact(words("language"), words.language_name(document.language))


def headline_of(document: RecordedDocument, text: str) -> str:
    """Return a report's headline on one line; empty where it has none."""
    lines = (line.span.of(text) for line in document.lines if line.kind is LineKind.HEADLINE)
    return clean(next(lines, ""))


def teller_of(document: RecordedDocument, words: Words) -> str:
    """Return who tells it: the outlet by name, else an agency, else where it came from."""
    for stated in (document.outlet, *document.wires):
        if stated is not None:
            return words.name(stated.actor) if stated.actor else clean(stated.value)
    return clean(document.name)


def _stated(label: str, stated: Stated | None, words: Words) -> Fact:
    if stated is None:
        return Fact(label, words("not-stated"), stated=False)
    value = clean(stated.value)
    name = words.name(stated.actor) if stated.actor else value
    return Fact(label, name if name.casefold() == value.casefold() else f"{name} (“{value}”)")


def _place(stated: Stated, words: Words) -> str:
    place = clean(stated.value)
    if stated.actor is None:
        return place
    return words("in-state", place=place, state=words.name(stated.actor))


def _published(published: Published | None, words: Words) -> Fact:
    label = words("published")
    if published is None:
        return Fact(label, words("not-stated"), stated=False)
    told = day = words.day(published.day)
    if published.moment is not None:
        # On record every moment stands in UTC; the outlet's own zone is named beside it.
        local = zone_offset(published.zone) if published.zone else None
        moment = published.moment.astimezone(local) if local else published.moment
        offset = moment.strftime("%z")
        named = published.zone if local else None
        zone = f"{named or ''} (UTC{offset[:3]}:{offset[3:5]})".strip()
        time = moment.strftime("%H:%M")
        told = words("moment", day=day, time=time, zone=zone)
    return Fact(label, words("instead-given", value=told) if published.span is None else told)
