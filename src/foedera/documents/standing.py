"""What a line is by where it stands: headline, dateline, caption, subheading, credit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.documents.datelines import dateline, dateline_alone, dateline_within
from foedera.documents.labels import AFTER
from foedera.documents.line_rules import any_of, line_rules, title_words
from foedera.documents.pieces import Piece, trim
from foedera.documents.report import LineKind
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.documents.labels import Labels
    from foedera.documents.press import Press

_TITLE: Final = 220
_SUBHEADING: Final = 90
_SUBHEADING_WORDS: Final = 12
_QUESTION_WORDS: Final = 8
_NAME_WORDS: Final = 4
#: What may stand between a subheading and its paragraph, and how many lines of it.
_PICTURES: Final = frozenset({LineKind.CAPTION, LineKind.CREDIT})
_PICTURE_LINES: Final = 3
_PARAGRAPH: Final = 120
_KICKER_WORDS: Final = 3
#: Sections and labels that may stand above a headline.
_KICKERS: Final = 3
_TITLE_WORDS: Final = 5
_CREDIT: Final = 60
#: Lines at the top among which the first dateline is looked for.
_TOP: Final = 8
_CLOSED: Final = re.compile(r"[.!?…;,][\"”’')\]]{0,3}$|[.!?,][\"”’')\]]{0,3}\s?\(\w[^()]{0,30}\)$")
_SENTENCE: Final = re.compile(r"[.…;,][\"”’')\]]{0,3}$|[!?][\"”’][)\]]?$")
_ABBREVIATED: Final = re.compile(r"(?:^|[\s(])(?:[A-Z]\.){1,4}$")
#: What parts the sections in a line that tells where on its site a page lies.
_PATH: Final = re.compile(r"\s[/›»>|]\s")
_SUFFIX: Final = re.compile(r"\s(?:[-–—|]|--)\s(?=[^-–—|]{2,40}$)")
_TRAILING: Final = re.compile(
    r"(?:(?<=[.!?\"”’])\s{1,3}|^)"
    r"(?:[(\[][^()\[\]]{2,40}[)\]]|(?:(?:[—–]|--)\s?)?[A-Z][\w /,&|-]{1,30})\.?$"
)
_NAMED: Final = re.compile(r"[^()\[\]/,;&|—–\s-][^()\[\]/,;&|—–]*")


def titled(text: str, piece: Piece) -> bool:
    """Tell whether a piece reads like a title: short, and no sentence's end."""
    line = text[piece.start : piece.end]
    if len(line) > _TITLE:
        return False
    return _ABBREVIATED.search(line) is not None or not _SENTENCE.search(line)


def head(text: str, labels: Labels, press: Press) -> None:
    """Find the headline, the dateline and what stands before it."""
    _masthead(text, labels, press)
    top = [piece for piece in labels.pieces if piece.kind is None][:_TOP]
    given = any(piece.kind is LineKind.HEADLINE for piece in labels.pieces)
    dated = next((n for n, piece in enumerate(top) if _dated(text, piece, labels, press)), None)
    if dated is None and top and not given:
        dated = _run_in(text, top[0], labels, press)
    before = top if dated is None else top[:dated]
    if not given:
        before = _headline(text, before, dated=dated is not None)
    for piece in before if dated is not None else ():
        if _caption_words().search(text, piece.start, piece.end):
            piece.kind, piece.rule = LineKind.CAPTION, "caption/before-dateline"
    for piece in [piece for piece in labels.pieces if piece.kind is LineKind.HEADLINE]:
        _suffix(text, piece, labels, press)


def _masthead(text: str, labels: Labels, press: Press) -> None:
    """Label the outlet's name above a headline, or a writer's name with the outlet's."""
    top = [piece for piece in labels.pieces if piece.kind is None][:2]
    if len(top) == 1 or not top:
        return
    piece, span = top[0], Span(top[0].start, top[0].end)
    if press.outlet(span.of(text)) is not None:
        labels.suffixes.append(span)
        piece.kind, piece.rule = LineKind.FURNITURE, "furniture/outlet"
    elif titled(text, top[1]) and (name := _signed(text, piece, press)):
        _suffix(text, piece, labels, press)
        piece.kind, piece.rule = LineKind.BYLINE, "byline/name-and-outlet"
        piece.states, piece.lead = "writers", name.start


def _signed(text: str, piece: Piece, press: Press) -> Span | None:
    """Return the writer's name where it and the outlet's are all that a line holds."""
    for found in _SUFFIX.finditer(text, piece.start, piece.end):
        name = text[piece.start : found.start()].split()
        if press.outlet(text[found.end() : piece.end]) is None or len(name) > _NAME_WORDS:
            continue
        if all(word[0].isupper() for word in name):
            return Span(piece.start, found.start())
    return None


def _dated(text: str, piece: Piece, labels: Labels, press: Press) -> bool:
    """Tell whether a piece opens with a dateline; set the dateline apart if so."""
    alone = dateline_alone(text, piece.start, piece.end, press)
    found = alone or dateline(text, piece.start, piece.end, press)
    if found is None:
        return False
    labels.datelines.append(found)
    if alone is None:
        cut(text, labels, piece, found.span.end)
    piece.kind, piece.rule = LineKind.DATELINE, "dateline/alone" if alone else "dateline/opening"
    return True


