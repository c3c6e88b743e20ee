"""Datelines: the place, outlet, agency and day that open a report's first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.actors import ActorKind, MentionKind
from foedera.documents.stamps import stamps
from foedera.spans import Span

if TYPE_CHECKING:
    from foedera.actors import Catalogue

#: Longest stretch from the start of a paragraph to the dash.
_REACH: Final = 110
_DASH: Final = re.compile(r"\s{0,3}(?:\s(?:-{1,3}|–|—)\s|\s?(?:---?|–|—)\s?|(?<=\))\s?:\s)\s{0,3}")
_BRACKETED: Final = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
_CREDIT: Final = re.compile(r"[^/,;&]+")
#: A host name or a name like one: "Kompas.com", "KOMPAS.TV".
DOMAIN: Final = re.compile(r"(?:[\w-]{2,30}\.)+[A-Za-z]{2,5}")
_NAME_WORD: Final = r"[^\W\d_a-z][\w.'’-]*"
_PLACE: Final = re.compile(rf"{_NAME_WORD}(?:[ /](?:{_NAME_WORD}|al-\w+|di|de|du|of|the))*\.?")
_ALONE: Final = 45


@dataclass(frozen=True, slots=True)
class Dateline:
    """What opens a paragraph.

    Attributes:
        span: From the first word to the dash, the dash included.
        places: The place or places, in order.
        state: Catalogue code of the state the first place lies in.
        outlets: Outlets and agencies named outside brackets.
        agencies: Those named in brackets: the wire.
    """

    span: Span
    places: tuple[Span, ...] = ()
    state: str | None = None
    outlets: tuple[Span, ...] = ()
    agencies: tuple[Span, ...] = ()


def dateline(text: str, start: int, end: int, catalogue: Catalogue) -> Dateline | None:
    """Return the dateline that opens a paragraph, or None."""
    for dash in _DASH.finditer(text, start, min(end, start + _REACH)):
        if dash.end() >= end or dash.start() <= start:
            continue
        found = _read(text, Span(start, dash.start()), catalogue)
        if found is not None:
            return Dateline(
                Span(start, dash.start() + len(text[dash.start() : dash.end()].rstrip())),
                *found,
            )
    return None


def dateline_alone(text: str, start: int, end: int, catalogue: Catalogue) -> Dateline | None:
    """Return the dateline that makes up a whole line ("Tokyo."), or None."""
    if end - start > _ALONE:
        return None
    found = _read(text, Span(start, end), catalogue)
    if found is None or not found[0] or found[1] is None:
        return None
    return Dateline(Span(start, end), *found)


_Parts = tuple[tuple[Span, ...], str | None, tuple[Span, ...], tuple[Span, ...]]


def _read(text: str, head: Span, catalogue: Catalogue) -> _Parts | None:
    """Read what stands before the dash; None where it is no dateline."""
    agencies: list[Span] = []
    rest = list(text[head.start : head.end])
    for bracket in _BRACKETED.finditer(text, head.start, head.end):
        names = _CREDIT.finditer(text, *bracket.span(1))
        agencies += [_trimmed(text, *name.span()) for name in names]
        rest[bracket.start() - head.start : bracket.end() - head.start] = "," * len(bracket.group())
    for stamp in stamps("".join(rest)):
        rest[stamp.span.start : stamp.span.end] = "," * len(stamp.span)
    places: list[Span] = []
    outlets: list[Span] = []
    for part in re.finditer(r"[^,;|]+", "".join(rest)):
        span = _trimmed(text, head.start + part.start(), head.start + part.end())
        if not span:
            continue
        words = span.of(text)
        if outlet_named(words, catalogue) is not None or DOMAIN.fullmatch(words):
            outlets.append(span)
        elif _PLACE.fullmatch(words):
            places.append(span)
        else:
            return None
    state = _state(text, places, catalogue)
    capitals = any(span.of(text).isupper() for span in places[:1])
    if not (outlets or agencies or state or capitals) or not (places or outlets or agencies):
        return None
    if agencies and not places and not outlets:
        return None
    return tuple(places), state, tuple(outlets), tuple(agencies)


def outlet_named(words: str, catalogue: Catalogue) -> str | None:
    """Return the code of the outlet that the words, all of them, name; or None."""
    words = words.strip(" .")
    for language in ("id", "en"):
        for mention in catalogue.mentions(words, language):
            if mention.actor_kind is ActorKind.OUTLET and len(mention.span) == len(words):
                return mention.actor
    if DOMAIN.fullmatch(words) and (outlet := catalogue.outlet_by_domain(words)) is not None:
        return outlet.code
    return None


def _state(text: str, places: list[Span], catalogue: Catalogue) -> str | None:
    """Return the state of the first place that the catalogue knows."""
    wanted = {MentionKind.CAPITAL, MentionKind.PLACE, MentionKind.NAME}
    for span in reversed(places):  # "SEOUL, South Korea": the country decides
        words = span.of(text).strip(" .")
        for written in (words, words.title() if words.isupper() else words):
            for language in ("en", "id"):
                for mention in catalogue.mentions(written, language):
                    if (
                        mention.actor_kind is ActorKind.STATE
                        and mention.kind in wanted
                        and len(mention.span) >= len(words) - 1
                    ):
                        return mention.actor
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return Span(start + lead, start + max(lead, len(words.rstrip())))
