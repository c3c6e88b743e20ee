"""Says of every line of a report what it is: by its words first, then by where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from foedera.documents.datelines import Dateline, dateline, dateline_alone, outlet_named
from foedera.documents.line_rules import any_of, lexicon_files, line_rules
from foedera.documents.pieces import Piece, pieces
from foedera.documents.report import Line, LineKind
from foedera.documents.stamps import Stamp, stamps, words
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.actors import Catalogue

_TITLE: Final = 220
_SUBHEADING: Final = 90
_SUBHEADING_WORDS: Final = 12
_PARAGRAPH: Final = 120
_KICKER_WORDS: Final = 3
_TITLE_WORDS: Final = 5
_STAMP_LINE: Final = 160
_LIST: Final = 12
#: Lines at the top among which the first dateline is looked for.
_TOP: Final = 7
_CLOSED: Final = re.compile(r"[.!?…;,][\"”’')\]]{0,3}$|[.!?,][\"”’')\]]{0,3}\s?\(\w[^()]{0,30}\)$")
_SENTENCE: Final = re.compile(r"[.…;][\"”’')\]]{0,3}$|,[\"”’')\]]{0,3}$|[.!?][\"”’][)\]]?$")
_LETTER: Final = re.compile(r"[^\W_]")
_QUOTE_START: Final = re.compile(r"^['\"“‘\s]+")
_QUOTE_END: Final = re.compile(r"['\"”’]\s?:?\s*$|:\s*$")
_SUFFIX: Final = re.compile(r"\s(?:[-–—|]|--)\s(?=[^-–—|]{2,40}$)")
_TRAILING: Final = re.compile(r"(?<=[.!?\"”’])\s{1,3}[(\[]?([A-Z][\w /.&-]{1,40}?)[)\]]?\.?$")


@dataclass(slots=True)
class Labels:
    """What labelling found.

    Attributes:
        lines: The labelled lines, in order, apart; they cover all but space.
        pieces: The same before leads were set apart, for those who read facts in them.
        datelines: The datelines, in order.
        stamps: The days that make up lines of their own.
        suffixes: Outlets that close the headline ("... - Kompas.com").
        credits: Agencies that close a paragraph ("... (AFP)").
    """

    lines: tuple[Line, ...] = ()
    pieces: list[Piece] = field(default_factory=list)
    datelines: list[Dateline] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    suffixes: list[Span] = field(default_factory=list)
    credits: list[Span] = field(default_factory=list)


def label(
    text: str, catalogue: Catalogue, hints: Mapping[int, tuple[LineKind, str]] | None = None
) -> Labels:
    """Label the lines of a text.

    Args:
        text: What to read: markup blanked, as long as the report's text.
        catalogue: Knows places and outlets.
        hints: What the markup says of lines, by the offset of their first character.

    Returns:
        The lines, and what was found on the way.
    """
    labels = Labels(pieces=list(pieces(text)))
    for piece in labels.pieces:
        if hints and piece.start in hints:
            piece.kind, piece.rule = hints[piece.start]
        elif piece.kind is None:
            _by_words(text, piece, labels)
    _picture_credits(labels.pieces)
    _lists(text, labels.pieces)
    _head(text, labels, catalogue)
    _subheadings(text, labels.pieces)
    for piece in labels.pieces:
        if piece.kind is None:
            piece.kind, piece.rule = LineKind.BODY, "body"
    _trailing_credits(text, labels, catalogue)
    labels.lines = tuple(line for piece in labels.pieces for line in _lines(text, piece))
    return labels


def _picture_credits(found: Sequence[Piece]) -> None:
    """Tell the credit that closes a caption from the wire's: it states nothing of the report."""
    for before, piece in pairwise(found):
        if piece.inside and piece.kind is LineKind.CREDIT and before.kind is LineKind.CAPTION:
            piece.rule, piece.line_rule = "credit/picture", None


def _by_words(text: str, piece: Piece, labels: Labels) -> None:
    """Label a piece by the lexicons' rules, or as a line with a date, where these fit."""
    if not _LETTER.search(text, piece.start, piece.end):
        piece.kind, piece.rule = LineKind.FURNITURE, "furniture/no-words"
        return
    for rule in line_rules():
        lead = rule.labels(text, piece.start, piece.end)
        if lead is not None:
            piece.kind, piece.rule, piece.lead, piece.line_rule = rule.kind, rule.name, lead, rule
            break
    if piece.kind in {None, LineKind.BYLINE} and piece.end - piece.start <= _STAMP_LINE:
        _stamped(text, piece, labels)