def _run_in(text: str, piece: Piece, labels: Labels, press: Press) -> int | None:
    """Part a first line in which the headline runs straight into the dateline.

    Returns:
        1 where it does, the headline being the one piece before the dateline; else None.
    """
    found = dateline_within(text, piece.start, piece.end, press)
    if found is None:
        return None
    title = Piece(*trim(text, piece.start, found.span.start))
    if not titled(text, title) or _count(text, title) < _TITLE_WORDS:
        return None
    rest = cut(text, labels, piece, found.span.start)
    rest.kind = None
    cut(text, labels, rest, found.span.end)
    rest.kind, rest.rule = LineKind.DATELINE, "dateline/run-in"
    labels.datelines.append(found)
    return 1


def cut(text: str, labels: Labels, piece: Piece, at: int) -> Piece:
    """Cut a piece in two; return the second, which is taken for body text."""
    rest = Piece(*trim(text, at, piece.end), LineKind.BODY, "body/after-dateline")
    index = next(n for n, other in enumerate(labels.pieces) if other is piece)
    labels.pieces.insert(index + 1, rest)
    piece.start, piece.end = trim(text, piece.start, at)
    return rest


def _headline(text: str, before: list[Piece], *, dated: bool) -> list[Piece]:
    """Label the headline among the pieces at the top; return those after it."""
    if not before or not titled(text, before[0]) or (len(before) == 1 and not dated):
        return before
    at = next((n for n, one in enumerate(before) if _count(text, one) > _KICKER_WORDS), 0)
    path = at > 0 and _PATH.search(text, before[at - 1].start, before[at - 1].end)
    fewest = _KICKER_WORDS + 1 if path else _TITLE_WORDS
    if at > _KICKERS or not titled(text, before[at]) or _count(text, before[at]) < fewest:
        at = 0
    for kicker in before[:at]:
        kicker.kind, kicker.rule = LineKind.FURNITURE, "furniture/kicker"
    before[at].kind, before[at].rule = LineKind.HEADLINE, "headline/first-line"
    return before[at + 1 :]


def _count(text: str, piece: Piece) -> int:
    return len(text[piece.start : piece.end].split())


@cache
def _caption_words() -> re.Pattern[str]:
    listed = title_words("caption")
    return re.compile(rf"(?<!\w)(?:{any_of(listed)})(?!\w)")


def _suffix(text: str, piece: Piece, labels: Labels, press: Press) -> None:
    """Set apart the outlet's name that pages put behind their titles."""
    for found in _SUFFIX.finditer(text, piece.start, piece.end):
        span = Span(found.end(), piece.end)
        if press.outlet(span.of(text)) is not None:
            labels.suffixes.append(span)
            tail = cut(text, labels, piece, found.start())
            tail.kind, tail.rule = LineKind.FURNITURE, "furniture/outlet"
            return


def subheadings(text: str, found: Sequence[Piece]) -> None:
    """Label short lines without a full stop that stand between paragraphs."""
    body = False
    for number, piece in enumerate(found):
        if piece.kind is not None:
            body = body or piece.kind is LineKind.BODY
            continue
        line = text[piece.start : piece.end]
        asks = line.endswith("?") and len(line.split()) <= _QUESTION_WORDS
        if (_CLOSED.search(line) and not asks) or len(line) > _SUBHEADING or piece.inside:
            body = True
            continue
        short = len(line.split()) <= _SUBHEADING_WORDS and not line.endswith(":")
        if body and short and _paragraph(text, _past_pictures(found, number + 1)):
            piece.kind, piece.rule = LineKind.SUBHEADING, "subheading/between-paragraphs"


def _past_pictures(found: Sequence[Piece], at: int) -> Piece | None:
    """Return the first piece from a number on that is no picture's words or credit."""
    after = found[at : at + _PICTURE_LINES]
    return next((one for one in after if one.kind not in _PICTURES), None)


def _paragraph(text: str, piece: Piece | None) -> bool:
    if piece is None or piece.kind is not None:
        return False
    line = text[piece.start : piece.end]
    return len(line) > _PARAGRAPH or _CLOSED.search(line) is not None


def trailing_credits(text: str, labels: Labels, press: Press) -> None:
    """Set apart the names and initials that close a paragraph: "... (AFP)", "... (abc/xyz)"."""
    kept: list[Piece] = []
    for piece in labels.pieces:
        kept.append(piece)
        body = piece.kind in {None, LineKind.BODY}
        if not body and not piece.rule.startswith(("credit/photo", AFTER)):
            continue
        tail = max(piece.start, piece.end - _CREDIT)
        found = _TRAILING.search(text[tail : piece.end])
        if found is None or (tail > piece.start and found.start() == 0):
            continue
        start, end = trim(text, tail + found.start(), piece.end)
        if piece.rule == AFTER and start != piece.start:
            continue
        names = _agencies(text, start, end, press)
        closing = (LineKind.CREDIT, "credit/agency") if names else _closing(text, start, end)
        if closing is None:
            continue
        labels.credits.extend(names)
        if start == piece.start:
            piece.kind, piece.rule = closing
            continue
        piece.start, piece.end = trim(text, piece.start, start)
        kept.append(Piece(start, end, *closing))
    labels.pieces[:] = kept


def _closing(text: str, start: int, end: int) -> tuple[LineKind, str] | None:
    """Return what the lexicons know to close a paragraph, such as the editors' initials."""
    for rule in line_rules():
        if rule.inline == "closing" and rule.labels(text, start, end) is not None:
            return rule.kind, rule.name
    return None


def _agencies(text: str, start: int, end: int, press: Press) -> list[Span]:
    """Return the outlets named in a credit, provided that it names nothing else."""
    spans = []
    for found in _NAMED.finditer(text, start, end):
        name = found.group().rstrip(" .")
        if press.outlet(name) is None:
            return []
        spans.append(Span(found.start(), found.start() + len(name)))
    return spans
