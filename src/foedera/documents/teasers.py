"""Where the title of a teaser ends when it is run into the article's own sentences."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from foedera.documents.line_rules import any_of, title_words

_QUOTED: Final = re.compile(r"['\"“‘]([^\n]{5,200}?)['\"”’](?=[\s:.,]|$)\s?:?")
_STOP: Final = re.compile(r"[.!?…][\"”’')\]]{0,2}(?=\s|$)")
_GAP: Final = re.compile(r"\s{2,}")
_WORD: Final = re.compile(r"\S+")
#: A title shorter than this is not cut.
_FEWEST_WORDS: Final = 3
_REACH: Final = 400


def title_end(text: str, start: int, end: int) -> int:
    """Return where the title that begins at ``start`` ends.

    A title in quotation marks ends with them, one before a gap ends there. Otherwise it
    ends where its sentence does, unless a sentence of the article plainly begins before:
    then a word in small letters shows that running text has set in, and the last
    sentence opener before that word is where it began.
    """
    quoted = _QUOTED.match(text, start, end)
    if quoted:
        return quoted.end()
    stop = _STOP.search(text, start, end)
    limit = stop.end() if stop else end
    gap = _GAP.search(text, start, limit)
    if gap:
        return gap.start()
    reach = min(limit, start + _REACH)
    tokens = [found.span() for found in _WORD.finditer(text, start, reach)]
    running = next((n for n, span in enumerate(tokens) if _running(text[slice(*span)])), None)
    if running is None:
        return limit
    opener = _opener(text, tokens[:running])
    return tokens[opener - 1][1] if opener else limit


def _running(word: str) -> bool:
    """Tell whether a word stands in small letters as only running text has it."""
    return word[:1].islower() and word.strip(",.;:") not in _small()


def _opener(text: str, tokens: list[tuple[int, int]]) -> int | None:
    """Return the number of the token that opens the sentence the tokens run into."""
    at = next(
        (
            n
            for n in range(len(tokens) - 1, _FEWEST_WORDS - 1, -1)
            if _openers().match(text, *tokens[n]) or text[tokens[n][0]] in '"“'
        ),
        None,
    )
    while at is not None and at > _FEWEST_WORDS and _openers().match(text, *tokens[at - 1]):
        at -= 1
    return at


@cache
def _openers() -> re.Pattern[str]:
    words = title_words("openers")
    return re.compile(rf"[\"“]?(?:{any_of(words)})(?=,?$|,?\s)")


@cache
def _small() -> frozenset[str]:
    return frozenset(title_words("small"))