def _stamped(text: str, piece: Piece, labels: Labels) -> None:
    """Label a line that is a date and little else."""
    found = next(stamps(text, piece.start, piece.end), None)
    if found is None:
        return
    rest = text[piece.start : found.span.start] + "|" + text[found.span.end : piece.end]
    rest = _leads().sub("", rest)
    if piece.kind is LineKind.BYLINE:
        labels.stamps.append(found)
        return
    names = [word for word in re.findall(r"[^\W_]+", rest) if not word[:1].isupper()]
    if len(rest) > _STAMP_LINE // 2 or len(names) > 2 or _SENTENCE.search(rest.strip()):  # noqa: PLR2004 - "Kompas dunia |"
        return
    labels.stamps.append(found)
    piece.kind, piece.rule = LineKind.PUBLISHED, "published/line"


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words().leads)})\b", re.IGNORECASE)


def _lists(text: str, found: Sequence[Piece]) -> None:
    """Take the titles under a heading such as "Berita terkait" for teasers."""
    left = 0
    for piece in found:
        rule = piece.line_rule
        if rule is not None and rule.split:
            left = _LIST if _alone(text, piece) else 0
        elif left and piece.kind is None and _titled(text, piece):
            piece.kind, piece.rule = LineKind.RELATED, "related/listed"
            left -= 1
        elif piece.kind is None:
            left = 0


def _alone(text: str, piece: Piece) -> bool:
    """Tell whether nothing follows a lead, so that titles on the next lines are meant."""
    rest = text[piece.lead : piece.end] if piece.lead > piece.start else ""
    return not _LETTER.search(rest)


def _titled(text: str, piece: Piece) -> bool:
    """Tell whether a piece reads like a title: short, and no sentence's end."""
    line = text[piece.start : piece.end]
    return len(line) <= _TITLE and not _SENTENCE.search(line)


def _head(text: str, labels: Labels, catalogue: Catalogue) -> None:
    """Find the headline, the datelines and what stands before the first of them."""
    top = [piece for piece in labels.pieces if piece.kind is None][:_LIST]
    before: list[Piece] | None = None
    for at, piece in enumerate(top):
        if at > _TOP and before is None:
            break
        if _opening(text, piece, labels, catalogue, first=before is None):
            before = top[:at] if before is None else before
    if not any(piece.kind is LineKind.HEADLINE for piece in labels.pieces):
        rest = _headline(text, top if before is None else before, dated=before is not None)
    else:
        rest = before or []
    for piece in rest if before is not None else ():
        if _captioned(text, piece):
            piece.kind, piece.rule = LineKind.CAPTION, "caption/before-dateline"
    for piece in labels.pieces:
        if piece.kind is LineKind.HEADLINE:
            _suffix(text, piece, labels, catalogue)


def _opening(text: str, piece: Piece, labels: Labels, catalogue: Catalogue, *, first: bool) -> bool:
    """Tell whether a piece opens with a dateline; set the dateline apart if so."""
    if first and (alone := dateline_alone(text, piece.start, piece.end, catalogue)):
        labels.datelines.append(alone)
        piece.kind, piece.rule = LineKind.DATELINE, "dateline/alone"
        return True
    found = dateline(text, piece.start, piece.end, catalogue)
    if found is None:
        return False
    labels.datelines.append(found)
    body = Piece(found.span.end, piece.end, LineKind.BODY, "body/after-dateline")
    while text[body.start].isspace():
        body.start += 1
    labels.pieces.insert(labels.pieces.index(piece) + 1, body)
    piece.end, piece.kind, piece.rule = found.span.end, LineKind.DATELINE, "dateline"
    return True


def _headline(text: str, before: list[Piece], *, dated: bool) -> list[Piece]:
    """Label the headline among the pieces at the top; return those after it."""
    if not before or not _titled(text, before[0]) or (len(before) == 1 and not dated):
        return before
    at = 0
    if (
        len(before) > 1
        and _words(text, before[0]) <= _KICKER_WORDS
        and _titled(text, before[1])
        and _words(text, before[1]) >= _TITLE_WORDS
    ):
        before[0].kind, before[0].rule = LineKind.FURNITURE, "furniture/kicker"
        at = 1
    before[at].kind, before[at].rule = LineKind.HEADLINE, "headline/first-line"
    return before[at + 1 :]


def _words(text: str, piece: Piece) -> int:
    return len(text[piece.start : piece.end].split())


def _captioned(text: str, piece: Piece) -> bool:
    return _caption_words().search(text, piece.start, piece.end) is not None


