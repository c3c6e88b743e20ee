"""Dockets that several coders share: each made once, beside what else is asked, and kept up."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock, RLock, Thread
from typing import TYPE_CHECKING, Final

from foedera.assessment.unregistered import UNREGISTERED
from foedera.errors import FoederaError
from foedera.workspace.review.docket import Docket
from foedera.workspace.review.proposed_on_record import ProposedOnRecord
from foedera.workspace.review.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.actors.catalogue import Catalogue
    from foedera.identifiers import InstrumentId
    from foedera.ledger import Ledger
    from foedera.ledger.telling import ToldOf
    from foedera.treaties import Registry

#: Dockets kept at once; that used longest ago is let go of.
_KEPT: Final = 16


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the making of a docket is.

    Attributes:
        number: Instruments gone through.
        count: Of so many; 0 while reports are read.
    """

    number: int = 0
    count: int = 0


class Dockets:
    """The dockets of a ledger, one for each instrument asked for, and one for all together.

    Making one takes seconds, on a large ledger minutes: it is made in a thread of its own, one
    after another. Where reports came in since, it is made anew while the old one serves.

    Args:
        ledger: The ledger.
        registry: The instruments on record.
        catalogue: Who is who.
    """

    def __init__(self, ledger: Ledger, registry: Registry, catalogue: Catalogue) -> None:
        self.taken = Taken(ledger)
        self._ledger, self._registry, self._catalogue = ledger, registry, catalogue
        self._held: OrderedDict[InstrumentId | None, SharedDocket] = OrderedDict()
        self._lock, self._turn = Lock(), Lock()
        self._told: tuple[ToldOf, ...] = ()
        self._told_until = -1

    def told_of(self) -> tuple[ToldOf, ...]:
        """Return how much is told of each instrument, those first of which most is."""
        with self._lock:
            until = self._ledger.told_until()
            if until != self._told_until:
                self._told, self._told_until = self._ledger.told_of(), until
            return self._told

    def of(self, only: InstrumentId | None, patience: float = 0) -> SharedDocket:
        """Return a docket; it may have to be waited for (``SharedDocket.ready``).

        Args:
            only: The one instrument; None for all.
            patience: Wait for it so many seconds.

        Raises:
            FoederaError: Whatever came in the way of making it; the next call tries anew.
        """
        state = self._state(only)
        with self._lock:
            held = self._held.get(only)
            if held is None or not (held.ready or held.renewing):
                self._held[only] = SharedDocket(only, self.taken)
                self._make(self._held[only], state)
            elif held.ready and held.state != state and not held.renewing:
                self._make(held, state)
            failure = held.failure if held is not None and not held.ready else None
            held = self._held[only]
            self._held.move_to_end(only)
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)
        if failure is not None:
            raise failure
        held.wait(patience)
        return held

    def at_hand(self) -> tuple[SharedDocket, ...]:
        """Return those that are made already."""
        with self._lock:
            return tuple(one for one in self._held.values() if one.ready)

    def _state(self, only: InstrumentId | None) -> tuple[ToldOf, ...]:
        """Return how much is told of what a docket may hold: it is made anew where that grew."""
        return tuple(
            one
            for one in self.told_of()
            if only in {None, one.instrument} or one.instrument.startswith(UNREGISTERED)
        )

    def _make(self, held: SharedDocket, state: tuple[ToldOf, ...]) -> None:
        held.renewing = True

        def make() -> None:
            with self._turn:
                self._made(held, state)

        Thread(target=make, daemon=True, name="docket").start()

    def _made(self, held: SharedDocket, state: tuple[ToldOf, ...]) -> None:
        def tell(number: int, count: int) -> None:
            held.progress = Progress(number, count)

        record = ProposedOnRecord(
            self._ledger, self._registry, self._catalogue, only=held.only, tell=tell
        )
        docket = Docket(record)
        try:
            docket.gather()
            held.put(docket, state)
        except FoederaError as error:
            held.failure = error
        finally:
            held.ended()


class SharedDocket:
    """One docket, once it is made.

    Attributes:
        only: The one instrument; None for all.
        progress: How far the making is.
        state: How much was told when it was made.
        renewing: Whether it is being made.
        failure: What came in the way of making it.
    """

    def __init__(self, only: InstrumentId | None, taken: Taken) -> None:
        self.only = only
        self.progress = Progress()
        self.state: tuple[ToldOf, ...] = ()
        self.renewing = False
        self.failure: FoederaError | None = None
        self._taken = taken
        self._docket: Docket | None = None
        self._heard = 0
        self._lock = RLock()
        self._done = Event()

    @property
    def ready(self) -> bool:
        """Whether it is made."""
        return self._docket is not None

    def wait(self, patience: float) -> None:
        """Wait until it is made, but so many seconds at most."""
        self._done.wait(patience)

    @contextmanager
    def opened(self) -> Iterator[Docket]:
        """Have the docket for oneself, up to every decision on record; it must be ready."""
        with self._lock:
            assert self._docket is not None  # noqa: S101 - the caller has seen to it
            decisions = self._taken.all()
            self._docket.hear(decisions[self._heard :])
            self._heard = len(decisions)
            yield self._docket

    def put(self, docket: Docket, state: tuple[ToldOf, ...]) -> None:
        """Serve a docket from now on."""
        with self._lock:
            self._docket, self.state, self._heard = docket, state, 0

    def ended(self) -> None:
        """Let go whoever waits: the making has come to its end, whichever."""
        self.renewing = False
        self._done.set()
