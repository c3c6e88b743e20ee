"""What all screens share: the ledger, the registry, who is who, words, the clock."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from foedera.resources import is_file
from foedera.web.built import world_at
from foedera.wording import FILES, Words
from foedera.workspace import Workspace
from foedera.workspace.adding.reading_apart import ApartReaders

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from foedera.actors.catalogue import Catalogue
    from foedera.ledger import Ledger
    from foedera.pictures.world import World
    from foedera.treaties import Registry
    from foedera.web.gates.gate import Gate

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
WORDS: Final = (*FILES, *(file for file in _PAGES if is_file(file)))
#: Workspaces kept that look back to a moment: each goes through the accepted steps once.
_LOOKING_BACK: Final = 8


@dataclass
class Desk:
    """What every screen is answered from.

    Attributes:
        ledger: The ledger.
        gate: Tells who comes.
        now: The clock, in UTC.
        readers: How many processes read pasted reports.
        world_file: What the map is drawn from; None for what was built.
    """

    ledger: Ledger
    gate: Gate
    now: Callable[[], datetime]
    readers: int = 1
    world_file: Path | None = None

    def __post_init__(self) -> None:
        """Make room for the workspaces that look back."""
        self._lock = Lock()
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

    @property
    def catalogue(self) -> Catalogue:
        """Who is who."""
        return self._now.catalogue

    @property
    def registry(self) -> Registry:
        """The instruments on record, without what a ledger adds."""
        return self._now.registry

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
        return ApartReaders(self.readers)

    def close(self) -> None:
        """End the processes that read."""
        if "reading" in self.__dict__:
            self.reading.__exit__()
