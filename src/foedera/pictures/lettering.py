"""How much room words take in a picture, and how they are made to fit."""

from __future__ import annotations

from typing import Final

#: Breadth of a letter in parts of the size of type; as broad as common sans serifs run.
_NARROW: Final = 0.38
_COMMON: Final = 0.62
_BROAD: Final = 0.72
_BROADEST: Final = 0.97
_THIN: Final = frozenset("iljtfrI.,:;'|!()[] -·’")
_WIDE: Final = frozenset("mwMW@%—…")
#: Last letter of the Latin alphabets; those beyond are reckoned broad.
_LATIN: Final = 0x24F
#: How much broader bold letters run.
BOLD: Final = 1.1


def breadth(words: str, size: float, *, bold: bool = False) -> float:
    """Return how broad words are reckoned, in units of the picture.

    No font is asked: a picture is shown in whichever the reader has.
    """
    return sum(map(_letter, words)) * size * (BOLD if bold else 1)


def _letter(one: str) -> float:
    if one in _THIN:
        return _NARROW
    if one in _WIDE:
        return _BROADEST
    return _BROAD if one.isupper() or ord(one) > _LATIN else _COMMON


def cut(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return words as they are where they fit a width, else as many letters as do, and ``…``."""
    if breadth(words, size, bold=bold) <= width:
        return words
    kept = words
    while kept and breadth(f"{kept}…", size, bold=bold) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Return words as lines of at most a width; a word longer than that is cut visibly."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and breadth(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(cut(word, width, size))
    return lines


def opened(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
