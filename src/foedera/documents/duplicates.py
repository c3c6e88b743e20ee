"""Near-duplicates: which reports carry one and the same text.

Outlets print an agency's copy with another headline, a byline, paragraphs cut from its end, a
few sentences of their own. What is left in common is looked for by MinHash (Broder 1997, *On
the resemblance and containment of documents*) over runs of words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from foedera.documents.report import LineKind
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.documents.report import Report

#: Words in a run. Reports of one event that were written apart share few runs this long.
RUN: Final = 4
#: Hash functions of a signature. Resemblance is estimated with a standard error of at most
#: 0.5 divided by the root of this: 0.031.
PERMUTATIONS: Final = 254
#: What the hash functions are drawn from.
SEED: Final = 20241112
#: Grows whenever the same text would get another signature than before.
SCHEME: Final = 1

_WORD: Final = re.compile(r"[^\W_]+")


def signature(text: str, language: str) -> tuple[int, ...]:
    """Return what copies of a text are known by; the same on every machine.

    Case, punctuation, quotation marks and the layout of numbers do not count; the words,
    digits included, do.

    Args:
        text: The prose of a report's body, as ``prose_of`` gives it.
        language: ISO 639-1 code: decides which mark parts thousands.

    Returns:
        Which scheme it was made by, how many different runs of words there are, and the
        least hash of them under each hash function, each below 2**32; empty where the text
        has no words.
    """
    from rensa import RMinHash  # noqa: PLC0415 - most of foedera never needs it

    runs = _runs(_words(text, language))
    if not runs:
        return ()
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update(runs)
    scheme = 100 * SCHEME + RMinHash.ALGORITHM_VERSION
    return (scheme, len(runs), *made.digest())


def prose_of(report: Report) -> str:
    """Return the prose of a report's body, one paragraph a line, for its signature.

    Headline, captions and teasers are the outlet's own, and the dateline opens copies of one
    text in different ways: they are left out.
    """
    lines = (line.span for line in report.lines if line.kind is LineKind.BODY)
    return "\n".join(span.of(report.prose) for span in lines)


def _words(text: str, language: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    mark = re.escape(_thousands(language))
    plain = re.sub(rf"(?<=\d){mark}(?=\d{{3}}(?!\d))", "", plain)
    return _WORD.findall(plain)


def _thousands(language: str) -> str:
    try:
        mark: str = record(f"lexicons/{language}/numbers.yaml")["notation"]["thousands"]
    except FileNotFoundError:
        return ","
    return mark


def _runs(words: list[str]) -> list[str]:
    """Return the different runs of words, in one order; all of a text that is no longer."""
    found: Iterable[str] = (
        " ".join(words[start : start + RUN]) for start in range(max(len(words) - RUN + 1, 1))
    )
    return sorted({run for run in found if run})
