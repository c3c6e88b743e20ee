"""What one state owed another on one day: the quick answer to a single question."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedera.datasets.calendar import number_of
from foedera.datasets.grouping import pairs_of
from foedera.datasets.obligations import ALLIED, BITS, OBLIGATIONS
from foedera.datasets.state_codes import code_of

if TYPE_CHECKING:
    from datetime import date

    from foedera.datasets.joining import Alliances
    from foedera.datasets.runs import Bond


class Owing(NamedTuple):
    """What is owed under one alliance on a day.

    Attributes:
        bond: Under which.
        sure: Whether the two surely are allied that day.
        obligations: What is surely owed, by ATOP's names.
        unclear: What is perhaps owed.
    """

    bond: Bond
    sure: bool
    obligations: tuple[str, ...]
    unclear: tuple[str, ...]


class Days:
    """Answers who owed whom what on single days, fast once made.

    Args:
        found: The alliances.
    """

    def __init__(self, found: Alliances) -> None:
        runs = found.runs
        pair = pairs_of(runs.debtor, runs.creditor)
        order = np.lexsort((runs.phase, runs.start, runs.bond, pair))
        self._runs, self._pair = runs.where(order), pair[order]

    def owed(self, debtor: str | int, creditor: str | int, on: date) -> tuple[Owing, ...]:
        """Return what a state owed another on a day, alliance by alliance.

        Args:
            debtor: Code of a state (``PRK``) or COW code (731).
            creditor: The same.
            on: The day.

        Raises:
            StateWithoutNumberError: A state never had a COW code.
            UnknownActorError: No state has such a code.
            UnknownStateNumberError: No state bears the number.
        """
        pair = pairs_of(np.array([code_of(debtor)]), np.array([code_of(creditor)]))[0]
        first, last = np.searchsorted(self._pair, (pair, pair + 1))
        day, runs = number_of(on), self._runs
        found: dict[int, tuple[int, int, int]] = {}
        for place in range(first, last):
            if runs.start[place] <= day <= runs.end[place]:
                bond, phase = int(runs.bond[place]), int(runs.phase[place])
                held, unclear = int(runs.held[place]), int(runs.unclear[place])
                before = found.get(bond)
                if before is not None and before[0] == phase:
                    held, unclear = held | before[1], unclear | before[2]
                found[bond] = (phase, held, unclear)
        return tuple(
            Owing(
                runs.bonds[bond],
                bool(held & ALLIED),
                tuple(name for name in OBLIGATIONS if held & BITS[name]),
                tuple(name for name in OBLIGATIONS if unclear & ~held & BITS[name]),
            )
            for bond, (_, held, unclear) in sorted(found.items())
        )
