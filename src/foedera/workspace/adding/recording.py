"""Reads reports and records them, one transaction a report; nothing stops for a bad one."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from foedera.documents.decoding import LIMIT
from foedera.documents.errors import MissingReportError, OversizedReportError
from foedera.documents.feeds import is_feed
from foedera.documents.recorded import document_id
from foedera.identifiers import content_id
from foedera.ledger import Filed, Refused
from foedera.workspace.adding.exchanging import Limits, Refusal, Wanted, refusal_of
from foedera.workspace.adding.reading_apart import ApartReaders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from datetime import datetime

    from foedera.identifiers import ContentId
    from foedera.ledger import Filing, Ledger
    from foedera.workspace.adding.exchanging import Told
    from foedera.workspace.adding.sources import Source

#: How often, in seconds, it is asked whether to stop while a report is being read.
_LOOK: Final = 0.1
_MEBIBYTE: Final = 1024 * 1024
#: Reports that are read ahead of the one to be recorded, beside those being read.
_AHEAD: Final = 2
#: Reasons for which a report in quarantine is not tried again unasked: each costs minutes.
_COSTLY: Final = frozenset({"OutOfTimeError", "OutOfMemoryError", "BrokenDownError"})


class Became(Enum):
    """What became of something that was to be added."""

    NEW = "new"
    KNOWN = "known"  # on record already
    REREAD = "reread"  # on record, and now as the present reader reads it
    QUARANTINED = "quarantined"
    UNOPENED = "unopened"  # there is nothing that could be read, or kept


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report.

    Attributes:
        name: Where it came from.
        became: What became of it.
        id: What it is called on record, or in quarantine; None where it could not be opened.
        claims: How many claims were read in it now.
        steps: How many steps towards an instrument they tell of.
        refusal: Why it was not read; None where it was.
        source: Place of what holds it among the sources, from 1; 0 for none.
        last: Whether it is the last that this holds.
    """

    name: str
    became: Became
    id: ContentId | None
    claims: int = 0
    steps: int = 0
    refusal: Refusal | None = None
    source: int = 0
    last: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How reports are added.

    Attributes:
        published: When all of them appeared, over what they say.
        language: Language of all of them, over what they seem to be in.
        again: Whether reports on record, and costly ones in quarantine, are read again.
        jobs: How many are read side by side.
        limits: What reading one may cost.
    """

    published: str | None = None
    language: str | None = None
    again: bool = False
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True)
class _Pending:
    """A report on its way: what is to be told of it, once it is known."""

    name: str
    data: bytes
    size: int
    id: ContentId | None = None
    noted: tuple[str, ...] = ()
    told: Future[Told] | None = None
    refusal: Refusal | None = None
    known: bool = False
    source: int = 0
    last: bool = True

    def added(
        self,
        became: Became,
        filing: Filing | None = None,
        refusal: Refusal | None = None,
    ) -> Added:
        """Return what became of it."""
        return Added(
            name=self.name,
            became=became,
            id=self.id,
            claims=len(filing.claims) if filing else 0,
            steps=len(filing.steps) if filing else 0,
            refusal=refusal,
            source=self.source,
            last=self.last,
        )


def add(  # noqa: PLR0913 - four may be left out
    sources: Iterable[Source],
    ledger: Ledger,
    clock: Callable[[], datetime],
    manner: Manner | None = None,
    stop: Callable[[], bool] = lambda: False,
    *,
    readers: ApartReaders | None = None,
) -> Iterator[Added]:
    """Read reports and record them, in the order given.

    A report is recorded whole or not at all, before it is told of. One on record already is
    not read, so that what was stopped goes on where it stood when it is begun again.

    Args:
        sources: What holds the reports.
        ledger: Where they are recorded.
        clock: Tells the moment, in UTC.
        manner: How they are added.
        stop: Tells whether to stop: nothing more is recorded then.
        readers: The processes that read them, where they run already; they are left running,
            and their limits hold instead of those of ``manner``.

    Yields:
        What became of each, as soon as that is on record.

    Raises:
        UnstartableReaderError: There is no process to read them.
        LedgerError: It cannot be written; what was told of is on record.
    """
    manner = manner or Manner()
    if readers is not None:
        yield from _Adding(ledger, clock, manner, readers, stop).run(sources)
        return
    with ApartReaders(manner.jobs, manner.limits) as own:
        yield from _Adding(ledger, clock, manner, own, stop).run(sources)


class _Adding:
    """One run."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Callable[[], datetime],
        manner: Manner,
        readers: ApartReaders,
        stop: Callable[[], bool],
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._manner = manner
        self._readers = readers
        self._stop = stop
        self._refused = {one.id: one for one in ledger.refused()}
        self._reading: dict[ContentId, Future[Told]] = {}

    def run(self, sources: Iterable[Source]) -> Iterator[Added]:
        """Read ahead, and record in the order given."""
        waiting: deque[_Pending] = deque()
        for pending in self._pending(sources):
            waiting.append(pending)
            if len(waiting) > self._manner.jobs + _AHEAD:
                yield from self._recorded(waiting.popleft())
        while waiting:
            yield from self._recorded(waiting.popleft())

    def _pending(self, sources: Iterable[Source]) -> Iterator[_Pending]:
        """Yield every report that the sources hold, each on its way to a reader."""
        for number, source in enumerate(sources, start=1):
            if self._stop():
                return
            try:
                data, size = source.taken()
            except MissingReportError as error:
                yield _Pending(source.name, b"", 0, refusal=refusal_of(error), source=number)
                continue
            if is_feed(data) and size <= LIMIT:
                yield from self._items(source.name, data, number)
            else:
                yield self._asked(_Pending(source.name, data, size, source=number))

    def _items(self, name: str, data: bytes, number: int) -> Iterator[_Pending]:
        """Yield the items of a feed; the feed itself where nothing can be read of it."""
        told = self._told(self._readers.read(Wanted(name, data, feed=True)))
        if told is None:
            return
        if told.items is None:
            refused = _Pending(name, data, len(data), refusal=told.refusal, source=number)
            yield self._named(refused)
            return
        self._release(document_id(data, self._manner.published))
        for place, item in enumerate(told.items, start=1):
            yield self._asked(
                _Pending(
                    name=item.name,
                    data=item.data,
                    size=len(item.data),
                    noted=item.noted,
                    refusal=item.refusal,
                    source=number,
                    last=place == len(told.items),
                )
            )

    def _named(self, pending: _Pending) -> _Pending:
        """Name a report after its bytes; one of which not all were taken after its size, too."""
        pending.id = document_id(pending.data, self._manner.published)
        if pending.size > LIMIT:
            told = {"sha256": pending.id, "size": pending.size}
            size = f"{pending.size / _MEBIBYTE:,.1f} MiB"
            error = OversizedReportError(pending.name, size, f"{LIMIT // _MEBIBYTE} MiB")
            pending.id, pending.refusal = content_id("doc", told), refusal_of(error)
        return pending

    def _asked(self, pending: _Pending) -> _Pending:
        """Have a report read, unless it is known what comes of it."""
        self._named(pending)
        name, manner = pending.id, self._manner
        if name is None or pending.refusal is not None:
            return pending
        if name in self._reading:
            pending.told = self._reading[name]
        elif not manner.again and self._ledger.knows(name):
            pending.known = True
        elif not manner.again and name in self._refused and self._refused[name].reason in _COSTLY:
            held = self._refused[name]
            pending.refusal = Refusal(held.reason, held.message)
        else:
            wanted = Wanted(
                pending.name, pending.data, manner.published, manner.language, pending.noted
            )
            pending.told = self._reading[name] = self._readers.read(wanted)
        return pending

    def _recorded(self, pending: _Pending) -> Iterator[Added]:
        """Record what came of a report, and tell it; nothing where it is to stop."""
        told = None if pending.told is None else self._told(pending.told)
        if self._stop():
            return
        if pending.known and pending.id is not None:
            self._release(pending.id)
            yield pending.added(Became.KNOWN)
        elif told is not None and told.filing is not None:
            yield self._filed(pending, told.filing)
        else:
            refusal = pending.refusal or (told.refusal if told else None)
            if refusal is not None:
                yield self._quarantined(pending, refusal)
        if pending.id is not None:
            self._reading.pop(pending.id, None)

    def _filed(self, pending: _Pending, filing: Filing) -> Added:
        again = self._manner.again
        filed = self._ledger.file(filing, pending.data, self._clock(), again=again)
        self._release(filing.document.id)
        return pending.added(Became(filed.value), None if filed is Filed.KNOWN else filing)

    def _quarantined(self, pending: _Pending, refusal: Refusal) -> Added:
        if pending.id is None:
            return pending.added(Became.UNOPENED, refusal=refusal)
        kept = pending.size <= LIMIT
        refused = Refused(
            pending.id, pending.name, refusal.reason, refusal.message, pending.size, kept=kept
        )
        self._ledger.quarantine(refused, pending.data if kept else None, self._clock())
        return pending.added(Became.QUARANTINED, refusal=refusal)

    def _release(self, name: ContentId) -> None:
        """Let out of quarantine what has been read after all, if recording it has not."""
        if self._refused.pop(name, None) and any(one.id == name for one in self._ledger.refused()):
            self._ledger.release_from_quarantine(name, self._clock())

    def _told(self, future: Future[Told]) -> Told | None:
        """Wait for a reader; None where it is to stop first."""
        while not self._stop():
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                continue
        return None
