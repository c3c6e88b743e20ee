"""``foedera add``: tells what becomes of each report, and of all of them."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedera.cli.added_view import teller
from foedera.cli.options import now
from foedera.cli.stopping import stoppable
from foedera.cli.terminal import as_utf8, complain, interface
from foedera.documents import SUFFIXES
from foedera.documents.feeds import FEED_SUFFIXES
from foedera.errors import FoederaError
from foedera.ledger import open_ledger
from foedera.wording.words import Words
from foedera.workspace.adding import Added, Became, add
from foedera.workspace.adding.exchanging import refusal_of
from foedera.workspace.adding.retrying import kept_sources
from foedera.workspace.adding.sources import MOST_TAKEN, Source, found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedera.ledger import Ledger
    from foedera.workspace.adding import Manner

STANDARD_INPUT: Final = "-"
#: Exit codes beside 0, which means that all are on record.
SOME_REFUSED: Final = 1
STOPPED: Final = 130


@dataclass(frozen=True, slots=True)
class Adding:
    """Where reports are added, and how it is told.

    Attributes:
        ledger: Address of the ledger; None for the usual one.
        interface: Language of the interface; None for the environment's.
        as_json: Data instead of words.
    """

    ledger: str | None
    interface: str | None
    as_json: bool

    @property
    def words(self) -> Words:
        """The interface's words."""
        return Words(interface(self.interface))


def add_all(given: Sequence[str], manner: Manner, adding: Adding) -> int:
    """Add every report given, and return the exit code.

    Args:
        given: Files, folders, or ``-`` for standard input.
        manner: How they are added.
        adding: Where, and how it is told.

    Raises:
        NoLedgerError: There is no ledger; the message tells how to make one.
    """
    as_utf8()
    with open_ledger(adding.ledger) as ledger:
        sources, missing = _sources(given, adding.words)
        return _run(sources, missing, manner, (ledger, adding))


def retry_all(names: Sequence[str], manner: Manner, adding: Adding) -> int:
    """Read what is in quarantine once more, and return the exit code.

    Args:
        names: What of it; all of it where none is named.
        manner: How it is read.
        adding: Where, and how it is told.

    Raises:
        NoLedgerError: There is no ledger; the message tells how to make one.
        NotInQuarantineError: A name is of nothing that is there.
    """
    as_utf8()
    with open_ledger(adding.ledger) as ledger:
        held = kept_sources(ledger, names, manner.published)
        return _run(held.sources, held.left, manner, (ledger, adding))


def _sources(given: Sequence[str], words: Words) -> tuple[list[Source], list[Added]]:
    """Return what the arguments lead to, and what they do not."""
    sources: list[Source] = []
    missing: list[Added] = []
    for one in given:
        if one == STANDARD_INPUT:
            sources.append(Source(words("standard-input"), sys.stdin.buffer.read(MOST_TAKEN)))
            continue
        try:
            told = found(Path(one))
        except FoederaError as error:
            missing.append(Added(one, Became.UNOPENED, None, refusal=refusal_of(error)))
            continue
        sources += told.sources
        if told.others:
            endings = ", ".join((*SUFFIXES, *FEED_SUFFIXES))
            count = words.number(told.others)
            complain(words("left-out", folder=one, count=count, suffixes=endings))
        if told.outside:
            complain(words("links-outside", folder=one, count=words.number(told.outside)))
    return sources, missing


def _run(
    sources: Sequence[Source],
    missing: Iterable[Added],
    manner: Manner,
    where: tuple[Ledger, Adding],
) -> int:
    ledger, adding = where
    counts: Counter[Became] = Counter()
    read: Counter[str] = Counter()
    with stoppable() as stop, teller(len(sources), adding.words, as_json=adding.as_json) as tell:
        for one in _all(missing, add(sources, ledger, now, manner, stop)):
            counts[one.became] += 1
            read.update(claims=one.claims, steps=one.steps)
            tell.one(one)
        stopped = stop()
        tell.summary(counts, read, stopped=stopped)
    if stopped:
        return STOPPED
    return SOME_REFUSED if counts[Became.QUARANTINED] + counts[Became.UNOPENED] else 0


def _all(missing: Iterable[Added], rest: Iterable[Added]) -> Iterable[Added]:
    yield from missing
    yield from rest
