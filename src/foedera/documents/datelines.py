"""Datelines: the place, outlet, agency and day that open a report's first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.documents.line_rules import title_words
from foedera.documents.pieces import trim
from foedera.documents.press import DOMAIN
from foedera.documents.stamps import stamps
from foedera.spans import Span

if TYPE_CHECKING:
    from foedera.documents.press import Press
    from foedera.identifiers import ActorId

#: Longest stretch from the start of a paragraph to the dash.
_REACH: Final = 110
_DASH: Final = re.compile(
    r"\s{0,3}(?:\s(?:-{1,3}|–|—|//)\s|\s?(?:---?|–|—)\s?|(?<=\))\s?:\s)\s{0,3}"
)
#: A hyphen that only follows its word: "KOMPAS.com- "; an outlet or agency must stand before.
_HYPHEN: Final = re.compile(r"(?<=\S)-\s{1,3}(?=\S)")
#: Other ends of a dateline, after a place that is known: "ISLAMABAD: ", "Jakarta. ".
_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})\s?[:.]\s{1,3}(?=[^\W_a-z]|[\"“'‘])")
#: How an agency that writes its name between slashes ends it: "MOSCOW, May 3. /TASS/. ".
_SLASH: Final = re.compile(r"(?<=/)\.?\s{1,3}(?=\S)")
_BRACKETED: Final = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]|/([A-Z][^/()]{1,30})/")
_CREDIT: Final = re.compile(r"[^/,;&]+")
_NAME_WORD: Final = r"[^\W\d_a-z][\w.'’-]*"
_PLACE: Final = re.compile(rf"{_NAME_WORD}(?:[ /](?:{_NAME_WORD}|al-\w+|di|de|du|of|the))*\.?")
_PART: Final = re.compile(r"[^,;|]+")
_WORD: Final = re.compile(r"(?<=\s)[^\W\d_a-z]")
_ALONE: Final = 45
_PLACE_REACH: Final = 40
#: Characters of the shortest paragraph behind a dateline that no dash ends.
_PARAGRAPH: Final = 60
#: Characters within which a headline may run into its dateline.
_RUN_IN: Final = 330
#: Letters of the shortest place that capitals alone show to be one.
_SHORTEST: Final = 4


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
    state: ActorId | None = None
    outlets: tuple[Span, ...] = ()
    agencies: tuple[Span, ...] = ()


def dateline(text: str, start: int, end: int, press: Press) -> Dateline | None:
    """Return the dateline that opens a paragraph, or None."""
    for dash in _DASH.finditer(text, start, min(end, start + _REACH)):
        if dash.end() >= end or dash.start() <= start:
            continue
        found = _read(text, Span(start, dash.start()), press)
        if found is not None:
            return _with_place(
                text, replace(found, span=Span(start, _closed(text, dash))), end, press
            )
    return _without_dash(text, start, end, press)


def _with_place(text: str, line: Dateline, end: int, press: Press) -> Dateline:
    """Return a dateline with the place that follows its outlet: "KABAR.COM - LIMA. "."""
    start, _ = trim(text, line.span.end, end)
    mark = _STOP.search(text, start, min(end, start + _PLACE_REACH))
    if line.places or mark is None or not text[start : mark.start()].isupper():
        return line
    found = _read(text, Span(start, mark.start()), press)
    if found is None or not found.places:
        return line
    span = Span(line.span.start, _closed(text, mark))
    return replace(line, span=span, places=found.places, state=found.state)


def _without_dash(text: str, start: int, end: int, press: Press) -> Dateline | None:
    """Return the dateline that a hyphen, colon, full stop or slash ends; a paragraph follows."""
    if end - start < _PARAGRAPH:
        return None
    for ending in (_HYPHEN, _SLASH, _STOP):
        mark = ending.search(text, start + 1, min(end, start + _REACH))
        found = _read(text, Span(start, mark.start()), press) if mark else None
        if mark is None or found is None:
            continue
        named = bool(found.outlets or found.agencies)
        known = tuple(place for place in found.places if press.lies_in_state(place.of(text)))
        if ending is _STOP and known:
            found = replace(found, places=known)
        if known if ending is _STOP else named:
            return replace(found, span=Span(start, _closed(text, mark)))
    return None


def _closed(text: str, dash: re.Match[str]) -> int:
    return dash.start() + len(text[dash.start() : dash.end()].rstrip())


def dateline_within(text: str, start: int, end: int, press: Press) -> Dateline | None:
    """Return the dateline inside a line whose headline runs into it, or None.

    Only one that names an outlet or an agency counts there.
    """
    for dash in _DASH.finditer(text, start, min(end, start + _RUN_IN)):
        if dash.end() >= end:
            break
        words = _WORD.finditer(text, max(start + 1, dash.start() - _REACH), dash.start())
        read = (_read(text, Span(word.start(), dash.start()), press) for word in words)
        found = [line for line in read if line and (line.outlets or line.agencies)]
        if found:
            best = next((line for line in found if _placed(text, line, press)), found[-1])
            return replace(best, span=Span(best.span.start, _closed(text, dash)))
    return None


def _placed(text: str, line: Dateline, press: Press) -> bool:
    """Tell whether a dateline begins with a place that plainly is one."""
    if not line.places or line.places[0].start != line.span.start:
        return False
    place = line.places[0].of(text)
    return place.isupper() or press.lies_in_state(place)


def dateline_alone(text: str, start: int, end: int, press: Press) -> Dateline | None:
    """Return the dateline that makes up a whole line ("Tokyo."), or None."""
    if end - start > _ALONE:
        return None
    found = _read(text, Span(start, end), press)
    return found if found is not None and found.places and found.state else None


def _read(text: str, opening: Span, press: Press) -> Dateline | None:
    """Read what stands before the dash; None where it is no dateline."""
    rest = opening.of(text)
    agencies: list[Span] = []
    for bracket in _BRACKETED.finditer(text, opening.start, opening.end):
        names = _CREDIT.finditer(text, *bracket.span(1 if bracket[1] else 2))
        agencies += [Span(*trim(text, *name.span())) for name in names]
        rest = _hidden(rest, bracket.start() - opening.start, bracket.end() - opening.start)
    for stamp in stamps(rest):
        rest = _hidden(rest, stamp.span.start, stamp.span.end)
    places: list[Span] = []
    outlets: list[Span] = []
    for part in _PART.finditer(rest):
        span = Span(*trim(text, opening.start + part.start(), opening.start + part.end()))
        words = span.of(text).strip(".")
        if not words:
            continue
        if press.outlet(words) is not None or DOMAIN.fullmatch(words):
            outlets.append(span)
        elif _PLACE.fullmatch(words):
            places.append(span)
        else:
            return None
    state = _state(text, places, press)
    surely = outlets or (agencies and places) or _stands_alone(text, places, state, press)
    if not surely:
        return None
    return Dateline(opening, tuple(places), state, tuple(outlets), tuple(agencies))


def _hidden(words: str, start: int, end: int) -> str:
    return words[:start] + "," * (end - start) + words[end:]


def _state(text: str, places: list[Span], press: Press) -> ActorId | None:
    """Return the state: of "SEOUL, South Korea" the last that is known."""
    states = (press.state(span.of(text)) for span in reversed(places))
    return next((state for state in states if state is not None), None)


def _stands_alone(text: str, places: list[Span], state: ActorId | None, press: Press) -> bool:
    """Tell whether a place is a dateline without outlet or agency beside it.

    "Rusia - Ukraina" is none: a state's own name counts only if its capital bears it too.
    """
    if not places:
        return False
    first = places[0].of(text).strip(" .")
    if first.casefold() in kickers():
        return False
    if press.lies_in_state(first):
        return True
    capitals = first.isupper() and len(first) >= _SHORTEST
    return capitals and ((len(places) > 1 and state is not None) or not press.names_actor(first))


@cache
def kickers() -> frozenset[str]:
    """Return the words above or beside a headline, in small letters, that are no place."""
    return frozenset(word.casefold() for word in title_words("kickers"))
