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
    from collections.abc import Iterable, Iterator, Sequence

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
LEAST: Final = 24
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
    of the shorter one ``CONTAINMENT``, both as estimated from their signatures; and copies of
    a copy are copies. Every pair is compared: a text of which an outlet prints a tenth shares
    too little with it for the bands of locality-sensitive hashing to bring the two together.
    How large a part of the shorter one that is follows from resemblance and sizes (Broder 1997).

    Args:
        documents: The reports, in any order.

    Returns:
        The groups in order of the day and the name of their first report, each in that order.
    """
    ordered = sorted({one.id: one for one in documents}.values(), key=_place)
    alike: dict[object, list[RecordedDocument]] = {}
    for one in ordered:  # a text without words is like no other
        alike.setdefault(one.signature or one.id, []).append(one)
    roots = _roots([group[0].signature for group in alike.values()])
    groups: dict[int, list[RecordedDocument]] = {}
    for root, same in zip(roots, alike.values(), strict=True):
        groups.setdefault(root, []).extend(same)
    told = sorted((sorted(group, key=_place) for group in groups.values()), key=_first)
    return tuple(tuple(one.id for one in group) for group in told)


def _place(document: RecordedDocument) -> tuple[date, str]:
    return (document.day or date.max, document.id)


def _first(group: Sequence[RecordedDocument]) -> tuple[date, str]:
    return _place(group[0])


def _roots(signatures: Sequence[tuple[int, ...]]) -> list[int]:
    """Return for each signature the place of the first one that it hangs together with."""
    roots = list(range(len(signatures)))
    for one, other in _pairs(signatures):
        first, second = _root(roots, one), _root(roots, other)
        roots[max(first, second)] = min(first, second)
    return [_root(roots, place) for place in range(len(roots))]


def _root(roots: list[int], place: int) -> int:
    while roots[place] != place:
        place = roots[place]
    return place


def _pairs(signatures: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the places of signatures whose texts are copies of each other."""
    import numpy as np  # noqa: PLC0415 - as late as possible

    comparable = [place for place, one in enumerate(signatures) if len(one) == _LENGTH]
    if len(comparable) < 2:  # noqa: PLR2004 - a pair
        return
    rows = np.array([signatures[place] for place in comparable], dtype=np.uint32)
    schemes, sizes, hashes = rows[:, 0], rows[:, 1].astype(np.float64), rows[:, 2:]
    for number in range(len(comparable) - 1):
        rest = slice(number + 1, None)
        agreeing = (hashes[rest] == hashes[number]).sum(axis=1)
        alike = agreeing / PERMUTATIONS
        shorter = np.minimum(sizes[rest], sizes[number])
        shared = alike * (sizes[rest] + sizes[number]) / (1 + alike)
        cut = (shared >= CONTAINMENT * shorter) & (shorter >= LEAST) & (agreeing >= AGREEING)
        found = ((alike >= RESEMBLANCE) | cut) & (schemes[rest] == schemes[number])
        for other in np.flatnonzero(found):
            yield comparable[number], comparable[number + 1 + int(other)]


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
