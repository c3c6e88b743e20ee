"""Counts what a search finds by what it is, and what there is by outlet, language and month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from foedera.ledger.errors import UnknownFacetError
from foedera.ledger.narrowing import reported
from foedera.ledger.searches import FACETS, Covered, Facet, Facets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from foedera.ledger.columns import Columns
    from foedera.ledger.finding import Hits

#: Facets that are columns, and what these are called.
_COLUMNS: Final = {
    "act": "act",
    "modality": "modality",
    "instrument": "instrument",
    "agent": "agents",
    "counterpart": "counterparts",
    "source": "sources",
}
_OF_REPORTS: Final = ("outlet", "language")


def facets(hits: Hits, of: Sequence[str], most: int) -> Mapping[str, Facets]:
    """Count the claims that fit by what they are; see ``Ledger.facets``.

    Raises:
        UnknownFacetError: Claims are not counted by that.
    """
    for one in of:
        if one not in FACETS:
            raise UnknownFacetError(one, FACETS)
    found = np.flatnonzero(hits.fits)
    return MappingProxyType({one: _facets(_counts(hits, found, one), most, hits) for one in of})


def _facets(counts: Counter[str], most: int, hits: Hits) -> Facets:
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    values = tuple(Facet(value, count) for value, count in order[: max(0, most)])
    return Facets(values, len(order) - len(values), hits.is_least)


def _counts(hits: Hits, found: NDArray[np.intp], name: str) -> Counter[str]:
    columns = hits.columns
    counts: Counter[str] = Counter()
    if name == "year":
        for day, count in _counted(columns.keys.day[found]):
            counts[f"{date.fromordinal(day).year:04}" if day else ""] += count
        return counts
    if name in _OF_REPORTS:
        word, codes = name, reported(columns, name, hits.last)[columns.keys.document[found]]
    else:
        word, codes = _COLUMNS[name], columns.codes[_COLUMNS[name]][found]
    values = columns.words[word].values
    for code, count in _counted(codes):
        for value in values[code]:
            counts[value] += count
    return counts


def _counted(codes: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Yield the numbers that there are, each with how often."""
    counts = np.bincount(codes)
    there = np.flatnonzero(counts)
    yield from zip(there.tolist(), counts[there].tolist(), strict=True)


def coverage(columns: Columns, last: int) -> tuple[Covered, ...]:
    """Return what is on record by outlet, language and month; see ``Ledger.coverage``.

    Args:
        columns: As of ``last`` or later.
        last: The last entry that counts.
    """
    stands = (columns.keys.entry <= last) & (columns.closed > last)
    size = len(columns.words["document"].values)
    held = np.bincount(columns.keys.document[stands], minlength=size)
    reports, standing = columns.reports, columns.reports.standing(last)
    outlets, languages = columns.words["outlet"].values, columns.words["language"].values
    documents: Counter[tuple[str, str, date | None]] = Counter()
    claims: Counter[tuple[str, str, date | None]] = Counter()
    for document, outlet, language, day in _rows(
        standing, (reports.document, reports.outlet, reports.language, reports.day)
    ):
        month = date.fromordinal(day).replace(day=1) if day else None
        key = (outlets[outlet][0], languages[language][0], month)
        documents[key] += 1
        claims[key] += int(held[document])
    order = sorted(documents, key=lambda one: (one[0], one[1], one[2] is None, str(one[2])))
    return tuple(Covered(*key, documents[key], claims[key]) for key in order)


def _rows(
    chosen: NDArray[np.intp], arrays: Iterable[NDArray[Any]]
) -> Iterator[tuple[int, int, int, int]]:
    yield from zip(*(one[chosen].tolist() for one in arrays), strict=True)
