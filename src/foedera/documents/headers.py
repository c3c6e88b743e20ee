"""What stands between a headline and its first paragraph: writers, outlets, sections."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from foedera.documents.line_rules import line_rules
from foedera.documents.pieces import Piece, trim
from foedera.documents.report import LineKind
from foedera.documents.stamps import stamps
from foedera.documents.standing import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.documents.labels import Labels
    from foedera.documents.line_rules import LineRule
    from foedera.documents.press import Press

#: Lines at the top among which the first paragraph is looked for.
_TOP: Final = 16
_PARAGRAPH: Final = 120
_CLOSED: Final = re.compile(r"[.!?…][\"”’')\]]{0,3}$")
#: What parts a line in which several things stand side by side.
_BESIDE: Final = re.compile(r"\s[·•|–—-](?=\s)")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]+")
_DATED: Final = frozenset({LineKind.PUBLISHED, LineKind.BYLINE})


def writers_beside_dates(text: str, labels: Labels) -> None:
    """Part the lines in which a writer stands beside the date: "3 May 2023 | By Ann Lee"."""
    for piece in [piece for piece in labels.pieces if piece.rule == "published/line"]:
        parts: list[tuple[int, int, LineRule | None]] = []
        edges = [piece.start, *_edges(text, piece), piece.end]
        for begin, stop in pairwise(edges):
            start, end = trim(text, begin, stop)
            found = next((rule for rule in _writing() if _leads(rule, text, start, end)), None)
            if found is not None or not parts or parts[-1][2] is not None:
                parts.append((start, end, found))
            else:
                parts[-1] = (parts[-1][0], end, None)
        _parted(text, labels, piece, [part for part in parts if part[0] < part[1]])


def _edges(text: str, piece: Piece) -> list[int]:
    """Return where a writer could begin: after a separator, or right after a date."""
    after = [found.end() for found in _BESIDE.finditer(text, piece.start, piece.end)]
    after += [stamp.span.end for stamp in stamps(text, piece.start, piece.end)]
    return sorted(set(after))


def _writing() -> Iterator[LineRule]:
    """Yield the rules that tell writers and editors by the words before them."""
    for rule in line_rules():
        if rule.kind is LineKind.BYLINE and rule.states and rule.lead and not rule.place:
            yield rule


def _leads(rule: LineRule, text: str, start: int, end: int) -> bool:
    return rule.lead is not None and rule.lead.match(text, start, end) is not None


def _parted(
    text: str, labels: Labels, piece: Piece, parts: list[tuple[int, int, LineRule | None]]
) -> None:
    """Put the parts of a line in its place, if any of them names a writer."""
    if len(parts) == 1 or all(rule is None for _, _, rule in parts):
        return
    pieces = []
    for start, end, rule in parts:
        part = Piece(start, end, piece.kind, piece.rule)
        if rule is not None and (lead := rule.labels(text, start, end)) is not None:
            part.follow(rule, lead)
        pieces.append(part)
    at = next(n for n, other in enumerate(labels.pieces) if other is piece)
    labels.pieces[at : at + 1] = pieces


def header_lines(text: str, labels: Labels, press: Press) -> None:
    """Label writers, outlets and sections that no word marks, by where they stand.

    The lines meant are those after the headline, if there is one, and before the first
    paragraph; without a paragraph there is no header.
    """
    header, body = _header(text, labels)
    for _ in range(2):  # an outlet's line may show by the writer's that is found after it
        for number, piece in enumerate(header):
            near = [*header[max(number - 1, 0) : number], *header[number + 1 : number + 2]]
            dated = any(other.kind in _DATED for other in near)
            if piece.kind is None:
                _header_line(text, labels, piece, press, body if dated else -body)


def _header_line(text: str, labels: Labels, piece: Piece, press: Press, body: int) -> None:
    """Label one line of the header; the offset of the body is negative where no date is near."""
    if press.outlet(text[piece.start : piece.end]) is not None:
        piece.kind, piece.rule = LineKind.FURNITURE, "furniture/outlet"
        return
    for rule in line_rules():
        if rule.place is None or (rule.place == "dated" and body < 0):
            continue
        found = rule.labels(text, piece.start, piece.end) is not None
        if found and _follow(text, labels, piece, rule, body):
            return


def _header(text: str, labels: Labels) -> tuple[list[Piece], int]:
    """Return the lines of the header, and where the first paragraph begins."""
    pieces = labels.pieces
    title = next((n for n, one in enumerate(pieces) if one.kind is LineKind.HEADLINE), -1)
    for number, piece in enumerate(pieces[title + 1 : title + 1 + _TOP], title + 1):
        line = text[piece.start : piece.end]
        prose = len(line) > _PARAGRAPH or _CLOSED.search(line) is not None
        if piece.kind is LineKind.DATELINE or (piece.kind in {None, LineKind.BODY} and prose):
            return pieces[title + 1 : number], piece.start
    return [], len(text)


def _follow(text: str, labels: Labels, piece: Piece, rule: LineRule, body: int) -> bool:
    """Take a header rule's label, unless what looks like a writer's name is none."""
    if rule.kind is not LineKind.BYLINE:
        piece.kind, piece.rule = rule.kind, rule.name
        return True
    name = re.split(r"\s(?:[-–—|]|in|di|dari)\s", text[piece.start : piece.end])[0]
    if not _is_name(name, text, abs(body), dated=body > 0):
        return False
    outlet = _BESIDE.search(text, piece.start, piece.end)
    if outlet is not None:
        tail = cut(text, labels, piece, outlet.start())
        tail.kind, tail.rule = LineKind.FURNITURE, "furniture/outlet"
    piece.kind, piece.rule, piece.states = rule.kind, rule.name, rule.states
    return True


def _is_name(name: str, text: str, body: int, *, dated: bool) -> bool:
    """Tell whether words are a writer's name by how the article uses them.

    "Ceasefire Talks in Doha" is a second headline: the article writes "talks" in small
    letters. Where no date stands beside it, "Ann Lee in Oslo" may be whom a picture
    shows: the article then names her again.
    """
    found = [word for word in _WORD.findall(name) if word[0].isupper()]
    small = [word.lower() for word in found] + ([] if dated else found[-1:])
    used = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, small))})(?!\w)")
    return bool(found) and used.search(text, body) is None
