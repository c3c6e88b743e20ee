"""Parts a paragraph into sentences, by rules on the printed text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.language.conventions import conventions
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.language.conventions import Conventions

# A terminator with its closing marks; then white space, or a capital set too close.
_END = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>["”’»'）)\]]*+)(?:\s++|(?P<tight>(?=[“"]?[A-ZÀ-Þ][a-zß-ÿ])))"""
    r"""|(?P<blank>\n[^\S\n]*+\n\s*+)"""
)
_BEFORE = re.compile(r"""[^\s"“”‘(\[]+\Z""")
_NEXT = re.compile(r"""[-–—•*]?\s?["“‘'«(\[]*\s?(?P<word>\w+)?""")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_LIST_MARK = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])")
_TIGHT_LEFT = re.compile(r"[a-zß-ÿ]{3}\Z")
_TIGHT_RIGHT = re.compile(r"[“\"]?(?P<word>[A-ZÀ-Þ][a-zß-ÿ]{2,20}+)(?P<after>.?)")

#: How far a word before a full stop, or after it, is looked at.
_REACH = 40


def sentences(text: str, within: Span, language: str) -> tuple[Span, ...]:
    """Part one line or paragraph into sentences, without the space around them.

    A sentence ends at a full stop, a question or exclamation mark or an ellipsis
    (with the marks that close a quotation), at a blank line, and at the end. It never
    ends before a small letter, after an initial or a title, nor at a semicolon.
    """
    told = conventions(language)
    found = []
    start = within.start
    for end, next_start in _ends(text, within, told):
        found.append(_trimmed(text, start, end))
        start = next_start
    found.append(_trimmed(text, start, within.end))
    return tuple(span for span in found if len(span))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends(text: str, within: Span, told: Conventions) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends and where the next begins."""
    start = within.start
    for match in _END.finditer(text, within.start, within.end):
        if match["blank"] is not None:
            ends = True
        elif match["tight"] is not None:
            ends = _ends_tight(text, match, within.end, told)
        else:
            ends = match.end() < within.end and _ends_here(text, start, match, within.end, told)
        if ends:
            start = match.end()
            yield (match.start() if match["blank"] else match.end("close")), start


def _ends_tight(text: str, match: re.Match[str], limit: int, told: Conventions) -> bool:
    """A space is missing: only between two plain words, never inside a web name."""
    right = _TIGHT_RIGHT.match(text, match.end(), limit)
    left = _TIGHT_LEFT.search(text, max(0, match.start() - _REACH), match.start())
    if right is None or left is None or match["stop"] == "...":
        return False
    return right["word"].lower() not in told.domains and right["after"] not in tuple("._@/")


def _ends_here(text: str, start: int, match: re.Match[str], limit: int, told: Conventions) -> bool:
    after = _NEXT.match(text, match.end(), min(limit, match.end() + _REACH))
    word = (after and after["word"]) or ""
    if word and word[0].islower():
        return False
    if not word and match.end() + 1 >= limit:
        return False
    if match["stop"] != "." or (match["close"] and match["close"] not in (")", "]")):
        return True
    begin = max(start, match.start() - _REACH)
    before = _BEFORE.search(text, begin, match.start())
    if before is None:
        return True
    return _ends_after(before[0], before.start() == start, word, told)


def _ends_after(before: str, first: bool, word: str, told: Conventions) -> bool:  # noqa: FBT001 - a fact, not a switch
    """Tell whether a full stop after ``before`` ends a sentence, ``word`` coming next."""
    opens = word in told.openers
    if first and _LIST_MARK.fullmatch(before):
        return False
    ends = told.abbreviations.get(f"{before}.")
    if ends is not None:
        if ends == "unless-figure":
            return not (word[:1].isdigit() or re.fullmatch("[IVXLC]+", word))
        return ends == "capital" or (ends == "opener" and (opens or not word))
    if len(before) == 1 and before.isupper():
        return opens and before != "A"
    if _DOTTED.fullmatch(before):
        return opens or not word
    return True
