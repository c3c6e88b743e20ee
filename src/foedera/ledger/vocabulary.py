"""What the numbers of a column stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray


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

    def lit(self, numbers: Sequence[int]) -> NDArray[np.bool_]:
        """Return a table of all contents in which some are true."""
        told = np.zeros(len(self.values), np.bool_)
        told[list(numbers)] = True
        return told
