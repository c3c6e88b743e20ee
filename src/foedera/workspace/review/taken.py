"""All decisions on record, kept at hand while more are taken."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId
    from foedera.ledger import Ledger


class Taken:
    """The decisions of a ledger; only those that are new are read. Threads may share it.

    Args:
        ledger: The ledger.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._known: dict[ContentId, Decision] = {}
        self._all: tuple[Decision, ...] = ()
        self._until = 0

    def all(self) -> tuple[Decision, ...]:
        """Return all that are on record now, in the order in which they were recorded."""
        with self._lock:
            head = self._ledger.head().number
            if head > self._until or not self._until:
                new = self._ledger.decisions(after=self._until)
                if any(one.id not in self._known for one in new):
                    self._known.update((one.id, one) for one in new)
                    self._all = tuple(self._known.values())
                self._until = head
            return self._all
