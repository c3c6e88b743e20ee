"""What a report states of itself: outlet, dateline, writers, editors, wires."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.documents.line_rules import any_of, line_rules, title_words
from foedera.documents.press import DOMAIN
from foedera.documents.report import LineKind, Stated
from foedera.documents.stamps import stamps, words
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.documents.labels import Labels
    from foedera.documents.pieces import Piece
    from foedera.documents.press import Press

_SEGMENT: Final = re.compile(r"[^;]+")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’ -]{1,60}")
_NAME_WORDS: Final = 6
#: Characters before a day in which the words that lead it are looked for.
_LEAD: Final = 40


@dataclass(slots=True)
class Facts:
    """What was found; see ``Report`` for the fields."""

    outlet: Stated | None = None
    dateline: Stated | None = None
    writers: list[Stated] = field(default_factory=list)
    editors: list[Stated] = field(default_factory=list)
    wires: list[Stated] = field(default_factory=list)

    def add_writers(self, writers: list[Stated], press: Press) -> None:
        """Add writers that a page's data name: agencies count as wires."""
        for name in writers:
            if name.actor is not None:
                if press.is_agency(name) and name.actor not in {wire.actor for wire in self.wires}:
                    self.wires.append(name)
            elif name.value.casefold() not in {known.value.casefold() for known in self.writers}:
                self.writers.append(name)


def facts(text: str, labels: Labels, press: Press, outlet: Stated | None = None) -> Facts:
    """Gather what the lines of a report state of it.

    Args:
        text: The text that was labelled.
        labels: Its lines.
        press: Knows outlets and agencies.
        outlet: The outlet where it is known already, such as from a page's own data.
    """
    found = Facts(outlet=outlet, dateline=_place(text, labels))
    people: dict[str, list[Stated]] = {"writers": found.writers, "editors": found.editors}
    wires = [span for line in labels.datelines for span in line.agencies] + labels.credits
    for piece in labels.pieces:
        for states, span in _stated(text, piece, press):
            if states == "wires" or press.outlet(span.of(text)) is not None:
                wires.append(span)
            elif states in people:
                name = Stated(span.of(text), span)
                if name.value.casefold() not in {one.value.casefold() for one in people[states]}:
                    people[states].append(name)
    outlets, agencies = _outlets(text, labels, press)
    owners = _owners(text, labels, press)
    found.outlet = _outlet(found.outlet, [*outlets, *owners])
    own = found.outlet.actor if found.outlet else None
    named = [*(press.stated(text, span) for span in wires), *agencies, *owners]
    for name in named:
        known = {(wire.actor, wire.actor or wire.value) for wire in found.wires}
        if (name.actor is None or name.actor != own) and (
            name.actor,
            name.actor or name.value,
        ) not in known:
            found.wires.append(name)
    return found


def _outlet(known: Stated | None, named: list[Stated]) -> Stated | None:
    """Return the outlet; one known from a page's data takes its words from the text."""
    if known is None:
        return named[0] if named else None
    return next((name for name in named if name.actor and name.actor == known.actor), known)


def _place(text: str, labels: Labels) -> Stated | None:
    """Return the place of the first dateline that names one."""
    for line in labels.datelines:
        if line.places:
            words = line.places[0].of(text).rstrip(" .")
            value = words.title() if words.isupper() else words
            state = line.state
            return Stated(value, line.places[0], state)
    return None


def _stated(text: str, piece: Piece, press: Press) -> Iterator[tuple[str, Span]]:
    """Yield the names a line states, each with what it is stated as."""
    if piece.states in {None, "outlet"}:
        return
    if piece.line_rule is None:
        yield from ((piece.states or "", span) for span in names(text, piece.start, piece.end))
        return
    if piece.lead == piece.start:  # known by other words than a lead: names stand anywhere
        for span in press.outlets_in(text, piece.start, piece.end):
            yield piece.states or "", span
        return
    for segment in _SEGMENT.finditer(text, piece.start, piece.end):
        rule, lead = piece.line_rule, max(segment.start(), piece.lead)
        for other in line_rules():
            if other.states and not other.place and (at := other.labels(text, *segment.span())):
                rule, lead = other, max(at, segment.start())
                break
        for span in names(text, lead, segment.end()):
            yield rule.states or "", span


def names(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the names in a list of them, up to the first day that is printed there."""
    stamp = next(stamps(text, start, end), None)
    if stamp:
        end = stamp.span.start
        lead = _led().search(text, max(start, end - _LEAD), end)
        end = lead.start() if lead else end
    edges = [start]
    for between in _between().finditer(text, start, end):
        edges += between.span()
    edges.append(end)
    for begin, stop in zip(edges[::2], edges[1::2], strict=True):
        cut = _from().search(text, begin, stop)
        found = _NAME.search(text, begin, cut.start() if cut else stop)
        if found is None:
            continue
        name = found.group().rstrip(" .-")
        handle = text[found.start() - 1 : found.start()] == "@"
        if handle or name.split()[0].casefold() in _roles():
            continue
        if len(name.split()) <= _NAME_WORDS and name[0].isupper():
            yield Span(found.start(), found.start() + len(name))


@cache
def _roles() -> frozenset[str]:
    """Return the words for those who write, which may stand beside their names."""
    return frozenset(word.casefold() for word in title_words("roles"))


@cache
def _between() -> re.Pattern[str]:
    """Return what stands between two names of those who write."""
    return re.compile(rf"\s?[,/&|]\s?|\s(?:{any_of(title_words('between'))}|[-–—])\s")


@cache
def _from() -> re.Pattern[str]:
    """Return where a name ends: "Ann Lee in Oslo", "Budi dari Jakarta"."""
    return re.compile(rf"\s(?:{any_of(title_words('from'))})(?:\s|$)")


@cache
def _led() -> re.Pattern[str]:
    """Return the search for words before a day: "Ann Lee Published 3 May"."""
    return re.compile(rf"(?<!\w)(?:{any_of(words().leads)})\W*$", re.IGNORECASE)


def _outlets(text: str, labels: Labels, press: Press) -> tuple[list[Stated], list[Stated]]:
    """Return the outlets and the agencies that stand where an outlet names itself."""
    spans = [span for line in labels.datelines for span in line.outlets] + labels.suffixes
    for piece in labels.pieces:
        if piece.kind is LineKind.PUBLISHED:
            spans += _within(text, piece, press)
    stated = [press.stated(text, span) for span in spans]
    agencies = [name for name in stated if press.is_agency(name)]
    return [name for name in stated if name not in agencies], agencies


def _within(text: str, piece: Piece, press: Press) -> list[Span]:
    """Return the outlets named beside a date."""
    parts = re.finditer(r"[^|,–—·•/-]+(?:-[^|,–—·•/\s-]+)*", text[piece.start : piece.end])
    found = []
    for part in parts:
        words = part.group().strip()
        start = piece.start + part.start() + part.group().find(words)
        stamp = next(stamps(words), None)
        words = words[: stamp.span.start].strip() if stamp else words
        if words and (press.outlet(words) or DOMAIN.fullmatch(words)):
            found.append(Span(start, start + len(words)))
    return found


def _owners(text: str, labels: Labels, press: Press) -> list[Stated]:
    """Return the outlets that copyright lines name."""
    return [
        press.stated(text, span)
        for piece in labels.pieces
        if piece.kind is LineKind.COPYRIGHT
        for span in press.outlets_in(text, piece.start, piece.end)
    ]
