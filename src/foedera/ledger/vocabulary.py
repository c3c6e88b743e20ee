"""What the numbers of a column stand for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray


class _Each(NamedTuple):
    """The values of contents, one by one.

    Attributes:
        names: The different values.
        values: Of each pair the value, by its number among these.
        contents: Of each pair the content.
        size: How many contents there are.
    """

    names: tuple[str, ...]
    values: NDArray[np.intp]
    contents: NDArray[np.intp]
    size: int


def _itself(told: str) -> tuple[str, ...]:
    return (told,)


class Vocabulary:
    """The different contents of a column, numbered as they turn up. It only ever grows.

    A content is one value, or several, or none; it is told apart by its text.

    Args:
        read: Gives the values of a content.
    """

    def __init__(self, read: Callable[[str], Sequence[str]] = _itself) -> None:
        self._read = read
        self._numbers: dict[str, int] = {}
        self._holding: dict[str, list[int]] = {}
        self.values: list[tuple[str, ...]] = []
        self._each = _Each((), np.zeros(0, np.intp), np.zeros(0, np.intp), 0)

    def number(self, told: str) -> int:
        """Return the number of a content; what is new is given the next one."""
        found = self._numbers.get(told)
        if found is None:
            found = len(self.values)
            values = tuple(self._read(told))
            self.values.append(values)
            for one in values:
                self._holding.setdefault(one, []).append(found)
            self._numbers[told] = found
        return found

    def numbers(self, told: Sequence[str | None]) -> NDArray[np.int32]:
        """Return the numbers of contents; nothing counts as the empty one."""
        each = {one: self.number(one or "") for one in dict.fromkeys(told)}
        return np.fromiter(map(each.__getitem__, told), np.int32, len(told))

    def holding(self, wanted: Iterable[str]) -> list[int]:
        """Return the contents that hold any of some values."""
        found = (self._holding.get(one, ()) for one in wanted)
        return sorted({number for each in found for number in each})

    def within(self, allowed: Iterable[str]) -> list[int]:
        """Return the contents that hold no other values, those that hold none among them."""
        among = frozenset(allowed)
        empty = [number for number, values in enumerate(self.values) if not values]
        return [*empty, *(one for one in self.holding(among) if among.issuperset(self.values[one]))]

    def counted(self, codes: NDArray[np.int32]) -> Counter[str]:
        """Count how often each value is among contents; one of several counts each of them."""
        each = self._spread()
        counts = np.bincount(codes, minlength=each.size)[: each.size]
        totals = np.bincount(each.values, weights=counts[each.contents], minlength=len(each.names))
        return Counter({each.names[one]: int(totals[one]) for one in np.flatnonzero(totals)})

    def _spread(self) -> _Each:
        """Return which content has which values; made anew only where some were added."""
        each, size = self._each, len(self.values)
        if each.size < size:
            pairs = [(of, one) for of, values in enumerate(self.values[:size]) for one in values]
            names = {one: number for number, one in enumerate(dict.fromkeys(p[1] for p in pairs))}
            contents = np.asarray([of for of, _ in pairs], np.intp)
            numbers = np.asarray([names[one] for _, one in pairs], np.intp)
            each = self._each = _Each(tuple(names), numbers, contents, size)
        return each

    def lit(self, numbers: Sequence[int]) -> NDArray[np.bool_]:
        """Return a table of all contents in which some are true."""
        told = np.zeros(len(self.values), np.bool_)
        told[list(numbers)] = True
        return told
