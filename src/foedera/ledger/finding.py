"""Looks for claims in the columns, and keeps these up to date."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from foedera.ledger import asking
from foedera.ledger.columns import Columns, brought_up, nothing
from foedera.ledger.matching import Matching
from foedera.ledger.narrowing import fitting
from foedera.ledger.searches import PAGE, Search
from foedera.ledger.words import asked

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from foedera.ledger.searches import Facet

    Rows = NDArray[np.intp]

#: Searches whose findings are kept, for their next pages and their facets.
_KEPT: Final = 64


@dataclass(frozen=True)
class Hits:
    """What a search finds, on all pages together.

    Attributes:
        columns: Where it was looked for.
        fits: For every row whether it fits.
        last: The last entry that counted.
        is_least: Whether looking stopped at a limit, so that there may be more.
        counted: What was counted of them already, by the name of the facet.
    """

    columns: Columns
    fits: NDArray[np.bool_]
    last: int
    is_least: bool
    counted: dict[str, tuple[Facet, ...]] = field(default_factory=dict, repr=False)
    _ordered: dict[bool, Rows] = field(default_factory=dict, repr=False)

    @cached_property
    def rows(self) -> Rows:
        """The rows that fit, in the order in which they were recorded."""
        return np.flatnonzero(self.fits)

    def in_order(self, *, newest_first: bool) -> Rows:
        """Return the rows that fit, the latest days first or the earliest."""
        found = self._ordered.get(newest_first)
        if found is None:
            order = self.columns.order.newest if newest_first else self.columns.order.oldest
            found = np.compress(np.take(self.fits, order), order)
            self._ordered[newest_first] = found
        return found


class Finder:
    """Looks for claims of one ledger; for any number of threads at once."""

    def __init__(self) -> None:
        self._columns = nothing()
        self._making = threading.Lock()
        self._kept: OrderedDict[tuple[Search, int], Hits] = OrderedDict()
        self._keeping = threading.Lock()

    def columns(self, connection: Connection) -> tuple[Columns, int]:
        """Return columns that hold all that a connection sees, and the last entry it sees."""
        head = asking.last_entry(connection)
        if self._columns.upto < head:
            with self._making:
                self._columns = brought_up(self._columns, connection, head)
        return self._columns, head

    def look(self, connection: Connection, search: Search, last: int | None = None) -> Hits:
        """Return what a search finds.

        Args:
            connection: Sees one state of the ledger throughout.
            search: What is looked for; its page does not matter.
            last: Count nothing that came after this entry.
        """
        held, head = self.columns(connection)
        upto = head if last is None else min(head, last)
        if search.sought.recorded_by is not None:
            upto = min(upto, asking.bound(connection, search.sought.recorded_by))
        key = (_bare(search), upto)
        with self._keeping:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = _looked(connection, search, held, upto)
        with self._keeping:
            self._kept[key] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found


def _looked(connection: Connection, search: Search, held: Columns, last: int) -> Hits:
    fits = fitting(held, connection, search, last)
    words = asked(search.words)
    if not words.narrows:
        return Hits(held, fits, last, is_least=False)
    matching = Matching(connection, words, held)
    fits &= matching.rows
    return Hits(held, fits, last, matching.is_least)


def _bare(search: Search) -> Search:
    """Return a search without what only says which page is wanted."""
    sought = replace(search.sought, most=None, recorded_by=None)
    return replace(search, sought=sought, newest_first=True, after=None, most=PAGE)
