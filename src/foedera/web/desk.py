"""What all screens share: the ledger, the registry, who is who, words, the clock."""

from __future__ import annotations

import gc
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import BoundedSemaphore, Lock, RLock, Thread
from typing import TYPE_CHECKING, Any, Final, TypeVar

from foedera.errors import FoederaError
from foedera.language.packs import languages
from foedera.ledger import Search
from foedera.web.built import world_at
from foedera.web.errors import BusyReadingError
from foedera.web.threads import few
from foedera.wording import FILES, Words
from foedera.workspace import Workspace
from foedera.workspace.adding.exchanging import Limits, Wanted
from foedera.workspace.adding.reading_apart import ApartReaders

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from anyio import CapacityLimiter

    from foedera.actors.catalogue import Catalogue
    from foedera.ledger import Ledger
    from foedera.pictures.world import World
    from foedera.treaties import Registry
    from foedera.web.gates.gate import Gate
    from foedera.workspace.adding.exchanging import Told

_Kept = TypeVar("_Kept")
#: Where the words of pages stand beside those that both doors share.
_PAGES: Final = (
    "wording/web.yaml",
    "wording/web-api.yaml",
    "wording/web-coding.yaml",
    "wording/web-law.yaml",
    "wording/web-pictures.yaml",
    "wording/web-reports.yaml",
    "wording/web-search.yaml",
    "wording/web-team.yaml",
)
WORDS: Final = (*FILES, *_PAGES)
#: Workspaces kept that look back to a moment: each goes through the accepted steps once.
_LOOKING_BACK: Final = 8
#: What reading a report may cost that anybody may have sent.
_LIMITS: Final = Limits(seconds=5.0, patience=20.0, memory=1024**3)
#: Reports that wait for a reader or are being read; one more is turned away.
_WAITING: Final = 8
#: A line that makes a reader open its lexicons and models, by language.
_WARMING: Final = {
    "en": "LONDON, 1 March 2024 - France signed a defence treaty with Germany, Reuters reported.",
    "id": "JAKARTA, 1 Maret 2024 - Prancis menandatangani perjanjian pertahanan dengan Jerman.",
}


@dataclass
class Desk:
    """What every screen is answered from.

    Attributes:
        ledger: The ledger.
        gate: Tells who comes.
        now: The clock, in UTC.
        readers: How many processes read pasted reports.
        world_file: What the map is drawn from; None for what was built.
        releases: The folder in which the folders of releases lie; None where none was named.
    """

    ledger: Ledger
    gate: Gate
    now: Callable[[], datetime]
    readers: int = 1
    world_file: Path | None = None
    releases: Path | None = None

    def __post_init__(self) -> None:
        """Make room for the workspaces that look back, and for reports that wait."""
        self._lock = Lock()
        self._opening: Thread | None = None
        self._room = BoundedSemaphore(_WAITING)
        self._keeping = RLock()
        self._kept: dict[Callable[[Desk], Any], Any] = {}
        self._back = lru_cache(_LOOKING_BACK)(self._looking_back)

    @cached_property
    def _now(self) -> Workspace:
        return Workspace(ledger=self.ledger)

    def _looking_back(self, moment: datetime) -> Workspace:
        return Workspace(ledger=self.ledger, recorded_by=moment)

    def workspace(self, recorded_by: datetime | None = None) -> Workspace:
        """Return the front desk as it stands now, or as it stood at a moment."""
        with self._lock:
            return self._now if recorded_by is None else self._back(recorded_by)

    @cached_property
    def threads(self) -> CapacityLimiter:
        """What lets few threads work out answers at once."""
        return few()

    def kept(self, make: Callable[[Desk], _Kept]) -> _Kept:
        """Return what a screen keeps between requests.

        Args:
            make: Makes it, the first time; by this function it is known again.
        """
        with self._keeping:
            if make not in self._kept:
                self._kept[make] = make(self)
            kept: _Kept = self._kept[make]
        return kept

    @property
    def catalogue(self) -> Catalogue:
        """Who is who."""
        return self._now.catalogue

    @property
    def registry(self) -> Registry:
        """The instruments on record, without what a ledger adds."""
        return self._now.registry

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that reports are read in, by code."""
        return languages()

    @cached_property
    def world(self) -> World | None:
        """Where states lie on the map; None where that was not built.

        Raises:
            MalformedWorldError: The file of it cannot be drawn.
        """
        return world_at(self.world_file)

    @cached_property
    def _words(self) -> dict[str, Words]:
        return {}

    def words(self, language: str) -> Words:
        """Return what pages say in a language."""
        if language not in self._words:
            self._words[language] = Words(language, self.catalogue, WORDS)
        return self._words[language]

    @cached_property
    def reading(self) -> ApartReaders:
        """The processes that read pasted reports, so that none can hurt the server."""
        return ApartReaders(self.readers, _LIMITS)

    def read(self, wanted: Wanted) -> Told:
        """Have a report read that somebody sent; what it cannot be read for is told.

        Raises:
            BusyReadingError: Too many others wait.
            UnstartableReaderError: There is no process to read it.
        """
        if not self._room.acquire(blocking=False):
            raise BusyReadingError(_WAITING)
        try:
            with self._lock:
                readers = self.reading
            return readers.read(wanted).result()
        finally:
            self._room.release()

    def warm(self) -> None:
        """Have what the first pages need opened beside everything else.

        The readers open what they read with; the registry and the index of claims are read
        into memory.
        """
        for _ in range(self.readers):
            for language, text in _WARMING.items():
                self.reading.read(Wanted("warming", text.encode(), language=language))
        self._opening = Thread(target=self._open, name="warming", daemon=True)
        self._opening.start()

    def _open(self) -> None:
        """Read what every page asks of, and keep it out of the way of later collections."""
        with suppress(FoederaError):  # whoever asks first is told
            _ = self.registry.instruments
            self.ledger.search(Search(most=1))
        gc.freeze()

    def close(self) -> None:
        """End the processes that read."""
        if self._opening is not None:
            self._opening.join()
        if "reading" in self.__dict__:
            self.reading.__exit__()
