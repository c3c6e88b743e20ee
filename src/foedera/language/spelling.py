"""How a word's spelling enters the parser: a normal form, its n-grams and its shape.

Training and reading both call these functions; changing one of them makes every
trained model worthless until it is trained anew.
"""

from __future__ import annotations

import re
import zlib

#: N-grams counted per word at most; later ones are left out.
NGRAMS = 20

#: Characters of a word that are looked at; the rest of a longer one is ignored.
REACH = 64

_LONGEST_AFFIX = 5
_INNER = 4

# Newsrooms print curly marks where treebanks have straight ones.
_PLAIN = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`", "'"), **dict.fromkeys("–—―−‑", "-")}
    | {"…": "..."}
)
_UPPER = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_LOWER = re.compile(r"[a-zß-öø-ÿ]")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")


def plain(form: str) -> str:
    """Return the form with straight quotation marks and hyphens, at most ``REACH`` long."""
    return form[:REACH].translate(_PLAIN)


def normal(form: str) -> str:
    """Return the form as the word table knows it: lower case, digits as ``0``."""
    return _DIGIT.sub("0", plain(form).lower())


def shape(form: str) -> str:
    """Return the pattern of capitals, small letters and digits, such as ``Xxx-dd``."""
    pattern = _DIGIT.sub("d", _LOWER.sub("x", _UPPER.sub("X", plain(form))))
    return _RUN.sub(r"\1\1", pattern)


def ngram_rows(form: str, rows: int) -> list[int]:
    """Return the rows of the n-gram table that describe a form.

    Args:
        form: A word.
        rows: Rows of the table; row 0 is kept for padding.

    Returns:
        Between 1 and ``NGRAMS`` rows: beginnings, endings, the shape, the whole
        word and its inner four-letter sequences, each hashed to ``1 .. rows - 1``.
    """
    word = normal(form)
    grams = []
    for length in range(1, min(_LONGEST_AFFIX, len(word)) + 1):
        grams += [f"^{word[:length]}", f"{word[-length:]}$"]
    grams += [f"#{shape(form)}", f"={word}"]
    padded = f"^{word}$"
    inner = range(1, len(padded) - _INNER)
    grams += [f"~{padded[i : i + _INNER]}" for i in inner][: max(0, NGRAMS - len(grams))]
    return [zlib.crc32(gram.encode()) % (rows - 1) + 1 for gram in grams]
