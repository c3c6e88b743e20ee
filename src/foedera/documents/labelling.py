"""Says of every line of a report what it is: by its words first, then by where it stands."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from foedera.documents.captions import credited, uncredited
from foedera.documents.footers import footer_lines
from foedera.documents.headers import header_lines, names_after_roles, writers_beside_dates
from foedera.documents.labels import Labels
from foedera.documents.line_rules import any_of, first_rule
from foedera.documents.pieces import pieces, trim
from foedera.documents.report import Line, LineKind
from foedera.documents.stamps import stamps, words
from foedera.documents.standing import head, subheadings, titled, trailing_credits
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.documents.labels import Hint
    from foedera.documents.pieces import Piece
    from foedera.documents.press import Press

_STAMP_LINE: Final = 160
#: Titles that may follow a heading such as "Berita terkait".
_LIST: Final = 12
#: Words of a tag, or a button, under a heading such as "Tags".
_TAG_WORDS: Final = 3
#: Lines of a kind that may tell the day as well.
_MAY_DATE: Final = frozenset({None, LineKind.BYLINE, LineKind.CREDIT})
_SENTENCE: Final = re.compile(r"[.!?][\"”’')\]]{0,3}$")
_LETTER: Final = re.compile(r"[^\W_]")
#: Words before a day that no mark parts from it: "Kompas dunia | 3 Mei" has none.
_MOST_WORDS: Final = 3
_PARTED: Final = re.compile(r"(?:[|:,·•()–—-]|\b\d[\d.:]*)$")
_QUOTE_START: Final = re.compile(r"^['\"“‘\s]+")
_QUOTE_END: Final = re.compile(r"['\"”’]\s?:?\s*$|:\s*$")


def label(text: str, press: Press, hints: Mapping[int, Hint] | None = None) -> Labels:
    """Label the lines of a text.

    Args:
        text: What to read: markup blanked, as long as the report's text.
        press: Knows places and outlets.
        hints: What the markup says of lines, by the offset of their first character.

    Returns:
        The lines, and what was found on the way.
    """
    labels = Labels(pieces=list(pieces(text)))
    hints = hints or {}
    for piece in labels.pieces:
        hint = hints.get(piece.start)
        if piece.kind is None and (hint is None or not hint.firm):
            _by_words(text, piece, labels)
        if hint is not None and piece.kind is None:
            _by_hint(text, piece, hint, labels)
    writers_beside_dates(text, labels)
    names_after_roles(text, labels.pieces)
    _lists(text, labels.pieces)
    head(text, labels, press)
    credited(text, labels, press)
    header_lines(text, labels, press)
    uncredited(text, labels)
    _picture_credits(labels.pieces)
    trailing_credits(text, labels, press)
    footer_lines(text, labels, press)
    subheadings(text, labels.pieces)
    for piece in labels.pieces:
        if piece.kind is None:
            piece.kind, piece.rule = LineKind.BODY, "body"
    labels.lines = tuple(line for piece in labels.pieces for line in _lines(text, piece))
    return labels


def _by_hint(text: str, piece: Piece, hint: Hint, labels: Labels) -> None:
    piece.kind, piece.rule, piece.states = hint.kind, hint.rule, hint.states
    piece.lead = piece.start
    if hint.kind is LineKind.PUBLISHED:
        labels.stamps.extend(stamps(text, piece.start, piece.end))


def _picture_credits(found: Sequence[Piece]) -> None:
    """Tell the credit that closes a caption from the wire's: it states nothing of the report."""
    for before, piece in pairwise(found):
        if piece.inside and piece.kind is LineKind.CREDIT and before.kind is LineKind.CAPTION:
            piece.rule, piece.line_rule, piece.states = "credit/picture", None, None


def _by_words(text: str, piece: Piece, labels: Labels) -> None:
    """Label a piece by the lexicons' rules, or as a line with a date, where these fit."""
    if not _LETTER.search(text, piece.start, piece.end):
        piece.kind, piece.rule = LineKind.FURNITURE, "furniture/no-words"
        return
    found = first_rule(text, piece.start, piece.end)
    if found is not None:
        piece.follow(*found)
    if piece.kind in _MAY_DATE and piece.end - piece.start <= _STAMP_LINE:
        _stamped(text, piece, labels)


