"""Prints headlines in sentence case for the parser, which knows words as sentences have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.documents.report import Line
    from foedera.language.packs import LanguagePack
    from foedera.spans import Span

_WORD = re.compile(r"[^\W\d_]+")
#: Kinds of line that are printed as headlines.
TITLED = (LineKind.HEADLINE, LineKind.RELATED)
#: Shorter words are printed small in title case, too, and tell nothing.
_SHORT = 4
#: Share of the longer words that are printed large where a line is in title case.
_SHARE = 0.7


def in_sentence_case(
    text: str, lines: Sequence[Line], names: Sequence[Span], words: LanguagePack
) -> str:
    """Return the text with the common words of headlines in title case printed small.

    "Ukraina Desak Pasukan Rusia" becomes "Ukraina desak pasukan Rusia". A word is common
    if the language knows it or the report prints it small elsewhere; names stay as they
    are. The result is as long as the text, so that spans point to the same words.

    Args:
        text: The report's text.
        lines: Its lines.
        names: Spans that name somebody, in order of the text.
        words: The language.
    """
    titles = [line for line in lines if line.kind in TITLED and _in_title_case(text, line.span)]
    if not titles:
        return text
    small = {found.group() for found in _WORD.finditer(text) if found.group().islower()}
    taken = {place for name in names for place in range(name.start, name.end)}
    letters = list(text)
    for line in titles:
        for start, word in _large(text, line.span):
            low = word.lower()
            if start in taken or len(low) != len(word) or not (low in small or words.knows(low)):
                continue
            letters[start : start + len(word)] = low
    return "".join(letters)


def _in_title_case(text: str, line: Span) -> bool:
    words = [found.group() for found in _WORD.finditer(text, line.start, line.end)]
    long = [word for word in words if len(word) >= _SHORT]
    return bool(long) and sum(word[0].isupper() for word in long) / len(long) >= _SHARE


def _large(text: str, line: Span) -> Iterator[tuple[int, str]]:
    """Yield the words of a line that only their first letter prints large, but the first."""
    for number, found in enumerate(_WORD.finditer(text, line.start, line.end)):
        word = found.group()
        if number and word[0].isupper() and word[1:].islower():
            yield found.start(), word
