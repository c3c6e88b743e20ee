"""Near-duplicates: which reports carry one and the same text.

Outlets print an agency's copy with another headline, a byline, paragraphs cut from its end, a
few sentences of their own. What is left in common is looked for by MinHash (Broder 1997, *On
the resemblance and containment of documents*) over runs of words.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from foedera.documents.report import LineKind
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedera.documents.recorded import RecordedDocument
    from foedera.documents.report import Report
    from foedera.identifiers import ContentId

#: Words in a run. Reports of one event that were written apart share few runs this long.
RUN: Final = 4
#: Hash functions of a signature. Resemblance is estimated with a standard error of at most
#: 0.5 divided by the root of this: 0.031.
PERMUTATIONS: Final = 254
#: What the hash functions are drawn from.
SEED: Final = 20241112
#: Grows whenever the same text would get another signature than before.
SCHEME: Final = 1
#: Share of runs in common from which two texts are copies.
RESEMBLANCE: Final = 0.35
#: Share of the shorter text's runs that the longer one has, from which it is a copy cut short.
CONTAINMENT: Final = 0.5
#: Runs a text must have for that: of a few words anything may be a part.
LEAST: Final = 40
#: Hash functions that must agree on them: fewer agree by chance, or over one quotation.
AGREEING: Final = 8

_LENGTH: Final = PERMUTATIONS + 2
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


def copies(documents: Iterable[RecordedDocument]) -> tuple[tuple[ContentId, ...], ...]:
    """Group reports that carry one text; a report without copies is a group of its own.

    Two are copies where the share of runs they have in common reaches ``RESEMBLANCE``, or that
    of the shorter one ``CONTAINMENT``, both as estimated from their signatures (Broder 1997
    has how containment follows from resemblance and sizes). Each report is put with the one
    report, no shorter than it, that it resembles most: so a report made up of two texts does
    not make one of them, unless it holds both whole.

    Every pair is compared: a text of which an outlet prints a tenth shares too little with it
    for the bands of locality-sensitive hashing to bring the two together.

    Args:
        documents: The reports, in any order.

    Returns:
        The groups in order of the day and the name of their first report, each in that order.
    """
    ordered = sorted({one.id: one for one in documents}.values(), key=_place)
    alike: dict[object, list[RecordedDocument]] = {}
    for one in ordered:  # a text without words is like no other
        alike.setdefault(one.signature or one.id, []).append(one)
    longest = sorted(alike.values(), key=_longest)
    groups: dict[int, list[RecordedDocument]] = {}
    roots = _roots([group[0].signature for group in longest])
    for root, same in zip(roots, longest, strict=True):
        groups.setdefault(root, []).extend(same)
    told = sorted((sorted(group, key=_place) for group in groups.values()), key=_first)
    return tuple(tuple(one.id for one in group) for group in told)


def _place(document: RecordedDocument) -> tuple[date, str]:
    return (document.day or date.max, document.id)


def _first(group: Sequence[RecordedDocument]) -> tuple[date, str]:
    return _place(group[0])


def _longest(group: Sequence[RecordedDocument]) -> tuple[int, tuple[int, ...]]:
    signed = group[0].signature
    return (-signed[1] if signed else 0, signed)


def _roots(signatures: Sequence[tuple[int, ...]]) -> list[int]:
    """Return for each signature, the longest text first, the place of the text it goes back to."""
    import numpy as np  # noqa: PLC0415 - as late as possible

    roots = list(range(len(signatures)))
    comparable = [place for place, one in enumerate(signatures) if len(one) == _LENGTH]
    if len(comparable) < 2:  # noqa: PLR2004 - a pair
        return roots
    rows = np.array([signatures[place] for place in comparable], dtype=np.uint32)
    schemes, sizes, hashes = rows[:, 0], rows[:, 1].astype(np.float64), rows[:, 2:]
    for number in range(1, len(comparable)):
        longer, shorter = slice(number), sizes[number]
        agreeing = (hashes[longer] == hashes[number]).sum(axis=1)
        alike = agreeing / PERMUTATIONS
        shared = alike * (sizes[longer] + shorter) / (1 + alike)
        cut = (shared >= CONTAINMENT * shorter) & (agreeing >= AGREEING) & (shorter >= LEAST)
        found = ((alike >= RESEMBLANCE) | cut) & (schemes[longer] == schemes[number])
        if found.any():
            nearest = int(np.argmax(np.where(found, agreeing, -1)))
            roots[comparable[number]] = roots[comparable[nearest]]
    return roots


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
