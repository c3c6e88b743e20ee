"""Pictures' words that begin like any sentence: a credit at the end shows them, or their place."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from foedera.documents.line_rules import any_of, title_words
from foedera.documents.press import DOMAIN
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.documents.labels import Labels
    from foedera.documents.pieces import Piece
    from foedera.documents.press import Press

#: Characters of the longest caption, and those of its end in which a credit is looked for.
_LONGEST: Final = 500
_REACH: Final = 100
#: Characters of the longest caption that an agency's name alone shows.
_SHORT: Final = 250
#: Lines at the top among which captions are told by their place.
_TOP: Final = 24
#: Characters of the shortest paragraph, and of the longest line that is one word of a picture.
_PARAGRAPH: Final = 120
_FEWEST_WORDS: Final = 4
_CAPTION_WORDS: Final = 8
_NAME_WORDS: Final = 4
#: A credit in brackets, behind a dash or a bar, or behind the last full stop.
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\.?$")
_BEHIND: Final = re.compile(r"(?:\s[|–—-]\s|[^\W_]{2}[.!?”\"]\s?)([A-ZÀ-Þ][^.!?|()\[\]]{1,80})$")
#: A name in brackets behind the full stop: who holds the rights, whether known or not.
_HOLDER: Final = re.compile(
    r"[.!?”\"]\s?[(\[][A-ZÀ-Þ][\w.'’-]*(?:[ /](?:[A-ZÀ-Þ][\w.'’-]*|of|the|via|de|dan)){0,6}[)\]]$"
)
_NAME: Final = re.compile(
    r"@?[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|bin|de|van|von|al|el|da))*\.?"
)
_CLOSED: Final = re.compile(r"[.!?…][\"”’')\]]{0,3}$")
_QUOTED: Final = re.compile(r"[\"“”]")
#: Lines after which the words of a picture stand.
_BEFORE: Final = frozenset(
    {LineKind.PUBLISHED, LineKind.BYLINE, LineKind.CREDIT, LineKind.FURNITURE, LineKind.PROMOTION}
)
#: What the article's own lines are.
_ARTICLE: Final = frozenset({LineKind.DATELINE, LineKind.BODY, LineKind.SUBHEADING})
_CREDITS: Final = ("credit/photo", "credit/image-source", "credit/antara-foto")


def credited(text: str, labels: Labels, press: Press) -> None:
    """Label lines that close with the credit of a picture.

    One that names a person beside an agency ("(Ann Lee/AFP)") is a picture's wherever it
    stands. An agency alone may be the source of a paragraph as well: it is a picture's only
    above the first paragraph.
    """
    above = True
    for number, piece in enumerate(labels.pieces):
        if piece.kind in {LineKind.DATELINE, LineKind.BODY}:
            above = False
        if piece.kind is not None:
            continue
        if _shows_picture(text, labels, number, press, above=above):
            piece.kind, piece.rule = LineKind.CAPTION, "caption/credited"
        elif piece.end - piece.start > _PARAGRAPH or _CLOSED.search(text, piece.start, piece.end):
            above = False


def _shows_picture(text: str, labels: Labels, number: int, press: Press, *, above: bool) -> bool:
    """Tell whether a line closes with the credit of a picture, and is no writer's own."""
    piece = labels.pieces[number]
    names = _credit(text, piece) if piece.end - piece.start <= _LONGEST else ""
    if not names:
        return False
    near = labels.pieces[number : number + _TOP]
    alone = above and piece.end - piece.start <= _SHORT and _followed(near)
    if alone and _HOLDER.search(text, piece.start, piece.end):
        return True
    return _of_picture(names, press, alone=alone) and not _writer(text, near, names)


def _writer(text: str, near: Sequence[Piece], names: str) -> bool:
    """Tell whether a line is a writer's name and outlet: the article does not name the writer."""
    line = text[near[0].start : near[0].end]
    name = line.split(names, maxsplit=1)[0].strip(" ([-–—|")
    return _is_name(name) and text.find(name.split()[-1], near[0].end, near[-1].end) < 0


def _followed(pieces: Sequence[Piece]) -> bool:
    """Tell whether a paragraph follows the first piece, so that it is not all there is."""
    return any(
        piece.kind in {None, LineKind.BODY} and piece.end - piece.start > _PARAGRAPH // 2
        for piece in pieces[1:]
    )


def _credit(text: str, piece: Piece) -> str:
    """Return the words at the end of a line that may be a credit, without their marks."""
    start = max(piece.start, piece.end - _REACH)
    for pattern in (_BRACKETS, _BEHIND):
        found = pattern.search(text, start, piece.end)
        if found and found.start() > piece.start:
            return found[1]
    return ""


@cache
def _between() -> re.Pattern[str]:
    """Return what stands between the names of a credit."""
    return re.compile(rf"\s?[/,|:;]\s?|\s(?:{any_of(title_words('credit'))})\s")


def _of_picture(names: str, press: Press, *, alone: bool) -> bool:
    """Tell whether a credit is a picture's.

    Args:
        names: The credit.
        press: Knows outlets; one by its address signs its own articles.
        alone: Whether an outlet's name suffices, without a person's beside it.
    """
    parts = [part.strip(" .") for part in _between().split(names) if part.strip(" .")]
    outlets = [part for part in parts if press.outlet(part) is not None]
    people = [part for part in parts if part not in outlets]
    if any(not _is_name(part) for part in people):
        return False
    if alone and (outlets or ("/" in names and len(people) > 1)):
        return True
    return bool(people and outlets) and not any(DOMAIN.fullmatch(outlet) for outlet in outlets)


def _is_name(words: str) -> bool:
    return len(words.split()) <= _NAME_WORDS and _NAME.fullmatch(words) is not None


def uncredited(text: str, labels: Labels) -> None:
    """Label captions that show by their place alone.

    They stand between the date or writer and the line that a dateline opens, or beside a
    picture's credit above the first paragraph.
    """
    _beside_credits(labels)
    for number, (before, piece) in enumerate(pairwise(labels.pieces[:_TOP])):
        if piece.kind is LineKind.DATELINE:
            return
        if piece.kind is not None or before.kind not in _BEFORE:
            continue
        line = text[piece.start : piece.end]
        shown = _CLOSED.search(line) or _FEWEST_WORDS <= len(line.split()) <= _CAPTION_WORDS
        if (
            shown
            and len(line) <= _LONGEST
            and not _QUOTED.search(line)
            and _dated(labels.pieces[number + 2 : _TOP])
        ):
            piece.kind, piece.rule = LineKind.CAPTION, "caption/before-dateline"


def _dated(after: Sequence[Piece]) -> bool:
    """Tell whether nothing but labelled lines stands before the first dateline."""
    first = next((other for other in after if other.kind in {None, *_ARTICLE}), None)
    return first is not None and first.kind is LineKind.DATELINE


def _beside_credits(labels: Labels) -> None:
    """Label a short line beside a picture's credit, if a paragraph follows the two."""
    pieces = labels.pieces[:_TOP]
    for number, piece in enumerate(pieces[1:-1], 1):
        if piece.kind in {None, LineKind.BODY} and piece.end - piece.start > _PARAGRAPH:
            return
        if piece.kind is not None:
            continue
        before, after = pieces[number - 1], pieces[number + 1]
        under = before.rule.startswith(_CREDITS)
        over = after.rule.startswith(_CREDITS) and before.kind not in {None, LineKind.BODY}
        if (under or over) and _followed(pieces[number if under else number + 1 :]):
            piece.kind, piece.rule = LineKind.CAPTION, "caption/beside-credit"
