"""In which order claims follow one another: by day, by report, then as in the text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
    #: What picks rows is the quickest in the machine's own size.
    Rows = NDArray[np.intp]

#: Undated reports come last, whichever way days run.
_UNDATED: Final = 2**30
#: New rows that are put in one by one; of more all are sorted anew.
_FEW: Final = 500


@dataclass(frozen=True)
class Keys:
    """What rows are put in order by, row by row.

    Attributes:
        day: Day of the report as an ordinal; 0 where it is not known.
        document: Number of the report.
        place: Place among the claims of the report.
        name: The beginning of the claim's name, as a number.
        entry: The entry that brought it.
    """

    day: Numbers
    document: Numbers
    place: Numbers
    name: NDArray[np.int64]
    entry: NDArray[np.int64]


@dataclass(frozen=True)
class Order:
    """The rows in their order.

    Attributes:
        newest: With the latest days first.
        oldest: With the earliest days first.
    """

    newest: Rows
    oldest: Rows


def ordered(before: Order, keys: Keys, documents: Sequence[tuple[str, ...]]) -> Order:
    """Return the order of all rows.

    Args:
        before: The order of the rows that were there already, the first ones.
        keys: Of all rows.
        documents: The names of reports, by number.
    """
    falling = np.where(keys.day > 0, -keys.day, _UNDATED).astype(np.int32)
    rising = np.where(keys.day > 0, keys.day, _UNDATED).astype(np.int32)
    if len(keys.day) - len(before.newest) <= _FEW:
        return Order(
            _put_in(before.newest, falling, keys, documents),
            _put_in(before.oldest, rising, keys, documents),
        )
    rank = _ranks(documents)[keys.document]
    return Order(_sorted(falling, rank, keys), _sorted(rising, rank, keys))


def _sorted(day: Numbers, rank: Numbers, keys: Keys) -> Rows:
    return np.lexsort((keys.entry, keys.name, keys.place, rank, day))


def _ranks(documents: Sequence[tuple[str, ...]]) -> Numbers:
    ranks = np.empty(len(documents), np.int32)
    ranks[sorted(range(len(documents)), key=documents.__getitem__)] = np.arange(
        len(documents), dtype=np.int32
    )
    return ranks


def _put_in(before: Rows, day: Numbers, keys: Keys, documents: Sequence[tuple[str, ...]]) -> Rows:
    def key(row: int) -> tuple[int, tuple[str, ...], int, int, int]:
        return (
            int(day[row]),
            documents[keys.document[row]],
            int(keys.place[row]),
            int(keys.name[row]),
            int(keys.entry[row]),
        )

    new = sorted(range(len(before), len(day)), key=key)
    at = [bisect_left(before, key(row), key=key) for row in new]
    return np.insert(before, at, new) if new else before
