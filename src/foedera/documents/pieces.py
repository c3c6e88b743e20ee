"""Cuts a text into lines, and lines into the parts that newsrooms run together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from foedera.documents.line_rules import any_of, line_rules, title_words
from foedera.documents.teasers import title_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.documents.line_rules import LineRule
    from foedera.documents.report import LineKind

_LINE: Final = re.compile(r"[^\n\r\v\f\u0085\u2028\u2029]+")
_NAME: Final = r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,4}"
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’')\]]{0,2}(?=\s|$)|:\s*$")
#: What may stand before a part that begins inside a line: the end of a sentence, or a gap.
_BEFORE: Final = r"(?:(?<=[.!?…:;\"”’')\]»*|])\s{1,4}+|\s{2,4}+)(?=[^\W_a-z]|[(\[©])[(\[]?"
#: A role may follow names directly: "Penulis: A Editor: B".
_ROLE_REACH: Final = 400
#: Parts that a line is cut into; a line with more is no line of a report.
_MOST_PARTS: Final = 1_000


@dataclass(slots=True, eq=False)
class Piece:
    """A line or a part of one, while it is being labelled.

    Attributes:
        start: Offset of its first character.
        end: Offset past its last.
        kind: What it is, once known.
        rule: Which rule said so.
        lead: Where the words after its lead begin.
        line_rule: The rule of the lexicons that labelled it, if one did.
        states: What the words after the lead state of the report.
        inside: Whether it began inside a physical line.
    """

    start: int
    end: int
    kind: LineKind | None = None
    rule: str = ""
    lead: int = -1
    line_rule: LineRule | None = None
    states: str | None = None
    inside: bool = False

    def follow(self, rule: LineRule, lead: int) -> None:
        """Take a rule's label; the words after the lead begin at that offset."""
        self.kind, self.rule, self.lead = rule.kind, rule.name, lead
        self.line_rule, self.states = rule, rule.states


def pieces(text: str) -> Iterator[Piece]:
    """Yield every line of the text, cut where another line begins inside it."""
    for line in _LINE.finditer(text):
        start, end = trim(text, *line.span())
        if start < end:
            yield from _parts(text, start, end)


def _parts(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield a physical line whole, or cut before and after what is run into it."""
    done = start
    inside = islice(_inside(text, start, end), _MOST_PARTS)
    for begin, stop, lead, rule in sorted(inside, key=itemgetter(0)):
        if begin < done:
            continue
        yield from _piece(text, done, begin)
        piece = Piece(*trim(text, begin, stop), inside=True)
        piece.follow(rule, lead)
        yield piece
        done = stop
    yield from _piece(text, done, end)


def _piece(text: str, start: int, end: int) -> Iterator[Piece]:
    start, end = trim(text, start, end)
    if start < end:
        yield Piece(start, end)


def _inside(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, LineRule]]:
    """Yield where lines begin and end inside a line, where their leads end, and their rules."""
    for fixed in _phrases().finditer(text, start, end):
        yield fixed.start(), fixed.end(), fixed.end(), _by_phrase()[fixed.group()]
    roles_until = 0
    at = _role(text, start, end)
    if at > start:
        roles_until = start + _ROLE_REACH
    while found := _starts(roles=at < roles_until).search(text, at, end):
        begin = _skip(text, found.start(), end)
        at = max(found.end(), begin + 1)
        for rule in line_rules():
            if rule.inline in {None, "phrase", "closing"} or rule.lead is None:
                continue
            lead = rule.lead.match(text, begin, end)
            if lead is None or not _begins_line(text, begin, lead.end(), rule):
                continue
            stop = _extent(text, lead.end(), end, rule)
            if not rule.fits(text, lead.end(), stop):
                continue
            yield begin, stop, lead.end(), rule
            at = max(at, stop - 1)
            if rule.inline == "names":
                roles_until = stop + _ROLE_REACH
            break


def _begins_line(text: str, begin: int, lead_end: int, rule: LineRule) -> bool:
    """Tell whether a lead inside a line is one: a sentence may begin with the same words."""
    first = text[begin : begin + 1]
    if not (first.isupper() or first in "([©"):
        return False
    if rule.inline == "title":
        between = text[begin:lead_end].rstrip()
        return between.endswith((":", "|", "»")) or text[lead_end : lead_end + 1] in "'\"“‘"
    return True


@cache
def _names() -> re.Pattern[str]:
    """Return the search for a row of names."""
    joins = rf"\s?[,&/]\s?|\s(?:{any_of(title_words('and'))})\s"
    return re.compile(rf"{_NAME}(?:(?:{joins}){_NAME}){{0,6}}")


def _extent(text: str, start: int, end: int, rule: LineRule) -> int:
    """Return where a line that begins inside another one ends."""
    if rule.inline == "line":
        return end
    if rule.inline == "names":
        found = _names().match(text, start, end)
        stop = found.end() if found else start
        role = _starts(roles=True).search(text, start, min(end, stop + 40))
        return min(stop, role.start()) if role else stop
    if rule.inline == "title":
        return title_end(text, start, end)
    closing = _SENTENCE_END.search(text, start, end)
    return closing.end() if closing else end


def _role(text: str, start: int, end: int) -> int:
    """Return where the role ends that a line begins with, or ``start`` if it does not."""
    for rule in line_rules():
        if rule.inline == "names" and rule.lead is not None:
            lead = rule.lead.match(text, start, end)
            if lead is not None:
                return lead.end()
    return start


@cache
def _phrases() -> re.Pattern[str]:
    """Return the search for furniture that may stand anywhere, exactly as written."""
    return re.compile("|".join(sorted(map(re.escape, _by_phrase()), key=len, reverse=True)))


@cache
def _by_phrase() -> dict[str, LineRule]:
    rules = [rule for rule in line_rules() if rule.inline == "phrase"]
    return {words: rule for rule in rules for words in rule.phrases}


@cache
def _starts(*, roles: bool) -> re.Pattern[str]:
    """Return the search for places where a line could begin inside another."""
    rules = [rule for rule in line_rules() if rule.inline not in {None, "phrase", "closing"}]
    leads = any_of(words for rule in rules for words in rule.phrases)
    pattern = rf"{_BEFORE}(?i:{leads})(?!\w)"
    if roles:
        names = any_of(words for rule in rules if rule.inline == "names" for words in rule.phrases)
        lines = any_of(words for rule in rules if rule.inline == "line" for words in rule.phrases)
        pattern += rf"|[\s,;/|]{{1,3}}(?![\s,;/|])(?i:{names}|{lines})\s?:"
    return re.compile(pattern)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in ",;/|"):
        at += 1
    return at


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the edges of a stretch of text without the space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
