"""What stands below an article: signatures, tags, buttons, links to the rest of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from foedera.documents.headers import Article, article_words, edge_lines
from foedera.documents.line_rules import line_rules
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from foedera.documents.labels import Labels
    from foedera.documents.pieces import Piece
    from foedera.documents.press import Press

#: Characters of the shortest line that is a paragraph without closing as a sentence does.
_PARAGRAPH: Final = 120
#: Words of the longest line that is taken for a button or a link where it closes no sentence.
_LINK_WORDS: Final = 8
#: Lines at the bottom among which the last paragraph is looked for.
_BOTTOM: Final = 60
#: A question is no paragraph: "Found a mistake?"
_CLOSED: Final = re.compile(
    r"[.!…:,;][\"”’')\]]{0,3}$|[.!?,][\"”’')\]]{1,3}$|[.!?]\s?\([^()]{1,60}\)$"
)
_ARTICLE: Final = frozenset({LineKind.BODY, LineKind.DATELINE, LineKind.HEADLINE})


def footer_lines(text: str, labels: Labels, press: Press) -> None:
    """Label what stands below the last paragraph and closes no sentence."""
    footer = _footer(text, labels)
    words = article_words(text, labels, 0) if any(piece.kind is None for piece in footer) else ""
    edge_lines(text, labels, footer, press, Article(words, place="end"))
    for piece in footer:
        if piece.kind is None and len(text[piece.start : piece.end].split()) <= _LINK_WORDS:
            piece.kind, piece.rule = LineKind.FURNITURE, "furniture/below-article"


def _footer(text: str, labels: Labels) -> list[Piece]:
    """Return the lines below the last paragraph; none where there is no paragraph."""
    at = len(labels.pieces)
    for piece in reversed(labels.pieces[-_BOTTOM:]):
        prose = piece.kind is None and _paragraph(text, piece) and not _closes(text, piece)
        if prose or piece.kind in _ARTICLE:
            break
        at -= 1
    return labels.pieces[at:] if at > max(0, len(labels.pieces) - _BOTTOM) else []


def _paragraph(text: str, piece: Piece) -> bool:
    if piece.end - piece.start > _PARAGRAPH:
        return True
    return _CLOSED.search(text, piece.start, piece.end) is not None


def _closes(text: str, piece: Piece) -> bool:
    """Tell whether a rule for the end of a page fits a line that reads like a paragraph."""
    return any(
        rule.place in {"end", "edge"} and rule.labels(text, piece.start, piece.end) is not None
        for rule in line_rules()
    )
