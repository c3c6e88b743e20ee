"""Pairs the quotation marks of a paragraph, also where the newsroom lost one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Marks that open and close quotations. Two apostrophes are one mark; a single curly
#: mark counts only where it stands at the edge of a word, so that apostrophes do not.
#: Tokens that can open a quotation.
OPENING = frozenset({'"', "“", "”", "„", "«", "''", "'''", "``", "‘"})
#: Tokens that can close a quotation.
CLOSING = frozenset({'"', "”", "“", "»", "''", "'''", "’"})
_MARK = re.compile(r"[\"“”„‟«»″]|'{2,3}|``|(?<![^\s(\[—–-])[‘](?=\S)|(?<=[,.!?])[’](?=\s|$)")
_OPENERS = frozenset("“„«‘")
_SPACE = " \t\r\n\u00a0"
_END_OF_SPEECH = frozenset(",.!?…")
_BEFORE_OPENING = frozenset("([—–-:")

#: A pair with fewer words than this, without a cue of its own, is no quotation: a
#: nickname, a title, or words the report holds at arm's length.
SPEECH = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks.

    Attributes:
        span: From the opening to the closing mark, both included where they stand.
        opened: The opening mark stands in the text.
        closed: The closing mark stands in the text.
    """

    span: Span
    opened: bool = True
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool | None  # None where both readings are open


def quotes(text: str, paragraphs: Sequence[Span]) -> tuple[Quote, ...]:
    """Find the quotations of a run of paragraphs.

    A quotation never runs past its paragraph. Where an opening mark is never
    closed, the quotation ends with the paragraph; where a closing mark was never
    opened, it begins with the paragraph or after the quotation before.

    Args:
        text: The whole text.
        paragraphs: Where to look, in order of the text.

    Returns:
        In order of the text; they do not overlap.
    """
    return tuple(quote for place in paragraphs for quote in _paired(text, place))


def word_count(text: str, span: Span) -> int:
    """Return how many words, told by the space between them, a span holds."""
    return len(span.of(text).split())


def _marks(text: str, paragraph: Span) -> Iterable[_Mark]:
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        yield _Mark(found.start(), found.end(), _direction(text, paragraph, found))


def _direction(text: str, paragraph: Span, found: re.Match[str]) -> bool | None:
    """Tell from mark and surroundings whether a mark opens; None where they do not tell."""
    if found.group() in _OPENERS or found.group() == "``":
        return True
    before = text[found.start() - 1] if found.start() > paragraph.start else " "
    after = text[found.end()] if found.end() < paragraph.end else " "
    loose_before = before in _SPACE or before in _BEFORE_OPENING
    loose_after = after in _SPACE
    if loose_before and not loose_after:
        return True if after.isalnum() or after in "([.…'‘" else None
    if loose_after and not loose_before:
        return False
    if not loose_before and (before in _END_OF_SPEECH or not after.isalnum()):
        return False
    return None


def _paired(text: str, paragraph: Span) -> Iterable[Quote]:
    opened: _Mark | None = None
    free = paragraph.start  # where a quotation that lost its opening mark may begin
    pending = False
    for mark in _marks(text, paragraph):
        opens = mark.opens if mark.opens is not None else _guess(text, mark, opened, paragraph)
        if opens and opened is None:
            opened = mark
        elif opens and opened is not None:
            if _ends_speech(text, opened.end, mark.start):
                yield Quote(_trimmed(text, opened.start, mark.start), closed=False)
                opened = mark
            # else: a quotation inside the quotation; the outer one holds it
            else:
                pending = True
        elif opened is not None:
            if pending and mark.opens is False and _more_to_close(text, mark, paragraph):
                pending = False
                continue
            pending = False
            yield Quote(Span(opened.start, mark.end))
            opened, free = None, mark.end
        elif _lost_opening(text, free, mark):
            yield Quote(_trimmed(text, free, mark.end), opened=False)
            free = mark.end
    if opened is not None:
        yield Quote(_trimmed(text, opened.start, paragraph.end), closed=False)


def _guess(text: str, mark: _Mark, opened: _Mark | None, paragraph: Span) -> bool:
    """Decide by parity, unless the words around contradict it plainly."""
    if opened is None:
        return True
    before = _last(text, paragraph.start, mark.start)
    after = text[mark.end : mark.end + 3].lstrip(_SPACE)[:1]
    return before == ":" and after.isupper()


def _more_to_close(text: str, mark: _Mark, paragraph: Span) -> bool:
    """Tell whether the outer quotation of a nested one is closed further on."""
    after = _MARK.search(text, mark.end, paragraph.end)
    return after is not None and _direction(text, paragraph, after) is False


def _ends_speech(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch that was never closed ended a sentence before the next mark."""
    return _last(text, start, end) in {".", "!", "?"}


def _lost_opening(text: str, free: int, mark: _Mark) -> bool:
    """Tell whether a lone closing mark ends speech that began at ``free``."""
    return _last(text, free, mark.start) in _END_OF_SPEECH


def _last(text: str, start: int, end: int) -> str:
    """Return the last character of a stretch that is no space, or an empty string."""
    low = max(start, end - _NEAR)
    return text[low:end].rstrip(_SPACE)[-1:]


_NEAR = 16  # more space than this before a mark parts it from the words


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return Span(start, end)
