"""Runs: stretches of days on which one state was under obligations to another, day-exact.

They are what every table of dyads is made of: of days first, of months and years on export.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from foedera.datasets.calendar import Window


@dataclass(frozen=True, slots=True, order=True)
class Bond:
    """An alliance, as the sources call it.

    Attributes:
        atop: ATOPID; 0 where ATOP does not hold it.
        instruments: Identifiers: of the registry where it holds it, else ``atop-1005``.
    """

    atop: int
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of days, column by column; all arrays are of one length.

    Attributes:
        bonds: The alliances, in order.
        bond: Which of them (int32).
        phase: Phase of the alliance: within a period the latest stands (int16).
        debtor: COW code (int32).
        creditor: COW code (int32).
        start: First day, as a number (int64).
        end: Last day, as a number (int64).
        held: Bits of what is surely owed (uint8).
        unclear: Bits of what is perhaps owed (uint8).
    """

    bonds: tuple[Bond, ...]
    bond: NDArray[Any]
    phase: NDArray[Any]
    debtor: NDArray[Any]
    creditor: NDArray[Any]
    start: NDArray[Any]
    end: NDArray[Any]
    held: NDArray[Any]
    unclear: NDArray[Any]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.bond)

    def where(self, chosen: NDArray[Any]) -> Runs:
        """Return those that a mask or an order chooses."""
        arrays = {name: getattr(self, name)[chosen] for name in _ARRAYS}
        return Runs(self.bonds, **arrays)

    def within(self, window: Window) -> Runs:
        """Return what of them lies within some days."""
        first, last = window.numbers
        clipped = replace(self, start=np.maximum(self.start, first), end=np.minimum(self.end, last))
        return clipped.where(clipped.start <= clipped.end)

    def among(
        self,
        debtors: Iterable[int] | None,
        creditors: Iterable[int] | None,
        either: Iterable[int] | None = None,
    ) -> Runs:
        """Return those between some states; None for all.

        Args:
            debtors: COW codes of who owes.
            creditors: COW codes of to whom.
            either: COW codes, one of which must be on one side.
        """
        chosen = np.ones(len(self), dtype=bool)
        if debtors is not None:
            chosen &= np.isin(self.debtor, list(debtors))
        if creditors is not None:
            chosen &= np.isin(self.creditor, list(creditors))
        if either is not None:
            codes = list(either)
            chosen &= np.isin(self.debtor, codes) | np.isin(self.creditor, codes)
        return self if chosen.all() else self.where(chosen)


_ARRAYS: Final = tuple(one.name for one in fields(Runs) if one.name != "bonds")
_TYPES: Final = {
    "bond": np.int32,
    "phase": np.int16,
    "debtor": np.int32,
    "creditor": np.int32,
    "start": np.int64,
    "end": np.int64,
    "held": np.uint8,
    "unclear": np.uint8,
}


def runs_of(bonds: Iterable[Bond], rows: Sequence[tuple[Bond, Any]]) -> Runs:
    """Return runs from rows, each a bond and the eight numbers of a run after it.

    Args:
        bonds: Every alliance there is, be there rows of it or not.
        rows: Bond, and phase, debtor, creditor, start, end, held, unclear.
    """
    ordered = tuple(sorted(set(bonds)))
    places = {bond: place for place, bond in enumerate(ordered)}
    table = np.array([(places[bond], *rest) for bond, rest in rows], dtype=np.int64)
    table = table.reshape(-1, len(_ARRAYS))
    arrays = {name: table[:, place].astype(_TYPES[name]) for place, name in enumerate(_ARRAYS)}
    return Runs(ordered, **arrays)


def joined(parts: Iterable[Runs]) -> Runs:
    """Return several sets of runs as one, their alliances told apart by what they are."""
    found = tuple(parts) or (runs_of((), ()),)
    ordered = tuple(sorted({bond for part in found for bond in part.bonds}))
    places = {bond: place for place, bond in enumerate(ordered)}
    arrays = {}
    for name in _ARRAYS:
        columns = [getattr(part, name) for part in found]
        if name == "bond":
            moved = [np.array([places[one] for one in part.bonds] or [0]) for part in found]
            columns = [table[part.bond] for part, table in zip(found, moved, strict=True)]
        arrays[name] = np.concatenate(columns).astype(_TYPES[name])
    return Runs(ordered, **arrays)
