"""Counts what a search finds by what it is, and what there is by outlet, language and month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from foedera.ledger.errors import UnknownFacetError
from foedera.ledger.narrowing import reported
from foedera.ledger.searches import FACETS, Covered, Facet, Facets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
_EPOCH: Final = date(1970, 1, 1).toordinal()
_NO_MONTH: Final = 2**31


def facets(hits: Hits, of: Sequence[str], most: int) -> Mapping[str, Facets]:
    """Count the claims that fit by what they are; see ``Ledger.facets``.

    Raises:
        UnknownFacetError: Claims are not counted by that.
    """
    for one in of:
        if one not in FACETS:
            raise UnknownFacetError(one, FACETS)
    return MappingProxyType({one: _facets(hits, one, most) for one in of})


def _facets(hits: Hits, name: str, most: int) -> Facets:
    found = hits.counted.get(name)
    if found is None:
        counts = _counts(hits, name)
        order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        found = hits.counted[name] = tuple(Facet(value, count) for value, count in order)
    values = found[: max(0, most)]
    return Facets(values, len(found) - len(values), hits.is_least)


def _counts(hits: Hits, name: str) -> Counter[str]:
    columns, rows = hits.columns, hits.rows
    if name == "year":
        counts = np.bincount(columns.year.take(rows))
        years = np.flatnonzero(counts).tolist()
        return Counter({f"{one:04}" if one else "": int(counts[one]) for one in years})
    if name in _OF_REPORTS:
        of_reports = reported(columns, name, hits.last)
        return columns.words[name].counted(of_reports.take(columns.keys.document.take(rows)))
    column = _COLUMNS[name]
    return columns.words[column].counted(columns.codes[column].take(rows))


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
    outlet, language = reports.outlet[standing], reports.language[standing]
    months, month = np.unique(_months(reports.day[standing]), return_inverse=True)
    outlets, languages = columns.words["outlet"].values, columns.words["language"].values
    key = (outlet.astype(np.int64) * len(languages) + language) * len(months) + month
    keys, place, documents = np.unique(key, return_inverse=True, return_counts=True)
    claims = np.bincount(place, weights=held[reports.document[standing]])
    told = []
    for one, number, holding in zip(
        keys.tolist(), documents.tolist(), claims.tolist(), strict=True
    ):
        of, when = divmod(one, max(1, len(months)))
        by, spoken = divmod(of, max(1, len(languages)))
        of_month = _month(int(months[when]))
        told.append(Covered(outlets[by][0], languages[spoken][0], of_month, number, int(holding)))
    return tuple(sorted(told, key=lambda one: (one.outlet, one.language, str(one.month or "~"))))


def _months(day: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the months of days, from that of 1970 on; a number of its own for no day."""
    since = day.astype(np.int64) - _EPOCH
    months = since.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(day > 0, months, _NO_MONTH)


def _month(number: int) -> date | None:
    return None if number == _NO_MONTH else date(1970 + number // 12, number % 12 + 1, 1)