def _stamped(text: str, piece: Piece, labels: Labels) -> None:
    """Label a line that is a date and little else."""
    found = next(stamps(text, piece.start, piece.end), None)
    if found is None:
        return
    rest = text[piece.start : found.span.start] + "|" + text[found.span.end : piece.end]
    rest = _leads().sub("", rest)
    if piece.kind is LineKind.BYLINE or (piece.kind is LineKind.CREDIT and found.clock is None):
        labels.stamps.append(found)
        return
    small = [word for word in re.findall(r"[^\W\d_]+", rest) if word[:1].islower()]
    before = _leads().sub("", text[piece.start : found.span.start]).strip()
    if len(before.split()) > _MOST_WORDS and not _PARTED.search(before[-_STAMP_LINE:]):
        return
    if len(rest) > _STAMP_LINE // 2 or len(small) > 2 or _SENTENCE.search(rest.strip()):  # noqa: PLR2004 - "Kompas dunia |"
        return
    labels.stamps.append(found)
    piece.kind, piece.rule = LineKind.PUBLISHED, "published/line"


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words().leads)})\b", re.IGNORECASE)


def _lists(text: str, found: Sequence[Piece]) -> None:
    """Take titles under a heading such as "Berita terkait" for teasers.

    What follows a caption's heading is the caption, whatever it reads like.
    """
    left = 0
    kind = LineKind.RELATED
    for piece in found:
        rule = piece.line_rule
        if rule is not None and rule.split:
            kind = rule.kind
            left = (1 if kind is LineKind.CAPTION else _LIST) if _alone(text, piece) else 0
        elif left and piece.kind is None and _listed(text, piece, kind):
            piece.kind, piece.rule = kind, f"{kind.value}/listed"
            left -= 1
        elif piece.kind in {None, LineKind.CAPTION}:
            left = 0


def _listed(text: str, piece: Piece, kind: LineKind) -> bool:
    """Tell whether a piece may stand under a heading; what is listed as furniture is short."""
    if kind is LineKind.FURNITURE:
        return len(text[piece.start : piece.end].split()) <= _TAG_WORDS and titled(text, piece)
    return kind is LineKind.CAPTION or titled(text, piece)


def _alone(text: str, piece: Piece) -> bool:
    """Tell whether nothing follows a lead, so that titles on the next lines are meant."""
    rest = text[piece.lead : piece.end] if piece.lead > piece.start else ""
    return not _LETTER.search(rest)


def _lines(text: str, piece: Piece) -> list[Line]:
    """Return a piece as lines: a teaser's lead and quotation marks are set apart."""
    kind = piece.kind or LineKind.BODY
    start, end = piece.start, piece.end
    if piece.line_rule is not None and piece.line_rule.split:
        if _alone(text, piece) or kind is LineKind.FURNITURE:
            return [Line(Span(start, end), LineKind.FURNITURE, piece.rule)]
        start = piece.lead
    elif kind is not LineKind.RELATED:
        return [Line(Span(start, end), kind, piece.rule)]
    start += len(_match(_QUOTE_START, text[start:end]))
    end -= len(_match(_QUOTE_END, text[start:end]))
    parts = [
        (piece.start, start, LineKind.FURNITURE, "furniture/lead"),
        (start, end, kind, piece.rule),
        (end, piece.end, LineKind.FURNITURE, "furniture/marks"),
    ]
    return [
        Line(Span(*trim(text, begin, stop)), kind, rule)
        for begin, stop, kind, rule in parts
        if text[begin:stop].strip()
    ]


def _match(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found.group() if found else ""


def with_gaps(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with those that hold markup alone, so that all but space is covered."""
    covered: list[Line] = []
    end = 0
    for line in (*lines, None):
        start = line.span.start if line else len(text)
        gap = Span(*trim(text, end, start))
        if gap:
            covered.append(Line(gap, LineKind.FURNITURE, "furniture/markup"))
        if line:
            covered.append(line)
            end = line.span.end
    return tuple(covered)