@cache
def _caption_words() -> re.Pattern[str]:
    listed = [word for path in lexicon_files("titles.yaml") for word in record(path)["caption"]]
    return re.compile(rf"(?<!\w)(?:{any_of(listed)})(?!\w)")


def _suffix(text: str, piece: Piece, labels: Labels, catalogue: Catalogue) -> None:
    """Set apart the outlet's name that pages put behind their titles."""
    for found in _SUFFIX.finditer(text, piece.start, piece.end):
        span = Span(found.end(), piece.end)
        if outlet_named(span.of(text), catalogue) is not None:
            labels.suffixes.append(span)
            at = labels.pieces.index(piece)
            tail = Piece(found.start() + 1, piece.end, LineKind.FURNITURE, "furniture/outlet")
            labels.pieces.insert(at + 1, tail)
            piece.end = found.start()
            return


def _subheadings(text: str, found: Sequence[Piece]) -> None:
    """Label short lines without a full stop that stand between paragraphs."""
    body = False
    for piece, following in zip(found, [*found[1:], None], strict=True):
        if piece.kind is LineKind.BODY:
            body = True
        if piece.kind is not None:
            continue
        line = text[piece.start : piece.end]
        if _CLOSED.search(line) or len(line) > _SUBHEADING or piece.inside:
            body = True
            continue
        plain = following is not None and following.kind is None
        if body and plain and len(line.split()) <= _SUBHEADING_WORDS and not line.endswith(":"):
            if _paragraph(text, following):
                piece.kind, piece.rule = LineKind.SUBHEADING, "subheading/between-paragraphs"


def _paragraph(text: str, piece: Piece | None) -> bool:
    if piece is None:
        return False
    line = text[piece.start : piece.end]
    return len(line) > _PARAGRAPH or _CLOSED.search(line) is not None


def _trailing_credits(text: str, labels: Labels, catalogue: Catalogue) -> None:
    """Set apart the agencies' names that close a paragraph: "... (AFP)", "... REUTERS"."""
    for piece in list(labels.pieces):
        whole = (piece.end - piece.start <= 40 and text[piece.start] in "([") or False  # noqa: PLR2004 - "(AFP/Reuters)"
        if piece.kind is not LineKind.BODY:
            continue
        tail = max(piece.start, piece.end - 60)
        found = _TRAILING.search(text[tail : piece.end])
        start = piece.start if whole else (tail + found.start() if found else -1)
        if start < 0:
            continue
        names = _agencies(text, start, piece.end, catalogue)
        if not names:
            continue
        labels.credits.extend(names)
        if start == piece.start:
            piece.kind, piece.rule = LineKind.CREDIT, "credit/agency"
            continue
        while text[start].isspace():
            start += 1
        credit = Piece(start, piece.end, LineKind.CREDIT, "credit/agency")
        labels.pieces.insert(labels.pieces.index(piece) + 1, credit)
        piece.end = start
        while text[piece.end - 1].isspace():
            piece.end -= 1


def _agencies(text: str, start: int, end: int, catalogue: Catalogue) -> list[Span]:
    """Return the outlets named in a credit, provided that it names nothing else."""
    spans = []
    for found in re.finditer(r"[^()\[\]/,;&\s][^()\[\]/,;&]*", text[start:end]):
        name = found.group().rstrip(" .")
        if outlet_named(name, catalogue) is None:
            return []
        spans.append(Span(start + found.start(), start + found.start() + len(name)))
    return spans


def _lines(text: str, piece: Piece) -> list[Line]:
    """Return a piece as lines: a teaser's lead and quotation marks are set apart."""
    kind = piece.kind or LineKind.BODY
    start, end = piece.start, piece.end
    if kind is not LineKind.RELATED:
        return [Line(Span(start, end), kind, piece.rule)]
    if piece.line_rule is not None and piece.line_rule.split:
        if _alone(text, piece):
            return [Line(Span(start, end), LineKind.FURNITURE, piece.rule)]
        start = piece.lead
    start += len(_match(_QUOTE_START, text[start:end]))
    end -= len(_match(_QUOTE_END, text[start:end]))
    parts = [
        (piece.start, start, LineKind.FURNITURE, "furniture/lead"),
        (start, end, kind, piece.rule),
        (end, piece.end, LineKind.FURNITURE, "furniture/marks"),
    ]
    return [
        Line(_trimmed(text, begin, stop), kind, rule)
        for begin, stop, kind, rule in parts
        if text[begin:stop].strip()
    ]


def _match(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found.group() if found else ""


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
