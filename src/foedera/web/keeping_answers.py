"""Keeps answers for as long as they stand, and lets few hard questions be worked on at once."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Final

from foedera.web.errors import BusyAnsweringError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Bytes of answers that are kept, and of the longest that is.
_ROOM: Final = 32 * 1024 * 1024
_LONGEST: Final = 4 * 1024 * 1024
#: Hard questions worked on at once, and seconds that others wait for their turn.
_AT_ONCE: Final = 2
_PATIENCE: Final = 20.0

#: An answer: its bytes, and what is said of it.
Kept = tuple[bytes, "Mapping[str, str]"]


class Answers:
    """The answers given last, by the mark of the state they are of; the oldest go first.

    A mark stands for one address, one state of the ledger and, where that matters, one day: an
    answer under it never changes.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()
        self._size = 0

    def get(self, mark: str) -> Kept | None:
        """Return an answer; None where it is not kept."""
        with self._lock:
            found = self._kept.get(mark)
            if found is not None:
                self._kept.move_to_end(mark)
            return found

    def keep(self, mark: str, content: bytes, headers: Mapping[str, str]) -> None:
        """Keep an answer, unless it is too long."""
        if len(content) > _LONGEST:
            return
        with self._lock:
            if mark not in self._kept:
                self._size += len(content)
            self._kept[mark] = (content, headers)
            while self._size > _ROOM:
                _, (oldest, _) = self._kept.popitem(last=False)
                self._size -= len(oldest)


class Turns:
    """Lets few hard questions be worked on at once, so that easy ones are answered meanwhile."""

    def __init__(self) -> None:
        self._turns = BoundedSemaphore(_AT_ONCE)

    @contextmanager
    def one(self, *, hard: bool) -> Iterator[None]:
        """Wait for a turn, where the question is hard.

        Raises:
            BusyAnsweringError: It did not come in time.
        """
        if not hard:
            yield
            return
        if not self._turns.acquire(timeout=_PATIENCE):
            raise BusyAnsweringError
        try:
            yield
        finally:
            self._turns.release()
